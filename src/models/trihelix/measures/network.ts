/**
 * Statistics of ties that one pass over the neighbourhoods gives: degrees, mixing, shares of ties across a border of
 * any kind, and the ladder.
 *
 * All of them read the rows that a `Network` of the core offers; none allocates.
 */

/** Neighbourhoods as rows: node i's half entries (neighbour, tie) start at `start[i]`, two numbers each, `degrees[i]` of them. */
export interface Adjacency {
  readonly nodes: number;
  readonly start: Int32Array;
  readonly degrees: Int32Array;
  readonly blocks: Int32Array;
}

/** Largest number of ties of a node; 0 without a node. */
export function maxDegree({ nodes, degrees }: Adjacency): number {
  let largest = 0;
  for (let i = 0; i < nodes; i++) if (degrees[i] > largest) largest = degrees[i];
  return largest;
}

/** Share of living nodes without a tie. NaN without a node. */
export function isolatedShare({ nodes, degrees }: Adjacency, alive: Uint8Array): number {
  let count = 0;
  let isolated = 0;
  for (let i = 0; i < nodes; i++) {
    if (alive[i] !== 1) continue;
    count++;
    if (degrees[i] === 0) isolated++;
  }
  return count > 0 ? isolated / count : Number.NaN;
}

/**
 * Gini coefficient of the degrees of living nodes, Σ(2·rank − n − 1)·k / (n·Σk): 0 all alike, towards 1 one hub.
 * By counting instead of sorting. NaN without a tie. Source: Gini 1912.
 * @param histogram scratch, more numbers than the largest degree
 */
export function degreeGini(ties: Adjacency, alive: Uint8Array, histogram: Int32Array): number {
  const { nodes, degrees } = ties;
  const largest = maxDegree(ties);
  histogram.fill(0, 0, largest + 1);
  let n = 0;
  for (let i = 0; i < nodes; i++) {
    if (alive[i] !== 1) continue;
    histogram[degrees[i]] += 1;
    n++;
  }
  let rank = 0;
  let sum = 0;
  let weighted = 0;
  for (let k = 0; k <= largest; k++) {
    const here = histogram[k];
    // the ranks of the nodes of this degree are rank + 1 … rank + here
    weighted += k * (here * (2 * rank + here - n));
    sum += k * here;
    rank += here;
  }
  return sum > 0 ? weighted / (n * sum) : Number.NaN;
}

/**
 * Degree assortativity: correlation of the degrees at the two ends of a tie. NaN where all ends have the same degree.
 * Source: Newman 2002, Phys. Rev. Lett. 89, 208701, eq. 4.
 */
export function degreeAssortativity({ nodes, start, degrees, blocks }: Adjacency): number {
  let ends = 0;
  let squares = 0;
  let cubes = 0;
  let products = 0;
  for (let i = 0; i < nodes; i++) {
    const k = degrees[i];
    ends += k;
    squares += k * k;
    cubes += k * k * k;
    let around = 0;
    for (let p = start[i], end = p + 2 * k; p < end; p += 2) around += degrees[blocks[p]];
    products += k * around;
  }
  // sums over both directions of every tie: whole numbers, so a regular network gives exactly 0 below
  const spread = ends * cubes - squares * squares;
  return spread > 0 ? (ends * products - squares * squares) / spread : Number.NaN;
}
