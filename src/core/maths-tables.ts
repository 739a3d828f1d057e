/**
 * The constants behind `maths.ts`, computed once at load by whole-number arithmetic instead of being quoted.
 *
 * BigInts have no rounding that an engine could do differently, and `Number(bigint)` rounds to nearest by the
 * language's definition; so every engine holds the same bits. A bigint here counts units of 2^-192, far finer than the
 * 106 bits that a pair of doubles can hold.
 */
const PLACES = 192;
const ONE = 1n << 192n;

/** 2^k for k = −1074 … 1023 at POWER_ZERO + k: scaling by multiplication is exact and needs no detour through memory. */
export const POWER_ZERO = 1074;
export const POWERS_OF_TWO = powersOfTwo();

/** 2^(j/128) for j < 128 in pairs of doubles: the nearest one at 2j, what is left at 2j + 1. */
export const ROOTS_OF_TWO = rootsOfTwo();

/** Mantissas from this interval on (1.414… and more) are halved, so that both sides of 1 share the logarithm 0. */
export const FIRST_HALVED = 106;
/** ln(n/256) for n = 128 … 512 at n. */
const LOGARITHMS = naturalLogarithms();
/**
 * For each of the 256 intervals of the mantissa four numbers: a short reciprocal n/256, −ln(n/256) in two doubles of
 * which the first is a multiple of 2^-42, and nothing.
 */
export const RECIPROCALS = reciprocals();

const LN2 = LOGARITHMS[512];
/** ln 2; the first part is a multiple of 2^-42, so that its multiples by whole numbers below 2^11 are exact. */
export const [LN2_HIGH, LN2_LOW] = split(LN2, 42);
/** (ln 2)/128; the first part is a multiple of 2^-43, so that its multiples by whole numbers below 2^17 are exact. */
export const [STEP_HIGH, STEP_LOW] = split(LN2 >> 7n, 43);
/** 1/ln 2; the first part has 53 bits. */
export const [INVERSE_LN2_HIGH, INVERSE_LN2_LOW] = split((ONE * ONE) / LN2, 52);

/** π/2 in four doubles; multiples of the first three by whole numbers below 2^20 are exact. */
export const HALF_PI = halfPi();

/** The double nearest to that many units of 2^-192. */
export function toDouble(value: bigint): number {
  return Number(value) * POWERS_OF_TWO[POWER_ZERO - PLACES];
}

/** Back from it, for doubles that are whole multiples of 2^-192. */
export function toUnits(value: number): bigint {
  return BigInt(value * POWERS_OF_TWO[POWER_ZERO + PLACES]);
}

/** The nearest multiple of 2^-places, and what is left. */
function split(value: bigint, places: number): [number, number] {
  const cut = BigInt(PLACES - places);
  const high = ((value + (1n << (cut - 1n))) >> cut) << cut;
  return [toDouble(high), toDouble(value - high)];
}

function powersOfTwo(): Float64Array {
  const powers = new Float64Array(POWER_ZERO + 1024);
  for (let k = 0, power = 1; k < 1024; k++, power *= 2) powers[POWER_ZERO + k] = power;
  for (let k = 0, power = 1; k <= POWER_ZERO; k++, power /= 2) powers[POWER_ZERO - k] = power;
  return powers;
}

function rootsOfTwo(): Float64Array {
  let root = 2n * ONE;
  for (let halving = 0; halving < 7; halving++) root = squareRoot(root * ONE);
  const roots = new Float64Array(256);
  for (let j = 0, value = ONE; j < 128; j++, value = (value * root) / ONE) {
    roots[2 * j] = toDouble(value);
    roots[2 * j + 1] = toDouble(value - toUnits(roots[2 * j]));
  }
  return roots;
}

/** Newton's method, started above the root. */
function squareRoot(value: bigint): bigint {
  let root = value;
  for (let next = 1n << BigInt(PLACES + 1); next < root; next = (root + value / root) >> 1n) root = next;
  return root;
}

/** Sums of ln((n + 1)/n) = 2 artanh(1/(2n + 1)), up and down from ln 1 at 256. */
function naturalLogarithms(): bigint[] {
  const table = new Array<bigint>(513).fill(0n);
  for (let n = 256; n < 512; n++) table[n + 1] = table[n] + 2n * inverseTangent(2 * n + 1, 1n);
  for (let n = 256; n > 128; n--) table[n - 1] = table[n] - 2n * inverseTangent(2 * n - 1, 1n);
  return table;
}

/** The series of artanh(1/q) for sign 1, of arctan(1/q) for sign −1, in the units of `one`. */
function inverseTangent(q: number, sign: bigint, one = ONE): bigint {
  const square = sign * BigInt(q * q);
  let power = one / BigInt(q);
  let sum = 0n;
  for (let k = 1n; power !== 0n; k += 2n, power /= square) sum += power / k;
  return sum;
}

function reciprocals(): Float64Array {
  const table = new Float64Array(4 * 256);
  for (let m = 0; m < 256; m++) {
    const middle = (1 + (m + 0.5) / 256) / (m < FIRST_HALVED ? 1 : 2);
    const n = Math.floor(256 / middle + 0.5);
    const [high, low] = split(-LOGARITHMS[n], 42);
    table[4 * m] = n / 256;
    table[4 * m + 1] = high;
    table[4 * m + 2] = low;
  }
  return table;
}

/** π/2 in units of 2^-places; J. Machin 1706: π/4 = 4 arctan(1/5) − arctan(1/239). */
export function halfPiUnits(places: bigint): bigint {
  const one = 1n << places;
  return 2n * (4n * inverseTangent(5, -1n, one) - inverseTangent(239, -1n, one));
}

/** Each part but the last ends where the next begins. */
function halfPi(): Float64Array {
  let left = halfPiUnits(BigInt(PLACES));
  return Float64Array.from([32, 65, 98, PLACES], (places) => {
    const cut = BigInt(PLACES - places);
    const part = (left >> cut) << cut;
    left -= part;
    return toDouble(part);
  });
}
