import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { modelOf } from '../../src/experiment/run.js';
import { readScenario } from '../../src/experiment/scenario.js';
import type { Scenario } from '../../src/experiment/study.js';
import { writeScenario } from '../../src/experiment/write-scenario.js';
import { models } from '../../src/models/index.js';
import { listScenarios, placeOf } from '../../src/node/scenario-files.js';

const files = listScenarios([fileURLToPath(new URL('../../scenarios', import.meta.url))]);

async function read(path: string, text: string, readText: (path: string) => string = () => '', root = ''): Promise<Scenario> {
  const reading = await readScenario({ path, root, text, models, readText, sample: 'none' });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.scenario;
}

describe('a scenario that is written', () => {
  it.each(files.map(({ name, path }) => [name, path]))('%s means the same when it is read again', async (_, file) => {
    const { path, root, readText } = placeOf(file);
    const scenario = await read(path, readText(path), readText, root);
    const text = writeScenario(scenario, modelOf(models, scenario.model), ['made by a test']);
    expect(text).toMatch(/^# made by a test\ntitle:(?: |\n {2}en: )/);
    const again = await read(path, text);
    for (const key of ['title', 'model', 'seed', 'steps', 'burnIn', 'replicates', 'variants', 'baseline', 'indicators'] as const)
      expect(again[key], key).toEqual(scenario[key]);
  });

  it('lets no text of a stranger become anything but text', async () => {
    const { path, root, readText } = placeOf(files[0]?.path as string);
    const scenario = await read(path, readText(path), readText, root);
    const title = 'a: "b"\n# c: {d}\u0000 \\ [ ] \u00e9 \ud83d\ude00 - |';
    const odd = { ...scenario, title: title.replace('\u0000', ''), description: '!!js/function x', seed: '007' };
    const text = writeScenario(odd, modelOf(models, scenario.model), ['one\nmodel: other']);
    const again = await read(path, text);
    expect([again.title, again.description, again.seed]).toEqual([odd.title, odd.description, odd.seed]);
  });
});
