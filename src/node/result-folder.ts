/**
 * A study's folder, `results/<study>/`: opens it for computing what is missing, or for reading only.
 *
 * The plan is stored before anything runs. The same command continues a study; a plan that changed is refused with the
 * difference in words, because runs computed under other rules must never be mixed; more replicates are added to the
 * runs that are there. Nothing is deleted: a fresh start moves the old folder aside.
 */
import { existsSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../core/errors.js';
import { canonicalJson } from '../experiment/canonical.js';
import { continuesPlan } from '../experiment/plan.js';
import type { Plan, Run } from '../experiment/study.js';
import { printablePath } from '../experiment/text.js';
import { makeFolder, sweepTemporaries, syncFolder } from './files.js';
import { type JournalOptions, newStoreId, openJournal } from './journal.js';
import { type JournalScan, scanJournal } from './journal-scan.js';
import { type Ownership, ownerOf, ownFolder, takeOwnership } from './owner.js';
import { planDifferences } from './plan-differences.js';
import { hasCopy, noStudy, readPlan, type StoredPlan, writePlan } from './plan-file.js';
import type { TriedOutcome } from './records.js';
import { StoreError, storeError } from './store-error.js';
import { StoredResults } from './stored-results.js';

export interface OpenRequest {
  /** The study's folder; made when it is not there. */
  readonly folder: string;
  readonly plan: Plan;
  /** Move an older study aside and start over. */
  readonly fresh?: boolean;
  /** Compute failed runs again. */
  readonly retry?: boolean;
  /** Wait for a process that owns the folder, told whom; without it that is an error. */
  readonly onWait?: (owner: string) => void;
  /** Only every `count`-th run, beginning with the `index`-th: the share of one of several machines. From 1. */
  readonly shard?: Shard;
  /** Sizes of the journal's groups and files, for trials. */
  readonly journal?: JournalOptions;
}

export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** A study that can be read. */
export interface StoredStudy {
  readonly folder: string;
  readonly plan: Plan;
  readonly results: StoredResults;
  /** What the user should know: cut tails, damaged records, added replicates. */
  readonly notes: readonly string[];
}

/** A study that this process owns. */
export interface OpenStudy extends StoredStudy {
  /** The study's random id in hex, which every file of its journal carries. */
  readonly store: string;
  /** Runs without an outcome that counts, in plan order. */
  readonly pending: readonly Run[];
  /** Resolves when the outcome is durable and in `results`. */
  keep(outcome: TriedOutcome): Promise<void>;
  /** Writes what is waiting, closes the journal and lets the next process in. */
  close(): Promise<void>;
}

/**
 * Opens a study's folder for computing.
 * @throws UserError when the stored plan differs (resume refused); StoreError when another process owns the folder,
 *   the disk refuses or the stored plan is damaged
 */
export async function openStudy(request: OpenRequest): Promise<OpenStudy> {
  const { folder } = request;
  makeStudyFolder(folder);
  const owner = await ownFolder(folder, request.onWait);
  try {
    if (request.fresh === true && holdsStudy(folder)) return await openMoved(request, owner);
    return await openOwned(request, owner);
  } catch (error) {
    // What an earlier disk error left in doubt is still in doubt, and so is what this one may have left.
    owner.release(owner.clean && !(error instanceof StoreError));
    throw error;
  }
}

/**
 * Reads a study without owning it; a batch may be writing to it meanwhile. Undefined when there is none.
 * @throws StoreError when the plan is damaged or the folder cannot be read
 */
export function readStudy(folder: string): StoredStudy | undefined {
  if (!existsSync(folder)) return undefined;
  const stored = readPlan(folder);
  if (stored === undefined) return undefined;
  const scan = scanJournal(folder, stored.store);
  const owner = ownerOf(folder);
  const notes = scan.damage.map((damage) => damage.text);
  if (owner !== undefined) notes.push(`the study is being computed by ${owner}; these are its results so far`);
  return { folder, plan: stored.plan, results: new StoredResults(folder, stored.store, stored.plan, scan.entries), notes };
}

/** The same where one must be there. @throws UserError where the folder holds no study, StoreError as `readStudy` */
export function studyIn(folder: string): StoredStudy {
  const study = readStudy(folder);
  if (study === undefined) throw noStudy(folder);
  return study;
}

/**
 * The plan to go on with when a folder holds one already: today's, or the stored one where it has more replicates.
 * @throws UserError with the differences when they cannot be one study
 */
export function reconcile(folder: string, stored: Plan, now: Plan): { readonly plan: Plan; readonly note?: string } {
  if (stored.hash === now.hash) return { plan: now };
  const [had, asked] = [stored.scenario.replicates, now.scenario.replicates];
  if (continuesPlan(now, stored)) return { plan: now, note: `${had} replicates are there, ${asked - had} are added` };
  if (continuesPlan(stored, now)) {
    // Titles, claims and indicators are today's; the runs are those that are there.
    const plan = { ...stored, scenario: { ...now.scenario, replicates: had } };
    return { plan, note: `the study has ${had} replicates already; all of them are used, not just ${asked}` };
  }
  const differences = planDifferences(stored, now);
  const shown = differences.slice(0, 8).map((line) => `\n  ${line}`);
  if (differences.length > 8) shown.push(`\n  and ${differences.length - 8} more`);
  throw new UserError(
    `${printablePath(folder)} holds a study with other settings, and runs of both must not be mixed:${shown.join('')}`,
    'give --fresh to move the old folder aside and start over, or --out to compute elsewhere',
  );
}

/** Whether there is anything in the folder that a fresh start must keep. */
const holdsStudy = (folder: string): boolean =>
  existsSync(join(folder, 'plan.json')) || existsSync(join(folder, 'plan-copy.json')) || existsSync(join(folder, 'journal-0001.thx'));

async function openMoved(request: OpenRequest, owner: Ownership): Promise<OpenStudy> {
  const { folder } = request;
  let n = 1;
  while (existsSync(`${folder}.${n}`)) n++;
  const aside = `${folder}.${n}`;
  owner.release(owner.clean);
  try {
    renameSync(folder, aside);
    makeStudyFolder(folder);
    syncFolder(dirname(folder));
  } catch (error) {
    throw storeError(`cannot move ${folder} aside`, error);
  }
  const study = await openOwned(request, takeOwnership(folder));
  return { ...study, notes: [`the old study was moved to ${printablePath(basename(aside))}`, ...study.notes] };
}

async function openOwned(request: OpenRequest, owner: Ownership): Promise<OpenStudy> {
  const { folder } = request;
  for (const each of [folder, join(folder, 'views'), join(folder, 'figures')]) sweepTemporaries(each);
  const notes: string[] = [];
  const { plan, store } = settle(request, notes);
  const scan = scanJournal(folder, store);
  notes.push(...notesOf(scan));
  const results = new StoredResults(folder, store, plan, scan.entries);
  const { shard } = request;
  const pending = plan.runs.filter((run) => {
    if (shard !== undefined && run.id % shard.count !== shard.index - 1) return false;
    const status = results.statusOf(run.id);
    return status === undefined || (request.retry === true && status === 'failed');
  });
  const journal =
    pending.length > 0 || scan.torn !== undefined || (!owner.clean && scan.files.length > 0)
      ? await openJournal(folder, store, scan, { ...request.journal, renew: !owner.clean })
      : undefined;
  return {
    folder,
    plan,
    store: store.toString('hex'),
    results,
    notes,
    pending,
    async keep(outcome) {
      if (journal === undefined) throw new RangeError('this study has no pending runs');
      results.add(await journal.append(outcome), outcome);
    },
    async close() {
      try {
        await journal?.close();
      } finally {
        owner.release(journal?.failed !== true);
      }
    },
  };
}

/** Stores the plan when the folder has none or fewer replicates; hands back the one that counts. */
function settle({ folder, plan }: OpenRequest, notes: string[]): StoredPlan {
  const stored = readPlan(folder);
  if (stored === undefined) {
    const fresh = { plan, store: newStoreId() };
    writePlan(folder, fresh);
    return fresh;
  }
  const settled = reconcile(folder, stored.plan, plan);
  if (settled.note !== undefined) notes.push(settled.note);
  const counts = { plan: settled.plan, store: stored.store };
  if (!hasCopy(folder) || headOf(settled.plan) !== headOf(stored.plan)) writePlan(folder, counts);
  return counts;
}

/** All of a plan but its runs, which follow from it. */
const headOf = ({ runs, ...head }: Plan): string => canonicalJson({ ...head, runs: runs.length });

function notesOf(scan: JournalScan): string[] {
  const notes = scan.damage.map((damage) => damage.text);
  if (scan.torn !== undefined)
    notes.push(`${scan.torn.file}: an unfinished record of ${scan.torn.bytes} bytes at the end was cut off; its run is pending again`);
  return notes;
}

function makeStudyFolder(folder: string): void {
  try {
    makeFolder(folder);
  } catch (error) {
    throw storeError(`cannot make ${folder}`, error);
  }
}
