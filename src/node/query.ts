/**
 * Questions to a study's store in SQL: one statement that only reads, on a connection that can neither write nor reach
 * any file nor be told otherwise, within limits of time and memory.
 */
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../core/errors.js';
import type { WholeTable } from '../experiment/tables/table.js';
import { type Database, databaseError, openDatabase, type Selection } from './duckdb.js';

export interface QueryOptions {
  readonly milliseconds: number;
  /** Largest memory, e.g. `2GB`; what is more goes to the temporary folder of the system. */
  readonly memory: string;
  /** Tables beside those of the store. */
  readonly tables: readonly WholeTable[];
  /** Ends the query when aborted; it throws then. */
  readonly signal: AbortSignal;
}

let serial = 0;

/**
 * Asks a store and hands the rows to `receive` as they come.
 * @throws UserError for anything but one reading statement, for what DuckDB finds wrong with it, and beyond the limits
 */
export async function askStore(
  path: string,
  sql: string,
  { milliseconds, memory, tables, signal }: QueryOptions,
  receive: (selection: Selection) => Promise<void>,
): Promise<void> {
  const spill = join(tmpdir(), `trihelix-query-${process.pid}-${serial++}`);
  const database = await openDatabase(path, { readOnly: true, memory, spill });
  let late = false;
  let again: NodeJS.Timeout | undefined;
  // An interruption counts only while something runs, so it is repeated until all has ended.
  const interrupt = (): void => {
    again ??= setInterval(() => database.interrupt(), 50);
  };
  const timer = setTimeout(() => {
    late = true;
    interrupt();
  }, milliseconds);
  signal.addEventListener('abort', interrupt);
  if (signal.aborted) interrupt();
  try {
    for (const { name, columns, rows } of tables) await database.fill(name, columns, rows(), true);
    await lock(database);
    await judge(database, sql);
    await receive(await database.select(sql));
  } catch (error) {
    if (late) throw new UserError(`the query took longer than ${milliseconds / 1000} s`, 'narrow it down, or allow more with --time-limit');
    throw explain(databaseError(path, error));
  } finally {
    clearTimeout(timer);
    clearInterval(again);
    signal.removeEventListener('abort', interrupt);
    database.close();
    rmSync(spill, { recursive: true, force: true });
  }
}

/** From here on the connection reaches no file and no network, and no statement can change that. */
async function lock(database: Database): Promise<void> {
  await database.run('set enable_external_access = false');
  await database.run('set lock_configuration = true');
}

/** Refuses all but a single statement that reads. */
async function judge(database: Database, sql: string): Promise<void> {
  if (sql.trim() === '') throw new UserError('the query is empty', 'e.g. "select variant, avg(continuity) from final_wide group by all"');
  const { count, kind } = await database.inspect(sql);
  if (count === 0) throw new UserError('the query has no statement');
  if (count > 1) throw new UserError(`the query has ${count} statements and only one is answered`, HINTS.several);
  if (kind !== 'SELECT' && kind !== 'EXPLAIN')
    throw new UserError(`a query may only read, and this is ${kind.toLowerCase().replaceAll('_', ' ')}`, HINTS.reading);
}

const HINTS = {
  several: 'ask one after another; a pivot without `in (…)` counts as several',
  reading: 'begin it with select, with, from, pivot, describe, show or summarize',
  tables: '"show tables" lists the tables, "describe runs" the columns of one; organisations, ties and innovations need --worlds',
  columns:
    'metrics are rows of final and series, and columns of final_wide and series_wide; "describe runs" lists the columns of one table',
  files: 'queries read the tables of the study only; `trihelix export` writes files',
  memory: 'narrow it down, or allow more with --memory',
} as const;

/** What DuckDB says, in a sentence with a hint; other errors unchanged. */
function explain(error: unknown): unknown {
  if (error instanceof UserError || !(error instanceof Error)) return error;
  const said = /^(?:Failed to extract statements: )?(\w[\w ]* Error): ([\s\S]*)$/i.exec(error.message);
  if (said === null) return error;
  const [, kind = '', rest = ''] = said;
  // Behind the first blank line DuckDB shows the place in the query, or a stack of its own.
  const message = (rest.split('\n\n')[0] ?? rest).trim();
  if (/permission/i.test(kind)) return new UserError(`a query reaches no files: ${message}`, HINTS.files);
  if (/memory/i.test(kind)) return new UserError(`the query needs more memory than it may have: ${message}`, HINTS.memory);
  if (/internal|fatal/i.test(kind)) return error;
  if (/^Referenced column/.test(message)) return new UserError(`the query is wrong: ${message}`, HINTS.columns);
  return new UserError(`the query is wrong: ${message}`, HINTS.tables);
}
