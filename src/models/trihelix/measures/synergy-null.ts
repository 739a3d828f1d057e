/**
 * What synergy would be by chance: null models, z-scores and bootstrap bands of the ternary mutual information.
 *
 * T alone misleads. Teams of one kind each give a strongly negative T without any collaboration, so two nulls stand
 * beside each other. `permutationNull` shuffles each kind over all teams: it asks whether the kinds go together
 * otherwise than by chance, and calls "never together" a strong pattern too. `teamSizeNull` also keeps how many
 * kinds each team has: it asks whether, given how much is done together, the *partners* are more synergetic than
 * chance; without any collaboration it has nothing to vary and its z-score is undefined.
 *
 * The caller moves the stream to a step; sample s uses the addresses (s, 0), (s, 1), …
 */
import type { Stream } from '../../../core/rng.js';
import { binomial, hypergeometric, logFactorials } from './draws.js';
import { entropyTerms, KINDS, marginsLength, type Shape, ternaryKernel } from './synergy.js';

/** A value against its null. NaN where undefined; all but z and p in the unit of the value. */
export interface AgainstNull {
  readonly value: number;
  /** Mean and standard deviation of the value under the null. */
  readonly mean: number;
  readonly deviation: number;
  /** (value − mean) ÷ deviation; NaN where the null does not vary. */
  readonly z: number;
  /** (1 + samples at most as large as the value) ÷ (1 + samples): small means more synergy than chance. */
  readonly p: number;
}

/** Ends of a 95 % band. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

/** Below this a null's spread in millibits is rounding, not variation. */
const NO_SPREAD = 1e-9;

/**
 * T of the eight cells against teams in which each kind is shuffled over all teams, the three margins fixed.
 * Four hypergeometric draws make one permutation of any number of teams. Source: Good 2005, Permutation tests.
 */
export function permutationNull(cells: Float64Array, samples: number, stream: Stream): AgainstNull {
  const total = sum(cells);
  const factorial = logFactorials(total);
  const one = cells[1] + cells[3] + cells[5] + cells[7];
  const two = cells[2] + cells[3] + cells[6] + cells[7];
  const four = cells[4] + cells[5] + cells[6] + cells[7];
  return against(cells, KINDS, samples, (sample, out) => {
    const both = hypergeometric(stream.unit(sample, 0), total, one, two, factorial);
    out[0] = total - one - two + both;
    out[1] = one - both;
    out[2] = two - both;
    out[3] = both;
    let pool = total;
    let left = four;
    for (let c = 0; c < 4; c++) {
      const size = out[c];
      const taken = c === 3 ? left : hypergeometric(stream.unit(sample, c + 1), pool, size, left, factorial);
      out[c] = size - taken;
      out[c + 4] = taken;
      pool -= size;
      left -= taken;
    }
  });
}

/** Sweeps before the first sample and between two samples: the autocorrelation of T is then below 0.1. */
const WARM_UP = 10;
const THINNING = 3;

/**
 * T of the eight cells against teams with the same number of kinds each and the same three margins: the fixed-margin
 * null of co-occurrence studies (Connor & Simberloff 1979; Gotelli 2000).
 *
 * With a_x teams of x alone and b_x teams without x alone, the margins fix a_x − b_x, and P ∝ Π 1/(a_x!·b_x!). Given
 * the third kind, (a_x, a_y) is hypergeometric, so a Gibbs sweep over the three pairs costs three draws.
 */
export function teamSizeNull(cells: Float64Array, samples: number, stream: Stream): AgainstNull {
  const state = cells.slice();
  const factorial = logFactorials(sum(cells));
  const sweeps = (sample: number, count: number): void => {
    for (let d = 0; d < 3 * count; d++) {
      const x = 1 << (d % 3);
      const y = 1 << ((d + 1) % 3);
      const alone = state[x] + state[y];
      const swap = state[x] + state[7 ^ y];
      const drawn = hypergeometric(stream.unit(sample, d), alone + state[7 ^ x] + state[7 ^ y], swap, alone, factorial);
      const shift = drawn - state[x];
      state[x] = drawn;
      state[7 ^ x] += shift;
      state[y] = alone - drawn;
      state[7 ^ y] = swap - drawn;
    }
  };
  sweeps(samples, WARM_UP);
  return against(cells, KINDS, samples, (sample, out) => {
    sweeps(sample, THINNING);
    out.set(state);
  });
}

/**
 * 95 % percentile bootstrap band of T of the eight cells: teams drawn anew with replacement, which is one multinomial
 * draw. NaN for an empty table. Source: Efron 1979.
 */
export function bootstrapBand(cells: Float64Array, samples: number, stream: Stream): Band {
  const total = sum(cells);
  const factorial = logFactorials(total);
  return bandOf(
    sampled(KINDS, total, samples, (sample, out) => {
      let left = total;
      let pool = total;
      for (let c = 0; c < 8; c++) {
        const size = cells[c];
        out[c] = c === 7 ? left : binomial(stream.unit(sample, c), left, size / pool, factorial);
        left -= out[c];
        pool -= size;
      }
    }),
  );
}

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
 * T of three categories against shuffles of two of them (which shuffles all three against each other), as Leydesdorff &
 * Ivanova 2014 apply it to firms by region, sector and size. One draw serves both shuffles of a row.
 */
export function categoriesNull(rows: Categories, samples: number, stream: Stream): AgainstNull {
  const b = rows.b.slice();
  const c = rows.c.slice();
  const [, sizeB, sizeC] = rows.shape;
  return against(tabulate(rows), rows.shape, samples, (sample, out) => {
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
  });
}

/** 95 % percentile bootstrap band of T of three categories. NaN without rows. Source: Efron 1979. */
export function categoriesBand(rows: Categories, samples: number, stream: Stream): Band {
  const { a, b, c, count, shape } = rows;
  return bandOf(
    sampled(shape, count, samples, (sample, out) => {
      out.fill(0);
      for (let n = 0; n < count; n++) {
        const pick = stream.below(count, sample, n);
        const cell = (a[pick] * shape[1] + b[pick]) * shape[2] + c[pick];
        out[cell] += 1;
      }
    }),
  );
}

/** Writes the cells of one sample. */
type Draw = (sample: number, out: Float64Array) => void;

function sampled(shape: Shape, total: number, samples: number, draw: Draw): Float64Array {
  const values = new Float64Array(total > 0 ? samples : 0);
  const cells = new Float64Array(shape[0] * shape[1] * shape[2]);
  const margins = new Float64Array(marginsLength(shape));
  const terms = entropyTerms(total);
  for (let s = 0; s < values.length; s++) {
    draw(s, cells);
    values[s] = ternaryKernel(cells, shape, terms, margins);
  }
  return values;
}

function against(cells: Float64Array, shape: Shape, samples: number, draw: Draw): AgainstNull {
  const total = sum(cells);
  const value = ternaryKernel(cells, shape, entropyTerms(total), new Float64Array(marginsLength(shape)));
  const values = sampled(shape, total, samples, draw);
  const mean = sum(values) / values.length;
  let squares = 0;
  let atMost = 0;
  for (let s = 0; s < values.length; s++) {
    squares += (values[s] - mean) * (values[s] - mean);
    // equal tables may differ in the last bits of T by the order of their sums
    if (values[s] <= value + NO_SPREAD) atMost++;
  }
  const spread = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : Number.NaN;
  const deviation = spread < NO_SPREAD ? 0 : spread;
  const z = deviation > 0 ? (value - mean) / deviation : Number.NaN;
  return { value, mean, deviation, z, p: values.length > 0 ? (1 + atMost) / (1 + values.length) : Number.NaN };
}

function bandOf(values: Float64Array): Band {
  values.sort();
  return { low: quantile(values, 0.025), high: quantile(values, 0.975) };
}

/** Linear quantile of sorted numbers (type 7 of Hyndman & Fan 1996). */
function quantile(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}
