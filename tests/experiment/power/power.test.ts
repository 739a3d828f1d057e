/** Power and sample sizes against statsmodels and SciPy, and by playing studies. */

import { describe, expect, it } from 'vitest';
import { normalQuantile } from '#distributions';
import { noncentralTCdf, pairedPower, pairsNeeded } from '../../../src/experiment/power/noncentral-t.js';
import { careFactor, planPower, playPower } from '../../../src/experiment/power/power.js';
import { handMade, study, wobble } from '../study.js';

describe('the noncentral t distribution', () => {
  it.each([
    [2.0, 9, 1.5, 0.6558759139985497],
    [2.262157, 9, 1.581139, 0.7071713354671612],
    [-1, 5, 2, 0.0023163756540751507],
    [1.98, 99, 2, 0.4901142238724562],
    [0, 4, 1, 0.15865525393145707],
    [12.7, 1, 3, 0.813803218007604],
  ])('at %d with %d degrees of freedom and shift %d is scipy.stats.nct.cdf(t, df, nc) = %d', (t, df, shift, value) => {
    expect(noncentralTCdf(t, df, shift)).toBeCloseTo(value, 9);
  });
});

describe('the power of the paired t test', () => {
  it.each([
    [0.5, 10, 0.2931756065140767],
    [0.5, 40, 0.8693981350238593],
    [0.2, 100, 0.508264806621038],
    [1, 8, 0.6808339582062661],
    [3, 3, 0.7452680070062834],
  ])('for effect %d and %i pairs is statsmodels.stats.power.TTestPower().power(effect, n, 0.05) = %d', (effect, pairs, value) => {
    expect(pairedPower(effect, pairs, 0.05)).toBeCloseTo(value, 8);
  });

  it.each([
    // TTestPower().solve_power(effect_size, alpha=0.05, power) before rounding up; R: pwr.t.test(type = "paired") says the same
    [0.2, 0.8, 198.150820955562],
    [0.5, 0.8, 33.36713118431779],
    [0.5, 0.9, 43.99548069841475],
    [0.8, 0.8, 14.30276455812943],
    [1.0, 0.9, 12.585459677807366],
    [2.0, 0.8, 4.22071858501904],
  ])('for effect %d needs at power %d as many pairs as statsmodels says, rounded up: %d', (effect, power, pairs) => {
    expect(pairsNeeded(effect, power, 0.05, 1000)).toBe(Math.ceil(pairs));
  });

  it('is undefined where more pairs than allowed would be needed', () => {
    expect(pairsNeeded(0.01, 0.8, 0.05, 1000)).toBeUndefined();
    expect(pairsNeeded(0, 0.8, 0.05, 1000)).toBeUndefined();
  });

  it('is what resampling normal differences finds', () => {
    const differences = Float64Array.from({ length: 400 }, (_, k) => 7 + normalQuantile((k + 0.5) / 400, 0, 1));
    expect(playPower(differences, 0.5, 34, 0.05, 'x')).toBeCloseTo(0.808, 1);
    expect(playPower(differences, 0, 34, 0.05, 'x')).toBeCloseTo(0.05, 1);
  });

  it('of a careful plan rests on the upper end of the 80 % interval: sqrt(df / scipy.stats.chi2.ppf(0.2, df))', () => {
    expect(careFactor(9)).toBeCloseTo(Math.sqrt(9 / 5.3800532), 2);
    expect(careFactor(39)).toBeCloseTo(Math.sqrt(39 / 31.2), 1);
  });
});

describe('a plan', () => {
  const goal = {
    metrics: ['continuity', 'failure_rate'],
    effects: [{ value: 0.05, of: 'mean' } as const],
    powers: [0.8, 0.9],
    alpha: 0.05,
  };

  it('says how many pairs each variant and metric needs, and what cannot be planned', async () => {
    const results = await handMade(study('indicators: [continuity, failure_rate]\n'), (variant, metric, r) => {
      if (metric === 'continuity') return 10 + wobble(r, 1) + (variant === 'b' ? wobble(r, 2) : variant === 'c' ? 3 : 0);
      return metric === 'failure_rate' ? Number.NaN : 0;
    });
    const { rows, unplanned } = planPower(results, goal);
    expect(rows.map(({ metric, variant }) => `${variant} ${metric}`)).toEqual(['b continuity']);
    const [row] = rows;
    expect(row?.effect).toBeCloseTo(0.52, 1);
    const [eighty, ninety] = row?.needed ?? [];
    expect(eighty?.pairs).toBe(pairsNeeded((row?.effect ?? 0) / (row?.standardDeviation ?? 1), 0.8, 0.05, 100));
    expect(ninety?.pairs).toBeGreaterThanOrEqual(eighty?.pairs as number);
    expect(eighty?.careful).toBeGreaterThanOrEqual(eighty?.pairs as number);
    expect(eighty?.played).toBeGreaterThan(0.6);
    expect(unplanned).toEqual([
      { metric: 'continuity', variant: 'c', why: 'no spread' },
      { metric: 'failure_rate', variant: 'b', why: 'no value' },
      { metric: 'failure_rate', variant: 'c', why: 'no value' },
    ]);
  });
});
