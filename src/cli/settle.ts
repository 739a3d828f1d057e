/** A study on the way to an answer: opened or continued in its folder, and computed. */
import { join } from 'node:path';
import type { Plan, Results } from '../experiment/study.js';
import { openStudy } from '../node/result-folder.js';
import { type ComputeOptions, computeStudy, onWait, type Stop } from './compute.js';
import type { Terminal } from './terminal.js';

export interface SettleOptions extends ComputeOptions {
  readonly out?: string;
  readonly replicates?: number;
  readonly fresh?: boolean;
}

/** A study was stopped before its end; the command that was given goes on. */
export class Stopped extends Error {
  readonly stop: Stop;
  constructor(stop: Stop) {
    super(stop.reason);
    this.stop = stop;
  }
}

/** Folder under which the studies lie. */
export const outOf = ({ out }: SettleOptions): string => out ?? 'results';

/**
 * Computes what is missing of a plan in its folder.
 * @throws Stopped when it was interrupted or its time is used up
 */
export async function settle(plan: Plan, options: SettleOptions, terminal: Terminal): Promise<Results> {
  const study = await openStudy({
    folder: join(outOf(options), plan.study),
    plan,
    fresh: options.fresh === true,
    ...onWait(options, terminal),
  });
  for (const note of study.notes) terminal.note(note);
  if (study.pending.length === 0) await study.close();
  else {
    const stop = await computeStudy(study, options, terminal);
    if (stop !== undefined) throw new Stopped(stop);
  }
  return study.results;
}
