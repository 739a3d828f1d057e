/**
 * Exponentials, logarithms and powers in plain arithmetic: same bits on every engine, errors below one unit in the
 * last place. The host's own functions differ between engines, processors and even releases.
 *
 * Methods: P. T. P. Tang, "Table-driven implementation of the exponential function in IEEE floating-point arithmetic",
 * ACM TOMS 15 (1989) 144–157, and "… of the logarithm function …", ACM TOMS 16 (1990) 378–400; products and sums with
 * their exact errors after T. J. Dekker, Numerische Mathematik 18 (1971) 224–242, and D. E. Knuth, TAOCP 2, 4.2.2.
 * Special values are those of ECMAScript's `Math`.
 */
import {
  FIRST_HALVED,
  INVERSE_LN2_HIGH,
  INVERSE_LN2_LOW,
  LN2_HIGH,
  LN2_LOW,
  POWER_ZERO,
  POWERS_OF_TWO,
  RECIPROCALS,
  ROOTS_OF_TWO,
  STEP_HIGH,
  STEP_LOW,
} from './maths-tables.js';

export { cos, sin } from './maths-angles.js';

/** One double seen as two words, to read its exponent. Which word holds it depends on the machine's byte order. */
const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
double[0] = 1;
const HIGH_WORD = words[1] === 0x3ff00000 ? 1 : 0;

/** Adding and taking away 1.5 · 2^52 rounds to a whole number, 1.5 · 2^19 to a multiple of 2^-33, 1.5 · 2^31 of 2^-21. */
const TO_WHOLE = 6755399441055744;
const TO_33_PLACES = 786432;
const TO_21_PLACES = 3221225472;
/** 2^27 + 1 cuts a double into two halves of 26 bits. */
const CUT = 134217729;
const STEPS_PER_UNIT = 128 * INVERSE_LN2_HIGH;
const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_POW_54 = 18014398509481984;

/** Where functions leave the small part of a result that needs two doubles; a fixed place, because tuples allocate. */
const rest = new Float64Array(1);

/** e^x. */
export function exp(x: number): number {
  return expOf(x, 0);
}

/** e^(x + low) for |low| far below |x|. The argument is cut into k/128 ln 2 and a remainder below 0.0028. */
function expOf(x: number, low: number): number {
  if (!(x < 709.79)) return Number.isNaN(x) ? x : Number.POSITIVE_INFINITY;
  if (x < -745.14) return 0;
  const n = x * STEPS_PER_UNIT + TO_WHOLE - TO_WHOLE;
  const k = n | 0;
  const j = (k & 127) << 1;
  const r = x - n * STEP_HIGH - n * STEP_LOW + low;
  const root = ROOTS_OF_TWO[j];
  const value = root + (ROOTS_OF_TWO[j + 1] + root * expm1OfRemainder(r));
  const power = k >> 7;
  if (power > -1022 && power < 1024) return value * POWERS_OF_TWO[POWER_ZERO + power];
  const half = power >> 1;
  return value * POWERS_OF_TWO[POWER_ZERO + half] * POWERS_OF_TWO[POWER_ZERO + power - half];
}

/** e^r − 1 for |r| < 0.0028. */
function expm1OfRemainder(r: number): number {
  return r + r * r * (0.5 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120))));
}

/** e^x for |x| ≤ 40 to about 61 bits: the result and, in `rest`, what it lacks. */
function expPair(x: number): number {
  const n = x * STEPS_PER_UNIT + TO_WHOLE - TO_WHOLE;
  const k = n | 0;
  const j = (k & 127) << 1;
  const scale = POWERS_OF_TWO[POWER_ZERO + (k >> 7)];
  const root = scale * ROOTS_OF_TWO[j];
  const tail = scale * ROOTS_OF_TWO[j + 1] + root * expm1OfRemainder(x - n * STEP_HIGH - n * STEP_LOW);
  const sum = root + tail;
  rest[0] = root - sum + tail;
  return sum;
}

/** e^x − 1, exact to the last place also where x is close to 0. */
export function expm1(x: number): number {
  if (x > 40) return expOf(x, 0);
  if (x < -40) return -1;
  return x === 0 ? x : expm1Of(x);
}

/** e^x − 1 for |x| ≤ 40; what the result lacks is left in `rest`. */
function expm1Of(x: number): number {
  if (x > -0.25 && x < 0.25) {
    const tail = x * x * expm1Series(x);
    const sum = x + tail;
    rest[0] = x - sum + tail;
    return sum;
  }
  const n = x * STEPS_PER_UNIT + TO_WHOLE - TO_WHOLE;
  const k = n | 0;
  const j = (k & 127) << 1;
  const r = x - n * STEP_HIGH - n * STEP_LOW;
  const scale = POWERS_OF_TWO[POWER_ZERO + (k >> 7)];
  const root = scale * ROOTS_OF_TWO[j];
  const less = root - 1;
  const tail = scale * ROOTS_OF_TWO[j + 1] + root * expm1OfRemainder(r) + sumError(root, -1, less);
  const sum = less + tail;
  rest[0] = less - sum + tail;
  return sum;
}

/** (e^x − 1 − x)/x² for |x| < 0.25: the exponential series from its third term on. */
function expm1Series(x: number): number {
  const high = 1 / 40320 + x * (1 / 362880 + x * (1 / 3628800 + x * (1 / 39916800 + x * (1 / 479001600))));
  return 0.5 + x * (1 / 6 + x * (1 / 24 + x * (1 / 120 + x * (1 / 720 + x * (1 / 5040 + x * high)))));
}

/** Natural logarithm. */
export function log(x: number): number {
  if (!(x >= SMALLEST_NORMAL && x < Number.POSITIVE_INFINITY)) return logOfSpecial(x);
  return logOf(x, 0);
}

/** Zero, negative, infinite, undefined and subnormal arguments; the last are scaled up. */
function logOfSpecial(x: number): number {
  if (x > 0) return x === Number.POSITIVE_INFINITY ? x : logOf(x * TWO_POW_54, -54);
  return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
}

/**
 * ln(x · 2^shift) for normal x. With x = 2^k z and n/256 close to 1/z: k ln 2 − ln(n/256) + ln(1 + r), where
 * r = z n/256 − 1 is found without rounding and is below 2^-7.4.
 */
function logOf(x: number, shift: number): number {
  double[0] = x;
  const high = words[HIGH_WORD];
  const m = (high >> 10) & 1020;
  const k = (high >> 20) - (m < 4 * FIRST_HALVED ? 1023 : 1022);
  const z = x * POWERS_OF_TWO[POWER_ZERO - k];
  const zHigh = z + TO_21_PLACES - TO_21_PLACES;
  const reciprocal = RECIPROCALS[m];
  const r = zHigh * reciprocal - 1 + (z - zHigh) * reciprocal;
  const places = k + shift;
  const known = places * LN2_HIGH + RECIPROCALS[m + 1];
  const sum = known + r;
  const square = r * r;
  const tail = square * r * (1 / 3 - r * (1 / 4) + square * (1 / 5 - r * (1 / 6) + square * (1 / 7 - r * (1 / 8))));
  return sum + (smallError(known, r, sum) + (places * LN2_LOW + RECIPROCALS[m + 2]) + (tail - 0.5 * square));
}

/** The same to about 66 bits: the result and, in `rest`, what it lacks. */
function logPair(x: number, shift: number): number {
  double[0] = x;
  const high = words[HIGH_WORD];
  const m = (high >> 10) & 1020;
  const k = (high >> 20) - (m < 4 * FIRST_HALVED ? 1023 : 1022);
  const z = x * POWERS_OF_TWO[POWER_ZERO - k];
  const zHigh = z + TO_21_PLACES - TO_21_PLACES;
  const reciprocal = RECIPROCALS[m];
  const r = zHigh * reciprocal - 1 + (z - zHigh) * reciprocal;
  const places = k + shift;
  const known = places * LN2_HIGH + RECIPROCALS[m + 1];
  const rHigh = r + TO_33_PLACES - TO_33_PLACES;
  const halfSquare = 0.5 * rHigh * rHigh;
  const halfSquareRest = 0.5 * (r - rHigh) * (r + rHigh);
  const first = known + r;
  const second = first - halfSquare;
  const square = r * r;
  const far = 1 / 7 - r * (1 / 8) + square * (1 / 9 - r * (1 / 10));
  const tail = square * r * (1 / 3 - r * (1 / 4) + square * (1 / 5 - r * (1 / 6) + square * far));
  const small = smallError(known, r, first) + smallError(first, -halfSquare, second) + (places * LN2_LOW + RECIPROCALS[m + 2]);
  const lacking = small + (tail - halfSquareRest);
  const sum = second + lacking;
  rest[0] = second - sum + lacking;
  return sum;
}

/** Logarithm to base 2; exact for powers of two. */
export function log2(x: number): number {
  if (!(x > 0 && x < Number.POSITIVE_INFINITY)) return logOfSpecial(x);
  const sum = x < SMALLEST_NORMAL ? logPair(x * TWO_POW_54, -54) : logPair(x, 0);
  const product = sum * INVERSE_LN2_HIGH;
  return product + (productError(sum, INVERSE_LN2_HIGH, product) + (sum * INVERSE_LN2_LOW + rest[0] * INVERSE_LN2_HIGH));
}

/** ln(1 + x), exact to the last place also where x is close to 0. */
export function log1p(x: number): number {
  if (!(x > -1 && x < Number.POSITIVE_INFINITY)) return x === -1 ? Number.NEGATIVE_INFINITY : logOfSpecial(x);
  if (x > -1e-9 && x < 1e-9) return x - 0.5 * x * x;
  const sum = 1 + x;
  const logarithm = logPair(sum, 0);
  return logarithm + (rest[0] + sumError(1, x, sum) / sum);
}

/** x to the power of y. */
export function pow(x: number, y: number): number {
  if (y === 2) return x * x;
  if (y === 1) return x;
  if (y === 0.5 && x > 0) return Math.sqrt(x);
  if (!(x > 0 && x < Number.POSITIVE_INFINITY && y - y === 0)) return powOfSpecial(x, y);
  if (x === 1 || y === 0) return 1;
  // Beyond 2^64 the result overflows or vanishes for every x but 1, and the products below would overflow themselves.
  if (y > 1.8e19 || y < -1.8e19) return x > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0;
  const logarithm = x < SMALLEST_NORMAL ? logPair(x * TWO_POW_54, -54) : logPair(x, 0);
  const product = y * logarithm;
  return expOf(product, productError(y, logarithm, product) + y * rest[0]);
}

/** Bases that are negative, zero, infinite or undefined, and exponents that are infinite or undefined. */
function powOfSpecial(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const size = Math.abs(x);
  if (y - y !== 0) return size === 1 ? Number.NaN : size > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0;
  const whole = Math.floor(y) === y;
  const odd = whole && Math.abs(y) < 9007199254740992 && y % 2 !== 0;
  const negative = x < 0 || Object.is(x, -0);
  if (x === 0 || size === Number.POSITIVE_INFINITY) {
    const value = (x === 0) === y > 0 ? 0 : Number.POSITIVE_INFINITY;
    return negative && odd ? -value : value;
  }
  if (!whole) return Number.NaN;
  return odd ? -pow(size, y) : pow(size, y);
}

/** Hyperbolic tangent: with E = e^(2|x|) − 1 in two doubles it is E/(E + 2). */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (!(size < 20)) return Math.sign(x);
  if (size < 1e-9) return x;
  const part = expm1Of(2 * size);
  const low = rest[0];
  const whole = part + 2;
  const value = divide(part, low, whole, sumError(part, 2, whole) + low);
  return x < 0 ? -value : value;
}

/** The logistic function 1/(1 + e^−x); above 40 it rounds to 1, below −40 to e^x. */
export function sigmoid(x: number): number {
  if (x > 40) return 1;
  if (!(x >= -40)) return expOf(x, 0);
  const power = expPair(x);
  const low = rest[0];
  const whole = power + 1;
  return divide(power, low, whole, sumError(power, 1, whole) + low);
}

/** (a + aLow)/(b + bLow), rounded once: the quotient of the large parts, set right by what it leaves over. */
function divide(a: number, aLow: number, b: number, bLow: number): number {
  const quotient = a / b;
  const product = quotient * b;
  const left = a - product - productError(quotient, b, product) + (aLow - quotient * bLow);
  return quotient + left / b;
}

/** What rounding took from a + b = sum. */
function sumError(a: number, b: number, sum: number): number {
  const fromB = sum - a;
  return a - (sum - fromB) + (b - fromB);
}

/** The same where a is 0 or at least as large as b. */
function smallError(a: number, b: number, sum: number): number {
  return b - (sum - a);
}

/** What rounding took from a · b = product; for factors below 2^990. */
function productError(a: number, b: number, product: number): number {
  const aCut = a * CUT;
  const aHigh = aCut - (aCut - a);
  const aLow = a - aHigh;
  const bCut = b * CUT;
  const bHigh = bCut - (bCut - b);
  const bLow = b - bHigh;
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}
