/**
 * What a table of a study is: named columns with a type, and rows that come out of the outcomes. CSV, JSON, Stata,
 * Parquet and SQL are ways to write the same tables, so that no two of them can disagree.
 */
import type { Results, Run, RunOutcome } from '../study.js';

export type Cell = number | string | boolean | null | undefined;

/** `whole` numbers fit into 32 bits. */
export type ColumnType = 'whole' | 'real' | 'text' | 'flag';

export interface Column {
  /** snake_case. */
  readonly name: string;
  readonly type: ColumnType;
  /** What it is, with its unit, for formats that have room for it. */
  readonly label?: string;
}

export type Row = readonly Cell[];

interface Described {
  readonly name: string;
  readonly columns: readonly Column[];
}

/** A table to whose rows every outcome adds some. */
export interface RunTable extends Described {
  /** Of a wide table: the table that says the same in long form, and the metric behind each column that is one. */
  readonly wide?: { readonly of: string; readonly metrics: ReadonlyMap<string, string> };
  rowsOf(run: Run, outcome: RunOutcome): Iterable<Row>;
}

/** A table whose rows are known without looking at single outcomes. */
export interface WholeTable extends Described {
  rows(): Iterable<Row>;
}

export type StudyTable = RunTable | WholeTable;

/** All rows of a table, in plan order. Reading throws what the store throws. */
export function* rowsOf(table: StudyTable, results: Results): Generator<Row> {
  if ('rows' in table) {
    yield* table.rows();
    return;
  }
  for (const id of results.ids) yield* table.rowsOf(results.plan.runs[id] as Run, results.outcome(id) as RunOutcome);
}

export const whole = (name: string, label?: string): Column => column(name, 'whole', label);
export const real = (name: string, label?: string): Column => column(name, 'real', label);
export const text = (name: string, label?: string): Column => column(name, 'text', label);

function column(name: string, type: ColumnType, label: string | undefined): Column {
  return label === undefined ? { name, type } : { name, type, label };
}

/** The narrowest type that holds all cells; empty cells fit everywhere. */
export function typeOfCells(cells: Iterable<Cell>): ColumnType {
  const seen = new Set<string>();
  let fits = true;
  for (const cell of cells) {
    if (cell === null || cell === undefined) continue;
    seen.add(typeof cell);
    if (typeof cell === 'number' && (cell | 0) !== cell) fits = false;
  }
  if (seen.size > 1) return 'text';
  if (seen.has('boolean')) return 'flag';
  if (seen.has('number')) return fits ? 'whole' : 'real';
  return 'text';
}
