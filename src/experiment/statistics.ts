/**
 * The statistics of paired comparisons: exact sums, t tests, equivalence, Holm. All loops run in index order, so the same
 * figures give the same bits. Quantiles and distribution functions come from @stdlib, whose arithmetic is its own.
 */
import { tCdf, tQuantile } from '#distributions';

/** Level of all intervals and verdicts. */
export const LEVEL = 0.95;
const ALPHA = 1 - LEVEL;

/**
 * The correctly rounded sum of finite numbers, whatever their order (Shewchuk 1997; the method of Python's `math.fsum`).
 */
export function exactSum(values: ArrayLike<number>): number {
  const parts: number[] = [];
  for (let v = 0; v < values.length; v++) {
    let x = values[v] as number;
    let kept = 0;
    for (let y of parts) {
      if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
      const high = x + y;
      const low = y - (high - x);
      if (low !== 0) parts[kept++] = low;
      x = high;
    }
    parts.length = kept;
    parts.push(x);
  }
  return roundParts(parts);
}

/** Adds non-overlapping parts from the largest down; the last step settles ties to even as one rounding would. */
function roundParts(parts: readonly number[]): number {
  let p = parts.length;
  if (p === 0) return 0;
  let high = parts[--p] as number;
  let low = 0;
  while (p > 0) {
    const x = high;
    const y = parts[--p] as number;
    high = x + y;
    low = y - (high - x);
    if (low !== 0) break;
  }
  if (p > 0 && low < 0 === (parts[p - 1] as number) < 0 && low !== 0) {
    const twice = low * 2;
    const next = high + twice;
    if (twice === next - high) high = next;
  }
  return high === 0 ? 0 : high;
}

/** Mean; NaN for no values. */
export function mean(values: ArrayLike<number>): number {
  return values.length === 0 ? Number.NaN : exactSum(values) / values.length;
}

/** Sum of squared deviations ÷ (n − 1), in two passes; NaN for fewer than two values. */
export function variance(values: ArrayLike<number>): number {
  if (values.length < 2) return Number.NaN;
  const centre = mean(values);
  const squares = Float64Array.from(values, (value) => (value - centre) * (value - centre));
  return exactSum(squares) / (values.length - 1);
}

/** Half the width of the 95 % t interval of a mean of n values with that standard deviation; NaN for n below 2. */
export function halfWidth95(n: number, standardDeviation: number): number {
  return n < 2 ? Number.NaN : (tQuantile(1 - ALPHA / 2, n - 1) * standardDeviation) / Math.sqrt(n);
}

export interface MeanTest {
  readonly n: number;
  readonly mean: number;
  readonly standardDeviation: number;
  readonly low: number;
  readonly high: number;
  /** Two-sided, against a mean of 0. */
  readonly p: number;
}

/**
 * One-sample t test of differences against 0 (the paired t test) with its 95 % interval.
 * Differences that are all equal have no spread: the interval is the point, p is 1 at 0 and 0 elsewhere.
 * @returns undefined for fewer than two differences
 */
export function pairedTest(differences: ArrayLike<number>): MeanTest | undefined {
  const n = differences.length;
  if (n < 2) return undefined;
  const centre = allEqual(differences) ? (differences[0] as number) : mean(differences);
  const standardDeviation = allEqual(differences) ? 0 : Math.sqrt(variance(differences));
  if (standardDeviation === 0) return { n, mean: centre, standardDeviation, low: centre, high: centre, p: centre === 0 ? 1 : 0 };
  const half = halfWidth95(n, standardDeviation);
  const t = centre / (standardDeviation / Math.sqrt(n));
  return { n, mean: centre, standardDeviation, low: centre - half, high: centre + half, p: Math.min(1, 2 * tCdf(-Math.abs(t), n - 1)) };
}

function allEqual(values: ArrayLike<number>): boolean {
  for (let v = 1; v < values.length; v++) if (values[v] !== values[0]) return false;
  return true;
}

/**
 * Two one-sided tests (Schuirmann 1987): p of the claim that the mean lies within ±bound.
 * @param bound smallest effect of interest, in the unit of the differences
 */
export function equivalenceP(test: MeanTest, bound: number): number {
  const { n, mean: centre, standardDeviation } = test;
  if (standardDeviation === 0) return Math.abs(centre) < bound || centre === 0 ? 0 : 1;
  const error = standardDeviation / Math.sqrt(n);
  const above = tCdf(-(centre + bound) / error, n - 1);
  const below = tCdf((centre - bound) / error, n - 1);
  return Math.max(above, below);
}

/**
 * Holm's step-down adjustment (Holm 1979); entries without a p stay without one and do not count.
 */
export function holm(ps: readonly (number | null)[]): (number | null)[] {
  const order = ps.flatMap((p, i) => (p === null ? [] : [{ p, i }])).sort((a, b) => a.p - b.p || a.i - b.i);
  const adjusted: (number | null)[] = ps.map(() => null);
  let largest = 0;
  for (const [rank, { p, i }] of order.entries()) {
    largest = Math.max(largest, Math.min(1, p * (order.length - rank)));
    adjusted[i] = largest;
  }
  return adjusted;
}

/** Quantile of sorted values by linear interpolation (type 7 of Hyndman & Fan 1996). */
export function quantileSorted(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = Math.min(Math.max(share, 0), 1) * (sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (at - below) * (high - low);
}
