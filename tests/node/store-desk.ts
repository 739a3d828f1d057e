/** A stored toy study and its store, for tests of queries and exports. */
import { compareStudy } from '../../src/experiment/compare.js';
import { executeRun } from '../../src/experiment/run.js';
import type { Plan } from '../../src/experiment/study.js';
import type { Row, WholeTable } from '../../src/experiment/tables/table.js';
import { askStore } from '../../src/node/query.js';
import { openStudy, readStudy, type StoredStudy } from '../../src/node/result-folder.js';
import { ensureStore, type StoreRequest } from '../../src/node/store.js';
import { models } from './toy-study.js';

/** Computes a study into a folder, as the command line does. */
export async function storeToy(folder: string, plan: Plan): Promise<StoredStudy> {
  const study = await openStudy({ folder, plan });
  for (const run of study.pending) await study.keep(executeRun(run, models));
  await study.close();
  return readStudy(folder) as StoredStudy;
}

export function requestOf(folder: string, plan: Plan): StoreRequest {
  const study = (): StoredStudy => readStudy(folder) as StoredStudy;
  return { folder, plan, model: models[0] as never, study, compare: ({ results }) => [compareStudy(results, models)] };
}

export interface Asking {
  readonly milliseconds?: number;
  readonly memory?: string;
  readonly tables?: readonly WholeTable[];
  readonly signal?: AbortSignal;
}

/** The rows that a query gives, and the names of its columns. */
export async function ask(
  folder: string,
  plan: Plan,
  sql: string,
  asking: Asking = {},
): Promise<{ columns: readonly string[]; rows: Row[] }> {
  const { path } = await ensureStore(requestOf(folder, plan));
  const { milliseconds = 30_000, memory = '500MB', tables = [], signal = new AbortController().signal } = asking;
  let columns: readonly string[] = [];
  const rows: Row[] = [];
  await askStore(path, sql, { milliseconds, memory, tables, signal }, async (selection) => {
    ({ columns } = selection);
    for await (const chunk of selection.chunks()) rows.push(...chunk);
  });
  return { columns, rows };
}
