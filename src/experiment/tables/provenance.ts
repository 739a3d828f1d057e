/** What every file that leaves a study says about where it comes from. */
import type { Plan } from '../study.js';
import { wordsIn } from '../text.js';

/** @param resultsHash hash over the numbers of all runs, see hashes.ts */
export function provenanceOf(plan: Plan, resultsHash: string): Record<string, string> {
  return {
    study: plan.study,
    scenario: plan.scenario.name,
    title: wordsIn(plan.scenario.title, 'en'),
    seed: plan.scenario.seed,
    model: `${plan.model.name} ${plan.model.version}`,
    engine: `trihelix ${plan.engine}`,
    plan_hash: plan.hash,
    results_hash: resultsHash,
  };
}
