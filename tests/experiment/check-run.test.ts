/** Every run of every shipped scenario, with designs, evaluations and sweeps, passes the check that workers make, after a way through JSON. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { checkRun } from '../../src/experiment/check-run.js';
import { planStudy } from '../../src/experiment/plan.js';
import { readScenario } from '../../src/experiment/scenario.js';
import { models } from '../../src/models/index.js';
import { listScenarios, placeOf } from '../../src/node/scenario-files.js';

const files = listScenarios([fileURLToPath(new URL('../../scenarios', import.meta.url))]);

test.each(files.map(({ name, path }) => [name, path]))('runs of %s', async (_, file) => {
  const { path, root, readText } = placeOf(file);
  for (const sample of ['overrides', 'all'] as const) {
    const reading = await readScenario({ path, root, text: readText(path), models, readText, overrides: ['replicates=1'], sample });
    if (!reading.ok) throw new Error(reading.problems.map(({ problem }) => problem).join('\n'));
    const { scenario, points } = reading;
    const evaluations = models.find(({ name }) => name === scenario.model)?.evaluations.map(({ name }) => name) ?? [];
    const plan = planStudy({ scenario, models, engine: 'test', points: points.slice(0, 40), evaluations, checked: sample === 'all' });
    for (const run of plan.runs) expect(checkRun(JSON.parse(JSON.stringify(run)), models, 2 ** 21)).toEqual(run);
  }
});
