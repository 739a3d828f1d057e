/**
 * Draws of counts from one uniform number, for null models that need only the counts of a table and not its rows:
 * permuting thousands of rows then costs a handful of numbers.
 *
 * Inversion from the mode outwards (Devroye 1986, Non-Uniform Random Variate Generation): exact, about one standard deviation of steps.
 */
import { exp, log } from '../../../core/maths.js';
import { growingTable } from './growing-table.js';

/** log k! for k = 0 … n, at least. */
export const logFactorials = growingTable((table, from) => {
  for (let k = Math.max(2, from); k < table.length; k++) table[k] = table[k - 1] + log(k);
});

/**
 * Number of marked items among `draws` taken without replacement from `population` items of which `marked` are marked.
 * @param u uniform number in [0, 1)
 * @param logFactorial at least to `population`
 */
export function hypergeometric(u: number, population: number, marked: number, draws: number, logFactorial: Float64Array): number {
  const rest = population - marked - draws;
  const low = Math.max(0, -rest);
  const high = Math.min(marked, draws);
  if (low >= high) return low;
  const f = logFactorial;
  const mode = Math.min(high, Math.max(low, Math.floor(((draws + 1) * (marked + 1)) / (population + 2))));
  const logMode =
    f[marked] +
    f[population - marked] +
    f[draws] +
    f[population - draws] -
    f[population] -
    f[mode] -
    f[marked - mode] -
    f[draws - mode] -
    f[rest + mode];
  let left = u - exp(logMode);
  if (left < 0) return mode;
  let up = mode;
  let down = mode;
  let pUp = exp(logMode);
  let pDown = pUp;
  while (up < high || down > low) {
    if (up < high) {
      pUp *= ((marked - up) * (draws - up)) / ((up + 1) * (rest + up + 1));
      up++;
      left -= pUp;
      if (left < 0) return up;
    }
    if (down > low) {
      pDown *= (down * (rest + down)) / ((marked - down + 1) * (draws - down + 1));
      down--;
      left -= pDown;
      if (left < 0) return down;
    }
  }
  return mode; // rounding left a crumb of probability beyond both ends
}

/**
 * Number of successes in `trials` trials of chance p.
 * @param u uniform number in [0, 1)
 * @param logFactorial at least to `trials`
 */
export function binomial(u: number, trials: number, p: number, logFactorial: Float64Array): number {
  if (trials <= 0 || p <= 0) return 0;
  if (p >= 1) return trials;
  const f = logFactorial;
  const mode = Math.min(trials, Math.floor((trials + 1) * p));
  const odds = p / (1 - p);
  let pUp = exp(f[trials] - f[mode] - f[trials - mode] + mode * log(p) + (trials - mode) * log(1 - p));
  let pDown = pUp;
  let left = u - pUp;
  if (left < 0) return mode;
  let up = mode;
  let down = mode;
  while (up < trials || down > 0) {
    if (up < trials) {
      pUp *= ((trials - up) / (up + 1)) * odds;
      up++;
      left -= pUp;
      if (left < 0) return up;
    }
    if (down > 0) {
      pDown *= down / ((trials - down + 1) * odds);
      down--;
      left -= pDown;
      if (left < 0) return down;
    }
  }
  return mode;
}
