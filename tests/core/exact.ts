/**
 * Elementary functions in whole-number arithmetic, slow and to some 300 bits: what `maths.ts` is measured against.
 * A value is `units · 2^-places`.
 */
export interface Exact {
  readonly units: bigint;
  readonly places: bigint;
}

const PLACES = 320n;
const ONE = 1n << PLACES;
const LN2 = logarithmOf(2n * ONE, PLACES);
/** Enough of π to reduce the largest double. */
const FAR = 1400n;
const PI_FAR = 4n * (4n * arctanOfInverse(5n, FAR) - arctanOfInverse(239n, FAR));

/** The double as it is, in units of 2^-1074 or coarser. */
function exactly(x: number): Exact {
  const [bits] = new BigUint64Array(new Float64Array([x]).buffer) as unknown as [bigint];
  const exponent = (bits >> 52n) & 2047n;
  const fraction = bits & ((1n << 52n) - 1n);
  const units = exponent === 0n ? fraction << 1n : fraction | (1n << 52n);
  return { units: bits >> 63n === 1n ? -units : units, places: 1075n - exponent };
}

/** How far a double lies from the exact value, in units of the last place that doubles of the exact value's size have. */
export function errorInUlps(measured: number, exact: Exact): number {
  const size = exact.units < 0n ? -exact.units : exact.units;
  const top = BigInt(size.toString(2).length) - 1n - exact.places;
  const ulpPlaces = 52n - (top > -1022n ? top : -1022n);
  const own = exactly(measured);
  const places = maximum(own.places, maximum(exact.places, ulpPlaces)) + 20n;
  const gap = rescale(own, places) - rescale(exact, places);
  return Math.abs(Number((gap << 20n) / (1n << (places - ulpPlaces)))) / 2 ** 20;
}

export const exactFunctions: Readonly<Record<string, (x: number, y: number) => Exact>> = {
  exp: (x) => exponential(exactly(x)),
  expm1: (x) => minusOne(exponential(exactly(x), x), 1n),
  log: (x) => ({ units: logarithm(exactly(x)), places: PLACES }),
  log2: (x) => ({ units: (logarithm(exactly(x)) << PLACES) / LN2, places: PLACES }),
  log1p: (x) => ({ units: logarithm(plusOne(exactly(x))), places: PLACES }),
  pow: (x, y) => {
    const factor = exactly(y);
    return exponential({ units: logarithm(exactly(x)) * factor.units, places: PLACES + factor.places });
  },
  tanh: (x) => {
    const power = exponential(exactly(2 * x), x);
    return quotient(minusOne(power, 1n), minusOne(power, -1n));
  },
  sigmoid: (x) => {
    const power = exponential(exactly(x));
    return quotient(power, minusOne(power, -1n));
  },
  sin: (x) => sine(exactly(x), 0n),
  cos: (x) => sine(exactly(x), 1n),
};

function maximum(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function rescale(value: Exact, places: bigint): bigint {
  return places >= value.places ? value.units << (places - value.places) : value.units >> (value.places - places);
}

function quotient(a: Exact, b: Exact): Exact {
  const places = maximum(a.places, b.places);
  return { units: (rescale(a, places) << FAR) / rescale(b, places), places: FAR };
}

function minusOne(value: Exact, one: bigint): Exact {
  const places = maximum(value.places, 0n);
  return { units: rescale(value, places) - (one << places), places };
}

function plusOne(value: Exact): Exact {
  return minusOne(value, -1n);
}

/** e to the value, with relative accuracy; for tiny arguments more places, as `near` says. */
function exponential(value: Exact, near = 1): Exact {
  const extra = Math.abs(near) < 1 ? BigInt(Math.min(1100, Math.ceil(-Math.log2(Math.abs(near) + 1e-300)))) : 0n;
  const places = PLACES + extra;
  const fixed = rescale(value, places);
  const ln2 = extra === 0n ? LN2 : logarithmOf(2n << places, places);
  const k = fixed / ln2;
  const remainder = fixed - k * ln2;
  let term = 1n << places;
  let sum = term;
  for (let n = 1n; term !== 0n; n++) {
    term = (term * remainder) / (n << places);
    sum += term;
  }
  return { units: sum, places: places - k };
}

/** ln of a positive value in units of 2^-PLACES. */
function logarithm(value: Exact): bigint {
  const length = BigInt(value.units.toString(2).length);
  const z = rescale({ units: value.units, places: length - 1n }, maximum(PLACES, length));
  const places = maximum(PLACES, length);
  const k = length - 1n - value.places;
  return (logarithmOf(z, places) >> (places - PLACES)) + k * LN2;
}

/** ln of units · 2^-places by 2 artanh((z − 1)/(z + 1)). */
function logarithmOf(units: bigint, places: bigint): bigint {
  const one = 1n << places;
  const ratio = ((units - one) << places) / (units + one);
  const square = (ratio * ratio) >> places;
  let sum = 0n;
  for (let power = ratio, n = 1n; power !== 0n; power = (power * square) / one, n += 2n) sum += power / n;
  return 2n * sum;
}

function arctanOfInverse(q: bigint, places: bigint): bigint {
  let sum = 0n;
  for (let power = (1n << places) / q, n = 1n, sign = 1n; power !== 0n; power /= q * q, n += 2n, sign = -sign) sum += (sign * power) / n;
  return sum;
}

/** sin(value + quarters · π/2) from the series of the remainder. */
function sine(value: Exact, quarters: bigint): Exact {
  const places = FAR;
  const half = PI_FAR / 2n;
  const fixed = rescale(value, places);
  let n = fixed / half;
  let remainder = (fixed - n * half) >> (places - PLACES - 60n);
  n = (((n + quarters) % 4n) + 4n) % 4n;
  const work = PLACES + 60n;
  if (n % 2n === 1n) remainder = (half >> (places - work)) - remainder;
  let term = remainder;
  let sum = term;
  for (let k = 2n; term !== 0n; k += 2n) {
    term = -(((term * remainder) >> work) * remainder) / ((k * (k + 1n)) << work);
    sum += term;
  }
  return { units: n >= 2n ? -sum : sum, places: work };
}
