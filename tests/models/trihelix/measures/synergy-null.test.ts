import { describe, expect, it } from 'vitest';
import { KINDS, ternaryInformation } from '../../../../src/models/trihelix/measures/synergy.js';
import { type Categories, categoriesNull, tabulate } from '../../../../src/models/trihelix/measures/synergy-categories.js';
import { bootstrapBand, permutationNull, teamSizeNull } from '../../../../src/models/trihelix/measures/synergy-null.js';
import { streamOf } from './networks.js';

const valueFor = (cells: ArrayLike<number>): number => ternaryInformation(Float64Array.from(cells), KINDS);

/** One row per team, as the eight cells count them. */
const rowsOf = (cells: readonly number[]): number[] => cells.flatMap((count, cell) => new Array<number>(count).fill(cell));

function cellsOf(rows: readonly number[]): Float64Array {
  const cells = new Float64Array(8);
  for (const row of rows) cells[row] = (cells[row] as number) + 1;
  return cells;
}

function meanAndSd(values: readonly number[]): [number, number] {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return [mean, Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1))];
}

describe('permutation null', () => {
  const cells = [10, 30, 20, 15, 12, 3, 6, 4];

  it('has the mean and spread of shuffling the three columns row by row', () => {
    const rows = rowsOf(cells);
    const stream = streamOf('shuffle');
    const shuffled: number[] = [];
    for (let s = 0; s < 3000; s++) {
      const columns = [0, 1, 2].map((kind) => {
        const column = rows.map((row) => (row >> kind) & 1);
        for (let n = column.length - 1; n > 0; n--) {
          const pick = stream.below(n + 1, s, 3 * n + kind);
          [column[n], column[pick]] = [column[pick] as number, column[n] as number];
        }
        return column;
      });
      shuffled.push(
        valueFor(cellsOf(rows.map((_, n) => (columns[0]?.[n] ?? 0) + 2 * (columns[1]?.[n] ?? 0) + 4 * (columns[2]?.[n] ?? 0)))),
      );
    }
    const [mean, deviation] = meanAndSd(shuffled);
    const result = permutationNull(Float64Array.from(cells), 3000, streamOf('null'));
    expect(result.value).toBeCloseTo(valueFor(cells), 9);
    expect(Math.abs(result.mean - mean)).toBeLessThan((4 * deviation) / Math.sqrt(1500));
    expect(Math.abs(result.deviation / deviation - 1)).toBeLessThan(0.1);
    expect(result.z).toBeCloseTo((result.value - result.mean) / result.deviation, 12);
  });

  it('finds nothing in independent kinds as often as it should', () => {
    const stream = streamOf('independent');
    let rejected = 0;
    for (let d = 0; d < 400; d++) {
      const rows = Array.from({ length: 150 }, (_, n) =>
        [0.6, 0.4, 0.3].reduce((set, p, k) => set | (stream.unit(d * 150 + n, k) < p ? 1 << k : 0), 0),
      );
      if (permutationNull(cellsOf(rows), 99, streamOf('test', d)).p <= 0.05) rejected++;
    }
    expect(rejected / 400).toBeGreaterThan(0.02);
    expect(rejected / 400).toBeLessThan(0.09);
  });

  it('finds parity, and is the same for the same addresses', () => {
    const parity = Float64Array.of(50, 0, 0, 50, 0, 50, 50, 0);
    const first = permutationNull(parity, 200, streamOf('same', 3));
    expect(first.z).toBeLessThan(-20);
    expect(first.p).toBeCloseTo(1 / 201, 12);
    expect(permutationNull(parity, 200, streamOf('same', 3))).toEqual(first);
    expect(permutationNull(parity, 200, streamOf('same', 4))).not.toEqual(first);
  });

  it('is undefined for no teams, and without spread where margins leave nothing to shuffle', () => {
    expect(permutationNull(new Float64Array(8), 100, streamOf('none'))).toEqual({
      value: Number.NaN,
      mean: Number.NaN,
      deviation: Number.NaN,
      z: Number.NaN,
      p: Number.NaN,
    });
    const constant = permutationNull(Float64Array.of(0, 40, 0, 0, 0, 0, 0, 0), 100, streamOf('none'));
    expect(constant.z).toBeNaN();
    expect(constant.p).toBe(1);
  });
});

describe('z-score of a sparse table', () => {
  /** Two kinds in a team each: they meet in one shuffle of 400. */
  const sparse = [0, 400, 1, 1, 0, 0, 1, 0];

  it('is undefined where two kinds are expected to share less than one team, and p still says how rare it is', () => {
    for (const nulled of [permutationNull, teamSizeNull]) {
      const found = nulled(Float64Array.from(sparse), 200, streamOf('sparse'));
      expect(found.z).toBeNaN();
      expect(found.p).toBeGreaterThan(0);
    }
    const rare = permutationNull(Float64Array.from(sparse), 4000, streamOf('sparse'));
    expect(rare.deviation).toBeGreaterThan(0);
    expect((rare.value - rare.mean) / rare.deviation, 'what is held back').toBeGreaterThan(40);
  });

  it('is defined from one expected team on: 10 of 100 without a firm, 10 with a university', () => {
    const met = permutationNull(Float64Array.of(3, 50, 2, 5, 4, 33, 1, 2), 400, streamOf('edge'));
    expect(met.z).toBeCloseTo((met.value - met.mean) / met.deviation, 12);
    const short = permutationNull(Float64Array.of(3, 51, 2, 4, 4, 33, 1, 2), 400, streamOf('edge'));
    expect(short.deviation).toBeGreaterThan(0);
    expect(short.z).toBeNaN();
  });

  it('does not hang on the draw where it is defined', () => {
    const cells = Float64Array.of(0, 400, 36, 30, 20, 10, 5, 4);
    const [one, two] = ['one', 'two'].map((name) => permutationNull(cells, 4000, streamOf(name)).z);
    expect(Math.abs((one as number) / (two as number) - 1)).toBeLessThan(0.1);
  });
});

describe('null of given team sizes', () => {
  it('says nothing about teams of one kind each, where the permutation null cries synergy', () => {
    const alone = Float64Array.of(0, 60, 40, 0, 20, 0, 0, 0);
    expect(permutationNull(alone, 200, streamOf('alone')).z).toBeLessThan(-5);
    const sized = teamSizeNull(alone, 200, streamOf('alone'));
    expect(sized.deviation).toBe(0);
    expect(sized.z).toBeNaN();
    expect(sized.p).toBe(1);
  });

  it('has the exact mean and spread over every table with the same margins', () => {
    const cells = [3, 6, 5, 4, 3, 2, 5, 2];
    const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
    // a = teams of one kind alone, b = teams without that kind alone; a − b is fixed kind by kind
    const alone = [cells[1] as number, cells[2] as number, cells[4] as number];
    const without = [cells[6] as number, cells[5] as number, cells[3] as number];
    let weights = 0;
    let sum = 0;
    let squares = 0;
    for (let x = -9; x <= 9; x++) {
      for (let y = -9; y <= 9; y++) {
        const shift = [x, y, -x - y];
        const a = alone.map((n, k) => n + (shift[k] as number));
        const b = without.map((n, k) => n + (shift[k] as number));
        if (Math.min(...a, ...b) < 0) continue;
        const weight = 1 / [...a, ...b].reduce((product, n) => product * factorial(n), 1);
        const value = valueFor([
          cells[0] as number,
          a[0] as number,
          a[1] as number,
          b[2] as number,
          a[2] as number,
          b[1] as number,
          b[0] as number,
          cells[7] as number,
        ]);
        weights += weight;
        sum += weight * value;
        squares += weight * value * value;
      }
    }
    const mean = sum / weights;
    const deviation = Math.sqrt(squares / weights - mean * mean);
    const result = teamSizeNull(Float64Array.from(cells), 4000, streamOf('sizes'));
    expect(Math.abs(result.mean - mean)).toBeLessThan((4 * deviation) / Math.sqrt(4000));
    expect(Math.abs(result.deviation / deviation - 1)).toBeLessThan(0.1);
  });

  it('leaves the observed cells alone', () => {
    const cells = Float64Array.of(3, 6, 5, 4, 3, 2, 5, 2);
    const before = cells.slice();
    teamSizeNull(cells, 50, streamOf('sizes'));
    permutationNull(cells, 50, streamOf('sizes'));
    bootstrapBand(cells, 50, streamOf('sizes'));
    expect(cells).toEqual(before);
  });
});

describe('bootstrap band', () => {
  it('holds the value, narrows with the sample and collapses without variation', () => {
    const cells = [10, 30, 20, 15, 12, 3, 6, 4];
    const small = bootstrapBand(Float64Array.from(cells), 400, streamOf('band'));
    const large = bootstrapBand(
      Float64Array.from(cells, (n) => n * 25),
      400,
      streamOf('band'),
    );
    expect(small.low).toBeLessThan(valueFor(cells));
    expect(small.high).toBeGreaterThan(valueFor(cells));
    expect((small.high - small.low) / (large.high - large.low)).toBeGreaterThan(3.5);
    expect((small.high - small.low) / (large.high - large.low)).toBeLessThan(7);
    expect(bootstrapBand(Float64Array.of(0, 9, 0, 0, 0, 0, 0, 0), 50, streamOf('band'))).toEqual({ low: 0, high: 0 });
    expect(bootstrapBand(new Float64Array(8), 50, streamOf('band')).low).toBeNaN();
  });
});

describe('organisations by region, sector and size', () => {
  const shape = [6, 5, 3] as const;
  const count = 300;
  const stream = streamOf('organisations');
  const column = (size: number, c: number): Int32Array => Int32Array.from({ length: count }, (_, n) => stream.below(size, n, c));
  const independent: Categories = { a: column(6, 0), b: column(5, 1), c: column(3, 2), count, shape };

  it('tabulates every row once', () => {
    const cells = tabulate(independent);
    expect(cells.length).toBe(90);
    expect(cells.reduce((a, b) => a + b, 0)).toBe(count);
    expect(tabulate({ a: Int32Array.of(5), b: Int32Array.of(4), c: Int32Array.of(2), count: 1, shape })[89]).toBe(1);
  });

  it('finds nothing in independent columns and something in tied ones', () => {
    expect(Math.abs(categoriesNull(independent, 300, streamOf('a')).z)).toBeLessThan(3.5);
    const parity = independent.a.map((x, n) => (x + (independent.b[n] as number)) % 3);
    expect(categoriesNull({ ...independent, c: parity }, 300, streamOf('a')).z).toBeLessThan(-10);
  });

  it('agrees with the permutation null of the same eight cells', () => {
    const rows = rowsOf([10, 30, 20, 15, 12, 3, 6, 4]);
    const bit = (k: number): Int32Array => Int32Array.from(rows, (row) => (row >> k) & 1);
    const categories: Categories = { a: bit(2), b: bit(1), c: bit(0), count: rows.length, shape: KINDS };
    const byRows = categoriesNull(categories, 2000, streamOf('rows'));
    const byCells = permutationNull(cellsOf(rows), 2000, streamOf('cells'));
    expect(byRows.value).toBeCloseTo(byCells.value, 9);
    expect(Math.abs(byRows.mean - byCells.mean)).toBeLessThan(5 * byCells.deviation * Math.sqrt(2 / 2000));
    expect(Math.abs(byRows.deviation / byCells.deviation - 1)).toBeLessThan(0.12);
  });

  it('is not silenced by one rare category among many, but by a column that hardly varies', () => {
    const rare = independent.c.map((size, n) => (n === 0 ? 2 : size === 2 ? 1 : size));
    expect(categoriesNull({ ...independent, c: rare }, 100, streamOf('a')).z).not.toBeNaN();
    const [b, c] = [1, 2].map((k) => Int32Array.from({ length: count }, (_, n) => Number(n % 150 === k)));
    expect(categoriesNull({ ...independent, b: b as Int32Array, c: c as Int32Array }, 100, streamOf('a')).z).toBeNaN();
  });

  it('leaves the columns alone', () => {
    const before = independent.b.slice();
    categoriesNull(independent, 20, streamOf('a'));
    expect(independent.b).toEqual(before);
  });
});
