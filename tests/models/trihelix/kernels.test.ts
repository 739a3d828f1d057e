/** Kernels on arrays of three to six elements: what can be worked out on paper is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockOf, distanceLevels, placeOf } from '../../../src/models/trihelix/geography.js';
import { breadthOf, coreDomain, coreStart, homeIndustry, propensityOf } from '../../../src/models/trihelix/industries.js';
import { bookGain, cognitiveDistance, partnerValue, transfer } from '../../../src/models/trihelix/knowledge.js';
import { channelGain, gainsByDistance, impliedKnowledge } from '../../../src/models/trihelix/knowledge-ledger.js';
import { nextTrust } from '../../../src/models/trihelix/phases/grow-trust.js';
import { keepLuckiest, priority, rowOf } from '../../../src/models/trihelix/priority.js';
import { costPerStep, durationOf } from '../../../src/models/trihelix/project-plan.js';
import { CHANNEL } from '../../../src/models/trihelix/schema.js';
import { blankWorld, defaults, know, knownBy, UNIVERSITY_ROW } from './tiny-world.js';

const unit = fc.nat(1000).map((n) => n / 1000);

describe('distance and value of a partner', () => {
  const rows = Float64Array.of(1, 0, 0, 0, 1, 0, 1, 1, 0, 2, 2, 0, 0, 0, 0);
  const distance = (i: number, j: number): number => cognitiveDistance(rows, 3, i, j);

  it('is 1 without common domains, 0 for the same mixture, 1 − 1/√2 between one domain and two', () => {
    expect(distance(0, 1)).toBe(1);
    expect(distance(2, 3)).toBeCloseTo(0, 15);
    expect(distance(0, 2)).toBeCloseTo(1 - Math.SQRT1_2, 15);
  });

  it('is 1 from somebody who knows nothing', () => {
    expect(distance(4, 0)).toBe(1);
    expect(distance(4, 4)).toBe(1);
  });

  it('lies in 0 … 1 and is the same both ways', () => {
    fc.assert(
      fc.property(fc.array(unit, { minLength: 6, maxLength: 6 }), (values) => {
        const expertise = Float64Array.from(values);
        const there = cognitiveDistance(expertise, 3, 0, 1);
        expect(there).toBe(cognitiveDistance(expertise, 3, 1, 0));
        expect(there >= 0 && there <= 1).toBe(true);
      }),
    );
  });

  it('is worth nothing at both ends and most in the middle', () => {
    expect([0, 0.25, 0.5, 0.75, 1].map(partnerValue)).toEqual([0, 0.75, 1, 0.75, 0]);
  });
});

describe('gains', () => {
  it('transfer raises by a share of the lead, and books it', () => {
    const world = blankWorld();
    know(world, { 0: [0.2, 0.5, 0, 0], 1: [0.8, 0.1, 0, 0] });
    expect(transfer(world, CHANNEL.mobility, 1, 0, 0, 0.5, false)).toBeCloseTo(0.3, 15);
    expect(knownBy(world, 0)[0]).toBeCloseTo(0.5, 15);
    expect(knownBy(world, 1)).toEqual([0.8, 0.1, 0, 0]);
    // Firms 0 and 1 sit in two countries of one grouping: level 2.
    const { step, sectors } = world.ledger;
    expect(channelGain(step, sectors, CHANNEL.mobility)).toBeCloseTo(0.3, 15);
    expect([...step.byRegion].map((gain) => Math.round(gain * 10))).toEqual([0, 0, 3, 0]);
    expect([...gainsByDistance(step, world.distance)].map((gain) => Math.round(gain * 10))).toEqual([0, 0, 3, 0]);
    expect(step.nonPartner).toBeCloseTo(0.3, 15);
  });

  it('transfer takes nothing from who knows less', () => {
    const world = blankWorld();
    know(world, { 0: [0.5, 0, 0, 0], 1: [0.1, 0, 0, 0] });
    expect(transfer(world, CHANNEL.mobility, 1, 0, 0, 1, true)).toBe(0);
    expect(knownBy(world, 0)[0]).toBe(0.5);
    expect(impliedKnowledge(world.ledger)).toBeCloseTo(0.6, 15);
  });

  it('own research and common projects have a sector, but no place', () => {
    const world = blankWorld();
    bookGain(world, CHANNEL.own, 0, 0, 0.25, false);
    bookGain(world, CHANNEL.project, UNIVERSITY_ROW, 3, 0.5, true);
    const { step, sectors } = world.ledger;
    // Sectors: industries 0 and 1, science 2, government 3.
    expect(sectors).toBe(4);
    expect(step.bySector[(CHANNEL.own * 4 + 0) * 4 + 0]).toBe(0.25);
    expect(step.bySector[(CHANNEL.project * 4 + 2) * 4 + 1]).toBe(0.5);
    expect(step.byRegion.every((gain) => gain === 0)).toBe(true);
    expect(step.nonPartner).toBe(0);
  });
});

describe('trust', () => {
  it('grows by a share of what is missing, loses a constant, stays in 0 … 1', () => {
    expect(nextTrust(0.5, 0.1, 0.02)).toBeCloseTo(0.53, 15);
    expect(nextTrust(0.01, 0, 0.02)).toBe(0);
    expect(nextTrust(0.2, 2, 0)).toBe(1);
  });

  /** Trust in the long run of a tie that began in environment q, for partners of most value and `bridges` powers of q. */
  const inTheLongRun = (q: number, bridges: number): number => {
    let trust = defaults.new_trust + defaults.new_trust_environment * q;
    for (let t = 0; t < 2000; t++) trust = nextTrust(trust, defaults.trust_growth * q ** (2 + bridges), defaults.trust_decay);
    return trust;
  };

  it('has a threshold in the environment: on paper √(0.02 / (0.16 · (1 − t)))', () => {
    // A tie begins at t = 0.15 + 0.2 Q and rises from there if 0.16 Q² (0.85 − 0.2 Q) > 0.02, that is from Q = 0.403 on.
    expect(inTheLongRun(0.4, 0)).toBeLessThan(0.15 + 0.2 * 0.4);
    expect(inTheLongRun(0.406, 0)).toBeGreaterThan(0.15 + 0.2 * 0.406);
    // It comes to rest at t = 1 − 0.02 / (0.16 Q²), which is 0.5 at Q = ½ and 0.75 at Q = √½.
    expect(inTheLongRun(0.5, 0)).toBeCloseTo(0.5, 6);
    expect(inTheLongRun(Math.SQRT1_2, 0)).toBeCloseTo(0.75, 6);
    expect(inTheLongRun(0.7, 0)).toBeLessThan(0.75);
    expect(inTheLongRun(0.3, 0)).toBe(0);
  });

  it('has a higher one between kinds, whose nearness is the environment itself', () => {
    // Q³ in place of Q²: 0.75 needs Q = ½^(1/3) = 0.794.
    expect(inTheLongRun(0.5 ** (1 / 3), 1)).toBeCloseTo(0.75, 6);
    expect(inTheLongRun(0.78, 1)).toBeLessThan(0.75);
    expect(inTheLongRun(0.5, 1)).toBeLessThan(1e-15);
  });
});

describe('a project takes', () => {
  const plan = (overlap: number, stages: readonly number[]): [number, number] => {
    const p = { ...defaults, overlap, stage_durations: stages };
    return [durationOf(p, false), durationOf(p, true)];
  };

  it('the longest stage plus what does not overlap of the rest; an analogy has no research stage', () => {
    // 3 + 0.7 · 7 = 7.9; without research 3 + 0.7 · 4 = 5.8.
    expect(plan(0.3, [1, 3, 3, 2, 1])).toEqual([8, 6]);
    expect(plan(0, [1, 3, 3, 2, 1])).toEqual([10, 7]);
    expect(plan(1, [1, 3, 3, 2, 1])).toEqual([3, 3]);
    expect(plan(0, [2, 5])).toEqual([7, 2]);
  });

  it('at least a step', () => {
    expect(plan(0.5, [0, 0, 0, 0, 0])).toEqual([1, 1]);
    expect(plan(0.5, [0, 4])).toEqual([4, 1]);
  });

  it('whole cents', () => {
    expect(costPerStep({ ...defaults, project_cost: 0.015 })).toBe(2);
    expect(costPerStep(defaults)).toBe(1_500_000);
  });
});

describe('places', () => {
  it('deals regions out to countries and countries to groupings in blocks', () => {
    const p = { ...defaults, regions: 5, countries: 3, integration_groups: 2 };
    expect([0, 1, 2, 3, 4].map((r) => placeOf(r, p))).toEqual([
      { country: 0, grouping: 0 },
      { country: 0, grouping: 0 },
      { country: 1, grouping: 0 },
      { country: 1, grouping: 0 },
      { country: 2, grouping: 1 },
    ]);
    expect([...distanceLevels(p)]).toEqual([0, 1, 2, 2, 3, 1, 0, 2, 2, 3, 2, 2, 0, 1, 3, 2, 2, 1, 0, 3, 3, 3, 3, 3, 0]);
  });

  it('gives every region a country of its own where there are more countries than regions', () => {
    const p = { ...defaults, regions: 2, countries: 9, integration_groups: 9 };
    expect([...distanceLevels(p)]).toEqual([0, 3, 3, 0]);
  });

  it('leaves no block empty and none far larger than another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), (parts, wholes) => {
        fc.pre(wholes <= parts);
        const sizes = new Int32Array(wholes);
        for (let p = 0; p < parts; p++) sizes[blockOf(p, parts, wholes)] += 1;
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('industries', () => {
  const p = { ...defaults, industries: 4, domains: 10, industry_breadth: [3, 20], analogy_propensity: [0.5, 1.5, 2] };

  it('repeat short lists; an empty one means four domains and propensity 1', () => {
    expect([0, 1, 2, 3].map((a) => breadthOf(p, a))).toEqual([3, 10, 3, 10]);
    expect([0, 1, 2, 3].map((a) => propensityOf(p, a))).toEqual([0.5, 1.5, 2, 0.5]);
    const bare = { ...p, industry_breadth: [], analogy_propensity: [] };
    expect([breadthOf(bare, 2), propensityOf(bare, 2)]).toEqual([4, 1]);
  });

  it('begin evenly spread over the domains', () => {
    expect([0, 1, 2, 3].map((a) => coreStart(p, a))).toEqual([0, 2, 5, 7]);
  });

  it('draw from their own domains, wrapping round', () => {
    const world = blankWorld({ domains: 4, industries: 2, industry_breadth: [3] });
    // Industry 1 begins at domain 2: 2, 3, 0.
    expect([0, 0.34, 0.67, 0.999].map((u) => coreDomain(world, 1, u))).toEqual([2, 3, 0, 0]);
  });

  it('own the block that begins at their first domain', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 4, max: 64 }), (industries, domains) => {
        fc.pre(industries <= domains);
        const q = { ...defaults, industries, domains };
        for (let d = 0; d < domains; d++) {
          const home = homeIndustry(q, d);
          expect(coreStart(q, home)).toBeLessThanOrEqual(d);
          if (home + 1 < industries) expect(coreStart(q, home + 1)).toBeGreaterThan(d);
        }
      }),
    );
  });
});

describe('priority', () => {
  it('orders by the draw and gives the row back', () => {
    const draw = fc.nat(999).map((n) => n / 1000);
    fc.assert(
      fc.property(draw, draw, fc.nat(4_194_303), fc.nat(4_194_303), (u, v, i, j) => {
        expect(rowOf(priority(u, i))).toBe(i);
        if (u < v) expect(priority(u, i)).toBeLessThan(priority(v, j));
      }),
    );
    expect(Number.isSafeInteger(priority(1 - 2 ** -53, 4_194_303))).toBe(true);
  });

  it('keeps the luckiest of many in ascending order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(1000), { maxLength: 20 }), fc.integer({ min: 1, max: 8 }), (draws, most) => {
        const rows = new Int32Array(8);
        const luck = new Float64Array(8);
        let count = 0;
        draws.forEach((u, row) => {
          count = keepLuckiest(rows, luck, count, most, row, u);
        });
        const expected = [...draws].sort((a, b) => a - b).slice(0, most);
        expect([...luck.subarray(0, count)]).toEqual(expected);
        expect([...rows.subarray(0, count)].map((row) => draws[row])).toEqual(expected);
      }),
    );
  });

  it('keeps nobody where there is no place', () => {
    expect(keepLuckiest(new Int32Array(8), new Float64Array(8), 0, 0, 3, 0.5)).toBe(0);
  });
});
