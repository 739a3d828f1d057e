/** Scenario files: precedence, extends, and the shape of the result. */
import { describe, expect, it } from 'vitest';
import { readScenario, type ScenarioInput, type ScenarioReading } from '../../src/experiment/scenario.js';
import type { Variant } from '../../src/experiment/study.js';
import { GOLDEN, models } from './toy-model.js';

type Good = Extract<ScenarioReading, { ok: true }>;

const noFile = (path: string): never => {
  throw new Error(`no file ${path}`);
};

async function read(text: string, rest: Partial<ScenarioInput> = {}): Promise<ScenarioReading> {
  return readScenario({ path: 'scenarios/golden-rule.yaml', text, models, readText: noFile, ...rest });
}

async function good(text: string, rest: Partial<ScenarioInput> = {}): Promise<Good> {
  const reading = await read(text, rest);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading;
}

const variant = (reading: Good, name: string): Variant => reading.scenario.variants.find((candidate) => candidate.name === name) as Variant;
const small = (more = ''): string => `title: small\nmodel: toy\n${more}`;

describe('a scenario file', () => {
  it('becomes a complete scenario', async () => {
    const { scenario, points, files } = await good(GOLDEN);
    expect(scenario).toMatchObject({
      name: 'golden-rule',
      title: 'Participants or process',
      seed: 'golden-rule',
      steps: 12,
      burnIn: 2,
      replicates: 20,
      baseline: 'nothing',
    });
    expect(scenario.variants.map(({ name, title }) => [name, title])).toEqual([
      ['nothing', 'nothing'],
      ['participants', 'Pay participants'],
      ['process', 'process'],
    ]);
    expect(scenario.budgetNeutral).toEqual(['participants', 'process']);
    expect(scenario.smallestEffect).toEqual({ continuity: 0.02 });
    expect(scenario.claims[1]).toEqual({
      text: 'participants > nothing in continuity',
      left: 'participants',
      relation: '>',
      right: 'nothing',
      metric: 'continuity',
      source: 'P3',
    });
    expect(points).toEqual([]);
    expect(files.map((file) => file.path)).toEqual(['scenarios/golden-rule.yaml']);
  });

  it('lays presets and parameters over each other in the stated order', async () => {
    const reading = await good(GOLDEN);
    expect(variant(reading, 'nothing').parameters).toEqual({ firms: 30, growth: 0.1, open: false, market: 'free', weights: [0.2, 0.8] });
    expect(variant(reading, 'process').parameters).toEqual({ firms: 30, growth: 0.2, open: true, market: 'free', weights: [0.2, 0.8] });
    const later = await good(
      small(
        'presets: [innovation.open]\nparameters: { growth: 0.3 }\nvariants:\n  a: {}\n  b: { presets: [innovation.closed] }\n  c: { presets: [innovation.open] }\n  d: { presets: [innovation.open], parameters: { growth: 0.4 } }\n',
      ),
    );
    expect(['a', 'b', 'c', 'd'].map((name) => variant(later, name).parameters.growth)).toEqual([0.3, 0.3, 0.2, 0.4]);
    expect(variant(later, 'b').parameters.open).toBe(false);
  });

  it('lets a later preset of a group take the place of the earlier one', async () => {
    const reading = await good(small('presets: [innovation.open]\nvariants: { a: { presets: [innovation.closed] } }\n'));
    expect(variant(reading, 'a').parameters).toMatchObject({ open: false, growth: 0.1 });
  });

  it('removes and changes inherited instruments', async () => {
    const reading = await good(GOLDEN);
    expect(variant(reading, 'nothing').policies).toEqual([]);
    expect(variant(reading, 'participants').policies).toEqual([{ instrument: 'rd_subsidy', values: { budget: 2000000 } }]);
    expect(variant(reading, 'process').policies).toEqual([
      { instrument: 'matchmaking', values: { budget: 2000000, format: 'round_table' } },
    ]);
  });

  it('reads windows and formulas', async () => {
    const reading = await good(
      small(
        'policy:\n  rd_subsidy: { budget: "continuity < 0.4 ? 12e4 : 4e4" }\n  matchmaking: { budget: { value: 5, from: 2, until: 6, ramp: 2 } }\n',
      ),
    );
    const [subsidy, meetings] = variant(reading, 'baseline').policies;
    expect(subsidy?.values.budget).toMatchObject({ text: 'continuity < 0.4 ? 12e4 : 4e4', formula: { kind: 'choice' } });
    expect(meetings?.values.budget).toEqual({ value: 5, from: 2, until: 6, ramp: 2 });
  });

  it('may say what it is called in both languages', async () => {
    const file = small('description: { ru: О фирмах, en: On firms }\nvariants: { a: { title: { en: Open, ru: Открытый } }, b: {} }\n');
    const { scenario } = await good(file.replace('title: small', 'title: { en: small, ru: малый }'));
    expect([scenario.title, scenario.description]).toEqual([
      { en: 'small', ru: 'малый' },
      { en: 'On firms', ru: 'О фирмах' },
    ]);
    expect(scenario.variants.map(({ title }) => title)).toEqual([{ en: 'Open', ru: 'Открытый' }, 'b']);
    const alone = await good('title: { en: small, ru: малый }\nmodel: toy\n');
    expect(alone.scenario.variants.map(({ title }) => title)).toEqual([{ en: 'small', ru: 'малый' }]);
  });

  it('has sensible defaults', async () => {
    const { scenario } = await good(small());
    expect(scenario).toMatchObject({ steps: 12, burnIn: 2, replicates: 20, seed: 'golden-rule', baseline: 'baseline' });
    expect(scenario.indicators).toEqual(['continuity', 'spillover_share', 'failure_rate', 'lucky']);
    expect(scenario.variants.map((entry) => entry.title)).toEqual(['small']);
    expect((await good(small('steps: 1\n'))).scenario).toMatchObject({ steps: 1, burnIn: 0 });
  });

  it('reads a seed as it is written', async () => {
    expect((await good(small('seed: 007\n'))).scenario.seed).toBe('007');
    expect((await good(small('seed: 1e3\n'))).scenario.seed).toBe('1e3');
    expect((await good(small('seed: Семя\n'))).scenario.seed).toBe('Семя');
  });

  it('takes any line ending and a byte order mark', async () => {
    expect((await good(`\ufeff${GOLDEN.replaceAll('\n', '\r\n')}`)).scenario).toEqual((await good(GOLDEN)).scenario);
  });

  it('follows anchors and aliases', async () => {
    const reading = await good(small('variants:\n  a: &both { parameters: { firms: 3 } }\n  b: *both\n'));
    expect(variant(reading, 'b').parameters.firms).toBe(3);
  });

  it('does not depend on the order of keys', async () => {
    const one = await good(
      small('policy: { rd_subsidy: { reach: 0.1, budget: 3 }, matchmaking: { budget: 1 } }\nparameters: { firms: 3, open: true }\n'),
    );
    const other = await good(
      'model: toy\nparameters: { open: true, firms: 3 }\npolicy: { matchmaking: { budget: 1 }, rd_subsidy: { budget: 3, reach: 0.1 } }\ntitle: small\n',
    );
    expect(JSON.stringify(other.scenario)).toBe(JSON.stringify(one.scenario));
  });
});

describe('extends', () => {
  const files: Record<string, string> = {
    'scenarios/base.yaml':
      'title: base\nmodel: toy\nsteps: 9\nparameters: { firms: 5, growth: 0.5 }\npolicy: { rd_subsidy: { budget: 7, reach: 0.2 } }\nvariants: { a: { parameters: { firms: 6 } }, b: {} }\nclaims: [a > b in continuity]\n',
    'scenarios/real/middle.yaml': 'extends: ../base.yaml\nparameters: { growth: 0.6 }\n',
  };
  const readText = (path: string): string => files[path] ?? noFile(path);

  it('lays a file over the files below it', async () => {
    const reading = await good(
      'title: top\nextends: real/middle.yaml\nparameters: { open: true }\npolicy: { rd_subsidy: { budget: 8 } }\nvariants: { b: ~, c: {}, a: { parameters: { market: regulated } } }\nclaims: ~\n',
      { readText },
    );
    expect(reading.files.map((file) => file.path)).toEqual([
      'scenarios/base.yaml',
      'scenarios/real/middle.yaml',
      'scenarios/golden-rule.yaml',
    ]);
    expect(reading.scenario).toMatchObject({ title: 'top', model: 'toy', steps: 9, claims: [] });
    expect(reading.scenario.variants.map(({ name }) => name)).toEqual(['a', 'c']);
    expect(variant(reading, 'a').parameters).toMatchObject({ firms: 6, growth: 0.6, open: true, market: 'regulated' });
    expect(variant(reading, 'c').policies).toEqual([{ instrument: 'rd_subsidy', values: { budget: 8, reach: 0.2 } }]);
  });

  it.each([
    ['/etc/passwd.yaml', 'no path below'],
    ['../secret.yaml', 'no path below'],
    ['real/../../x.yaml', 'no path below'],
    ['real\\\\middle.yaml', 'no path below'],
    ['http://example.org/x.yaml', 'no path below'],
    ['base.txt', 'no path below'],
    ['missing.yaml', 'cannot read'],
    ['golden-rule.yaml', 'circle'],
  ])('refuses %s', async (reference, words) => {
    const reading = await read(`title: x\nmodel: toy\nextends: "${reference}"\n`, {
      readText: (path) => (path === 'scenarios/golden-rule.yaml' ? '' : readText(path)),
    });
    expect(reading).toMatchObject({
      ok: false,
      problems: [{ line: 3, column: 10, path: 'extends', problem: expect.stringContaining(words) }],
    });
  });

  it('places problems in the file that has them', async () => {
    files['scenarios/wrong.yaml'] = 'title: wrong\nmodel: toy\nparameters:\n  frims: 3\n';
    const reading = await read('title: x\nextends: wrong.yaml\n', { readText });
    expect(reading).toMatchObject({
      ok: false,
      problems: [{ file: 'scenarios/wrong.yaml', line: 4, column: 3, path: 'parameters.frims', hint: 'did you mean "firms"?' }],
    });
  });

  it('stops at a chain that is too long', async () => {
    const reading = await read('title: x\nextends: f1.yaml\n', {
      readText: (path) => `extends: f${Number(/f(\d+)/.exec(path)?.[1]) + 1}.yaml\n`,
    });
    expect(reading).toMatchObject({ ok: false, problems: [{ problem: expect.stringContaining('longer than 8') }] });
  });
});
