/** Numbers of SciPy 1.17 and closed forms; every expected value is quoted with the call it comes from. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bcaInterval, createBootstrap } from '../../src/experiment/bootstrap.js';
import {
  equivalenceP,
  exactSum,
  halfWidth95,
  holm,
  type MeanTest,
  mean,
  pairedTest,
  quantileSorted,
  variance,
} from '../../src/experiment/statistics.js';

const DIFFERENCES = [1.2, -0.4, 0.8, 2.1, 0.3, 1.7, -0.1, 0.9];

/** The sum of doubles as a rational number of 2^-1074, rounded once. */
function roundedSum(values: readonly number[]): number {
  const units = values.map((value) => {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, value);
    const bits = view.getBigUint64(0);
    const exponent = Number((bits >> 52n) & 0x7ffn);
    const fraction = (bits & 0xfffffffffffffn) | (exponent > 0 ? 1n << 52n : 0n);
    return (value < 0 ? -1n : 1n) * (fraction << BigInt(Math.max(exponent, 1) - 1));
  });
  let total = units.reduce((sum, unit) => sum + unit, 0n);
  if (total === 0n) return 0;
  const sign = total < 0n ? -1 : 1;
  if (sign < 0) total = -total;
  const length = total.toString(2).length;
  const cut = BigInt(Math.max(0, length - 53));
  let kept = total >> cut;
  const rest = total - (kept << cut);
  const half = cut === 0n ? 0n : 1n << (cut - 1n);
  if (cut > 0n && (rest > half || (rest === half && kept % 2n === 1n))) kept += 1n;
  return sign * Number(kept) * 2 ** (Number(cut) - 1074);
}

describe('exact sums', () => {
  it('are those of math.fsum', () => {
    expect(exactSum([...Array(10).fill(0.1), 1e16, 1, -1e16, 1e-16])).toBe(2); // math.fsum([0.1]*10 + [1e16, 1, -1e16, 1e-16])
    expect(exactSum([])).toBe(0);
    expect(Object.is(exactSum([-0]), 0)).toBe(true);
    expect(exactSum([1e16, 1, 1e-16])).toBe(10000000000000002); // halfway, with something behind: math.fsum rounds up
  });

  it('are correctly rounded, whatever the order', () => {
    const numbers = fc.array(
      fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.integer({ min: -60, max: 60 })).map(([x, e]) => x * 2 ** e),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(numbers, (values) => {
        const expected = roundedSum(values);
        expect(exactSum(values)).toBe(expected);
        expect(exactSum([...values].reverse())).toBe(expected);
        expect(exactSum([...values].sort((a, b) => a - b))).toBe(expected);
      }),
      { numRuns: 1000, seed: 5 },
    );
  });
});

describe('the paired t test', () => {
  it('has the numbers of scipy.stats.ttest_1samp([1.2, -0.4, 0.8, 2.1, 0.3, 1.7, -0.1, 0.9], 0)', () => {
    const test = pairedTest(DIFFERENCES) as MeanTest;
    expect(test.mean).toBe(0.8125);
    expect(test.standardDeviation).toBeCloseTo(0.8592978861505812, 15);
    expect(test.p).toBeCloseTo(0.031796738269061396, 13);
    expect(test.low).toBeCloseTo(0.09410898926592848, 13);
    expect(test.high).toBeCloseTo(1.5308910107340714, 13);
  });

  it('has the quantiles of scipy.stats.t.ppf(0.975, df)', () => {
    expect(halfWidth95(10, Math.sqrt(10))).toBeCloseTo(2.262157162798205, 12);
    expect(halfWidth95(40, Math.sqrt(40))).toBeCloseTo(2.022690920036761, 12);
    expect(halfWidth95(2, Math.SQRT2)).toBeCloseTo(12.706204736174694, 10);
    expect(halfWidth95(1, 1)).toBeNaN();
  });

  it('has the tails of 2 * scipy.stats.t.cdf(-8, 39)', () => {
    const n = 40;
    const spread = Float64Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 1 : -1));
    const shift = (8 * Math.sqrt(variance(spread))) / Math.sqrt(n);
    expect((pairedTest(spread.map((value) => value + shift)) as MeanTest).p / 9.465522412447545e-10).toBeCloseTo(1, 9);
  });

  it('has an answer without spread, and none without pairs', () => {
    expect(pairedTest([0, 0, 0])).toEqual({ n: 3, mean: 0, standardDeviation: 0, low: 0, high: 0, p: 1 });
    expect(pairedTest([0.1, 0.1, 0.1])).toEqual({ n: 3, mean: 0.1, standardDeviation: 0, low: 0.1, high: 0.1, p: 0 });
    expect(pairedTest([1])).toBeUndefined();
    expect(pairedTest([])).toBeUndefined();
    expect(mean([])).toBeNaN();
    expect(variance([1])).toBeNaN();
  });
});

describe('equivalence', () => {
  const test = pairedTest(DIFFERENCES) as MeanTest;

  it('is the larger of two one-sided p: max(t.sf((m + b)/s, 7), t.cdf((m - b)/s, 7)) in SciPy', () => {
    expect(equivalenceP(test, 0.5)).toBeCloseTo(0.8310563738346889, 13);
    expect(equivalenceP(test, 2)).toBeCloseTo(0.002916505528490962, 13);
  });

  it('needs no spread', () => {
    expect(equivalenceP(pairedTest([0, 0]) as MeanTest, 0)).toBe(0);
    expect(equivalenceP(pairedTest([1, 1]) as MeanTest, 2)).toBe(0);
    expect(equivalenceP(pairedTest([3, 3]) as MeanTest, 2)).toBe(1);
  });
});

describe('Holm', () => {
  it('adjusts as p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") in R', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
  });

  it('leaves out what has no p', () => {
    expect(holm([null, 0.5, null, 0.02])).toEqual([null, 0.5, null, 0.04]);
    expect(holm([0.9, 0.8])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });

  it('never lowers a p and keeps the order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), (ps) => {
        const adjusted = holm(ps) as number[];
        for (const [i, p] of ps.entries()) {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p);
          for (const [j, q] of ps.entries()) if (p < q) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] as number);
        }
      }),
      { seed: 6 },
    );
  });
});

describe('quantiles', () => {
  it('interpolate as numpy.percentile does', () => {
    expect([0, 0.25, 0.5, 0.9, 1].map((share) => quantileSorted([1, 2, 4, 8], share))).toEqual([1, 1.75, 3, 6.800000000000001, 8]);
    expect(quantileSorted([], 0.5)).toBeNaN();
  });
});

describe('the bootstrap', () => {
  it('has the interval of scipy.stats.bootstrap(method="BCa") for the same resamples', () => {
    // 2,000 resamples by the generator x = 1664525 x + 1013904223 mod 2^32 from 12345, position = x n / 2^32.
    let x = 12345;
    const means = new Float64Array(2000);
    for (let b = 0; b < means.length; b++) {
      let sum = 0;
      for (let i = 0; i < 8; i++) {
        x = (Math.imul(1664525, x) + 1013904223) >>> 0;
        sum += DIFFERENCES[Math.floor((x * 8) / 4294967296)] as number;
      }
      means[b] = sum / 8;
    }
    const { low, high } = bcaInterval(means, Float64Array.from(DIFFERENCES));
    expect(low).toBeCloseTo(0.3, 12); // percentile: 0.25
    expect(high).toBeCloseTo(1.3875, 12); // percentile: 1.3375
  });

  it('depends on the seed and on nothing else', () => {
    const values = Float64Array.from(DIFFERENCES);
    expect(createBootstrap('a').interval(values)).toEqual(createBootstrap('a').interval(values));
    expect(createBootstrap('a').interval(values)).not.toEqual(createBootstrap('b').interval(values));
  });

  it('has the point where nothing varies, and nothing where there is nothing', () => {
    expect(createBootstrap('a').interval(new Float64Array(5).fill(3))).toEqual({ low: 3, high: 3 });
    expect(createBootstrap('a').interval(new Float64Array(1))).toBeUndefined();
    expect(createBootstrap('a').interval(new Float64Array(10_001))).toBeUndefined();
  });

  it('covers the true mean about as often as it says', () => {
    let state = 1;
    const unit = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 4294967296;
    };
    const bootstrap = createBootstrap('coverage');
    let covered = 0;
    for (let study = 0; study < 400; study++) {
      const { low, high } = bootstrap.interval(Float64Array.from({ length: 40 }, () => -Math.log(1 - unit()))) as {
        low: number;
        high: number;
      };
      if (low <= 1 && 1 <= high) covered++;
    }
    // Exponential samples of 40: nominal 95 %, BCa covers about 93 %; 400 studies have a standard error of 1.3 points.
    expect(covered / 400).toBeGreaterThan(0.89);
    expect(covered / 400).toBeLessThan(0.98);
  });
});
