/**
 * The longest drought that luck alone would bring: what the longest drought of a stream is held against.
 *
 * A stream is cut into bins of one step. A drought is a run of steps without an innovation, those before the first and
 * after the last innovation included.
 */
import { log, pow } from '../../../core/maths.js';

/** Above this many expected runs of a length, the longest run is taken to reach it; e^-12 = 6e-6 is the error. */
const CERTAIN = 12;
const NEGLIGIBLE = 1e-10;
/** Steps from which the continuous approximation is near enough. */
const CONTINUOUS = 10;
/** Euler's constant. */
const EULER = 0.5772156649015329;

/**
 * Expected longest drought, in steps, of a Poisson stream that is known to have had `count` innovations in `steps`
 * steps: each falls into any step with the same chance. Within 1 % and 0.03 steps of simulation.
 *
 * Several may share a step, so the number of steps that have one, K, is itself random, with mean T·(1 − q), q =
 * (1 − 1/T)^N, and a variance below T·q·(1 − q).
 * @param scratch at least steps + 1 numbers, overwritten
 */
export function expectedLongestDrought(count: number, steps: number, scratch: Float64Array): number {
  if (steps < 1 || count <= 0) return steps;
  if (steps === 1) return 0;
  const q = pow(1 - 1 / steps, count);
  const variance = steps * q + steps * (steps - 1) * pow(1 - 2 / steps, count) - steps * q * steps * q;
  return count <= steps && steps >= CONTINUOUS ? sparse(q, variance, steps) : dense(q, variance, steps, scratch);
}

/**
 * At most one innovation a step on average: the broken stick in discrete time, at a small part of the cost of the exact sum.
 * The longest of K + 1 pieces is H(K+1) times the scale of one piece (Holst 1980, J. Appl. Probab. 17: T/(n+1)·H(n+1)),
 * a geometric piece has the scale 1/log(1 + 1/μ), μ = (T−K)/(K+1), and whole steps take ½ away. The curvature in K
 * times half its variance is added (Jensen).
 */
function sparse(q: number, variance: number, steps: number): number {
  const occupied = steps * (1 - q);
  const middle = stick(occupied, steps);
  return middle + (variance / 2) * (stick(occupied + 1, steps) - 2 * middle + stick(occupied - 1, steps));
}

function stick(occupied: number, steps: number): number {
  const pieces = occupied + 1;
  const square = pieces * pieces;
  const harmonic = log(pieces) + EULER + 1 / (2 * pieces) - 1 / (12 * square) + 1 / (120 * square * square);
  return harmonic / log((steps + 1) / (steps - occupied)) - 0.5;
}

/** Droughts of a step or two, where whole numbers matter: in proportion to the variance between two exact answers, K fixed and steps independent. */
function dense(q: number, variance: number, steps: number, scratch: Float64Array): number {
  const occupied = steps * (1 - q);
  const below = Math.min(steps - 1, Math.max(1, Math.floor(occupied)));
  const part = Math.max(0, occupied - below);
  const fixed = (1 - part) * longestDroughtGiven(below, steps, scratch) + part * longestDroughtGiven(below + 1, steps, scratch);
  const between = part * (1 - part);
  const weight = (variance - between) / (steps * q * (1 - q) - between);
  if (!(weight > 0)) return fixed;
  return fixed + Math.min(1, weight) * (longestDroughtIndependent(q, steps) - fixed);
}

/**
 * Exact expectation of the longest run of empty steps when each step is empty with chance q on its own (de Moivre 1738):
 * P(longest ≥ m) = Σ_{j≥1} (−1)^{j+1} C(T−jm, j−1)·q^{jm}·p^{j−1}·[p·(T−jm−j+1)/j + 1], p = 1 − q.
 */
export function longestDroughtIndependent(q: number, steps: number): number {
  let expected = 0;
  let power = 1;
  for (let m = 1; m <= steps; m++) {
    power *= q;
    const runs = power * ((1 - q) * (steps - m) + 1);
    if (runs < NEGLIGIBLE) break;
    expected += runs > CERTAIN ? 1 : reachesIndependent(m, steps, 1 - q, power);
  }
  return expected;
}

/** P(longest run ≥ m) for independent steps. @param power q^m */
function reachesIndependent(m: number, steps: number, p: number, power: number): number {
  let sum = 0;
  let sign = 1;
  for (let j = 1; steps - j * m >= j - 1; j++) {
    const free = steps - j * m;
    let term = power;
    for (let i = 0; i < j - 1; i++) term *= ((free - i) / (i + 1)) * p * power;
    term *= (p * (free - j + 1)) / j + 1;
    sum += sign * term;
    sign = -sign;
    if (term < NEGLIGIBLE) break;
  }
  return sum;
}

/**
 * Exact expectation of the longest run of empty steps when `occupied` of `steps` steps, all choices alike, are not empty.
 *
 * E = Σ_{m≥1} P(longest ≥ m), P(longest ≥ m) = Σ_{j≥1} (−1)^{j+1} C(K+1, j)·C(T−jm, K)/C(T, K) (inclusion and
 * exclusion over the K + 1 gaps; Feller 1968, vol. 1, ch. II). Costs about T/K·log T operations.
 * @param scratch at least steps + 1 numbers, overwritten
 */
export function longestDroughtGiven(occupied: number, steps: number, scratch: Float64Array): number {
  const empty = steps - occupied;
  if (occupied <= 0 || empty <= 0) return Math.max(0, empty);
  // scratch[s] = C(T−s, K)/C(T, K): the chance that s given steps are all empty
  let known = 0;
  scratch[0] = 1;
  while (known < empty && scratch[known] > 1e-200) {
    scratch[known + 1] = (scratch[known] * (empty - known)) / (steps - known);
    known++;
  }
  const gaps = occupied + 1;
  let expected = 0;
  for (let m = 1; m <= known; m++) {
    const runs = gaps * scratch[m];
    if (runs < NEGLIGIBLE) break;
    expected += runs > CERTAIN ? 1 : reaches(m, gaps, known, scratch);
  }
  return expected;
}

/** P(longest run ≥ m) by inclusion and exclusion; the terms shrink like runs^j/j!. */
function reaches(m: number, gaps: number, known: number, empty: Float64Array): number {
  let sum = 0;
  let ways = 1;
  let sign = 1;
  for (let j = 1; j <= gaps && j * m <= known; j++) {
    ways *= (gaps - j + 1) / j;
    const term = ways * empty[j * m];
    sum += sign * term;
    sign = -sign;
    if (term < NEGLIGIBLE) break;
  }
  return sum;
}
