import { describe, expect, it } from 'vitest';
import { summarisePosterior, weightedQuantiles } from '../../../src/experiment/calibration/posterior.js';
import { createGenerator } from '../../../src/experiment/random.js';

const uniform = (key: string) => ({ key, distribution: { kind: 'uniform', minimum: 0, maximum: 10 }, whole: false }) as const;
const target = { metric: 'm', unit: '-', variant: 'v', value: 5, error: 0.1, use: 'fit' } as const;

/** Shares scattered around places with a width. */
function cloud(count: number, place: (draw: () => number) => readonly number[]): Float64Array[] {
  const draw = createGenerator('test', 'cloud');
  return Array.from({ length: count }, () => Float64Array.from(place(draw)));
}

function summary(shares: readonly Float64Array[], simulated = shares.map(() => Float64Array.of(5)), tolerance = 1) {
  const weights = new Float64Array(shares.length).fill(1 / shares.length);
  return summarisePosterior({ uncertain: [uniform('a'), uniform('b')], targets: [target], shares, simulated, weights, tolerance });
}

describe('the posterior', () => {
  it('has weighted quantiles between the middles of the weights', () => {
    expect(weightedQuantiles([3, 1, 2], [1, 1, 1], [0, 0.5, 1])).toEqual([1, 2, 3]);
    expect(weightedQuantiles([1, 2], [3, 1], [0.375, 0.625, 0.875])).toEqual([1, 1.5, 2]);
    expect(weightedQuantiles([1, 2, 99], [1, 1, 0], [0.99])).toEqual([2]);
    expect(weightedQuantiles([], [], [0.5])).toEqual([Number.NaN]);
  });

  it('says which parameter was not identified, and only that one', () => {
    const { parameters, warnings } = summary(cloud(2000, (draw) => [0.45 + 0.1 * draw(), draw()]));
    expect(parameters[0]?.width).toBeCloseTo(0.1, 1);
    expect(parameters[1]?.width).toBeGreaterThan(0.95);
    expect(parameters[0]?.median).toBeCloseTo(5, 1);
    expect(parameters[1]?.low).toBeCloseTo(0.25, 0);
    expect(warnings.map(({ en }) => en.slice(0, 20))).toEqual(['b is not identified:']);
  });

  it('says which parameters are only known together', () => {
    const { correlations, warnings } = summary(
      cloud(2000, (draw) => {
        const a = 0.3 + 0.4 * draw();
        return [a, 1 - a + 0.02 * draw()];
      }),
    );
    expect(correlations[0]?.correlation).toBeLessThan(-0.99);
    expect(warnings.some(({ ru }) => ru.startsWith('a и b известны только вместе (корреляция -1,00)'))).toBe(true);
    expect(warnings.some(({ en }) => en.startsWith('a and b are only known together (correlation -1.00)'))).toBe(true);
  });

  it('says where a prior was too narrow, and where the tolerance stayed above the errors', () => {
    const { warnings } = summary(
      cloud(500, (draw) => [0.03 * draw(), 0.5 + 0.1 * draw()]),
      undefined,
      2.34,
    );
    expect(warnings.some(({ en }) => en.startsWith('a presses against the lower end'))).toBe(true);
    expect(warnings.some(({ en }) => en.startsWith('the tolerance ended at 2.3 standard errors'))).toBe(true);
  });

  it('predicts a target as it was measured: the spread of the worlds and the error of the measurement', () => {
    // 2,000 worlds at quantiles of a uniform distribution on 4.9 … 5.1, plus a normal error of 0.1: standard deviation
    // √(0.2²/12 + 0.1²) = 0.1155; 97.5 % quantile by scipy: brentq over the mean of norm.cdf(x, s, 0.1) gives 5.225414.
    const shares = cloud(2000, (draw) => [0.4 + 0.2 * draw(), 0.5]);
    const worlds = shares.map((_, p) => Float64Array.of(4.9 + (0.2 * (p + 0.5)) / 2000));
    const [check] = summary(shares, worlds).targets;
    expect(check?.high).toBeCloseTo(5.225414, 6);
    expect(check?.median).toBeCloseTo(5, 6);
    expect(check?.inside).toBe(true);
    const far = summary(
      shares,
      worlds.map(([value = 0]) => Float64Array.of(value + 1)),
    );
    expect(far.targets[0]?.inside).toBe(false);
    expect(far.warnings.some(({ en }) => en.startsWith('m of v, which was fitted, lies outside'))).toBe(true);
  });

  it('gives the chances of a choice', () => {
    const choice = { key: 'c', distribution: { kind: 'choice', values: ['x', 'y'] }, whole: false } as const;
    const shares = [0.1, 0.2, 0.9].map((share) => Float64Array.of(share));
    const weights = Float64Array.of(0.25, 0.25, 0.5);
    const simulated = shares.map(() => Float64Array.of(5));
    const { parameters } = summarisePosterior({ uncertain: [choice], targets: [target], shares, simulated, weights, tolerance: 1 });
    expect(parameters[0]?.chances).toEqual([
      { value: 'x', weight: 0.5 },
      { value: 'y', weight: 0.5 },
    ]);
    expect(parameters[0]?.median).toBeNull();
  });
});
