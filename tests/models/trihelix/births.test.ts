/** The birth of industries: by hand on two industries of two domains each, and in a whole ecosystem. */
import { describe, expect, it } from 'vitest';
import { countRadical, moveTo, pairIsOwned, worksIn } from '../../../src/models/trihelix/births.js';
import { trihelix } from '../../../src/models/trihelix/index.js';
import { coreDomain, coreMastery } from '../../../src/models/trihelix/industries.js';
import { foundIndustries } from '../../../src/models/trihelix/phases/found-industries.js';
import { INNOVATION } from '../../../src/models/trihelix/schema.js';
import type { TrihelixWorld } from '../../../src/models/trihelix/world.js';
import { blankWorld, figure, know, runOf, SMALL, simulationOf } from './tiny-world.js';

/** Industry 0 owns the domains 0, 1, industry 1 the domains 2, 3. */
function world(overrides = {}): TrihelixWorld {
  const made = blankWorld({ industry_breadth: [2], new_industries: 1, birth_threshold: 2, birth_memory: 1, ...overrides });
  made.organisations.columns.share.set([0.5, 0.25, 0.25, 0.4, 0.3, 0.3]);
  made.industries.columns.demand.set([1000, 2000]);
  return made;
}

/** Logs an innovation of firm `row` with the domains of the word. */
function log(made: TrihelixWorld, low: number, row = 0, flags: number = INNOVATION.radical): number {
  const n = made.innovationCount++;
  const columns = made.innovations.columns;
  columns.low[n] = low;
  columns.flags[n] = flags;
  columns.leaderRow[n] = row;
  columns.leader[n] = made.organisations.columns.key[row];
  columns.step[n] = made.step;
  return n;
}

const sharesOf = (made: TrihelixWorld, a: number): number => {
  const { share, industry, alive } = made.organisations.columns;
  return [...share.keys()].reduce((sum, i) => sum + (alive[i] === 1 && industry[i] === a && i < 6 ? share[i] : 0), 0);
};

describe('an industry', () => {
  it('is born where enough radical innovations share a pair that nobody owns', () => {
    const made = world();
    expect([pairIsOwned(made, 0, 1), pairIsOwned(made, 2, 3), pairIsOwned(made, 1, 2)]).toEqual([true, true, false]);
    expect(countRadical(made, log(made, 0b0011))).toBe(-1);
    expect(countRadical(made, log(made, 0b0110))).toBe(-1);
    made.step = 7;
    expect(countRadical(made, log(made, 0b0111))).toBe(2);
    const { coreLow, bornAt, parentA, parentB } = made.industries.columns;
    expect([coreLow[2], bornAt[2], parentA[2], parentB[2]]).toEqual([0b0111, 7, 0, 1]);
    expect(pairIsOwned(made, 1, 2)).toBe(true);
    // There is no room for another one.
    countRadical(made, log(made, 0b1010));
    expect(countRadical(made, log(made, 0b1010))).toBe(-1);
    expect(made.births.living).toBe(3);
  });

  it('is not born from what is forgotten, nor from what is not radical', () => {
    const made = world({ birth_memory: 0.5 });
    for (made.step = 0; made.step < 10; made.step++) {
      log(made, 0b0110);
      log(made, 0b0110, 0, INNOVATION.newToIndustry);
      foundIndustries.run(made);
    }
    // 1 + ½ + ¼ … stays below 2.
    expect(made.births.living).toBe(2);
  });

  it('has its founder, and then those who work with its core', () => {
    const made = world({ industry_switch: 1 });
    const { lastLow, industry, sector } = made.organisations.columns;
    log(made, 0b0110, 1);
    log(made, 0b0110, 4);
    foundIndustries.run(made);
    expect([industry[1], industry[4]]).toEqual([1 - 1, 2]);
    lastLow[1] = 0b0110;
    lastLow[3] = 0b0100;
    made.step = 1;
    foundIndustries.run(made);
    expect([industry[1], sector[1], industry[3], worksIn(made, 3, 2)]).toEqual([2, 2, 1, false]);
  });

  it('takes the demand of who moves along, and shares add up', () => {
    const made = world({ birth_demand: 0.5 });
    log(made, 0b0110, 4);
    countRadical(made, log(made, 0b0110, 4));
    moveTo(made, 4, 2);
    const { demand } = made.industries.columns;
    expect([...demand]).toEqual([1000, 1400, 900]);
    expect(made.organisations.columns.share[4]).toBe(1);
    moveTo(made, 0, 2);
    expect([...demand]).toEqual([500, 1400, 1650]);
    for (const a of [0, 1, 2]) expect(sharesOf(made, a), String(a)).toBeCloseTo(1, 12);
    expect(made.organisations.columns.share[0]).toBeCloseTo(750 / 1650, 12);
  });

  it('keeps its last firm', () => {
    const made = world();
    const { alive, industry } = made.organisations.columns;
    alive[3] = alive[5] = 0;
    moveTo(made, 4, 0);
    expect(industry[4]).toBe(1);
  });

  it('lends its core to founders and to mastery', () => {
    const made = world();
    log(made, 0b1101);
    log(made, 0b1101);
    countRadical(made, 0);
    countRadical(made, 1);
    expect([0, 0.4, 0.99].map((u) => coreDomain(made, 2, u))).toEqual([0, 2, 3]);
    know(made, { 0: [0.3, 0.9, 0.6, 0.9] });
    expect(coreMastery(made, 0, 2)).toBeCloseTo(0.6, 12);
    expect(coreMastery(made, 0, 0)).toBeCloseTo(0.6, 12);
  });
});

describe('an ecosystem with room for new industries', () => {
  const values = { ...SMALL, new_industries: 3, birth_threshold: 1, environment: 0.9, team_scope: 'multilateral', consensus: 1 } as const;

  it('gives birth, keeps every law, and names what it bears', () => {
    const simulation = simulationOf(values, { steps: 40, checked: true });
    for (let t = 0; t < 40; t++) simulation.advance();
    const result = simulation.finish();
    expect(figure(result, 'industries_born', 40)).toBe(3);
    expect(figure(result, 'new_industry_firms', 40)).toBeGreaterThan(0);
    const rows = trihelix.snapshots(simulation.world).find(({ name }) => name === 'industries')?.columns as Record<string, string[]>;
    expect(rows.name?.[0]).toBe('Industry 1');
    expect(rows.name?.[4]).toMatch(/^Industry \d × \d \(domains \d+( \d+)+\)$/);
    expect(rows.name_ru?.[4]).toMatch(/^Отрасль \d × \d \(области \d+( \d+)+\)$/);
    expect(new Set(rows.name).size).toBe(7);
  });

  it('has none without room', () => {
    expect(figure(runOf({ ...values, new_industries: 0 }, { steps: 12 }), 'industries_born')).toBe(0);
  });
});
