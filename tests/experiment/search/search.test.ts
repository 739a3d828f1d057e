import { describe, expect, it } from 'vitest';
import { createGenerator } from '../../../src/experiment/random.js';
import { createCmaEs } from '../../../src/experiment/search/cma-es.js';
import { createNsga2 } from '../../../src/experiment/search/nsga2.js';
import { crowding, dominates, frontRanks } from '../../../src/experiment/search/pareto.js';

/** Minimises a function of the unit box. */
function minimise(dimensions: number, generations: number, cost: (x: Float64Array) => number, seed = 'test', population?: number) {
  const search = createCmaEs({ dimensions, seed, ...(population !== undefined && { population }) });
  for (let g = 0; g < generations; g++) search.tell(search.ask().map(cost));
  return search;
}

describe('the evolution strategy', () => {
  it('finds the middle of a sphere', () => {
    const { mean, step } = minimise(5, 120, (x) => x.reduce((sum, value) => sum + (value - 0.7) ** 2, 0));
    for (const value of mean) expect(Math.abs(value - 0.7)).toBeLessThan(1e-6);
    expect(step).toBeLessThan(1e-5);
  });

  it('follows the bent valley of Rosenbrock to its end', () => {
    const rosenbrock = (x: Float64Array): number => {
      const y = x.map((value) => 4 * value - 2);
      let sum = 0;
      for (let d = 0; d < y.length - 1; d++) sum += 100 * ((y[d + 1] as number) - (y[d] as number) ** 2) ** 2 + (1 - (y[d] as number)) ** 2;
      return sum;
    };
    const { mean } = minimise(3, 400, rosenbrock);
    for (const value of mean) expect(4 * value - 2).toBeCloseTo(1, 4);
  });

  it('learns a long narrow slope that is not along the axes', () => {
    const { mean } = minimise(2, 200, ([a = 0, b = 0]) => (a + b - 1) ** 2 + 1e6 * (a - b) ** 2);
    expect(mean[0]).toBeCloseTo(0.5, 6);
    expect(mean[1]).toBeCloseTo(0.5, 6);
  });

  it('finds the best place where it lies on an edge and in a corner of the box', () => {
    const edge = minimise(2, 80, ([a = 0, b = 0]) => (a + 0.5) ** 2 + (b - 0.3) ** 2);
    expect(edge.mean[0]).toBeLessThan(1e-3);
    expect(edge.mean[1]).toBeCloseTo(0.3, 3);
    const corner = minimise(3, 80, (x) => -x.reduce((sum, value) => sum + value, 0));
    for (const value of corner.mean) expect(value).toBeGreaterThan(0.999);
  });

  it('keeps to what is allowed where the rest has no value', () => {
    const { mean } = minimise(2, 120, ([a = 0, b = 0]) => (a + b > 1 ? Number.NaN : (a - 0.9) ** 2 + (b - 0.9) ** 2));
    expect((mean[0] as number) + (mean[1] as number)).toBeGreaterThan(0.97);
    expect((mean[0] as number) + (mean[1] as number)).toBeLessThanOrEqual(1.001);
  });

  it('comes near through noise', () => {
    const luck = createGenerator('test', 'noise');
    const { mean } = minimise(3, 60, (x) => x.reduce((sum, value) => sum + (value - 0.4) ** 2, 0) + 0.02 * luck(), 'noise', 16);
    for (const value of mean) expect(Math.abs(value - 0.4)).toBeLessThan(0.1);
  });

  it('never leaves the box, and does the same again from the same seed', () => {
    const cost = (x: Float64Array): number => -(x[0] as number) + (x[1] as number);
    const search = createCmaEs({ dimensions: 2, seed: 'box' });
    for (let g = 0; g < 30; g++) {
      const asked = search.ask();
      expect(search.ask()).toEqual(asked);
      for (const place of asked) for (const value of place) expect(value >= 0 && value <= 1).toBe(true);
      search.tell(asked.map(cost));
    }
    expect(minimise(2, 30, cost, 'box').mean).toEqual(search.mean);
    expect(() => search.tell([1])).toThrow(RangeError);
  });
});

describe('fronts', () => {
  it('rank what dominates what', () => {
    expect(dominates([1, 2], [1, 3])).toBe(true);
    expect(dominates([1, 2], [1, 2])).toBe(false);
    expect(dominates([0, 3], [1, 2])).toBe(false);
    expect(dominates([1, 2], [Number.NaN, 2])).toBe(true);
    expect(dominates([Number.NaN, 0], [1, 2])).toBe(false);
    expect([
      ...frontRanks([
        [1, 4],
        [2, 2],
        [4, 1],
        [3, 3],
        [4, 4],
        [Number.NaN, 0],
      ]),
    ]).toEqual([0, 0, 0, 1, 2, 0]);
    expect(frontRanks([])).toHaveLength(0);
  });

  it('give room to the ends and to who stands alone', () => {
    const costs = [
      [0, 4],
      [1, 2],
      [1.5, 1.5],
      [4, 0],
    ];
    const room = crowding(costs, frontRanks(costs));
    expect(room[0]).toBe(Infinity);
    expect(room[3]).toBe(Infinity);
    expect(room[1]).toBeCloseTo(1.5 / 4 + 2.5 / 4, 12);
    expect(room[2]).toBeCloseTo(3 / 4 + 2 / 4, 12);
  });

  it('are found and covered by NSGA-II on ZDT1, whose front is known', () => {
    const zdt1 = (x: Float64Array): number[] => {
      const g = 1 + (9 * x.slice(1).reduce((sum, value) => sum + value, 0)) / (x.length - 1);
      return [x[0] as number, g * (1 - Math.sqrt((x[0] as number) / g))];
    };
    const search = createNsga2({ dimensions: 6, seed: 'zdt1', population: 40 });
    let last: number[][] = [];
    for (let g = 0; g < 120; g++) {
      last = search.ask().map(zdt1);
      search.tell(last);
    }
    const away = last.map(([f1 = 0, f2 = 0]) => f2 - (1 - Math.sqrt(f1))).sort((a, b) => a - b);
    expect(away[Math.floor(away.length / 2)]).toBeLessThan(0.02);
    const firsts = last.map(([f1 = 0]) => f1);
    expect(Math.min(...firsts)).toBeLessThan(0.05);
    expect(Math.max(...firsts)).toBeGreaterThan(0.9);
  });
});
