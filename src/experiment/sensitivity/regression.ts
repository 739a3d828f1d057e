/**
 * Standardised regression coefficients (Saltelli et al. 2008, ch. 1.2.5): by how many standard deviations the output moves
 * per standard deviation of a parameter, in values and in ranks. R² says how far a linear answer can be trusted.
 */
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { LEVEL, mean, variance } from '../statistics.js';
import { bare } from './estimates.js';
import type { Estimate, RegressionIndices } from './result.js';

/**
 * @param columns numbers of each parameter, point by point; a choice counts by the place of its value in the list
 * @param outputs one number per point; points without one are left out
 */
export function regressionIndices(keys: readonly string[], columns: readonly Float64Array[], outputs: Float64Array): RegressionIndices {
  const kept = Array.from(outputs.keys()).filter((p) => !Number.isNaN(outputs[p]));
  const take = (values: Float64Array): Float64Array => Float64Array.from(kept, (p) => values[p] as number);
  const y = take(outputs);
  const x = columns.map(take);
  const values = standardisedFit(x, y);
  const ranks = standardisedFit(x.map(ranksOf), ranksOf(y));
  return {
    method: 'src',
    samples: kept.length,
    r2: values.r2,
    r2Ranks: ranks.r2,
    rows: keys.map((key, i) => ({ key, src: values.coefficients[i] as Estimate, srrc: ranks.coefficients[i] as Estimate })),
  };
}

/** Ranks from 1; equal values share their mean rank. */
export function ranksOf(values: Float64Array): Float64Array {
  const order = Array.from(values.keys()).sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1] as number] === values[order[from] as number]) to++;
    for (let k = from; k <= to; k++) ranks[order[k] as number] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranks;
}

interface Fit {
  readonly r2: number | null;
  readonly coefficients: readonly Estimate[];
}

/** Least squares of the standardised output on the standardised columns, with t intervals. A constant column has no coefficient. */
function standardisedFit(columns: readonly Float64Array[], y: Float64Array): Fit {
  const none: Fit = { r2: null, coefficients: columns.map(() => bare(Number.NaN)) };
  const z = standardised(y);
  const moving = columns.map(standardised);
  const used = moving.flatMap((column, i) => (column === undefined ? [] : [i]));
  const freedom = y.length - used.length - 1;
  if (z === undefined || used.length === 0 || freedom < 1) return none;
  const matrix = used.map((i) => moving[i] as Float64Array);
  const products = matrix.map((a) => matrix.map((b) => dot(a, b)));
  const inverse = invert(products);
  if (inverse === undefined) return none;
  const right = matrix.map((column) => dot(column, z));
  const beta = inverse.map((row) => row.reduce((sum, value, k) => sum + value * (right[k] as number), 0));
  const explained = beta.reduce((sum, value, k) => sum + value * (right[k] as number), 0);
  const whole = dot(z, z);
  const residual = Math.max(0, whole - explained) / freedom;
  const t = tQuantile((1 + LEVEL) / 2, freedom);
  const coefficients = columns.map((_, i) => {
    const k = used.indexOf(i);
    if (k < 0) return bare(Number.NaN);
    const value = beta[k] as number;
    const half = t * Math.sqrt(residual * (inverse[k]?.[k] as number));
    return { value, low: value - half, high: value + half };
  });
  return { r2: explained / whole, coefficients };
}

function standardised(values: Float64Array): Float64Array | undefined {
  const centre = mean(values);
  const spread = Math.sqrt(variance(values));
  return spread > 0 ? values.map((value) => (value - centre) / spread) : undefined;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let p = 0; p < a.length; p++) sum += (a[p] as number) * (b[p] as number);
  return sum;
}

/** Inverse by Gauss and Jordan with partial pivoting; undefined for a matrix that is singular to working precision. */
function invert(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const n = matrix.length;
  const rows = matrix.map((row, r) => [...row, ...Array.from({ length: n }, (_, c) => (c === r ? 1 : 0))]);
  for (let c = 0; c < n; c++) {
    let pivot = c;
    for (let r = c + 1; r < n; r++) if (Math.abs(rows[r]?.[c] as number) > Math.abs(rows[pivot]?.[c] as number)) pivot = r;
    const best = rows[pivot] as number[];
    if (Math.abs(best[c] as number) < 1e-10 * (matrix[c]?.[c] as number)) return undefined;
    rows[pivot] = rows[c] as number[];
    rows[c] = best.map((value) => value / (best[c] as number));
    for (let r = 0; r < n; r++) if (r !== c) rows[r] = eliminate(rows[r] as number[], rows[c] as number[], c);
  }
  return rows.map((row) => row.slice(n));
}

function eliminate(row: readonly number[], pivot: readonly number[], c: number): number[] {
  const factor = row[c] as number;
  return row.map((value, k) => value - factor * (pivot[k] as number));
}
