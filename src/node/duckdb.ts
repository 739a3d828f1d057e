/**
 * The only place that opens a DuckDB file, and only in the main thread: two instances on one file in one process lose
 * rows without an error. The package is loaded when it is first needed, because loading costs a tenth of a second and
 * its binary is an optional download.
 */
import type * as Duck from '@duckdb/node-api';
import { UserError } from '../core/errors.js';
import type { Cell, Column, ColumnType, Row } from '../experiment/tables/table.js';
import { codeOf, StoreError } from './store-error.js';

export interface DatabaseOptions {
  readonly readOnly?: boolean;
  /** Largest memory, e.g. `2GB`. */
  readonly memory?: string;
  /** Folder for what does not fit into it; made when needed and removed at the end. */
  readonly spill?: string;
}

/** The rows that a query gives, chunk by chunk. */
export interface Selection {
  readonly columns: readonly string[];
  chunks(): AsyncGenerator<Row[]>;
}

/** A table under way; its rows are there after `end`. Several tables may be under way at once. */
export interface TableFiller {
  add(row: Row): void;
  end(): void;
}

export interface Database {
  /** Gives one of our own statements. */
  run(sql: string): Promise<void>;
  /** How many statements a text holds, and what kind the first one is, e.g. `SELECT`. Throws what is wrong with it. */
  inspect(sql: string): Promise<{ readonly count: number; readonly kind: string }>;
  select(sql: string): Promise<Selection>;
  /** Makes a table to be filled row by row. `undefined`, null and NaN become NULL. */
  begin(name: string, columns: readonly Column[], temporary?: boolean): Promise<TableFiller>;
  /** Makes a table and fills it. */
  fill(name: string, columns: readonly Column[], rows: Iterable<Row>, temporary?: boolean): Promise<void>;
  /** Ends the query that is running; it throws then. */
  interrupt(): void;
  close(): void;
}

/**
 * Opens a database file, or one in memory without a path. One thread only: sums over doubles are then always added in
 * the same order and give the same bits.
 * @throws UserError where DuckDB has no binary for this machine; the error of DuckDB when the file is none of its own
 */
export async function openDatabase(
  path: string,
  { readOnly = false, memory = '2GB', spill = '' }: DatabaseOptions = {},
): Promise<Database> {
  const duck = await load();
  const instance = await duck.DuckDBInstance.create(path, {
    access_mode: readOnly ? 'READ_ONLY' : 'READ_WRITE',
    threads: '1',
    memory_limit: memory,
    temp_directory: spill,
  });
  try {
    return new OpenDatabase(duck, instance, await instance.connect());
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}

async function load(): Promise<typeof Duck> {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    const lacking =
      codeOf(error) === 'ERR_DLOPEN_FAILED' ? `cannot be loaded: ${firstLine(error as Error)}` : 'is not installed for this machine';
    throw new UserError(
      `DuckDB, which answers queries and writes Parquet, ${lacking}`,
      'install trihelix without --omit=optional; the tables as CSV lie in views/, and `trihelix export` writes all formats but Parquet without it',
    );
  }
}

/** What DuckDB says when a disk refuses or a file is damaged, as an error of the store; other errors unchanged. */
export function databaseError(path: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const damaged = /Corrupt database file|Corrupted|not a valid DuckDB database/i.test(error.message);
  if (damaged)
    return new StoreError(
      `${path} is damaged: ${firstLine(error)}`,
      '`trihelix rebuild` takes it away, and the next query makes it again from the journal',
    );
  if (!/^IO Error/.test(error.message)) return error;
  return new StoreError(
    `cannot use ${path}: ${firstLine(error)}`,
    'put the disk right, or copy the study to a folder that you may write to',
  );
}

const firstLine = ({ message }: Error): string => message.split('\n', 1)[0] ?? message;

/** A name as SQL reads it. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
/** A text as SQL reads it. */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const SQL_TYPES: Readonly<Record<ColumnType, 'INTEGER' | 'DOUBLE' | 'VARCHAR' | 'BOOLEAN'>> = {
  whole: 'INTEGER',
  real: 'DOUBLE',
  text: 'VARCHAR',
  flag: 'BOOLEAN',
};
/** Rows that DuckDB takes at once. */
const CHUNK = 2048;

class OpenDatabase implements Database {
  private readonly duck: typeof Duck;
  private readonly instance: Duck.DuckDBInstance;
  private readonly connection: Duck.DuckDBConnection;

  constructor(duck: typeof Duck, instance: Duck.DuckDBInstance, connection: Duck.DuckDBConnection) {
    this.duck = duck;
    this.instance = instance;
    this.connection = connection;
  }

  async run(sql: string): Promise<void> {
    await this.connection.run(sql);
  }

  async inspect(sql: string): Promise<{ count: number; kind: string }> {
    const statements = await this.connection.extractStatements(sql).catch((error: Error) => {
      // All that DuckDB says of a text that is nothing but comments.
      if (error.message === 'Error in native callback') return { count: 0, prepare: () => Promise.reject(error) };
      throw error;
    });
    if (statements.count !== 1) return { count: statements.count, kind: '' };
    const statement = await statements.prepare(0);
    const { statementType } = statement;
    statement.destroySync();
    return { count: 1, kind: this.duck.StatementType[statementType] };
  }

  async select(sql: string): Promise<Selection> {
    const result = await this.connection.stream(sql);
    return {
      columns: result.columnNames(),
      async *chunks() {
        for (;;) {
          const chunk = await result.fetchChunk();
          if (chunk === null || chunk.rowCount === 0) return;
          yield chunk.getRows().map((row) => row.map(cellOf));
        }
      },
    };
  }

  async fill(name: string, columns: readonly Column[], rows: Iterable<Row>, temporary = false): Promise<void> {
    const filler = await this.begin(name, columns, temporary);
    for (const row of rows) filler.add(row);
    filler.end();
  }

  async begin(name: string, columns: readonly Column[], temporary = false): Promise<TableFiller> {
    const list = columns.map((column) => `${quoteName(column.name)} ${SQL_TYPES[column.type]}`).join(', ');
    await this.run(`create ${temporary ? 'temporary ' : ''}table ${quoteName(name)} (${list})`);
    const appender = await this.connection.createAppender(name, 'main', temporary ? 'temp' : undefined);
    const chunk = this.duck.DuckDBDataChunk.create(columns.map(({ type }) => this.duck[SQL_TYPES[type]]));
    const gathered = columns.map((): (number | string | boolean | null)[] => []);
    let count = 0;
    const put = (): void => {
      chunk.reset();
      chunk.setColumns(gathered);
      appender.appendDataChunk(chunk);
      for (const column of gathered) column.length = 0;
      count = 0;
    };
    return {
      add(row) {
        for (let c = 0; c < gathered.length; c++) gathered[c]?.push(storedValue(row[c], columns[c] as Column));
        if (++count === CHUNK) put();
      },
      end() {
        if (count > 0) put();
        appender.closeSync();
      },
    };
  }

  interrupt(): void {
    this.connection.interrupt();
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}

/** A cell as DuckDB stores it. */
function storedValue(cell: Cell, { name, type }: Column): number | string | boolean | null {
  if (cell === undefined || cell === null || (typeof cell === 'number' && Number.isNaN(cell))) return null;
  if (type === 'text') return String(cell);
  if (typeof cell !== (type === 'flag' ? 'boolean' : 'number')) throw new RangeError(`"${name}" is ${type} and got ${typeof cell}`);
  return cell;
}

/** A value of DuckDB as a cell: what a double holds exactly is a number, all else is text as DuckDB writes it. */
function cellOf(value: Duck.DuckDBValue): Cell {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  const text = String(value);
  return /^-?\d{1,15}(\.\d*)?$/.test(text) ? Number(text) : text;
}
