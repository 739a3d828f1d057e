/**
 * PAWN (Pianosi & Wagener 2015, 2018): how far the output's distribution moves when one parameter is held within a slice of
 * its range. It needs no moments, so it suits skewed and many-peaked outputs, and any sample will do.
 */
import { permutation } from '../design/latin-hypercube.js';
import { createGenerator } from '../random.js';
import { LEVEL, quantileSorted } from '../statistics.js';
import { bare, bootstrapped } from './estimates.js';
import type { Estimate, PawnIndices } from './result.js';

/** Slices of a parameter's range; fewer where they would hold fewer than this many points. */
const SLICES = 10;
const LEAST_PER_SLICE = 8;
/** Shuffles of a parameter by which the influence of none is judged. */
const SHUFFLES = 200;

/**
 * Median and largest Kolmogorov-Smirnov distance over the slices of every parameter.
 * @param rows shares of the parameters' distributions, one row per point
 * @param outputs one number per row; points without one are left out
 */
export function pawnIndices(keys: readonly string[], rows: readonly Float64Array[], outputs: Float64Array, seed: string): PawnIndices {
  const kept = rows.flatMap((row, p) => (Number.isNaN(outputs[p]) ? [] : [{ row, output: outputs[p] as number }]));
  const n = kept.length;
  const slices = Math.max(2, Math.min(SLICES, Math.floor(n / LEAST_PER_SLICE)));
  const y = Float64Array.from(kept, ({ output }) => output);
  const columns = keys.map((_, d) =>
    sliceNumbers(
      Float64Array.from(kept, ({ row }) => row[d] as number),
      slices,
    ),
  );
  const ordered = orderOf(y);
  const found = bootstrapped(n, seed, (positions) => {
    const weights = weightsOf(positions);
    return columns.flatMap((column) => distances(column, ordered, weights, slices));
  });
  return {
    method: 'pawn',
    samples: n,
    slices,
    rows: keys.map((key, i) => ({ key, median: found[2 * i] as Estimate, maximum: found[2 * i + 1] as Estimate })),
    dummy: dummyOf(ordered, slices, seed),
  };
}

/** The slice of each value: slices hold equal numbers of points, which also suits whole numbers and choices. */
function sliceNumbers(values: Float64Array, slices: number): Uint32Array {
  const order = Array.from(values.keys()).sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
  const numbers = new Uint32Array(values.length);
  for (const [rank, p] of order.entries()) numbers[p] = Math.floor((rank * slices) / values.length);
  return numbers;
}

/** Positions in the order of their outputs, and for each whether the next one has another output. */
interface Ordered {
  readonly order: Uint32Array;
  readonly ends: Uint8Array;
}

function orderOf(y: Float64Array): Ordered {
  const order = Uint32Array.from(y.keys()).sort((a, b) => (y[a] as number) - (y[b] as number));
  const ends = Uint8Array.from(order, (p, k) => (k + 1 === order.length || y[order[k + 1] as number] !== y[p] ? 1 : 0));
  return { order, ends };
}

/**
 * Median and maximum over the slices of the two-sample Kolmogorov-Smirnov distance between slice and whole sample. A slice
 * is furthest from the whole right before or right after one of its own outputs, so only these are looked at.
 * @param weights how often each point counts
 */
function distances(column: Uint32Array, { order, ends }: Ordered, weights: Uint32Array, slices: number): [number, number] {
  const counts = new Float64Array(slices);
  let total = 0;
  for (const [p, weight] of weights.entries()) {
    counts[column[p] as number] = (counts[column[p] as number] as number) + weight;
    total += weight;
  }
  const below = new Float64Array(slices);
  const largest = new Float64Array(slices);
  let all = 0;
  const look = (slice: number): void => {
    const distance = Math.abs((below[slice] as number) / (counts[slice] as number) - all / total);
    if (distance > (largest[slice] as number)) largest[slice] = distance;
  };
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (ends[to] === 0) to++;
    for (let k = from; k <= to; k++) look(column[order[k] as number] as number);
    for (let k = from; k <= to; k++) {
      const p = order[k] as number;
      below[column[p] as number] = (below[column[p] as number] as number) + (weights[p] as number);
      all += weights[p] as number;
    }
    for (let k = from; k <= to; k++) look(column[order[k] as number] as number);
    from = to + 1;
  }
  const sorted = largest.filter((_, slice) => (counts[slice] as number) > 0).sort();
  return [quantileSorted(sorted, 0.5), sorted.at(-1) ?? Number.NaN];
}

function weightsOf(positions: Uint32Array): Uint32Array {
  const weights = new Uint32Array(positions.length);
  for (const p of positions) weights[p] = (weights[p] as number) + 1;
  return weights;
}

/** Distances of a parameter whose values are dealt out anew: what chance alone gives. */
function dummyOf(ordered: Ordered, slices: number, seed: string): PawnIndices['dummy'] {
  const n = ordered.order.length;
  if (n < 2) return { median: bare(Number.NaN), maximum: bare(Number.NaN) };
  const draw = createGenerator('pawn-dummy', seed, n);
  const once = new Uint32Array(n).fill(1);
  const found = Array.from({ length: SHUFFLES }, () => {
    const dealt = permutation(n, draw).map((rank) => Math.floor((rank * slices) / n));
    return distances(dealt, ordered, once, slices);
  });
  const summary = (which: 0 | 1): Estimate => {
    const sorted = Float64Array.from(found, (pair) => pair[which]).sort();
    return { value: quantileSorted(sorted, 0.5), low: quantileSorted(sorted, 1 - LEVEL), high: quantileSorted(sorted, LEVEL) };
  };
  return { median: summary(0), maximum: summary(1) };
}
