/** The instruments that fund the process: what they buy, for whom, and at which price. */
import { describe, expect, it } from 'vitest';
import { SCOPE } from '../../../src/models/trihelix/schema.js';
import { act, applied, rowsWithLevers } from './instrument-desk.js';
import { blankWorld, SMALL, simulationOf, use } from './tiny-world.js';

describe('matchmaking', () => {
  it('buys seats of its format for its group, and pays for what it buys', () => {
    const formats = { blitz: 'blitz', round_table: 'roundTable', working_group: 'workingGroup' } as const;
    for (const [format, lever] of Object.entries(formats)) {
      // Three seats for six firms, at 200 EUR each.
      const world = applied('matchmaking', { budget: 600, [`${format}_cost`]: 200, format, scope: 'cross_border', target_kind: 'firms' });
      const { columns } = world.levers;
      for (const other of Object.values(formats)) expect(columns[other][3], `${format} ${other}`).toBe(other === lever ? 0.5 : 0);
      expect(columns.eventScope[3]).toBe(SCOPE.cross_border);
      expect(columns.eventFrom[3]).toBe(2);
      expect(world.programmes.purse[2]).toBe(0);
    }
  });

  it('fills no calendar: four blitz meetings, one seat of the others', () => {
    for (const [format, most] of [
      ['blitz', 4],
      ['round_table', 1],
      ['working_group', 1],
    ] as const) {
      const world = applied('matchmaking', { budget: 100_000, [`${format}_cost`]: 100, format, target_kind: 'firms' });
      expect(Math.max(world.levers.columns.blitz[0], world.levers.columns.roundTable[0], world.levers.columns.workingGroup[0])).toBe(most);
      expect(world.programmes.spent[2]).toBe(6 * most * 10_000);
    }
  });

  it('needs two to meet', () => {
    const world = applied('matchmaking', { budget: 1_000, target_kind: 'universities' });
    expect([world.programmes.spent[2], rowsWithLevers(world)]).toEqual([0, []]);
  });

  it('pays no second time for a place in a working group that stands', () => {
    const world = blankWorld();
    world.organisations.columns.group.fill(1, 0, 6);
    world.organisations.columns.groupUntil.fill(3, 0, 6);
    world.step = 1;
    act(world, 'matchmaking', { budget: 100_000, format: 'working_group', target_kind: 'firms' });
    expect(world.programmes.spent[2]).toBe(0);
  });
});

describe('working groups', () => {
  it('that meet in later quarters too are credited to who set them up, and keep its scope', () => {
    const groups = use('matchmaking', { budget: 60_000, format: 'working_group', scope: 'cross_industry', target_kind: 'firms' });
    const simulation = simulationOf({ ...SMALL, meeting_rate: 0 }, { policies: [groups], steps: 12 });
    for (let t = 0; t < 12; t++) simulation.advance();
    const { network, ties, organisations } = simulation.world;
    const alive = Array.from({ length: network.rows }, (_, e) => e).filter((e) => network.alive[e] === 1);
    expect(alive.length).toBeGreaterThan(10);
    const { industry } = organisations.columns;
    for (const e of alive) {
      expect(ties.columns.exposure[e], `tie of step ${ties.columns.bornAt[e]}`).toBe(0b100);
      expect(industry[network.endA[e]], `tie of step ${ties.columns.bornAt[e]}`).not.toBe(industry[network.endB[e]]);
    }
  });
});

describe('cluster_management', () => {
  it('pays brokers by the number they look after, and no more', () => {
    const values = { broker_cost: 10_000, broker_reach: 12, target_kind: 'firms' } as const;
    // Six firms take half a broker: 5,000 EUR.
    const scarce = applied('cluster_management', { ...values, budget: 1_250 });
    expect([scarce.levers.columns.brokers[0], scarce.programmes.purse[3]]).toEqual([0.25, 0]);
    const ample = applied('cluster_management', { ...values, budget: 6_000 });
    expect([ample.levers.columns.brokers[0], ample.programmes.purse[3]]).toEqual([1, 100_000]);
  });
});

describe('cooperation_platform', () => {
  it('pays places, in part where money is short', () => {
    const scarce = applied('cooperation_platform', { budget: 300, place_cost: 100, target_kind: 'firms' });
    expect([scarce.levers.columns.platform[0], scarce.programmes.purse[4]]).toEqual([0.5, 0]);
    const ample = applied('cooperation_platform', { budget: 700, place_cost: 100, target_kind: 'firms' });
    expect([ample.levers.columns.platform[0], ample.programmes.purse[4]]).toEqual([1, 10_000]);
  });
});
