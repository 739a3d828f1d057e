/**
 * What a model is fitted to: a table of figures with their errors, one line each. A target is the mean of a metric or
 * measure of one variant, or with `over` its gain over another variant on the same luck.
 */
import { type AnyModel, figureOf } from '../../core/model.js';
import { type CsvCell, readCsv } from '../csv-reader.js';
import { choices, type Problem, ProblemList } from '../problem.js';
import type { FigureTable } from '../results.js';
import type { Scenario } from '../study.js';

export interface Target {
  readonly metric: string;
  readonly unit: string;
  readonly variant: string;
  /** Variant over which the gain is meant. */
  readonly over?: string;
  readonly value: number;
  /** Standard error of the value; 0 only where the target is held out. */
  readonly error: number;
  /** Whether parameters are fitted to it, or it is held out to check them. */
  readonly use: 'fit' | 'hold';
}

export type TargetReading =
  | { readonly ok: true; readonly targets: readonly Target[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Columns of the table; those in brackets may be left out. */
export const TARGET_COLUMNS = ['metric', 'variant', 'over', 'value', 'standard_error', 'weight', 'use'] as const;
type ColumnName = (typeof TARGET_COLUMNS)[number];
const NEEDED: readonly ColumnName[] = ['metric', 'value'];
const MOST_TARGETS = 200;

/** Reads the table and checks every line against the scenario; all problems are found in one reading. */
export function readTargets(file: string, text: string, scenario: Scenario, model: AnyModel): TargetReading {
  const problems = new ProblemList();
  const top = { file, line: 1, column: 1 };
  const [header, ...lines] = readCsv(text) ?? [];
  if (header === undefined) problems.add(top, '', 'is no table', `its first line names columns: ${TARGET_COLUMNS.join(',')}`);
  for (const cell of header ?? [])
    if (!TARGET_COLUMNS.some((name) => name === cell.text)) problems.unknown(placed(file, cell), '', 'column', cell.text, TARGET_COLUMNS);
  const columns = (header ?? []).map((cell) => cell.text);
  for (const name of NEEDED) if (header !== undefined && !columns.includes(name)) problems.add(top, name, 'this column is missing');
  if (problems.count > 0) return { ok: false, problems: problems.sorted() };
  const read = { file, columns, scenario, model, problems };
  const targets = lines.slice(0, MOST_TARGETS).flatMap((cells) => readLine(cells, read) ?? []);
  if (lines.length > MOST_TARGETS) problems.add(top, '', `has ${lines.length} targets`, `at most ${MOST_TARGETS} are possible`);
  if (problems.count === 0 && !targets.some(({ use }) => use === 'fit'))
    problems.add(top, '', 'has no target to fit', 'give at least one line whose use is fit');
  sayTwins(targets, lines, file, problems);
  return problems.count > 0 ? { ok: false, problems: problems.sorted() } : { ok: true, targets };
}

const placed = (file: string, { line, column }: CsvCell) => ({ file, line, column });

interface Reading {
  readonly file: string;
  readonly columns: readonly string[];
  readonly scenario: Scenario;
  readonly model: AnyModel;
  readonly problems: ProblemList;
}

function readLine(cells: readonly CsvCell[], reading: Reading): Target | undefined {
  const { file, columns, scenario, model, problems } = reading;
  const first = cells[0] as CsvCell;
  const before = problems.count;
  const cellOf = (name: ColumnName): CsvCell => {
    const cell = cells[columns.indexOf(name)];
    return cell ?? { ...first, text: '' };
  };
  if (cells.length > columns.length)
    problems.add(placed(file, first), '', `has ${cells.length} cells`, `the table has ${columns.length} columns`);
  const figures = [...model.metrics, ...model.evaluations.flatMap(({ measures }) => measures)].map(({ name }) => name);
  const metric = cellOf('metric');
  if (!figures.includes(metric.text)) problems.unknown(placed(file, metric), 'metric', 'metric or measure', metric.text, figures);
  const variant = readVariant(cellOf('variant'), 'variant', reading) ?? '';
  const over = cellOf('over').text === '' ? undefined : readVariant(cellOf('over'), 'over', reading);
  if (over !== undefined && over === variant) problems.add(placed(file, cellOf('over')), 'over', 'a variant has no gain over itself');
  const value = readNumber(cellOf('value'), 'value', reading);
  const use = cellOf('use').text === '' ? 'fit' : cellOf('use').text;
  if (use !== 'fit' && use !== 'hold') problems.unknown(placed(file, cellOf('use')), 'use', 'use', use, ['fit', 'hold']);
  const error = readError(cellOf('standard_error'), cellOf('weight'), use === 'hold', reading);
  if (problems.count > before || value === undefined || error === undefined) return undefined;
  const unit = figureOf(model, metric.text)?.unit ?? '-';
  return { metric: metric.text, unit, variant, ...(over !== undefined && { over }), value, error, use: use === 'hold' ? 'hold' : 'fit' };

  function readVariant(cell: CsvCell, path: string, { problems: list }: Reading): string | undefined {
    const known = scenario.variants.map(({ name }) => name);
    if (cell.text === '' && known.length === 1) return known[0];
    if (cell.text === '') list.add(placed(file, cell), path, 'says no variant', choices(known));
    else if (!known.includes(cell.text)) list.unknown(placed(file, cell), path, 'variant', cell.text, known);
    return cell.text;
  }
}

function readNumber(cell: CsvCell, path: string, { file, problems }: Reading): number | undefined {
  const value = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(cell.text) ? Number(cell.text) : Number.NaN;
  if (Number.isFinite(value)) return value;
  problems.add(placed(file, cell), path, cell.text === '' ? 'is missing' : `"${cell.text}" is no number`, 'write e.g. 0.25 or 1.5e6');
  return undefined;
}

/** A weight w counts like the standard error 1/√w. */
function readError(error: CsvCell, weight: CsvCell, held: boolean, reading: Reading): number | undefined {
  const { file, problems } = reading;
  const refuse = (cell: CsvCell, path: string, problem: string, hint = ''): undefined => {
    problems.add(placed(file, cell), path, problem, hint);
    return undefined;
  };
  if (error.text !== '' && weight.text !== '') return refuse(weight, 'weight', 'stands beside a standard error', 'give one of the two');
  if (error.text === '' && weight.text === '')
    return held ? 0 : refuse(error, 'standard_error', 'is missing', 'how far may the model be from this value? give that or a weight');
  const path = error.text !== '' ? 'standard_error' : 'weight';
  const cell = error.text !== '' ? error : weight;
  const value = readNumber(cell, path, reading);
  if (value === undefined) return undefined;
  if (!(value > 0)) return refuse(cell, path, 'must be above 0');
  return path === 'weight' ? 1 / Math.sqrt(value) : value;
}

function sayTwins(targets: readonly Target[], lines: readonly (readonly CsvCell[])[], file: string, problems: ProblemList): void {
  const seen = new Set<string>();
  if (problems.count > 0) return;
  for (const [t, target] of targets.entries()) {
    const label = targetLabel(target);
    if (seen.has(label)) problems.add(placed(file, lines[t]?.[0] as CsvCell), 'metric', `${label} stands here twice`);
    seen.add(label);
  }
}

/** `continuity of process` or `continuity of process over nothing`. */
export function targetLabel({ metric, variant, over }: Pick<Target, 'metric' | 'variant' | 'over'>): string {
  return `${metric} of ${variant}${over === undefined ? '' : ` over ${over}`}`;
}

/** Variants that the targets name, in the scenario's order: no others need be computed. */
export function variantsOfTargets(targets: readonly Target[], scenario: Scenario): Scenario['variants'] {
  const named = new Set(targets.flatMap(({ variant, over }) => [variant, over]));
  return scenario.variants.filter(({ name }) => named.has(name));
}

/** Evaluations of the model that make measures among the targets. */
export function evaluationsOfTargets(targets: readonly Target[], model: AnyModel): string[] {
  const named = new Set(targets.map(({ metric }) => metric));
  return model.evaluations.filter(({ measures }) => measures.some(({ name }) => named.has(name))).map(({ name }) => name);
}

/** What one parameter set gives for every target: the mean over the draws of luck that have it, NaN where none has. */
export function simulatedTargets(table: FigureTable, targets: readonly Target[]): Float64Array {
  return Float64Array.from(targets, ({ metric, variant, over }) => {
    const figures = table.figures(variant, metric);
    const base = over === undefined ? undefined : table.figures(over, metric);
    let [sum, count] = [0, 0];
    for (let r = 0; r < figures.length; r++) {
      const figure = (figures[r] as number) - (base === undefined ? 0 : (base[r] as number));
      if (Number.isNaN(figure)) continue;
      sum += figure;
      count++;
    }
    return sum / count;
  });
}

/** Distance from the targets that are fitted, in standard errors; infinite where one of them has no value. */
export function distanceOf(simulated: ArrayLike<number>, targets: readonly Target[]): number {
  let squares = 0;
  for (const [t, { use, value, error }] of targets.entries()) {
    const away = ((simulated[t] as number) - value) / error;
    if (use === 'fit') squares += away * away;
  }
  return Number.isNaN(squares) ? Infinity : Math.sqrt(squares);
}
