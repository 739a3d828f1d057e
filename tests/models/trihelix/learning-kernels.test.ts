/** Kernels of learning: what fades, and what passes over a tie. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exchange } from '../../../src/models/trihelix/phases/learn.js';
import { fadeWord } from '../../../src/models/trihelix/phases/learn-beside-ties.js';

const unit = fc.nat(1000).map((n) => n / 1000);

describe('fading', () => {
  it('takes fade·e·(1−e) from each, keeps what was, and tells what is begun', () => {
    for (const count of [4, 5]) {
      const rows = Float64Array.from([9, 0.5, 0, 0.04, 1, 0.05, 9]);
      const before = new Float64Array(7);
      const sums = new Float64Array(4);
      const word = fadeWord(rows, before, 1, count, 0.1, 0.05, sums);
      const known = [0.5, 0, 0.04, 1, 0.05].slice(0, count);
      expect([...rows.subarray(1, 1 + count)].map((e) => e.toFixed(12))).toEqual(known.map((e) => (e - 0.1 * e * (1 - e)).toFixed(12)));
      expect([...before.subarray(1, 1 + count)]).toEqual(known);
      expect([rows[0], rows[6], before[0], before[6]]).toEqual([9, 9, 0, 0]);
      expect(word).toBe(count === 4 ? 0b01001 : 0b11001);
      expect(sums[0]).toBeCloseTo(
        known.reduce((sum, e) => sum + e * e, 0),
        12,
      );
      expect(sums[1]).toBeCloseTo(
        known.reduce((sum, e) => sum + e, 0),
        12,
      );
    }
  });
});

describe('exchange over a tie', () => {
  it('moves both toward the other where the other leads: rate · g · (1 − g)', () => {
    const from = Float64Array.of(0.9, 0.2, 0.5, 0.4, 0.7, 0.5);
    const to = from.slice();
    const sums = new Float64Array(3);
    exchange(from, to, 0, 3, 0b111, 0.1, 0.2, sums);
    const [intoI, intoJ] = [0.1 * 0.5 * 0.5, 0.2 * 0.5 * 0.5];
    expect(to[1]).toBeCloseTo(0.2 + intoI, 15);
    expect(to[3]).toBeCloseTo(0.4 + intoJ, 15);
    expect([to[0], to[2], to[4], to[5]]).toEqual([0.9, 0.5, 0.7, 0.5]);
    expect(sums[0]).toBeCloseTo(0.36 + 0.14 + 0.25, 15);
    expect(sums[1]).toBeCloseTo(intoI, 15);
    expect(sums[2]).toBeCloseTo(intoJ, 15);
  });

  it('looks at the domains of its word only, the last bit included, and adds to what the sums hold', () => {
    const from = new Float64Array(64);
    from.set([0.5, 0.5], 30);
    from.set([1, 1], 62);
    const to = from.slice();
    const sums = Float64Array.of(10, 20, 30);
    exchange(from, to, 0, 32, 1 << 31, 0.4, 0, sums);
    expect(to[30]).toBe(0.5);
    expect(to[31]).toBeCloseTo(0.6, 15);
    expect([...sums].map((sum) => Math.round(sum * 1e9) / 1e9)).toEqual([10.5, 20.1, 30]);
  });

  it('never takes a learner past its teacher, never takes from the teacher, and says what it gave', () => {
    const rows = fc.array(unit, { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(rows, rows, unit, unit, fc.nat(7), (begin, ahead, toI, toJ, word) => {
        const from = Float64Array.from(begin);
        // What else was learnt in the step stands in `to` already.
        const to = from.map((value, n) => Math.max(value, ahead[n] ?? 0));
        const before = to.slice();
        const sums = new Float64Array(3);
        exchange(from, to, 0, 3, word, toI, toJ, sums);
        for (let d = 0; d < 3; d++) {
          expect(to[d]).toBeGreaterThanOrEqual(before[d]);
          expect(to[d]).toBeLessThanOrEqual(Math.max(before[d], from[3 + d]) + 1e-15);
          expect(to[3 + d]).toBeLessThanOrEqual(Math.max(before[3 + d], from[d]) + 1e-15);
        }
        const gained = (first: number): number => [0, 1, 2].reduce((sum, d) => sum + to[first + d] - before[first + d], 0);
        expect(sums[1]).toBeCloseTo(gained(0), 12);
        expect(sums[2]).toBeCloseTo(gained(3), 12);
      }),
    );
  });

  it('gives nothing at rate 0', () => {
    const from = Float64Array.of(0.9, 0.1, 0.2, 0.8);
    const to = from.slice();
    exchange(from, to, 0, 2, 0b11, 0, 0, new Float64Array(3));
    expect(to).toEqual(from);
  });
});
