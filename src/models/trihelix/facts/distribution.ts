/** How skewed and how heavy-tailed a set of numbers is: moments, concentration, the exponent of a Pareto tail. */
import { log } from '../../../core/maths.js';
import { slope } from '../measures/least-squares.js';

/** Third standardised moment of a population, m₃ ÷ m₂^1.5: 0 where symmetric. NaN where the values do not vary. */
export function skewness(values: ArrayLike<number>): number {
  const n = values.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += values[i] / n;
  let second = 0;
  let third = 0;
  for (let i = 0; i < n; i++) {
    const deviation = values[i] - mean;
    second += (deviation * deviation) / n;
    third += (deviation * deviation * deviation) / n;
  }
  return second > 0 ? third / (second * Math.sqrt(second)) : Number.NaN;
}

/**
 * Variance ÷ mean of counts: 1 where events hit all alike at random (Poisson), more where some draw more of them than
 * others. NaN for fewer than two counts or none above 0. Source: Fisher 1950, Biometrics 6 (index of dispersion).
 */
export function dispersion(counts: ArrayLike<number>): number {
  const n = counts.length;
  let total = 0;
  for (let i = 0; i < n; i++) total += counts[i];
  if (n < 2 || !(total > 0)) return Number.NaN;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (counts[i] - total / n) * (counts[i] - total / n);
  return squares / (n - 1) / (total / n);
}

/** Part of the sum that the largest `share` of the values hold, at least one of them. NaN where the sum is not positive. */
export function topShare(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort().reverse();
  const top = Math.max(1, Math.floor(share * sorted.length + 0.5));
  let total = 0;
  let held = 0;
  for (let i = 0; i < sorted.length; i++) {
    total += sorted[i];
    if (i < top) held += sorted[i];
  }
  return total > 0 ? held / total : Number.NaN;
}

/**
 * Exponent ζ of a Pareto tail P(size > x) ∝ x^−ζ: minus the slope of log(rank − ½) on log size over the largest `share`
 * of the values. NaN below ten values in the tail, or where they do not vary.
 * Source: Gabaix & Ibragimov 2011, Journal of Business & Economic Statistics 29 (why ½).
 */
export function paretoTail(sizes: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(sizes).sort().reverse();
  const tail = Math.floor(share * sorted.length + 0.5);
  if (tail < 10 || !(sorted[tail - 1] > 0)) return Number.NaN;
  const size = new Float64Array(tail);
  const rank = new Float64Array(tail);
  for (let i = 0; i < tail; i++) {
    size[i] = log(sorted[i]);
    rank[i] = log(i + 0.5);
  }
  // A regression on rank as the dependent variable: ln(i − ½) = a − ζ·ln x.
  const b = slope(size, rank, 0, tail);
  return Number.isNaN(b) ? b : -b;
}

/** Correlation of two columns (Pearson). NaN below three rows or where one of them does not vary. */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const n = x.length;
  let meanX = 0;
  let meanY = 0;
  for (let i = 0; i < n; i++) {
    meanX += x[i] / n;
    meanY += y[i] / n;
  }
  let squaresX = 0;
  let squaresY = 0;
  let products = 0;
  for (let i = 0; i < n; i++) {
    squaresX += (x[i] - meanX) * (x[i] - meanX);
    squaresY += (y[i] - meanY) * (y[i] - meanY);
    products += (x[i] - meanX) * (y[i] - meanY);
  }
  return n > 2 && squaresX > 0 && squaresY > 0 ? products / Math.sqrt(squaresX * squaresY) : Number.NaN;
}
