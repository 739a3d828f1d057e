/** Growth rates of firms: the shape of their distribution, and how their spread falls with size. */
import { exp, log, pow } from '../../../core/maths.js';
import { slope } from '../measures/least-squares.js';

const LEAST_VALUES = 50;
const LEAST_SHAPE = 0.2;
const MOST_SHAPE = 8;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Shape b of the symmetric Subbotin (exponential power) distribution f(x) ∝ exp(−|x − m|^b ÷ (b·a^b)) by maximum
 * likelihood, with the median for m: 1 is Laplace, 2 is Gauss, less means fatter tails. The scale has a closed form given
 * b, and the profile is searched by golden section between 0.2 and 8. NaN below 50 values or where they do not vary.
 * Source: Subbotin 1923; Bottazzi & Secchi 2006, RAND Journal of Economics 37.
 */
export function subbotinShape(values: ArrayLike<number>): number {
  const n = values.length;
  if (n < LEAST_VALUES) return Number.NaN;
  const sorted = Float64Array.from(values).sort();
  const median = (sorted[(n - 1) >> 1] + sorted[n >> 1]) / 2;
  const logs = sorted.map((value) => log(Math.abs(value - median)));
  if (sorted[0] === sorted[n - 1]) return Number.NaN;
  let low = log(LEAST_SHAPE);
  let high = log(MOST_SHAPE);
  let left = high - GOLDEN * (high - low);
  let right = low + GOLDEN * (high - low);
  let atLeft = cost(logs, exp(left));
  let atRight = cost(logs, exp(right));
  while (high - low > 1e-4) {
    if (atLeft < atRight) {
      high = right;
      right = left;
      atRight = atLeft;
      left = high - GOLDEN * (high - low);
      atLeft = cost(logs, exp(left));
    } else {
      low = left;
      left = right;
      atLeft = atRight;
      right = low + GOLDEN * (high - low);
      atRight = cost(logs, exp(right));
    }
  }
  return exp((low + high) / 2);
}

/** Minus the mean log likelihood at shape b with the best scale, log(2·a·b^(1/b)·Γ(1 + 1/b)) + 1/b, with a^b the mean of |x − m|^b. */
function cost(logs: Float64Array, b: number): number {
  let sum = 0;
  for (let i = 0; i < logs.length; i++) sum += exp(b * logs[i]);
  return log(sum / logs.length) / b + log(b) / b + logGamma(1 + 1 / b) + 1 / b;
}

/** ln Γ(x) for x ≥ 1 by Stirling's series, after moving x beyond 9 where it is exact to 1e-13. Source: Abramowitz & Stegun 6.1.41. */
export function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  for (; z < 9; z++) shift += log(z);
  const inverse = 1 / (z * z);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse / 1188)))) / z;
  return (z - 0.5) * log(z) - z + HALF_LOG_TWO_PI + series - shift;
}

const HALF_LOG_TWO_PI = 0.9189385332046728;

/**
 * Exponent of σ(growth) ∝ size^β: slope of the log standard deviation of growth on the mean log size over `bins` groups
 * of equal number, by size. NaN where a group would hold fewer than ten values or does not vary.
 * Source: Stanley et al. 1996, Nature 379.
 */
export function sizeVariance(logSizes: ArrayLike<number>, growth: ArrayLike<number>, bins: number): number {
  const n = logSizes.length;
  if (n < 10 * bins) return Number.NaN;
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => logSizes[a] - logSizes[b] || a - b);
  const size = new Float64Array(bins);
  const spread = new Float64Array(bins);
  for (let bin = 0; bin < bins; bin++) {
    const members = order.slice(Math.floor((bin * n) / bins), Math.floor(((bin + 1) * n) / bins));
    const mean = members.reduce((sum, i) => sum + growth[i], 0) / members.length;
    const variance = members.reduce((sum, i) => sum + pow(growth[i] - mean, 2), 0) / (members.length - 1);
    size[bin] = members.reduce((sum, i) => sum + logSizes[i], 0) / members.length;
    spread[bin] = log(variance) / 2;
  }
  return slope(size, spread, 0, bins);
}

/** Takes the mean of its group off every value, in place: growth beside what the industry as a whole did in that year. */
export function centre(values: Float64Array, group: ArrayLike<number>): void {
  const sums = new Map<number, { sum: number; count: number }>();
  for (let i = 0; i < values.length; i++) {
    const entry = sums.get(group[i]) ?? { sum: 0, count: 0 };
    entry.sum += values[i];
    entry.count++;
    sums.set(group[i], entry);
  }
  for (let i = 0; i < values.length; i++) {
    const { sum, count } = sums.get(group[i]) as { sum: number; count: number };
    values[i] -= sum / count;
  }
}
