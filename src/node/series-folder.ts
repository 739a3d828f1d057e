/**
 * The folder of a series of studies of which each follows from the results of those before, e.g. the rounds of a
 * calibration: owned by one process from the first to the last of them.
 */
import { existsSync, readdirSync, renameSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { makeFolder, syncFolder } from './files.js';
import { ownFolder, takeOwnership } from './owner.js';
import { storeError } from './store-error.js';

export interface Series {
  readonly folder: string;
  /** What the user should know. */
  readonly notes: readonly string[];
  /** Lets the next process in. */
  release(): void;
}

/**
 * Opens the folder, or makes it; a fresh start moves what is there aside.
 * @throws StoreError when another process is at work in it or the disk refuses
 */
export async function openSeries(folder: string, fresh: boolean, onWait?: (owner: string) => void): Promise<Series> {
  makeSeriesFolder(folder);
  const owner = await ownFolder(folder, onWait);
  if (!fresh || readdirSync(folder).every((name) => name.startsWith('owner-'))) return { folder, notes: [], release: owner.release };
  let n = 1;
  while (existsSync(`${folder}.${n}`)) n++;
  owner.release();
  try {
    renameSync(folder, `${folder}.${n}`);
    makeSeriesFolder(folder);
    syncFolder(dirname(folder));
  } catch (error) {
    throw storeError(`cannot move ${folder} aside`, error);
  }
  return { folder, notes: [`the old results were moved to ${basename(folder)}.${n}`], release: takeOwnership(folder).release };
}

function makeSeriesFolder(folder: string): void {
  try {
    makeFolder(folder);
  } catch (error) {
    throw storeError(`cannot make ${folder}`, error);
  }
}
