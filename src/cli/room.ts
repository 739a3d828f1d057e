/**
 * Whether a study fits on this machine, asked before it begins: memory of all threads against what they may take, space on the
 * disk against what records and tables will need.
 */
import { statfsSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { UserError } from '../core/errors.js';
import { estimateRunBytes } from '../experiment/memory.js';
import { layoutOfRun } from '../experiment/plan.js';
import type { Plan, Run } from '../experiment/study.js';
import { printable, printablePath } from '../experiment/text.js';
import { models } from '../models/index.js';
import { allowedMegabytes } from '../node/pool-process.js';
import type { OpenStudy, StoredStudy } from '../node/result-folder.js';
import { codeOf, StoreError } from '../node/store-error.js';
import { formatCount } from '../report/format.js';
import { counted } from './counted.js';
import type { Terminal } from './terminal.js';

/** Megabytes of the process that holds the threads, and of a thread with the engine in it, beside its world. */
const PROCESS = 60;
const THREAD = 30;
/** Bytes of a record beside its numbers, of a run in `runs.csv`, of a row in `final.csv` and in `series.csv`. */
const RECORD = 300;
const RUN_ROW = 250;
const FINAL_ROW = 70;
const SERIES_ROW = 50;
/** Rows beyond which `series.csv` is left out. */
const MOST_SERIES_ROWS = 5_000_000;

/** Megabytes that so many threads take together with the largest run of the plan in each. */
export function estimateMemory(plan: Plan, workers: number): number {
  return PROCESS + workers * (THREAD + estimateRunBytes(plan, models) / 1e6);
}

/** @throws UserError when the threads would take more than they may */
export function checkMemory(plan: Plan, workers: number, limit = allowedMegabytes()): void {
  const needed = neededOr(plan, workers);
  if (needed <= limit) return;
  const most = Number.isFinite(needed) ? `about ${megabytes(needed)}` : 'more than this machine can give';
  throw new UserError(
    `${counted(workers, 'thread')} would take ${most} of memory; at most ${megabytes(limit)} are allowed`,
    'use fewer --workers or a smaller model, or allow more with --memory-limit',
  );
}

/**
 * The server of the studio has its parser as WebAssembly, for which Node sets ten gigabytes of addresses aside, though hardly any memory.
 * @throws StoreError where `ulimit -v` does not leave as many
 */
export function checkAddressSpace(): void {
  const { WebAssembly } = globalThis as unknown as { WebAssembly: { Memory: new (size: { initial: number }) => object } };
  try {
    new WebAssembly.Memory({ initial: 1 });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new StoreError(
      'the studio needs more addresses than this process may have',
      'allow more with `ulimit -v unlimited`, or start it with NODE_OPTIONS=--disable-wasm-trap-handler',
    );
  }
}

/** Infinite where a single world cannot even be made. */
function neededOr(plan: Plan, workers: number): number {
  try {
    return estimateMemory(plan, workers);
  } catch (error) {
    if (error instanceof RangeError) return Number.POSITIVE_INFINITY;
    throw error;
  }
}

export interface SpaceNeeded {
  /** Bytes of the records that are missing. */
  readonly records: number;
  /** Bytes of the tables of the whole study. */
  readonly tables: number;
}

export function estimateSpace(plan: Plan, pending: readonly Run[]): SpaceNeeded {
  const records = pending.reduce((sum, run) => sum + RECORD + 8 * layoutOfRun(plan, run).length, 0);
  let series = 0;
  let tables = 0;
  for (const run of plan.runs) {
    const { steps, stepMetrics, metrics } = layoutOfRun(plan, run);
    series += steps * stepMetrics.length;
    tables += RUN_ROW + FINAL_ROW * metrics.length;
  }
  return { records, tables: tables + (series > MOST_SERIES_ROWS ? 0 : SERIES_ROW * series) };
}

/**
 * A sentence of warning where there is less than twice what is needed, undefined where there is enough.
 * @throws StoreError when not even the records have room
 */
export function judgeSpace(folder: string, { records, tables }: SpaceNeeded, free: number): string | undefined {
  const all = records + tables;
  if (free < records)
    throw new StoreError(
      `there are ${megabytes(free / 1e6)} free for ${folder}, and the records alone need about ${megabytes(records / 1e6)}`,
      'free some disk space, or choose another folder with --out',
    );
  if (free >= 2 * all) return undefined;
  return `${megabytes(free / 1e6)} are free for ${printablePath(folder)}; records and tables need about ${megabytes(all / 1e6)}`;
}

/** Programs that keep a folder in step with other machines, as their folders are called. */
const SYNCED =
  /^(Dropbox|OneDrive|Google ?Drive|iCloud ?Drive|Mobile Documents|Nextcloud|ownCloud|Yandex\.Disk|MEGA|pCloudDrive)(?=$|[ .(-])/i;

/** A sentence of warning where the folder seems to be copied elsewhere all the time, undefined where it does not. */
export function judgePlace(folder: string): string | undefined {
  const keeper = resolve(folder)
    .split(sep)
    .find((name) => SYNCED.test(name));
  if (keeper === undefined) return undefined;
  return `${printable(folder)} lies in “${printable(keeper)}”, which may be copied to other machines all the time: compute on one machine only, or choose another folder with --out`;
}

/** Warns of a disk that is nearly full, and of a folder that others write to. @throws StoreError when it is clearly too full */
export function checkSpace({ folder, plan, pending }: OpenStudy, terminal: Terminal): void {
  const place = judgePlace(folder);
  if (place !== undefined) terminal.plain(place);
  const free = freeSpace(folder);
  // A file system that does not tell is no reason not to begin.
  if (free === undefined) return;
  const warning = judgeSpace(folder, estimateSpace(plan, pending), free);
  if (warning !== undefined) terminal.plain(warning);
}

/** Bytes that the user may still write in a folder; undefined where the file system does not tell. */
function freeSpace(folder: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}

/**
 * The error of a disk that became full in the middle of a study, with what is free now and about how much the rest needs; any
 * other error as it is. What is free says nothing where it was a quota that was used up.
 */
export function withRoom(
  error: unknown,
  { folder, plan, results }: StoredStudy,
  pending: readonly Run[],
  free: number | undefined = freeSpace(folder),
): unknown {
  const code = error instanceof StoreError ? codeOf(error.cause) : undefined;
  if (!(error instanceof StoreError) || (code !== 'ENOSPC' && code !== 'EDQUOT')) return error;
  const { records, tables } = estimateSpace(
    plan,
    pending.filter(({ id }) => results.statusOf(id) === undefined),
  );
  const left = code === 'EDQUOT' || free === undefined ? '' : `${megabytes(free / 1e6)} are free, and `;
  const needed = megabytes((records + tables) / 1e6);
  return new StoreError(`${error.message}; ${left}the rest of the study with its tables needs about ${needed}`, error.hint, {
    cause: error.cause,
  });
}

const megabytes = (value: number): string => (value < 10 ? `${value.toFixed(1)} MB` : `${formatCount(Math.round(value), 'en')} MB`);
