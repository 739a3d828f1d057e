/** The key `without` of scenario files. */
import { describe, expect, it } from 'vitest';
import { scenarioSchema } from '../../src/experiment/json-schema.js';
import { readScenario } from '../../src/experiment/scenario.js';
import { scenarioOf } from './study.js';
import { models } from './toy-model.js';

const head = 'title: hand\nmodel: toy\nvariants: { a: {}, b: {} }\n';

async function problemsOf(text: string): Promise<string[]> {
  const reading = await readScenario({
    path: 'x.yaml',
    text: head + text,
    models,
    readText: () => {
      throw new Error('no file');
    },
  });
  return reading.ok ? [] : reading.problems.map(({ path, problem }) => `${path}: ${problem}`);
}

describe('without', () => {
  it('is read as questions and values', async () => {
    const { scenario } = await scenarioOf(
      `${head}without:\n  - { question: What if nobody grows?, parameters: { growth: 0, open: false } }\n`,
    );
    expect(scenario.without).toEqual([{ question: 'What if nobody grows?', parameters: { growth: 0, open: false } }]);
    expect((await scenarioOf(head)).scenario.without).toBeUndefined();
  });

  it.each([
    ['without: growth\n', 'without: must be a list, not the text "growth"'],
    ['without: [growth]\n', 'without[1]: must be a group, not the text "growth"'],
    ['without: [{ question: why }]\n', 'without[1].parameters: must name at least one parameter'],
    ['without: [{ parameters: { growth: 0 } }]\n', 'without[1].question: is missing'],
    ['without: [{ question: why, parameters: { grow: 0 } }]\n', 'without[1].parameters.grow: unknown parameter "grow"'],
    ['without: [{ question: why, parameters: { growth: 9 } }]\n', 'without[1].parameters.growth: 9 is above the largest value 1'],
    [
      'without: [{ question: why, parameters: { weights: [0] } }]\n',
      'without[1].parameters.weights: is a list, which cannot be taken out here',
    ],
    ['without: [{ question: why, parameters: { growth: 0 }, more: 1 }]\n', 'without[1].more: unknown key "more"'],
  ])('%s is a problem', async (text, problem) => expect(await problemsOf(text)).toEqual([problem]));

  it('is in the schema for editors', () => {
    const schema = scenarioSchema(models) as { $defs: { toy: { properties: { without: unknown } } } };
    expect(JSON.stringify(schema.$defs.toy.properties.without)).toContain('"growth"');
  });
});
