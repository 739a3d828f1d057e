/**
 * Whether a study is whole: plan and copy, every record of the journal, the tables against their hashes. Reads only, so
 * that it can be asked while a batch is writing.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../experiment/canonical.js';
import { studyHash } from '../experiment/hashes.js';
import { treeRoot } from '../experiment/merkle.js';
import { farFigures } from '../experiment/plausibility.js';
import type { Results } from '../experiment/study.js';
import { newSha256 } from './frames.js';
import { scanJournal } from './journal-scan.js';
import { readManifest } from './manifest.js';
import { ownerOf } from './owner.js';
import { planDamage, planIn } from './plan-file.js';
import { StoredResults } from './stored-results.js';

/** Files that carry a hash of what they say: what analyses found, and the check of zero dose. */
const SEALED = ['dose-response', 'sensitivity', 'break', 'calibration', 'optimum', 'zero-dose'].map((name) => `${name}.json`);

export interface Verdict {
  readonly study: string;
  readonly planned: number;
  readonly done: number;
  readonly failed: number;
  /** Hash over the numbers of all runs, as every summary shows it, and the root of the tree over them. */
  readonly hash: string;
  readonly root: string;
  /** What is damaged, one sentence each; empty for a whole study. */
  readonly damage: readonly string[];
  /** What is no damage but worth knowing. */
  readonly notes: readonly string[];
}

/** Figures that a note names; the rest are counted. */
const MOST_NAMED = 5;

function farNotes(results: Results): string[] {
  const far = farFigures(results);
  const named = far.slice(0, MOST_NAMED).map(({ run, variant, replicate, metric, value, median, deviations }) => {
    const where = `run ${run} (${variant}, replicate ${replicate})`;
    return `${where}: ${metric} is ${value}, ${Math.round(deviations)} robust deviations from ${median}, the median of its variant; it counts, look at it`;
  });
  return far.length > MOST_NAMED ? [...named, `${far.length - MOST_NAMED} more figures lie as far`] : named;
}

/**
 * Reads every byte of a study and checks it.
 * @throws UserError where there is no study, StoreError where its plan cannot be read
 */
export function verifyStudy(folder: string): Verdict {
  const { plan, store } = planIn(folder);
  const scan = scanJournal(folder, store);
  const results = new StoredResults(folder, store, plan, scan.entries);
  const damage = [...planDamage(folder), ...scan.damage.map(({ text }) => text)];
  const notes: string[] = [];
  const owner = ownerOf(folder);
  if (owner !== undefined) notes.push(`the study is being computed by ${owner}`);
  if (scan.torn !== undefined)
    notes.push(`${scan.torn.file} ends in ${scan.torn.bytes} bytes of an unfinished record, which is cut off when the study goes on`);
  const strangers = [...scan.entries.keys()].filter((id) => id >= plan.runs.length).length;
  if (strangers > 0) damage.push(`${strangers} records belong to runs that the plan does not have`);
  const counts = results.count();
  const missing = plan.runs.length - results.ids.length;
  if (missing > 0) notes.push(`${missing} of ${plan.runs.length} runs are not done yet`);
  notes.push(...farNotes(results));
  const hash = studyHash(results, newSha256);
  damage.push(...sealDamage(folder), ...viewDamage(folder, hash, missing === 0 ? notes : []));
  return { study: plan.study, planned: plan.runs.length, ...counts, hash, root: treeRoot(results), damage, notes };
}

/** Sealed files that are not as they were written. */
function sealDamage(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => SEALED.includes(name));
  return names.flatMap((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    try {
      const { seal, ...document } = JSON.parse(text) as Record<string, unknown>;
      const hash = createHash('sha256').update(canonicalJson(document)).digest('hex');
      if (seal === hash && text === `${JSON.stringify({ ...document, seal }, undefined, 1)}\n`) return [];
    } catch {
      // What is no JSON is not as it was written either.
    }
    return [`${name} was changed after it was written; delete it, and the command that made it makes it again`];
  });
}

/** Tables that are not what the manifest says; tables of older results are a note, since the same command renews them. */
function viewDamage(folder: string, hash: string, notes: string[]): string[] {
  const manifest = readManifest(folder);
  if (manifest === undefined) {
    notes.push('there are no tables yet, or their manifest is unreadable; `trihelix rebuild` makes them');
    return [];
  }
  if (manifest.results_hash !== hash) {
    notes.push('the tables show other results than the journal has now; `trihelix rebuild` renews them');
    return [];
  }
  return manifest.views.flatMap(({ name, sha256 }) => {
    try {
      const found = createHash('sha256')
        .update(readFileSync(join(folder, 'views', name)))
        .digest('hex');
      return found === sha256 ? [] : [`views/${name} was changed after it was written`];
    } catch {
      return [`views/${name} is missing or cannot be read`];
    }
  });
}
