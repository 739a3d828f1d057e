/** Economy: concentration, inequality, tails and growth of the columns of firms. */
import { log } from '../../../core/maths.js';

/**
 * Herfindahl–Hirschman concentration Σ (x/Σx)² of the living rows first … first + count − 1: 1/n all alike, 1 a monopoly.
 * NaN where nothing is held. Source: Hirschman 1945; Herfindahl 1950.
 */
export function concentration(values: Float64Array, alive: Uint8Array, first: number, count: number): number {
  let sum = 0;
  let squares = 0;
  for (let i = first; i < first + count; i++) {
    if (alive[i] !== 1) continue;
    const x = values[i];
    sum += x;
    squares += x * x;
  }
  return sum > 0 ? squares / (sum * sum) : Number.NaN;
}

/**
 * Mean over groups (industries) of the concentration inside each, weighted by what the group holds. NaN where nothing
 * is held. Source: see `concentration`.
 * @param group group per row, 0 … groups − 1
 * @param scratch 2·groups numbers, overwritten
 */
export function groupConcentration(
  values: Float64Array,
  alive: Uint8Array,
  group: Int32Array,
  first: number,
  count: number,
  scratch: Float64Array,
): number {
  const groups = scratch.length >> 1;
  scratch.fill(0);
  for (let i = first; i < first + count; i++) {
    if (alive[i] !== 1) continue;
    const g = group[i];
    const x = values[i];
    scratch[g] += x;
    scratch[groups + g] += x * x;
  }
  let total = 0;
  let weighted = 0;
  for (let g = 0; g < groups; g++) {
    const sum = scratch[g];
    if (!(sum > 0)) continue;
    total += sum;
    weighted += scratch[groups + g] / sum;
  }
  return total > 0 ? weighted / total : Number.NaN;
}

/**
 * Gini coefficient of the living rows, Σ(2·rank − n − 1)·x / (n·Σx). NaN without a positive sum. Source: Gini 1912.
 * @param scratch at least count numbers, overwritten
 */
export function sizeGini(values: Float64Array, alive: Uint8Array, first: number, count: number, scratch: Float64Array): number {
  const n = gather(values, alive, first, count, scratch);
  const sorted = scratch.subarray(0, n).sort();
  let sum = 0;
  let weighted = 0;
  for (let r = 0; r < n; r++) {
    sum += sorted[r];
    weighted += (2 * r + 1 - n) * sorted[r];
  }
  return sum > 0 ? weighted / (n * sum) : Number.NaN;
}

/**
 * Tail exponent α by Hill's estimator over the largest values, k / Σ log(x_i / x_{k+1}), k = ⌊n·tail⌋; P(X > x) ~ x^−α.
 * About 1 is Zipf's law of firm sizes. NaN where k < 2, the threshold is not positive or the tail has no spread.
 * Source: Hill 1975, Ann. Stat. 3; Axtell 2001.
 * @param tail share of the rows that form the tail, e.g. 0.1
 * @param scratch at least count numbers, overwritten
 */
export function tailExponent(
  values: Float64Array,
  alive: Uint8Array,
  first: number,
  count: number,
  tail: number,
  scratch: Float64Array,
): number {
  const n = gather(values, alive, first, count, scratch);
  const k = Math.min(n - 1, Math.floor(n * tail));
  if (k < 2) return Number.NaN;
  const sorted = scratch.subarray(0, n).sort();
  const threshold = sorted[n - 1 - k];
  if (!(threshold > 0)) return Number.NaN;
  let sum = 0;
  for (let r = n - k; r < n; r++) sum += log(sorted[r] / threshold);
  return sum > 0 ? k / sum : Number.NaN;
}

function gather(values: Float64Array, alive: Uint8Array, first: number, count: number, out: Float64Array): number {
  let n = 0;
  for (let i = first; i < first + count; i++) if (alive[i] === 1) out[n++] = values[i];
  return n;
}
