/** Prior and posterior of a number as shares of equal bins, for pictures. */
import { quantileOf } from '../design/distribution.js';
import type { Uncertain } from '../design/uncertainty.js';

const BINS = 24;
/** Steps in which the prior's shares are walked; a multiple of the bins. */
const STEPS = 960;

/** Shares of the weight per bin between two ends; what lies beyond an end counts in the last bin before it. */
export interface Histogram {
  readonly low: number;
  readonly high: number;
  readonly prior: readonly number[];
  readonly posterior: readonly number[];
}

/** @param values one per particle, with weights that add up to 1; the distribution must give numbers */
export function histogramOf({ distribution }: Uncertain, values: readonly number[], weights: ArrayLike<number>): Histogram {
  const low = quantileOf(distribution, 0.001) as number;
  const high = quantileOf(distribution, 0.999) as number;
  const [prior, posterior] = [new Float64Array(BINS), new Float64Array(BINS)];
  const add = (bins: Float64Array, value: number, weight: number): void => {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor(((value - low) / (high - low)) * BINS)));
    bins[bin] = (bins[bin] as number) + weight;
  };
  for (let k = 0; k < STEPS; k++) add(prior, quantileOf(distribution, (k + 0.5) / STEPS) as number, 1 / STEPS);
  for (const [p, value] of values.entries()) add(posterior, value, weights[p] as number);
  return { low, high, prior: [...prior], posterior: [...posterior] };
}
