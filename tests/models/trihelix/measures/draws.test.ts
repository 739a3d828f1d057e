import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomial, hypergeometric, logFactorials } from '../../../../src/models/trihelix/measures/draws.js';

const factorial = logFactorials(2000);
const choose = (n: number, k: number): number =>
  k < 0 || k > n ? 0 : Math.exp((factorial[n] as number) - (factorial[k] as number) - (factorial[n - k] as number));

/** Share of a fine grid of uniform numbers that falls on each value: the whole distribution, without chance. */
function shares(draw: (u: number) => number, size: number): number[] {
  const counts = new Array<number>(size).fill(0);
  const grid = 20000;
  for (let g = 0; g < grid; g++) counts[draw((g + 0.5) / grid)] = (counts[draw((g + 0.5) / grid)] as number) + 1 / grid;
  return counts;
}

describe('draws of counts', () => {
  it('log factorials: 10! and 170!', () => {
    expect(Math.exp(factorial[10] as number)).toBeCloseTo(3628800, 5);
    expect((factorial[170] as number) / 706.5730622457875).toBeCloseTo(1, 12);
  });

  it('hypergeometric has the textbook distribution', () => {
    for (const [population, marked, draws] of [
      [20, 7, 12],
      [10, 9, 8],
      [50, 25, 25],
      [9, 0, 4],
      [9, 4, 0],
      [6, 6, 3],
    ] as const) {
      const seen = shares((u) => hypergeometric(u, population, marked, draws, factorial), population + 1);
      for (let k = 0; k <= population; k++) {
        const p = (choose(marked, k) * choose(population - marked, draws - k)) / choose(population, draws);
        expect(Math.abs((seen[k] as number) - p), `${k} of ${population}, ${marked}, ${draws}`).toBeLessThan(2e-4);
      }
    }
  });

  it('binomial has the textbook distribution', () => {
    for (const [trials, p] of [
      [12, 0.3],
      [40, 0.9],
      [5, 0.5],
      [7, 0],
      [7, 1],
      [0, 0.4],
    ] as const) {
      const seen = shares((u) => binomial(u, trials, p, factorial), trials + 1);
      for (let k = 0; k <= trials; k++) {
        expect(Math.abs((seen[k] as number) - choose(trials, k) * p ** k * (1 - p) ** (trials - k))).toBeLessThan(2e-4);
      }
    }
  });

  it('never leaves the support, for any uniform number', () => {
    const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const sizes = fc.tuple(fc.integer({ min: 0, max: 2000 }), unit, unit);
    fc.assert(
      fc.property(unit, sizes, (u, [population, a, b]) => {
        const marked = Math.floor(a * (population + 1));
        const draws = Math.floor(b * (population + 1));
        const k = hypergeometric(u, population, marked, draws, factorial);
        const n = binomial(u, population, a, factorial);
        return k >= Math.max(0, marked + draws - population) && k <= Math.min(marked, draws) && n >= 0 && n <= population;
      }),
    );
    expect(hypergeometric(1 - 2 ** -53, 2000, 900, 1100, factorial)).toBeGreaterThan(400);
  });
});
