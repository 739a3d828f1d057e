/** Distributions: how they are read, what they refuse, and their quantiles against SciPy. */
import { describe, expect, it } from 'vitest';
import { type Distribution, parseDistribution, quantileOf, shareOfLevel } from '../../../src/experiment/design/distribution.js';

const limits = { minimum: 0, maximum: 1 };
const read = (text: string): Distribution => {
  const reading = parseDistribution(text, limits);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.distribution;
};
const SHARES = [0, 0.1, 0.5, 0.9, 1];

describe('quantiles', () => {
  // scipy.stats 1.17.1: truncnorm(-2, 8, loc=0.2, scale=0.1), triang(c=0.25, loc=1, scale=8), loguniform(0.01, 100), each .ppf(SHARES)
  it.each([
    ['normal(0.2, 0.1)', [0, 0.08273850151628048, 0.2028516926590917, 0.3294623986645131, 1]],
    ['triangular(1, 3, 9)', [1, 2.264911064067352, 4.101020514433644, 6.809109769979336, 9]],
    ['loguniform(0.01, 100)', [0.01, 0.025118864315095815, 1.0000000000000009, 39.81071705534979, 100]],
    ['uniform(-1, 3)', [-1, -0.6, 1, 2.6, 3]],
  ])('of %s', (text, expected) => {
    for (const [i, share] of SHARES.entries()) expect(quantileOf(read(text), share)).toBeCloseTo(expected[i] as number, 12);
  });

  it('of whole numbers and choices give each the same share', () => {
    const shares = Array.from({ length: 12 }, (_, k) => (k + 0.5) / 12);
    expect(shares.map((share) => quantileOf(read('integer(2, 5)'), share))).toEqual([2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5]);
    expect(shares.map((share) => quantileOf(read('choice(a, true, 3)'), share))).toEqual([
      'a',
      'a',
      'a',
      'a',
      true,
      true,
      true,
      true,
      3,
      3,
      3,
      3,
    ]);
    expect([quantileOf(read('integer(2, 5)'), 1), quantileOf(read('choice(a, b)'), 1)]).toEqual([5, 'b']);
  });

  it('of levels leave one in a hundred beyond the ends of a normal distribution', () => {
    // scipy.stats.truncnorm(-5, 5, loc=0.5, scale=0.1).ppf([0.01, 0.99])
    const normal = read('normal(0.5, 0.1)');
    expect([0, 1].map((level) => quantileOf(normal, shareOfLevel(normal, level)))).toEqual([
      expect.closeTo(0.26736626660161, 12),
      expect.closeTo(0.73263373339839, 12),
    ]);
    expect(shareOfLevel(read('uniform(0, 1)'), 0)).toBe(0);
  });
});

describe('a distribution is refused', () => {
  it.each([
    ['uniform(0.3, 0.1)', '0.3 is not below 0.1'],
    ['uniform(0.3)', 'uniform takes 2 numbers'],
    ['uniform(0.3, x)', 'uniform takes 2 numbers'],
    ['uniform(0.1', 'has no closing bracket'],
    ['unifrom(0.1, 0.2)', 'is no distribution'],
    ['normal(0.5, 0)', 'the standard deviation must be above 0'],
    ['normal(2, 0.1)', 'the mean 2 lies outside 0 to 1'],
    ['triangular(0, 2, 1)', '2 does not lie between 0 and 1'],
    ['loguniform(0, 1)', 'loguniform needs values above 0'],
    ['integer(0.5, 2)', 'integer takes whole numbers'],
    ['choice(a)', 'choice takes at least two values'],
    ['choice(a, a)', 'choice names a value twice'],
    ['0.2', 'is no distribution'],
  ])('%s: %s', (text, problem) => {
    const reading = parseDistribution(text, limits);
    expect(reading).toMatchObject({ ok: false, problem: expect.stringContaining(problem) });
  });
});
