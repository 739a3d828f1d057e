/** Intervals of indices: percentile bootstrap over whatever is exchangeable, and estimates that may not exist. */
import { createGenerator } from '../random.js';
import { LEVEL, quantileSorted } from '../statistics.js';
import type { Estimate } from './result.js';

const RESAMPLES = 1000;

/** A number as an estimate without an interval; null where it is not finite. */
export function bare(value: number): Estimate {
  return { value: Number.isFinite(value) ? value : null, low: null, high: null };
}

/**
 * Several indices with percentile intervals (Efron 1979).
 * @param count exchangeable units: trajectories, base points, points
 * @param indices the indices of units with the given positions, always in the same order
 */
export function bootstrapped(count: number, seed: string, indices: (positions: Uint32Array) => readonly number[]): Estimate[] {
  const all = indices(Uint32Array.from({ length: count }, (_, n) => n));
  if (count < 2) return all.map(bare);
  const draw = createGenerator('sensitivity', seed, count);
  const positions = new Uint32Array(count);
  const samples = all.map(() => [] as number[]);
  for (let b = 0; b < RESAMPLES; b++) {
    for (let n = 0; n < count; n++) positions[n] = Math.floor(draw.quick() * count);
    for (const [i, value] of indices(positions).entries()) if (Number.isFinite(value)) (samples[i] as number[]).push(value);
  }
  return all.map((value, i) => {
    const sorted = Float64Array.from(samples[i] as number[]).sort();
    if (!Number.isFinite(value) || sorted.length === 0) return bare(value);
    return { value, low: quantileSorted(sorted, (1 - LEVEL) / 2), high: quantileSorted(sorted, (1 + LEVEL) / 2) };
  });
}
