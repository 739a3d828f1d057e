/**
 * Plan before you pay: how many runs, how long, how many megabytes, and how wide the intervals will be. Judged by the
 * runs that are stored, else by a pilot of a few runs that leaves nothing on disk. Refuses what the command itself would
 * refuse.
 */
import { availableParallelism } from 'node:os';
import { type ExpectedWidth, forecastWidths } from '../experiment/forecast.js';
import { estimatePlan } from '../experiment/plan.js';
import { createMemoryResults } from '../experiment/results.js';
import { executeRun } from '../experiment/run.js';
import type { Plan, Results, Run } from '../experiment/study.js';
import { models } from '../models/index.js';
import { readStudy, reconcile } from '../node/result-folder.js';
import { formatCount, formatNumber, formatPercent, formatUnit } from '../report/format.js';
import { counted } from './counted.js';
import { EXIT } from './exit-codes.js';
import { formatDuration } from './progress.js';
import { estimateMemory } from './room.js';
import { formatTable } from './table.js';
import { type Terminal, writeJson } from './terminal.js';

/** Milliseconds of a pilot; the first run is far slower than the rest, so there should be several. */
const PILOT = 3000;
/** The same before a command that goes on to compute, and is asked for the time only. */
export const SHORT_PILOT = 600;
/** Where the points lie that a pilot tries, as shares of all. */
const SHARES = [0.125, 0.375, 0.625, 0.875] as const;
/** Replicates that a pilot tries; more say little more about a spread. */
const PILOT_REPLICATES = 6;
/** Replicates of one point without which there is no spread to judge, of several one less, and the time that a dry run gives them. */
const LEAST_REPLICATES = 3;
const PATIENCE = 15_000;
/** Stored runs from which their own time is taken instead of a pilot's. */
const ENOUGH_STORED = 12;
/** Bytes that a record takes beside its numbers. */
const RECORD = 200;

export interface EstimateOptions {
  readonly workers?: number;
  readonly fresh?: boolean;
  /** Milliseconds of the pilot. */
  readonly pilot?: number;
}

/** What a study will cost and what it will be able to tell. */
export interface StudyEstimate {
  readonly plan: Plan;
  readonly folder: string;
  readonly stored: number;
  readonly milliseconds: number;
  /** Milliseconds for the runs that are missing. */
  readonly total: number;
  readonly workers: number;
  readonly megabytes: number;
  readonly timedBy: 'pilot' | 'stored runs';
  readonly widths: readonly ExpectedWidth[];
}

/** @throws UserError when the folder holds a study with other settings */
export function estimateStudy({ folder, plan: asked }: { folder: string; plan: Plan }, options: EstimateOptions): StudyEstimate {
  const stored = options.fresh === true ? undefined : readStudy(folder);
  const plan = stored === undefined ? asked : reconcile(folder, stored.plan, asked).plan;
  const { runs, bytes } = estimatePlan(plan);
  const there = stored?.results.ids.length ?? 0;
  const known: Results | undefined = stored !== undefined && there >= ENOUGH_STORED ? stored.results.withPlan(plan) : undefined;
  const results = known ?? tryOut(plan, options.pilot ?? PILOT);
  const milliseconds = medianTime(results);
  const workers = Math.min(options.workers ?? availableParallelism(), availableParallelism());
  return {
    plan,
    folder,
    stored: there,
    milliseconds,
    total: (milliseconds * (runs - there)) / workers,
    workers,
    megabytes: (bytes + RECORD * runs) / 1e6,
    timedBy: known === undefined ? 'pilot' : 'stored runs',
    widths: forecastWidths(results, models, plan.scenario.replicates),
  };
}

/** A few replicates of the only point, or of points spread over the plan, for as long as there is time. */
function tryOut(plan: Plan, milliseconds: number): Results {
  const results = createMemoryResults(plan);
  const runs = trialRuns(plan);
  const began = performance.now();
  const least = milliseconds < PILOT ? 2 : leastOf(plan, runs);
  for (const [n, run] of runs.entries()) {
    if (n > 1 && performance.now() - began > (n < least ? Math.max(PATIENCE, milliseconds) : milliseconds)) break;
    results.add(executeRun(run, models, { now: () => performance.now() }));
  }
  return results;
}

/** By replicate, so that whatever time allows is spread over the points. */
function trialRuns({ runs, points }: Plan): Run[] {
  const count = points?.length ?? 1;
  const tried = new Set(count === 1 ? [0] : SHARES.map((share) => Math.floor(share * count)));
  return runs
    .filter(({ point, replicate }) => tried.has(point) && replicate < PILOT_REPLICATES)
    .sort((a, b) => a.replicate - b.replicate || a.point - b.point || a.id - b.id);
}

/** Runs without which there is no spread to judge. */
function leastOf({ scenario }: Plan, runs: readonly Run[]): number {
  const isOne = new Set(runs.map(({ point }) => point)).size === 1;
  const replicates = isOne ? LEAST_REPLICATES : LEAST_REPLICATES - 1;
  return runs.filter(({ replicate }) => replicate < Math.min(replicates, scenario.replicates)).length;
}

/** Milliseconds of a run: the median, without the first one where there are more. */
function medianTime(results: Results): number {
  const times = results.ids.map((id) => results.outcome(id)?.milliseconds ?? 0);
  const warm = times.length > 1 ? times.slice(1) : times;
  return warm.sort((a, b) => a - b)[Math.floor(warm.length / 2)] ?? 0;
}

/** `--dry-run`: shows the estimate and ends. */
export function showDryRun(
  prepared: { readonly folder: string; readonly plan: Plan },
  options: EstimateOptions & { readonly json?: boolean },
  terminal: Terminal,
): number {
  const estimate = estimateStudy(prepared, options);
  if (options.json === true) writeJson(estimateJson(estimate));
  showEstimate(estimate, terminal.out);
  terminal.out(`about ${Math.round(estimateMemory(estimate.plan, estimate.workers))} MB of memory`);
  showWidths(estimate, terminal);
  terminal.out('nothing was run or written');
  return EXIT.done;
}

/** The document of `--dry-run --json`. */
function estimateJson({ plan, folder, stored, milliseconds, total, workers, megabytes, timedBy, widths }: StudyEstimate): object {
  return {
    study: plan.study,
    seed: plan.scenario.seed,
    folder,
    runs: plan.runs.length,
    points: plan.points?.length ?? 1,
    stored,
    milliseconds_per_run: milliseconds,
    timed_by: timedBy,
    seconds: total / 1000,
    workers,
    megabytes,
    memory_megabytes: Math.round(estimateMemory(plan, workers)),
    expected_widths: widths,
  };
}

/** Runs, time and megabytes in three lines. */
export function showEstimate(
  { plan, folder, stored, milliseconds, total, workers, megabytes }: StudyEstimate,
  say: (line: string) => void,
): void {
  const { scenario, points, runs } = plan;
  const parts = [
    counted(scenario.variants.length, 'variant'),
    ...(points === undefined ? [] : [counted(points.length, 'point')]),
    counted(scenario.replicates, 'replicate'),
  ];
  const there = `of which ${formatCount(stored, 'en')} are stored in ${folder}`;
  say(`study ${plan.study}, seed ${scenario.seed}: ${counted(runs.length, 'run')}, ${there}`);
  if (points !== undefined) say(`${parts.join(' × ')}`);
  say(`about ${formatDuration(milliseconds)} a run, ${formatDuration(total)} for what is missing on ${counted(workers, 'thread')}`);
  say(`about ${megabytes < 10 ? megabytes.toFixed(1) : megabytes.toFixed(0)} MB on disk before tables`);
}

/** What the intervals will be like, per indicator. */
function showWidths({ plan, widths, timedBy }: StudyEstimate, terminal: Terminal): void {
  if (widths.length === 0) return;
  const { baseline, replicates } = plan.scenario;
  terminal.out('');
  if (replicates === 1) {
    terminal.out('no 95 % intervals are to be expected: one draw of luck says nothing about the spread of luck');
    return;
  }
  const what = widths[0]?.of === 'difference' ? `differences from ${baseline}, the widest of the variants` : 'means';
  const tried = Math.max(...widths.map(({ points }) => points));
  const at = plan.points === undefined ? '' : `, typical of a point (${formatCount(tried, 'en')} tried)`;
  terminal.out(terminal.style('bold', `95 % intervals to expect with ${counted(replicates, 'replicate')}: ${what}${at}`));
  const rows = widths.map(({ metric, variant, halfWidth, relative, unit, from }) => [
    metric,
    variant,
    halfWidth === null ? (from > 0 ? 'unknown' : 'no value') : `±${formatNumber(halfWidth, 'en', 2)}`,
    formatUnit(unit, 'en'),
    formatPercent(relative, 'en'),
    String(from),
  ]);
  const columns = ['indicator', 'variant', 'interval', 'unit', 'of the mean', timedBy === 'pilot' ? 'pilot runs' : 'stored runs'];
  const right = ['interval', 'of the mean', 'pilot runs', 'stored runs'];
  for (const line of formatTable(
    columns.map((title) => ({ title, align: right.includes(title) ? 'right' : 'left' })),
    rows,
    '  ',
  ))
    terminal.out(line);
  terminal.out('');
}
