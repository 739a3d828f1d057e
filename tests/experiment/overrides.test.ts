/** Overrides of the command line: what they set, where they apply, what they sweep, and what they refuse. */
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

async function problemsOf(text: string, overrides: readonly string[]): Promise<string[]> {
  const reading = await read(text, { overrides });
  return reading.ok ? [] : reading.problems.map((problem) => `${problem.file} ${problem.path}: ${problem.problem} ${problem.hint}`);
}

const variant = (reading: Good, name: string): Variant => reading.scenario.variants.find((candidate) => candidate.name === name) as Variant;
describe('overrides', () => {
  it('set parameters by bare or full name in every variant, over everything else', async () => {
    const reading = await good(GOLDEN, { overrides: ['firms=100', 'parameters.growth=0.7', 'steps=5', 'burn_in=1', 'seed=other'] });
    for (const entry of reading.scenario.variants) expect(entry.parameters).toMatchObject({ firms: 100, growth: 0.7 });
    expect(reading.scenario).toMatchObject({ steps: 5, burnIn: 1, seed: 'other' });
  });

  it('set one variant', async () => {
    const reading = await good(GOLDEN, {
      overrides: ['variants.process.firms=7', 'variants.process.policy.matchmaking.places=12', 'presets=helix.triple'],
    });
    expect(reading.scenario.variants.map(({ parameters }) => [parameters.firms, parameters.market])).toEqual([
      [30, 'regulated'],
      [30, 'regulated'],
      [7, 'regulated'],
    ]);
    expect(variant(reading, 'process').policies[0]?.values.places).toBe(12);
  });

  it('set an instrument where it is in use, add it with +, remove it with ~', async () => {
    const set = await good(GOLDEN, { overrides: ['policy.rd_subsidy.budget=12'] });
    expect(set.scenario.variants.map(({ policies }) => policies.map(({ instrument, values }) => `${instrument} ${values.budget}`))).toEqual(
      [[], ['rd_subsidy 12'], ['matchmaking 2000000']],
    );
    const added = await good(GOLDEN, { overrides: ['+policy.rd_subsidy.budget=12'] });
    expect(
      added.scenario.variants.every(({ policies }) =>
        policies.some(({ instrument, values }) => instrument === 'rd_subsidy' && values.budget === 12),
      ),
    ).toBe(true);
    const removed = await good(GOLDEN, { overrides: ['~policy.matchmaking', '~parameters.firms', '~burn_in'] });
    expect(variant(removed, 'process').policies).toEqual([]);
    expect(variant(removed, 'process').parameters.firms).toBe(10);
  });

  it('give a number a window and take formulas with commas', async () => {
    const reading = await good(GOLDEN, {
      overrides: [
        'policy.rd_subsidy.budget.from=3',
        'policy.matchmaking.budget=continuity < 0.4 ? min(12, t) : 4',
        'weights=[0.1,0.2,0.3]',
        'smallest_effect.lucky=0.1',
      ],
    });
    expect(variant(reading, 'participants').policies[0]?.values.budget).toEqual({ value: 2000000, from: 3 });
    expect(variant(reading, 'process').policies[0]?.values.budget).toMatchObject({ text: 'continuity < 0.4 ? min(12, t) : 4' });
    expect(variant(reading, 'process').parameters.weights).toEqual([0.1, 0.2, 0.3]);
    expect(reading.scenario.smallestEffect).toEqual({ continuity: 0.02, lucky: 0.1 });
  });

  it('sweep over lists, ranges and their combinations', async () => {
    const reading = await good(GOLDEN, {
      overrides: ['policy.rd_subsidy.budget=0,6,12', 'growth=range(0.1,0.4,0.1)', 'market=free,regulated', 'firms=4'],
    });
    expect(reading.points).toHaveLength(18);
    expect(reading.points[0]?.values).toEqual({ 'policy.rd_subsidy.budget': 0, 'parameters.growth': 0.1, 'parameters.market': 'free' });
    expect(reading.points[17]?.values).toEqual({
      'policy.rd_subsidy.budget': 12,
      'parameters.growth': 0.3,
      'parameters.market': 'regulated',
    });
    expect(
      reading.points[17]?.variants.map(({ parameters, policies }) => [parameters.firms, parameters.growth, policies[0]?.values.budget]),
    ).toEqual([
      [4, 0.3, undefined],
      [4, 0.3, 12],
      [4, 0.3, 2000000],
    ]);
    expect((await good(GOLDEN, { overrides: ['growth=linspace(0,1,5)'] })).points.map(({ values }) => values['parameters.growth'])).toEqual(
      [0, 0.25, 0.5, 0.75, 1],
    );
    const fromStart = await good(GOLDEN, { overrides: ['+policy.rd_subsidy.budget=1,2'] });
    expect(
      fromStart.points.map(({ variants }) =>
        variants.map(({ policies }) => policies.find(({ instrument }) => instrument === 'rd_subsidy')?.values.budget),
      ),
    ).toEqual([
      [1, 1, 1],
      [2, 2, 2],
    ]);
  });

  it.each([
    ['frims=3', 'override 1 frims: unknown key "frims" did you mean "firms"?'],
    ['rd_subsidy.budget=3', 'did you mean "policy.rd_subsidy.budget"?'],
    ['policy.rd_subsidi.budget=3', 'did you mean "rd_subsidy"?'],
    ['policy.rd_subsidy.bugdet=3', 'did you mean "budget"?'],
    ['variants.proces.firms=3', 'did you mean "process"?'],
    ['variants.nothing.policy.rd_subsidy.budget=3', 'write +variants.nothing.policy.rd_subsidy.budget'],
    ['~variants.nothing.policy.rd_subsidy', 'nothing to remove'],
    ['firms=0', 'below the smallest value 1'],
    ['firms=many', 'must be a number, not the text "many"'],
    ['firms=', 'empty value'],
    ['firms', 'has no value write firms=value'],
    ['~firms=3', 'a removal has no value'],
    ['=3', '"" is no key'],
    ['__proto__.x=3', 'is no key'],
    ['parameters.__proto__=3', 'is no key'],
    ['parameters=3', 'cannot be set as a whole'],
    ['steps=1,2', 'cannot be swept'],
    ['presets=innovation.open,innovation.closed', 'cannot be swept'],
    ['firms=range(1,5)x', 'must be a number'],
    ['firms=range(5,1,1)', 'the range is empty'],
    ['firms=range(1)', 'range takes three numbers'],
    ['firms=linspace(1,5,1)', 'count of at least 2'],
    ['firms=range(1,100000,1)', 'more than 10000 values'],
    ['firms=1,5000', 'above the largest value 1000'],
    ['growth=0.5,0.95', 'no'],
    ['policy.rd_subsidy.budget.form=3', 'did you mean "from"?'],
    ['model=toy', 'unknown key "model"'],
    ['firms={a: 1}', 'a group of keys'],
    ['firms=[1', 'not YAML'],
  ])('explain %s', async (override, words) => {
    const found = await problemsOf(
      override.startsWith('growth') ? `${GOLDEN.replace('presets: [innovation.closed]', 'presets: [helix.triple]')}` : GOLDEN,
      [override],
    );
    if (words === 'no') expect(found.join('\n')).toContain('regulated market grows');
    else expect(found.join('\n')).toContain(words);
  });

  it('name the override that is wrong, each one', async () => {
    expect((await problemsOf(GOLDEN, ['firms=3', 'frims=3', 'stepps=3'])).map((line) => line.slice(0, 10))).toEqual([
      'override 2',
      'override 3',
    ]);
  });

  it('refuse sweeps that explode', async () => {
    const many = 'range(0,1,0.001)';
    expect(await problemsOf(GOLDEN, [`growth=${many}`, `policy.rd_subsidy.reach=${many}`])).toEqual([
      expect.stringContaining('the sweeps make 1000000 points'),
    ]);
  });
});
