/**
 * The noncentral t distribution and the power of the paired t test. The distribution is an average of normal distributions
 * over the spread that a sample may show: P(T ≤ t) = ∫ Φ(t·w − δ) g(w) dw, w = s ÷ σ with density g(w) ∝
 * w^(df−1) exp(−df·w² ÷ 2) (Johnson, Kotz & Balakrishnan 1995, section 31.4), by Simpson's rule; the constant of g is
 * integrated in the same pass, so no gamma function is needed.
 */
import { normalCdf, tQuantile } from '#distributions';
import { exp, log } from '../../core/maths.js';

/** Even number of stretches of Simpson's rule. */
const STRETCHES = 2000;

/**
 * P(T ≤ t) for Student's t with a shifted mean.
 * @param df degrees of freedom, 1 or more
 * @param shift noncentrality δ
 */
export function noncentralTCdf(t: number, df: number, shift: number): number {
  const reach = 10 / Math.sqrt(2 * df);
  const [from, to] = [Math.max(0, 1 - reach), 1 + reach];
  const step = (to - from) / STRETCHES;
  let whole = 0;
  let below = 0;
  for (let k = 0; k <= STRETCHES; k++) {
    const w = from + k * step;
    const density = w === 0 ? (df === 1 ? exp(0.5) : 0) : exp((df - 1) * log(w) - (df * (w * w - 1)) / 2);
    const weight = (k === 0 || k === STRETCHES ? 1 : k % 2 === 1 ? 4 : 2) * density;
    whole += weight;
    below += weight * normalCdf(t * w - shift, 0, 1);
  }
  return below / whole;
}

/**
 * Chance that the two-sided paired t test finds a difference.
 * @param effect true difference ÷ standard deviation of the paired differences
 */
export function pairedPower(effect: number, pairs: number, alpha: number): number {
  const bound = tQuantile(1 - alpha / 2, pairs - 1);
  const shift = Math.abs(effect) * Math.sqrt(pairs);
  return 1 - noncentralTCdf(bound, pairs - 1, shift) + noncentralTCdf(-bound, pairs - 1, shift);
}

/** Fewest pairs with which the test has that power; undefined where more than `most` would be needed. */
export function pairsNeeded(effect: number, power: number, alpha: number, most: number): number | undefined {
  let low = 1;
  let high = 2;
  while (high < most && pairedPower(effect, high, alpha) < power) [low, high] = [high, Math.min(most, 2 * high)];
  if (pairedPower(effect, high, alpha) < power) return undefined;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (pairedPower(effect, middle, alpha) < power) low = middle;
    else high = middle;
  }
  return high;
}
