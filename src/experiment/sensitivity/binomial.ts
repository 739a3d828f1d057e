/** Counts: the upper tail of a binomial distribution, and the interval of a share. */
import { normalQuantile } from '#distributions';
import { LEVEL } from '../statistics.js';
import type { Estimate } from './result.js';

/**
 * P(X ≥ k) for n draws with the given chance. Summed from weights relative to the most likely count, so that nothing
 * underflows and no logarithm is needed.
 */
export function binomialTail(k: number, n: number, chance: number): number {
  if (k <= 0) return 1;
  if (k > n || chance <= 0) return 0;
  if (chance >= 1) return 1;
  const odds = chance / (1 - chance);
  const mode = Math.min(n, Math.floor((n + 1) * chance));
  let all = 1;
  let tail = mode >= k ? 1 : 0;
  for (let i = mode + 1, weight = 1; i <= n; i++) {
    weight *= ((n - i + 1) / i) * odds;
    all += weight;
    if (i >= k) tail += weight;
  }
  for (let i = mode - 1, weight = 1; i >= 0; i--) {
    weight *= (i + 1) / (n - i) / odds;
    all += weight;
    if (i >= k) tail += weight;
  }
  return Math.min(1, tail / all);
}

/** A share with its 95 % interval (Wilson 1927); no value where nothing was counted. */
export function shareOf(count: number, of: number): Estimate {
  if (of === 0) return { value: null, low: null, high: null };
  const z = normalQuantile((1 + LEVEL) / 2, 0, 1);
  const share = count / of;
  const scale = 1 + (z * z) / of;
  const centre = (share + (z * z) / (2 * of)) / scale;
  const half = (z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))) / scale;
  return { value: share, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
