/**
 * Tables: a schema of described columns becomes typed arrays of a fixed capacity.
 *
 * Three column types only (a kernel that has seen many array types runs many times slower):
 * real = Float64Array, index = Int32Array, flag = Uint8Array. Wide columns are row-major.
 */

export type ColumnType = 'real' | 'index' | 'flag';

export interface ColumnSpec<T extends ColumnType = ColumnType> {
  readonly type: T;
  readonly unit: string;
  readonly text: string;
  /** Numbers per row: a constant, or the name of a width given when the table is made. Default 1. */
  readonly width?: number | string;
}
export type TableSchema = Readonly<Record<string, ColumnSpec>>;

interface ArrayOf {
  real: Float64Array;
  index: Int32Array;
  flag: Uint8Array;
}
export type ColumnsOf<S extends TableSchema> = { readonly [K in keyof S]: ArrayOf[S[K]['type']] };

export const real = (unit: string, text: string, width?: number | string): ColumnSpec<'real'> => column('real', unit, text, width);
export const index = (unit: string, text: string, width?: number | string): ColumnSpec<'index'> => column('index', unit, text, width);
export const flag = (text: string): ColumnSpec<'flag'> => column('flag', 'flag', text, undefined);

function column<T extends ColumnType>(type: T, unit: string, text: string, width: number | string | undefined): ColumnSpec<T> {
  return width === undefined ? { type, unit, text } : { type, unit, text, width };
}

/** A table: its schema, its capacity in rows and one typed array per column. */
export interface Table<S extends TableSchema = TableSchema> {
  readonly schema: S;
  readonly capacity: number;
  readonly columns: ColumnsOf<S>;
}

/**
 * Allocates all columns, zero-filled.
 * @param capacity rows; fixed for the life of the table
 * @param widths numbers per row for columns whose width is a name
 * @throws RangeError when the capacity or a width is no non-negative integer
 */
export function createTable<S extends TableSchema>(schema: S, capacity: number, widths: Readonly<Record<string, number>> = {}): Table<S> {
  if (!Number.isSafeInteger(capacity) || capacity < 0)
    throw new RangeError(`a table needs a whole capacity of at least 0, got ${capacity}`);
  // Object.fromEntries keeps the object in its fast form; writing a dozen computed keys one by one would make it a
  // dictionary, and every read of a column a hash look-up.
  const columns = Object.fromEntries(
    Object.entries(schema).map(([name, spec]) => [name, arrayOf(spec.type, capacity * widthOf(name, spec, widths))]),
  );
  return { schema, capacity, columns: columns as ColumnsOf<S> };
}

function arrayOf(type: ColumnType, length: number): Float64Array | Int32Array | Uint8Array {
  return type === 'real' ? new Float64Array(length) : type === 'index' ? new Int32Array(length) : new Uint8Array(length);
}

function widthOf(name: string, spec: ColumnSpec, widths: Readonly<Record<string, number>>): number {
  const width = typeof spec.width === 'string' ? widths[spec.width] : (spec.width ?? 1);
  if (width === undefined || !Number.isSafeInteger(width) || width < 1)
    throw new RangeError(`column "${name}" needs the width "${spec.width}"`);
  return width;
}

/** Names of a record's fields that hold numbers. */
type NumbersOf<T> = { [K in keyof T]: T[K] extends number ? K : never }[keyof T];

/**
 * Makes fields of a new record reals to the compiler. V8 takes a field for a whole number as long as it has held nothing else;
 * the first real in it throws away all compiled code that read the record, in the middle of a run.
 */
export function asReals<T extends object>(record: T, fields: readonly NumbersOf<T>[]): T {
  for (const field of fields) {
    const value = record[field];
    record[field] = Number.NaN as T[typeof field];
    record[field] = value;
  }
  return record;
}

/** Sets every column to zero, as the engine does with levers before each step. */
export function zeroTable(table: Table): void {
  for (const name in table.columns) table.columns[name]?.fill(0);
}

/** Bytes held by the columns. */
export function bytesOf(table: Table): number {
  let bytes = 0;
  for (const array of Object.values(table.columns)) bytes += array.byteLength;
  return bytes;
}

/** One row as an object, for debugging and messages; never used in a step. */
export function describeRow(table: Table, row: number): Record<string, number | number[]> {
  const described: Record<string, number | number[]> = {};
  for (const [name, array] of Object.entries(table.columns)) {
    const width = array.length / table.capacity;
    described[name] = width === 1 ? (array[row] as number) : Array.from(array.subarray(row * width, (row + 1) * width));
  }
  return described;
}
