/**
 * Latin hypercubes (McKay, Beckman & Conover 1979), improved by exchange: two values of one column change places when
 * that brings the design nearer to its aim, so every column keeps one point in each of its strata.
 */
import { createGenerator } from '../random.js';
import type { Improvement } from './methods.js';

/** Exchanges that are tried per value of the design, and the most of them, so that large designs stay quick. */
const TRIES = 50;
const MOST_WORK = 100_000_000;
/** The largest number below 1. */
const BELOW_ONE = 1 - 1.1102230246251565e-16;

/** A design of `count` points with one point per stratum in every dimension, each within [0, 1). */
export function latinHypercube(count: number, dimensions: number, seed: string, improve: Improvement = 'maximin'): Float64Array[] {
  const draw = createGenerator('latin-hypercube', seed);
  const rows = Array.from({ length: count }, () => new Float64Array(dimensions));
  for (let d = 0; d < dimensions; d++) {
    const order = permutation(count, draw);
    for (const [n, row] of rows.entries()) row[d] = Math.min(((order[n] as number) + draw()) / count, BELOW_ONE);
  }
  if (count < 3 || dimensions < 2 || improve === 'none') return rows;
  const gain = improve === 'maximin' ? spacing(rows, dimensions) : correlations(rows, dimensions);
  const cost = improve === 'maximin' ? count * dimensions : dimensions;
  const tries = Math.min(TRIES * count * dimensions, Math.ceil(MOST_WORK / cost));
  for (let t = 0; t < tries; t++) {
    const d = Math.floor(draw() * dimensions);
    const a = Math.floor(draw() * count);
    const b = Math.floor(draw() * count);
    if (a !== b) gain.tryExchange(a, b, d);
  }
  return rows;
}

/** The numbers from 0 to count − 1 in drawn order (Fisher & Yates). */
export function permutation(count: number, draw: () => number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, n) => n);
  for (let n = count - 1; n > 0; n--) {
    const other = Math.floor(draw() * (n + 1));
    const kept = order[n] as number;
    order[n] = order[other] as number;
    order[other] = kept;
  }
  return order;
}

interface Criterion {
  /** Exchanges column d of two points when that improves the design. */
  tryExchange(a: number, b: number, d: number): void;
}

function exchange(rows: readonly Float64Array[], a: number, b: number, d: number): void {
  const [left, right] = [rows[a] as Float64Array, rows[b] as Float64Array];
  const kept = left[d] as number;
  left[d] = right[d] as number;
  right[d] = kept;
}

/** Sum over pairs of distance⁻²⁰; an exchange changes the pairs of its two points alone. */
function spacing(rows: readonly Float64Array[], dimensions: number): Criterion {
  const closeness = (n: number, skip: number): number => {
    const point = rows[n] as Float64Array;
    let sum = 0;
    for (const [m, other] of rows.entries()) {
      if (m === n || m === skip) continue;
      let squares = 0;
      for (let d = 0; d < dimensions; d++)
        squares += ((point[d] as number) - (other[d] as number)) * ((point[d] as number) - (other[d] as number));
      const inverse = 1 / squares;
      const fourth = inverse * inverse * inverse * inverse;
      sum += fourth * fourth * inverse * inverse;
    }
    return sum;
  };
  return {
    tryExchange(a, b, d) {
      const before = closeness(a, b) + closeness(b, a);
      exchange(rows, a, b, d);
      if (closeness(a, b) + closeness(b, a) >= before) exchange(rows, a, b, d);
    },
  };
}

/** Sum of squared covariances between columns; the columns keep their variances, so correlations fall with it. */
function correlations(rows: readonly Float64Array[], dimensions: number): Criterion {
  const means = Float64Array.from({ length: dimensions }, (_, d) => rows.reduce((sum, row) => sum + (row[d] as number), 0) / rows.length);
  const products = new Float64Array(dimensions * dimensions);
  for (const row of rows)
    for (let d = 0; d < dimensions; d++)
      for (let e = 0; e < dimensions; e++)
        products[d * dimensions + e] =
          (products[d * dimensions + e] as number) +
          ((row[d] as number) - (means[d] as number)) * ((row[e] as number) - (means[e] as number));
  return {
    tryExchange(a, b, d) {
      const [left, right] = [rows[a] as Float64Array, rows[b] as Float64Array];
      const step = (right[d] as number) - (left[d] as number);
      let gain = 0;
      for (let e = 0; e < dimensions; e++) {
        if (e === d) continue;
        const now = products[d * dimensions + e] as number;
        const next = now + step * ((left[e] as number) - (right[e] as number));
        gain += now * now - next * next;
      }
      if (gain <= 0) return;
      for (let e = 0; e < dimensions; e++) {
        if (e === d) continue;
        const next = (products[d * dimensions + e] as number) + step * ((left[e] as number) - (right[e] as number));
        products[d * dimensions + e] = next;
        products[e * dimensions + d] = next;
      }
      exchange(rows, a, b, d);
    },
  };
}
