/** The rule of barter on a handful of numbers. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barter } from '../../../src/models/knowledge-barter/barter.js';

describe('barter', () => {
  it('swaps one kind each way and closes the share of both gaps', () => {
    const level = Float64Array.of(10, 2, 4, 6);
    expect(barter(level, 2, 0, 1, 0.1, 0, 0.5)).toBe(1);
    expect([...level]).toEqual([10, 2 + 0.1 * 4, 4 + 0.1 * 6, 6]);
  });

  it('needs a double coincidence of wants', () => {
    for (const start of [
      [10, 6, 4, 2],
      [5, 5, 5, 5],
      [5, 6, 5, 2],
    ]) {
      const level = Float64Array.from(start);
      expect(barter(level, 2, 0, 1, 0.1, 0, 0.5)).toBe(0);
      expect([...level]).toEqual(start);
    }
  });

  it('takes of the longer list as many as the shorter has, which ones the draw decides, each as often', () => {
    const chosen = [0, 0, 0, 0];
    for (let n = 0; n < 400; n++) {
      const level = Float64Array.of(8, 8, 8, 8, 0, 4, 4, 4, 4, 9);
      expect(barter(level, 5, 0, 1, 0.5, 0, (n + 0.5) / 400)).toBe(1);
      expect(level[4]).toBe(4.5);
      const risen = [0, 1, 2, 3].filter((k) => level[5 + k] === 6);
      expect(risen).toHaveLength(1);
      chosen[risen[0] as number] = (chosen[risen[0] as number] as number) + 1;
    }
    expect(chosen).toEqual([100, 100, 100, 100]);
  });

  it('chooses every pair of three equally often when two are wanted', () => {
    const pairs = new Map<string, number>();
    for (let n = 0; n < 600; n++) {
      const level = Float64Array.of(1, 1, 9, 9, 9, 9, 9, 1, 1, 1);
      expect(barter(level, 5, 0, 1, 0.5, 0, (n + 0.5) / 600)).toBe(2);
      const risen = [2, 3, 4].filter((k) => level[5 + k] === 5).join('');
      pairs.set(risen, (pairs.get(risen) ?? 0) + 1);
    }
    expect(Object.fromEntries(pairs)).toEqual({ 23: 200, 24: 200, 34: 200 });
  });

  it('does not see differences within the similarity', () => {
    const level = Float64Array.of(10, 4, 9.95, 6);
    expect(barter(level, 2, 0, 1, 0.1, 0.01, 0.5)).toBe(0);
    expect(barter(level, 2, 0, 1, 0.1, 0.004, 0.5)).toBe(1);
  });

  it('treats both sides alike, never lowers a level and never exceeds the better of the two', () => {
    const levels = fc.array(fc.double({ min: 0, max: 30, noNaN: true }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(
        levels,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (start, capacity, u) => {
          const there = Float64Array.from(start);
          const mirrored = Float64Array.from([...start.slice(4), ...start.slice(0, 4)]);
          expect(barter(mirrored, 4, 1, 0, capacity, 0, u)).toBe(barter(there, 4, 0, 1, capacity, 0, u));
          expect([...mirrored.slice(4), ...mirrored.slice(0, 4)]).toEqual([...there]);
          for (let k = 0; k < 8; k++) {
            expect(there[k]).toBeGreaterThanOrEqual(start[k] as number);
            expect(there[k]).toBeLessThanOrEqual(Math.max(start[k] as number, start[(k + 4) % 8] as number) * (1 + 1e-15));
          }
        },
      ),
      { seed: 2004, numRuns: 300 },
    );
  });
});
