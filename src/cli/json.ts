/** The documents of `--json`; their shapes are part of the command's promise and described in the guide. */
import { summariseStudy } from '../experiment/results.js';
import type { Plan } from '../experiment/study.js';
import { models } from '../models/index.js';
import type { StoredStudy } from '../node/result-folder.js';
import type { Finished } from './finish.js';

/**
 * `compare --json`: { study, seed, baseline, rows, claims, budget, runs, summary, hash } of the study's first point; with
 * sweeps also `points`, one comparison per point with its values; where the number of replicates was found, `precision`.
 */
export function comparisonJson(plan: Plan, finished: Finished): object {
  const { comparisons, hash, counts, precision } = finished;
  const first = comparisons[0];
  const swept = plan.points?.map((point, p) => ({ values: point.values, ...comparisons[p] }));
  return {
    study: plan.study,
    scenario: plan.scenario.name,
    seed: plan.scenario.seed,
    baseline: plan.scenario.baseline,
    variants: plan.scenario.variants.map((variant) => variant.name),
    rows: first?.rows ?? [],
    claims: first?.claims ?? [],
    budget: first?.budget ?? null,
    null_comparison: first?.nullComparison ?? null,
    ranking: first?.ranking ?? [],
    honesty: first?.honesty ?? null,
    zero_dose: finished.zeroDose,
    ...(finished.distribution !== undefined && { distribution: finished.distribution }),
    ...(finished.pairs.length > 0 && { pairs: finished.pairs }),
    ...(finished.doses.length > 0 && { doses: finished.doses }),
    ...(finished.split.length > 0 && { variance: finished.split }),
    runs: counts,
    summary: first?.summary ?? null,
    ...(swept !== undefined && { points: swept }),
    ...(precision !== undefined && { precision }),
    plan_hash: plan.hash,
    hash,
  };
}

/** `run --json`: the comparison plus means, folder and failures. */
export function runJson(study: StoredStudy, finished: Finished, report: readonly string[]): object {
  return {
    ...comparisonJson(study.plan, finished),
    means: summariseStudy(study.results, models),
    failures: finished.failures,
    folder: study.folder,
    ...(report.length > 0 && { report }),
  };
}
