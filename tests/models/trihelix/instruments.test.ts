/** The instruments: levers and money only, the target group only, never more than the purse, nothing for nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trihelix } from '../../../src/models/trihelix/index.js';
import { CALL } from '../../../src/models/trihelix/levers.js';
import { PROGRAMMES, totalMoney } from '../../../src/models/trihelix/money.js';
import { INSTRUMENTS, type Instrument, numberOf } from '../../../src/models/trihelix/policies/instruments.js';
import { act, applied, readyWorld, restOf, rowsWithLevers, type Values } from './instrument-desk.js';
import { at, blankWorld, GOVERNMENT_ROW, rebase, runOf, SMALL, seriesOf, simulationOf, UNIVERSITY_ROW, use } from './tiny-world.js';

/** Money enough to reach everybody of the tiny world a little. */
const ENOUGH = 10_000;

describe.each(INSTRUMENTS)('%s', (name) => {
  const k = numberOf(name);

  it('writes levers and public money, and nothing else', () => {
    const world = readyWorld();
    const before = restOf(world);
    const total = totalMoney(world.money);
    act(world, name, { budget: ENOUGH });
    expect(restOf(world)).toEqual(before);
    expect(Object.values(world.levers.columns).some((column) => column.some((value) => value !== 0))).toBe(true);
    expect(totalMoney(world.money)).toBe(total);
    expect([...world.programmes.asked].map((cents, n) => [n, cents]).filter(([, cents]) => cents !== 0)).toEqual([[k, ENOUGH * 100]]);
  });

  it('never spends more than its purse holds, and keeps the rest', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000_000), { minLength: 1, maxLength: 4 }), fc.boolean(), (budgets, captured) => {
        const world = blankWorld({ government_capture: captured ? 0.3 : 0 });
        for (const cents of budgets) if (cents > 0) act(world, name, { budget: cents / 100 });
        const { purse, spent, received } = world.programmes;
        expect(purse[k]).toBeGreaterThanOrEqual(0);
        expect(purse[k] + spent[k]).toBe(received[k]);
        expect(world.money.sectors[PROGRAMMES]).toBe(purse[k]);
        expect(received[k]).toBe(budgets.reduce((sum, cents) => sum + cents, 0));
      }),
    );
  });

  it('at budget 0 is as if it were not there', () => {
    const without = runOf(SMALL);
    expect(runOf(SMALL, { policies: [use(name, { budget: 0 })] })).toEqual(without);
    expect(runOf(SMALL, { policies: [use(name, { budget: () => 0 })] })).toEqual(without);
  });

  it('that begins at a step leaves the steps before as they were, and changes those after', () => {
    const without = runOf(SMALL, { steps: 16 });
    const late = runOf(SMALL, { steps: 16, policies: [use(name, { budget: (t) => (t < 7 ? 0 : 2_000_000) })] });
    expect(seriesOf(late, 7)).toEqual(seriesOf(without, 7));
    expect(seriesOf(late, 16)).not.toEqual(seriesOf(without, 16));
  });

  it('takes its levers back when it ends', () => {
    const simulation = simulationOf(SMALL, { policies: [use(name, { budget: (t) => (t < 3 ? 100_000 : 0) })] });
    for (let t = 0; t < 4; t++) simulation.advance();
    for (const column of Object.values(simulation.world.levers.columns)) expect(column.every((value) => value === 0)).toBe(true);
  });

  it('reaches nobody where everything is captured', () => {
    const spent = use(name, { budget: 1_000_000 });
    const captured = runOf({ ...SMALL, government_capture: 1 }, { policies: [spent] });
    const without = runOf({ ...SMALL, government_capture: 1 });
    const money = ['policy_spending', 'policy_unspent', 'diverted', 'innovations_per_million', 'spillovers_per_million'];
    expect(seriesOf(captured, 12, money)).toEqual(seriesOf(without, 12, money));
    expect([at(captured, 'diverted', 5), at(captured, 'policy_spending', 5), at(captured, 'policy_unspent', 5)]).toEqual([1, 1, 0]);
    const simulation = simulationOf({ ...SMALL, government_capture: 1 }, { policies: [spent], steps: 24 });
    for (let t = 0; t < 24; t++) simulation.advance();
    expect(simulation.world.innovationCount).toBeGreaterThan(0);
    expect(simulation.world.programmes.credit.every((credit) => credit === 0)).toBe(true);
  });
});

const TARGETED = INSTRUMENTS.filter((name) =>
  trihelix.policies.some((policy) => policy.name === name && 'target_kind' in policy.parameters),
);
/** Governments lead no projects, so nothing for projects is for them. */
const PROJECT_MONEY: readonly string[] = ['rd_subsidy', 'collaboration_grant', 'smart_specialisation', 'joint_fund', 'shared_facilities'];

describe.each(TARGETED)('the target group of %s', (name) => {
  const reached = (values: Values): number[] => rowsWithLevers(applied(name, { budget: ENOUGH, ...values }));
  const governments = PROJECT_MONEY.includes(name) ? [] : [GOVERNMENT_ROW, GOVERNMENT_ROW + 1];

  it('is of the kind, region and industry that it names, and living', () => {
    expect(reached({ target_kind: 'firms' })).toEqual([0, 1, 2, 3, 4, 5]);
    expect(reached({ target_kind: 'governments' })).toEqual(governments);
    expect(reached({ target_kind: 'all' })).toEqual([0, 1, 2, 3, 4, 5, UNIVERSITY_ROW, ...governments]);
    expect(reached({ target_kind: 'all', target_region: 0 })).toEqual([0, 2, 4, UNIVERSITY_ROW, ...governments.slice(0, 1)]);
    expect(reached({ target_kind: 'firms', target_industry: 1 })).toEqual([3, 4, 5]);
    expect(reached({ target_kind: 'firms', target_region: 1, target_industry: 1 })).toEqual([3, 5]);
  });

  it('may be empty: then no service is paid for', () => {
    const world = applied(name, { budget: ENOUGH, target_region: 200 });
    expect(rowsWithLevers(world)).toEqual([]);
    expect(world.programmes.purse[numberOf(name)]).toBe(ENOUGH * 100);
  });
});

describe.each(['tax_credit', 'procurement'] as const)('the target group of %s', (name) => {
  it('is of firms of the region and industry that it names', () => {
    const reached = (values: Values): number[] => {
      const world = readyWorld();
      act(world, name, { budget: ENOUGH, ...values });
      return rowsWithLevers(world);
    };
    expect(reached({})).toEqual([0, 1, 2, 3, 4, 5]);
    expect(reached({ target_region: 1 })).toEqual([1, 3, 5]);
    expect(reached({ target_industry: 1 })).toEqual([3, 4, 5]);
  });
});

describe('rd_subsidy', () => {
  it('offers its grant in cents', () => {
    const { levers, programmes } = applied('rd_subsidy', { budget: 50_000, grant: 1234.56 });
    const { offer, offerLimit, callFrom } = levers.columns;
    expect([offer[CALL.research], offerLimit[CALL.research], callFrom[CALL.research]]).toEqual([1, 123_456, 0]);
    expect(programmes.purse[0]).toBe(5_000_000);
  });
});

describe('collaboration_grant', () => {
  it('offers its share under its conditions', () => {
    const values = { budget: 1, share: 0.4, minimum_kinds: 2, minimum_industries: 3, minimum_regions: 4 };
    const { columns } = applied('collaboration_grant', values).levers;
    expect([columns.offer[CALL.team], columns.callFrom[CALL.team], columns.callTeam[CALL.team]]).toEqual([0.4, 1, 2]);
    expect([columns.callKinds[CALL.team], columns.callIndustries[CALL.team], columns.callRegions[CALL.team]]).toEqual([2, 3, 4]);
  });
});

describe('institution_building', () => {
  it('lifts all regions alike, or the one it names', () => {
    const all = applied('institution_building', { budget: 3_000, point_cost: 1_000 });
    expect([...all.levers.columns.environmentLift.subarray(0, 3)].map((lift) => Math.round(lift * 1e9) / 1e9)).toEqual([0.015, 0.015, 0]);
    const one = applied('institution_building', { budget: 3_000, point_cost: 1_000, target_region: 1 });
    expect([...one.levers.columns.environmentLift.subarray(0, 3)].map((lift) => Math.round(lift * 1e9) / 1e9)).toEqual([0, 0.03, 0]);
    expect([all.programmes.purse[5], one.programmes.purse[5]]).toEqual([0, 0]);
  });

  it('does nothing for a region that is not there, and keeps the money', () => {
    const world = applied('institution_building', { budget: 3_000, target_region: 9 });
    expect(world.levers.columns.environmentLift.every((lift) => lift === 0)).toBe(true);
    expect(world.programmes.purse[5]).toBe(300_000);
  });
});

/** Instruments that find takers for a small budget in every quarter. */
const SPENDING: readonly Instrument[] = [
  'rd_subsidy',
  'collaboration_grant',
  'matchmaking',
  'cluster_management',
  'cooperation_platform',
  'institution_building',
  'tax_credit',
  'training',
  'open_innovation_rules',
  'shared_facilities',
];

describe('money that is wanted', () => {
  it('is spent: purses are empty at the end of a quarter but for what was too little for anything', () => {
    const policies = SPENDING.map((name) => use(name, { budget: 4_000 }));
    const simulation = simulationOf({ ...SMALL, environment: 0.9, firms: 80 }, { policies, steps: 40 });
    for (let t = 0; t < 40; t++) simulation.advance();
    const { purse, names } = simulation.world.programmes;
    const left = Object.fromEntries(names.map((name, k) => [name, purse[k]]));
    // A cent may be lost to rounding seats, or to each claim; grants go to the next who can pay the rest.
    const room = (name: string): number => (name.includes('grant') ? 2 * 400_000 : name === 'tax_credit' ? 100 : 3);
    for (const [name, cents] of Object.entries(left))
      if (SPENDING.includes(name as Instrument)) expect(cents, name).toBeLessThanOrEqual(room(name));
  });

  it('is counted in the metrics', () => {
    const result = runOf(SMALL, { policies: [use('cooperation_platform', { budget: 1_000 })] });
    for (const t of [0, 5, 11]) expect([at(result, 'policy_spending', t), at(result, 'policy_unspent', t)]).toEqual([0.001, 0]);
  });
});

describe('capture', () => {
  it('takes its share of every budget', () => {
    const world = applied('institution_building', { budget: 1_000 }, { government_capture: 0.25 });
    rebase(world);
    expect([world.programmes.diverted, world.programmes.spent[5]]).toEqual([25_000, 100_000]);
  });
});
