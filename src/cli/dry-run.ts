/**
 * `--dry-run`: how many runs, how long, how many megabytes; times a few runs and makes nothing on disk. Refuses what the
 * command itself would refuse.
 */
import { availableParallelism } from 'node:os';
import { estimatePlan } from '../experiment/plan.js';
import { executeRun } from '../experiment/run.js';
import type { Plan, Run } from '../experiment/study.js';
import { models } from '../models/index.js';
import { readStudy, reconcile } from '../node/result-folder.js';
import { formatCount } from '../report/format.js';
import { EXIT } from './exit-codes.js';
import type { PreparedStudy } from './prepare.js';
import { formatDuration } from './progress.js';
import { type Terminal, writeJson } from './terminal.js';

/** Milliseconds for timing; the first run is far slower than the rest, so there should be several. */
const TIMING = 2000;
/** Bytes that a record takes beside its numbers. */
const RECORD = 200;

export function showDryRun(
  prepared: PreparedStudy,
  options: { readonly workers?: number; readonly fresh?: boolean; readonly json?: boolean },
  terminal: Terminal,
): number {
  const { folder } = prepared;
  const stored = options.fresh === true ? undefined : readStudy(folder);
  const plan = stored === undefined ? prepared.plan : reconcile(folder, stored.plan, prepared.plan).plan;
  const estimate = estimatePlan(plan);
  const there = stored?.results.ids.length ?? 0;
  const milliseconds = timeOneRun(plan);
  const workers = Math.min(options.workers ?? availableParallelism(), availableParallelism());
  const total = (milliseconds * (plan.runs.length - there)) / workers;
  const megabytes = (estimate.bytes + RECORD * estimate.runs) / 1e6;
  const facts = {
    study: plan.study,
    seed: plan.scenario.seed,
    folder,
    runs: estimate.runs,
    stored: there,
    milliseconds_per_run: milliseconds,
    seconds: total / 1000,
    workers,
    megabytes,
  };
  if (options.json === true) writeJson(facts);
  terminal.out(
    `study ${plan.study}, seed ${plan.scenario.seed}: ${formatCount(estimate.runs, 'en')} runs, of which ${formatCount(there, 'en')} are stored in ${folder}`,
  );
  terminal.out(
    `about ${formatDuration(milliseconds)} a run, ${formatDuration(total)} for what is missing on ${workers} ${workers === 1 ? 'thread' : 'threads'}`,
  );
  terminal.out(`about ${megabytes < 10 ? megabytes.toFixed(1) : megabytes.toFixed(0)} MB on disk before tables`);
  terminal.out('nothing was run or written');
  return EXIT.done;
}

/** Milliseconds of a run: the median of a few, spread over the plan, without the first where there are more. */
function timeOneRun(plan: Plan): number {
  const times: number[] = [];
  const began = performance.now();
  for (let n = 0; n < 9 && (n === 0 || performance.now() - began < TIMING); n++) {
    const run = plan.runs[Math.floor((n * plan.runs.length) / 9)] as Run;
    times.push(executeRun(run, models, { now: () => performance.now() }).milliseconds);
  }
  const warm = times.length > 1 ? times.slice(1) : times;
  return warm.sort((a, b) => a - b)[Math.floor(warm.length / 2)] as number;
}
