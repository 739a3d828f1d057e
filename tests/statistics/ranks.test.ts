/** Rank correlation of the calibration and its exact test, against values worked out by hand. */
import { describe, expect, it } from 'vitest';
import { permutationP, ranks, spearman } from '../../.build/calibrate/ranks.mjs';

describe('ranks', () => {
  it('shares the mean rank among equal values', () => {
    expect(ranks([30, 10, 20, 10])).toEqual([4, 1.5, 3, 1.5]);
  });

  it('correlates orders, not sizes', () => {
    expect(spearman([1, 2, 3, 4], [1, 10, 100, 1000])).toBeCloseTo(1, 12);
    expect(spearman([1, 2, 3, 4], [9, 7, 5, 3])).toBeCloseTo(-1, 12);
    // 1 − 6·Σd²/(n·(n² − 1)) with d = 1, −1, 1, −1
    expect(spearman([1, 2, 3, 4], [2, 1, 4, 3])).toBeCloseTo(1 - (6 * 4) / (4 * 15), 12);
  });

  it('has no value where one side is all alike', () => {
    expect(spearman([1, 2, 3], [5, 5, 5])).toBeNaN();
  });

  it('goes through all orders', () => {
    expect(permutationP([1, 2, 3, 4], [1, 2, 3, 4])).toBeCloseTo(1 / 24, 12);
    expect(permutationP([1, 2, 3, 4], [4, 3, 2, 1])).toBe(1);
    // Of the 6 orders of three, the given one and the perfect one and its mirror swap reach ρ = 0.5.
    expect(permutationP([1, 2, 3], [1, 3, 2])).toBeCloseTo(3 / 6, 12);
  });
});
