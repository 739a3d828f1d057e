/**
 * Figures of columns: small pure functions over Float64Array, in index order, so that equal columns give equal bits.
 *
 * All take a range (`from`, `count`; default the whole column), because a block of organisations is a range of rows.
 * Where a figure is not defined, e.g. a mean of nothing, they return NaN, never 0.
 */

/** Sum of a range; 0 for an empty one. */
export function sum(values: Float64Array, from = 0, count = values.length - from): number {
  let total = 0;
  for (let i = from; i < from + count; i++) total += values[i];
  return total;
}

/** Arithmetic mean. */
export function mean(values: Float64Array, from = 0, count = values.length - from): number {
  return count === 0 ? Number.NaN : sum(values, from, count) / count;
}

/** Variance of a whole population (divisor: count), in two passes. */
export function variance(values: Float64Array, from = 0, count = values.length - from): number {
  const centre = mean(values, from, count);
  let squares = 0;
  for (let i = from; i < from + count; i++) {
    const deviation = values[i] - centre;
    squares += deviation * deviation;
  }
  return count === 0 ? Number.NaN : squares / count;
}

/** Square root of `variance`. */
export function standardDeviation(values: Float64Array, from = 0, count = values.length - from): number {
  return Math.sqrt(variance(values, from, count));
}

/**
 * Gini coefficient of a population, 0 … 1 − 1/count: half the mean difference between two members ÷ the mean
 * (C. Gini 1912). Not defined for an empty range, a sum of 0 or a negative value. Allocates a sorted copy.
 */
export function gini(values: Float64Array, from = 0, count = values.length - from): number {
  const sorted = values.slice(from, from + count).sort();
  const total = sum(sorted);
  if (!(total > 0) || sorted[0] < 0) return Number.NaN;
  let weighted = 0;
  for (let i = 0; i < count; i++) weighted += (2 * i + 1 - count) * sorted[i];
  return weighted / (count * total);
}

/** Herfindahl–Hirschman index, 1/count … 1: sum of the squared shares. Not defined where the sum is not positive. */
export function herfindahl(values: Float64Array, from = 0, count = values.length - from): number {
  const total = sum(values, from, count);
  if (!(total > 0)) return Number.NaN;
  let squares = 0;
  for (let i = from; i < from + count; i++) squares += (values[i] / total) * (values[i] / total);
  return squares;
}

/** Quantile of ascending values at a probability in [0, 1], definition 7 of Hyndman & Fan 1996 (R's default). */
export function quantileSorted(sorted: Float64Array, probability: number): number {
  if (sorted.length === 0) return Number.NaN;
  const place = (sorted.length - 1) * probability;
  const below = Math.floor(place);
  const above = below + 1 < sorted.length ? below + 1 : below;
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}

/** Index of the largest value, the first of equals; −1 for an empty range. */
export function argmax(values: Float64Array, from = 0, count = values.length - from): number {
  let best = count === 0 ? -1 : from;
  for (let i = from + 1; i < from + count; i++) if (values[i] > values[best]) best = i;
  return best;
}

/** 1 − cosine of the angle between two rows of `width` numbers; not defined where a row is all zeros. */
export function cosineDistance(rows: Float64Array, width: number, i: number, j: number): number {
  const a = i * width;
  const b = j * width;
  let product = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let k = 0; k < width; k++) {
    product += rows[a + k] * rows[b + k];
    squaresA += rows[a + k] * rows[a + k];
    squaresB += rows[b + k] * rows[b + k];
  }
  return 1 - product / Math.sqrt(squaresA * squaresB);
}

/** out[i] = weights[0] + … + weights[i] for i < count; returns the total. `out` may be `weights`. */
export function prefixSums(weights: Float64Array, out: Float64Array, count = weights.length): number {
  let total = 0;
  for (let i = 0; i < count; i++) {
    total += weights[i];
    out[i] = total;
  }
  return total;
}

/**
 * The index i < count that a draw u in [0, 1) picks when the chances follow the weights behind `prefixSums`; −1 where
 * the total is not positive. Weights of 0 are never picked.
 */
export function pickByWeight(sums: Float64Array, u: number, count = sums.length): number {
  if (count === 0 || !(sums[count - 1] > 0)) return -1;
  const target = u * sums[count - 1];
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle] > target) high = middle;
    else low = middle + 1;
  }
  return low;
}
