/**
 * `run` and `compare`: the same study, the same data. `run` computes what is missing and shows everything; `compare`
 * reads a complete study without touching it and shows the differences. `evaluate` does as `run` with the measures of
 * evaluations, as a study beside it. `sweep` says what it will cost and shows how indicators answer to what varies.
 */
import { resolve } from 'node:path';
import type { Comparison } from '../../experiment/comparison.js';
import { doseResponse } from '../../experiment/dose-response.js';
import { summariseStudy } from '../../experiment/results.js';
import type { Plan } from '../../experiment/study.js';
import { printable } from '../../experiment/text.js';
import { models } from '../../models/index.js';
import { openStudy, readStudy, reconcile, type StoredStudy } from '../../node/result-folder.js';
import { type ComputeOptions, computeStudy, type Stop } from '../compute.js';
import { estimateStudy, SHORT_PILOT, showDryRun, showEstimate } from '../dry-run.js';
import { EXIT } from '../exit-codes.js';
import { type Finished, finishStudy } from '../finish.js';
import { comparisonJson, runJson } from '../json.js';
import { openInBrowser } from '../open.js';
import { commandLine, type PreparedStudy, prepareStudy, prepareSweep, type StudyOptions, type SweepOptions } from '../prepare.js';
import { provenanceOf } from '../provenance.js';
import { showComparisons } from '../show-comparison.js';
import { showBands } from '../show-dose-response.js';
import { showFailures, showMeasures, showSummary } from '../show-means.js';
import { type Terminal, writeJson } from '../terminal.js';

export interface StudyCommandOptions extends StudyOptions, SweepOptions, ComputeOptions {
  readonly dryRun?: boolean;
  readonly fresh?: boolean;
  readonly retry?: boolean;
  readonly allSeries?: boolean;
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
  const prepared = command === 'sweep' ? await prepareSweep(asked, overrides, options) : await prepareStudy(asked, overrides, options);
  if (options.dryRun === true) return showDryRun(prepared, options, terminal);
  if (command === 'sweep') showEstimate(estimateStudy(prepared, { ...options, pilot: SHORT_PILOT }), terminal.note);
  const complete = command === 'compare' && options.fresh !== true && options.retry !== true ? completeStudy(prepared) : undefined;
  const { study, stop } = complete === undefined ? await compute(prepared, options, terminal) : { study: complete, stop: undefined };
  if (complete !== undefined) for (const note of study.notes) terminal.note(note);
  if (stop !== undefined) return sayHowToResume(command, prepared, study, stop, terminal);
  const finished = finishStudy(study, prepared.model, options, terminal);
  const report = options.report === true || options.open === true ? await makeReports(prepared, study, finished, options, terminal) : [];
  if (options.json === true) writeJson(jsonOf(command, prepared, study, finished, report));
  else show(command, prepared, study, finished, report, terminal);
  if (options.open === true && report[0] !== undefined) openInBrowser(report[0], terminal);
  return finished.counts.failed > 0 ? EXIT.someFailed : EXIT.done;
}

function jsonOf(command: StudyCommand, prepared: PreparedStudy, study: StoredStudy, finished: Finished, report: readonly string[]): object {
  if (command === 'compare') return comparisonJson(study.plan, finished);
  return command === 'sweep'
    ? { ...runJson(study, finished, report), dose_response: responseOf(prepared, study, finished) }
    : runJson(study, finished, report);
}

function responseOf({ listed }: PreparedStudy, { plan, results }: StoredStudy, { comparisons }: Finished): ReturnType<typeof doseResponse> {
  return doseResponse(plan, summariseStudy(results, models), comparisons, listed);
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
  const study = await openStudy({ folder, plan, fresh: options.fresh === true, retry: options.retry === true });
  for (const note of study.notes) terminal.note(note);
  if (study.pending.length > 0) return { study, stop: await computeStudy(study, options, terminal) };
  await study.close();
  terminal.note(`all ${study.plan.runs.length} runs are there already; --fresh starts over`);
  return { study, stop: undefined };
}

function sayHowToResume(command: string, prepared: PreparedStudy, study: StoredStudy, stop: Stop, terminal: Terminal): number {
  const { done, failed } = study.results.count();
  terminal.plain(`stopped (${stop.reason}): ${done + failed} of ${study.plan.runs.length} runs are stored in ${study.folder}`);
  terminal.plain(`go on with: ${commandLine(command, prepared)}`);
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
  return finished.comparisons.map((comparison) => {
    const path = writeReport({
      folder: study.folder,
      results: study.results,
      comparison,
      model: prepared.model,
      language: options.language ?? 'en',
      provenance,
    });
    terminal.detail(`wrote ${path}`);
    return path;
  });
}

/** Many measures have no value without instruments, so that they cannot be compared with a baseline that has none. */
function withPairs(comparison: Comparison): Comparison {
  return { ...comparison, rows: comparison.rows.filter((row) => row.pairs > 0) };
}

function show(
  command: StudyCommand,
  prepared: PreparedStudy,
  study: StoredStudy,
  finished: Finished,
  report: readonly string[],
  terminal: Terminal,
): void {
  const { plan, results, folder } = study;
  const { scenario } = plan;
  const { counts, comparisons } = finished;
  terminal.out(
    `${terminal.style('bold', printable(scenario.title))}  (study ${plan.study}, seed ${printable(scenario.seed)}, model ${plan.model.name} ${plan.model.version})`,
  );
  const variants = `${scenario.variants.length} ${scenario.variants.length === 1 ? 'variant' : 'variants'}`;
  const points = plan.points === undefined ? '' : ` × ${plan.points.length} points`;
  terminal.out(
    `${counts.done} of ${counts.planned} runs done, ${counts.failed} failed; ${variants}${points} × ${scenario.replicates} replicates, ${scenario.steps} steps (unit: ${prepared.model.stepUnit})`,
  );
  if (command === 'evaluate') showMeasures(summariseStudy(results, models), plan, terminal);
  const response = command === 'sweep' ? responseOf(prepared, study, finished) : undefined;
  const sampled = response !== undefined && response.bands.length > 0;
  if (sampled) showBands(response, terminal);
  if (command === 'run' || (command === 'sweep' && !sampled)) showSummary(summariseStudy(results, models), plan, terminal);
  if (!sampled) showComparisons(command === 'evaluate' ? comparisons.map(withPairs) : comparisons, plan, prepared.model, terminal);
  if (counts.failed > 0) showFailures(finished.failures, terminal);
  terminal.out('');
  terminal.out(`seed     ${printable(scenario.seed)}`);
  terminal.out(`plan     ${plan.hash}`);
  terminal.out(`results  ${finished.hash}`);
  terminal.out(`folder   ${resolve(folder)}`);
  for (const path of report) terminal.out(`report   ${resolve(path)}`);
  if (sampled) terminal.out('every point: compare.csv and runs.csv in the folder views, or --json');
}
