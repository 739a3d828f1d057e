/**
 * What differs between the runs of a plan: one column per parameter or policy setting that takes more than one value.
 */
import { canonicalJson } from '../canonical.js';
import type { Plan, Run, ScheduleSetting } from '../study.js';
import { type Cell, type ColumnType, typeOfCells } from './table.js';

export interface VariedColumn {
  readonly name: string;
  readonly type: ColumnType;
  of(run: Run): Cell;
}

/** Columns in the order of first appearance; names that the table has already get `parameter_` in front. */
export function variedColumns(plan: Plan, taken: readonly string[]): VariedColumn[] {
  const settings = distinctSettings(plan.runs);
  const columns: VariedColumn[] = [];
  const typeOf = (of: VariedColumn['of']): ColumnType => typeOfCells(settings.map(of));
  for (const name of names(settings.map((run) => run.parameters))) {
    const of = (run: Run): Cell => cellOf(run.parameters[name]);
    if (varies(settings, of)) columns.push({ name: taken.includes(name) ? `parameter_${name}` : name, type: typeOf(of), of });
  }
  for (const instrument of new Set(settings.flatMap((run) => run.policies.map((policy) => policy.instrument)))) {
    const valuesOf = (run: Run): Readonly<Record<string, unknown>> =>
      run.policies.find((policy) => policy.instrument === instrument)?.values ?? {};
    for (const name of names(settings.map(valuesOf))) {
      const of = (run: Run): Cell => cellOf(valuesOf(run)[name]);
      if (varies(settings, of)) columns.push({ name: `${instrument}_${name}`, type: typeOf(of), of });
    }
  }
  return columns;
}

/** One run per combination of variant and point; replicates differ in nothing else. */
function distinctSettings(runs: readonly Run[]): Run[] {
  const seen = new Map<string, Run>();
  for (const run of runs) if (!seen.has(`${run.point} ${run.variant}`)) seen.set(`${run.point} ${run.variant}`, run);
  return [...seen.values()];
}

const names = (records: readonly object[]): Set<string> => new Set(records.flatMap((record) => Object.keys(record)));

function varies(runs: readonly Run[], of: (run: Run) => Cell): boolean {
  const first = runs[0] === undefined ? undefined : of(runs[0]);
  return runs.some((run) => of(run) !== first);
}

/** Numbers, words and flags as they are, a formula as its text, lists and windows as JSON. */
function cellOf(value: unknown): Cell {
  if (value === undefined || typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value;
  const text = (value as Exclude<ScheduleSetting, number> & { text?: unknown }).text;
  return typeof text === 'string' ? text : canonicalJson(value);
}
