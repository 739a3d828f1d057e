/** What null models and bootstrap share: T of many sampled tables, and what their spread says about one value. */
import { entropyTerms, marginsLength, type Shape, ternaryKernel } from './synergy.js';

/** A value against its null. NaN where undefined; all but z and p in the unit of the value. */
export interface AgainstNull {
  readonly value: number;
  /** Mean and standard deviation of the value under the null. */
  readonly mean: number;
  readonly deviation: number;
  /** (value − mean) ÷ deviation; NaN where the null does not vary. */
  readonly z: number;
  /** (1 + samples at most as large as the value) ÷ (1 + samples): small means more synergy than chance. */
  readonly p: number;
}

/** Ends of a 95 % band. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

/** Below this a null's spread in millibits is rounding, not variation. */
const NO_SPREAD = 1e-9;

/** Writes the cells of one sample. */
export type Draw = (sample: number, out: Float64Array) => void;

/** T of every sample; empty for an empty table. */
function sampled(shape: Shape, total: number, samples: number, draw: Draw): Float64Array {
  const values = new Float64Array(total > 0 ? samples : 0);
  const cells = new Float64Array(shape[0] * shape[1] * shape[2]);
  const margins = new Float64Array(marginsLength(shape));
  const terms = entropyTerms(total);
  for (let s = 0; s < values.length; s++) {
    draw(s, cells);
    values[s] = ternaryKernel(cells, shape, terms, margins);
  }
  return values;
}

/** Holds T of the cells against T of the samples. */
export function against(cells: Float64Array, shape: Shape, samples: number, draw: Draw): AgainstNull {
  const total = sum(cells);
  const value = ternaryKernel(cells, shape, entropyTerms(total), new Float64Array(marginsLength(shape)));
  const values = sampled(shape, total, samples, draw);
  const mean = sum(values) / values.length;
  let squares = 0;
  let atMost = 0;
  for (let s = 0; s < values.length; s++) {
    squares += (values[s] - mean) * (values[s] - mean);
    // equal tables may differ in the last bits of T by the order of their sums
    if (values[s] <= value + NO_SPREAD) atMost++;
  }
  const spread = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : Number.NaN;
  const deviation = spread < NO_SPREAD ? 0 : spread;
  const z = deviation > 0 ? (value - mean) / deviation : Number.NaN;
  return { value, mean, deviation, z, p: values.length > 0 ? (1 + atMost) / (1 + values.length) : Number.NaN };
}

/** Middle 95 % of T over the samples. */
export function bandOf(shape: Shape, total: number, samples: number, draw: Draw): Band {
  const values = sampled(shape, total, samples, draw).sort();
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
