/**
 * Sine and cosine in plain arithmetic, with errors below one unit in the last place for every double.
 *
 * The angle is cut into n · π/2 and a remainder in two doubles (W. J. Cody & W. Waite, "Software Manual for the
 * Elementary Functions", 1980); from a million on it is cut in whole numbers, with as many places of 2/π as it takes
 * (M. Payne & R. Hanek, SIGNUM Newsletter 18 (1983) 19–24). Taylor series do the rest.
 */
import { HALF_PI, halfPiUnits, toDouble, toUnits } from './maths-tables.js';

const TWO_OVER_PI = 0.6366197723675814;
/** Adding and taking away 1.5 · 2^52 rounds to a whole number. */
const TO_WHOLE = 6755399441055744;
const [PI_1, PI_2, PI_3, PI_4] = HALF_PI;
/** Places of 2/π for large angles: as many as the largest exponent, and 200 that are left behind the point. */
const PLACES = 1224n;
const TWO_POW_33 = 8589934592;
const TWO_POW_53 = 9007199254740992;

/** What the last remainder lacks, and its quarter turn 0 … 3; a fixed place, because tuples allocate. */
const reduced = new Float64Array(2);
/** 2/π in units of 2^-PLACES and π/2 in units of 2^-192, made when a large angle first asks for them. */
let large: { readonly twoOverPi: bigint; readonly halfPi: bigint } | undefined;

/** Sine of an angle in radians. */
export function sin(x: number): number {
  const size = Math.abs(x);
  if (size < 1e-8) return x;
  if (size < 0.785) return sinSeries(x, 0);
  if (!(size < Number.POSITIVE_INFINITY)) return Number.NaN;
  const remainder = reduce(size);
  const quarter = reduced[1];
  const value = (quarter & 1) === 0 ? sinSeries(remainder, reduced[0]) : cosSeries(remainder, reduced[0]);
  return ((quarter & 2) === 0) === x > 0 ? value : -value;
}

/** Cosine of an angle in radians. */
export function cos(x: number): number {
  const size = Math.abs(x);
  if (size < 0.785) return cosSeries(size, 0);
  if (!(size < Number.POSITIVE_INFINITY)) return Number.NaN;
  const remainder = reduce(size);
  const quarter = reduced[1] + 1;
  const value = (quarter & 1) === 0 ? sinSeries(remainder, reduced[0]) : cosSeries(remainder, reduced[0]);
  return (quarter & 2) === 0 ? value : -value;
}

/** x minus the nearest multiple of π/2, for finite x > 0. Leaves what it lacks and the quarter turn in `reduced`. */
function reduce(x: number): number {
  if (x > 1e6) return reduceLarge(x);
  const n = x * TWO_OVER_PI + TO_WHOLE - TO_WHOLE;
  const first = x - n * PI_1;
  const second = first - n * PI_2;
  const secondLow = difference(first, n * PI_2, second);
  const third = second - n * PI_3;
  const low = secondLow + difference(second, n * PI_3, third) - n * PI_4;
  const remainder = third + low;
  reduced[0] = third - remainder + low;
  reduced[1] = n & 3;
  return remainder;
}

function reduceLarge(x: number): number {
  large ??= { twoOverPi: (1n << (2n * PLACES)) / halfPiUnits(PLACES), halfPi: halfPiUnits(192n) };
  const whole = x < TWO_POW_53 ? BigInt(x * TWO_POW_33) : BigInt(x);
  const places = x < TWO_POW_53 ? PLACES + 33n : PLACES;
  const turns = whole * large.twoOverPi;
  const n = (turns + (1n << (places - 1n))) >> places;
  const fraction = (turns - (n << places)) >> (places - 192n);
  const remainder = (fraction * large.halfPi) >> 192n;
  const high = toDouble(remainder);
  reduced[0] = toDouble(remainder - toUnits(high));
  reduced[1] = Number(n & 3n);
  return high;
}

/** What rounding took from a − b = rounded (Knuth, TAOCP 2, 4.2.2). */
function difference(a: number, b: number, rounded: number): number {
  const fromB = a - rounded;
  return a - (rounded + fromB) + (fromB - b);
}

/** sin(x + low) for |x| < 0.79 and |low| below half a unit in the last place of x. */
function sinSeries(x: number, low: number): number {
  const z = x * x;
  const high = 1 / 362880 - z * (1 / 39916800 - z * (1 / 6227020800 - z * (1 / 1307674368000 - z * (1 / 355687428096000))));
  return x - (x * z * (1 / 6 - z * (1 / 120 - z * (1 / 5040 - z * high))) - low * (1 - 0.5 * z));
}

/** cos(x + low) likewise. */
function cosSeries(x: number, low: number): number {
  const z = x * x;
  const half = 0.5 * z;
  const main = 1 - half;
  const high = 1 / 40320 - z * (1 / 3628800 - z * (1 / 479001600 - z * (1 / 87178291200 - z * (1 / 20922789888000))));
  return main + (1 - main - half + (z * z * (1 / 24 - z * (1 / 720 - z * high)) - x * low));
}
