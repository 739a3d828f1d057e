/** `merge` puts the shards of a study together; `diff-runs` names where two runs first part. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UserError } from '../../core/errors.js';
import { modelOf } from '../../experiment/run.js';
import { firstDivergence, recordDifference, recordStates, type StateRecord } from '../../experiment/state.js';
import type { Run } from '../../experiment/study.js';
import { printablePath } from '../../experiment/text.js';
import { models } from '../../models/index.js';
import { writeWhole } from '../../node/files.js';
import { mergeStudies } from '../../node/merge.js';
import { type StoredStudy, studyIn } from '../../node/result-folder.js';
import { storeError } from '../../node/store-error.js';
import { EXIT } from '../exit-codes.js';
import { finishStudy } from '../finish.js';
import { studyFolder } from '../study-folder.js';
import { type Terminal, writeJson } from '../terminal.js';

export interface PartOptions {
  readonly out?: string;
  readonly json?: boolean;
  readonly write?: string;
  readonly with?: string;
}

/** @returns the exit code: 3 when runs failed, 75 when some are missing */
export async function mergeCommand(asked: readonly string[], options: PartOptions, terminal: Terminal): Promise<number> {
  const parts = asked.map((part) => studyFolder(part));
  const folder = join(options.out ?? 'results', basename(parts[0] as string));
  const merged = await mergeStudies(parts, folder);
  const study = studyIn(folder);
  terminal.out(
    `${merged.taken} runs taken over into ${printablePath(folder)}, ${merged.known} were there already, ${merged.missing} are missing`,
  );
  if (merged.missing > 0) {
    terminal.note('give the command of the study with this folder to compute what is missing');
    return EXIT.budget;
  }
  const finished = finishStudy(study, modelOf(models, study.plan.model.name), {}, terminal);
  if (options.json === true) writeJson({ folder, ...merged, hash: finished.hash });
  terminal.out(`results  ${finished.hash}`);
  return finished.counts.failed > 0 ? EXIT.someFailed : EXIT.done;
}

/** @returns the exit code: 4 when the runs differ */
export function diffRunsCommand(asked: string, left: number, right: number | undefined, options: PartOptions, terminal: Terminal): number {
  const study = studyIn(studyFolder(asked, options.out));
  const run = runOf(study, left);
  if (options.write !== undefined) return writeStates(run, options.write, terminal);
  if (options.with !== undefined) return compareStates(run, options.with, terminal);
  if (right === undefined)
    throw new UserError('there is one run and nothing to compare it with', 'name a second run, or --write or --with a file');
  const other = runOf(study, right);
  const found = firstDivergence(run, other, models);
  if (options.json === true) writeJson({ left, right, divergence: found ?? null });
  if (found === undefined) {
    terminal.out(`runs ${left} and ${right} have the same state after every step`);
    return EXIT.done;
  }
  const place = found.position > 0 ? `row ${found.row}, place ${found.position}` : `row ${found.row}`;
  terminal.out(`runs ${left} (${run.variant}) and ${right} (${other.variant}) first differ ${when(found.step)}`);
  terminal.out(`column ${found.column}, ${place}: ${found.left} and ${found.right}`);
  return EXIT.store;
}

const when = (step: number): string => (step < 0 ? 'in the world they begin with' : `after step ${step}`);

function writeStates(run: Run, path: string, terminal: Terminal): number {
  const states = recordStates(run, models);
  try {
    writeWhole(path, `${JSON.stringify({ format: 'trihelix-states-1', run: run.id, seed: run.seed, states })}\n`);
  } catch (error) {
    throw storeError(`cannot write ${path}`, error);
  }
  terminal.out(`states of run ${run.id} after ${run.steps} steps written to ${printablePath(path)}`);
  return EXIT.done;
}

function compareStates(run: Run, path: string, terminal: Terminal): number {
  let states: StateRecord;
  try {
    const file = JSON.parse(readFileSync(path, 'utf8')) as { format?: unknown; run?: unknown; states?: StateRecord };
    if (file.format !== 'trihelix-states-1' || file.run !== run.id || !Array.isArray(file.states)) throw new SyntaxError('other content');
    states = file.states;
  } catch {
    throw new UserError(`${printablePath(path)} holds no states of run ${run.id}`, 'write them on the other machine with --write');
  }
  const found = recordDifference(recordStates(run, models), states);
  terminal.out(
    found === undefined
      ? `run ${run.id} has the same states here and there`
      : `run ${run.id} differs ${when(found.step)}, in ${found.column}`,
  );
  return found === undefined ? EXIT.done : EXIT.store;
}

function runOf({ plan }: StoredStudy, id: number): Run {
  const run = plan.runs[id];
  if (run === undefined) throw new UserError(`the study has no run ${id}`, `its runs are 0 to ${plan.runs.length - 1}`);
  return run;
}
