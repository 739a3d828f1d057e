/**
 * `run` and `compare`: the same study, the same data. `run` computes what is missing and shows everything; `compare`
 * reads a complete study without touching it and shows the differences. `evaluate` does as `run` with the measures of
 * evaluations, as a study beside it. `sweep` says what it will cost and shows how indicators answer to what varies.
 */
import { join } from 'node:path';
import type { Grouping } from '../../experiment/comparing/groupings.js';
import type { Plan } from '../../experiment/study.js';
import { printablePath } from '../../experiment/text.js';
import { readAddress } from '../../node/queue/address.js';
import { openStudy, readStudy, reconcile, type Shard, type StoredStudy } from '../../node/result-folder.js';
import { storeError } from '../../node/store-error.js';
import { type AutoOptions, computeUntilPrecise, goalOf, nextLook } from '../auto-replicates.js';
import { type ComputeOptions, computeStudy, onWait, type Stop } from '../compute.js';
import { estimateStudy, SHORT_PILOT, showDryRun, showEstimate } from '../dry-run.js';
import { EXIT } from '../exit-codes.js';
import { FINDING_FILES, headOf, settingsOf, writeSealed } from '../findings.js';
import { type Finished, finishStudy } from '../finish.js';
import { comparisonJson, runJson } from '../json.js';
import { openInBrowser } from '../open.js';
import { commandLine, type PreparedStudy, prepareStudy, prepareSweep, type StudyOptions, type SweepOptions } from '../prepare.js';
import { provenanceOf } from '../provenance.js';
import { responseOf, showStudy } from '../show-study.js';
import { type Terminal, writeJson } from '../terminal.js';
import { refuseValueless } from '../valueless.js';

export interface StudyCommandOptions extends Omit<StudyOptions, 'replicates'>, SweepOptions, ComputeOptions, AutoOptions {
  readonly dryRun?: boolean;
  readonly fresh?: boolean;
  readonly retry?: boolean;
  readonly allSeries?: boolean;
  readonly allPairs?: boolean;
  readonly by?: Grouping;
  readonly outcome?: string;
  readonly report?: boolean;
  readonly open?: boolean;
  readonly json?: boolean;
  readonly language?: 'en' | 'ru';
}

/** Which of the four; `evaluate` is a study of its own, with the measures of evaluations as indicators. */
type StudyCommand = 'run' | 'compare' | 'evaluate' | 'sweep';

/** @returns the exit code */
export async function studyCommand(
  command: StudyCommand,
  asked: string,
  overrides: readonly string[],
  options: StudyCommandOptions,
  terminal: Terminal,
): Promise<number> {
  const { prepared, goal, at } = await prepare(command, asked, overrides, options);
  if (prepared.note !== undefined) terminal.note(prepared.note);
  if (goal !== undefined || command === 'sweep') refuseEmpty(prepared, options);
  if (options.dryRun === true) return showDryRun(prepared, options, terminal);
  if (command === 'sweep') showEstimate(estimateStudy(prepared, { ...options, pilot: SHORT_PILOT }), terminal.note);
  if (goal !== undefined) {
    const first = prepared.plan.scenario.replicates;
    // Only the first look may start over.
    const bring = async (replicates: number) =>
      compute(await at(replicates), { ...options, fresh: options.fresh === true && replicates === first }, terminal);
    const { study, stop } = await computeUntilPrecise(first, goal, bring, terminal);
    return conclude(command, prepared, study, stop, options, terminal);
  }
  const complete = command === 'compare' && options.fresh !== true && options.retry !== true ? completeStudy(prepared) : undefined;
  const { study, stop } = complete === undefined ? await compute(prepared, options, terminal) : { study: complete, stop: undefined };
  if (complete !== undefined) for (const note of study.notes) terminal.note(note);
  return conclude(command, prepared, study, stop, options, terminal);
}

/** What is asked for by name must have a value; of the indicators one will do. A mean or a difference needs the baseline's. */
function refuseEmpty(prepared: PreparedStudy, { precise }: StudyCommandOptions): void {
  const { baseline, indicators } = prepared.plan.scenario;
  refuseValueless(
    prepared,
    (precise ?? indicators).map((metric) => ({ metric, variant: baseline })),
    precise === undefined,
  );
}

/** The study as asked for; with `--replicates auto` as it is at its next look, and a way to any other. */
async function prepare(command: StudyCommand, asked: string, overrides: readonly string[], options: StudyCommandOptions) {
  const { replicates, precision, precise, maxReplicates, ...rest } = options;
  const auto = replicates === 'auto' ? { auto: { precision, precise, maxReplicates } } : {};
  const at = (count: number | undefined): Promise<PreparedStudy> =>
    (command === 'sweep' ? prepareSweep : prepareStudy)(asked, overrides, {
      ...rest,
      ...auto,
      ...(count !== undefined && { replicates: count }),
    });
  const given = await at(replicates === 'auto' ? undefined : replicates);
  const goal = goalOf(options, given);
  if (goal === undefined) return { prepared: given, goal, at };
  const first = options.dryRun === true ? goal.most : nextLook(given.folder, goal, options.fresh === true);
  return { prepared: await at(first), goal, at };
}

/** What follows the computing, or the reason why it ended early. */
async function conclude(
  command: StudyCommand,
  prepared: PreparedStudy,
  study: StoredStudy,
  stop: Stop | undefined,
  options: StudyCommandOptions,
  terminal: Terminal,
): Promise<number> {
  if (stop !== undefined) return sayHowToResume(commandAgain(command, prepared, options), study, stop, terminal);
  if (options.shard !== undefined && study.results.ids.length < study.plan.runs.length)
    return sayHowToMerge(study, options.shard, terminal);
  const finished = finishStudy(study, prepared.model, options, terminal);
  keepResponse(prepared, study, finished);
  const report = options.report === true || options.open === true ? await makeReports(prepared, study, finished, options, terminal) : [];
  if (options.json === true) writeJson(jsonOf(command, prepared, study, finished, report));
  else showStudy(command, prepared, study, finished, report, terminal);
  if (options.open === true && report[0] !== undefined) openInBrowser(report[0], terminal);
  return finished.counts.failed > 0 ? EXIT.someFailed : EXIT.done;
}

/** What a study that varies parameters says as a whole, for the report that brings findings together. */
function keepResponse(prepared: PreparedStudy, study: StoredStudy, finished: Finished): void {
  const { doses, split, hash } = finished;
  const { folder, plan } = study;
  if (plan.points === undefined || plan.points.length < 2) return;
  const path = join(folder, FINDING_FILES.responses.file);
  const head = headOf(FINDING_FILES.responses.format, plan, settingsOf(prepared.overrides, prepared.options));
  const { bands } = responseOf(prepared, study, finished);
  try {
    writeSealed(path, { ...head, hash, replicates: plan.scenario.replicates, doses, split, bands });
  } catch (error) {
    throw storeError(`cannot write ${path}`, error);
  }
}

function jsonOf(command: StudyCommand, prepared: PreparedStudy, study: StoredStudy, finished: Finished, report: readonly string[]): object {
  if (command === 'compare') return comparisonJson(study.plan, finished);
  return command === 'sweep'
    ? { ...runJson(study, finished, report), dose_response: responseOf(prepared, study, finished) }
    : runJson(study, finished, report);
}

/** The study as stored, when all its runs have an outcome. */
function completeStudy({ folder, plan }: PreparedStudy): StoredStudy | undefined {
  const stored = readStudy(folder);
  if (stored === undefined) return undefined;
  const settled = reconcile(folder, stored.plan, plan);
  if (stored.results.ids.length < settled.plan.runs.length) return undefined;
  return settled.note === undefined
    ? withPlan(stored, settled.plan)
    : { ...withPlan(stored, settled.plan), notes: [settled.note, ...stored.notes] };
}

/** Titles, claims and indicators of today over the runs that are stored. */
function withPlan(study: StoredStudy, plan: Plan): StoredStudy {
  return { ...study, plan, results: study.results.withPlan(plan) };
}

async function compute(
  prepared: PreparedStudy,
  options: StudyCommandOptions,
  terminal: Terminal,
): Promise<{ study: StoredStudy; stop: Stop | undefined }> {
  const { folder, plan } = prepared;
  const study = await openStudy({
    folder,
    plan,
    fresh: options.fresh === true,
    retry: options.retry === true,
    ...(options.shard && { shard: options.shard }),
    ...onWait(options, terminal),
  });
  for (const note of study.notes) terminal.note(note);
  if (study.pending.length > 0) return { study, stop: await computeStudy(study, options, terminal) };
  await study.close();
  terminal.note(`all ${options.shard === undefined ? study.plan.runs.length : 'its'} runs are there already; --fresh starts over`);
  return { study, stop: undefined };
}

function sayHowToMerge(study: StoredStudy, { index, count }: Shard, terminal: Terminal): number {
  const { done, failed } = study.results.count();
  terminal.out(`shard ${index}/${count}: ${done + failed} of ${study.plan.runs.length} runs are stored in ${printablePath(study.folder)}`);
  if (failed > 0) terminal.out(`${failed} of them failed`);
  terminal.out('when all shards are done, put them together with `trihelix merge` and their folders');
  return failed > 0 ? EXIT.someFailed : EXIT.done;
}

/** A share goes on as that share, else the command would compute the whole study, and a queue's study over its queue. */
function commandAgain(command: string, prepared: PreparedStudy, { shard, queue, project, insecure }: StudyCommandOptions): string {
  const flags = [
    ...(shard === undefined ? [] : ['--shard', `${shard.index}/${shard.count}`]),
    // Without name and password, which are for no screen.
    ...(queue === undefined ? [] : ['--queue', readAddress({ text: queue, insecure: true }).shown]),
    ...(project === undefined ? [] : ['--project', project]),
    ...(insecure === true ? ['--insecure'] : []),
  ];
  return [commandLine(command, prepared), ...flags].join(' ');
}

function sayHowToResume(command: string, study: StoredStudy, stop: Stop, terminal: Terminal): number {
  const { done, failed } = study.results.count();
  terminal.plain(
    `stopped (${stop.reason}): ${done + failed} of ${study.plan.runs.length} runs are stored in ${printablePath(study.folder)}`,
  );
  terminal.plain(`go on with: ${command}`);
  return stop.code;
}

async function makeReports(
  prepared: PreparedStudy,
  study: StoredStudy,
  finished: Finished,
  options: StudyCommandOptions,
  terminal: Terminal,
): Promise<string[]> {
  const { writeReport } = await import('../report-file.js');
  const provenance = provenanceOf(prepared, study.plan, finished);
  // Points that were sampled are told of as a whole; a page for each would be the same page many times.
  const isSampled = study.plan.points?.some(({ values }) => Object.keys(values).some((key) => !prepared.listed.includes(key))) === true;
  return (isSampled ? finished.comparisons.slice(0, 1) : finished.comparisons).map((comparison) => {
    const path = writeReport({
      folder: study.folder,
      results: study.results,
      comparison,
      model: prepared.model,
      language: options.language ?? 'en',
      precision: finished.precision,
      zeroDose: finished.zeroDose,
      provenance,
      settings: settingsOf(prepared.overrides, prepared.options),
    });
    terminal.detail(`wrote ${printablePath(path)}`);
    return path;
  });
}
