import { describe, expect, it } from 'vitest';
import { normalQuantile } from '#distributions';
import { createSampler, type Sampler } from '../../../src/experiment/calibration/sampler.js';
import { createGenerator } from '../../../src/experiment/random.js';

/** Runs rounds until the tolerance is 1 with enough particles, or so many. */
function sample(sampler: Sampler, rounds: number, distance: (shares: Float64Array) => number): Sampler {
  for (let r = 0; r < rounds; r++) sampler.tell(sampler.ask().map(distance));
  return sampler;
}

function moments(sampler: Sampler, value: (shares: Float64Array) => number): { mean: number; deviation: number } {
  const values = sampler.particles.map(({ shares }) => value(shares));
  const mean = values.reduce((sum, v, p) => sum + v * (sampler.weights[p] as number), 0);
  const squares = values.reduce((sum, v, p) => sum + (v - mean) ** 2 * (sampler.weights[p] as number), 0);
  return { mean, deviation: Math.sqrt(squares) };
}

describe('the sampler', () => {
  it('finds the posterior of a normal mean with a normal prior, known in closed form', () => {
    // θ ~ N(0, 2²); one world gives s ~ N(θ, 0.5²); the target is 3 with standard error 0.4. The posterior is normal
    // with precision 1/4 + 1/(0.25 + 0.16) and mean 3 · (1/0.41) ÷ precision.
    const precision = 1 / 4 + 1 / 0.41;
    const luck = createGenerator('test', 'normal');
    const noise = (): number => normalQuantile(luck(), 0, 1);
    const theta = (shares: Float64Array): number => normalQuantile(shares[0] as number, 0, 2);
    const sampler = sample(createSampler({ dimensions: 1, size: 200, seed: 'normal' }), 8, (shares) => {
      return Math.abs(theta(shares) + 0.5 * noise() - 3) / 0.4;
    });
    expect(sampler.tolerance).toBe(1);
    expect(sampler.effective).toBeGreaterThan(300);
    const { mean, deviation } = moments(sampler, theta);
    expect(Math.abs(mean - 3 / 0.41 / precision)).toBeLessThan(4 / Math.sqrt(precision * sampler.effective));
    expect(deviation * Math.sqrt(precision)).toBeGreaterThan(0.88);
    expect(deviation * Math.sqrt(precision)).toBeLessThan(1.12);
  });

  it('finds a small posterior in three dimensions', () => {
    const aim = [0.2, 0.7, 0.55];
    const sampler = sample(createSampler({ dimensions: 3, size: 100, seed: 'corner' }), 14, (shares) =>
      Math.sqrt(aim.reduce((sum, a, d) => sum + ((shares[d] as number) - a) ** 2, 0) / 0.01 ** 2),
    );
    expect(sampler.tolerance).toBe(1);
    for (const [d, a] of aim.entries()) {
      const { mean, deviation } = moments(sampler, (shares) => shares[d] as number);
      expect(Math.abs(mean - a)).toBeLessThan(0.004);
      expect(deviation).toBeGreaterThan(0.008);
      expect(deviation).toBeLessThan(0.012);
    }
  });

  it('keeps the prior where the distance says nothing', () => {
    const sampler = sample(createSampler({ dimensions: 2, size: 200, seed: 'flat' }), 4, () => 0);
    const { mean, deviation } = moments(sampler, (shares) => shares[1] as number);
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.05);
    expect(Math.abs(deviation - Math.sqrt(1 / 12))).toBeLessThan(0.03);
  });

  it('keeps both places of a posterior that has two', () => {
    const sampler = sample(createSampler({ dimensions: 1, size: 200, seed: 'two' }), 8, ([share = 0]) => {
      return Math.min(Math.abs(share - 0.1), Math.abs(share - 0.9)) / 0.01;
    });
    const { mean } = moments(sampler, (shares) => ((shares[0] as number) > 0.5 ? 1 : 0));
    expect(mean).toBeGreaterThan(0.4);
    expect(mean).toBeLessThan(0.6);
  });

  it('says the same from the same seed, and other things from another', () => {
    const distance = (shares: Float64Array): number => Math.abs((shares[0] as number) - 0.3) / 0.05;
    const once = (seed: string): Sampler => sample(createSampler({ dimensions: 1, size: 50, seed }), 4, distance);
    expect([...once('a').weights]).toEqual([...once('a').weights]);
    expect([...once('a').weights]).not.toEqual([...once('b').weights]);
  });

  it('gives no weight to what did not come out, and stays whole where nothing came out', () => {
    const some = sample(createSampler({ dimensions: 1, size: 50, seed: 'some' }), 5, ([share = 0]) =>
      share > 0.5 ? Infinity : Math.abs(share - 0.4) / 0.02,
    );
    for (const [p, { distance }] of some.particles.entries()) if (distance === Infinity) expect(some.weights[p]).toBe(0);
    expect(some.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    const none = createSampler({ dimensions: 1, size: 10, seed: 'none' });
    none.tell(none.ask().map(() => Infinity));
    expect(none.effective).toBe(0);
  });

  it('never weighs with a tolerance below the errors of the targets, and lowers it round by round', () => {
    const sampler = createSampler({ dimensions: 2, size: 60, seed: 'falls' });
    const tolerances: number[] = [];
    for (let r = 0; r < 8; r++) {
      sampler.tell(sampler.ask().map(([a = 0, b = 0]) => 200 * Math.sqrt((a - 0.3) ** 2 + (b - 0.6) ** 2)));
      tolerances.push(sampler.tolerance);
    }
    expect([...tolerances].sort((a, b) => b - a)).toEqual(tolerances);
    expect(tolerances[0]).toBeGreaterThan(10);
    expect(tolerances.at(-1)).toBe(1);
  });
});
