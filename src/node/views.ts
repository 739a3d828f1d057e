/**
 * The tables of a study, made from its journal in one pass: runs, series, final, matrices, metrics and compare, as tidy
 * CSV. Each is written under a temporary name and renamed; any of them can be deleted and made again.
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyModel } from '../core/model.js';
import type { Comparison } from '../experiment/comparison.js';
import { layoutOfRun } from '../experiment/plan.js';
import { streamOf } from '../experiment/results.js';
import type { Results, Run } from '../experiment/study.js';
import { studyTables } from '../experiment/tables/study-tables.js';
import type { StudyTable } from '../experiment/tables/table.js';
import { makeFolderIn, sweepTemporaries } from './files.js';
import { storeError } from './store-error.js';
import { Table, type ViewFile } from './view-table.js';

/** Rows of `series.csv` beyond which it is not written unless asked for. */
const MOST_SERIES_ROWS = 5_000_000;

/** Tables that are always kept; the wide ones are made on request, by `export`. */
const KEPT = ['runs', 'series', 'final', 'matrices', 'metrics', 'compare'];

export interface ViewRequest {
  /** The study's folder; tables go to `views/` in it. */
  readonly folder: string;
  readonly results: Results;
  readonly model: AnyModel;
  /** One comparison per point of the study. */
  readonly comparisons: readonly Comparison[];
  /** Write `series.csv` whatever its size. */
  readonly allSeries?: boolean;
}

/**
 * Writes all tables.
 * @returns the files, and sentences about what was left out
 * @throws StoreError when the disk refuses or a record is damaged
 */
export function writeViews(request: ViewRequest): { readonly files: readonly ViewFile[]; readonly notes: readonly string[] } {
  const { results, model, comparisons, allSeries } = request;
  const folder = join(request.folder, 'views');
  const open: Table[] = [];
  const notes: string[] = [];
  try {
    makeFolderIn(request.folder, 'views');
    sweepTemporaries(folder);
    const rows = seriesRows(results);
    const tooMany = rows > MOST_SERIES_ROWS && allSeries !== true;
    if (tooMany) {
      notes.push(`series.csv would have ${rows} rows and is left out; add --all-series to write it`);
      if (existsSync(join(folder, 'series.csv'))) rmSync(join(folder, 'series.csv'));
    }
    const tables = studyTables(results.plan, model, comparisons).filter(
      ({ name }) => KEPT.includes(name) && !(tooMany && name === 'series'),
    );
    writeTables(tables, results, folder, open);
    return { files: open.map((each) => each.commit()), notes };
  } catch (error) {
    for (const each of open) each.abandon();
    throw storeError(`cannot write the tables in ${folder}`, error);
  }
}

/** Every outcome is read once for all tables, because reading is the slow part. */
function writeTables(tables: readonly StudyTable[], results: Results, folder: string, open: Table[]): void {
  const files = tables.map(({ name, columns }) => {
    const file = new Table(
      folder,
      `${name}.csv`,
      columns.map((column) => column.name),
    );
    open.push(file);
    return file;
  });
  for (const [t, table] of tables.entries()) if ('rows' in table) for (const row of table.rows()) files[t]?.line(row);
  for (const outcome of streamOf(results)) {
    const run = results.plan.runs[outcome.id] as Run;
    for (const [t, table] of tables.entries()) if ('rowsOf' in table) for (const row of table.rowsOf(run, outcome)) files[t]?.line(row);
  }
}

/** Rows that `series.csv` has for the outcomes so far. */
function seriesRows(results: Results): number {
  const { plan } = results;
  let rows = 0;
  for (const id of results.ids) {
    if (results.outcome(id)?.status !== 'done') continue;
    const layout = layoutOfRun(plan, plan.runs[id] as Run);
    rows += layout.steps * layout.stepMetrics.length;
  }
  return rows;
}
