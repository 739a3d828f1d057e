/**
 * `verify`, `repair`, `rebuild`, `hash`: what can be done with a study as it lies on the disk. None of them computes a
 * run that the study lacks; `verify --sample` computes some again to compare.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../core/errors.js';
import { runHash, studyHash } from '../../experiment/hashes.js';
import { proveRun, treeRoot } from '../../experiment/merkle.js';
import { executeRun, modelOf } from '../../experiment/run.js';
import type { Run, RunOutcome } from '../../experiment/study.js';
import { printablePath } from '../../experiment/text.js';
import { models } from '../../models/index.js';
import { newSha256 } from '../../node/frames.js';
import { repairStudy } from '../../node/repair.js';
import { studyIn } from '../../node/result-folder.js';
import { STORE_NAME } from '../../node/store.js';
import { StoreError } from '../../node/store-error.js';
import { verifyStudy } from '../../node/verify.js';
import { counted } from '../counted.js';
import { EXIT } from '../exit-codes.js';
import { finishStudy } from '../finish.js';
import type { Keeping } from '../keep-program.js';
import { engineName } from '../package.js';
import { studyFolder } from '../study-folder.js';
import { type Terminal, writeJson } from '../terminal.js';

export interface KeepOptions {
  readonly out?: string;
  readonly json?: boolean;
  readonly sample?: number;
  readonly run?: number;
  readonly allSeries?: boolean;
}

/** @returns the exit code: 4 when something is damaged */
export function keepCommand(command: Keeping, words: readonly unknown[], options: KeepOptions, terminal: Terminal): number {
  const folder = studyFolder(words[0] as string, options.out);
  const commands = { verify, repair, rebuild, hash };
  return commands[command](folder, options, terminal);
}

function verify(folder: string, options: KeepOptions, terminal: Terminal): number {
  const verdict = verifyStudy(folder);
  const differing = options.sample === undefined ? undefined : computeAgain(folder, options.sample, terminal);
  const damage = [...verdict.damage, ...(differing ?? [])];
  if (options.json === true) writeJson({ folder, ...verdict, damage });
  for (const text of damage) terminal.plain(text);
  for (const text of verdict.notes) terminal.note(text);
  const { study, done, failed, planned, hash: results } = verdict;
  terminal.out(`study ${study}: ${done} of ${planned} runs done, ${failed} failed`);
  terminal.out(`results  ${results}`);
  terminal.out(damage.length === 0 ? 'whole: every record, table and hash holds' : 'damaged: `trihelix repair` keeps what is sound');
  return damage.length === 0 ? EXIT.done : EXIT.store;
}

/** Computes so many stored runs again, spread over the study, and names those that come out otherwise. */
function computeAgain(folder: string, count: number, terminal: Terminal): string[] {
  const study = studyIn(folder);
  if (study.plan.engine !== engineName())
    throw new StoreError(
      `the study was computed by ${study.plan.engine} and this is ${engineName()}`,
      'only the same engine gives the same bytes; install that one to compare',
    );
  const ids = study.results.ids.filter((id) => study.results.outcome(id)?.status === 'done');
  const chosen = Array.from(
    { length: Math.min(count, ids.length) },
    (_, n) => ids[Math.floor((n * ids.length) / Math.min(count, ids.length))],
  );
  const differing = chosen.filter((id) => {
    const run = study.plan.runs[id as number] as Run;
    return runHash(executeRun(run, models)) !== runHash(study.results.outcome(run.id) as RunOutcome);
  });
  terminal.note(`${counted(chosen.length, 'run')} computed again, ${differing.length} came out otherwise`);
  return differing.map((id) => `run ${id} comes out otherwise when it is computed again`);
}

function repair(folder: string, options: KeepOptions, terminal: Terminal): number {
  const { done } = repairStudy(folder);
  const study = studyIn(folder);
  const pending = study.plan.runs.length - study.results.ids.length;
  if (options.json === true) writeJson({ folder, done, pending });
  for (const text of done) terminal.out(text);
  if (done.length === 0) terminal.out('nothing is damaged');
  if (pending > 0) terminal.note(`${pending} runs are to be computed: give the command again that began the study`);
  return EXIT.done;
}

function rebuild(folder: string, options: KeepOptions, terminal: Terminal): number {
  const study = studyIn(folder);
  // The store for SQL is made again by the next query.
  for (const name of ['manifest.json', STORE_NAME]) rmSync(join(folder, name), { force: true });
  const finished = finishStudy(study, modelOf(models, study.plan.model.name), options, terminal);
  if (options.json === true) writeJson({ folder, hash: finished.hash, runs: finished.counts });
  terminal.out(`tables of ${finished.counts.done + finished.counts.failed} runs written to ${printablePath(join(folder, 'views'))}`);
  return EXIT.done;
}

function hash(folder: string, options: KeepOptions, terminal: Terminal): number {
  const { results, plan } = studyIn(folder);
  const proof = options.run === undefined ? undefined : proveRun(results, options.run);
  if (options.run !== undefined && proof === undefined) throw new UserError(`run ${options.run} is not done`, 'runs are counted from 0');
  const facts = {
    study: plan.study,
    engine: plan.engine,
    plan_hash: plan.hash,
    hash: studyHash(results, newSha256),
    root: treeRoot(results),
  };
  if (options.json === true) writeJson({ ...facts, ...(proof !== undefined && { proof }) });
  terminal.out(`plan     ${facts.plan_hash}`);
  terminal.out(`results  ${facts.hash}`);
  terminal.out(`root     ${facts.root}`);
  if (proof === undefined) return EXIT.done;
  terminal.out(`run ${proof.run}  ${proof.run_hash}`);
  for (const step of proof.steps) terminal.out(`  ${step.side.padEnd(5)}  ${step.hash}`);
  return EXIT.done;
}
