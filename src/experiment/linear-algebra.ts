/**
 * Small dense linear algebra for samplers, emulators and searches: symmetric matrices as rows in one Float64Array.
 */

/**
 * Lower triangular L with L·Lᵀ = A (Cholesky).
 * @param matrix symmetric, size × size; only its lower half is read
 * @returns undefined where the matrix is not positive definite
 */
export function cholesky(matrix: Float64Array, size: number): Float64Array | undefined {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i * size + j] as number;
      for (let k = 0; k < j; k++) rest -= (lower[i * size + k] as number) * (lower[j * size + k] as number);
      if (i > j) lower[i * size + j] = rest / (lower[j * size + j] as number);
      else if (!(rest > 0)) return undefined;
      else lower[i * size + i] = Math.sqrt(rest);
    }
  return lower;
}

/** x with L·x = b for a lower triangular L. */
export function solveLower(lower: Float64Array, size: number, right: ArrayLike<number>): Float64Array {
  const x = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let rest = right[i] as number;
    for (let k = 0; k < i; k++) rest -= (lower[i * size + k] as number) * (x[k] as number);
    x[i] = rest / (lower[i * size + i] as number);
  }
  return x;
}

/** x with Lᵀ·x = b for a lower triangular L. */
export function solveUpper(lower: Float64Array, size: number, right: ArrayLike<number>): Float64Array {
  const x = new Float64Array(size);
  for (let i = size - 1; i >= 0; i--) {
    let rest = right[i] as number;
    for (let k = i + 1; k < size; k++) rest -= (lower[k * size + i] as number) * (x[k] as number);
    x[i] = rest / (lower[i * size + i] as number);
  }
  return x;
}

/** Sum of products. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] as number) * (b[k] as number);
  return sum;
}

/** Weighted covariance of rows around their weighted mean; the weights add up to 1. */
export function weightedCovariance(rows: readonly Float64Array[], weights: ArrayLike<number>, size: number): Float64Array {
  const centre = new Float64Array(size);
  for (const [r, row] of rows.entries())
    for (let d = 0; d < size; d++) centre[d] = (centre[d] as number) + (weights[r] as number) * (row[d] as number);
  const covariance = new Float64Array(size * size);
  for (const [r, row] of rows.entries())
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++)
        covariance[i * size + j] =
          (covariance[i * size + j] as number) +
          (weights[r] as number) * ((row[i] as number) - (centre[i] as number)) * ((row[j] as number) - (centre[j] as number));
  return covariance;
}

/** Sum of weight × figure over what has a weight; true counts as 1. */
export function weightedTotal(weights: Float64Array, of: (p: number) => number | boolean): number {
  let sum = 0;
  for (let p = 0; p < weights.length; p++) if ((weights[p] as number) > 0) sum += (weights[p] as number) * Number(of(p));
  return sum;
}
