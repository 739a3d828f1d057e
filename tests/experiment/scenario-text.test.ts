/** A scenario written as a file of its own reads back as the same runs, for every shipped scenario. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/experiment/canonical.js';
import { modelOf } from '../../src/experiment/run.js';
import { scenarioText } from '../../src/experiment/scenario/write.js';
import { readScenario } from '../../src/experiment/scenario.js';
import { models } from '../../src/models/index.js';
import { listScenarios, placeOf } from '../../src/node/scenario-files.js';

const files = listScenarios([fileURLToPath(new URL('../../scenarios', import.meta.url))]);

async function read(path: string, text: string, root: string, readText: (path: string) => string) {
  const reading = await readScenario({ path, root, text, models, readText });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems.slice(0, 3)));
  return reading.scenario;
}

describe('a scenario written out', () => {
  it.each(files.map(({ name, path }) => [name, path]))('%s is the same scenario', async (_, file) => {
    const { path, root, readText } = placeOf(file);
    const scenario = await read(path, readText(path), root, readText);
    const again = await read('written.yaml', scenarioText(scenario, modelOf(models, scenario.model)), '', () => {
      throw new Error('it extends nothing');
    });
    for (const key of ['variants', 'seed', 'steps', 'burnIn', 'replicates', 'baseline', 'indicators', 'title'] as const)
      expect(canonicalJson(again[key]), key).toBe(canonicalJson(scenario[key]));
  });

  it('keeps hostile texts as they are', async () => {
    const { path, root, readText } = placeOf(files.find(({ name }) => name === 'baseline')?.path as string);
    const scenario = await read(path, readText(path), root, readText);
    const title = '"\\ # : { } [ ] \u00e9 \ud83d\ude00 - |';
    const written = scenarioText({ ...scenario, title, seed: '007' }, modelOf(models, scenario.model));
    const again = await read('written.yaml', written, '', readText);
    expect([again.title, again.seed]).toEqual([title, '007']);
  });
});
