/** Ties: which meetings become ties, how trust moves, when a tie ends. */
import { describe, expect, it } from 'vitest';
import { addMeeting } from '../../../src/models/trihelix/meetings.js';
import type { Parameters } from '../../../src/models/trihelix/parameters/index.js';
import { commitTies } from '../../../src/models/trihelix/phases/commit-ties.js';
import { decide, hasRoom, helixFactor, institutionalProximity, openTie } from '../../../src/models/trihelix/phases/decide.js';
import { growTrust } from '../../../src/models/trihelix/phases/grow-trust.js';
import { MEETING } from '../../../src/models/trihelix/schema.js';
import { rungOf } from '../../../src/models/trihelix/snapshots.js';
import type { TrihelixWorld } from '../../../src/models/trihelix/world.js';
import { blankWorld, GOVERNMENT_ROW, know, tie, UNIVERSITY_ROW } from './tiny-world.js';

/** Everybody accepts everybody, but for what the helix forbids. */
const EAGER = { accept_base: 10, accept_value: 10 } as const;

/** Rows that are tied after these two met in step t. */
function met(world: TrihelixWorld, pairs: readonly (readonly [number, number])[], t = 0): string[] {
  world.step = t;
  world.meetings.count = 0;
  for (const [i, j] of pairs) addMeeting(world, i, j, MEETING.chance, 0);
  decide.run(world);
  commitTies.run(world);
  return tiesOf(world);
}

function tiesOf({ network }: TrihelixWorld): string[] {
  return Array.from({ length: network.rows }, (_, e) => e)
    .filter((e) => network.alive[e] === 1)
    .map((e) => `${network.endA[e]}-${network.endB[e]}`);
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

describe('decide', () => {
  /** Firms 0 (region 0) and 1 (region 1, another country of the grouping) at cosine 0.6: d = 0.4, V = 0.96. */
  function two(overrides: Partial<Parameters> = {}): TrihelixWorld {
    const world = blankWorld(overrides);
    know(world, { 0: [1, 0, 0, 0], 1: [0.6, 0.8, 0, 0], 2: [0.6, 0.8, 0, 0], [UNIVERSITY_ROW]: [0.6, 0.8, 0, 0] });
    return world;
  }

  /** In how many of the steps, and in which, the pair would be tied if p were the chance: the addressed draws say it. */
  function expectChance(make: () => TrihelixWorld, i: number, j: number, p: number): void {
    const steps = Array.from({ length: 150 }, (_, t) => t);
    const world = make();
    const lucky = steps.filter((t) => {
      world.streams.accept.moveTo(t);
      return world.streams.accept.unit(Math.min(i, j), Math.max(i, j)) < p;
    });
    const tied = steps.filter((t) => met(make(), [[i, j]], t).length === 1);
    expect(tied).toEqual(lucky);
    expect(lucky.length).toBeGreaterThan(0);
    expect(lucky.length).toBeLessThan(150);
  }

  it('accepts with σ(U)² of the formula, inside a grouping', () => {
    const u = -2 + 3 * 0.96 + 1 * 0.3 + 1;
    expectChance(() => two(), 0, 1, sigmoid(u) ** 2);
  });

  it('accepts more readily inside a region, and less between kinds of another nearness', () => {
    expectChance(() => two(), 0, 2, sigmoid(-2 + 2.88 + 1 + 1) ** 2);
    expectChance(() => two({ environment: 0.2 }), 0, UNIVERSITY_ROW, sigmoid(-2 + 2.88 + 1 + 0.2) ** 2);
  });

  it('counts common partners as a share of the smaller neighbourhood', () => {
    const make = (): TrihelixWorld => {
      const world = two();
      for (const [i, j] of [
        [0, 3],
        [0, 4],
        [1, 3],
      ] as const)
        tie(world, i, j, 0.5);
      return world;
    };
    const world = make();
    expect(world.network.degree(1)).toBe(1);
    const steps = Array.from({ length: 150 }, (_, t) => t);
    const p = sigmoid(-2 + 2.88 + 0.3 + 1 + 1) ** 2;
    const lucky = steps.filter((t) => {
      world.streams.accept.moveTo(t);
      return world.streams.accept.unit(0, 1) < p;
    });
    expect(steps.filter((t) => met(make(), [[0, 1]], t).length === 4)).toEqual(lucky);
  });

  it('hears brokers: near inside the cluster, and wary of partners of little value', () => {
    const make = (): TrihelixWorld => {
      const world = two();
      world.levers.columns.brokers[0] = 1;
      world.levers.columns.brokers[2] = 0.5;
      return world;
    };
    const u = -2 + 2.88 + 1 + 1;
    expectChance(make, 0, 2, sigmoid(u + 0.5 + 0.46) * sigmoid(u + 0.25 + 0.23));
  });

  it('multiplies by the helix factor of the two kinds', () => {
    const helix = { ...EAGER, helix_university_firm: 0.4, helix_firm_government: 0, helix_university_government: 0.7 };
    const world = two(helix);
    expect(helixFactor(world, 0, 1)).toBe(1);
    expect(helixFactor(world, UNIVERSITY_ROW, 0)).toBe(0.4);
    expect(helixFactor(world, 0, GOVERNMENT_ROW)).toBe(0);
    expect(helixFactor(world, UNIVERSITY_ROW, GOVERNMENT_ROW)).toBe(0.7);
    expectChance(() => two(helix), 0, UNIVERSITY_ROW, 0.4);
    for (let t = 0; t < 30; t++) expect(met(world, [[0, GOVERNMENT_ROW]], t)).toEqual([]);
  });

  it('is the same whoever asked first', () => {
    for (let t = 0; t < 40; t++) expect(met(two(), [[0, 1]], t)).toHaveLength(met(two(), [[1, 0]], t).length);
  });

  it('binds capacity, those agreed in the same step included; who is first is drawn', () => {
    const kept = new Set<string>();
    for (let t = 0; t < 20; t++) {
      const world = blankWorld(EAGER);
      world.organisations.columns.tieCapacity[0] = 2;
      const pairs = [1, 2, 3].map((j) => [0, j] as const);
      const tied = met(world, [...pairs, [4, 5]], t);
      expect(tied).toHaveLength(3);
      expect(tied).toContain('4-5');
      expect([hasRoom(world, 0), hasRoom(world, 4)]).toEqual([false, true]);
      expect(met(world, [[0, 1]], t + 1)).toHaveLength(3);
      kept.add(tied.sort().join());
    }
    expect(kept.size).toBe(3);
  });

  it('values a government for its mandate, not for its knowledge', () => {
    const u = -2 + 3 * 0.5 + 1 + 0.6;
    expectChance(() => two({ government_value: 0.5 }), 0, GOVERNMENT_ROW, sigmoid(u) ** 2);
  });

  it('makes one tie of a pair, however often it meets', () => {
    const world = blankWorld(EAGER);
    expect(
      met(world, [
        [0, 1],
        [1, 0],
      ]),
    ).toEqual(['0-1']);
    expect(met(world, [[0, 1]], 1)).toEqual(['0-1']);
    expect(world.counts.newTies).toBe(1);
  });
});

describe('a new tie', () => {
  it('begins with the trust of its environment and of the format, and knows where it came from', () => {
    const world = blankWorld({ region_environment: [0.4, 0.8] });
    world.step = 7;
    openTie(world, 0, 1, MEETING.event, 0.4, 0.1);
    openTie(world, 0, 4, MEETING.local, 0.5, 0);
    commitTies.run(world);
    const { trust, distance, bornAt, channel } = world.ties.columns;
    expect(trust[0]).toBeCloseTo(0.15 + 0.2 * 0.6 + 0.1, 12);
    expect(trust[1]).toBeCloseTo(0.15 + 0.2 * 0.4, 12);
    expect([distance[0], bornAt[0], channel[0]]).toEqual([0.4, 7, MEETING.event]);
    const { newTies, newCrossBorderTies, newCrossClusterTies } = world.counts;
    expect([newTies, newCrossBorderTies, newCrossClusterTies]).toEqual([2, 1, 2]);
  });

  it('never begins with more than full trust', () => {
    const world = blankWorld({ new_trust: 0.9, new_trust_environment: 1 });
    openTie(world, 0, 1, MEETING.event, 0.4, 0.15);
    expect(world.ties.columns.trust[0]).toBe(1);
  });

  it('is not seen before it is committed', () => {
    const world = blankWorld(EAGER);
    openTie(world, 0, 1, MEETING.event, 0.4, 0);
    expect([world.network.count, world.scratch.pending[0]]).toEqual([0, 1]);
    commitTies.run(world);
    expect([world.network.count, world.scratch.pending[0]]).toEqual([1, 0]);
  });
});

describe('trust in a tie', () => {
  /** Trust after a step of the tie 0–1, half trusted, of two that are as far apart as is best; firm 0 has a third partner, too. */
  function grown(trust_closure: number, triangles: readonly number[]): number {
    const world = blankWorld({ trust_closure, trust_growth: 0.1, trust_decay: 0, environment: 1 });
    const e = tie(world, 0, 1, 0.5);
    world.ties.columns.distance[e] = 0.5;
    tie(world, 0, 5, 1);
    for (const third of triangles) for (const end of [0, 1]) tie(world, end, third, 1);
    growTrust.run(world);
    return world.ties.columns.trust[e] as number;
  }

  it('grows whoever else the two know, unless closure guards it', () => {
    expect(grown(0, [])).toBeCloseTo(0.55, 12);
    expect(grown(0, [2, 3])).toBeCloseTo(0.55, 12);
    expect(grown(1, [])).toBeCloseTo(0.55, 12);
  });

  it('grows faster by the share of common partners among those of the one with fewer', () => {
    expect(grown(1, [2])).toBeCloseTo(0.5 + 0.05 * (1 + 1 / 2), 12);
    expect(grown(1, [2, 3])).toBeCloseTo(0.5 + 0.05 * (1 + 2 / 3), 12);
    expect(grown(3, [2])).toBeCloseTo(0.5 + 0.05 * (1 + 3 / 2), 12);
  });
});

describe('credit for a tie', () => {
  /** The instruments behind a tie of firms 0 and 1 that met because of the set `behind`. */
  function creditOf(behind: number, prepare: (levers: TrihelixWorld['levers']['columns']) => void = () => undefined): number {
    const world = blankWorld();
    prepare(world.levers.columns);
    openTie(world, 0, 1, MEETING.event, 0.4, 0, behind);
    return world.ties.columns.exposure[0];
  }

  it('goes to what brought the two together', () => {
    expect(creditOf(0b100)).toBe(0b100);
    expect(creditOf(0)).toBe(0);
  });

  it('goes to brokers for the ties that they cover', () => {
    const covered = (share: number) => (levers: TrihelixWorld['levers']['columns']) => {
      levers.brokers.fill(share);
      levers.brokersBehind.fill(0b1000);
    };
    expect(creditOf(0, covered(1))).toBe(0b1000);
    const world = blankWorld();
    world.streams.broker.moveTo(0);
    const luck = world.streams.broker.unit(0, 1);
    expect(creditOf(0, covered(luck + 1e-9))).toBe(0b1000);
    expect(creditOf(0, covered(luck - 1e-9))).toBe(0);
  });
});

describe('grow-trust', () => {
  const half = (world: TrihelixWorld, e: number): void => {
    world.ties.columns.distance[e] = 0.5;
  };

  it('follows the formula: environment of both ends, value, nearness of kinds, helix', () => {
    const world = blankWorld({ region_environment: [0.4, 0.8], helix_university_firm: 0.5 });
    const same = tie(world, 0, 1, 0.3);
    const kinds = tie(world, 0, UNIVERSITY_ROW, 0.3);
    half(world, same);
    world.ties.columns.distance[kinds] = 0.25;
    growTrust.run(world);
    const { trust } = world.ties.columns;
    expect(trust[same]).toBeCloseTo(0.3 + 0.16 * 0.32 * 0.7 - 0.02, 12);
    expect(trust[kinds]).toBeCloseTo(0.3 + 0.16 * 0.16 * 0.75 * 0.4 * 0.5 * 0.7 - 0.02, 12);
    expect(institutionalProximity(world, 0, UNIVERSITY_ROW)).toBe(0.4);
  });

  it('is sped up by brokers on either side', () => {
    const world = blankWorld({ environment: 0 });
    const e = tie(world, 0, 1, 0.5);
    half(world, e);
    world.levers.columns.brokers[0] = 1;
    growTrust.run(world);
    expect(world.ties.columns.trust[e]).toBeCloseTo(0.5 + (0.05 / 2) * 0.5 - 0.02, 12);
  });

  it('ends a tie below the first rung, with the next commit', () => {
    const world = blankWorld({ environment: 0 });
    const lost = tie(world, 0, 1, 0.069);
    const kept = tie(world, 0, 2, 0.071);
    growTrust.run(world);
    expect(world.network.alive[lost]).toBe(1);
    commitTies.run(world);
    expect([world.network.alive[lost], world.network.alive[kept], world.network.degree(0)]).toEqual([0, 1, 1]);
  });

  it('keeps the ladder', () => {
    const world = blankWorld();
    expect([0, 0.049, 0.05, 0.25, 0.499, 0.5, 0.75, 1].map((trust) => rungOf(world, trust))).toEqual([0, 0, 1, 2, 2, 3, 4, 4]);
  });
});
