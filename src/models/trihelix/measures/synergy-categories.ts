/**
 * Synergy of organisations by region, sector and size: the table and its null. Hundreds of rows in
 * hundreds of cells: here rows are shuffled, where teams in eight cells need only counts.
 */
import type { Stream } from '../../../core/rng.js';
import { type AgainstNull, against, type Sampler } from './sampling.js';
import type { Shape } from './synergy.js';

/** Three category columns of equal length, e.g. region, sector and size class of organisations. */
export interface Categories {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly c: Int32Array;
  /** Rows in use. */
  readonly count: number;
  readonly shape: Shape;
}

/** Counts of the three-way table, cell (i, j, k) at (i·b + j)·c + k. */
export function tabulate({ a, b, c, count, shape }: Categories): Float64Array {
  const cells = new Float64Array(shape[0] * shape[1] * shape[2]);
  for (let n = 0; n < count; n++) {
    const cell = (a[n] * shape[1] + b[n]) * shape[2] + c[n];
    cells[cell] += 1;
  }
  return cells;
}

/**
 * T of three categories against shuffles of two of them (which shuffles all three against each other). One draw serves
 * both shuffles of a row. Source of T by territory, technology and organisation: Leydesdorff, Dolfsma & van der Panne
 * 2006, Research Policy 35; of the null: Good 2005, Permutation tests.
 */
export function categoriesNull(rows: Categories, samples: number, stream: Stream): AgainstNull {
  return against(tabulate(rows), rows.shape, samples, new Shuffles(rows, stream));
}

class Shuffles implements Sampler {
  private readonly rows: Categories;
  private readonly stream: Stream;
  private readonly b: Int32Array;
  private readonly c: Int32Array;

  constructor(rows: Categories, stream: Stream) {
    this.rows = rows;
    this.stream = stream;
    this.b = rows.b.slice();
    this.c = rows.c.slice();
  }

  draw(sample: number, out: Float64Array): void {
    const { rows, stream, b, c } = this;
    const [, sizeB, sizeC] = rows.shape;
    out.fill(0);
    for (let n = rows.count - 1; n >= 0; n--) {
      // the whole part picks one row, what is left over picks the other: 53 bits hold two picks
      const scaled = stream.unit(sample, n) * (n + 1);
      const p = Math.floor(scaled);
      const q = Math.floor((scaled - p) * (n + 1));
      const first = b[p];
      const second = c[q];
      b[p] = b[n];
      c[q] = c[n];
      b[n] = first;
      c[n] = second;
      const cell = (rows.a[n] * sizeB + first) * sizeC + second;
      out[cell] += 1;
    }
  }
}
