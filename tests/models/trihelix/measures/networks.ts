/** Networks and streams that the tests of the measures share. */
import { createNetwork, type Network } from '../../../../src/core/network.js';
import { createRng, type Stream } from '../../../../src/core/rng.js';

export type Edge = readonly [number, number];

/** A committed network with these ties; doubled ties and loops are left out. */
export function networkOf(nodes: number, edges: readonly Edge[]): Network {
  const network = createNetwork(nodes, edges.length);
  for (const [i, j] of edges) network.append(i, j);
  network.commit();
  return network;
}

export const everybody = (nodes: number): Uint8Array => new Uint8Array(nodes).fill(1);

/** Every node tied to the `k`/2 next ones on a ring: the lattice of Watts & Strogatz. */
export function ring(nodes: number, k: number): Edge[] {
  const edges: Edge[] = [];
  for (let i = 0; i < nodes; i++) for (let d = 1; d <= k / 2; d++) edges.push([i, (i + d) % nodes]);
  return edges;
}

export function complete(nodes: number): Edge[] {
  const edges: Edge[] = [];
  for (let i = 0; i < nodes; i++) for (let j = i + 1; j < nodes; j++) edges.push([i, j]);
  return edges;
}

export const star = (nodes: number): Edge[] => Array.from({ length: nodes - 1 }, (_, i): Edge => [0, i + 1]);

/** Adjacency matrix, for oracles. */
export function matrixOf(network: Network): boolean[][] {
  const matrix = Array.from({ length: network.nodes }, () => new Array<boolean>(network.nodes).fill(false));
  for (let i = 0; i < network.nodes; i++) {
    for (let r = 0; r < network.degree(i); r++) (matrix[i] as boolean[])[network.neighbour(i, r)] = true;
  }
  return matrix;
}

export function streamOf(name: string, step = 0, seed = 1): Stream {
  const stream = createRng({ high: seed, low: 7 }).stream(name);
  stream.moveTo(step);
  return stream;
}

/** Random ties, a share of them inside groups of equal size. */
export function randomTies(nodes: number, ties: number, groups: number, inside: number, stream: Stream): Edge[] {
  const edges: Edge[] = [];
  const size = Math.floor(nodes / groups);
  const seen = new Set<number>();
  for (let n = 0; edges.length < ties; n++) {
    const i = stream.below(nodes, n, 0);
    const j = stream.unit(n, 1) < inside ? (i - (i % size) + stream.below(size, n, 2)) % nodes : stream.below(nodes, n, 3);
    const key = Math.min(i, j) * nodes + Math.max(i, j);
    if (i === j || seen.has(key)) continue;
    seen.add(key);
    edges.push([i, j]);
  }
  return edges;
}

/** Zachary's karate club (1977), the touchstone of network libraries; nodes from 0. */
export const KARATE: readonly Edge[] = (
  '2-1 3-1 3-2 4-1 4-2 4-3 5-1 6-1 7-1 7-5 7-6 8-1 8-2 8-3 8-4 9-1 9-3 10-3 11-1 11-5 11-6 12-1 13-1 13-4 14-1 14-2 14-3 14-4 17-6 ' +
  '17-7 18-1 18-2 20-1 20-2 22-1 22-2 26-24 26-25 28-3 28-24 28-25 29-3 30-24 30-27 31-2 31-9 32-1 32-25 32-26 32-29 33-3 33-9 ' +
  '33-15 33-16 33-19 33-21 33-23 33-24 33-30 33-31 33-32 34-9 34-10 34-14 34-15 34-16 34-19 34-20 34-21 34-23 34-24 34-27 34-28 ' +
  '34-29 34-30 34-31 34-32 34-33'
)
  .split(' ')
  .map((tie) => tie.split('-').map((end) => Number(end) - 1) as unknown as Edge);
