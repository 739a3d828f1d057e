/** Looks and bounds against published and independently computed values, and coverage of what they promise by simulation. */

import { describe, expect, it } from 'vitest';
import { normalQuantile } from '#distributions';
import { createBootstrap } from '../../../src/experiment/bootstrap.js';
import { levelOfLooks, looksUntil, pocockBound } from '../../../src/experiment/precision/looks.js';
import { intervalAt } from '../../../src/experiment/precision/precision.js';
import { createGenerator } from '../../../src/experiment/random.js';

const equal = (count: number): number[] => Array.from({ length: count }, (_, k) => k + 1);
/** Shapes that paired differences take: symmetric, skewed, many equal ones; all with mean 0. */
const SHAPES = {
  normal: (u: number) => normalQuantile(u, 0, 1),
  exponential: (u: number) => -Math.log(1 - u) - 1,
  uniform: (u: number) => u - 0.5,
  rare: (u: number) => (u < 0.25 ? 3 : -1),
} as const;
type Shape = keyof typeof SHAPES;

function draws(shape: Shape, repeats: number, length: number): Float64Array[] {
  const generator = createGenerator('coverage', shape, length);
  return Array.from({ length: repeats }, () => Float64Array.from({ length }, () => SHAPES[shape](0.5 * 2 ** -32 + generator.quick())));
}

const BOUND_20_30_45 = 2.265026914;
const BOUND_20_30_45_AT_1 = 2.854639323;

describe('bounds', () => {
  it.each([
    [1, 1.96],
    [2, 2.178],
    [3, 2.289],
    [5, 2.413],
    [10, 2.555],
  ])('for %i looks of equal distance are those of Jennison & Turnbull (2000), table 2.1: %d', (count, bound) => {
    expect(pocockBound(equal(count), 0.05)).toBeCloseTo(bound, 3);
  });

  it('for looks at 20, 30, 45 have the chance that scipy.stats.multivariate_normal gives', () => {
    // cov[i][j] = sqrt(min(n_i, n_j) / max(n_i, n_j)); 1 - multivariate_normal(cov=cov).cdf([c]*3, lower_limit=[-c]*3) = 0.05
    expect(pocockBound([20, 30, 45], 0.05)).toBeCloseTo(BOUND_20_30_45, 4);
    expect(pocockBound([20, 30, 45], 0.01)).toBeCloseTo(BOUND_20_30_45_AT_1, 4);
  });

  it('are wider the more looks there are, and those of a single interval for one', () => {
    expect(levelOfLooks([40], 0.95)).toBe(0.95);
    expect(levelOfLooks(looksUntil(1000), 0.95)).toBeGreaterThan(levelOfLooks(looksUntil(100), 0.95));
  });

  it('are asked for at times that are fixed in advance', () => {
    expect(looksUntil(100)).toEqual([20, 30, 45, 68, 100]);
    expect(looksUntil(20)).toEqual([20]);
    expect(looksUntil(8)).toEqual([8]);
    expect(() => looksUntil(1)).toThrow(RangeError);
  });
});

const REPEATS = 2000;
const MOST = 1000;
const LOOKS = looksUntil(MOST);
const holds = (interval: { low: number; high: number } | undefined): boolean =>
  interval !== undefined && interval.low <= 0 && 0 <= interval.high;
const share = (kept: readonly boolean[]): number => kept.filter(Boolean).length / kept.length;

/** The interval at the first look at which the rule says stop, or at the last. */
function stopped(values: Float64Array, rule: (low: number, high: number) => boolean, level: number): { low: number; high: number } {
  let interval = { low: 0, high: 0 };
  for (const look of LOOKS) {
    interval = intervalAt(values.subarray(0, look), level) as typeof interval;
    if (rule(interval.low, interval.high)) break;
  }
  return interval;
}

describe('coverage over 2,000 repeats', () => {
  it.each([
    ['normal', 10],
    ['normal', 40],
    ['uniform', 20],
    ['exponential', 100],
    ['rare', 100],
  ] as const)('of the t and bootstrap intervals of %s differences, n = %i, lies within 93 to 97 percent', (shape, n) => {
    const bootstrap = createBootstrap('coverage', 999);
    const sets = draws(shape, REPEATS, n);
    expect(share(sets.map((values) => holds(intervalAt(values, 0.95))))).toBeGreaterThan(0.93);
    expect(share(sets.map((values) => holds(intervalAt(values, 0.95))))).toBeLessThan(0.97);
    if (n < 40) return;
    const covered = share(sets.map((values) => holds(bootstrap.interval(values))));
    expect(covered).toBeGreaterThan(0.93);
    expect(covered).toBeLessThan(0.97);
  });

  const level = levelOfLooks(LOOKS, 0.95);
  const rules = {
    'narrow enough': (low: number, high: number) => high - low < 0.5,
    'zero is excluded': (low: number, high: number) => low > 0 || high < 0,
  };
  const coverage = (shape: Shape, rule: keyof typeof rules): number =>
    share(draws(shape, REPEATS, MOST).map((values) => holds(stopped(values, rules[rule], level))));

  it.each(['normal', 'uniform', 'rare', 'exponential'] as const)(
    'of the interval at which a study of %s differences stops because it is narrow enough is at least 95 percent',
    (shape) => {
      expect(coverage(shape, 'narrow enough')).toBeGreaterThanOrEqual(0.95);
    },
  );

  it.each(['normal', 'uniform'] as const)('of all looks of %s differences together lies within 94 to 97 percent', (shape) => {
    // Who stops because zero is excluded holds the truth only if every look does: the most that the promise is put to.
    const covered = coverage(shape, 'zero is excluded');
    expect(covered).toBeGreaterThan(0.94);
    expect(covered).toBeLessThan(0.97);
  });

  it('of skewed differences (skewness 2) is not kept by that rule, as for any t interval of twenty values', () => {
    const covered = coverage('exponential', 'zero is excluded');
    expect(covered).toBeGreaterThan(0.87);
    expect(covered).toBeLessThan(0.93);
  });

  it('of intervals that are looked at without allowance falls far below it', () => {
    const kept = draws('normal', REPEATS, MOST).map((values) => holds(stopped(values, rules['zero is excluded'], 0.95)));
    expect(share(kept)).toBeLessThan(0.85);
  });
});
