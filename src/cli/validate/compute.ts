/** One study of the suite: opened or continued in its folder, computed, and read for its claims. */
import { join } from 'node:path';
import { checkBudget } from '../../experiment/budget.js';
import { judgeClaims } from '../../experiment/claims.js';
import { studyHash } from '../../experiment/hashes.js';
import { readFigures } from '../../experiment/results.js';
import { modelOf } from '../../experiment/run.js';
import type { Plan, Results } from '../../experiment/study.js';
import type { StudyFinding } from '../../experiment/validation/validation.js';
import { models } from '../../models/index.js';
import { openStudy } from '../../node/result-folder.js';
import { type ComputeOptions, computeStudy, onWait, type Stop } from '../compute.js';
import type { Terminal } from '../terminal.js';

export interface SuiteOptions extends ComputeOptions {
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

/** Folder under which the suite's studies lie. */
export const outOf = ({ out }: SuiteOptions): string => out ?? 'results';

/**
 * Computes what is missing of a plan in its folder.
 * @throws Stopped when it was interrupted or its time is used up
 */
export async function settle(plan: Plan, options: SuiteOptions, terminal: Terminal): Promise<Results> {
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

/** What a study says: its claims judged, its budgets checked. */
export function findingOf(results: Results): Omit<StudyFinding, 'without'> {
  const { plan } = results;
  const { scenario } = plan;
  const table = readFigures(results);
  return {
    study: plan.study,
    scenario: scenario.name,
    title: scenario.title,
    model: plan.model.name,
    seed: scenario.seed,
    replicates: scenario.replicates,
    runs: { planned: table.planned, done: table.done, failed: table.failed },
    hash: studyHash(results),
    budget: checkBudget(scenario, modelOf(models, plan.model.name), table),
    claims: judgeClaims(scenario, table),
  };
}
