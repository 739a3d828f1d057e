/**
 * The Sobol' sequence in up to 128 dimensions, plain or scrambled.
 *
 * Gray-code order (Antonov & Saleev 1979) with 32 bits, so that unscrambled points equal those of other libraries. The
 * scramble is Owen's (1995) nested one: every bit is flipped or not by a hash of the seed, the dimension and all bits
 * above it, which keeps the balance of the points and makes each of them uniform.
 */
import { UserError } from '../../core/errors.js';
import { createGenerator } from '../random.js';
import { DIRECTIONS } from './sobol-directions.js';

const BITS = 32;
const SCALE = 1 / 4294967296;

const polynomials = DIRECTIONS.trim()
  .split('\n')
  .map((line) => line.split(' ').map(Number));

/** Most dimensions that the direction numbers reach. */
export const MOST_SOBOL_DIMENSIONS = polynomials.length + 1;

/** Bit k of all direction numbers of a dimension, as 32-bit fractions. */
function directionsOf(dimension: number): Uint32Array {
  const v = new Uint32Array(BITS);
  if (dimension === 0) return v.map((_, k) => (1 << (BITS - 1 - k)) >>> 0);
  const [degree, inner, ...first] = polynomials[dimension - 1] as [number, number, ...number[]];
  for (let k = 0; k < BITS; k++) {
    if (k < degree) {
      v[k] = ((first[k] as number) << (BITS - 1 - k)) >>> 0;
      continue;
    }
    let bits = (v[k - degree] as number) ^ ((v[k - degree] as number) >>> degree);
    for (let j = 1; j < degree; j++) if ((inner >>> (degree - 1 - j)) & 1) bits ^= v[k - j] as number;
    v[k] = bits >>> 0;
  }
  return v;
}

/**
 * The first points of the sequence, each a row of numbers in [0, 1).
 * @param seed scrambles the points; without it they are the plain sequence, which begins with the origin
 * @throws UserError for more dimensions than there are direction numbers
 */
export function sobolPoints(count: number, dimensions: number, seed?: string): Float64Array[] {
  if (dimensions > MOST_SOBOL_DIMENSIONS)
    throw new UserError(`a Sobol' sequence has at most ${MOST_SOBOL_DIMENSIONS} dimensions, not ${dimensions}`, 'vary fewer parameters');
  const rows = Array.from({ length: count }, () => new Float64Array(dimensions));
  const generator = seed === undefined ? undefined : createGenerator('sobol', seed);
  for (let d = 0; d < dimensions; d++) {
    const directions = directionsOf(d);
    const key = generator?.int32();
    let bits = 0;
    for (const [n, row] of rows.entries()) {
      if (n > 0) bits = (bits ^ (directions[trailingZeros(n)] as number)) >>> 0;
      row[d] = (key === undefined ? bits : scramble(bits, key)) * SCALE;
    }
  }
  return rows;
}

function trailingZeros(n: number): number {
  return 31 - Math.clz32(n & -n);
}

/** Flips each bit by a hash of the bits above it. */
function scramble(bits: number, key: number): number {
  let flips = 0;
  for (let k = 0; k < BITS; k++) {
    const above = k === 0 ? 0 : bits >>> (BITS - k);
    if (mix(mix(above ^ key) + k + 1) & 1) flips |= 1 << (BITS - 1 - k);
  }
  return (bits ^ flips) >>> 0;
}

/** A 32-bit mixer with little bias (two rounds of multiply and shift). */
function mix(x: number): number {
  let h = x | 0;
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return h ^ (h >>> 15);
}
