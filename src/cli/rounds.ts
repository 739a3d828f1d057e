/**
 * Rounds: studies computed one after the other in one folder, each planned by what the ones before gave. As plans follow
 * from seeds and results alone, the same command goes on where it was stopped.
 */
import { join } from 'node:path';
import type { Plan, Results } from '../experiment/study.js';
import { openSeries } from '../node/series-folder.js';
import { type ComputeOptions, onWait } from './compute.js';
import { EXIT } from './exit-codes.js';
import { Stopped, settle } from './settle.js';
import type { Terminal } from './terminal.js';

export interface RoundOptions extends ComputeOptions {
  readonly out?: string;
  readonly fresh?: boolean;
}

/** Computes what is missing of a plan; its study is a folder of that name within the series. @throws Stopped */
export type ComputeRound = (name: string, plan: Plan) => Promise<Results>;

/** A failed run of a series, as tables and messages name it. */
export interface FailedRun {
  readonly round: string;
  readonly run: number;
  readonly kind: string;
  readonly message: string;
}

export interface Series<T> {
  readonly value: T;
  readonly runs: number;
  readonly failures: readonly FailedRun[];
}

/**
 * Owns the series' folder while `search` asks for round after round.
 * @returns what the search found, and every run that was computed for it
 * @throws Stopped when interrupted or out of time
 */
export async function computeRounds<T>(
  study: string,
  options: RoundOptions,
  terminal: Terminal,
  search: (compute: ComputeRound, folder: string) => Promise<T>,
): Promise<Series<T>> {
  const series = await openSeries(join(options.out ?? 'results', study), options.fresh === true, onWait(options, terminal).onWait);
  for (const note of series.notes) terminal.note(note);
  const began = performance.now();
  const failures: FailedRun[] = [];
  let runs = 0;
  try {
    const value = await search(async (name, plan) => {
      const { timeBudget, fresh: _, ...rest } = options;
      const left = timeBudget === undefined ? undefined : timeBudget - (performance.now() - began);
      if (left !== undefined && left < 1) throw new Stopped({ reason: 'the time budget is used up', code: EXIT.budget });
      const within = { ...rest, out: series.folder, ...(left !== undefined && { timeBudget: left }) };
      const results = await settle({ ...plan, study: name }, within, terminal);
      runs += results.plan.runs.length;
      failures.push(...failuresOf(name, results));
      return results;
    }, series.folder);
    return { value, runs, failures };
  } finally {
    series.release();
  }
}

function failuresOf(round: string, results: Results): FailedRun[] {
  return results.ids.flatMap((run) => {
    const outcome = results.outcome(run);
    return outcome?.status === 'failed' ? [{ round, run, kind: outcome.failure.kind, message: outcome.failure.message }] : [];
  });
}
