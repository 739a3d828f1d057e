/** Catalogue, dissemination and stakeholder lobbying: what their levers do in the tiny world, and in a whole ecosystem. */
import { describe, expect, it } from 'vitest';
import { channelGain } from '../../../src/models/trihelix/knowledge-ledger.js';
import type { Parameters } from '../../../src/models/trihelix/parameters/index.js';
import { disseminate } from '../../../src/models/trihelix/phases/disseminate.js';
import { meet } from '../../../src/models/trihelix/phases/meet.js';
import { CHANNEL, MEETING } from '../../../src/models/trihelix/schema.js';
import type { TrihelixWorld } from '../../../src/models/trihelix/world.js';
import { blankWorld, figure, GOVERNMENT_ROW, know, knownBy, runOf, SMALL, simulationOf, UNIVERSITY_ROW, use } from './tiny-world.js';

/** Nobody meets by themselves. */
const quiet = (overrides: Partial<Parameters> = {}): TrihelixWorld => blankWorld({ meeting_rate: 0, ...overrides });

function pairsAt(world: TrihelixWorld, step: number): [number, number, number][] {
  world.step = step;
  meet.run(world);
  const { a, b, channel, count } = world.meetings;
  return Array.from({ length: count }, (_, m) => [a[m], b[m], channel[m]]);
}

describe('a competence catalogue', () => {
  it('lets those who are listed meet each other, as often as the listing says', () => {
    const world = quiet({ catalogue_rate: 0.5 });
    world.levers.columns.catalogue.set([1, 1, 0.5], 0);
    world.levers.columns.catalogueBehind.fill(0b10000);
    let met = 0;
    for (let t = 0; t < 200; t++) {
      for (const [a, b, channel] of pairsAt(world, t)) {
        expect([a < 3, b < 3, a === b, channel]).toEqual([true, true, false, MEETING.search]);
        expect(world.meetings.exposure[0]).toBe(0b10000);
        met++;
      }
    }
    expect(Math.abs(met - 250)).toBeLessThan(5 * Math.sqrt(250));
  });

  it('is of no use to one alone', () => {
    const world = quiet({ catalogue_rate: 1 });
    world.levers.columns.catalogue[0] = 1;
    expect(pairsAt(world, 0)).toEqual([]);
  });

  it('lets a search compare more members', () => {
    const world = quiet({
      firms: 40,
      spare_rows: 0,
      regions: 1,
      universities: 0,
      search_sample: 1,
      catalogue_looks: 60,
      catalogue_rate: 0,
    });
    // Only firm 1 complements firm 0; the others know the same as firm 0.
    know(world, Object.fromEntries(Array.from({ length: 40 }, (_, i) => [i, i === 1 ? [0.5, 0.866, 0, 0] : [1, 0, 0, 0]])));
    const found = (listed: number): number => {
      let best = 0;
      for (let t = 0; t < 60; t++) {
        world.levers.columns.platform.fill(1, 0, 40);
        world.levers.columns.searchRate[0] = 1;
        world.levers.columns.catalogue[0] = listed;
        if (pairsAt(world, t).some(([a, b]) => a === 0 && b === 1)) best++;
      }
      return best;
    };
    expect(found(0)).toBeLessThan(10);
    expect(found(1)).toBeGreaterThan(30);
  });
});

describe('dissemination', () => {
  /** Region 1 has published domain 0; firm 0 of region 0 has begun it. Regions are of two countries of one grouping. */
  function published(cover: number): TrihelixWorld {
    const world = blankWorld({ public_distance: 0.5, dissemination_reach: 1, public_learning: 0.1 });
    know(world, { 0: [0.1, 0, 0, 0] });
    const { receptivity, begunLow } = world.organisations.columns;
    receptivity.fill(1);
    begunLow.fill(0b1);
    world.regions.columns.pool[4] = 0.8;
    world.regions.columns.reach[0] = 0.2;
    world.levers.columns.dissemination.fill(cover);
    disseminate(world);
    return world;
  }

  it('lets members learn what is published elsewhere, with less discount for distance', () => {
    const world = published(1);
    // Without discount 0.8 can be read; anybody reads 0.2.
    const lead = 0.8 - 0.2;
    const gain = 0.1 * lead * (1 - lead);
    expect(knownBy(world, 0)[0]).toBeCloseTo(0.1 + gain, 12);
    expect(channelGain(world.ledger.step, world.ledger.sectors, CHANNEL.public)).toBeGreaterThan(gain - 1e-12);
  });

  it('teaches nothing beyond what can be read anyway where nobody takes part', () => {
    expect(knownBy(published(0), 0)[0]).toBe(0.1);
    expect(channelGain(published(0).ledger.step, published(0).ledger.sectors, CHANNEL.public)).toBe(0);
  });

  it('raises public spillovers, and keeps the books', () => {
    const gains = (dissemination: number): number => {
      const policies = dissemination > 0 ? [use('cooperation_platform', { budget: 1e6, search: 0, dissemination })] : [];
      const simulation = simulationOf(SMALL, { policies, steps: 40, checked: true });
      for (let t = 0; t < 40; t++) simulation.advance();
      const { total, sectors } = simulation.world.ledger;
      return channelGain(total, sectors, CHANNEL.public);
    };
    expect(gains(1)).toBeGreaterThan(1.05 * gains(0));
  });
});

describe('stakeholder lobbying', () => {
  it('brings each who attends together with one of each other kind, from the own region where there is one', () => {
    const world = quiet({ regions: 2, universities: 2, firms: 6, spare_rows: 0 });
    world.levers.columns.lobbying.fill(1);
    world.levers.columns.eventFrom.fill(2);
    const { kind, region } = world.organisations.columns;
    const pairs = pairsAt(world, 0);
    // Ten organisations, two other kinds each.
    expect(pairs).toHaveLength(20);
    for (const [a, b, channel] of pairs) expect([kind[a] === kind[b], channel]).toEqual([false, MEETING.event]);
    expect(pairs.filter(([a, b]) => region[a] === region[b]).length).toBeGreaterThan(17);
    expect([world.meetings.exposure[0], world.meetings.bonus[0]]).toEqual([0b100, 0.1]);
  });

  it('invites only whom it reaches', () => {
    const world = quiet();
    world.levers.columns.lobbying[0] = world.levers.columns.lobbying[GOVERNMENT_ROW] = 1;
    expect(pairsAt(world, 0).map(([a, b]) => [a, b])).toEqual([
      [0, GOVERNMENT_ROW],
      [GOVERNMENT_ROW, 0],
    ]);
    world.levers.columns.lobbying[GOVERNMENT_ROW] = 0;
    world.levers.columns.lobbying[2] = 1;
    expect(pairsAt(world, 0)).toEqual([]);
    world.levers.columns.lobbying[UNIVERSITY_ROW] = 0.5;
    expect([20, 21, 22, 23].flatMap((t) => pairsAt(world, t)).length).toBeGreaterThan(8);
  });

  it('makes ties across kinds, where blitz meetings make few', () => {
    /** Share of ties that join two kinds, where nobody meets otherwise. */
    const crossing = (weights: Readonly<Record<string, number>>): number => {
      const policies = [use('matchmaking', { budget: 10_000, ...weights })];
      const simulation = simulationOf({ ...SMALL, meeting_rate: 0 }, { policies, steps: 24, checked: true });
      for (let t = 0; t < 24; t++) simulation.advance();
      const { network, organisations } = simulation.world;
      const { kind } = organisations.columns;
      const ties = Array.from({ length: network.rows }, (_, e) => e).filter((e) => network.alive[e] === 1);
      expect(ties.length).toBeGreaterThan(10);
      return ties.filter((e) => kind[network.endA[e]] !== kind[network.endB[e]]).length / ties.length;
    };
    expect(crossing({ blitz: 0, stakeholder_lobbying: 1 })).toBe(1);
    expect(crossing({})).toBeLessThan(0.6);
  });
});

describe('a catalogue in a whole ecosystem', () => {
  it('makes ties across borders', () => {
    const ties = (policies: ReturnType<typeof use>[]): number => figure(runOf(SMALL, { steps: 40, policies }), 'cross_border_ties', 40);
    expect(ties([use('cooperation_platform', { budget: 1e6, search: 0, catalogue: 1 })])).toBeGreaterThan(ties([]));
  });
});
