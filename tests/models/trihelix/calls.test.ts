/** Project money: how calls stand side by side, their conditions and foci, joint funds, tax credits. */
import { describe, expect, it } from 'vitest';
import { setFocus } from '../../../src/models/trihelix/agenda.js';
import { type CallTerms, mostOffered, offerTo, openCall, payOffers, reckonOffers } from '../../../src/models/trihelix/calls.js';
import { CALL, CALLS } from '../../../src/models/trihelix/levers.js';
import { totalMoney } from '../../../src/models/trihelix/money.js';
import { runProjects } from '../../../src/models/trihelix/phases/run-projects.js';
import { numberOf } from '../../../src/models/trihelix/policies/instruments.js';
import { fillPurse } from '../../../src/models/trihelix/programmes.js';
import { INNOVATION } from '../../../src/models/trihelix/schema.js';
import type { TrihelixWorld } from '../../../src/models/trihelix/world.js';
import { blankWorld, figure, know, runOf, SMALL, use } from './tiny-world.js';

/** A team in the project row of firm 0 and a combination in the scratch; returns its size. */
function project(world: TrihelixWorld, team: readonly number[], low = 0b11): number {
  world.projects.columns.team.set(team, 0);
  world.scratch.set.fill(0);
  world.scratch.set[0] = low;
  return team.length;
}

describe('calls', () => {
  it('stand side by side, pay in their order, the cost at most, each from its own purse', () => {
    const world = blankWorld();
    for (const [call, k, share, cents] of [
      [CALL.research, 0, 1, 300],
      [CALL.team, 1, 0.5, Number.MAX_SAFE_INTEGER],
      [CALL.border, 5, 0.5, Number.MAX_SAFE_INTEGER],
    ] as const) {
      fillPurse(world, k, 100);
      openCall(world, call, k, {});
      offerTo(world, call, 0, share, cents);
    }
    expect(reckonOffers(world, 0, project(world, [0, 1]), 1000)).toBe(1000);
    expect([...world.scratch.offers.subarray(0, 4)]).toEqual([300, 500, 0, 200]);
    expect(mostOffered(world, 0, 1000)).toBeGreaterThanOrEqual(1000);
    expect(payOffers(world, 0)).toBe(0b100011);
    expect([0, 1, 5].map((k) => world.programmes.purse[k])).toEqual([9_700, 9_500, 9_800]);
    expect(world.organisations.columns.capital[0]).toBe(1e8 + 1000);
  });

  it('of one instrument share its purse', () => {
    const world = blankWorld();
    fillPurse(world, 3, 7);
    for (const call of [CALL.team, CALL.border]) {
      openCall(world, call, 3, {});
      offerTo(world, call, 0, 0.4);
    }
    expect(reckonOffers(world, 0, project(world, [0]), 1000)).toBe(700);
    expect([...world.scratch.offers.subarray(0, 4)]).toEqual([0, 400, 0, 300]);
    payOffers(world, 0);
    expect(world.programmes.purse[3]).toBe(0);
  });

  it('pay only teams that are large and mixed enough', () => {
    const world = blankWorld();
    fillPurse(world, 0, 100);
    const pays = (terms: CallTerms, team: readonly number[]): boolean => {
      openCall(world, CALL.research, 0, terms);
      offerTo(world, CALL.research, 0, 1);
      return reckonOffers(world, 0, project(world, team), 100) > 0;
    };
    expect([pays({ team: 2 }, [0]), pays({ team: 2 }, [0, 2])]).toEqual([false, true]);
    expect([pays({ kinds: 2 }, [0, 1]), pays({ kinds: 2 }, [0, 9])]).toEqual([false, true]);
    expect([pays({ industries: 2 }, [0, 1]), pays({ industries: 2 }, [0, 3])]).toEqual([false, true]);
    expect([pays({ regions: 2 }, [0, 2]), pays({ regions: 2 }, [0, 1])]).toEqual([false, true]);
    // The two regions are of two countries.
    expect([pays({ countries: 2 }, [0, 2]), pays({ countries: 2 }, [0, 1])]).toEqual([false, true]);
    // Firms 0 and 2 are of one cluster, 4 sits in their region but in another industry.
    expect([pays({ clusters: 2 }, [0, 2]), pays({ clusters: 2 }, [0, 4])]).toEqual([false, true]);
  });

  it('with a focus pay combinations that touch a priority domain of the region', () => {
    const world = blankWorld({ domains: 40 });
    fillPurse(world, 0, 100);
    openCall(world, CALL.focus, 0, { focus: true });
    offerTo(world, CALL.focus, 0, 1);
    const { priorityLow, priorityHigh } = world.levers.columns;
    priorityLow[0 * CALLS + CALL.focus] = 0b100;
    priorityHigh[1 * CALLS + CALL.focus] = 0b1;
    expect(reckonOffers(world, 0, project(world, [0], 0b0011), 100)).toBe(0);
    expect(reckonOffers(world, 0, project(world, [0], 0b0110), 100)).toBe(100);
    world.scratch.set[1] = 0b1;
    world.scratch.set[0] = 0;
    expect(reckonOffers(world, 0, 1, 100)).toBe(0);
    world.organisations.columns.region[0] = 1;
    expect(reckonOffers(world, 0, 1, 100)).toBe(100);
  });
});

describe('the agenda of a call', () => {
  const rule = { discovery: true, domains: 1, first: -1, period: 4, memory: 3, reference: 0 };
  const focusOf = (world: TrihelixWorld, r: number): number => world.levers.columns.priorityLow[r * CALLS + CALL.focus];

  /** An innovation of region r that was new to its industry. */
  function found(world: TrihelixWorld, r: number, domains: number, step: number): void {
    const log = world.innovations.columns;
    const n = world.innovationCount++;
    log.step[n] = step;
    log.region[n] = r;
    log.low[n] = domains;
    log.flags[n] = INNOVATION.newToIndustry;
  }

  it('top-down is a block that is given, or drawn by lot for each region once and for all', () => {
    const world = blankWorld({ regions: 6, domains: 24 });
    setFocus(world, CALL.focus, { ...rule, discovery: false, domains: 3, first: 23 });
    expect([0, 5].map((r) => focusOf(world, r))).toEqual([(1 << 23) | 0b11, (1 << 23) | 0b11]);
    const lots = [0, 7].map((step) => {
      world.step = step;
      setFocus(world, CALL.focus, { ...rule, discovery: false, domains: 3 });
      return [0, 1, 2, 3, 4, 5].map((r) => focusOf(world, r));
    });
    expect(lots[1]).toEqual(lots[0]);
    expect(new Set(lots[0]).size).toBeGreaterThan(3);
  });

  it('by discovery is where firms of the region found something and have mastery', () => {
    const world = blankWorld();
    know(world, { 0: [0.5, 0.4, 0, 0], 1: [0.5, 0.4, 0, 0], 9: [0, 0, 1, 1] });
    setFocus(world, CALL.focus, rule);
    expect([focusOf(world, 0), focusOf(world, 1)]).toEqual([0b1, 0b1]);
    world.step = 4;
    // Mastery is in domains 0 and 1; a find in domain 3, where nobody is master, does not count.
    found(world, 0, 0b1010, 2);
    setFocus(world, CALL.focus, rule);
    expect([focusOf(world, 0), focusOf(world, 1)]).toEqual([0b10, 0b1]);
  });

  it('is kept until the next review, and forgets what is long ago', () => {
    const world = blankWorld();
    know(world, { 0: [0.5, 0.4, 0, 0] });
    world.step = 10;
    setFocus(world, CALL.focus, rule);
    found(world, 0, 0b10, 10);
    const seen = [11, 13, 14, 17, 18].map((step) => {
      world.step = step;
      setFocus(world, CALL.focus, { ...rule, memory: 4 });
      return focusOf(world, 0);
    });
    expect(seen).toEqual([0b1, 0b1, 0b10, 0b10, 0b1]);
  });

  it('learns from regions of similar structure', () => {
    const world = blankWorld({ firms: 6, regions: 3 });
    const { industry, region } = world.organisations.columns;
    // Regions 0 and 2 hold one industry each, the same; region 1 another.
    for (let i = 0; i < 6; i++) industry[i] = region[i] === 1 ? 1 : 0;
    know(world, Object.fromEntries([0, 1, 2, 3, 4, 5].map((i) => [i, [0.5, 0.4, 0.4, 0]])));
    found(world, 2, 0b10, 0);
    found(world, 1, 0b100, 0);
    found(world, 1, 0b100, 0);
    setFocus(world, CALL.focus, { ...rule, reference: 1 });
    expect(focusOf(world, 0)).toBe(0b10);
  });
});

describe('a tax credit', () => {
  /** Firms 0 and 1 whose projects cost them a million cents each; the purse holds so much, firm 1 has a grant too. */
  function refunded(purse: number, granted = 0): TrihelixWorld {
    const world = blankWorld();
    const k = numberOf('tax_credit');
    fillPurse(world, k, purse / 100);
    const { taxCredit, taxCreditFrom } = world.levers.columns;
    const p = world.projects.columns;
    for (const i of [0, 1]) {
      taxCredit[i] = 0.25;
      taxCreditFrom[i] = k;
      p.running[i] = 1;
      p.endsAt[i] = 5;
      p.teamSize[i] = 1;
      p.team[i * 8] = i;
      p.cost[i] = 1_000_000;
    }
    p.granted[1] = granted;
    runProjects.run(world);
    return world;
  }

  it('refunds its share of own money, and is credited', () => {
    const world = refunded(1e6);
    const { capital, research } = world.organisations.columns;
    expect([capital[0], research[0]]).toEqual([1e8 - 750_000, 750_000]);
    expect(world.programmes.purse[numberOf('tax_credit')]).toBe(500_000);
    expect(world.projects.columns.exposure[0]).toBe(1 << numberOf('tax_credit'));
    expect(totalMoney(world.money)).toBe(world.moneyAtStart);
  });

  it('does not refund public money', () => {
    const world = refunded(1e6, 6_000_000);
    expect([world.organisations.columns.capital[1], world.projects.columns.exposure[1]]).toEqual([1e8 - 1_000_000, 0]);
  });

  it('meets all claims in the same proportion where the purse is short', () => {
    const { capital } = refunded(200_000).organisations.columns;
    expect([capital[0], capital[1]]).toEqual([1e8 - 900_000, 1e8 - 900_000]);
  });
});

describe('project money in a whole ecosystem', () => {
  const wider = { ...SMALL, environment: 0.9, team_scope: 'multilateral', consensus: 1 } as const;

  it('lets more projects be carried out', () => {
    for (const name of ['tax_credit', 'smart_specialisation'] as const) {
      const poor = { ...SMALL, margin: 0.06 };
      const without = figure(runOf(poor, { steps: 60 }), 'projects_started', 60);
      const funded = figure(runOf(poor, { steps: 60, policies: [use(name, { budget: 1e6, share: 0.9 })] }), 'projects_started', 60);
      expect(funded, name).toBeGreaterThan(1.2 * without);
    }
  });

  it('of a joint fund goes to teams across borders only', () => {
    const policies = [use('joint_fund', { budget: 1e6 })];
    expect(figure(runOf(wider, { steps: 60, policies }), 'policy_spending', 60)).toBeGreaterThan(0);
    expect(figure(runOf({ ...wider, countries: 1 }, { steps: 60, policies }), 'policy_spending', 60)).toBe(0);
  });
});
