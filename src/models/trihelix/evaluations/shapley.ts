/** Shapley values: the only fair way to share a total among parts that work together. Source: Shapley 1953. */

/**
 * Kernel: φₖ = Σ over sets S without k of |S|!·(n−|S|−1)!/n! · (v(S ∪ k) − v(S)); they add up to v(all) − v(none).
 * @param values v of every set of n parts: 2ⁿ numbers, bit k of the position says that part k is in
 * @param out n numbers
 */
export function shapley(values: Float64Array, n: number, out: Float64Array): void {
  const weights = Float64Array.from({ length: n }, (_, size) => weightOf(size, n));
  out.fill(0);
  for (let set = 0; set < 1 << n; set++) {
    const weight = weights[sizeOf(set)];
    for (let k = 0; k < n; k++) {
      if ((set & (1 << k)) === 0) out[k] += weight * (values[set | (1 << k)] - values[set]);
    }
  }
}

/** size!·(n − size − 1)!/n! = 1 ÷ (n · binomial(n − 1, size)). */
function weightOf(size: number, n: number): number {
  let choices = 1;
  for (let s = 0; s < size; s++) choices = (choices * (n - 1 - s)) / (s + 1);
  return 1 / (n * choices);
}

function sizeOf(set: number): number {
  let size = 0;
  for (let bits = set; bits !== 0; bits &= bits - 1) size++;
  return size;
}
