/** What a study of the suite is read for. */
import { checkBudget } from '../../experiment/budget.js';
import { judgeClaims } from '../../experiment/claims.js';
import { studyHash } from '../../experiment/hashes.js';
import { readFigures } from '../../experiment/results.js';
import { modelOf } from '../../experiment/run.js';
import type { Results } from '../../experiment/study.js';
import { wordsIn } from '../../experiment/text.js';
import type { StudyFinding } from '../../experiment/validation/validation.js';
import { models } from '../../models/index.js';

/** What a study says: its claims judged, its budgets checked. */
export function findingOf(results: Results): Omit<StudyFinding, 'without'> {
  const { plan } = results;
  const { scenario } = plan;
  const table = readFigures(results);
  return {
    study: plan.study,
    scenario: scenario.name,
    title: wordsIn(scenario.title, 'en'),
    model: plan.model.name,
    seed: scenario.seed,
    replicates: scenario.replicates,
    runs: { planned: table.planned, done: table.done, failed: table.failed },
    hash: studyHash(results),
    budget: checkBudget(scenario, modelOf(models, plan.model.name), table),
    claims: judgeClaims(scenario, table),
  };
}
