import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  channelSum,
  channelSums,
  crossFlowRatio,
  crossFlowShare,
  crossGroupShare,
  distanceDecay,
  externalFlows,
  nonPartnerShare,
  noveltyLeverage,
  randomMixingShare,
  share,
  spilloverShare,
} from '../../../../src/models/trihelix/measures/spillover.js';

const OWN = 0;
const PROJECT = 1;

describe('shares of the ledger', () => {
  // three channels of 2 × 2: own learning 10, projects 6, others 4
  const gains = Float64Array.of(6, 0, 0, 4, 1, 2, 2, 1, 1, 2, 0, 1);

  it('takes external gains over all, and strangers over external', () => {
    expect(channelSum(gains, 2, 0)).toBe(10);
    expect(spilloverShare(channelSums(gains, 2), OWN, PROJECT)).toBe(0.2);
    expect(nonPartnerShare(1, channelSums(gains, 2), OWN, PROJECT)).toBe(0.25);
    const flows = new Float64Array(4).fill(9);
    externalFlows(gains, 2, OWN, PROJECT, flows);
    expect([...flows]).toEqual([1, 2, 0, 1]);
  });

  it('is undefined without gains, and 0 where all learning is own', () => {
    expect(spilloverShare(new Float64Array(3), OWN, PROJECT)).toBeNaN();
    expect(nonPartnerShare(0, new Float64Array(3), OWN, PROJECT)).toBeNaN();
    expect(spilloverShare(Float64Array.of(3, 0, 0), OWN, PROJECT)).toBe(0);
    expect(share(1, 0)).toBeNaN();
  });

  it('the external flows add up to the external gains, own and projects to the rest', () => {
    const numbers = fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { minLength: 63, maxLength: 63 });
    fc.assert(
      fc.property(numbers, (values) => {
        const ledger = Float64Array.from(values);
        const flows = new Float64Array(9);
        externalFlows(ledger, 3, OWN, PROJECT, flows);
        const external = flows.reduce((a, b) => a + b, 0);
        const all = ledger.reduce((a, b) => a + b, 0);
        expect(external + channelSum(ledger, 3, OWN) + channelSum(ledger, 3, PROJECT)).toBeCloseTo(all, 9);
        if (all > 0) expect(spilloverShare(channelSums(ledger, 3), OWN, PROJECT)).toBeCloseTo(external / all, 9);
      }),
    );
  });
});

describe('flows across borders', () => {
  it('takes 1 − trace/sum and its ratio to random mixing', () => {
    const flows = Float64Array.of(6, 1, 1, 2);
    expect(crossFlowShare(flows, 2)).toBe(0.2);
    expect(randomMixingShare(flows, 2)).toBeCloseTo(1 - (0.7 * 0.7 + 0.3 * 0.3), 12);
    expect(crossFlowRatio(flows, 2)).toBeCloseTo(0.2 / 0.42, 12);
    expect(crossFlowShare(Float64Array.of(5, 0, 0, 5), 2)).toBe(0);
    expect(crossFlowShare(new Float64Array(4), 2)).toBeNaN();
    expect(randomMixingShare(new Float64Array(4), 2)).toBeNaN();
    expect(crossFlowRatio(Float64Array.of(5, 0, 0, 0), 2)).toBeNaN();
  });

  it('the ratio is 1 where flows mix at random, whatever the margins', () => {
    const margin = fc.array(fc.double({ min: 0.1, max: 9, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(margin, margin, (out, into) => {
        const flows = Float64Array.from({ length: 16 }, (_, c) => (out[c >> 2] as number) * (into[c & 3] as number));
        expect(crossFlowRatio(flows, 4)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('can look at the leading classes alone', () => {
    const flows = Float64Array.of(6, 1, 50, 1, 2, 50, 50, 50, 50);
    expect(crossFlowShare(flows, 3, 2)).toBe(0.2);
    expect(crossFlowRatio(flows, 3, 2)).toBeCloseTo(0.2 / 0.42, 12);
  });

  it('groups regions by country', () => {
    const flows = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
    expect(crossGroupShare(flows, Int32Array.of(0, 0, 1), 3)).toBeCloseTo((3 + 6 + 7 + 8) / 45, 12);
    expect(crossGroupShare(flows, Int32Array.of(0, 1, 2), 3)).toBeCloseTo(crossFlowShare(flows, 3), 12);
    expect(crossGroupShare(new Float64Array(9), Int32Array.of(0, 0, 1), 3)).toBeNaN();
  });
});

describe('decay with distance', () => {
  it('gives back half distance and border discount of an exact decay', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.2, max: 20, noNaN: true }), fc.double({ min: 0.05, max: 2, noNaN: true }), (half, discount) => {
        const distance = [0, 1, 2, 3];
        const border = [0, 0, 1, 1];
        const fit = distanceDecay(
          distance,
          border,
          distance.map((d, l) => 7 * 0.5 ** (d / half) * (border[l] ? discount : 1)),
        );
        expect(fit.halfDistance / half).toBeCloseTo(1, 8);
        expect(fit.borderDiscount / discount).toBeCloseTo(1, 8);
      }),
    );
  });

  it('uses distance alone where the border cannot be told apart', () => {
    expect(distanceDecay([0, 1, 2], [0, 0, 0], [8, 4, 2])).toEqual({ halfDistance: expect.closeTo(1, 10), borderDiscount: Number.NaN });
    expect(distanceDecay([0, 3], [0, 1], [8, 1])).toEqual({ halfDistance: expect.closeTo(1, 10), borderDiscount: Number.NaN });
    expect(distanceDecay([0, 1, 2, 3], [0, 0, 1, 1], [8, 4, 0, 0]).halfDistance).toBeCloseTo(1, 10);
  });

  it('is undefined where nothing flows, at one distance only, or where it does not fall', () => {
    expect(distanceDecay([0, 1, 2, 3], [0, 0, 1, 1], [0, 0, 0, 0])).toEqual({ halfDistance: Number.NaN, borderDiscount: Number.NaN });
    expect(distanceDecay([0, 1, 2, 3], [0, 0, 1, 1], [5, 0, 0, 0]).halfDistance).toBeNaN();
    expect(distanceDecay([0, 1], [0, 0], [1, 2]).halfDistance).toBeNaN();
    expect(distanceDecay([0, 1], [0, 0], [2, 2]).halfDistance).toBeNaN();
  });
});

describe('novelty leverage', () => {
  it('is the share of flagged innovations of a stretch', () => {
    expect(noveltyLeverage(Int32Array.of(128, 0, 129, 1, 64), 128, 1, 5)).toBe(0.25);
    expect(noveltyLeverage(Int32Array.of(128), 128, 1, 1)).toBeNaN();
  });
});
