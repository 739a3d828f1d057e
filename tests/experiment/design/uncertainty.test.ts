/** Uncertainty and designs of scenario files and overrides: what becomes points, and what is refused where. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { scenarioSchema } from '../../../src/experiment/json-schema.js';
import { readScenario, type ScenarioInput, type ScenarioReading } from '../../../src/experiment/scenario.js';
import { models } from '../toy-model.js';

const FILE = `title: x
model: toy
variants: { a: {}, b: { policy: { rd_subsidy: { budget: 100 } } } }
uncertainty:
  growth: uniform(0.1, 0.3)
  policy.rd_subsidy.budget: triangular(0, 100, 400)
  firms: uniform(5, 8)
  variants.a.market: choice(free, regulated)
design: { method: sobol, points: 16 }
`;

const read = (text: string, rest: Partial<ScenarioInput> = {}): Promise<ScenarioReading> =>
  readScenario({
    path: 'x.yaml',
    text,
    models,
    readText: () => {
      throw new Error('no file');
    },
    ...rest,
  });
async function good(text: string, rest: Partial<ScenarioInput> = {}): Promise<Extract<ScenarioReading, { ok: true }>> {
  const reading = await read(text, rest);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading;
}
async function problems(text: string, rest: Partial<ScenarioInput> = {}): Promise<string[]> {
  const reading = await read(text, rest);
  return reading.ok ? [] : reading.problems.map(({ line, column, path, problem, hint }) => `${line}:${column} ${path}: ${problem} ${hint}`);
}

describe('uncertainty in a file', () => {
  it('is part of the scenario and becomes points only when asked for', async () => {
    const reading = await good(FILE);
    expect(reading.points).toEqual([]);
    expect(reading.scenario.design).toEqual({ method: 'sobol', points: 16, optimise: 'maximin', scramble: true });
    expect(reading.scenario.uncertainty).toEqual([
      { key: 'parameters.growth', distribution: { kind: 'uniform', minimum: 0.1, maximum: 0.3 }, whole: false },
      { key: 'policy.rd_subsidy.budget', distribution: { kind: 'triangular', minimum: 0, mode: 100, maximum: 400 }, whole: false },
      { key: 'parameters.firms', distribution: { kind: 'integer', minimum: 5, maximum: 8 }, whole: true },
      { key: 'variants.a.parameters.market', distribution: { kind: 'choice', values: ['free', 'regulated'] }, whole: false },
    ]);
    const sampled = await good(FILE, { sample: 'all' });
    expect(sampled.points).toHaveLength(16);
    for (const { values, variants } of sampled.points) {
      const [a, b] = variants;
      expect(values['parameters.growth']).toBeGreaterThanOrEqual(0.1);
      expect(values['parameters.growth']).toBeLessThanOrEqual(0.3);
      expect([a?.parameters.growth, b?.parameters.growth]).toEqual([values['parameters.growth'], values['parameters.growth']]);
      expect(b?.policies[0]?.values.budget).toBe(values['policy.rd_subsidy.budget']);
      expect([a?.parameters.market, b?.parameters.market]).toEqual([values['variants.a.parameters.market'], 'free']);
    }
    const firms = sampled.points.map(({ values }) => values['parameters.firms']);
    expect([5, 6, 7, 8].map((n) => firms.filter((value) => value === n).length)).toEqual([4, 4, 4, 4]);
  });

  it('gives the same points for the same seed and others for another', async () => {
    const values = async (overrides: string[]) => (await good(FILE, { sample: 'all', overrides })).points.map((point) => point.values);
    expect(await values([])).toEqual(await values([]));
    expect(await values([])).not.toEqual(await values(['seed=other']));
  });

  it('gives way to what the command line sets, sweeps or samples', async () => {
    const overrides = ['growth=0.2', 'firms=5,6', 'policy.rd_subsidy.budget=uniform(1,2)', 'design.points=4'];
    const { points, scenario, listed } = await good(FILE, { sample: 'all', overrides });
    expect(scenario.uncertainty?.map(({ key }) => key)).toEqual(['variants.a.parameters.market', 'policy.rd_subsidy.budget']);
    expect(points).toHaveLength(8);
    expect(listed).toEqual(['parameters.firms']);
    expect(points.map(({ values }) => values['parameters.firms'])).toEqual([5, 5, 5, 5, 6, 6, 6, 6]);
    // Each dose meets the same sample.
    const drawn = points.map(({ values }) => values['policy.rd_subsidy.budget']);
    expect(drawn.slice(0, 4)).toEqual(drawn.slice(4));
  });

  it('is taken over by extending files, which may add and take away', async () => {
    const readText = (): string => FILE;
    const { scenario } = await good('extends: base.yaml\nuncertainty: { growth: ~, parameters.open: "choice(true, false)" }\ndesign: ~\n', {
      readText,
    });
    expect(scenario.uncertainty?.map(({ key }) => key)).toEqual([
      'policy.rd_subsidy.budget',
      'parameters.firms',
      'variants.a.parameters.market',
      'parameters.open',
    ]);
    expect(scenario.design).toBeUndefined();
  });

  it('may be a list of points', async () => {
    const text = 'title: x\nmodel: toy\ndesign: { list: [{ growth: 0.1, firms: 3 }, { growth: 0.2 }] }\n';
    expect((await good(text)).points).toEqual([]);
    expect((await good(text, { sample: 'all' })).points.map(({ values }) => values)).toEqual([
      { 'parameters.growth': 0.1, 'parameters.firms': 3 },
      { 'parameters.growth': 0.2 },
    ]);
  });

  it.each([
    ['uncertainty: { grwoth: "uniform(0, 1)" }', '3:16 grwoth: unknown key "grwoth" did you mean "growth"?'],
    ['uncertainty: { growth: uniform(0, 1) }', 'inside { } a distribution needs quotes'],
    ['uncertainty: { growth: "uniform(0, 2)" }', 'leaves the range of "parameters.growth" allowed: 0 to 1'],
    ['uncertainty: { growth: 0.3 }', '"0.3" is no distribution'],
    ['uncertainty: { open: "uniform(0, 1)" }', '"parameters.open" is no number write choice(one, other)'],
    ['uncertainty: { market: "choice(free, fre)" }', 'did you mean "free"?'],
    ['uncertainty: { weights: "uniform(0, 1)" }', '"parameters.weights" cannot be uncertain'],
    ['uncertainty: { policy.rd_subsidy.budget: "uniform(0, 1)" }', 'no variant uses this instrument'],
    ['uncertainty: { steps: "uniform(1, 2)" }', '"steps" cannot be uncertain'],
    ['uncertainty: [growth]', 'must be a group'],
    ['design: lsh', 'must be one of lhs, sobol, random, grid, list, not the text "lsh"'],
    ['design: { points: 0 }', 'below the smallest value 1'],
    ['design: { points: 10001 }', 'above the largest value 10000'],
    ['design: { poins: 3 }', 'did you mean "points"?'],
    ['design: { method: list }', 'design.list: is missing'],
    ['design: { list: [{ growth: 2 }] }', 'above the largest value 1'],
    ['design: { list: [{ grwth: 2 }] }', 'did you mean "growth"?'],
  ])('%s is refused: %s', async (line, expected) => {
    expect((await problems(`title: x\nmodel: toy\n${line}\n`)).join('\n')).toContain(expected);
  });

  it('says which drawn point the model does not allow', async () => {
    const text = 'title: x\nmodel: toy\nparameters: { market: regulated }\nuncertainty: { growth: "uniform(0.5, 1)" }\n';
    expect((await problems(text, { sample: 'all' })).join()).toMatch(
      /design: point \d+: variant baseline: a regulated market grows by at most 0.9/,
    );
  });
});

describe('distributions in overrides', () => {
  it('are sampled in every command, by the design that they name', async () => {
    const { points, scenario } = await good(FILE, { overrides: ['growth=lhs(0,1)', 'design.points=10'] });
    expect(scenario.design?.method).toBe('lhs');
    expect(points.map(({ values }) => Math.floor(10 * (values['parameters.growth'] as number))).sort((a, b) => a - b)).toEqual([
      ...Array(10).keys(),
    ]);
    expect(Object.keys(points[0]?.values ?? {})).toEqual(['parameters.growth']);
  });

  it('may add an instrument', async () => {
    const { points } = await good('title: x\nmodel: toy\n', {
      overrides: ['+policy.rd_subsidy.budget=integer(1,3)', 'design=grid', 'design.points=3'],
    });
    expect(points.map(({ variants }) => variants[0]?.policies[0]?.values.budget)).toEqual([1, 2, 3]);
  });

  it.each([
    [['growth=uniform(0,1),0.2'], 'a distribution stands alone write growth=uniform(0,1)'],
    [['growth=uniform(0,2)'], 'leaves the range'],
    [['growth=lhs(0,1)', 'firms=sobol(1,5)'], 'sobol and lhs are two designs'],
    [['steps=uniform(1,2)'], '"steps" cannot be swept'],
    [['uncertainty=1'], 'unknown key "uncertainty"'],
    [['design.pints=3'], 'did you mean "points"?'],
    [
      ['firms=1,2,3,4,5,6,7,8,9,10,11', 'growth=lhs(0,1)', 'design.points=1000'],
      'sweeps and design make 11000 points at most 10000 are allowed',
    ],
    [
      ['growth=uniform(0,1)', 'firms=uniform(1,9)', 'design=grid', 'design.points=3'],
      'a grid over 2 parameters has at least 4 points, not 3',
    ],
  ])('%j is refused: %s', async (overrides, expected) => {
    expect((await problems('title: x\nmodel: toy\n', { overrides })).join('\n')).toContain(expected);
  });
});

describe('the schema for editors', () => {
  const { $defs, properties } = scenarioSchema(models) as {
    $defs: Record<string, { properties: Record<string, object> }>;
    properties: Record<string, object>;
  };
  const schema = (part: object) => z.fromJSONSchema(part as Parameters<typeof z.fromJSONSchema>[0]);
  const uncertainty = schema($defs.toy?.properties.uncertainty as object);

  it('knows distributions and designs', () => {
    expect(
      uncertainty.safeParse({ growth: 'uniform(0, 1)', 'policy.rd_subsidy.budget': null, 'variants.a.firms': 'integer(1, 2)' }).success,
    ).toBe(true);
    expect(schema(properties.design as object).safeParse({ method: 'lhs', points: 64, optimise: 'none' }).success).toBe(true);
    expect(schema(properties.design as object).safeParse('sobol').success).toBe(true);
  });

  it.each([{ growth: 'unifrom(0, 1)' }, { growth: 0.2 }, { grwth: 'uniform(0, 1)' }])('refuses %j', (value) => {
    expect(uncertainty.safeParse(value).success).toBe(false);
  });

  it.each(['lsh', { points: 0 }, { pints: 3 }])('refuses the design %j', (value) => {
    expect(schema(properties.design as object).safeParse(value).success).toBe(false);
  });
});
