/** Every scenario that is shipped says what it is, where it comes from, and names evidence that is there. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { planStudy } from '../../src/experiment/plan.js';
import { readScenario } from '../../src/experiment/scenario.js';
import { wordsIn } from '../../src/experiment/text.js';
import { models } from '../../src/models/index.js';
import { listScenarios, placeOf } from '../../src/node/scenario-files.js';

const place = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const files = listScenarios([place('scenarios')]);

describe('the shipped scenario', () => {
  it.each(files.map(({ name, path }) => [name, path]))('%s is sound, explained and sourced', async (_, file) => {
    const { path, root, readText } = placeOf(file);
    const text = readText(path);
    const reading = await readScenario({ path, root, text, models, readText });
    if (!reading.ok) throw new Error(reading.problems.map(({ path: key, problem }) => `${key}: ${problem}`).join('\n'));
    const { scenario } = reading;
    expect(text.startsWith('#'), 'opens with what it is about').toBe(true);
    expect(text, 'asks students something').toMatch(/^# For students: \S.{40,}/m);
    expect(scenario.source.length).toBeGreaterThan(10);
    for (const words of [scenario.title, scenario.description]) {
      expect(wordsIn(words, 'en').length).toBeGreaterThan(10);
      expect(wordsIn(words, 'ru')).toMatch(/^(?=.*\p{Script=Cyrillic}{3}).{11,}/u);
    }
    for (const { name, title } of scenario.variants) expect(wordsIn(title, 'ru'), name).toMatch(/\p{Script=Cyrillic}/u);
    const plan = planStudy({ scenario, models, engine: 'test' });
    expect(plan.runs.length).toBe(scenario.variants.length * scenario.replicates);
  });

  it.each(files.map(({ name, path }) => [name, path]))('%s names only documents that are there', (_, file) => {
    const named = readFileSync(file, 'utf8').match(/docs\/[\w/-]+\.(?:csv|md)/g) ?? [];
    for (const document of named) expect(existsSync(place(document)), document).toBe(true);
  });
});
