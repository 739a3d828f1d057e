/** Discounted profits of firms in an observed run: what evaluations weigh against money. */
import type { Observation } from './observe.js';

/**
 * Kernel: Σ profit·(1 + rate)^−(t − from) over steps from … and rows whose key `counts`, in the unit of `profit`.
 * @param profit step × row
 * @param keys key of the firm in each place, −1 none
 */
export function discountedSum(
  profit: Float64Array,
  keys: Int32Array,
  rows: number,
  from: number,
  rate: number,
  counts: (key: number) => boolean,
): number {
  let total = 0;
  let factor = 1;
  for (let at = from * rows; at < keys.length; at += rows) {
    let sum = 0;
    for (let i = at; i < at + rows; i++) if (keys[i] >= 0 && counts(keys[i])) sum += profit[i];
    total += factor * sum;
    factor /= 1 + rate;
  }
  return total;
}

/** Kernel: discounted sum of a series from step `from` on. */
export function discountedSeries(series: Float64Array, from: number, rate: number): number {
  let total = 0;
  let factor = 1;
  for (let t = from; t < series.length; t++) {
    total += factor * series[t];
    factor /= 1 + rate;
  }
  return total;
}

/** Discounted profits of the firms whose key `counts`, over the measured time, in cents. */
export function profitsOf(seen: Observation, rate: number, counts: (key: number) => boolean = () => true): number {
  const { world, profit, keys } = seen;
  return discountedSum(profit, keys, world.universityAt, world.burnIn, rate, counts);
}

/** Sum of a series over steps from … to − 1. */
export function sumOver(series: Float64Array, from: number, to = series.length): number {
  let total = 0;
  for (let t = from; t < to; t++) total += series[t];
  return total;
}
