/** Designs: Sobol' points against SciPy, Latin hypercubes by what they promise, trajectories and radial designs by their structure. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_DESIGN, designRows } from '../../../src/experiment/design/design.js';
import { latinHypercube } from '../../../src/experiment/design/latin-hypercube.js';
import { LEVELS, morrisTrajectories, STEP } from '../../../src/experiment/design/morris.js';
import { saltelliBlock, saltelliDesign } from '../../../src/experiment/design/saltelli.js';
import { MOST_SOBOL_DIMENSIONS, sobolPoints } from '../../../src/experiment/design/sobol.js';

const column = (rows: readonly Float64Array[], d: number): number[] => rows.map((row) => row[d] as number);
const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

describe("Sobol' points", () => {
  // scipy.stats.qmc.Sobol(d=128, scramble=False).random(1024), SciPy 1.17.1
  const rows = sobolPoints(1024, 128);

  it('are those of SciPy', () => {
    expect(rows.slice(0, 4).map((row) => [...row.slice(0, 5)])).toEqual([
      [0, 0, 0, 0, 0],
      [0.5, 0.5, 0.5, 0.5, 0.5],
      [0.75, 0.25, 0.25, 0.25, 0.75],
      [0.25, 0.75, 0.75, 0.75, 0.25],
    ]);
    expect([...(rows[13] as Float64Array).slice(59, 67)]).toEqual([0.1875, 0.1875, 0.9375, 0.0625, 0.0625, 0.4375, 0.4375, 0.5625]);
    expect([0, 1, 63, 127].map((d) => rows[1000]?.[d])).toEqual([0.2197265625, 0.0966796875, 0.4462890625, 0.5439453125]);
  });

  it('in all 128 dimensions: (s * ((n*31 + d*17 + n*d) % 97)).sum() as NumPy computes it', () => {
    let sum = 0;
    for (const [n, row] of rows.entries()) for (const [d, x] of row.entries()) sum += x * ((n * 31 + d * 17 + n * d) % 97);
    expect(sum).toBe(3143488.2041015625);
  });

  it.each([undefined, 'a seed'])(
    'fill every stratum of every dimension and every two-dimensional box of the first two, scrambled or not',
    (seed) => {
      const points = sobolPoints(256, 128, seed);
      for (let d = 0; d < 128; d++) expect(sorted(column(points, d).map((x) => Math.floor(x * 256)))).toEqual([...Array(256).keys()]);
      const boxes = points.map(([x, y]) => 16 * Math.floor((x as number) * 16) + Math.floor((y as number) * 16));
      expect(new Set(boxes).size).toBe(256);
    },
  );

  it('scrambled depend on the seed alone and lie in (0, 1)', () => {
    expect(sobolPoints(64, 8, 'one')).toEqual(sobolPoints(64, 8, 'one'));
    expect(sobolPoints(64, 8, 'one')).not.toEqual(sobolPoints(64, 8, 'two'));
    expect(sobolPoints(64, 8, 'one').every((row) => row.every((x) => x > 0 && x < 1))).toBe(true);
  });

  it('scrambled are uniform: the mean over seeds of one coordinate is ½ and its variance 1/12', () => {
    const first = Array.from({ length: 2000 }, (_, s) => sobolPoints(2, 3, `seed ${s}`)[1]?.[2] as number);
    const mean = first.reduce((sum, x) => sum + x, 0) / first.length;
    const variance = first.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (first.length - 1);
    // Four standard errors of the mean and of the variance of 2000 uniform numbers.
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / 2000));
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / 2000));
  });

  it('integrate a smooth function better than drawn points', () => {
    const f = (row: Float64Array): number => row.reduce((product, x) => product * (1 + (x - 0.5)), 1);
    const error = (points: readonly Float64Array[]): number => Math.abs(points.reduce((sum, row) => sum + f(row), 0) / points.length - 1);
    const errors = (make: (seed: string) => readonly Float64Array[]): number =>
      sorted(Array.from({ length: 21 }, (_, s) => error(make(`s${s}`))))[10] as number;
    const sobol = errors((seed) => sobolPoints(512, 6, seed));
    const random = errors((seed) => designRows({ ...DEFAULT_DESIGN, method: 'random', points: 512 }, 6, seed));
    expect(sobol).toBeLessThan(random / 10);
  });

  it('are refused beyond the table', () => {
    expect(() => sobolPoints(2, MOST_SOBOL_DIMENSIONS + 1)).toThrow('at most 128 dimensions');
  });
});

describe('a Latin hypercube', () => {
  const nearest = (rows: readonly Float64Array[]): number =>
    Math.min(...rows.flatMap((a, n) => rows.slice(n + 1).map((b) => a.reduce((sum, x, d) => sum + (x - (b[d] as number)) ** 2, 0))));
  const largestCorrelation = (rows: readonly Float64Array[], dimensions: number): number => {
    const centred = Array.from({ length: dimensions }, (_, d) => {
      const values = column(rows, d);
      const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
      return values.map((x) => x - mean);
    });
    const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, n) => sum + x * (b[n] as number), 0);
    return Math.max(...centred.flatMap((a, d) => centred.slice(d + 1).map((b) => Math.abs(dot(a, b)) / Math.sqrt(dot(a, a) * dot(b, b)))));
  };

  it.each(['none', 'maximin', 'correlation'] as const)('has one point per stratum after %s', (improve) => {
    const rows = latinHypercube(20, 5, 'seed', improve);
    for (let d = 0; d < 5; d++) expect(sorted(column(rows, d).map((x) => Math.floor(x * 20)))).toEqual([...Array(20).keys()]);
  });

  it('keeps its points further apart, or its columns less correlated, than one as drawn', () => {
    const plain = latinHypercube(30, 4, 'seed', 'none');
    expect(nearest(latinHypercube(30, 4, 'seed', 'maximin'))).toBeGreaterThan(1.5 * nearest(plain));
    expect(largestCorrelation(latinHypercube(30, 4, 'seed', 'correlation'), 4)).toBeLessThan(largestCorrelation(plain, 4) / 10);
  });

  it('depends on the seed alone', () => {
    expect(latinHypercube(12, 3, 'x')).toEqual(latinHypercube(12, 3, 'x'));
    expect(latinHypercube(12, 3, 'x')).not.toEqual(latinHypercube(12, 3, 'y'));
  });

  it('of one or two points, or one dimension, is possible', () => {
    expect(latinHypercube(1, 3, 'x')).toHaveLength(1);
    expect(sorted(column(latinHypercube(4, 1, 'x'), 0).map((x) => Math.floor(4 * x)))).toEqual([0, 1, 2, 3]);
  });
});

describe('a grid', () => {
  const grid = (points: number, dimensions: number) => designRows({ ...DEFAULT_DESIGN, method: 'grid', points }, dimensions, 'x');

  it('has every combination of the most levels that fit, the last dimension fastest', () => {
    expect(grid(10, 2).map((row) => [...row])).toEqual([0, 0.5, 1].flatMap((a) => [0, 0.5, 1].map((b) => [a, b])));
    expect(grid(5, 1).map((row) => row[0])).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });

  it('that would have one level is refused', () => {
    expect(() => grid(31, 5)).toThrow('a grid over 5 parameters has at least 32 points, not 31');
  });
});

describe('Morris trajectories', () => {
  const { rows, moves } = morrisTrajectories(50, 6, 'seed');

  it('move every dimension once by two levels, one step at a time', () => {
    expect(rows).toHaveLength(50 * 7);
    expect(moves).toHaveLength(50 * 6);
    for (const { dimension, from, to, length } of moves) {
      const [a, b] = [rows[from] as Float64Array, rows[to] as Float64Array];
      for (let d = 0; d < 6; d++) expect((b[d] as number) - (a[d] as number)).toBeCloseTo(d === dimension ? length : 0, 12);
      expect(Math.abs(length)).toBe(STEP);
    }
    for (let t = 0; t < 50; t++)
      expect(sorted(moves.slice(6 * t, 6 * t + 6).map(({ dimension }) => dimension))).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('stay on the grid and meet every level about equally often', () => {
    const counts = new Map<number, number>();
    for (const row of rows)
      for (const x of row) counts.set(Math.round(x * (LEVELS - 1)), (counts.get(Math.round(x * (LEVELS - 1))) ?? 0) + 1);
    expect([...counts.keys()].sort()).toEqual([0, 1, 2, 3]);
    for (const count of counts.values()) expect(count / (rows.length * 6)).toBeCloseTo(0.25, 1);
    expect(rows.every((row) => row.every((x) => Math.abs(x * (LEVELS - 1) - Math.round(x * (LEVELS - 1))) < 1e-12))).toBe(true);
  });
});

describe('a Saltelli design', () => {
  it.each([false, true])('replaces one column at a time (second order: %s)', (second) => {
    const { rows } = saltelliDesign(8, 3, 'seed', second);
    const block = saltelliBlock(3, second);
    expect(rows).toHaveLength(8 * block);
    const both = sobolPoints(8, 6, 'seed');
    for (let n = 0; n < 8; n++) {
      const [a, b] = [both[n]?.slice(0, 3) as Float64Array, both[n]?.slice(3) as Float64Array];
      const part = rows.slice(n * block, (n + 1) * block);
      expect([part[0], part.at(-1)]).toEqual([a, b]);
      for (let d = 0; d < 3; d++) {
        expect(part[1 + d]).toEqual(a.map((x, e) => (e === d ? (b[e] as number) : x)));
        if (second) expect(part[4 + d]).toEqual(b.map((x, e) => (e === d ? (a[e] as number) : x)));
      }
    }
  });

  it('is refused beyond half of the dimensions of the sequence', () => {
    expect(() => saltelliDesign(2, 65, 'x')).toThrow('at most 64 parameters');
  });
});
