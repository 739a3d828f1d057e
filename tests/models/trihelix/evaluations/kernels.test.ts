/** Kernels of the evaluations on small numbers that can be worked out by hand, and the identities that they promise. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceInDifferences, matchingEffect } from '../../../../src/models/trihelix/evaluations/evaluator-bias.js';
import { firstStepWithout } from '../../../../src/models/trihelix/evaluations/hysteresis.js';
import { matchedShare, meanChange } from '../../../../src/models/trihelix/evaluations/policy-effects.js';
import { catchUp, variation } from '../../../../src/models/trihelix/evaluations/regions.js';
import { shapley } from '../../../../src/models/trihelix/evaluations/shapley.js';
import { discountedSeries, discountedSum } from '../../../../src/models/trihelix/evaluations/value.js';

const numbers = (...values: number[]): Float64Array => Float64Array.from(values);

describe('Shapley values', () => {
  it('share what two parts make together', () => {
    const out = new Float64Array(2);
    // Alone 1 and 3, together 10: the surplus of 6 is halved.
    shapley(numbers(0, 1, 3, 10), 2, out);
    expect([...out]).toEqual([4, 6]);
  });

  it('give the glove game its known solution', () => {
    const out = new Float64Array(3);
    // One left glove (part 0), two right ones: a pair is worth 1.
    shapley(numbers(0, 0, 0, 1, 0, 1, 0, 1), 3, out);
    expect(out[0]).toBeCloseTo(2 / 3, 12);
    expect(out[1]).toBeCloseTo(1 / 6, 12);
    expect(out[2]).toBeCloseTo(1 / 6, 12);
  });

  it('add up to the whole, give nothing to a part that adds nothing and the same to equal parts', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 16, maxLength: 16 }), (values) => {
        const out = new Float64Array(5);
        // The fifth part is a dummy: the value of a set is that of the set without it.
        shapley(
          Float64Array.from({ length: 32 }, (_, set) => values[set % 16] as number),
          5,
          out,
        );
        expect(out.reduce((sum, part) => sum + part, 0)).toBeCloseTo((values[15] as number) - (values[0] as number), 8);
        expect(out[4]).toBe(0);
      }),
    );
    const equal = new Float64Array(3);
    shapley(numbers(0, 2, 2, 5, 2, 5, 5, 12), 3, equal);
    for (const part of equal) expect(part).toBeCloseTo(4, 12);
  });
});

describe('discounted sums', () => {
  it('count from the first measured step, and only firms that count', () => {
    const profit = numbers(9, 9, 10, 20, 40, 80);
    const keys = Int32Array.from([1, 2, 1, 2, 1, -1]);
    expect(discountedSum(profit, keys, 2, 1, 1, () => true)).toBe(10 + 20 + 40 / 2);
    expect(discountedSum(profit, keys, 2, 1, 1, (key) => key === 1)).toBe(30);
    expect(discountedSeries(numbers(5, 8, 8, 8), 1, 1)).toBe(8 + 4 + 2);
    expect(discountedSum(profit, keys, 2, 3, 1, () => true)).toBe(0);
  });
});

describe('deadweight', () => {
  const start = (leader: number, step: number, supported = true) => ({ leader, step, supported });

  it('is the share of supported projects whose leader starts in the twin too, each start answering for one', () => {
    const treated = [start(1, 10), start(2, 10), start(3, 10), start(1, 12)];
    const twin = [start(1, 11, false), start(2, 20, false), start(9, 10, false)];
    expect(matchedShare(treated, twin, 4)).toBe(1 / 4);
  });

  it('lets an unsupported start use up its twin, and is undefined without support', () => {
    expect(matchedShare([start(1, 10, false), start(1, 13)], [start(1, 11, false)], 4)).toBe(0);
    expect(matchedShare([start(1, 10, false)], [start(1, 10, false)], 4)).toBeNaN();
  });

  it('is 1 against itself', () => {
    const starts = [start(1, 10), start(2, 11), start(1, 15)];
    expect(matchedShare(starts, starts, 4)).toBe(1);
  });
});

describe('evaluators without a twin', () => {
  const treated = Uint8Array.from([1, 1, 0, 0]);

  it('match the nearest untreated firm, each trait in standard deviations', () => {
    // By size alone 0 is like 2 and 1 like 3.
    expect(matchingEffect(treated, numbers(5, 7, 1, 2), [numbers(10, 20, 11, 21)])).toBe((5 - 1 + (7 - 2)) / 2);
    // A trait without variation says nothing.
    expect(matchingEffect(treated, numbers(5, 7, 1, 2), [numbers(3, 3, 3, 3), numbers(10, 20, 11, 21)])).toBe(4.5);
  });

  it('take the change of the treated beyond that of the others', () => {
    expect(differenceInDifferences(treated, numbers(1, 1, 2, 2), numbers(4, 6, 3, 3))).toBe(4 - 1);
  });

  it('have no answer without a group to compare', () => {
    const everybody = Uint8Array.from([1, 1]);
    expect(matchingEffect(everybody, numbers(1, 2), [numbers(1, 2)])).toBeNaN();
    expect(matchingEffect(Uint8Array.from([0, 0]), numbers(1, 2), [numbers(1, 2)])).toBeNaN();
    expect(differenceInDifferences(everybody, numbers(1, 2), numbers(1, 2))).toBeNaN();
  });
});

describe('regions', () => {
  it('catch up when the growth of the logarithm falls with the first level', () => {
    // ln y moves half of the way to 0 in 10 steps: slope −0.05.
    const first = numbers(Math.E, Math.E ** 2, Math.E ** 4);
    const last = numbers(Math.E ** 0.5, Math.E, Math.E ** 2);
    expect(catchUp(first, last, 10)).toBeCloseTo(-0.05, 12);
    expect(catchUp(numbers(1, 2), numbers(2, 3), 10)).toBeNaN();
    expect(catchUp(numbers(1, 2, 0), numbers(2, 3, 4), 10)).toBeNaN();
  });

  it('vary by their standard deviation over their mean', () => {
    expect(variation(numbers(1, 3))).toBe(0.5);
    expect(variation(numbers(0, 0))).toBeNaN();
    expect(variation(numbers(4))).toBeNaN();
  });
});

describe('small ones', () => {
  it('find the end of support and the mean change', () => {
    expect(firstStepWithout(numbers(0, 3, 0, 2, 0))).toBe(4);
    expect(firstStepWithout(numbers(0, 0))).toBe(0);
    expect(meanChange(numbers(1, 2), numbers(0, 0))).toBe(1.5);
  });
});
