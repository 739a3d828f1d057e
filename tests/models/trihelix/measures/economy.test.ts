import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concentration, groupConcentration, sizeGini, tailExponent } from '../../../../src/models/trihelix/measures/economy.js';
import { logTrend, slope } from '../../../../src/models/trihelix/measures/least-squares.js';
import { everybody, streamOf } from './networks.js';

const room = new Float64Array(5000);

describe('concentration', () => {
  it('is 1/n for equals, 1 for a monopoly, and leaves out the dead and other rows', () => {
    expect(concentration(new Float64Array(8).fill(3), everybody(8), 0, 8)).toBeCloseTo(1 / 8, 12);
    expect(concentration(Float64Array.of(0, 5, 0), everybody(3), 0, 3)).toBe(1);
    expect(concentration(Float64Array.of(9, 1, 1, 9), Uint8Array.of(1, 1, 1, 0), 1, 3)).toBe(0.5);
    expect(concentration(new Float64Array(3), everybody(3), 0, 3)).toBeNaN();
  });

  it('weighs industries by what they hold', () => {
    const values = Float64Array.of(1, 1, 6, 2, 2);
    const group = Int32Array.of(0, 0, 1, 3, 3);
    // industry 0: ½ of 2; 1: 1 of 6; 3: ½ of 4
    expect(groupConcentration(values, everybody(5), group, 0, 5, new Float64Array(8))).toBeCloseTo((1 + 6 + 2) / 12, 12);
    expect(groupConcentration(new Float64Array(5), everybody(5), group, 0, 5, new Float64Array(8))).toBeNaN();
  });
});

describe('Gini of sizes', () => {
  it('takes closed forms and equals the mean absolute difference', () => {
    expect(sizeGini(new Float64Array(9).fill(2), everybody(9), 0, 9, room)).toBe(0);
    expect(sizeGini(Float64Array.of(0, 0, 0, 1), everybody(4), 0, 4, room)).toBe(0.75);
    expect(sizeGini(new Float64Array(4), everybody(4), 0, 4, room)).toBeNaN();
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 2, maxLength: 40 }), (values) => {
        const sum = values.reduce((a, b) => a + b, 0);
        const differences = values.reduce((all, x) => all + values.reduce((a, y) => a + Math.abs(x - y), 0), 0);
        expect(sizeGini(Float64Array.from(values), everybody(40), 0, values.length, room)).toBeCloseTo(
          differences / (2 * values.length * sum),
          9,
        );
      }),
    );
  });
});

describe('tail exponent', () => {
  it('is 1/ln 2 for a tail that doubles once: k values at twice the threshold', () => {
    const values = Float64Array.from({ length: 100 }, (_, i) => (i < 10 ? 8 : 4));
    expect(tailExponent(values, everybody(100), 0, 100, 0.1, room)).toBeCloseTo(1 / Math.LN2, 12);
  });

  it('finds the exponent of a Pareto sample whatever its scale', () => {
    const stream = streamOf('pareto');
    for (const alpha of [1.06, 2.5]) {
      const values = Float64Array.from({ length: 5000 }, (_, i) => (1 - stream.unit(i, 0)) ** (-1 / alpha));
      const found = tailExponent(values, everybody(5000), 0, 5000, 0.2, room);
      expect(Math.abs(found / alpha - 1)).toBeLessThan(0.1);
      expect(
        tailExponent(
          values.map((x) => 1000 * x),
          everybody(5000),
          0,
          5000,
          0.2,
          room,
        ),
      ).toBeCloseTo(found, 9);
    }
  });

  it('is undefined without spread, for few rows and for a threshold of 0', () => {
    expect(tailExponent(new Float64Array(50).fill(3), everybody(50), 0, 50, 0.2, room)).toBeNaN();
    expect(tailExponent(Float64Array.of(1, 2, 3), everybody(3), 0, 3, 0.1, room)).toBeNaN();
    expect(
      tailExponent(
        Float64Array.from({ length: 20 }, (_, i) => (i < 3 ? 5 : 0)),
        everybody(20),
        0,
        20,
        0.2,
        room,
      ),
    ).toBeNaN();
    expect(tailExponent(new Float64Array(0), everybody(0), 0, 0, 0.2, room)).toBeNaN();
  });
});

describe('slopes', () => {
  const STEPS = Float64Array.from({ length: 60 }, (_, t) => t);

  it('gives back a straight line, and the growth rate of an exponential', () => {
    const line = Float64Array.from({ length: 50 }, (_, t) => 3 - 0.25 * t);
    expect(slope(STEPS, line, 10, 50)).toBeCloseTo(-0.25, 12);
    expect(
      logTrend(
        Float64Array.from({ length: 50 }, (_, t) => 2 * 1.03 ** t),
        10,
        50,
      ),
    ).toBeCloseTo(Math.log(1.03), 12);
    expect(slope(Float64Array.of(1, 2, 4), Float64Array.of(5, 7, 11), 0, 3)).toBeCloseTo(2, 12);
  });

  it('leaves out what is no number, and what has no logarithm', () => {
    expect(logTrend(Float64Array.of(1, 0, Math.E ** 2, -1), 0, 4)).toBeCloseTo(1, 12);
    expect(slope(STEPS, Float64Array.of(1, 2), 0, 1)).toBeNaN();
    expect(logTrend(Float64Array.of(0, 0, 0), 0, 3)).toBeNaN();
    expect(slope(Float64Array.of(2, 2), Float64Array.of(1, 5), 0, 2)).toBeNaN();
    expect(slope(Float64Array.of(1, 2), Float64Array.of(1, Number.NaN), 0, 2)).toBeNaN();
  });

  it('the residuals of the fitted line do not lean', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 3, maxLength: 60 }), (values) => {
        const series = Float64Array.from(values);
        const b = slope(STEPS, series, 0, series.length);
        expect(
          slope(
            STEPS,
            series.map((y, t) => y - b * t),
            0,
            series.length,
          ),
        ).toBeCloseTo(0, 9);
      }),
    );
  });
});
