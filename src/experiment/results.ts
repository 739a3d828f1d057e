/**
 * Results in memory, and figures out of results whatever store they came from.
 */
import { type AnyModel, figureOf } from '../core/model.js';
import type { ResultLayout } from '../core/simulate.js';
import { layoutOfRun } from './plan.js';
import { modelOf } from './run.js';
import { halfWidth95, mean, variance } from './statistics.js';
import type { Plan, Results, Run, RunOutcome } from './study.js';

export interface MemoryResults extends Results {
  /** Takes an outcome; the first one of a run counts. */
  add(outcome: RunOutcome): void;
}

/** An empty store for the outcomes of a plan. */
export function createMemoryResults(plan: Plan): MemoryResults {
  const outcomes = new Map<number, RunOutcome>();
  return {
    plan,
    get ids() {
      return [...outcomes.keys()].sort((a, b) => a - b);
    },
    outcome: (id) => outcomes.get(id),
    add(outcome) {
      if (!outcomes.has(outcome.id)) outcomes.set(outcome.id, outcome);
    },
  };
}

/** The outcomes of these ids, of all by default; the numbers of one may be overwritten when the next is taken. */
export function streamOf(results: Results, ids: readonly number[] = results.ids): Iterable<RunOutcome> {
  return results.stream?.(ids) ?? oneByOne(results, ids);
}

function* oneByOne(results: Results, ids: readonly number[]): Generator<RunOutcome> {
  for (const id of ids) {
    const outcome = results.outcome(id);
    if (outcome !== undefined) yield outcome;
  }
}

/** The figures of one point: per variant and metric one number per replicate. */
export interface FigureTable {
  readonly point: number;
  readonly planned: number;
  readonly done: number;
  readonly failed: number;
  /** Whether the run of that variant and replicate is done. */
  isDone(variant: string, replicate: number): boolean;
  /**
   * One number per replicate, NaN where the run is not done or the figure is undefined.
   * @throws RangeError for a metric that was not read
   */
  figures(variant: string, metric: string): Float64Array;
}

/**
 * Reads every outcome of a point once and keeps its figures.
 * @param wanted metrics whose figures are kept, since those of a large study take much memory; all when absent
 */
export function readFigures(results: Results, point = 0, wanted?: Iterable<string>): FigureTable {
  const kept = wanted === undefined ? undefined : new Set(wanted);
  const { plan } = results;
  const { replicates } = plan.scenario;
  const columns = new Map<string, Columns>();
  const counts = { planned: 0, done: 0, failed: 0 };
  for (const run of plan.runs) if (run.point === point) counts.planned++;
  const ids = results.ids.filter((id) => plan.runs[id]?.point === point);
  for (const outcome of streamOf(results, ids)) {
    const run = plan.runs[outcome.id] as Run;
    if (outcome.status === 'failed') counts.failed++;
    if (outcome.status !== 'done') continue;
    counts.done++;
    const column = columns.get(run.variant) ?? emptyColumns(layoutOfRun(plan, run), replicates, kept);
    columns.set(run.variant, column);
    column.done[run.replicate] = 1;
    const { values } = outcome;
    for (const { at, figures } of column.metrics.values()) figures[run.replicate] = values[at] as number;
  }
  return {
    point,
    ...counts,
    isDone: (variant, replicate) => columns.get(variant)?.done[replicate] === 1,
    figures(variant, metric) {
      if (kept?.has(metric) === false) throw new RangeError(`the figures of ${metric} were not read`);
      return columns.get(variant)?.metrics.get(metric)?.figures ?? new Float64Array(replicates).fill(Number.NaN);
    },
  };
}

/** What is known of a variant's replicates. */
interface Columns {
  readonly done: Uint8Array;
  /** By metric: where its figure lies in a result, and the figures. */
  readonly metrics: ReadonlyMap<string, { readonly at: number; readonly figures: Float64Array }>;
}

function emptyColumns({ metrics, figuresAt }: ResultLayout, replicates: number, kept?: ReadonlySet<string>): Columns {
  const entries = metrics.flatMap((metric, m) =>
    kept?.has(metric) === false ? [] : [[metric, { at: figuresAt + m, figures: new Float64Array(replicates).fill(Number.NaN) }] as const],
  );
  return { done: new Uint8Array(replicates), metrics: new Map(entries) };
}

/** One metric of one variant at one point over its replicates. */
export interface MetricSummary {
  readonly variant: string;
  readonly point: number;
  readonly metric: string;
  readonly unit: string;
  /** Runs with a defined figure, and done runs without one. */
  readonly count: number;
  readonly undefinedCount: number;
  readonly mean: number | null;
  /** 95 % t interval of the mean; null for fewer than two figures. */
  readonly low: number | null;
  readonly high: number | null;
  readonly standardDeviation: number | null;
}

/** Means with intervals for every variant, point and metric, the indicators by default. */
export function summariseStudy(
  results: Results,
  models: readonly AnyModel[],
  metrics: readonly string[] = results.plan.scenario.indicators,
): MetricSummary[] {
  const { plan } = results;
  const model = modelOf(models, plan.model.name);
  const rows: MetricSummary[] = [];
  for (let point = 0; point < (plan.points?.length ?? 1); point++) {
    const table = readFigures(results, point, metrics);
    for (const { name: variant } of plan.scenario.variants)
      for (const metric of metrics) rows.push(summarise(table, variant, metric, figureOf(model, metric)?.unit ?? '-'));
  }
  return rows;
}

function summarise(table: FigureTable, variant: string, metric: string, unit: string): MetricSummary {
  const all = table.figures(variant, metric);
  const figures = all.filter((value) => !Number.isNaN(value));
  let done = 0;
  for (let r = 0; r < all.length; r++) if (table.isDone(variant, r)) done++;
  const count = figures.length;
  const centre = count === 0 ? null : mean(figures);
  const spread = count < 2 ? null : Math.sqrt(variance(figures));
  const half = spread === null ? null : halfWidth95(count, spread);
  return {
    variant,
    point: table.point,
    metric,
    unit,
    count,
    undefinedCount: done - count,
    mean: centre,
    low: centre === null || half === null ? null : centre - half,
    high: centre === null || half === null ? null : centre + half,
    standardDeviation: spread,
  };
}
