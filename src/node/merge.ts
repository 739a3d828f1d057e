/**
 * One study from the parts that several machines computed: records are taken over once, and a run that two parts have must
 * have the same numbers in both.
 */
import { UserError } from '../core/errors.js';
import { runHash } from '../experiment/hashes.js';
import type { RunOutcome } from '../experiment/study.js';
import { printablePath } from '../experiment/text.js';
import { openStudy, studyIn } from './result-folder.js';
import { StoreError } from './store-error.js';

export interface Merged {
  /** Runs that were taken over, runs that were there already, and runs that no part has. */
  readonly taken: number;
  readonly known: number;
  readonly missing: number;
}

/**
 * Takes the runs of all parts into a study's folder, which may hold some already.
 * @throws UserError when the parts are not of one plan; StoreError when two parts disagree or a disk refuses
 */
export async function mergeStudies(parts: readonly string[], folder: string): Promise<Merged> {
  const studies = parts.map(studyIn);
  const [first] = studies;
  if (first === undefined) throw new UserError('there is nothing to merge', 'name the folders of the parts');
  for (const { folder: part, plan } of studies)
    if (plan.hash !== first.plan.hash)
      throw new UserError(
        `${printablePath(part)} and ${printablePath(first.folder)} hold different studies`,
        'parts of one study have the same plan hash; compare with `trihelix hash`',
      );
  const merged = await openStudy({ folder, plan: first.plan });
  let taken = 0;
  let known = 0;
  try {
    for (const { folder: part, results } of studies) {
      const waiting: Promise<void>[] = [];
      for (const id of results.ids) {
        const outcome = results.outcome(id) as RunOutcome;
        const there = merged.results.outcome(id);
        if (there === undefined || (there.status === 'failed' && outcome.status === 'done')) {
          taken++;
          waiting.push(merged.keep(outcome));
          if (waiting.length >= 256) await Promise.all(waiting.splice(0));
        } else {
          known++;
          if (there.status === 'done' && outcome.status === 'done' && runHash(there) !== runHash(outcome))
            throw new StoreError(
              `run ${id} has other numbers in ${part} than in another part`,
              'the same run must always give the same numbers: run `trihelix doctor` on both machines',
            );
        }
      }
      await Promise.all(waiting);
    }
    return { taken, known, missing: merged.plan.runs.length - merged.results.ids.length };
  } finally {
    await merged.close();
  }
}
