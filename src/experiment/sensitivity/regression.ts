/**
 * Standardised regression coefficients (Saltelli et al. 2008, ch. 1.2.5): by how many standard deviations the output moves
 * per standard deviation of a parameter, in values and in ranks. R² says how far a linear answer can be trusted.
 */
import { tQuantile } from '#distributions';
import { cholesky, dot, solveLower } from '../linear-algebra.js';
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
  const factor = invertFactor(matrix);
  if (factor === undefined) return none;
  const right = matrix.map((column) => dot(column, z));
  const inverse = factor.map((a) => factor.map((b) => dot(a, b)));
  const beta = inverse.map((row) => dot(row, right));
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

/** Smallest share of a column that the columns before it may leave unexplained; below it they are one. */
const LEAST_OWN = 1e-10;

/** Columns of L⁻¹ of the Cholesky factor, whose products make the inverse; undefined where columns depend on each other. */
function invertFactor(columns: readonly Float64Array[]): Float64Array[] | undefined {
  const n = columns.length;
  const products = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) products[i * n + j] = dot(columns[i] as Float64Array, columns[j] as Float64Array);
  const lower = cholesky(products, n);
  if (lower === undefined) return undefined;
  for (let k = 0; k < n; k++) {
    const own = lower[k * n + k] as number;
    if (own * own < LEAST_OWN * (products[k * n + k] as number)) return undefined;
  }
  return columns.map((_, k) =>
    solveLower(
      lower,
      n,
      Float64Array.from({ length: n }, (__, i) => (i === k ? 1 : 0)),
    ),
  );
}
