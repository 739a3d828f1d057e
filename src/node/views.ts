/**
 * The tables of a study, made from its journal in one pass: runs, series, final, matrices, metrics and compare, as tidy
 * CSV. Each is written under a temporary name and renamed; any of them can be deleted and made again.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyModel } from '../core/model.js';
import type { Comparison, MetricComparison } from '../experiment/comparison.js';
import { layoutOfRun } from '../experiment/plan.js';
import type { Plan, Results, Run, RunOutcome } from '../experiment/study.js';
import type { Cell } from './csv.js';
import { storeError } from './store-error.js';
import { variedColumns } from './varied.js';
import { Table, type ViewFile } from './view-table.js';

/** Rows of `series.csv` beyond which it is not written unless asked for. */
const MOST_SERIES_ROWS = 5_000_000;

export interface ViewRequest {
  /** The study's folder; tables go to `views/` in it. */
  readonly folder: string;
  readonly results: Results;
  readonly model: AnyModel;
  /** One comparison per point of the study. */
  readonly comparisons: readonly Comparison[];
  /** Write `series.csv` whatever its size. */
  readonly allSeries?: boolean;
}

/**
 * Writes all tables.
 * @returns the files, and sentences about what was left out
 * @throws StoreError when the disk refuses or a record is damaged
 */
export function writeViews(request: ViewRequest): { readonly files: readonly ViewFile[]; readonly notes: readonly string[] } {
  const folder = join(request.folder, 'views');
  const open: Table[] = [];
  const table = (name: string, columns: readonly string[]): Table => {
    const made = new Table(folder, name, columns);
    open.push(made);
    return made;
  };
  try {
    mkdirSync(folder, { recursive: true });
    const notes = writeRuns(request, table, folder);
    writeMetrics(request.model, request.results.plan, table);
    writeComparisons(request.comparisons, table);
    return { files: open.map((each) => each.commit()), notes };
  } catch (error) {
    for (const each of open) each.abandon();
    throw storeError(`cannot write the tables in ${folder}`, error);
  }
}

/** Rows that `series.csv` has for the outcomes so far. */
function seriesRows(results: Results): number {
  const { plan } = results;
  let rows = 0;
  for (const id of results.ids) {
    if (results.outcome(id)?.status !== 'done') continue;
    const layout = layoutOfRun(plan, plan.runs[id] as Run);
    rows += layout.steps * layout.stepMetrics.length;
  }
  return rows;
}

type MakeTable = (name: string, columns: readonly string[]) => Table;

const RUN_COLUMNS = [
  'run_id',
  'study',
  'scenario',
  'variant',
  'point_id',
  'replicate',
  'seed',
  'status',
  'steps',
  'milliseconds',
  'versions',
  'plan_hash',
];
const FAILURE_COLUMNS = ['failure_kind', 'failure_message'];

/** One pass over the outcomes for the four tables that have rows per run. */
function writeRuns({ results, allSeries }: ViewRequest, table: MakeTable, folder: string): string[] {
  const { plan } = results;
  const notes: string[] = [];
  const varied = variedColumns(plan, [...RUN_COLUMNS, ...FAILURE_COLUMNS]);
  const runs = table('runs.csv', [...RUN_COLUMNS, ...varied.map((column) => column.name), ...FAILURE_COLUMNS]);
  const final = table('final.csv', ['run_id', 'variant', 'point_id', 'replicate', 'seed', 'metric', 'value']);
  const matrices = table('matrices.csv', ['run_id', 'variant', 'point_id', 'replicate', 'seed', 'matrix', 'row', 'column', 'value']);
  const rows = seriesRows(results);
  const tooMany = rows > MOST_SERIES_ROWS && allSeries !== true;
  if (tooMany) {
    notes.push(`series.csv would have ${rows} rows and is left out; add --all-series to write it`);
    if (existsSync(join(folder, 'series.csv'))) rmSync(join(folder, 'series.csv'));
  }
  const series = tooMany ? undefined : table('series.csv', ['run_id', 'variant', 'replicate', 'step', 'metric', 'value']);
  for (const id of results.ids) {
    const run = plan.runs[id] as Run;
    const outcome = results.outcome(id) as RunOutcome;
    runs.line([...runCells(plan, run, outcome), ...varied.map((column) => column.of(run)), ...failureCells(outcome)]);
    if (outcome.status === 'done') writeValues(plan, run, outcome.values, final, matrices, series);
  }
  return notes;
}

function runCells(plan: Plan, run: Run, outcome: RunOutcome): Cell[] {
  const versions = `trihelix ${plan.engine}; ${plan.model.name} ${plan.model.version}`;
  const milliseconds = Math.round(outcome.milliseconds * 1000) / 1000;
  return [
    run.id,
    plan.study,
    plan.scenario.name,
    run.variant,
    run.point,
    run.replicate,
    run.seed,
    outcome.status,
    run.steps,
    milliseconds,
    versions,
    plan.hash,
  ];
}

function failureCells(outcome: RunOutcome): Cell[] {
  return outcome.status === 'failed' ? [outcome.failure.kind, outcome.failure.message] : [undefined, undefined];
}

function writeValues(plan: Plan, run: Run, values: Float64Array, final: Table, matrices: Table, series: Table | undefined): void {
  const layout = layoutOfRun(plan, run);
  const { id, variant, point, replicate, seed } = run;
  const width = layout.stepMetrics.length;
  layout.metrics.forEach((metric, f) => final.line([id, variant, point, replicate, seed, metric, values[layout.figuresAt + f]]));
  for (const matrix of layout.matrices) {
    matrix.rows.forEach((row, r) =>
      matrix.columns.forEach((column, c) =>
        matrices.line([id, variant, point, replicate, seed, matrix.name, row, column, values[matrix.at + r * matrix.columns.length + c]]),
      ),
    );
  }
  if (series === undefined) return;
  for (let t = 0; t < layout.steps; t++) {
    for (let m = 0; m < width; m++) series.line([id, variant, replicate, t, layout.stepMetrics[m], values[t * width + m]]);
  }
}

function writeMetrics(model: AnyModel, plan: Plan, table: MakeTable): void {
  const metrics = table('metrics.csv', ['metric', 'unit', 'kind', 'better', 'group', 'taken', 'summary', 'meaning', 'source']);
  for (const metric of model.metrics) {
    const summary = metric.when === 'step' ? (metric.summary ?? 'mean') : 'last';
    metrics.line([metric.name, metric.unit, metric.kind, metric.better, metric.group, metric.when, summary, metric.text.en, metric.source]);
  }
  const evaluations = plan.runs[0]?.evaluations ?? [];
  for (const { name, measures } of model.evaluations.filter((evaluation) => evaluations.includes(evaluation.name)))
    for (const measure of measures)
      metrics.line([measure.name, measure.unit, 'measure', measure.better, name, 'evaluation', undefined, measure.text.en, measure.source]);
}

const COMPARISON_COLUMNS: readonly (keyof MetricComparison)[] = [
  'metric',
  'variant',
  'baseline',
  'pairs',
  'dropped',
  'baselineMean',
  'variantMean',
  'difference',
  'low',
  'high',
  'bootstrapLow',
  'bootstrapHigh',
  'relative',
  'effectSize',
  'p',
  'pAdjusted',
  'varianceReduction',
  'smallestEffect',
  'equivalenceP',
  'verdict',
];

function writeComparisons(comparisons: readonly Comparison[], table: MakeTable): void {
  const compare = table('compare.csv', ['study', 'seed', 'point_id', ...COMPARISON_COLUMNS.map(snakeCase)]);
  for (const { study, seed, point, rows } of comparisons) {
    for (const row of rows) compare.line([study, seed, point, ...COMPARISON_COLUMNS.map((column) => row[column])]);
  }
}

/** `pAdjusted` → `p_adjusted`. */
const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
