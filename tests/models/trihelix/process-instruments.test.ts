/** The instruments that fund the process: what they buy, for whom, and at which price. */
import { describe, expect, it } from 'vitest';
import { CALL, CALLS } from '../../../src/models/trihelix/levers.js';
import { numberOf } from '../../../src/models/trihelix/policies/instruments.js';
import { SCOPE } from '../../../src/models/trihelix/schema.js';
import { act, applied, rowsWithLevers, type Values } from './instrument-desk.js';
import { blankWorld, figure, runOf, SMALL, simulationOf, use } from './tiny-world.js';

describe('matchmaking', () => {
  const LEVERS = { blitz: 'blitz', round_table: 'roundTable', working_group: 'workingGroup', stakeholder_lobbying: 'lobbying' } as const;
  const FORMATS = Object.entries(LEVERS);
  /** Only this format has a weight. */
  const only = (format: string): Values => ({ blitz: 0, [format]: 1 });

  it('buys seats of its format for its group, and pays for what it buys', () => {
    for (const [format, lever] of FORMATS) {
      // Three seats for six firms, at 200 EUR each.
      const values = { budget: 600, ...only(format), [`${format}_cost`]: 200, scope: 'cross_border', target_kind: 'firms' };
      const world = applied('matchmaking', values);
      const { columns } = world.levers;
      for (const [, other] of FORMATS) expect(columns[other][3], `${format} ${other}`).toBe(other === lever ? 0.5 : 0);
      expect(columns.eventScope[3]).toBe(SCOPE.cross_border);
      expect(columns.eventFrom[3]).toBe(2);
      expect(world.programmes.purse[2]).toBe(0);
    }
  });

  it('divides its budget among formats by weight', () => {
    const costs = Object.fromEntries(FORMATS.map(([format]) => [`${format}_cost`, 100]));
    const weights = { blitz: 0.5, round_table: 0.25, stakeholder_lobbying: 0.25 };
    const { columns } = applied('matchmaking', { budget: 600, ...weights, ...costs, target_kind: 'firms' }).levers;
    expect(FORMATS.map(([, lever]) => columns[lever][0])).toEqual([0.5, 0.25, 0, 0.25]);
    const nothing = applied('matchmaking', { budget: 600, blitz: 0 });
    expect([nothing.programmes.purse[2], rowsWithLevers(nothing)]).toEqual([60_000, []]);
  });

  it('fills no calendar: four blitz meetings, one seat of the others', () => {
    for (const [format, lever] of FORMATS) {
      const most = format === 'blitz' ? 4 : 1;
      const world = applied('matchmaking', { budget: 100_000, ...only(format), [`${format}_cost`]: 100, target_kind: 'firms' });
      expect(world.levers.columns[lever][0], format).toBe(most);
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
    act(world, 'matchmaking', { budget: 100_000, ...only('working_group'), target_kind: 'firms' });
    expect(world.programmes.spent[2]).toBe(0);
  });
});

describe('working groups', () => {
  it('that meet in later quarters too are credited to who set them up, and keep its scope', () => {
    const groups = use('matchmaking', { budget: 60_000, blitz: 0, working_group: 1, scope: 'cross_industry', target_kind: 'firms' });
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

describe('the tasks of cluster management', () => {
  const levers = {
    brokers: 'brokers',
    infrastructure: 'facility',
    shared_services: 'facility',
    training: 'training',
    outsourcing: 'chainOpening',
    intellectual_property: 'sharing',
    niches: 'offer',
    joint_research: 'offer',
    inter_cluster: 'offer',
  } as const;
  const calls = { niches: CALL.niche, joint_research: CALL.joint, inter_cluster: CALL.interCluster } as const;

  it.each(Object.entries(levers))('%s works by the lever of the instrument that does the same', (task, lever) => {
    const { columns } = applied('cluster_management', { budget: 1_000, brokers: 0, [task]: 1, target_kind: 'firms' }).levers;
    for (const other of new Set(Object.values(levers)))
      expect(
        columns[other].some((value) => value !== 0),
        other,
      ).toBe(other === lever);
  });

  it.each(Object.entries(calls))('%s has a call of its own, and its money waits for projects', (task, call) => {
    const world = applied('cluster_management', { budget: 1_000, brokers: 0, [task]: 1, grant_share: 0.4, target_kind: 'firms' });
    const { offer, callFrom } = world.levers.columns;
    expect(Array.from({ length: CALLS }, (_, c) => offer[c])).toEqual(Array.from({ length: CALLS }, (_, c) => (c === call ? 0.4 : 0)));
    expect([callFrom[call], world.programmes.purse[3]]).toEqual([3, 100_000]);
  });

  it('have the conditions of their calls', () => {
    const all = { budget: 1_000, niches: 1, joint_research: 1, inter_cluster: 1 };
    const { callTeam, callClusters, callFocus, priorityLow } = applied('cluster_management', all).levers.columns;
    const terms = (call: number): number[] => [callTeam[call], callClusters[call], callFocus[call]];
    expect([CALL.niche, CALL.joint, CALL.interCluster].map(terms)).toEqual([
      [1, 1, 1],
      [2, 1, 0],
      [2, 2, 0],
    ]);
    expect([0, 1].map((r) => priorityLow[r * CALLS + CALL.niche])).not.toContain(0);
  });

  it('share the budget by weight, and add up with other instruments', () => {
    const world = blankWorld();
    act(world, 'training', { budget: 6_000, seat_cost: 2_000, target_kind: 'firms' });
    act(world, 'cluster_management', {
      budget: 4_000,
      brokers: 1,
      training: 1,
      training_cost: 1_000,
      broker_cost: 10_000,
      target_kind: 'firms',
    });
    const { training, trainingBehind, brokers } = world.levers.columns;
    // Half a place is bought for 6,000 EUR; of the missing half, at 1,000 EUR a place, 2,000 EUR buy two thirds.
    expect(training[0]).toBeCloseTo(0.5 + 2_000 / 6_000, 12);
    expect(trainingBehind[0]).toBe((1 << numberOf('training')) | 0b1000);
    expect(brokers[0]).toBeCloseTo(2_000 / (0.24 * 10_000), 12);
    expect([world.programmes.spent[3], world.programmes.spent[numberOf('training')]]).toEqual([400_000, 600_000]);
  });

  it('in a whole ecosystem pay for projects of teams, of several clusters where asked', () => {
    const wider = { ...SMALL, environment: 0.9, team_scope: 'multilateral', consensus: 1 } as const;
    const spent = (values: Values): number =>
      figure(
        runOf(wider, { steps: 60, policies: [use('cluster_management', { budget: 1e6, brokers: 0, ...values })] }),
        'policy_spending',
        60,
      );
    expect(spent({ joint_research: 1 })).toBeGreaterThan(spent({ inter_cluster: 1 }));
    expect(spent({ inter_cluster: 1 })).toBeGreaterThan(0);
    expect(spent({ niches: 1 })).toBeGreaterThan(0);
  });
});

describe('cooperation_platform', () => {
  it('pays places, in part where money is short', () => {
    const scarce = applied('cooperation_platform', { budget: 300, place_cost: 100, target_kind: 'firms' });
    expect([scarce.levers.columns.platform[0], scarce.programmes.purse[4]]).toEqual([0.5, 0]);
    const ample = applied('cooperation_platform', { budget: 700, place_cost: 100, target_kind: 'firms' });
    expect([ample.levers.columns.platform[0], ample.programmes.purse[4]]).toEqual([1, 10_000]);
  });

  it('divides its budget among its three search instruments by weight', () => {
    const weights = { search: 0.5, catalogue: 1, dissemination: 0.5 };
    const costs = { place_cost: 100, catalogue_cost: 100, dissemination_cost: 100 };
    const { columns } = applied('cooperation_platform', { budget: 600, ...weights, ...costs, target_kind: 'firms' }).levers;
    expect([columns.platform[0], columns.catalogue[0], columns.dissemination[0]]).toEqual([0.25, 0.5, 0.25]);
    const only = applied('cooperation_platform', { budget: 600, search: 0, catalogue: 1, target_kind: 'firms' }).levers.columns;
    expect([only.platform[0], only.searchRate[0], only.dissemination[0]]).toEqual([0, 0, 0]);
    expect(only.catalogue[0]).toBeGreaterThan(0);
  });
});
