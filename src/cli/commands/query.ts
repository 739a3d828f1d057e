/** `query`: asks the tables of a study in SQL. Reads only; the store it reads is made from the journal when needed. */

import { worldTables } from '../../experiment/tables/world-tables.js';
import { printable, printablePath } from '../../experiment/text.js';
import { askStore } from '../../node/query.js';
import { readProvenance } from '../../node/store.js';
import { counted } from '../counted.js';
import { EXIT } from '../exit-codes.js';
import type { StudyOptions } from '../prepare.js';
import { showTable, writeCsvRows, writeJsonRows } from '../show-rows.js';
import { storeOf } from '../store-of.js';
import { findStudy } from '../stored.js';
import type { Terminal } from '../terminal.js';
import { replayWorlds, type WorldOptions } from '../worlds.js';

export interface QueryCommandOptions extends StudyOptions, WorldOptions {
  readonly worlds?: boolean;
  readonly csv?: boolean;
  readonly json?: boolean;
  /** Longest aligned table. */
  readonly rows: number;
  readonly timeLimit: number;
  readonly memory: string;
}

/** @returns the exit code. @throws UserError for a study that is not there and for queries that are refused */
export async function queryCommand(
  asked: string,
  sql: string,
  overrides: readonly string[],
  options: QueryCommandOptions,
  terminal: Terminal,
): Promise<number> {
  const study = await findStudy(asked, overrides, options, terminal);
  const path = await storeOf(study, terminal);
  const worlds = options.worlds === true ? replayWorlds(study, options, terminal) : [];
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.once('SIGINT', stop);
  try {
    const { timeLimit: milliseconds, memory } = options;
    const limits = { milliseconds, memory, tables: worldTables(worlds), signal: controller.signal };
    const about = await aboutOf(path);
    terminal.detail(`asking ${printablePath(path)}`);
    await askStore(path, sql, limits, async (selection) => {
      if (options.csv === true) return writeCsvRows(selection);
      if (options.json === true) return writeJsonRows(selection, about);
      const { shown, more } = await showTable(selection, options.rows, terminal);
      terminal.note(
        more
          ? `the first ${shown} rows; --rows shows more, --csv and --json write all`
          : `${counted(shown, 'row')}; study ${study.plan.study}, seed ${printable(about.seed ?? '')}`,
      );
    });
  } catch (error) {
    if (!controller.signal.aborted) throw error;
    terminal.plain('interrupted');
    return EXIT.interrupted;
  } finally {
    process.off('SIGINT', stop);
  }
  return EXIT.done;
}

async function aboutOf(path: string): Promise<Record<string, string>> {
  const { study = '', scenario = '', seed = '', plan_hash = '', results_hash = '' } = await readProvenance(path);
  return { study, scenario, seed, plan_hash, results_hash };
}
