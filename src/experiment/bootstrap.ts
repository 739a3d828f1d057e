/**
 * Bootstrap interval of a mean, bias-corrected and accelerated (BCa; Efron 1987). The resampled positions depend on the
 * study's seed and the number of values alone, so all metrics and variants of a study share them: fast, and comparable.
 */
import { normalCdf, normalQuantile } from '#distributions';
import { createPositions } from './random.js';
import { exactSum, LEVEL, mean, quantileSorted } from './statistics.js';

const RESAMPLES = 2000;
/** More values than this are not resampled: the t interval is as good and the positions would fill memory. */
const MOST_VALUES = 10_000;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface Bootstrap {
  /** 95 % interval of the mean; undefined for fewer than two or more than 10,000 values. */
  interval(values: Float64Array): Interval | undefined;
}

/** A bootstrap whose draws follow from the study's seed. Keeps the positions of the last few sizes. */
export function createBootstrap(seed: string, resamples: number = RESAMPLES): Bootstrap {
  const tables = new Map<number, Uint16Array>();
  const tableOf = (n: number): Uint16Array => {
    const known = tables.get(n);
    if (known !== undefined) return known;
    if (tables.size >= 4) tables.delete(tables.keys().next().value as number);
    const table = positions(seed, n, resamples);
    tables.set(n, table);
    return table;
  };
  return {
    interval(values) {
      const n = values.length;
      if (n < 2 || n > MOST_VALUES) return undefined;
      return bcaInterval(resampledMeans(values, tableOf(n), resamples), values);
    },
  };
}

function positions(seed: string, n: number, resamples: number): Uint16Array {
  const table = new Uint16Array(n * resamples);
  createPositions(n, 'bootstrap', seed, n).fill(table);
  return table;
}

function resampledMeans(values: Float64Array, table: Uint16Array, resamples: number): Float64Array {
  const n = values.length;
  const means = new Float64Array(resamples);
  for (let b = 0, at = 0; b < resamples; b++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += values[table[at++] as number] as number;
    means[b] = sum / n;
  }
  return means;
}

/**
 * BCa interval from the means of resamples; sorts `means` in place. Where the correction has no value (all resamples on
 * one side of the mean) it is the percentile interval.
 */
export function bcaInterval(means: Float64Array, values: Float64Array): Interval {
  means.sort();
  const centre = mean(values);
  const bias = normalQuantile(rankOf(means, centre), 0, 1);
  const bend = acceleration(values, centre);
  const share = (level: number): number => {
    const z = bias + normalQuantile(level, 0, 1);
    const corrected = normalCdf(bias + z / (1 - bend * z), 0, 1);
    return Number.isFinite(bias) && Number.isFinite(corrected) ? corrected : level;
  };
  return { low: quantileSorted(means, share((1 - LEVEL) / 2)), high: quantileSorted(means, share((1 + LEVEL) / 2)) };
}

/** Share of the sorted means below the value, equal ones counted half. */
function rankOf(sorted: Float64Array, value: number): number {
  let below = 0;
  let equal = 0;
  for (const entry of sorted) {
    if (entry < value) below++;
    else if (entry === value) equal++;
  }
  return (below + equal / 2) / sorted.length;
}

/** Acceleration of a mean from its jackknife: sum of cubed deviations ÷ 6 (sum of squares)^1.5. */
function acceleration(values: Float64Array, centre: number): number {
  const cubes = values.map((value) => (value - centre) * (value - centre) * (value - centre));
  const squares = exactSum(values.map((value) => (value - centre) * (value - centre)));
  return squares === 0 ? 0 : exactSum(cubes) / (6 * squares * Math.sqrt(squares));
}
