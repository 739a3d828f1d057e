/** A study of the rehearsal model through the real pipeline: plan, runs, results, comparison, end-of-run rows. */
import type { Snapshot } from '../../src/core/model.js';
import { createSimulation } from '../../src/core/simulate.js';
import { compareStudy } from '../../src/experiment/compare.js';
import type { Comparison } from '../../src/experiment/comparison.js';
import { planStudy } from '../../src/experiment/plan.js';
import { createMemoryResults } from '../../src/experiment/results.js';
import { executeRun, simulationInput } from '../../src/experiment/run.js';
import type { Plan, Results, RunFailure, Scenario } from '../../src/experiment/study.js';
import { rehearsalModel } from './rehearsal-model.js';

const parameters = { firms: 400, openness: 0.4 };

/** Three variants, thirty replicates, a hundred steps; every text that a user writes can be changed by a test. */
export const rehearsalScenario: Scenario = {
  name: 'rehearsal',
  title: 'Participants or process: where does a budget work?',
  description: 'A study in rehearsal of the golden rule: the same money for more participants, or for better work between them.',
  source: 'rehearsal.yaml',
  model: 'rehearsal',
  seed: 'rehearsal-1',
  steps: 100,
  burnIn: 20,
  replicates: 30,
  baseline: 'nothing',
  variants: [
    { name: 'nothing', title: 'No support', parameters, policies: [] },
    {
      name: 'participants',
      title: 'More participants',
      parameters,
      policies: [{ instrument: 'rd_subsidy', values: { budget: { value: 12, from: 20, ramp: 4 } } }],
    },
    {
      name: 'process',
      title: 'Better process',
      parameters: { ...parameters, openness: 0.45 },
      policies: [{ instrument: 'cluster_management', values: { budget: { value: 12, from: 20, ramp: 4 } } }],
    },
  ],
  indicators: [
    'continuity',
    'innovation_rate',
    'quality',
    'spillover_share',
    'cross_industry_share',
    'ties_collaboration',
    'concentration',
    'exports',
    'lead_time',
  ],
  claims: [
    {
      text: 'process > participants in continuity',
      left: 'process',
      relation: '>',
      right: 'participants',
      metric: 'continuity',
      source: 'Dezhina & Medovnikov 2024 <draft>',
    },
    { text: 'participants > nothing in quality', left: 'participants', relation: '>', right: 'nothing', metric: 'quality' },
    { text: 'participants > process in spillover_share', left: 'participants', relation: '>', right: 'process', metric: 'spillover_share' },
  ],
  budgetNeutral: ['participants', 'process'],
  smallestEffect: { continuity: 0.05, cross_industry_share: 0.05 },
};

export interface Study {
  readonly plan: Plan;
  readonly results: Results;
  readonly comparison: Comparison;
  readonly snapshots: Readonly<Record<string, readonly Snapshot[]>>;
}

/** Runs a scenario of the rehearsal model, or of one cut out of it; `failures` names runs by id that are recorded as failed. */
export function rehearseStudy(
  scenario: Scenario = rehearsalScenario,
  failures: Readonly<Record<number, RunFailure>> = {},
  model = rehearsalModel,
): Study {
  const models = [model];
  const plan = planStudy({ scenario, models, engine: '0.1.0' });
  const results = createMemoryResults(plan);
  for (const run of plan.runs) {
    const failure = failures[run.id];
    results.add(failure === undefined ? executeRun(run, models) : { id: run.id, status: 'failed', failure, milliseconds: 0 });
  }
  return { plan, results, comparison: compareStudy(results, models), snapshots: snapshotsOf(plan, model) };
}

function snapshotsOf(plan: Plan, model: typeof rehearsalModel): Record<string, readonly Snapshot[]> {
  const first = plan.runs.filter((run) => run.replicate === 0 && run.point === 0);
  return Object.fromEntries(
    first.map((run) => {
      const simulation = createSimulation(model, simulationInput(run, [model]) as Parameters<typeof createSimulation<never, never>>[1]);
      for (let t = 0; t < run.steps; t++) simulation.advance();
      return [run.variant, model.snapshots(simulation.world as never)];
    }),
  );
}
