/** Kernels against values that numpy 2.4 gives (var, std, quantile), textbook cases and their definitions. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  argmax,
  cosineDistance,
  gini,
  herfindahl,
  mean,
  pickByWeight,
  prefixSums,
  quantileSorted,
  standardDeviation,
  sum,
  variance,
} from '../../src/core/kernels.js';

const sample = Float64Array.of(2.5, 0.1, 7.25, 3, 3, 11.75, 0.4);
const none = new Float64Array(0);
const positive = fc.float64Array({ minLength: 1, maxLength: 30, min: 0.001, max: 1e6, noNaN: true });

describe('kernels', () => {
  it('sum, mean, variance and deviation are numpy’s', () => {
    expect(sum(sample)).toBe(28);
    expect(mean(sample)).toBe(4);
    expect(variance(sample)).toBeCloseTo(14.720714285714289, 12);
    expect(standardDeviation(sample)).toBeCloseTo(3.8367583043129376, 12);
  });

  it('take a range of rows', () => {
    expect(sum(sample, 2, 3)).toBe(13.25);
    expect(mean(sample, 3, 2)).toBe(3);
    expect(variance(sample, 3, 2)).toBe(0);
    expect(sum(sample, 5)).toBe(12.15);
    expect(argmax(sample, 0, 5)).toBe(2);
    expect(gini(sample, 3, 2)).toBe(0);
    expect(herfindahl(sample, 3, 2)).toBe(0.5);
  });

  it('variance keeps its digits far from zero', () => {
    expect(variance(Float64Array.of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16))).toBe(22.5);
  });

  it('gini is that of textbooks: nothing for equals, 1 − 1/n for one who has all', () => {
    expect(gini(Float64Array.of(5, 5, 5, 5))).toBe(0);
    expect(gini(Float64Array.of(0, 0, 0, 8))).toBe(0.75);
    expect(gini(Float64Array.of(1, 2, 3, 4, 5))).toBeCloseTo(4 / 15, 15);
    expect(gini(sample)).toBeCloseTo(0.501530612244898, 14);
    expect([gini(none), gini(Float64Array.of(0, 0)), gini(Float64Array.of(-1, 3))]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  it('gini is half the mean difference of all pairs ÷ the mean, whatever the order', () => {
    fc.assert(
      fc.property(positive, (values) => {
        let differences = 0;
        for (const a of values) for (const b of values) differences += Math.abs(a - b);
        expect(gini(values)).toBeCloseTo(differences / (2 * values.length * sum(values)), 9);
        expect(gini(values.slice().reverse())).toBe(gini(values));
      }),
      { seed: 31, numRuns: 100 },
    );
  });

  it('herfindahl is 1/n for equals and 1 for one alone', () => {
    expect(herfindahl(Float64Array.of(3, 3, 3, 3))).toBe(0.25);
    expect(herfindahl(Float64Array.of(0, 9))).toBe(1);
    expect(herfindahl(Float64Array.of(50, 30, 20))).toBeCloseTo(0.38, 15);
    expect([herfindahl(none), herfindahl(Float64Array.of(0))]).toEqual([Number.NaN, Number.NaN]);
  });

  it('quantiles are numpy’s linear ones, R’s type 7', () => {
    const sorted = sample.slice().sort();
    const found = [0, 0.1, 0.25, 0.5, 0.9, 0.975, 1].map((p) => quantileSorted(sorted, p));
    [0.1, 0.28, 1.45, 3.0, 9.05, 11.075, 11.75].forEach((expected, n) => expect(found[n]).toBeCloseTo(expected, 12));
    expect(quantileSorted(Float64Array.of(4), 0.3)).toBe(4);
    expect(quantileSorted(none, 0.5)).toBeNaN();
  });

  it('argmax names the first of equals', () => {
    expect(argmax(sample)).toBe(5);
    expect(argmax(Float64Array.of(1, 4, 4))).toBe(1);
    expect(argmax(none)).toBe(-1);
  });

  it('means of nothing are undefined, sums of nothing are zero', () => {
    expect([mean(none), variance(none), standardDeviation(none), sum(none)]).toEqual([Number.NaN, Number.NaN, Number.NaN, 0]);
  });

  it('cosine distance: 0 along, 1 across, undefined without a direction', () => {
    const rows = Float64Array.of(1, 2, 2, 2, 4, 4, -2, 1, 0, 0, 0, 0);
    expect(cosineDistance(rows, 3, 0, 1)).toBe(0);
    expect(cosineDistance(rows, 3, 0, 2)).toBe(1);
    expect(cosineDistance(rows, 3, 1, 0)).toBe(cosineDistance(rows, 3, 0, 1));
    expect(cosineDistance(rows, 3, 0, 3)).toBeNaN();
  });

  it('prefix sums add up in place too', () => {
    const weights = Float64Array.of(1, 0, 2.5, 4);
    const out = new Float64Array(4);
    expect(prefixSums(weights, out)).toBe(7.5);
    expect([...out]).toEqual([1, 1, 3.5, 7.5]);
    expect(prefixSums(weights, weights, 2)).toBe(1);
    expect([...weights]).toEqual([1, 1, 2.5, 4]);
  });

  it('picks in proportion to the weights and never where the weight is zero', () => {
    const sums = Float64Array.of(0, 1, 1, 4, 4);
    const picked = Array.from({ length: 400 }, (_, n) => pickByWeight(sums, n / 400));
    expect(picked.filter((i) => i === 1)).toHaveLength(100);
    expect(picked.filter((i) => i === 3)).toHaveLength(300);
    expect(pickByWeight(sums, 1 - 2 ** -53)).toBe(3);
    expect(pickByWeight(Float64Array.of(0, 0), 0.5)).toBe(-1);
    expect(pickByWeight(none, 0.5)).toBe(-1);
  });
});
