/**
 * One pass over the results: mean and spread of every number a run returns, by variant.
 *
 * A report needs means and intervals only, never rows, so it stays small for any number of runs and reads each run from
 * the store once. Series, figures and matrices are places in the same arrays (see ResultLayout).
 */
import type { ResultLayout } from '../core/simulate.js';
import { layoutOfRun } from '../experiment/plan.js';
import { halfWidth95 } from '../experiment/statistics.js';
import type { Results } from '../experiment/study.js';
import type { Estimate } from './format.js';

/** Moments of one variant; the arrays have the length of its layout. */
export interface VariantMoments {
  readonly layout: ResultLayout;
  /** Runs that are done. */
  readonly runs: number;
  /** Runs in which the number is defined. */
  readonly count: Int32Array;
  readonly mean: Float64Array;
  /** Sum of squared deviations from the mean. */
  readonly squares: Float64Array;
}

/** Moments by variant name, in the order of the scenario. */
export type Moments = ReadonlyMap<string, VariantMoments>;

/** Means over a matrix; `values` is row by row, null where no run has a value. */
export interface MeanMatrix {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly values: readonly (readonly (number | null)[])[];
  readonly n: number;
}

/** A metric over time: one estimate per step. `n` is the number of runs that are done. */
export interface Series {
  readonly steps: readonly Estimate[];
  readonly burnIn: number;
  readonly n: number;
}

/** Reads all done runs of a point once, in the order of their ids (West's update, so no two large sums are subtracted). */
export function momentsOf(results: Results, point = 0): Moments {
  const { plan } = results;
  const moments = new Map(
    plan.scenario.variants.map((variant) => [variant.name, emptyMoments(layoutOfRun(plan, { variant: variant.name, point }))]),
  );
  for (const id of results.ids) {
    const run = plan.runs[id];
    const outcome = results.outcome(id);
    if (run === undefined || run.point !== point || outcome?.status !== 'done') continue;
    const held = moments.get(run.variant);
    if (held === undefined || outcome.values.length !== held.layout.length) continue;
    moments.set(run.variant, addRun(held, outcome.values));
  }
  return moments;
}

/** Mean and 95 % t interval of a metric's figure over the runs of a variant. */
export function figureEstimate(moments: VariantMoments, metric: string): Estimate {
  const at = moments.layout.metrics.indexOf(metric);
  return at < 0 ? NOTHING : estimateAt(moments, moments.layout.figuresAt + at);
}

/** Mean and 95 % t interval of a metric at every step; undefined when the model takes it at the end only. */
export function seriesOf(moments: VariantMoments, metric: string): Series | undefined {
  const { stepMetrics, steps, burnIn } = moments.layout;
  const m = stepMetrics.indexOf(metric);
  if (m < 0) return undefined;
  const width = stepMetrics.length;
  return { steps: Array.from({ length: steps }, (_, t) => estimateAt(moments, t * width + m)), burnIn, n: moments.runs };
}

/** Mean of a matrix over the runs of a variant; undefined when the model has no such matrix. */
export function matrixOf(moments: VariantMoments, name: string): MeanMatrix | undefined {
  const place = moments.layout.matrices.find((matrix) => matrix.name === name);
  if (place === undefined) return undefined;
  const { at, rows, columns } = place;
  const values = rows.map((_, r) => columns.map((__, c) => meanAt(moments, at + r * columns.length + c)));
  return { rows, columns, values, n: moments.runs };
}

const NOTHING: Estimate = { mean: null, low: null, high: null, n: 0 };

function emptyMoments(layout: ResultLayout): VariantMoments {
  const { length } = layout;
  return { layout, runs: 0, count: new Int32Array(length), mean: new Float64Array(length), squares: new Float64Array(length) };
}

function addRun(held: VariantMoments, values: Float64Array): VariantMoments {
  const { count, mean, squares } = held;
  for (let k = 0; k < values.length; k++) {
    const value = values[k] as number;
    if (Number.isNaN(value)) continue;
    const n = (count[k] as number) + 1;
    const before = value - (mean[k] as number);
    count[k] = n;
    mean[k] = (mean[k] as number) + before / n;
    squares[k] = (squares[k] as number) + before * (value - (mean[k] as number));
  }
  return { ...held, runs: held.runs + 1 };
}

function meanAt(moments: VariantMoments, k: number): number | null {
  return (moments.count[k] as number) > 0 ? (moments.mean[k] as number) : null;
}

function estimateAt(moments: VariantMoments, k: number): Estimate {
  const n = moments.count[k] as number;
  const mean = meanAt(moments, k);
  if (mean === null || n < 2) return { mean, low: null, high: null, n };
  const half = halfWidth95(n, Math.sqrt((moments.squares[k] as number) / (n - 1)));
  return { mean, low: mean - half, high: mean + half, n };
}
