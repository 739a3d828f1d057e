/** A thread that computes runs of a scenario and hands nothing back: what the model alone costs. */
import { planStudy } from '../../dist/src/experiment/plan.js';
import { executeRun } from '../../dist/src/experiment/run.js';
import { readScenario } from '../../dist/src/experiment/scenario.js';
import { models } from '../../dist/src/models/index.js';

let planned;

export default async function compute({ text, from, to }) {
  planned ??= readScenario({ path: 'batch.yaml', text, models, readText: () => '' }).then(
    ({ scenario }) => planStudy({ scenario, models, engine: '0' }).runs,
  );
  for (const run of (await planned).slice(from, to)) executeRun(run, models);
}
