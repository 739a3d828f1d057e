/**
 * Continuous innovation: a steady, self-sustaining, broad and non-repetitive stream of innovations, as five parts in
 * [0, 1] and their geometric mean.
 *
 * Everything is measured on bins of one step after burn-in. An event is a step with at least one innovation, because
 * innovations of the same step would otherwise have inter-event times of zero and read as bursts. NaN means undefined.
 */
import { exp, log } from '../../../core/maths.js';
import { expectedLongestDrought } from './drought.js';
import { slope } from './least-squares.js';

/** The five parts and their geometric mean, all in [0, 1] or NaN where undefined. */
export interface ContinuityParts {
  readonly coverage: number;
  readonly steadiness: number;
  readonly no_long_drought: number;
  readonly breadth: number;
  readonly renewal: number;
  readonly continuity: number;
}

/**
 * Finite-size burstiness A of n inter-event times: −1 where all are equal, 0 for a Poisson process, 1 where one
 * interval holds all the time. A = [√(n+1)·r − √(n−1)] / [(√(n+1) − 2)·r + √(n−1)], r = σ/μ with the population σ.
 * NaN for fewer than two intervals. Source: Kim & Jo 2016, Phys. Rev. E 94, 032311.
 * @param intervals number of inter-event times, n
 * @param sum their sum
 * @param squares sum of their squares
 */
export function burstiness(intervals: number, sum: number, squares: number): number {
  if (intervals < 2 || sum <= 0) return Number.NaN;
  const r = Math.sqrt(Math.max(0, intervals * squares - sum * sum)) / sum;
  const more = Math.sqrt(intervals + 1);
  const fewer = Math.sqrt(intervals - 1);
  return (more * r - fewer) / ((more - 2) * r + fewer);
}

/** (1 − A)/2 held in [0, 1]: 1 a clockwork, ½ a Poisson process, 0 one burst. NaN for fewer than two intervals. Source: see `burstiness`. */
export function steadiness(intervals: number, sum: number, squares: number): number {
  const a = burstiness(intervals, sum, squares);
  return Number.isNaN(a) ? a : Math.min(1, Math.max(0, (1 - a) / 2));
}

/**
 * min(1, expected longest drought of a Poisson stream of the same count ÷ longest drought seen); 1 without a drought,
 * NaN without an innovation. Source: this project's definition, see `expectedLongestDrought`.
 * @param longest longest run of steps without an innovation, its ends at the window's edges included
 * @param scratch at least steps + 1 numbers
 */
export function noLongDrought(longest: number, count: number, steps: number, scratch: Float64Array): number {
  if (count <= 0) return Number.NaN;
  return longest <= 0 ? 1 : Math.min(1, expectedLongestDrought(count, steps, scratch) / longest);
}

/**
 * min(1, effective innovators ÷ (¼ · active firms)); effective = 1/Σ share², the inverse of Hirschman's and
 * Herfindahl's index (Laakso & Taagepera 1979). NaN without an innovation or without a firm.
 * @param count innovations, Σ c
 * @param squares Σ c² over innovators, c the innovations of one of them
 * @param active firms alive, mean over the measured steps
 */
export function breadth(count: number, squares: number, active: number): number {
  if (count <= 0 || active <= 0) return Number.NaN;
  return Math.min(1, (count * count) / squares / (0.25 * active));
}

/**
 * Heaps' exponent held in [0, 1]: least-squares slope of log(distinct combinations) on log(all innovations), both
 * cumulative, over the steps from … to − 1. NaN where nothing was added in these steps. Source: Heaps 1978; Tria,
 * Loreto, Servedio & Strogatz 2014, Sci. Rep. 4, 5890.
 * @param logTotal log of the cumulative number of innovations after each step
 * @param logDistinct log of the cumulative number of distinct combinations
 */
export function renewal(logTotal: Float64Array, logDistinct: Float64Array, from: number, to: number): number {
  const beta = slope(logTotal, logDistinct, from, to);
  return Number.isNaN(beta) ? beta : Math.min(1, Math.max(0, beta));
}

/**
 * Geometric mean of the parts that are defined. 0 without an innovation, NaN without a measured step. A part is
 * undefined only where the stream is too short for it (steadiness below three events, renewal without an innovation in
 * the last half); coverage, drought and breadth are low then and hold the mean down.
 */
export function geometricMean(coverage: number, steady: number, drought: number, broad: number, renewed: number): number {
  if (!(coverage > 0)) return coverage;
  let sum = log(coverage);
  let parts = 1;
  for (let p = 0; p < 4; p++) {
    const part = p === 0 ? steady : p === 1 ? drought : p === 2 ? broad : renewed;
    if (Number.isNaN(part)) continue;
    if (part <= 0) return 0;
    sum += log(part);
    parts++;
  }
  return Math.min(1, exp(sum / parts));
}

/** Innovations per step, N/T. NaN without a step. */
export function innovationRate(count: number, steps: number): number {
  return steps > 0 ? count / steps : Number.NaN;
}

/**
 * Fano factor of the counts per step: sample variance ÷ mean. 1 for a Poisson process (exactly 1 on average also where
 * the total is given), above 1 clustered, below 1 regular. NaN for fewer than two steps or without an innovation.
 * Source: Fano 1947, Phys. Rev. 72, 26.
 * @param squares Σ of the squared counts per step
 */
export function fanoFactor(count: number, squares: number, steps: number): number {
  if (steps < 2 || count <= 0) return Number.NaN;
  const mean = count / steps;
  return (squares - count * mean) / (steps - 1) / mean;
}
