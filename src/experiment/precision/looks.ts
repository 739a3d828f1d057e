/**
 * When a study that decides its own number of replicates looks at its results, and how wide an interval must be so that
 * all looks together keep their promise.
 *
 * Looks are fixed in advance and grow geometrically. At each of them the interval is that of a single test at a smaller
 * level, equal at all looks (Pocock 1977; repeated confidence intervals, Jennison & Turnbull 1989): the chance that the
 * truth lies outside any of them is 5 %, so it holds for whatever rule stops at one of them. The level follows from the
 * joint normal distribution of the looks (Armitage, McPherson & Rowe 1969) and is carried over to Student's t, which
 * Jennison & Turnbull (2000, section 11.5) find accurate from about ten values on.
 */
import { normalCdf } from '#distributions';
import { exp } from '../../core/maths.js';

/** Replicates at the first look: below it a t interval of skewed differences is not to be trusted. */
const FIRST_LOOK = 20;
const GROWTH = 1.5;

/** Numbers of replicates at which to look, ascending; the last is `most`. Errors: RangeError for fewer than two replicates. */
export function looksUntil(most: number): number[] {
  if (!(most >= 2)) throw new RangeError(`${most} replicates leave nothing to look at`);
  const looks: number[] = [];
  for (let n = FIRST_LOOK; n < most; n = Math.ceil(n * GROWTH)) looks.push(n);
  return [...looks, most];
}

/** Points of Simpson's rule over the interval between the bounds; even number of stretches. */
const NODES = 121;

/**
 * Bound for |Z| at every look, so that the chance that it is crossed at any look is `alpha`.
 * @param times numbers of values at the looks, ascending
 * @param alpha two-sided, e.g. 0.05
 */
export function pocockBound(times: readonly number[], alpha: number): number {
  let low = 1;
  let high = 8;
  for (let round = 0; round < 32; round++) {
    const middle = (low + high) / 2;
    if (crossing(times, middle) > alpha) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Two-sided level of the single interval at every look, e.g. 0.9892 for 95 % over ten looks of equal distance. */
export function levelOfLooks(times: readonly number[], level: number): number {
  return times.length === 1 ? level : 1 - 2 * normalCdf(-pocockBound(times, 1 - level), 0, 1);
}

/** Chance that standardised sums of normal values lie beyond ±bound at any of the looks. */
function crossing(times: readonly number[], bound: number): number {
  const step = (2 * bound) / (NODES - 1);
  const nodes = Float64Array.from({ length: NODES }, (_, k) => -bound + k * step);
  let density: Float64Array = nodes.map((z) => NORMAL * exp(-z * z * 0.5));
  for (let look = 1; look < times.length; look++) density = carried(density, nodes, step, times[look - 1] as number, times[look] as number);
  return 1 - integral(density, step);
}

/** 1 ÷ √(2π). */
const NORMAL = 0.3989422804014327;

/** Density of the standardised sum at the next look, over paths that stayed within the bounds. */
function carried(density: Float64Array, nodes: Float64Array, step: number, before: number, now: number): Float64Array {
  const spread = Math.sqrt((now - before) / now);
  const shrink = Math.sqrt(before / now);
  const terms = new Float64Array(NODES);
  return nodes.map((z) => {
    for (let k = 0; k < NODES; k++) {
      const away = (z - shrink * (nodes[k] as number)) / spread;
      terms[k] = (density[k] as number) * exp(-away * away * 0.5);
    }
    return (integral(terms, step) * NORMAL) / spread;
  });
}

/** Simpson's rule. */
function integral(values: Float64Array, step: number): number {
  let sum = (values[0] as number) + (values[NODES - 1] as number);
  for (let k = 1; k < NODES - 1; k++) sum += (k % 2 === 1 ? 4 : 2) * (values[k] as number);
  return (sum * step) / 3;
}
