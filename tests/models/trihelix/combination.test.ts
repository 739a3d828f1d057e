/** Sets of domains and the count of their uses, against the language's own sets and maps. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createUsage, domainCount, hasDomain, putDomain, recordUse, usesOf } from '../../../src/models/trihelix/combination.js';
import { coresTouched } from '../../../src/models/trihelix/innovations.js';
import { blankWorld } from './tiny-world.js';

/** The two words of a set. */
function wordsOf(domains: Iterable<number>): [number, number] {
  const low = new Int32Array(1);
  const high = new Int32Array(1);
  for (const d of domains) putDomain(low, high, 0, d);
  return [low[0], high[0]];
}

describe('domain sets', () => {
  it('hold what was put in, and count it', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(63)), (domains) => {
        const [low, high] = wordsOf(domains);
        expect(domainCount(low, high)).toBe(domains.length);
        for (let d = 0; d < 64; d++) expect(hasDomain(low, high, d)).toBe(domains.includes(d));
      }),
    );
  });

  it('know the ends of both words', () => {
    expect(wordsOf([31, 32, 63])).toEqual([1 << 31, (1 << 31) | 1]);
    expect(domainCount(-1, -1)).toBe(64);
  });

  it('fill the row they are told', () => {
    const low = new Int32Array(3);
    const high = new Int32Array(3);
    putDomain(low, high, 1, 2);
    putDomain(low, high, 2, 33);
    expect([[...low], [...high]]).toEqual([
      [0, 4, 0],
      [0, 0, 2],
    ]);
  });
});

describe('uses by combination and industry', () => {
  it('count as a map does, through many doublings', () => {
    const use = fc.tuple(fc.integer(), fc.constantFrom(0, 1, -1, 7), fc.nat(5));
    fc.assert(
      fc.property(fc.array(fc.tuple(use, fc.integer({ min: 1, max: 3 })), { maxLength: 60 }), (uses) => {
        const table = createUsage(2);
        const map = new Map<string, number>();
        for (const [[low, high, industry], times] of uses) {
          for (let n = 0; n < times; n++) {
            const name = `${low} ${high} ${industry}`;
            expect(usesOf(table, low, high, industry)).toBe(map.get(name) ?? 0);
            expect(recordUse(table, low, high, industry)).toBe(map.get(name) ?? 0);
            map.set(name, (map.get(name) ?? 0) + 1);
          }
        }
        expect(table.used).toBe(map.size);
        expect(table.used * 2).toBeLessThanOrEqual(table.capacity);
        for (const [[low, high, industry]] of uses) expect(usesOf(table, low, high, industry)).toBe(map.get(`${low} ${high} ${industry}`));
      }),
      { numRuns: 60 },
    );
  });

  it('keep industries apart, and say 0 of what never was', () => {
    const table = createUsage();
    recordUse(table, 3, 0, 1);
    expect([usesOf(table, 3, 0, 0), usesOf(table, 3, 0, 1), usesOf(table, 0, 3, 1)]).toEqual([0, 1, 0]);
  });
});

describe('industries that a combination touches', () => {
  it('are counted by the blocks of domains, each once', () => {
    // Eight domains, four industries: blocks of two.
    const world = blankWorld({ domains: 8, industries: 4 });
    const touched = (...domains: number[]): number => coresTouched(world, ...wordsOf(domains));
    expect([touched(), touched(0, 1), touched(1, 2), touched(0, 1, 2, 3, 7), touched(0, 2, 4, 6)]).toEqual([0, 1, 2, 3, 4]);
  });

  it('reach into the second word', () => {
    const world = blankWorld({ domains: 64, industries: 2 });
    expect(coresTouched(world, ...wordsOf([31, 32]))).toBe(2);
    expect(coresTouched(world, ...wordsOf([32, 63]))).toBe(1);
  });
});
