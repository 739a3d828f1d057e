import { describe, expect, it } from 'vitest';
import type { ParameterValue } from '../../../src/core/model.js';
import { createInlineExecutor } from '../../../src/experiment/inline-executor.js';
import { type OptimiseInput, type Optimum, optimise } from '../../../src/experiment/optimal-policy/optimise.js';
import { aimOf, costOf, estimate, worth } from '../../../src/experiment/optimal-policy/outcome.js';
import {
  landmarks,
  type PolicySpaceInput,
  policyAt,
  policySpace,
  variantOfPolicy,
} from '../../../src/experiment/optimal-policy/policy-space.js';
import { createMemoryResults } from '../../../src/experiment/results.js';
import { readScenario } from '../../../src/experiment/scenario.js';
import type { Plan, Results, Scenario } from '../../../src/experiment/study.js';
import { yieldTurn } from '../study.js';
import { toy } from '../toy-model.js';
import { GARDEN, garden } from './garden-model.js';

async function scenarioOf(more = ''): Promise<Scenario> {
  const reading = await readScenario({ path: 'garden.yaml', text: GARDEN + more, models: [garden], sample: 'none', readText: () => '' });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.scenario;
}

async function spaceOf(more: Partial<PolicySpaceInput> = {}, text = '') {
  return policySpace({ scenario: await scenarioOf(text), model: garden, budget: 100, ...more });
}

async function compute(_: string, plan: Plan): Promise<Results> {
  const results = createMemoryResults(plan);
  await createInlineExecutor({ models: [garden], yieldTurn }).execute(plan.runs, (outcome) => results.add(outcome));
  return results;
}

async function find(more: Partial<OptimiseInput> = {}, worlds: readonly Record<string, ParameterValue>[] = [{}]): Promise<Optimum> {
  const input: OptimiseInput = {
    space: await spaceOf(),
    aims: [aimOf(garden, 'yield')],
    atWorst: false,
    worlds,
    generations: 25,
    candidates: 8,
    replicates: 3,
    finalReplicates: 20,
    engine: 'test',
    ...more,
  };
  return optimise(input, compute);
}

describe('the space of policies', () => {
  it('keeps every place within the budget, drops what is too small, and spends what it may', async () => {
    const space = await spaceOf();
    expect(policyAt(space, [1, 1]).budgets).toEqual({ water: 50, seed: 50 });
    expect(policyAt(space, [0.2, 0.3]).budgets).toEqual({ water: 20, seed: 30 });
    expect(policyAt(space, [1, 0.01]).budgets).toEqual({ water: 99, seed: 0 });
    for (let k = 0; k < 200; k++) {
      const { budgets } = policyAt(space, [((k * 37) % 101) / 100, ((k * 61) % 97) / 96]);
      expect((budgets.water as number) + (budgets.seed as number)).toBeLessThanOrEqual(100);
    }
  });

  it('makes variants without what gets no money, with settings and worlds, and keeps windows', async () => {
    const text = 'uncertainty: { policy.seed.waste: "uniform(0, 1)", policy.seed.budget: "uniform(0, 5)", drought: "uniform(0, 1)" }\n';
    const space = await spaceOf({}, text);
    expect(space.settings.map(({ key }) => key)).toEqual(['policy.seed.waste']);
    const policy = policyAt(space, [0, 1, 0.25]);
    expect(policy).toEqual({ budgets: { water: 0, seed: 100 }, settings: { 'policy.seed.waste': 0.25 } });
    const variant = variantOfPolicy(space, policy, { 'parameters.drought': 0.5 });
    expect(variant.policies).toEqual([{ instrument: 'seed', values: { budget: 100, waste: 0.25 } }]);
    expect(variant.parameters.drought).toBe(0.5);
    const scenario = await scenarioOf();
    const window = scenario.variants.map((each) =>
      each.name === 'tended' ? { ...each, policies: [{ instrument: 'seed', values: { budget: { value: 3, from: 1 } } }] } : each,
    );
    const timed = policySpace({ scenario: { ...scenario, variants: window }, model: garden, budget: 100 });
    expect(variantOfPolicy(timed, policyAt(timed, [1]), {}).policies[0]?.values.budget).toEqual({ value: 100, from: 1 });
  });

  it('begins with nothing, the equal split and each alone', async () => {
    const space = await spaceOf();
    expect(landmarks(space).map(({ name, place }) => [name, policyAt(space, place).budgets])).toEqual([
      ['nothing', { water: 0, seed: 0 }],
      ['equal-split', { water: 50, seed: 50 }],
      ['water-alone', { water: 100, seed: 0 }],
      ['seed-alone', { water: 0, seed: 100 }],
    ]);
  });

  it('refuses what it cannot search', async () => {
    await expect(spaceOf({ budget: 2000 })).rejects.toThrow('water may have at most 1000 per step, not 2000');
    await expect(spaceOf({ instruments: ['sed'] })).rejects.toThrow('unknown instrument "sed"');
    await expect(spaceOf({ variant: 'tendet' })).rejects.toThrow('there is no variant "tendet"');
    const scenario = await scenarioOf();
    const bare = { ...scenario, variants: scenario.variants.slice(0, 1) };
    expect(() => policySpace({ scenario: bare, model: garden, budget: 1 })).toThrow('nothing to choose');
    expect(() => aimOf(garden, 'yeld')).toThrow('there is no metric or measure "yeld"');
    expect(() => aimOf(garden, 'policy_spending')).toThrow('has no better side');
    expect(aimOf(garden, 'cost')).toEqual({ metric: 'policy_spending', unit: '-', better: 'lower' });
    expect(aimOf(toy, 'growth_effect').better).toBe('higher');
  });
});

describe('what a policy is worth', () => {
  const up = { metric: 'm', unit: '-', better: 'higher' } as const;
  const figures = [Float64Array.of(1, 2, 3), Float64Array.of(5, 7, Number.NaN)];
  it('is the mean over worlds, or the worst of them, or the worst luck of one', () => {
    expect(worth(figures, up, false)).toBe(4);
    expect(worth(figures, up, true)).toBe(2);
    expect(worth(figures, { ...up, better: 'lower' }, true)).toBe(6);
    expect(worth(figures.slice(0, 1), up, true)).toBe(1);
    expect(costOf(figures, up, true)).toBe(-2);
    expect(worth([Float64Array.of(Number.NaN), Float64Array.of(1)], up, true)).toBeNaN();
    expect(worth([Float64Array.of(Number.NaN), Float64Array.of(1)], up, false)).toBeNaN();
  });

  it('has a t interval over the luck, paired where it is a difference', () => {
    // scipy: t.interval(0.95, 2, 2, sem([1, 2, 3])) = (-0.4841377117, 4.4841377117)
    const one = estimate(figures.slice(0, 1), up, false);
    expect(one.mean).toBe(2);
    expect(one.low).toBeCloseTo(-0.4841377117, 9);
    const difference = estimate([Float64Array.of(1, 2, 3)], up, false, [Float64Array.of(0, 1, 2)]);
    expect([difference.mean, difference.low, difference.high]).toEqual([1, 1, 1]);
    expect(estimate(figures, up, true).mean).toBe(2);
    expect(estimate(figures.slice(0, 1), up, true)).toEqual({ mean: 1, low: null, high: null, n: 3 });
    expect(estimate([Float64Array.of(Number.NaN)], up, false).mean).toBeNull();
  });
});

describe('the search', () => {
  it('finds the known best split and measures it on fresh luck', async () => {
    const found = await find();
    const { water = 0, seed = 0 } = found.best.budgets;
    expect(water + seed).toBeGreaterThan(97);
    expect(water).toBeGreaterThan(10);
    expect(water).toBeLessThan(32);
    // √20 + 2 √80 = 22.36; half and half gives 21.21.
    expect(found.best.fresh[0]?.low).toBeLessThan(22.36);
    expect(found.best.fresh[0]?.high).toBeGreaterThan(22.2);
    expect(found.best.difference[0]?.low).toBeGreaterThan(0.8);
    expect(found.measured.map(({ role }) => role)).toEqual(['best', 'nothing', 'equal-split', 'seed-alone']);
    expect(await find()).toEqual(found);
  });

  it('does not take the luckiest for the best: what the search believed is not what it reports', async () => {
    const space = await spaceOf({ scenario: await scenarioOf('parameters: { noise: 60 }\n') });
    const found = await find({ space });
    const [fresh] = found.best.fresh;
    expect(found.best.worth[0] as number).toBeGreaterThan((fresh?.mean as number) + 5);
    expect(fresh?.low).toBeLessThan(22.36);
    expect(fresh?.high).toBeGreaterThan(10);
  });

  it('at worst guards against the world that is worst', async () => {
    const drought = [{ 'parameters.drought': 0 }, { 'parameters.drought': 1 }];
    const expected = await find({ generations: 15 }, drought);
    const guarded = await find({ generations: 15, atWorst: true }, drought);
    // In a drought only water counts: √100 = 10. On average √w + √s: half and half.
    expect(guarded.best.budgets.water).toBeGreaterThan(90);
    expect(expected.best.budgets.water).toBeLessThan(70);
    expect(guarded.best.fresh[0]?.mean).toBeGreaterThan(9);
  });

  it('shows what one aim costs in terms of the other', async () => {
    const aims = [aimOf(garden, 'yield'), aimOf(garden, 'cost')];
    const found = await find({ aims, candidates: 16, generations: 12 });
    const front = found.measured.filter(({ onFront }) => onFront);
    expect(front.length).toBeGreaterThan(5);
    const values = front.map(({ fresh }) => fresh.map(({ mean }) => mean as number));
    const byCost = [...values].sort((a, b) => (a[1] as number) - (b[1] as number));
    for (let k = 1; k < byCost.length; k++) expect(byCost[k]?.[0]).toBeGreaterThanOrEqual(byCost[k - 1]?.[0] as number);
    expect(byCost[0]?.[1]).toBeLessThan(10);
    expect(byCost.at(-1)?.[1]).toBeGreaterThan(90);
  });

  it('says when the objective never has a value', async () => {
    await expect(find({ aims: [aimOf(garden, 'nothing_known')] })).rejects.toThrow(
      'nothing_known has no value under any of the 4 policies',
    );
  });
});
