/**
 * Results in the two layouts that NetLogo's BehaviorSpace writes, for scripts that read those: six lines of heading, then
 * a row per run and step (table), or a column per run and metric (spreadsheet). Everything is quoted, as NetLogo does.
 * `[step]` counts steps done, so that step t of `series` is t + 1 here. Runs are numbered from 1; failed ones are left out.
 */
import { layoutOfRun } from '../../experiment/plan.js';
import type { Plan, Results, Run } from '../../experiment/study.js';
import type { Cell } from '../../experiment/tables/table.js';
import { variedColumns } from '../../experiment/tables/varied.js';

interface DoneRun {
  readonly number: number;
  readonly settings: readonly Cell[];
  readonly steps: number;
  readonly metrics: readonly string[];
  /** Value of metric m at step t is at t × metrics + m. */
  readonly values: Float64Array;
}

/** @param date of the study, as the fourth line shows it */
export function* behaviorSpaceTable(results: Results, date: string): Generator<string> {
  const { plan } = results;
  const settings = settingsOf(plan);
  const metrics = Object.values(plan.layouts)[0]?.stepMetrics ?? [];
  yield heading(plan, 'Table version 2.0', date);
  yield line(['[run number]', ...settings.map(({ name }) => name), '[step]', ...metrics]);
  for (const run of doneRuns(results, settings))
    for (let t = 0; t < run.steps; t++)
      yield line([run.number, ...run.settings, t + 1, ...run.values.subarray(t * metrics.length, (t + 1) * metrics.length)]);
}

/** All runs side by side, so all of them are in memory at once. */
export function* behaviorSpaceSpreadsheet(results: Results, date: string): Generator<string> {
  const { plan } = results;
  const settings = settingsOf(plan);
  const runs = [...doneRuns(results, settings)];
  yield heading(plan, 'Spreadsheet version 2.0', date);
  const each = (of: (run: DoneRun, m: number) => Cell): Cell[] => runs.flatMap((run) => run.metrics.map((_, m) => of(run, m)));
  yield line(['[run number]', ...each(({ number }) => number)]);
  for (const [s, { name }] of settings.entries()) yield line([name, ...each((run, m) => (m === 0 ? run.settings[s] : undefined))]);
  yield line(['[reporter]', ...each(({ metrics }, m) => metrics[m])]);
  yield line(['[final]', ...each((run, m) => valueAt(run, run.steps - 1, m))]);
  for (const [name, of] of SUMMARIES)
    yield line([name, ...each((run, m) => of(Array.from({ length: run.steps }, (_, t) => valueAt(run, t, m))))]);
  yield line(['[steps]', ...each(({ steps }) => steps)]);
  yield '\r\n';
  yield line(['[all run data]', ...each(({ metrics }, m) => metrics[m])]);
  const longest = Math.max(0, ...runs.map(({ steps }) => steps));
  for (let t = 0; t < longest; t++) yield line([undefined, ...each((run, m) => (t < run.steps ? valueAt(run, t, m) : undefined))]);
}

const valueAt = ({ values, metrics }: DoneRun, t: number, m: number): number => values[t * metrics.length + m] as number;

/** As in NetLogo, extremes leave out what is not a number and a mean with such a step is empty. */
const SUMMARIES: readonly (readonly [string, (values: readonly number[]) => number])[] = [
  ['[min]', (values) => defined(values).reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)],
  ['[max]', (values) => defined(values).reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)],
  ['[mean]', (values) => values.reduce((sum, value) => sum + value, 0) / values.length],
];

const defined = (values: readonly number[]): number[] => values.filter((value) => !Number.isNaN(value));

interface Setting {
  readonly name: string;
  of(run: Run): Cell;
}

function settingsOf(plan: Plan): Setting[] {
  const own: Setting[] = [
    { name: 'variant', of: ({ variant }) => variant },
    { name: 'replicate', of: ({ replicate }) => replicate },
  ];
  const names = own.map(({ name }) => name);
  return [...own, ...variedColumns(plan, names)];
}

function* doneRuns(results: Results, settings: readonly Setting[]): Generator<DoneRun> {
  const { plan } = results;
  for (const id of results.ids) {
    const outcome = results.outcome(id);
    if (outcome?.status !== 'done') continue;
    const run = plan.runs[id] as Run;
    const { steps, stepMetrics, figuresAt } = layoutOfRun(plan, run);
    const values = outcome.values.slice(0, figuresAt);
    yield { number: id + 1, settings: settings.map(({ of }) => of(run)), steps, metrics: stepMetrics, values };
  }
}

/** A world has no grid here, so its four borders are 0. */
function heading({ study, scenario, model, engine }: Plan, version: string, date: string): string {
  return [
    line([`BehaviorSpace results (trihelix ${engine})`, version]),
    line([`${model.name} ${model.version}`]),
    line([`${study} (seed ${scenario.seed})`]),
    line([date]),
    line(['min-pxcor', 'max-pxcor', 'min-pycor', 'max-pycor']),
    line([0, 0, 0, 0]),
  ].join('');
}

function line(cells: readonly Cell[]): string {
  let text = '';
  for (let c = 0; c < cells.length; c++) text += c === 0 ? quoted(cells[c]) : `,${quoted(cells[c])}`;
  return `${text}\r\n`;
}

/** Nothing at all where there is no value. Text that a spreadsheet would take for a formula gets an apostrophe in front. */
function quoted(cell: Cell): string {
  if (cell === undefined || cell === null || (typeof cell === 'number' && !Number.isFinite(cell))) return '';
  if (typeof cell !== 'string') return `"${cell}"`;
  const text = /^[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell;
  return `"${text.replaceAll('"', '""')}"`;
}
