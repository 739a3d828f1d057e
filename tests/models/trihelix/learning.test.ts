/** Learning, research and publication: each channel alone on a world where the answer can be worked out by hand. */
import { describe, expect, it } from 'vitest';
import {
  allGains,
  channelGain,
  gainsByDistance,
  impliedKnowledge,
  openLedger,
  spilloverGain,
} from '../../../src/models/trihelix/knowledge-ledger.js';
import type { Parameters } from '../../../src/models/trihelix/parameters/index.js';
import { learn } from '../../../src/models/trihelix/phases/learn.js';
import { research } from '../../../src/models/trihelix/phases/research.js';
import { CHANNEL } from '../../../src/models/trihelix/schema.js';
import type { TrihelixWorld } from '../../../src/models/trihelix/world.js';
import { blankWorld, GOVERNMENT_ROW, know, knownBy, tie, UNIVERSITY_ROW } from './tiny-world.js';

/** Nobody learns or forgets by any channel unless a test turns one on. */
const STILL = {
  own_learning: 0,
  forgetting: 0,
  tie_learning: 0,
  local_learning: 0,
  public_learning: 0,
  basic_research: 0,
  publication: 0,
  mobility: 0,
} as const;

const still = (overrides: Partial<Parameters> = {}): TrihelixWorld => blankWorld({ ...STILL, ...overrides });

function gainBy({ ledger }: TrihelixWorld, channel: keyof typeof CHANNEL): number {
  return channelGain(ledger.step, ledger.sectors, CHANNEL[channel]);
}

/** The ledger must imply what the world holds. */
function expectBooked(world: TrihelixWorld): void {
  const held = world.organisations.columns.expertise.reduce((sum, value) => sum + value, 0);
  expect(impliedKnowledge(world.ledger)).toBeCloseTo(held, 12);
}

describe('own research', () => {
  it('closes a share of what is missing from the working level on; universities are quicker, governments stand still', () => {
    const world = still({ own_learning: 0.1 });
    know(world, { 0: [0.5, 0.3, 0.29, 0], [UNIVERSITY_ROW]: [0.5, 0, 0, 0], [GOVERNMENT_ROW]: [0.5, 0, 0, 0] });
    learn.run(world);
    const [a, b, c, d] = knownBy(world, 0);
    expect(a).toBeCloseTo(0.55, 12);
    expect(b).toBeCloseTo(0.37, 12);
    expect([c, d]).toEqual([0.29, 0]);
    expect(knownBy(world, UNIVERSITY_ROW)[0]).toBeCloseTo(0.575, 12);
    expect(knownBy(world, GOVERNMENT_ROW)[0]).toBe(0.5);
    expect(gainBy(world, 'own')).toBeCloseTo(0.05 + 0.07 + 0.075, 12);
    expectBooked(world);
  });

  it('never leads beyond full mastery, however quick', () => {
    const world = still({ own_learning: 1, local_learning: 1, public_learning: 1, inbound_openness: 1, environment: 1 });
    know(world, { 0: [0.4, 0.4, 0, 0], 2: [1, 1, 0, 0], [UNIVERSITY_ROW]: [0.5, 0.5, 0, 0] });
    world.regions.columns.reach.fill(1);
    learn.run(world);
    for (const mastery of world.organisations.columns.expertise) expect(mastery).toBeLessThanOrEqual(1);
    expectBooked(world);
  });
});

describe('forgetting', () => {
  it('fades what is not in use, most in the middle', () => {
    const world = still({ forgetting: 0.1 });
    know(world, { 0: [0.5, 0.5, 1, 0], [GOVERNMENT_ROW]: [0.5, 0, 0, 0] });
    world.organisations.columns.lastLow[0] = 0b1;
    learn.run(world);
    const [a, b, c, d] = knownBy(world, 0);
    expect([a, c, d]).toEqual([0.5, 1, 0]);
    expect(b).toBeCloseTo(0.475, 12);
    expect(knownBy(world, GOVERNMENT_ROW)[0]).toBe(0.5);
    expect(world.ledger.forgotten).toBeCloseTo(0.025, 12);
    expectBooked(world);
  });
});

describe('spillovers over ties', () => {
  const open = { tie_learning: 0.5, outbound_openness: 0.4, inbound_openness: 0.6, absorptive_capacity: 0.5 } as const;

  it('flow both ways from coordination on, by trust and openness', () => {
    const world = still(open);
    know(world, { 0: [0.9, 0.1, 0, 0], 3: [0.4, 0.5, 0, 0] });
    tie(world, 0, 3, 0.8);
    learn.run(world);
    const rate = 0.5 * 0.8 * 0.4 * 0.6 * 0.5;
    expect(knownBy(world, 3)[0]).toBeCloseTo(0.4 + rate * 0.25, 12);
    expect(knownBy(world, 0)[1]).toBeCloseTo(0.1 + rate * 0.4 * 0.6, 12);
    expect([knownBy(world, 0)[0], knownBy(world, 3)[1]]).toEqual([0.9, 0.5]);
    const { step, sectors } = world.ledger;
    expect(step.bySector[(CHANNEL.tie * sectors + 0) * sectors + 1]).toBeCloseTo(rate * 0.25, 12);
    expect(step.bySector[(CHANNEL.tie * sectors + 1) * sectors + 0]).toBeCloseTo(rate * 0.24, 12);
    expect(step.byRegion[0 * 2 + 1]).toBeCloseTo(rate * 0.25, 12);
    expect(step.nonPartner).toBe(0);
    expectBooked(world);
  });

  it('do not flow below coordination, nor into governments', () => {
    const world = still(open);
    know(world, { 0: [0.9, 0, 0, 0], 1: [0.1, 0, 0, 0], [GOVERNMENT_ROW]: [0.1, 0, 0, 0] });
    tie(world, 0, 1, 0.249);
    tie(world, 0, GOVERNMENT_ROW, 0.9);
    learn.run(world);
    expect([knownBy(world, 1)[0], knownBy(world, GOVERNMENT_ROW)[0]]).toEqual([0.1, 0.1]);
    expect(gainBy(world, 'tie')).toBe(0);
  });

  it('flow in the second word of domains too', () => {
    const world = still({ ...open, domains: 64 });
    const row = (mastery: number): number[] => Array.from({ length: 64 }, (_, d) => (d === 0 || d === 40 || d === 63 ? mastery : 0));
    know(world, { 0: row(0.9), 1: row(0.4) });
    tie(world, 0, 1, 0.8);
    learn.run(world);
    const gain = 0.5 * 0.8 * 0.4 * 0.6 * 0.5 * 0.25;
    for (const d of [0, 40, 63]) expect(knownBy(world, 1)[d]).toBeCloseTo(0.4 + gain, 12);
    expect(gainBy(world, 'tie')).toBeCloseTo(3 * gain, 12);
  });

  it('read the beginning of the step: a chain passes nothing on at once', () => {
    const world = still(open);
    know(world, { 0: [0.9, 0, 0, 0], 1: [0.4, 0, 0, 0], 2: [0.4, 0, 0, 0] });
    tie(world, 0, 1, 0.8);
    tie(world, 1, 2, 0.8);
    learn.run(world);
    expect(knownBy(world, 1)[0]).toBeGreaterThan(0.4);
    expect(knownBy(world, 2)[0]).toBe(0.4);
  });

  it('show each tie how far the two are from each other', () => {
    const world = still(open);
    know(world, { 0: [0.9, 0, 0, 0], 1: [0.54, 0.72, 0, 0] });
    const e = tie(world, 0, 1, 0.3);
    world.ties.columns.distance[e] = 0;
    learn.run(world);
    expect(world.ties.columns.distance[e]).toBeCloseTo(0.4, 12);
  });
});

describe('local spillovers', () => {
  const local = { local_learning: 0.5, outbound_openness: 0.4, inbound_openness: 0.6, absorptive_capacity: 0.5, environment: 0.8 } as const;
  const rate = 0.5 * 0.8 * 0.6 * 0.5 * 0.4;

  it('never come from oneself: who is the best, or as good, only forgets', () => {
    const world = still({ forgetting: 0.1, local_learning: 0.5, outbound_openness: 1, inbound_openness: 1, environment: 1 });
    know(world, { 0: [0.5, 0, 0, 0], 1: [0.5, 0, 0, 0] });
    world.organisations.columns.region.fill(0);
    learn.run(world);
    for (const i of [0, 1]) expect(knownBy(world, i)[0]).toBeCloseTo(0.475, 12);
    expect(gainBy(world, 'local')).toBe(0);
    expectBooked(world);
  });

  it('come from the best of the region, in domains already begun', () => {
    const world = still(local);
    know(world, { 0: [0.9, 0.9, 0, 0], 2: [0.4, 0.04, 0, 0], 4: [0.5, 0, 0, 0], 1: [0.4, 0.4, 0, 0] });
    learn.run(world);
    expect(knownBy(world, 2)[0]).toBeCloseTo(0.4 + rate * 0.25, 12);
    expect(knownBy(world, 2)[1]).toBe(0.04);
    expect(knownBy(world, 4)[0]).toBeCloseTo(0.5 + rate * 0.24, 12);
    expect([knownBy(world, 0), knownBy(world, 1)]).toEqual([
      [0.9, 0.9, 0, 0],
      [0.4, 0.4, 0, 0],
    ]);
    const { step, sectors } = world.ledger;
    expect(step.bySector[(CHANNEL.local * sectors + 0) * sectors + 1]).toBeCloseTo(rate * 0.24, 12);
    expect(gainsByDistance(step, world.distance)[0]).toBeCloseTo(rate * 0.49, 12);
    expectBooked(world);
  });

  it('are booked as those of strangers unless the best is a partner', () => {
    const world = still(local);
    know(world, { 0: [0.9, 0, 0, 0], 2: [0.4, 0, 0, 0], 4: [0.4, 0, 0, 0] });
    tie(world, 0, 2, 0.1);
    learn.run(world);
    expect(gainBy(world, 'local')).toBeCloseTo(2 * rate * 0.25, 12);
    expect(world.ledger.step.nonPartner).toBeCloseTo(rate * 0.25, 12);
  });
});

describe('publications', () => {
  it('collect what universities know better, by their openness', () => {
    const world = still({ publication: 0.5, university_openness: 0.8 });
    know(world, { [UNIVERSITY_ROW]: [0.5, 0, 0, 0] });
    world.regions.columns.pool[0] = 0.1;
    research.run(world);
    expect(world.regions.columns.pool[0]).toBeCloseTo(0.1 + 0.5 * 0.8 * 0.4, 12);
    expect([...world.regions.columns.pool.subarray(1)]).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('can be read elsewhere with a discount for every level of distance, the best first', () => {
    const world = still({ regions: 4, firms: 8, countries: 3, integration_groups: 2, public_distance: 0.5 });
    const { pool, reach, reachFrom } = world.regions.columns;
    // Regions 0 and 1 are of one country, 2 of their grouping, 3 of none of it.
    pool[0] = 0.8;
    pool[2 * 4] = 0.3;
    research.run(world);
    expect([0, 1, 2, 3].map((r) => reach[r * 4])).toEqual([0.8, 0.4, 0.3, 0.1]);
    expect([0, 1, 2, 3].map((r) => reachFrom[r * 4])).toEqual([0, 0, 2, 0]);
  });

  it('teach in domains already begun, and are booked by publisher and place', () => {
    const world = still({ public_learning: 0.5, inbound_openness: 0.6, absorptive_capacity: 0.5 });
    know(world, { 0: [0.3, 0.04, 0, 0], 1: [0.3, 0, 0, 0] });
    const { reach, reachFrom, poolSector } = world.regions.columns;
    reach.set([0.7, 0.7, 0, 0, 0.5, 0, 0, 0]);
    reachFrom.fill(0);
    // Sectors: industries 0 and 1, science 2, government 3.
    poolSector.fill(2);
    learn.run(world);
    const [near, far] = [0.15 * 0.4 * 0.6, 0.15 * 0.2 * 0.8];
    expect(knownBy(world, 0)[0]).toBeCloseTo(0.3 + near, 12);
    expect(knownBy(world, 0)[1]).toBe(0.04);
    expect(knownBy(world, 1)[0]).toBeCloseTo(0.3 + far, 12);
    const { step, sectors } = world.ledger;
    expect(step.bySector[(CHANNEL.public * sectors + 2) * sectors + 0]).toBeCloseTo(near + far, 12);
    expect([step.byRegion[0], step.byRegion[1]].map((gain) => Math.round(gain * 1e9))).toEqual(
      [near, far].map((gain) => Math.round(gain * 1e9)),
    );
    expect(step.nonPartner).toBeCloseTo(near + far, 12);
    expectBooked(world);
  });
});

describe('basic research', () => {
  it('raises a university to the working level in one domain, which then is its own', () => {
    const world = still({ basic_research: 1 });
    research.run(world);
    const row = knownBy(world, UNIVERSITY_ROW);
    expect(row.filter((mastery) => mastery === 0.3)).toHaveLength(1);
    expect(row.filter((mastery) => mastery === 0)).toHaveLength(3);
    expect(world.organisations.columns.foundedLow[UNIVERSITY_ROW]).toBe(1 << row.indexOf(0.3));
    expect(gainBy(world, 'own')).toBeCloseTo(0.3, 12);
    expectBooked(world);
  });

  it('lowers nothing that is known already', () => {
    const world = still({ basic_research: 1 });
    know(world, { [UNIVERSITY_ROW]: [0.9, 0.9, 0.9, 0.9] });
    research.run(world);
    expect(knownBy(world, UNIVERSITY_ROW)).toEqual([0.9, 0.9, 0.9, 0.9]);
  });
});

describe('mobility', () => {
  it('carries a share of the lead in one domain from firm to firm', () => {
    const world = still({ mobility: 1, mobility_share: 0.25, universities: 0 });
    know(world, Object.fromEntries([0, 1, 2, 3, 4].map((i) => [i, [0.8, 0.8, 0.8, 0.8]])));
    for (let t = 0; t < 40 && gainBy(world, 'mobility') === 0; t++) {
      world.step = t;
      research.run(world);
    }
    // Only firm 5 has something to learn.
    const gained = knownBy(world, 5).filter((mastery) => mastery > 0);
    expect(gained).toHaveLength(1);
    expect(gained[0]).toBeCloseTo(0.2, 12);
    expect(gainBy(world, 'mobility')).toBeCloseTo(0.2, 12);
    expectBooked(world);
  });

  it('does not happen at rate 0', () => {
    const world = still();
    know(world, { 0: [0.8, 0.8, 0.8, 0.8] });
    for (let t = 0; t < 20; t++) research.run(world);
    expect(allGains(world.ledger.step)).toBe(0);
  });
});

describe('the ledger', () => {
  it('moves its balance by what a step booked, and begins the next one empty', () => {
    const world = blankWorld();
    know(world, { 0: [0.5, 0.5, 0, 0], 2: [0.9, 0.3, 0, 0], [UNIVERSITY_ROW]: [0.9, 0.9, 0.9, 0] });
    tie(world, 0, 2, 0.9);
    for (let t = 0; t < 5; t++) {
      world.step = t;
      openLedger(world.ledger);
      expect(allGains(world.ledger.step)).toBe(0);
      learn.run(world);
      research.run(world);
      expectBooked(world);
      expect(spilloverGain(world.ledger.step, world.ledger.sectors)).toBeCloseTo(
        gainBy(world, 'tie') + gainBy(world, 'local') + gainBy(world, 'public') + gainBy(world, 'mobility') + gainBy(world, 'analogy'),
        12,
      );
    }
  });
});
