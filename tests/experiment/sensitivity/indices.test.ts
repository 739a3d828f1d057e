/** Indices on functions whose answers are known: Ishigami, Sobol' g, Morris (1991), and against SciPy and NumPy. */
import { describe, expect, it } from 'vitest';
import { LEVELS, morrisTrajectories } from '../../../src/experiment/design/morris.js';
import { saltelliBlock, saltelliDesign } from '../../../src/experiment/design/saltelli.js';
import { sobolPoints } from '../../../src/experiment/design/sobol.js';
import { morrisIndices } from '../../../src/experiment/sensitivity/elementary-effects.js';
import { pawnIndices } from '../../../src/experiment/sensitivity/pawn.js';
import { ranksOf, regressionIndices } from '../../../src/experiment/sensitivity/regression.js';
import type { Estimate, SobolIndices } from '../../../src/experiment/sensitivity/result.js';
import { sobolIndices } from '../../../src/experiment/sensitivity/sobol-indices.js';

type Row = ArrayLike<number>;
const at = (x: Row, i: number): number => x[i] as number;
const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `x${i + 1}`);

/** Ishigami & Homma (1990) with a = 7, b = 0.1 on shares of (−π, π). */
function ishigami(row: Row): number {
  const [a, b, c] = [0, 1, 2].map((i) => Math.PI * (2 * at(row, i) - 1)) as [number, number, number];
  return Math.sin(a) + 7 * Math.sin(b) ** 2 + 0.1 * c ** 4 * Math.sin(a);
}

const A = [0, 1, 4.5, 9, 99, 99, 99, 99];
/** Sobol' (1993). */
const gFunction = (row: Row): number => A.reduce((product, a, i) => (product * (Math.abs(4 * at(row, i) - 2) + a)) / (1 + a), 1);

function sobolOf(f: (row: Row) => number, dimensions: number, bases: number, second = false): SobolIndices {
  const design = saltelliDesign(bases, dimensions, 'test', second);
  return sobolIndices(names(dimensions), design, Float64Array.from(design.rows, f), 'test');
}
const covers = ({ low, high }: Estimate, truth: number, slack = 0): boolean =>
  (low as number) - slack <= truth && truth <= (high as number) + slack;

describe("Sobol' indices", () => {
  // Analytic: V = a²/8 + bπ⁴/5 + b²π⁸/18 + 1/2; V1 = ½(1 + bπ⁴/5)², V2 = a²/8, V13 = 8b²π⁸/225.
  const p4 = Math.PI ** 4;
  const v1 = 0.5 * (1 + (0.1 * p4) / 5) ** 2;
  const v2 = 49 / 8;
  const v13 = (8 * 0.01 * p4 * p4) / 225;
  const v = v1 + v2 + v13;

  it('of Ishigami are the analytic ones', () => {
    const { rows, second, bases } = sobolOf(ishigami, 3, 4096, true);
    expect(bases).toBe(4096);
    const first = [v1 / v, v2 / v, 0];
    const total = [(v1 + v13) / v, v2 / v, v13 / v];
    expect(first[0]).toBeCloseTo(0.3139, 4);
    for (const [i, row] of rows.entries()) {
      expect(row.first.value).toBeCloseTo(first[i] as number, 2);
      expect(row.total.value).toBeCloseTo(total[i] as number, 2);
      // A bootstrap of points that fill space evenly is wider than their error, so the truth lies well inside.
      expect(covers(row.first, first[i] as number)).toBe(true);
      expect(covers(row.total, total[i] as number)).toBe(true);
    }
    expect(second.map(({ keys }) => keys.join())).toEqual(['x1,x2', 'x1,x3', 'x2,x3']);
    expect(second[0]?.index.value).toBeCloseTo(0, 1);
    expect(Math.abs((second[1]?.index.value as number) - v13 / v)).toBeLessThan(0.03);
    expect(second[2]?.index.value).toBeCloseTo(0, 1);
  });

  it("of Sobol' g are the analytic ones", () => {
    const { rows } = sobolOf(gFunction, 8, 2048);
    const partial = A.map((a) => 1 / (3 * (1 + a) ** 2));
    const all = partial.reduce((product, value) => product * (1 + value), 1);
    for (const [i, row] of rows.entries()) {
      expect(Math.abs((row.first.value as number) - (partial[i] as number) / (all - 1))).toBeLessThan(0.02);
      const total = ((partial[i] as number) * all) / (1 + (partial[i] as number)) / (all - 1);
      expect(Math.abs((row.total.value as number) - total)).toBeLessThan(0.02);
    }
  });

  it('of few base points have intervals that cover the truth nineteen times in twenty, more or less', () => {
    let covered = 0;
    for (let s = 0; s < 100; s++) {
      const design = saltelliDesign(64, 3, `seed ${s}`);
      const { rows } = sobolIndices(names(3), design, Float64Array.from(design.rows, ishigami), 'test');
      if (covers((rows[1] as (typeof rows)[number]).total, v2 / v)) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(88);
  });

  it('leave out a base point with one undefined output, and only that', () => {
    const design = saltelliDesign(256, 3, 'test');
    const outputs = Float64Array.from(design.rows, ishigami);
    const block = saltelliBlock(3, false);
    outputs[7 * block + 2] = Number.NaN;
    const found = sobolIndices(names(3), design, outputs, 'test');
    expect(found.bases).toBe(255);
    const rest = { ...design, bases: 255, rows: design.rows.filter((_, p) => Math.floor(p / block) !== 7) };
    expect(
      sobolIndices(
        names(3),
        rest,
        outputs.filter((_, p) => Math.floor(p / block) !== 7),
        'test',
      ),
    ).toEqual(found);
  });

  it('of an output that does not move have no value', () => {
    const { rows } = sobolOf(() => 3, 2, 16);
    expect(rows.map(({ first, total }) => [first.value, total.value])).toEqual([
      [null, null],
      [null, null],
    ]);
  });
});

/** Morris (1991), 20 inputs; the coefficients that he drew are the fixed ones of Saltelli, Chan & Scott (2000). */
function morris(row: Row): number {
  const w = Array.from({ length: 20 }, (_, i) =>
    [2, 4, 6].includes(i) ? 2 * ((1.1 * at(row, i)) / (at(row, i) + 0.1) - 0.5) : 2 * (at(row, i) - 0.5),
  );
  let y = 0;
  for (let i = 0; i < 20; i++) {
    y += (i < 10 ? 20 : (-1) ** (i + 1)) * at(w, i);
    for (let j = i + 1; j < 20; j++) {
      y += (i < 6 && j < 6 ? -15 : (-1) ** (i + j)) * at(w, i) * at(w, j);
      for (let l = j + 1; l < 5; l++) {
        y += -10 * at(w, i) * at(w, j) * at(w, l);
        for (let s = l + 1; s < 4; s++) y += 5 * at(w, i) * at(w, j) * at(w, l) * at(w, s);
      }
    }
  }
  return y;
}

describe('elementary effects', () => {
  it('of a linear function are its coefficients, without spread', () => {
    const { rows, moves } = morrisTrajectories(10, 3, 'test');
    const outputs = Float64Array.from(rows, (row) => 3 * at(row, 0) - 2 * at(row, 1) + 7);
    const found = morrisIndices(names(3), moves, outputs, 'test').rows;
    expect(
      found.map(({ mu, muStar, sigma }) => [mu.value, muStar.value, sigma.value].map((value) => Math.round((value as number) * 1e9) / 1e9)),
    ).toEqual([
      [3, 3, 0],
      [-2, 2, 0],
      [0, 0, 0],
    ]);
  });

  it("of Morris' function: the eighth to tenth are large and nearly linear, the first seven large and curved, the rest small", () => {
    const { rows, moves } = morrisTrajectories(400, 20, 'test');
    const found = morrisIndices(names(20), moves, Float64Array.from(rows, morris), 'test').rows;
    const size = found.map(({ muStar }) => muStar.value as number);
    const spread = found.map(({ sigma }) => sigma.value as number);
    expect(Math.min(...size.slice(0, 10))).toBeGreaterThan(3 * Math.max(...size.slice(10)));
    expect(Math.max(...spread.slice(7, 10))).toBeLessThan(Math.min(...spread.slice(0, 7)) / 3);
    // Analytic over the four levels: ∂/∂w8 = 20 + Σ (−1)^(8+j) w_j, and w8 moves by 2 per unit of x8.
    const levels = Array.from({ length: LEVELS }, (_, k) => k / (LEVELS - 1));
    const mean = (f: (x: number) => number): number => levels.reduce((sum, x) => sum + f(x), 0) / LEVELS;
    const plain = (x: number): number => 2 * (x - 0.5);
    const bent = (x: number): number => 2 * ((1.1 * x) / (x + 0.1) - 0.5);
    const varianceOf = (f: (x: number) => number): number => mean((x) => f(x) ** 2) - mean(f) ** 2;
    const mu = 2 * (20 - 3 * mean(bent));
    const sigma = 2 * Math.sqrt(16 * varianceOf(plain) + 3 * varianceOf(bent));
    expect(covers(found[7]?.mu as Estimate, mu, 0.1)).toBe(true);
    expect(Math.abs((found[7]?.sigma.value as number) / sigma - 1)).toBeLessThan(0.1);
  });

  it('with an undefined output count no more, and the others do', () => {
    const { rows, moves } = morrisTrajectories(10, 2, 'test');
    const outputs = Float64Array.from(rows, (row) => 3 * at(row, 0) - 2 * at(row, 1));
    outputs[0] = Number.NaN;
    const found = morrisIndices(names(2), moves, outputs, 'test').rows;
    expect(found.map(({ effects }) => effects).sort()).toEqual([10, 9]);
    expect(found.map(({ mu }) => Math.round((mu.value as number) * 1e9) / 1e9)).toEqual([3, -2]);
  });
});

describe('PAWN', () => {
  const rows = sobolPoints(128, 3);
  const y = Float64Array.from(rows, ishigami);

  it('distances are those of SciPy', () => {
    // Ten slices of equal counts by value (ties by position), scipy.stats.ks_2samp(y[slice], y).statistic, SciPy 1.17.1
    const found = pawnIndices(names(3), rows, y, 'test');
    expect(found).toMatchObject({ samples: 128, slices: 10 });
    const expected = [
      [0.32271634615384615, 0.47896634615384615],
      [0.36638621794871795, 0.5570913461538461],
      [0.28255208333333337, 0.41346153846153844],
    ];
    for (const [i, { median, maximum }] of found.rows.entries()) {
      expect(median.value).toBeCloseTo(expected[i]?.[0] as number, 12);
      expect(maximum.value).toBeCloseTo(expected[i]?.[1] as number, 12);
    }
  });

  it('tells a parameter that does nothing from one that does', () => {
    const more = sobolPoints(2048, 4, 'test');
    const found = pawnIndices(names(4), more, Float64Array.from(more, ishigami), 'test');
    // The third input acts by interaction only, symmetrically: it moves the outer slices and hardly the middle ones.
    const { maximum, median } = found.dummy;
    for (const row of found.rows.slice(0, 3)) expect(row.maximum.value).toBeGreaterThan(maximum.high as number);
    expect(found.rows[3]?.maximum.value).toBeLessThan(maximum.high as number);
    expect(found.rows[1]?.median.value).toBeGreaterThan(median.high as number);
  });

  it('leaves undefined outputs out', () => {
    const gaps = Float64Array.from(y, (value, p) => (p < 28 ? Number.NaN : value));
    expect(pawnIndices(names(3), rows, gaps, 'test')).toEqual(pawnIndices(names(3), rows.slice(28), y.slice(28), 'test'));
  });
});

describe('regression', () => {
  const rows = sobolPoints(128, 3);
  const columns = [0, 1, 2].map((d) => Float64Array.from(rows, (row) => at(row, d)));
  const y = Float64Array.from(rows, ([a = 0, b = 0, c = 0]) => 3 * a - 2 * b + c + a * b);

  it('coefficients, intervals and R² are those of NumPy', () => {
    // numpy.linalg.lstsq on standardised columns, t quantile of scipy.stats with 124 degrees of freedom; ranks by rankdata
    const found = regressionIndices(names(3), columns, y);
    expect(found.r2).toBeCloseTo(0.9945706013230007, 10);
    expect(found.r2Ranks).toBeCloseTo(0.9857931753934859, 10);
    const src = [0.8904525183983637, -0.3830389139584489, 0.25315279285104114];
    const low = [0.8773544588885417, -0.39613703671357114, 0.24005571543937632];
    const srrc = [0.8978378927899133, -0.3618501604619816, 0.23961553896517412];
    for (const [i, row] of found.rows.entries()) {
      expect(row.src.value).toBeCloseTo(src[i] as number, 10);
      expect(row.src.low).toBeCloseTo(low[i] as number, 10);
      expect(row.srrc.value).toBeCloseTo(srrc[i] as number, 10);
    }
  });

  it('has no coefficient for a parameter that does not move, and none at all for two that are one', () => {
    const still = regressionIndices(names(3), [columns[0] as Float64Array, new Float64Array(128), columns[2] as Float64Array], y);
    expect(still.rows.map(({ src }) => src.value === null)).toEqual([false, true, false]);
    const twice = regressionIndices(names(2), [columns[0] as Float64Array, (columns[0] as Float64Array).map((x) => 2 * x)], y);
    expect(twice).toMatchObject({ r2: null, rows: [{ src: { value: null } }, { src: { value: null } }] });
  });

  it('shares ranks among equal values', () => {
    expect([...ranksOf(Float64Array.from([3, 1, 2, 1]))]).toEqual([4, 1.5, 3, 1.5]);
  });
});
