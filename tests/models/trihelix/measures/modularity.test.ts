import Graph from 'graphology';
import louvainModule from 'graphology-communities-louvain';
import { describe, expect, it } from 'vitest';
import type { Network } from '../../../../src/core/network.js';
import { findCommunities, modularity, partitionModularity } from '../../../../src/models/trihelix/measures/modularity.js';
import { complete, type Edge, KARATE, matrixOf, networkOf, randomTies, ring, streamOf } from './networks.js';

const louvain = louvainModule as unknown as typeof louvainModule.default;

/** Q word by word: Σ_ij (A_ij − k_i·k_j/2M)·δ / 2M. */
function oracle(network: Network, community: ArrayLike<number>): number {
  const tied = matrixOf(network);
  const ends = network.degrees.reduce((a, b) => a + b, 0);
  let q = 0;
  for (let i = 0; i < network.nodes; i++) {
    for (let j = 0; j < network.nodes; j++) {
      if (community[i] === community[j]) q += (tied[i]?.[j] ? 1 : 0) - (network.degree(i) * network.degree(j)) / ends;
    }
  }
  return q / ends;
}

/** Cliques of five on a ring, one tie from each to the next. */
function caveman(cliques: number): Edge[] {
  const edges: Edge[] = [];
  for (let c = 0; c < cliques; c++) {
    for (const [i, j] of complete(5)) edges.push([5 * c + i, 5 * c + j]);
    edges.push([5 * c, (5 * c + 6) % (5 * cliques)]);
  }
  return edges;
}

describe('modularity of a given partition', () => {
  it('of the karate club and its two factions after the split: 0.3715 for the split of Zachary (Newman & Girvan 2004)', () => {
    const network = networkOf(34, KARATE);
    const first = new Set([0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 16, 17, 19, 21]);
    const split = Int32Array.from({ length: 34 }, (_, i) => (first.has(i) ? 0 : 1));
    expect(partitionModularity(network, split, new Float64Array(2))).toBeCloseTo(0.3714661406969099, 10);
  });

  it('is 0 for one community, −Σ(k/2M)² for every node alone, and equals the double sum', () => {
    const network = networkOf(40, randomTies(40, 120, 4, 0.8, streamOf('partition')));
    expect(partitionModularity(network, new Int32Array(40), new Float64Array(1))).toBeCloseTo(0, 12);
    const alone = Int32Array.from({ length: 40 }, (_, i) => i);
    expect(partitionModularity(network, alone, new Float64Array(40))).toBeCloseTo(oracle(network, alone), 12);
    const groups = Int32Array.from({ length: 40 }, (_, i) => Math.floor(i / 10));
    expect(partitionModularity(network, groups, new Float64Array(4))).toBeCloseTo(oracle(network, groups), 12);
    expect(partitionModularity(networkOf(3, []), new Int32Array(3), new Float64Array(1))).toBeNaN();
  });
});

describe("Louvain's method", () => {
  it('finds the cliques of a ring of cliques: Q = 10/11 − 1/12', () => {
    const network = networkOf(60, caveman(12));
    const community = new Int32Array(60);
    expect(findCommunities(network, streamOf('louvain'), community)).toBe(12);
    for (let i = 0; i < 60; i++) expect(community[i]).toBe(community[5 * Math.floor(i / 5)]);
    expect(modularity(network, streamOf('louvain'))).toBeCloseTo(10 / 11 - 1 / 12, 12);
  });

  it('reaches at least 0.41 on the karate club, whose optimum is 0.4198', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const q = modularity(networkOf(34, KARATE), streamOf('louvain', 0, seed));
      expect(q).toBeGreaterThan(0.41);
      expect(q).toBeLessThanOrEqual(0.4197897);
    }
  });

  it('gives what the library gives on a graph of its own, and the same again', () => {
    const network = networkOf(424, randomTies(400, 1500, 8, 0.7, streamOf('view')));
    const graph = new Graph.UndirectedGraph();
    for (let i = 0; i < 424; i++) if (network.degree(i) > 0) graph.addNode(i);
    for (let i = 0; i < 424; i++)
      for (let r = 0; r < network.degree(i); r++) if (network.neighbour(i, r) > i) graph.addEdge(i, network.neighbour(i, r));
    const stream = streamOf('louvain', 9);
    let draws = 0;
    const theirs = louvain.detailed(graph, { rng: () => stream.unit(draws++, 0), getEdgeWeight: null });
    const ours = new Int32Array(424);
    expect(findCommunities(network, streamOf('louvain', 9), ours)).toBe(theirs.count);
    for (const [node, name] of Object.entries(theirs.communities)) expect(ours[Number(node)]).toBe(name);
    const value = modularity(network, streamOf('louvain', 9));
    expect(value).toBeCloseTo(theirs.modularity, 10);
    expect(modularity(network, streamOf('louvain', 9))).toBe(value);
  });

  it.each([128, 32_768])('ends, and finds as much as elsewhere, at the %i ties at which the library counts too far', (size) => {
    const nodes = size === 128 ? 58 : 9000;
    const drawn = randomTies(nodes, size + 200, 6, 0.8, streamOf('narrow'));
    const [less, exact] = [size - 1, size].map((count) => networkOf(nodes, drawn.slice(0, count)));
    if (less === undefined || exact === undefined) throw new Error('two networks');
    expect(exact.degrees.reduce((a, b) => a + b, 0)).toBe(2 * size);
    for (let seed = 1; seed <= (size === 128 ? 40 : 1); seed++) {
      const [q, near] = [exact, less].map((network) => modularity(network, streamOf('louvain', 0, seed)));
      expect(Math.abs((q as number) - (near as number))).toBeLessThan(0.06);
    }
    const community = new Int32Array(nodes);
    const count = findCommunities(exact, streamOf('louvain'), community);
    expect(new Set(community.filter((name) => name >= 0)).size).toBe(count);
  });

  it('leaves isolated nodes out and is undefined without a tie', () => {
    const community = new Int32Array(10);
    findCommunities(networkOf(10, ring(8, 2)), streamOf('louvain'), community);
    expect([community[8], community[9]]).toEqual([-1, -1]);
    expect(Math.min(...community.subarray(0, 8))).toBeGreaterThanOrEqual(0);
    expect(modularity(networkOf(4, []), streamOf('louvain'))).toBeNaN();
  });
});
