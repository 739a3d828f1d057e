/**
 * Putting a damaged study right: the plan restored from its copy, sound records of damaged journal files carried over
 * into a new file, the damaged files kept under `damaged/`. Nothing is deleted; what is lost is pending again.
 */
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { createWholeFile, makeFolderIn, syncFolder } from './files.js';
import { decodeFileHeader, encodeFileHeader, encodeFrame, scanFrames } from './frames.js';
import { journalFiles, journalName } from './journal-scan.js';
import { takeOwnership } from './owner.js';
import { planDamage, planIn, writePlan } from './plan-file.js';
import { StoreError, storeError } from './store-error.js';

export interface Repair {
  /** What was done, one sentence each; empty where nothing was damaged. */
  readonly done: readonly string[];
}

interface DamagedFile {
  readonly name: string;
  readonly sound: readonly Buffer[];
}

/**
 * Repairs a study; afterwards the command that began it computes what was lost.
 * @throws UserError where there is no study, StoreError when another process owns it, both plans are damaged, or the disk refuses
 */
export function repairStudy(folder: string): Repair {
  const stored = planIn(folder);
  const owner = takeOwnership(folder);
  const done: string[] = [];
  try {
    const wrong = planDamage(folder);
    if (wrong.length > 0) {
      writePlan(folder, stored);
      done.push(...wrong.map((text) => `${text}: written anew`));
    }
    done.push(...repairJournal(folder, stored.store));
  } catch (error) {
    throw storeError(`cannot repair ${folder}`, error);
  } finally {
    // A repair leaves whole files alone; what an earlier disk error left in doubt is still in doubt.
    owner.release(owner.clean);
  }
  return { done };
}

function repairJournal(folder: string, store: Buffer): string[] {
  const names = journalFiles(folder);
  const damaged = names.flatMap((name, n) => inspect(folder, name, store, n === names.length - 1) ?? []);
  if (damaged.length === 0) return [];
  const number = Number.parseInt((names.at(-1) as string).slice(8), 10) + 1;
  const frames = damaged.flatMap(({ sound }) => sound);
  if (frames.length > 0) writeFrames(join(folder, journalName(number)), store, number, frames);
  const away = makeFolderIn(folder, 'damaged');
  for (const { name } of damaged) renameSync(join(folder, name), freeName(join(away, name)));
  syncFolder(folder);
  return damaged.map(
    ({ name, sound }) => `${name}: ${sound.length} sound records kept in ${journalName(number)}, the file moved to damaged/`,
  );
}

/** A file that has damaged bytes, with the payloads that are sound; undefined for a whole file. A torn tail is no damage. */
function inspect(folder: string, name: string, store: Buffer, last: boolean): DamagedFile | undefined {
  const bytes = readFileSync(join(folder, name));
  const header = decodeFileHeader(bytes);
  if ('problem' in header && header.newer === true) throw new StoreError(`${name}: ${header.problem}`, 'use the newer trihelix');
  const scan = scanFrames(bytes, store);
  const whole = !('problem' in header) && header.store.equals(store) && scan.damaged.length === 0 && (last || scan.end === bytes.length);
  return whole ? undefined : { name, sound: scan.frames.map(({ payload }) => payload) };
}

function writeFrames(path: string, store: Buffer, number: number, payloads: readonly Buffer[]): void {
  const file = createWholeFile(path);
  try {
    file.write(encodeFileHeader(store, number));
    for (const payload of payloads) file.write(encodeFrame(store, payload));
    file.commit();
  } catch (error) {
    file.abandon();
    throw error;
  }
}

function freeName(path: string): string {
  let n = 0;
  while (existsSync(n === 0 ? path : `${path}.${n}`)) n++;
  return n === 0 ? path : `${path}.${n}`;
}
