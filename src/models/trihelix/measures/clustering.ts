/**
 * Triangles: every closed triple is found once, which gives clustering, transitivity and the triangles of university,
 * industry and government in one pass.
 */
import type { Adjacency } from './network.js';

/** What one pass finds, and the room it needs; made once, overwritten by every pass. */
export interface Triangles {
  /** Triangles that each node is part of. */
  readonly perNode: Int32Array;
  /** Triangles. */
  total: number;
  /** Triangles whose three nodes are of three different kinds: university, industry, government. */
  helix: number;
  /** Room: each tie once, at the end that comes first; where a node's begin; who is a forward neighbour of whom. */
  readonly forward: Int32Array;
  readonly forwardStart: Int32Array;
  readonly mark: Int32Array;
}

/** Room for `countTriangles`. */
export function createTriangles(nodes: number, tieCapacity: number): Triangles {
  return {
    perNode: new Int32Array(nodes),
    total: 0,
    helix: 0,
    forward: new Int32Array(tieCapacity),
    forwardStart: new Int32Array(nodes + 1),
    mark: new Int32Array(nodes),
  };
}

/**
 * Finds all triangles. Each tie points from the end with fewer ties to the one with more, so that hubs have short lists:
 * O(M^1.5) at worst. Source: Schank & Wagner 2005 ("forward").
 * @param kind kind per node, 0, 1 or 2
 */
export function countTriangles(ties: Adjacency, kind: Int32Array, out: Triangles): void {
  orient(ties, out);
  const { nodes } = ties;
  const { perNode, forward, forwardStart, mark } = out;
  perNode.fill(0);
  mark.fill(-1);
  let total = 0;
  let helix = 0;
  for (let i = 0; i < nodes; i++) {
    const from = forwardStart[i];
    const to = forwardStart[i + 1];
    if (to - from < 2) continue;
    for (let p = from; p < to; p++) mark[forward[p]] = i;
    for (let p = from; p < to; p++) {
      const j = forward[p];
      const pair = (1 << kind[i]) | (1 << kind[j]);
      let here = 0;
      for (let q = forwardStart[j], end = forwardStart[j + 1]; q < end; q++) {
        const k = forward[q];
        if (mark[k] !== i) continue;
        here++;
        perNode[k] += 1;
        if ((pair | (1 << kind[k])) === 7) helix++;
      }
      perNode[i] += here;
      perNode[j] += here;
      total += here;
    }
  }
  out.total = total;
  out.helix = helix;
}

function orient({ nodes, start, degrees, blocks }: Adjacency, { forward, forwardStart }: Triangles): void {
  let at = 0;
  for (let i = 0; i < nodes; i++) {
    forwardStart[i] = at;
    const degree = degrees[i];
    for (let p = start[i], end = p + 2 * degree; p < end; p += 2) {
      const j = blocks[p];
      const other = degrees[j];
      if (other > degree || (other === degree && j > i)) forward[at++] = j;
    }
  }
  forwardStart[nodes] = at;
}

/**
 * Mean of the local clustering 2·triangles/(k(k−1)) over nodes with at least two ties. NaN without one.
 * Source: Watts & Strogatz 1998, Nature 393.
 */
export function localClustering({ nodes, degrees }: Adjacency, { perNode }: Triangles): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < nodes; i++) {
    const k = degrees[i];
    if (k < 2) continue;
    sum += (2 * perNode[i]) / (k * (k - 1));
    count++;
  }
  return count > 0 ? sum / count : Number.NaN;
}

/** Closed share of all paths of two ties, 3·triangles/Σ k(k−1)/2. NaN without a path. Source: Newman, Watts & Strogatz 2002, PNAS 99. */
export function transitivity({ nodes, degrees }: Adjacency, { total }: Triangles): number {
  let paths = 0;
  for (let i = 0; i < nodes; i++) paths += (degrees[i] * (degrees[i] - 1)) / 2;
  return paths > 0 ? (3 * total) / paths : Number.NaN;
}
