import { describe, expect, it } from 'vitest';
import { log, pow } from '../../../../src/core/maths.js';
import { correlation, dispersion, paretoTail, skewness, topShare } from '../../../../src/models/trihelix/facts/distribution.js';
import { streamOf } from '../measures/networks.js';

/** n draws of luck, each in (0, 1). */
const units = (n: number, purpose: string): number[] => {
  const stream = streamOf(purpose);
  return Array.from({ length: n }, (_, i) => 1 - stream.unit(i, 0));
};

describe('skewness', () => {
  it('is 0 for a symmetric set and 2 for the exponential distribution', () => {
    expect(skewness([1, 2, 3, 4, 5])).toBeCloseTo(0, 12);
    expect(skewness(units(200_000, 'exponential').map((u) => -log(u)))).toBeCloseTo(2, 1);
  });

  it('takes the closed form of a Bernoulli sample, (1 − 2p)/√(p(1 − p))', () => {
    expect(skewness([0, 0, 0, 0, 1])).toBeCloseTo(0.6 / Math.sqrt(0.16), 12);
  });

  it('is undefined where nothing varies', () => {
    expect(skewness([3, 3, 3])).toBeNaN();
    expect(skewness([])).toBeNaN();
  });
});

describe('dispersion', () => {
  it('is variance over mean: 0 for equal counts, the count for all in one hand', () => {
    expect(dispersion([4, 4, 4])).toBe(0);
    // mean 2, variance (3·4 + 36)/3 = 16
    expect(dispersion([0, 0, 0, 8])).toBeCloseTo(8, 12);
  });

  it('is undefined without events', () => {
    expect(dispersion([0, 0])).toBeNaN();
    expect(dispersion([3])).toBeNaN();
  });
});

describe('topShare', () => {
  it('sums the largest', () => {
    expect(topShare([1, 1, 1, 1, 1, 1, 1, 1, 1, 11], 0.1)).toBeCloseTo(0.55, 12);
    expect(topShare([2, 2, 2, 2], 0.5)).toBe(0.5);
  });

  it('takes at least one, and is undefined where there is nothing to share', () => {
    expect(topShare([1, 3], 0.01)).toBe(0.75);
    expect(topShare([0, 0], 0.1)).toBeNaN();
  });
});

describe('paretoTail', () => {
  it.each([0.8, 1.06, 2])('finds the exponent %f of a Pareto sample', (exponent) => {
    const sizes = units(20_000, 'pareto').map((u) => pow(u, -1 / exponent));
    expect(Math.abs(paretoTail(sizes, 0.2) / exponent - 1)).toBeLessThan(0.06);
  });

  it('finds a large exponent where there is no heavy tail', () => {
    expect(paretoTail(units(2000, 'uniform'), 0.2)).toBeGreaterThan(5);
  });

  it('is undefined below ten values in the tail and without spread', () => {
    expect(paretoTail([3, 2, 1], 1)).toBeNaN();
    expect(paretoTail(new Array(50).fill(7), 1)).toBeNaN();
  });
});

describe('correlation', () => {
  it('is 1 on a rising line, −1 on a falling one, and −0.5 on 1 2 3 against 3 1 2', () => {
    expect(correlation([1, 2, 3], [10, 20, 30])).toBeCloseTo(1, 12);
    expect(correlation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
    expect(correlation([1, 2, 3], [3, 1, 2])).toBeCloseTo(-0.5, 12);
  });

  it('is undefined without spread or with two points', () => {
    expect(correlation([1, 1, 1], [1, 2, 3])).toBeNaN();
    expect(correlation([1, 2], [1, 2])).toBeNaN();
  });
});
