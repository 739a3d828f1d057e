/** Damaged scenario files and misspelt keys, in the short form; `npm run prove` takes many more. */
import { expect, test } from 'vitest';
import { isMap, isScalar, parseDocument } from 'yaml';
import { readScenario } from '../../src/experiment/scenario.js';
import { models } from '../../src/models/index.js';
import { createDraw, damage, originals, wrongVerdict } from './mutations.js';

const COUNT = Number(process.env.TRIHELIX_MUTATIONS ?? 1200);
const SEED = Number(process.env.TRIHELIX_SEED ?? 20261121);
const MEGABYTES = 512;

test(`${COUNT} damaged files get a verdict, never an error of the program`, async () => {
  const draw = createDraw(SEED);
  const wrong: string[] = [];
  for (let n = 0; n < COUNT; n++) {
    const text = damage(originals[draw(originals.length)] as string, draw);
    const verdict = await wrongVerdict(text);
    if (verdict !== undefined) wrong.push(`${verdict}\n${text}`);
  }
  expect(wrong.slice(0, 3)).toEqual([]);
  expect(process.memoryUsage().rss / 2 ** 20).toBeLessThan(MEGABYTES);
  expect(Object.keys(Object.prototype)).toEqual([]);
}, 7_200_000);

/** One typing slip: a letter lost, doubled, replaced, or two swapped. */
function slip(word: string, draw: (count: number) => number): string {
  const at = draw(word.length);
  const [head, letter, tail] = [word.slice(0, at), word[at] as string, word.slice(at + 1)];
  const slips = [
    head + tail,
    head + letter + letter + tail,
    `${head}${'etaoinsr'[draw(8)]}${tail}`,
    `${head}${tail.slice(0, 1)}${letter}${tail.slice(1)}`,
  ];
  return slips[draw(4)] as string;
}

test('a slip in a name is answered with the name, in at least 95 of 100 cases', async () => {
  const draw = createDraw(SEED + 1);
  const model = models[0];
  const names = { parameters: Object.keys(model?.parameters ?? {}), policy: (model?.policies ?? []).map(({ name }) => name) };
  let asked = 0;
  const missed: string[] = [];
  for (const [area, known] of Object.entries(names)) {
    for (const name of known) {
      const word = slip(name, draw);
      if (known.includes(word) || word.length < 4) continue;
      asked++;
      const reading = await readScenario({ path: 'x.yaml', text: `title: x\n${area}: { ${word}: {} }\n`, models, readText: () => '' });
      const hint = reading.ok ? 'accepted' : (reading.problems[0]?.hint ?? '');
      if (!hint.includes(`did you mean "${name}"`)) missed.push(`${word} (${name}): ${hint}`);
    }
  }
  expect(asked).toBeGreaterThan(200);
  expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(asked * 0.05);
});

test('the originals are whole', () => {
  expect(originals.length).toBeGreaterThan(10);
  for (const text of originals) expect(isMap(parseDocument(text).contents) || isScalar(text)).toBe(true);
});
