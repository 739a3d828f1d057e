/** Services to organisations: how they add up, and what facilities, courses, rules, orders and help to entrants do. */
import { describe, expect, it } from 'vitest';
import { facilityCredit, hasFacility, useFacilities } from '../../../src/models/trihelix/facilities.js';
import { FACILITIES, FACILITY } from '../../../src/models/trihelix/levers.js';
import { HOUSEHOLDS, totalMoney } from '../../../src/models/trihelix/money.js';
import { buildCapability, opennessOfResults } from '../../../src/models/trihelix/phases/build-capability.js';
import { learn } from '../../../src/models/trihelix/phases/learn.js';
import { market } from '../../../src/models/trihelix/phases/market.js';
import { type Instrument, numberOf } from '../../../src/models/trihelix/policies/instruments.js';
import { buyService, partOf, priced } from '../../../src/models/trihelix/policies/services.js';
import { fillPurse } from '../../../src/models/trihelix/programmes.js';
import { costPerStep, durationOf, EVERY_FACILITY, leastCost } from '../../../src/models/trihelix/project-plan.js';
import { INNOVATION } from '../../../src/models/trihelix/schema.js';
import type { TrihelixWorld } from '../../../src/models/trihelix/world.js';
import { blankWorld, defaults, figure, rebase, runOf, SMALL, use } from './tiny-world.js';

describe('a service', () => {
  const firms = { rows: Int32Array.of(0, 1, 2, 3, 4, 5), count: 6 };

  it('is bought evenly, as far as money reaches, at its price', () => {
    const world = blankWorld();
    fillPurse(world, 2, 1_000);
    const { training: lever, trainingBehind: behind } = world.levers.columns;
    buyService(world, 2, 30_000, { lever, behind }, priced(100), firms);
    expect([lever[0], lever[5], lever[6], behind[0]]).toEqual([0.5, 0.5, 0, 0b100]);
    expect(world.programmes.purse[2]).toBe(70_000);
  });

  it('of two instruments adds up to a full one, each paying its own part', () => {
    const world = blankWorld();
    for (const k of [2, 4]) fillPurse(world, k, 10_000);
    const { training: lever, trainingBehind: behind } = world.levers.columns;
    buyService(world, 2, 45_000, { lever, behind }, priced(100), firms);
    buyService(world, 4, 1_000_000, { lever, behind }, priced(100), { ...firms, count: 3 });
    expect([lever[0], lever[5], behind[0], behind[5]]).toEqual([1, 0.75, 0b10100, 0b100]);
    // The second buys a quarter of a service for three firms.
    expect([2, 4].map((k) => world.programmes.spent[k])).toEqual([45_000, 7_500]);
  });

  it('that is full already costs nothing, and a purse is never overdrawn', () => {
    const world = blankWorld();
    fillPurse(world, 2, 1);
    const { training: lever, trainingBehind: behind } = world.levers.columns;
    lever.fill(1, 0, 6);
    buyService(world, 2, 100, { lever, behind }, priced(100), firms);
    expect([world.programmes.spent[2], behind[0]]).toEqual([0, 0]);
    lever.fill(0);
    buyService(world, 2, 1e9, { lever, behind }, priced(100), firms);
    expect(world.programmes.purse[2]).toBe(0);
  });

  it('gets its part of the budget by weight', () => {
    const values = { a: 1, b: 0.5, c: 0 };
    expect(['a', 'b', 'c'].map((name) => partOf(300, values, ['a', 'b', 'c'], name))).toEqual([200, 100, 0]);
    expect(partOf(300, { a: 0 }, ['a'], 'a')).toBe(0);
  });
});

describe('shared facilities', () => {
  it('shorten and cheapen the stages that they serve', () => {
    const p = { ...defaults, overlap: 0, stage_durations: [1, 4, 6, 2, 2], facility_speed: 0.5, facility_saving: 0.5 };
    const { collective_use, engineering, transfer } = FACILITY;
    const takes = (used: number): [number, number] => [durationOf(p, false, used), costPerStep(p, used)];
    expect(takes(0)).toEqual([15, 1_500_000]);
    expect(takes(1 << collective_use)).toEqual([12, 1_200_000]);
    expect(takes(1 << engineering)).toEqual([11, 1_100_000]);
    expect(takes(1 << transfer)).toEqual([14, 1_350_000]);
    // 7.5 rounded up.
    expect(takes(EVERY_FACILITY)).toEqual([8, 750_000]);
    expect(durationOf(p, true, EVERY_FACILITY)).toBe(6);
    expect(leastCost(p, EVERY_FACILITY)).toBe(6 * 750_000);
  });

  it('let projects in as often as the place says, and are credited then', () => {
    const world = blankWorld();
    const { facility, facilityBehind } = world.levers.columns;
    expect(hasFacility(world, 3)).toBe(false);
    facility[3 * FACILITIES + FACILITY.engineering] = 0.4;
    facilityBehind[3 * FACILITIES + FACILITY.engineering] = 0b1000;
    expect([hasFacility(world, 3), hasFacility(world, 2)]).toEqual([true, false]);
    let used = 0;
    for (let t = 0; t < 400; t++) {
      world.streams.facility.moveTo(t);
      const set = useFacilities(world, 3);
      expect([0, 1 << FACILITY.engineering]).toContain(set);
      expect(facilityCredit(world, 3, set)).toBe(set === 0 ? 0 : 0b1000);
      if (set !== 0) used++;
    }
    expect(Math.abs(used - 160)).toBeLessThan(5 * Math.sqrt(400 * 0.24));
  });

  it('bring innovations sooner', () => {
    const without = runOf(SMALL, { steps: 60 });
    const withThem = runOf(SMALL, { steps: 60, policies: [use('shared_facilities', { budget: 1e6 })] });
    expect(figure(withThem, 'lead_time', 60)).toBeLessThan(figure(without, 'lead_time', 60) - 1);
  });
});

describe('training', () => {
  it('raises capacity toward a ceiling, and only what it added fades', () => {
    const world = blankWorld({ training_effect: 0.5, training_ceiling: 0.6, training_decay: 0.1 });
    const { trained, absorptive } = world.organisations.columns;
    const own = absorptive[0];
    const path: number[] = [];
    for (let t = 0; t < 40; t++) {
      world.levers.columns.training[0] = t < 20 ? 1 : 0;
      buildCapability.run(world);
      path.push(trained[0]);
    }
    expect(path[0]).toBeCloseTo(0.3, 12);
    expect(path[1]).toBeCloseTo(0.3 + 0.5 * 0.3 - 0.1 * 0.3, 12);
    expect(path[19]).toBeCloseTo(0.5, 6);
    expect(path[20]).toBeCloseTo(0.9 * path[19], 12);
    expect(path[39]).toBeGreaterThan(0);
    expect([absorptive[0], trained[1]]).toEqual([own, 0]);
  });

  it('lets more be absorbed', () => {
    const world = blankWorld();
    world.organisations.columns.trained[0] = 0.5;
    learn.run(world);
    const { receptivity, absorptive, inbound } = world.organisations.columns;
    expect(receptivity[0]).toBeCloseTo((absorptive[0] + 0.5 * (1 - absorptive[0])) * inbound[0], 12);
    expect(receptivity[1]).toBe(absorptive[1] * inbound[1]);
    const spillovers = (policies: ReturnType<typeof use>[]): number => figure(runOf(SMALL, { steps: 40, policies }), 'spillovers', 40);
    expect(spillovers([use('training', { budget: 1e6 })])).toBeGreaterThan(1.1 * spillovers([]));
  });
});

describe('rules of open innovation', () => {
  it('open organisations while they are in force, and leave no trace', () => {
    const world = blankWorld({ rules_openness: 0.5 });
    const { openness } = world.organisations.columns;
    const own = openness[0];
    const seen = [0.5, 1, 0, 0].map((cover) => {
      world.levers.columns.openRules[0] = cover;
      buildCapability.run(world);
      return openness[0];
    });
    expect(seen[0]).toBeCloseTo(own + 0.25 * (1 - own), 12);
    expect(seen[1]).toBeCloseTo(own + 0.5 * (1 - own), 12);
    expect([seen[2], seen[3], openness[1]]).toEqual([own, own, own]);
  });

  it('let results be used beyond openness where intellectual property is shared', () => {
    const world = blankWorld({ rules_sharing: 0.5, outbound_openness: 0.4 });
    world.levers.columns.sharing[0] = 1;
    expect(opennessOfResults(world, 0)).toBeCloseTo(0.7, 12);
    expect(opennessOfResults(world, 1)).toBe(0.4);
  });

  it('raise spillovers, each of the two ways', () => {
    const run = (values: Readonly<Record<string, number>>): number =>
      figure(runOf(SMALL, { steps: 60, policies: [use('open_innovation_rules', { budget: 1e6, ...values })] }), 'spillovers', 60);
    const without = figure(runOf(SMALL, { steps: 60 }), 'spillovers', 60);
    expect(run({ sharing: 0 })).toBeGreaterThan(1.1 * without);
    expect(run({ openness: 0 })).toBeGreaterThan(without);
  });
});

describe('procurement', () => {
  it('buys from firms that brought out something new lately, in equal orders', () => {
    const world = blankWorld();
    const log = world.innovations.columns;
    // Firm 0 twice, firm 1 long ago, firm 2 nothing new, firm 3 whose row belongs to another now, firm 4.
    const entries = [
      [1, 2, INNOVATION.newToIndustry],
      [0, 7, INNOVATION.newToIndustry],
      [0, 8, INNOVATION.newToIndustry],
      [2, 8, 0],
      [3, 8, INNOVATION.newToIndustry],
      [4, 9, INNOVATION.newToIndustry],
    ] as const;
    entries.forEach(([i, step, flags], n) => {
      log.step[n] = step;
      log.leader[n] = i === 3 ? 77 : i;
      log.leaderRow[n] = i;
      log.flags[n] = flags;
    });
    world.innovationCount = entries.length;
    world.step = 10;
    const { policy, values } = use('procurement', { budget: 500, order: 300 });
    policy.apply(world, values as Record<string, number>);
    expect([...world.levers.columns.order.subarray(0, 6)]).toEqual([25_000, 0, 0, 0, 25_000, 0]);
    policy.apply(world, values as Record<string, number>);
    expect(world.levers.columns.order[0]).toBe(30_000);
  });

  it('is real revenue, with the work that it takes', () => {
    const trade = (ordered: number): TrihelixWorld => {
      const world = blankWorld({ university_funding: 0, margin: 0.2, fixed_cost: 0, research_share: 0, tax_rate: 0, dividend: 0 });
      world.organisations.columns.share.fill(0);
      rebase(world);
      fillPurse(world, 3, 1_000);
      world.levers.columns.order[0] = ordered;
      world.levers.columns.orderFrom[0] = 3;
      market.run(world);
      return world;
    };
    const before = trade(0);
    const after = trade(50_000);
    expect(after.organisations.columns.revenue[0]).toBe(50_000);
    expect(after.organisations.columns.capital[0] - before.organisations.columns.capital[0]).toBe(10_000);
    // Households supply the work.
    expect(after.money.sectors[HOUSEHOLDS] - before.money.sectors[HOUSEHOLDS]).toBe(40_000);
    expect([after.programmes.purse[3], after.counts.output, after.counts.exported]).toEqual([50_000, 50_000, 0]);
    expect(totalMoney(after.money)).toBe(after.moneyAtStart);
  });

  it('raises output', () => {
    const output = (policies: ReturnType<typeof use>[]): number => figure(runOf(SMALL, { steps: 40, policies }), 'output', 40);
    expect(output([use('procurement', { budget: 1e6 })])).toBeGreaterThan(1.01 * output([]));
  });
});

describe('every service', () => {
  it.each(['training', 'open_innovation_rules', 'shared_facilities'] as const)(
    '%s spends in proportion to what it covers',
    (name: Instrument) => {
      const spent = (budget: number): number => {
        const world = blankWorld();
        const { policy, values } = use(name, { budget });
        policy.apply(world, values as Record<string, number>);
        return world.programmes.spent[numberOf(name)];
      };
      expect(Math.abs(spent(1_000) - 100_000)).toBeLessThan(3);
      expect(spent(1e9)).toBeLessThan(1e7);
    },
  );
});
