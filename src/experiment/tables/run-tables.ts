/**
 * The tables that have rows per run: runs, series, final and matrices in long form, one value per row, and
 * series_wide and final_wide with one column per metric, as regressions and spreadsheets want them.
 */
import { type AnyModel, figureOf } from '../../core/model.js';
import { layoutOfRun } from '../plan.js';
import type { Plan, Run, RunOutcome } from '../study.js';
import { type Cell, type Column, type Row, type RunTable, real, text, whole } from './table.js';
import { type VariedColumn, variedColumns } from './varied.js';

/** All of them, in the order in which they are written. */
export function runTables(plan: Plan, model: AnyModel): readonly RunTable[] {
  return [runsTable(plan), seriesTable(plan), finalTable(plan), matricesTable(plan), seriesWide(plan, model), finalWide(plan, model)];
}

const WHICH: readonly Column[] = [
  whole('run_id', 'number of the run in its study'),
  text('variant', 'policy setting'),
  whole('point_id', 'parameter set'),
  whole('replicate', 'draw of luck'),
  text('seed', 'seed of all luck'),
];
const VALUE = real('value', 'value in the unit of its metric');

const whichOf = ({ id, variant, point, replicate, seed }: Run): Cell[] => [id, variant, point, replicate, seed];

function runsTable(plan: Plan): RunTable {
  const before: Column[] = [
    whole('run_id', 'number of the run in its study'),
    text('study'),
    text('scenario'),
    text('variant', 'policy setting'),
    whole('point_id', 'parameter set'),
    whole('replicate', 'draw of luck'),
    text('seed', 'seed of all luck'),
    text('status', 'done or failed'),
    whole('steps'),
    real('milliseconds', 'computing time'),
    text('versions'),
    text('plan_hash', 'SHA-256 over what determines the numbers'),
  ];
  const after = [text('failure_kind'), text('failure_message')];
  const varied = variedColumns(
    plan,
    [...before, ...after].map(({ name }) => name),
  );
  const versions = `trihelix ${plan.engine}; ${plan.model.name} ${plan.model.version}`;
  return {
    name: 'runs',
    columns: [...before, ...varied.map(columnOf), ...after],
    *rowsOf(run, outcome) {
      const { id, variant, point, replicate, seed, steps } = run;
      const milliseconds = Math.round(outcome.milliseconds * 1000) / 1000;
      const failure = outcome.status === 'failed' ? [outcome.failure.kind, outcome.failure.message] : [undefined, undefined];
      const place = [id, plan.study, plan.scenario.name, variant, point, replicate, seed, outcome.status, steps, milliseconds];
      yield [...place, versions, plan.hash, ...varied.map((column) => column.of(run)), ...failure];
    },
  };
}

const columnOf = ({ name, type }: VariedColumn): Column => ({ name, type, label: 'setting that varies' });

function seriesTable(plan: Plan): RunTable {
  return {
    name: 'series',
    columns: [...WHICH.slice(0, 2), whole('replicate'), whole('step', 'from 0, burn-in included'), text('metric'), VALUE],
    *rowsOf(run, outcome) {
      if (outcome.status !== 'done') return;
      const { steps, stepMetrics } = layoutOfRun(plan, run);
      const { id, variant, replicate } = run;
      const { values } = outcome;
      let at = 0;
      for (let t = 0; t < steps; t++) for (const metric of stepMetrics) yield [id, variant, replicate, t, metric, values[at++]];
    },
  };
}

function finalTable(plan: Plan): RunTable {
  return {
    name: 'final',
    columns: [...WHICH, text('metric'), VALUE],
    *rowsOf(run, outcome) {
      if (outcome.status !== 'done') return;
      const { metrics, figuresAt } = layoutOfRun(plan, run);
      const which = whichOf(run);
      for (const [f, metric] of metrics.entries()) yield [...which, metric, outcome.values[figuresAt + f]];
    },
  };
}

function matricesTable(plan: Plan): RunTable {
  return {
    name: 'matrices',
    columns: [...WHICH, text('matrix'), text('row'), text('column'), VALUE],
    *rowsOf(run, outcome) {
      if (outcome.status !== 'done') return;
      const which = whichOf(run);
      for (const { name, at, rows, columns } of layoutOfRun(plan, run).matrices)
        for (const [r, row] of rows.entries())
          for (const [c, column] of columns.entries()) yield [...which, name, row, column, outcome.values[at + r * columns.length + c]];
    },
  };
}

function seriesWide(plan: Plan, model: AnyModel): RunTable {
  const before = [...WHICH.slice(0, 4), whole('step', 'from 0, burn-in included')];
  const { columns, metrics } = metricColumns(plan, model, 'stepMetrics', before);
  return {
    name: 'series_wide',
    columns: [...before, ...columns],
    wide: { of: 'series', metrics },
    *rowsOf(run, outcome) {
      if (outcome.status !== 'done') return;
      const { id, variant, point, replicate } = run;
      const { steps, stepMetrics } = layoutOfRun(plan, run);
      for (let t = 0; t < steps; t++)
        yield [id, variant, point, replicate, t, ...slice(outcome, t * stepMetrics.length, stepMetrics.length)];
    },
  };
}

function finalWide(plan: Plan, model: AnyModel): RunTable {
  const { columns, metrics } = metricColumns(plan, model, 'metrics', WHICH);
  const varied = variedColumns(
    plan,
    [...WHICH, ...columns].map(({ name }) => name),
  );
  return {
    name: 'final_wide',
    columns: [...WHICH, ...varied.map(columnOf), ...columns],
    wide: { of: 'final', metrics },
    *rowsOf(run, outcome): Generator<Row> {
      if (outcome.status !== 'done') return;
      const { figuresAt, metrics: names } = layoutOfRun(plan, run);
      yield [...whichOf(run), ...varied.map((column) => column.of(run)), ...slice(outcome, figuresAt, names.length)];
    },
  };
}

const slice = (outcome: RunOutcome & { status: 'done' }, at: number, count: number): Float64Array =>
  outcome.values.subarray(at, at + count);

/** A column per metric; all runs of a study have the same metrics. Names that stand before them get `metric_` in front. */
function metricColumns(
  plan: Plan,
  model: AnyModel,
  which: 'metrics' | 'stepMetrics',
  before: readonly Column[],
): { readonly columns: Column[]; readonly metrics: Map<string, string> } {
  const layout = Object.values(plan.layouts)[0];
  const taken = new Set(before.map(({ name }) => name));
  const metrics = new Map((layout?.[which] ?? []).map((metric) => [taken.has(metric) ? `metric_${metric}` : metric, metric]));
  const columns = [...metrics].map(([column, metric]) => {
    const figure = figureOf(model, metric);
    return real(column, figure === undefined ? metric : `${figure.title.en}, ${figure.unit}`);
  });
  return { columns, metrics };
}
