/** One number per point: the mean over its replicates of a metric, or of the paired difference of two variants. */
import { layoutOfRun } from '../plan.js';
import { mean, variance } from '../statistics.js';
import type { Results } from '../study.js';
import type { MissingPoint, Output } from './result.js';

export interface OutputValues {
  /** Per point; NaN where a run of the point failed or gave no value. */
  readonly values: Float64Array;
  readonly missing: readonly MissingPoint[];
  /** Per point the figures or differences by replicate. */
  readonly figures: readonly Float64Array[];
  /** Variance of the means that luck makes, as a share of their variance over the points; null for one replicate. */
  readonly luck: number | null;
}

/** Reads the outcomes in one pass. A point counts only when all its replicates do, so that all points share their luck. */
export function readOutputs(results: Results, { metric, variant, over }: Output): OutputValues {
  const { plan } = results;
  const { replicates } = plan.scenario;
  const points = plan.points?.length ?? 1;
  const figures = Array.from({ length: points }, () => new Float64Array(replicates));
  const bad = new Map<number, { failed: boolean; runs: number[] }>();
  for (const run of plan.runs) {
    const sign = run.variant === variant ? 1 : run.variant === over ? -1 : 0;
    if (sign === 0) continue;
    const outcome = results.outcome(run.id);
    const { metrics, figuresAt } = layoutOfRun(plan, run);
    const figure = outcome?.status === 'done' ? (outcome.values[figuresAt + metrics.indexOf(metric)] as number) : Number.NaN;
    const own = figures[run.point] as Float64Array;
    own[run.replicate] = (own[run.replicate] as number) + sign * figure;
    if (!Number.isNaN(figure)) continue;
    const known = bad.get(run.point) ?? { failed: false, runs: [] };
    known.failed ||= outcome?.status !== 'done';
    known.runs.push(run.id);
    bad.set(run.point, known);
  }
  const values = Float64Array.from(figures, (own) => mean(own));
  const missing = [...bad]
    .sort(([a], [b]) => a - b)
    .map(([point, { failed, runs }]): MissingPoint => ({ point, reason: failed ? 'failed' : 'no value', runs }));
  for (const { point } of missing) values[point] = Number.NaN;
  return { values, missing, figures, luck: luckOf(figures, values) };
}

function luckOf(figures: readonly Float64Array[], values: Float64Array): number | null {
  const kept = figures.flatMap((own, p) => (Number.isNaN(values[p]) || own.length < 2 ? [] : [variance(own) / own.length]));
  const spread = variance(values.filter((value) => !Number.isNaN(value)));
  return kept.length === 0 || !(spread > 0) ? null : mean(kept) / spread;
}
