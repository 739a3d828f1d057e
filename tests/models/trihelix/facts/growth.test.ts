import { describe, expect, it } from 'vitest';
import { cos, exp, log } from '../../../../src/core/maths.js';
import { centre, logGamma, sizeVariance, subbotinShape } from '../../../../src/models/trihelix/facts/growth.js';
import { streamOf } from '../measures/networks.js';

const laplace = (n: number): number[] => {
  const stream = streamOf('laplace');
  return Array.from({ length: n }, (_, i) => -log(1 - stream.unit(i, 0)) * (stream.unit(i, 1) < 0.5 ? -1 : 1));
};
const gauss = (n: number): number[] => {
  const stream = streamOf('gauss');
  return Array.from({ length: n }, (_, i) => Math.sqrt(-2 * log(1 - stream.unit(i, 0))) * cos(2 * Math.PI * stream.unit(i, 1)));
};

describe('subbotinShape', () => {
  it('is 1 for Laplace and 2 for Gauss, whatever their scale and place', () => {
    expect(subbotinShape(laplace(20_000))).toBeCloseTo(1, 1);
    expect(subbotinShape(gauss(20_000))).toBeCloseTo(2, 0);
    expect(Math.abs(subbotinShape(gauss(20_000)) - 2)).toBeLessThan(0.1);
    expect(Math.abs(subbotinShape(laplace(20_000).map((x) => 3 + 100 * x)) - subbotinShape(laplace(20_000)))).toBeLessThan(1e-3);
  });

  it('is at the top of its range for the uniform distribution, whose shape is infinite', () => {
    expect(subbotinShape(Array.from({ length: 501 }, (_, i) => i))).toBeGreaterThan(7);
  });

  it('is undefined for few values and for values that do not vary', () => {
    expect(subbotinShape(laplace(49))).toBeNaN();
    expect(subbotinShape(new Array(100).fill(0))).toBeNaN();
  });
});

describe('logGamma', () => {
  it('takes known values: ln 0! … ln 9!, and √π/2 at 1.5', () => {
    let factorial = 1;
    for (let n = 1; n <= 10; n++) {
      expect(logGamma(n)).toBeCloseTo(log(factorial), 11);
      factorial *= n;
    }
    expect(logGamma(1.5)).toBeCloseTo(log(Math.sqrt(Math.PI) / 2), 11);
  });
});

describe('sizeVariance', () => {
  it('finds the exponent that the spread was made with', () => {
    const stream = streamOf('sizes');
    const sizes = Array.from({ length: 20_000 }, (_, i) => 8 * stream.unit(i, 0));
    const shocks = gauss(20_000);
    const growth = sizes.map((size, i) => exp(-0.15 * size) * (shocks[i] as number));
    expect(Math.abs(sizeVariance(sizes, growth, 10) + 0.15)).toBeLessThan(0.02);
    expect(Math.abs(sizeVariance(sizes, shocks, 10))).toBeLessThan(0.02);
  });

  it('is undefined for few values', () => {
    expect(sizeVariance([1, 2], [0, 1], 10)).toBeNaN();
  });
});

describe('centre', () => {
  it('takes off the mean of the group', () => {
    const values = Float64Array.of(1, 3, 10, 20);
    centre(values, [0, 0, 7, 7]);
    expect([...values]).toEqual([-1, 1, -5, 5]);
  });
});
