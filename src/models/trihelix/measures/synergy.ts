/**
 * Triple-helix synergy: the ternary mutual information of university, industry and government, and its companions.
 *
 * A cell of the 2 × 2 × 2 table counts teams by the set of kinds present, with the bits of `innovation.kinds`
 * (1 firm, 2 university, 4 government); the measure does not depend on the order of the three.
 */
import { log2 } from '../../../core/maths.js';
import { FIRM, GOVERNMENT, UNIVERSITY } from '../schema.js';
import { growingTable } from './growing-table.js';
import type { Adjacency } from './network.js';

/** Numbers of categories of the three variables of a table; cell (i, j, k) is at (i·b + j)·c + k. */
export type Shape = readonly [a: number, b: number, c: number];

/** Shape of the table of kinds. */
export const KINDS: Shape = [2, 2, 2];

/** k·log₂ k for k = 0 … n, at least, which turns the entropies of a table of counts into additions. */
export const entropyTerms = growingTable((table, from) => {
  for (let k = Math.max(2, from); k < table.length; k++) table[k] = k * log2(k);
});

/**
 * Below this many millibits T is rounding, not information: some thirty terms n·log₂ n leave less than 1e-10 even for a
 * million teams, while two kinds in one team each among a hundred thousand already make a T of 1e-7.
 */
export const ROUNDING = 1e-9;

/** Numbers of scratch that `ternaryKernel` needs for a shape. */
export function marginsLength([a, b, c]: Shape): number {
  return a * b + a * c + b * c + a + b + c;
}

/**
 * T = H(A)+H(B)+H(C) − H(AB) − H(AC) − H(BC) + H(ABC) in millibits, from counts. Negative means synergy: the three
 * together say more than the sum of the pairs. Exactly 0 where only rounding remains; NaN for an empty table.
 * Source: McGill 1954; Leydesdorff & Ivanova 2014, JASIST 65; Leydesdorff, Park & Lengyel 2014, Scientometrics 99.
 * @param cells whole counts, length a·b·c
 * @param terms n·log₂ n, at least to the sum of the cells
 * @param margins scratch of `marginsLength` numbers
 */
export function ternaryKernel(cells: Float64Array, shape: Shape, terms: Float64Array, margins: Float64Array): number {
  const [a, b, c] = shape;
  const ac = a * b;
  const bc = ac + a * c;
  const single = bc + b * c;
  const singleC = single + a + b;
  margins.fill(0);
  let total = 0;
  let sum = 0;
  let at = 0;
  for (let i = 0; i < a; i++) {
    for (let j = 0; j < b; j++) {
      for (let k = 0; k < c; k++) {
        const v = cells[at++];
        if (v === 0) continue;
        total += v;
        sum += terms[v];
        margins[i * b + j] += v;
        margins[ac + i * c + k] += v;
        margins[bc + j * c + k] += v;
        margins[single + i] += v;
        margins[single + a + j] += v;
        margins[singleC + k] += v;
      }
    }
  }
  if (total === 0) return Number.NaN;
  for (let m = 0; m < single; m++) sum -= terms[margins[m]];
  for (let m = single; m < singleC + c; m++) sum += terms[margins[m]];
  const value = (1000 * (terms[total] - sum)) / total;
  return Math.abs(value) < ROUNDING ? 0 : value;
}

/** `ternaryKernel` with its tables made on the spot: for a single value. */
export function ternaryInformation(cells: Float64Array, shape: Shape): number {
  let total = 0;
  for (let c = 0; c < cells.length; c++) total += cells[c];
  return ternaryKernel(cells, shape, entropyTerms(total), new Float64Array(marginsLength(shape)));
}

/** Adds the innovations from … to − 1 to the eight cells by their set of kinds. */
export function countKinds(kinds: Int32Array, from: number, to: number, cells: Float64Array): void {
  for (let n = from; n < to; n++) cells[kinds[n] & 7] += 1;
}

/** Adds every tie to the eight cells by the kinds of its two ends. */
export function countTieKinds(ties: Adjacency, kind: Int32Array, cells: Float64Array): void {
  const { nodes, start, degrees, blocks } = ties;
  for (let i = 0; i < nodes; i++) {
    for (let p = start[i], end = p + 2 * degrees[i]; p < end; p += 2) {
      const j = blocks[p];
      if (j < i) continue;
      const cell = (1 << kind[i]) | (1 << kind[j]);
      cells[cell] += 1;
    }
  }
}

/**
 * 1 − (largest − smallest share of participations) of the three kinds: 1 where all take part equally often, 0 where one
 * takes part alone. NaN without a participation. Source: this project's definition.
 * @param cells eight counts by set of kinds
 */
export function helixBalance(cells: Float64Array): number {
  let total = 0;
  let largest = 0;
  let smallest = Number.POSITIVE_INFINITY;
  for (let kind = 0; kind < 3; kind++) {
    let sum = 0;
    for (let cell = 1; cell < 8; cell++) if ((cell >> kind) & 1) sum += cells[cell];
    total += sum;
    largest = Math.max(largest, sum);
    smallest = Math.min(smallest, sum);
  }
  return total > 0 ? 1 - (largest - smallest) / total : Number.NaN;
}

/** Innovations with all three kinds ÷ innovations with two or three. NaN without one of them. Source: this project's definition. */
export function trilateralShare(cells: Float64Array): number {
  const several = cells[3] + cells[5] + cells[6] + cells[7];
  return several > 0 ? cells[7] / several : Number.NaN;
}

/**
 * Share of university–firm ties whose two ends have a tie to the same government. NaN without a university–firm tie.
 * Source: the triad of Ye, Yu & Leydesdorff 2013 read as closure in the sense of Watts & Strogatz 1998.
 * @param mark scratch, one number per node
 */
export function helixClosure(ties: Adjacency, kind: Int32Array, mark: Int32Array): number {
  const { nodes, start, degrees, blocks } = ties;
  mark.fill(-1);
  let pairs = 0;
  let closed = 0;
  for (let i = 0; i < nodes; i++) {
    if (kind[i] !== UNIVERSITY) continue;
    const from = start[i];
    const to = from + 2 * degrees[i];
    for (let p = from; p < to; p += 2) if (kind[blocks[p]] === GOVERNMENT) mark[blocks[p]] = i;
    for (let p = from; p < to; p += 2) {
      const firm = blocks[p];
      if (kind[firm] !== FIRM) continue;
      pairs++;
      if (meetsMark(ties, firm, mark, i)) closed++;
    }
  }
  return pairs > 0 ? closed / pairs : Number.NaN;
}

function meetsMark({ start, degrees, blocks }: Adjacency, node: number, mark: Int32Array, stamp: number): boolean {
  for (let p = start[node], end = p + 2 * degrees[node]; p < end; p += 2) if (mark[blocks[p]] === stamp) return true;
  return false;
}
