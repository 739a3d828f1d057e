/** What null models and bootstrap share: T of many sampled tables, and what their spread says about one value. */
import { entropyTerms, marginsLength, ROUNDING, type Shape, ternaryKernel } from './synergy.js';

/** A value against its null. NaN where undefined; all but z and p in the unit of the value. */
export interface AgainstNull {
  readonly value: number;
  /** Mean and standard deviation of the value under the null. */
  readonly mean: number;
  readonly deviation: number;
  /** (value − mean) ÷ deviation; NaN where the null does not vary, or only by rare tables (`leastExpected`). */
  readonly z: number;
  /** (1 + samples at most as large as the value) ÷ (1 + samples): small means more synergy than chance. */
  readonly p: number;
}

/** Ends of a 95 % band. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

/** As in Cochran's rule for tables of counts: no cell that matters is expected to hold less than one. Source: Cochran 1954, Biometrics 10. */
const LEAST_EXPECTED = 1;

/**
 * Draws tables of a null or a bootstrap. Classes rather than closures: V8 forgets the compiled code of a closure when the
 * last one made of it is gone, which would be at the end of every run.
 */
export interface Sampler {
  /** Writes the cells of one sample. */
  draw(sample: number, out: Float64Array): void;
}

/** T of every sample; empty for an empty table. */
function sampled(shape: Shape, total: number, samples: number, sampler: Sampler): Float64Array {
  const values = new Float64Array(total > 0 ? samples : 0);
  const cells = new Float64Array(shape[0] * shape[1] * shape[2]);
  const margins = new Float64Array(marginsLength(shape));
  const terms = entropyTerms(total);
  for (let s = 0; s < values.length; s++) {
    sampler.draw(s, cells);
    values[s] = ternaryKernel(cells, shape, terms, margins);
  }
  return values;
}

/** Holds T of the cells against T of the samples. */
export function against(cells: Float64Array, shape: Shape, samples: number, sampler: Sampler): AgainstNull {
  const total = sum(cells);
  const margins = new Float64Array(marginsLength(shape));
  const value = ternaryKernel(cells, shape, entropyTerms(total), margins);
  const values = sampled(shape, total, samples, sampler);
  const mean = sum(values) / values.length;
  let squares = 0;
  let atMost = 0;
  for (let s = 0; s < values.length; s++) {
    squares += (values[s] - mean) * (values[s] - mean);
    // equal tables may differ in the last bits of T by the order of their sums
    if (values[s] <= value + ROUNDING) atMost++;
  }
  const spread = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : Number.NaN;
  const deviation = spread < ROUNDING ? 0 : spread;
  const varies = deviation > 0 && leastExpected(margins, shape, total) >= LEAST_EXPECTED;
  const z = varies ? (value - mean) / deviation : Number.NaN;
  return { value, mean, deviation, z, p: values.length > 0 ? (1 + atMost) / (1 + values.length) : Number.NaN };
}

/**
 * How many rows of two variables' minorities are expected to coincide by chance, for the two smallest minorities; a
 * minority is what is outside the largest category.
 *
 * Where a kind is in only a few teams, or missing from only a few, it is expected to meet the smallest of the other
 * minorities less than once. Nearly all shuffles then give the same T, the null's standard deviation stems from the few
 * tables that do not, and one team more or less is worth tens, hundreds or tens of thousands of such deviations,
 * whichever were among the samples. A z-score needs a null that commonly varies. The rule looks at the margins alone,
 * which the nulls keep, so it prefers no value.
 * @param margins as `ternaryKernel` leaves them
 */
function leastExpected(margins: Float64Array, [a, b, c]: Shape, total: number): number {
  const singles = margins.subarray(a * b + a * c + b * c);
  const minorities = [singles.subarray(0, a), singles.subarray(a, a + b), singles.subarray(a + b, a + b + c)].map(
    (counts) => total - counts.reduce((largest, count) => Math.max(largest, count), 0),
  );
  const [first, second] = minorities.toSorted((x, y) => x - y);
  return (first * second) / total;
}

/** Middle 95 % of T over the samples. */
export function bandOf(shape: Shape, total: number, samples: number, sampler: Sampler): Band {
  const values = sampled(shape, total, samples, sampler).sort();
  return { low: quantile(values, 0.025), high: quantile(values, 0.975) };
}

/** Linear quantile of sorted numbers (type 7 of Hyndman & Fan 1996). */
function quantile(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}

/** Sum of the cells. */
export function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}
