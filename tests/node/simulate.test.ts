/** The shipped threads with a shipped model: short runs, which are copied, and one so long that its numbers are moved. */
import { expect, test } from 'vitest';
import { planStudy } from '../../src/experiment/plan.js';
import { executeRun } from '../../src/experiment/run.js';
import { readScenario } from '../../src/experiment/scenario.js';
import type { Run } from '../../src/experiment/study.js';
import { models } from '../../src/models/index.js';
import { collect, pool } from './pools.js';

async function runOf(steps: number): Promise<Run> {
  const text = `title: T\nmodel: knowledge-barter\nseed: s\nsteps: ${steps}\nburn_in: 0\nreplicates: 1\nparameters: { organisations: 10, neighbours: 4 }\n`;
  const reading = await readScenario({ path: 'x.yaml', text, models, readText: () => '' });
  if (!reading.ok) throw new Error(reading.problems.map(({ problem }) => problem).join('; '));
  return planStudy({ scenario: reading.scenario, models, engine: 'test' }).runs[0] as Run;
}

test('come back bit for bit, before and after one was moved', async () => {
  const [short, long] = [await runOf(20), await runOf(140_000)];
  const runs = [short, long, short, short].map((run, id) => ({ ...run, id }));
  const worker = new URL('../../dist/vendor/simulate-node.js', import.meta.url);
  const outcomes = await collect(pool({ worker, workers: 1 }), runs);
  for (const run of runs) expect(outcomes.get(run.id)).toMatchObject({ status: 'done', values: valuesOf(run) });
  expect(valuesOf(long).length).toBeGreaterThan(2 ** 19);
});

function valuesOf(run: Run): Float64Array {
  const outcome = executeRun(run, models);
  if (outcome.status === 'failed') throw new Error(outcome.failure.message);
  return outcome.values;
}
