/** Evaluations of the trihelix model on a small ecosystem: identities between twins, undefined measures, what is left alone. */
import { describe, expect, it } from 'vitest';
import { createBench } from '../../../../src/core/evaluate.js';
import type { ActivePolicy, Bench } from '../../../../src/core/model.js';
import {
  asItIs,
  innovationsByLeader,
  type Observation,
  observe,
  untreated,
  withBudgets,
} from '../../../../src/models/trihelix/evaluations/observe.js';
import { fundProject } from '../../../../src/models/trihelix/evaluations/research-returns.js';
import { profitsOf, sumOver } from '../../../../src/models/trihelix/evaluations/value.js';
import { trihelix } from '../../../../src/models/trihelix/index.js';
import { totalMoney } from '../../../../src/models/trihelix/money.js';
import type { Parameters } from '../../../../src/models/trihelix/parameters/index.js';
import { moveStreams } from '../../../../src/models/trihelix/phases/start-projects.js';
import type { TrihelixWorld } from '../../../../src/models/trihelix/world.js';
import { SMALL, use } from '../tiny-world.js';

const STEPS = 40;
const BURN_IN = 8;
const subsidy = (until = STEPS): ActivePolicy<TrihelixWorld> =>
  use('rd_subsidy', { budget: (step) => (step >= BURN_IN && step < until ? 300_000 : 0) });
const events = (): ActivePolicy<TrihelixWorld> => use('matchmaking', { budget: (step) => (step >= BURN_IN ? 40_000 : 0) });

function benchOf(
  policies: readonly ActivePolicy<TrihelixWorld>[] = [],
  parameters: Partial<Parameters> = {},
  burnIn = BURN_IN,
): Bench<TrihelixWorld, Parameters> {
  return createBench(trihelix, {
    parameters: { ...SMALL, ...parameters },
    policies,
    key: { high: 3, low: 4 },
    steps: STEPS,
    burnIn,
    checked: true,
  });
}

function measured(name: string, bench: Bench<TrihelixWorld, Parameters>): Record<string, number> {
  const evaluation = trihelix.evaluations.find((candidate) => candidate.name === name);
  if (evaluation === undefined) throw new Error(`no evaluation ${name}`);
  const out = new Float64Array(evaluation.measures.length).fill(Number.NaN);
  evaluation.evaluate(bench, out);
  return Object.fromEntries(evaluation.measures.map((measure, m) => [measure.name, out[m] as number]));
}

describe('twins', () => {
  it('of no change are equal to the last bit, so that every difference is exactly 0', () => {
    const bench = benchOf([subsidy()]);
    const [one, two] = [asItIs(bench), observe(bench, { policies: withBudgets(bench.policies, (budget) => budget) })];
    expect(two.profit).toEqual(one.profit);
    expect(two.innovations).toEqual(one.innovations);
    expect(profitsOf(two, 0.01) - profitsOf(one, 0.01)).toBe(0);
    expect(two.starts).toEqual(one.starts);
  });

  it('that part at a step have equal bits before it', () => {
    const bench = benchOf([subsidy()]);
    const fork = 20;
    const cut = observe(bench, { policies: withBudgets(bench.policies, (budget, step) => (step < fork ? budget : 0)) });
    const whole = asItIs(bench);
    const rows = whole.world.universityAt;
    expect(cut.profit.subarray(0, fork * rows)).toEqual(whole.profit.subarray(0, fork * rows));
    expect(cut.profit).not.toEqual(whole.profit);
    expect(sumOver(cut.asked, fork)).toBe(0);
  });

  it('share their past until the money begins', () => {
    const bench = benchOf([subsidy()]);
    const rows = asItIs(bench).world.universityAt;
    expect(untreated(bench).profit.subarray(0, BURN_IN * rows)).toEqual(asItIs(bench).profit.subarray(0, BURN_IN * rows));
    expect(sumOver(untreated(bench).spent, 0)).toBe(0);
  });

  it('are run once for all who ask', () => {
    const bench = benchOf([subsidy()]);
    expect(asItIs(bench)).toBe(asItIs(bench));
    const without = benchOf();
    expect(untreated(without)).toBe(asItIs(without));
  });
});

describe('returns to research', () => {
  it('give a firm a project that others pay for, to the cent', () => {
    const run = benchOf().start();
    const { world } = run;
    run.advance();
    world.step = 1;
    moveStreams(world);
    const before = totalMoney(world.money);
    let paid = 0;
    for (let i = 0; i < world.universityAt && paid === 0; i++) {
      const capital = world.organisations.columns.capital[i] as number;
      paid = fundProject(world, i);
      expect((world.organisations.columns.capital[i] as number) - capital).toBe(paid);
      if (paid > 0) expect(world.projects.columns.granted[i]).toBe(paid);
    }
    expect(paid).toBeGreaterThan(0);
    expect(totalMoney(world.money)).toBe(before);
  });

  it('keep every law of the model, and are the same for the same luck', () => {
    const first = measured('research_returns', benchOf());
    expect(first.private_return).not.toBeNaN();
    expect(first.social_return).not.toBe(0);
    // Every industry of the small ecosystem has a firm that is given money, so rivals are all others.
    expect((first.private_return as number) - (first.business_stealing as number)).toBeCloseTo(first.social_return as number, 10);
    expect(measured('research_returns', benchOf())).toEqual(first);
  });

  it('have no value without a burn-in, when nobody has learnt what to combine yet, and where nothing is measured', () => {
    expect(measured('research_returns', benchOf([], {}, 0)).private_return).toBeNaN();
    expect(measured('research_returns', benchOf([], {}, STEPS)).private_return).toBeNaN();
  });
});

describe('contributions of channels', () => {
  it('add up to what all channels make, and a channel that is shut already contributes exactly 0', () => {
    const parts = measured('channel_contributions', benchOf([], { tie_learning: 0, supply_learning: 0 }));
    for (const outcome of ['spillovers', 'new_to_industry', 'continuity']) {
      const by = (channel: string): number => parts[`${outcome}_by_${channel}`] as number;
      expect(by('projects') + by('ties') + by('region') + by('reading')).toBeCloseTo(by('channels'), 10);
      expect(by('ties')).toBe(0);
    }
    expect(parts.spillovers_by_reading).toBeGreaterThan(0);
  });
});

describe('effects of policy', () => {
  it('have no value, rather than 0, without policy', () => {
    for (const name of ['policy_effects', 'policy_multiplier', 'hysteresis', 'evaluator_bias', 'matchmaking_funnel'])
      expect(Object.values(measured(name, benchOf())).every(Number.isNaN), name).toBe(true);
  });

  it('have no value for an instrument without money', () => {
    const idle = benchOf([use('rd_subsidy', { budget: 0 })]);
    for (const name of ['policy_effects', 'policy_multiplier', 'hysteresis', 'evaluator_bias'])
      expect(Object.values(measured(name, idle)).every(Number.isNaN), name).toBe(true);
  });

  it('agree with the sums of the two runs', () => {
    const bench = benchOf([subsidy()]);
    const effects = measured('policy_effects', bench);
    const [one, zero] = [asItIs(bench), untreated(bench)];
    const spent = sumOver(one.spent, BURN_IN);
    const more = sumOver(one.innovations, BURN_IN) - sumOver(zero.innovations, BURN_IN);
    expect(effects.output_additionality).toBeCloseTo(more / (spent / 1e8), 12);
    expect(effects.input_additionality).toBeCloseTo((sumOver(one.research, BURN_IN) - sumOver(zero.research, BURN_IN)) / spent, 12);
    expect(effects.cost_per_innovation).toEqual(more > 0 ? spent / 1e8 / more : Number.NaN);
    expect(effects.deadweight).toBeGreaterThan(0);
    expect(effects.deadweight).toBeLessThanOrEqual(1);
  });

  it('see all money leak where governments divert all', () => {
    expect(measured('policy_effects', benchOf([subsidy()], { government_capture: 1 })).leakage).toBe(1);
  });

  it('split the multiplier into those reached and the others', () => {
    const parts = measured('policy_multiplier', benchOf([subsidy()], { marginal_change: 0.2 }));
    expect((parts.multiplier_reached as number) + (parts.multiplier_others as number)).toBe(parts.policy_multiplier);
  });
});

describe('hysteresis', () => {
  it('takes the end that a window sets, else ends support halfway', () => {
    const later = { after_support: 8 };
    const early = benchOf([subsidy(24)], later);
    const effects = measured('hysteresis', early);
    const at = (to: number): number =>
      (sumOver(asItIs(early).newToIndustry, to - 4, to) - sumOver(untreated(early).newToIndustry, to - 4, to)) / 4;
    expect(effects.effect_at_end).toBe(at(24));
    expect(effects.effect_afterwards).toBe(at(32));
    // Halfway of the measured time is step 24 too: the run whose support never ends is cut there.
    expect(measured('hysteresis', benchOf([subsidy()], later))).toEqual(effects);
  });

  it('has no value where the run is too short for what comes after', () => {
    expect(measured('hysteresis', benchOf([subsidy()], { after_support: 30 })).effect_at_end).toBeNaN();
  });
});

describe('evaluators', () => {
  it('are judged by the twin', () => {
    const bench = benchOf([subsidy()], { firms: 120 });
    const found = measured('evaluator_bias', bench);
    const { supported, before, world } = asItIs(bench);
    const last = new Set(asItIs(bench).keys.subarray((STEPS - 1) * world.universityAt));
    const treated = before.filter(({ key }) => last.has(key) && supported.has(key)).map(({ key }) => key);
    const led = (of: Observation): number => {
      const counts = innovationsByLeader(of.world, BURN_IN, STEPS);
      return treated.reduce((sum, key) => sum + (counts.get(key) ?? 0), 0);
    };
    const truth = (led(asItIs(bench)) - led(untreated(bench))) / treated.length / (STEPS - BURN_IN);
    expect(treated.length).toBeGreaterThan(0);
    expect(found.true_effect).toBeCloseTo(truth, 12);
    expect(found.did_bias).not.toBeNaN();
  });
});

describe('the funnel of matchmaking', () => {
  it('narrows from meetings to cooperation', () => {
    const funnel = measured('matchmaking_funnel', benchOf([events()]));
    expect(funnel.funnel_meetings).toBeGreaterThan(0);
    expect(funnel.funnel_ties).toBeGreaterThan(0);
    expect(funnel.funnel_ties).toBeLessThanOrEqual(100);
    expect(funnel.funnel_cooperation).toBeLessThanOrEqual(funnel.funnel_ties as number);
    expect(funnel.funnel_beneficiaries).toBe(funnel.funnel_innovators);
  });

  it('counts whom cluster organisations bring in as beneficiaries, not as innovators', () => {
    const open = { new_trust: 0.5, meeting_rate: 0.5 };
    const alone = measured('matchmaking_funnel', benchOf([events()], open));
    const together = measured('matchmaking_funnel', benchOf([events()], { ...open, member_reach: 1 }));
    expect(alone.funnel_innovators).toBeGreaterThan(0);
    expect(together.funnel_beneficiaries).toBeGreaterThan(together.funnel_innovators as number);
  });

  it('has no value without matchmaking', () => {
    expect(measured('matchmaking_funnel', benchOf([subsidy()])).funnel_meetings).toBeNaN();
  });
});

describe('convergence', () => {
  it('has no slope over two regions and a value over four', () => {
    expect(measured('convergence', benchOf([], { regions: 2 })).beta_knowledge).toBeNaN();
    expect(measured('convergence', benchOf()).beta_knowledge).not.toBeNaN();
  });
});
