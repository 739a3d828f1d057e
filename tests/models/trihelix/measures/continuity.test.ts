import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  breadth,
  burstiness,
  fanoFactor,
  geometricMean,
  innovationRate,
  noLongDrought,
  renewal,
  steadiness,
} from '../../../../src/models/trihelix/measures/continuity.js';
import { ContinuityStream, continuityOf } from '../../../../src/models/trihelix/measures/continuity-stream.js';
import { expectedLongestDrought } from '../../../../src/models/trihelix/measures/drought.js';
import { streamOf } from './networks.js';

const squaresOf = (values: readonly number[]): number => values.reduce((sum, x) => sum + x * x, 0);
const sumOf = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0);
const burstinessOf = (intervals: readonly number[]): number => burstiness(intervals.length, sumOf(intervals), squaresOf(intervals));

describe('burstiness', () => {
  it('is −1 for equal intervals and 1 where one interval holds all the time, for any number of intervals', () => {
    for (const n of [2, 3, 10, 200]) {
      expect(burstinessOf(new Array<number>(n).fill(4))).toBeCloseTo(-1, 12);
      expect(burstinessOf([50, ...new Array<number>(n - 1).fill(0)])).toBeCloseTo(1, 12);
    }
  });

  it('is 0 at the coefficient of variation of n Poisson intervals, √((n−1)/(n+1))', () => {
    for (const n of [2, 5, 50]) {
      const r = Math.sqrt((n - 1) / (n + 1));
      expect(burstiness(n, n, n * (1 + r * r))).toBeCloseTo(0, 12);
    }
  });

  it('is near 0 on average for points thrown on a circle, also for ten of them', () => {
    const stream = streamOf('burstiness');
    for (const n of [10, 20, 60]) {
      let sum = 0;
      for (let s = 0; s < 4000; s++) {
        const points = Array.from({ length: n }, (_, k) => stream.unit(s * 64 + k, n)).sort((a, b) => a - b);
        sum += burstinessOf(
          points.map((point, k) => (k === 0 ? point + 1 - (points[n - 1] as number) : point - (points[k - 1] as number))),
        );
      }
      expect(Math.abs(sum / 4000)).toBeLessThan(0.04);
    }
  });

  it('takes the value of the published formula: intervals 1, 2, 6 give r = √14/3·… by hand', () => {
    // μ = 3, σ² = (4 + 1 + 9)/3, r = √(14/3)/3; A = (2r − √2)/((2 − 2)r + √2) = √2·r − 1
    expect(burstinessOf([1, 2, 6])).toBeCloseTo(Math.SQRT2 * (Math.sqrt(14 / 3) / 3) - 1, 12);
  });

  it('stays in −1 … 1 and needs two intervals', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 2, maxLength: 40 }), (intervals) => {
        const a = burstinessOf(intervals);
        return a >= -1 - 1e-12 && a <= 1 + 1e-12;
      }),
    );
    expect(burstiness(1, 5, 25)).toBeNaN();
    expect(steadiness(0, 0, 0)).toBeNaN();
    expect(steadiness(3, 9, 27)).toBe(1);
  });
});

describe('the other parts', () => {
  it('breadth: equal innovators count fully, one innovator of a hundred firms counts 1/25', () => {
    expect(breadth(8, 8, 32)).toBe(1);
    expect(breadth(8, 8, 64)).toBeCloseTo(0.5, 12);
    expect(breadth(9, 81, 100)).toBeCloseTo(0.04, 12);
    expect(breadth(0, 0, 100)).toBeNaN();
    expect(breadth(3, 3, 0)).toBeNaN();
  });

  it('renewal gives back the exponent of distinct = total^β, held in 0 … 1', () => {
    for (const [beta, expected] of [
      [0.6, 0.6],
      [0, 0],
      [1, 1],
      [1.4, 1],
    ] as const) {
      const logTotal = Float64Array.from({ length: 40 }, (_, t) => Math.log(5 + 3 * t));
      const logDistinct = logTotal.map((x) => beta * x);
      expect(renewal(logTotal, logDistinct, 20, 40)).toBeCloseTo(expected, 12);
    }
    expect(renewal(new Float64Array(10).fill(2), new Float64Array(10).fill(1), 5, 10)).toBeNaN();
  });

  it('no long drought: a drought twice the expected one halves it, none at all gives 1', () => {
    const scratch = new Float64Array(81);
    const expected = expectedLongestDrought(10, 80, scratch);
    expect(noLongDrought(2 * expected, 10, 80, scratch)).toBeCloseTo(0.5, 12);
    expect(noLongDrought(1, 10, 80, scratch)).toBe(1);
    expect(noLongDrought(0, 80, 80, scratch)).toBe(1);
    expect(noLongDrought(80, 0, 80, scratch)).toBeNaN();
  });

  it('Fano factor: 0 for one per step, T for all in one step, 1 on average for a random stream', () => {
    expect(fanoFactor(20, 20, 20)).toBe(0);
    expect(fanoFactor(20, 400, 20)).toBeCloseTo(20, 12);
    expect(fanoFactor(0, 0, 20)).toBeNaN();
    const stream = streamOf('fano');
    let sum = 0;
    for (let s = 0; s < 2000; s++) {
      const counts = new Array<number>(40).fill(0);
      for (let n = 0; n < 60; n++) counts[stream.below(40, s, n)] = (counts[stream.below(40, s, n)] as number) + 1;
      sum += fanoFactor(60, squaresOf(counts), 40);
    }
    expect(sum / 2000).toBeCloseTo(1, 1);
    expect(innovationRate(60, 40)).toBe(1.5);
    expect(innovationRate(0, 0)).toBeNaN();
  });

  it('the geometric mean leaves out what is undefined and is 0 where a part is 0', () => {
    expect(geometricMean(0.5, 0.5, 0.5, 0.5, 0.5)).toBeCloseTo(0.5, 12);
    expect(geometricMean(0.25, Number.NaN, 1, Number.NaN, Number.NaN)).toBeCloseTo(0.5, 12);
    expect(geometricMean(0.9, 0, 1, 1, 1)).toBe(0);
    expect(geometricMean(1, 1, 1, 1, 1)).toBe(1);
  });
});

/** Equal to nine places, or both undefined. */
function expectClose(value: number, expected: number, what: string): void {
  if (Number.isNaN(expected)) expect(value, what).toBeNaN();
  else expect(value, what).toBeCloseTo(expected, 9);
}

/** The definitions of the measures once more, word by word, on a stream that is over. */
function oracle(
  counts: readonly number[],
  perInnovator: readonly number[],
  active: number,
  total: readonly number[],
  distinct: readonly number[],
) {
  const steps = counts.length;
  const events = counts.flatMap((count, t) => (count > 0 ? [t] : []));
  const intervals = events.slice(1).map((t, k) => t - (events[k] as number));
  const droughts = [-1, ...events].map((t, k) => ([...events, steps][k] as number) - t - 1);
  const n = sumOf(counts);
  const shares = perInnovator.map((c) => c / n);
  const points = total
    .map((x, t) => [Math.log(x), Math.log(distinct[t] as number)] as const)
    .slice(steps >> 1)
    .filter(([x]) => Number.isFinite(x));
  const mx = sumOf(points.map(([x]) => x)) / points.length;
  const my = sumOf(points.map(([, y]) => y)) / points.length;
  const sxx = sumOf(points.map(([x]) => (x - mx) ** 2));
  const beta = sumOf(points.map(([x, y]) => (x - mx) * (y - my))) / sxx;
  const flat = points.every(([x]) => x === points[0]?.[0]);
  return {
    coverage: events.length / steps,
    steadiness: intervals.length < 2 ? Number.NaN : Math.min(1, Math.max(0, (1 - burstinessOf(intervals)) / 2)),
    no_long_drought:
      Math.max(...droughts) === 0 ? 1 : Math.min(1, expectedLongestDrought(n, steps, new Float64Array(steps + 1)) / Math.max(...droughts)),
    breadth: Math.min(1, 1 / sumOf(shares.map((s) => s * s)) / (0.25 * active)),
    renewal: points.length < 2 || flat ? Number.NaN : Math.min(1, Math.max(0, beta)),
  };
}

describe('a stream', () => {
  const steps = fc.array(fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 9 })), { maxLength: 3 }), {
    minLength: 1,
    maxLength: 30,
  });

  it('kept as running sums equals the definitions, whatever happens', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 40 }), (history, active) => {
        const counts = history.map((step) => step.length);
        if (sumOf(counts) === 0) return;
        const all = history.flat();
        const perInnovator = [0, 1, 2, 3, 4, 5].map((firm) => all.filter(([who]) => who === firm).length);
        const upTo = (t: number) => history.slice(0, t + 1).flat();
        const total = history.map((_, t) => upTo(t).length);
        const distinct = history.map((_, t) => new Set(upTo(t).map(([, what]) => what)).size);
        const parts = continuityOf({ counts, perInnovator, active: counts.map(() => active), total, distinct });
        const expected = oracle(counts, perInnovator, active, total, distinct);
        for (const [part, value] of Object.entries(expected)) expectClose(parts[part as keyof typeof parts], value, part);
        const defined = Object.values(expected).filter((value) => !Number.isNaN(value));
        expect(parts.continuity).toBeCloseTo(defined.reduce((product, value) => product * value, 1) ** (1 / defined.length), 9);
        for (const value of Object.values(parts)) expect(Number.isNaN(value) || (value >= 0 && value <= 1)).toBe(true);
      }),
    );
  });

  it('one new combination per step, by ever other firms, is perfectly continuous', () => {
    const T = 80;
    const steps = Array.from({ length: T }, (_, t) => t + 1);
    const one = steps.map(() => 1);
    const parts = continuityOf({ counts: one, perInnovator: one, active: steps.map(() => 200), total: steps, distinct: steps });
    expect(parts).toEqual({ coverage: 1, steadiness: 1, no_long_drought: 1, breadth: 1, renewal: 1, continuity: 1 });
  });

  it('no innovation: continuity 0, steadiness undefined; one innovation: steadiness undefined', () => {
    const zeros = new Array<number>(20).fill(0);
    const silent = continuityOf({ counts: zeros, perInnovator: [], active: zeros.map(() => 9), total: zeros, distinct: zeros });
    expect(silent.continuity).toBe(0);
    expect(silent.coverage).toBe(0);
    expect(silent.steadiness).toBeNaN();
    const once = zeros.map((_, t) => (t === 12 ? 1 : 0));
    const cumulative = zeros.map((_, t) => (t >= 12 ? 1 : 0));
    const single = continuityOf({ counts: once, perInnovator: [1], active: zeros.map(() => 9), total: cumulative, distinct: cumulative });
    expect(single.steadiness).toBeNaN();
    expect(single.renewal).toBeNaN();
    expect(single.continuity).toBeGreaterThan(0);
    expect(single.continuity).toBeLessThan(0.45);
    expect(new ContinuityStream(5).continuity()).toBeNaN();
  });

  it('spread out beats bunched at the same count, and new beats repeated', () => {
    const T = 80;
    const run = (counts: number[], distinctEvery: number) => {
      let total = 0;
      const cumulative = counts.map((count) => (total += count));
      return continuityOf({
        counts,
        perInnovator: new Array<number>(total).fill(1),
        active: counts.map(() => 100),
        total: cumulative,
        distinct: cumulative.map((x) => Math.ceil(x / distinctEvery)),
      }).continuity;
    };
    const even = Array.from({ length: T }, (_, t) => (t % 2 === 0 ? 1 : 0));
    const bunched = Array.from({ length: T }, (_, t) => (t % 20 < 2 ? 5 : 0));
    expect(run(even, 1)).toBeGreaterThan(1.5 * run(bunched, 1));
    const stale = continuityOf({
      counts: even,
      perInnovator: new Array<number>(40).fill(1),
      active: even.map(() => 100),
      total: even.map((_, t) => (t >> 1) + 1),
      distinct: even.map((_, t) => Math.min(10, (t >> 1) + 1)),
    });
    expect(stale.renewal).toBeCloseTo(0, 9);
    expect(stale.continuity).toBeLessThan(0.01);
  });

  it('refuses more steps than it has room for, and scratch that is too small', () => {
    const stream = new ContinuityStream(1);
    stream.observe(0, 1, 0, 0);
    expect(() => stream.observe(0, 1, 0, 0)).toThrow(RangeError);
    expect(() => new ContinuityStream(10, new Float64Array(3))).toThrow(/scratch needs 11/);
  });
});
