/**
 * `store.duckdb` of a study: its tables for SQL. A view of the journal and never the truth, so it is made anew whenever
 * the journal, the plan or the program has changed, under a temporary name, and appears when it is whole.
 *
 * Series and figures lie in it with one column per metric, a tenth of the size of one row per number; `series` and
 * `final` are views that show them in long form, row for row as in the CSV tables.
 */
import { createHash } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyModel } from '../core/model.js';
import { canonicalJson } from '../experiment/canonical.js';
import type { Comparison } from '../experiment/comparison.js';
import { createStudyHasher } from '../experiment/hashes.js';
import type { Plan, Results, Run, RunOutcome } from '../experiment/study.js';
import { provenanceOf } from '../experiment/tables/provenance.js';
import { studyTables } from '../experiment/tables/study-tables.js';
import { type RunTable, type StudyTable, text } from '../experiment/tables/table.js';
import { type Database, databaseError, openDatabase, quoteName, quoteText, type TableFiller } from './duckdb.js';
import { pathOfWholeFile } from './files.js';
import { newSha256 } from './frames.js';
import type { StoredStudy } from './result-folder.js';
import { StoreError, storeError } from './store-error.js';

/** The store's file in the study's folder. */
export const STORE_NAME = 'store.duckdb';
/** Raised whenever the tables change their shape. */
const FORMAT = 'trihelix-store-1';

export interface StoreRequest {
  readonly folder: string;
  /** What the tables shall say: the stored runs under the titles and indicators of today. */
  readonly plan: Plan;
  readonly model: AnyModel;
  /** Reads the study; called only when the store has to be made. */
  readonly study: () => StoredStudy;
  /** One comparison per point; called only when the store has to be made. */
  readonly compare: (study: StoredStudy) => readonly Comparison[];
}

/**
 * Makes the store when there is none that shows the journal as it is.
 * @returns its path, and whether it was made now
 * @throws StoreError when the disk refuses or a record is damaged; UserError without DuckDB
 */
export async function ensureStore(request: StoreRequest): Promise<{ readonly path: string; readonly made: boolean }> {
  const path = join(request.folder, STORE_NAME);
  const mark = markOf(request.folder, request.plan);
  if ((await readProvenance(path)).mark === mark) return { path, made: false };
  const file = pathOfWholeFile(path);
  try {
    await build(file.temporary, request, mark);
    file.commit();
  } catch (error) {
    throw storeError(`cannot write ${path}`, databaseError(path, error));
  } finally {
    file.abandon();
    for (const rest of ['wal', 'tmp']) rmSync(`${file.temporary}.${rest}`, { force: true, recursive: true });
  }
  return { path, made: true };
}

/** What a store says about where it comes from; empty where there is none that can be read. */
export async function readProvenance(path: string): Promise<Readonly<Record<string, string>>> {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return {};
  let database: Database | undefined;
  try {
    database = await openDatabase(path, { readOnly: true });
    const found: Record<string, string> = {};
    for await (const rows of (await database.select('select key, value from provenance')).chunks())
      for (const [key, value] of rows) found[String(key)] = String(value);
    return found;
  } catch (error) {
    // A torn or foreign file is made again; a machine without DuckDB is told so.
    if (error instanceof Error && error.name === 'UserError') throw error;
    return {};
  } finally {
    database?.close();
  }
}

/** Stands for everything that the tables are made of; the journal only grows, so sizes and times tell its states apart. */
function markOf(folder: string, plan: Plan): string {
  const files = readdirSync(folder)
    .filter((name) => /^(plan\.json|journal-\d+\.thx)$/.test(name))
    .sort()
    .map((name) => {
      const { size, mtimeMs } = statSync(join(folder, name));
      return [name, size, mtimeMs];
    });
  const content = canonicalJson({ format: FORMAT, files, plan: plan.hash, scenario: plan.scenario, engine: plan.engine });
  return createHash('sha256').update(content).digest('hex');
}

async function build(path: string, { plan, model, study, compare }: StoreRequest, mark: string): Promise<void> {
  const stored = study();
  const { results } = stored;
  if (results.ids.length === 0) throw new StoreError(`${stored.folder} has no results yet`);
  const tables = studyTables(plan, model, compare(stored));
  const database = await openDatabase(path);
  try {
    const wides = tables.filter(isWide);
    const shown = new Set(wides.map(({ wide }) => wide.of));
    const resultsHash = await fillTables(
      database,
      tables.filter(({ name }) => !shown.has(name)),
      results,
    );
    for (const wide of wides) await database.run(viewSql(wide, tables));
    const facts = Object.entries({ ...provenanceOf(plan, resultsHash), ...countsOf(stored), format: FORMAT, mark });
    await database.fill('provenance', [text('key'), text('value')], facts);
    await database.run('checkpoint');
  } finally {
    database.close();
  }
}

/** Every outcome is read once for all tables and for the hash of them all, because reading is the slow part. @returns the hash */
async function fillTables(database: Database, tables: readonly StudyTable[], results: Results): Promise<string> {
  const fillers: { readonly table: RunTable; readonly filler: TableFiller }[] = [];
  for (const table of tables) {
    if ('rows' in table) await database.fill(table.name, table.columns, table.rows());
    else fillers.push({ table, filler: await database.begin(table.name, table.columns) });
  }
  const hasher = createStudyHasher(newSha256);
  for (const id of results.ids) {
    const outcome = results.outcome(id) as RunOutcome;
    hasher.add(outcome);
    for (const { table, filler } of fillers) for (const row of table.rowsOf(results.plan.runs[id] as Run, outcome)) filler.add(row);
  }
  for (const { filler } of fillers) filler.end();
  return hasher.hex();
}

function countsOf({ plan, results }: StoredStudy): Record<string, string> {
  const { done, failed } = results.count();
  return { runs_planned: String(plan.runs.length), runs_done: String(done), runs_failed: String(failed) };
}

type WideTable = RunTable & Required<Pick<RunTable, 'wide'>>;

/** Wide tables that have anything to show in long form. */
const isWide = (table: StudyTable): table is WideTable => 'wide' in table && table.wide !== undefined && table.wide.metrics.size > 0;

/** A view with a row per number; names of metrics are those of the model, whatever their columns are called. */
function viewSql({ name, wide }: WideTable, tables: readonly StudyTable[]): string {
  const kept = (tables.find((table) => table.name === wide.of)?.columns ?? []).map((column) => column.name).slice(0, -2);
  const renamed = [...wide.metrics].filter(([column, metric]) => column !== metric);
  const cases = renamed.map(([column, metric]) => `when ${quoteText(column)} then ${quoteText(metric)}`).join(' ');
  const metric = renamed.length === 0 ? 'metric' : `case metric ${cases} else metric end as metric`;
  const columns = [...wide.metrics.keys()].map(quoteName).join(', ');
  const inner = `select ${kept.map(quoteName).join(', ')}, ${columns} from ${quoteName(name)}`;
  return `create view ${quoteName(wide.of)} as select ${kept.map(quoteName).join(', ')}, ${metric}, value from (${inner}) unpivot include nulls (value for metric in (${columns}))`;
}
