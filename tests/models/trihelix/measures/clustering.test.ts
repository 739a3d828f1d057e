import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Network } from '../../../../src/core/network.js';
import {
  countTriangles,
  createTriangles,
  localClustering,
  type Triangles,
  transitivity,
} from '../../../../src/models/trihelix/measures/clustering.js';
import { complete, KARATE, matrixOf, networkOf, randomTies, ring, star, streamOf } from './networks.js';

function trianglesOf(network: Network, kind: Int32Array = new Int32Array(network.nodes)): Triangles {
  const room = createTriangles(network.nodes, network.tieCapacity);
  countTriangles(network, kind, room);
  return room;
}

describe('triangles', () => {
  it('of the karate club: 45, transitivity 0.2557, mean local clustering 0.5879 over nodes with two ties', () => {
    const network = networkOf(34, KARATE);
    const triangles = trianglesOf(network);
    expect(triangles.total).toBe(45);
    expect(transitivity(network, triangles)).toBeCloseTo(0.2556818181818182, 12);
    // Watts & Strogatz's mean over all 34, 0.5706, counts the member with one tie as 0
    expect((localClustering(network, triangles) * 33) / 34).toBeCloseTo(0.5706384782076823, 12);
  });

  it('of a ring lattice: C = 3(k − 2) / 4(k − 1), exactly (Watts & Strogatz 1998)', () => {
    for (const k of [2, 4, 6, 10]) {
      const network = networkOf(60, ring(60, k));
      const triangles = trianglesOf(network);
      const expected = (3 * (k - 2)) / (4 * (k - 1));
      expect(localClustering(network, triangles)).toBeCloseTo(expected, 12);
      expect(transitivity(network, triangles)).toBeCloseTo(expected, 12);
    }
  });

  it('of complete networks, stars and nothing', () => {
    const full = networkOf(7, complete(7));
    expect(trianglesOf(full).total).toBe(35);
    expect([...trianglesOf(full).perNode]).toEqual(new Array(7).fill(15));
    expect(localClustering(full, trianglesOf(full))).toBe(1);
    const hub = networkOf(7, star(7));
    expect(localClustering(hub, trianglesOf(hub))).toBe(0);
    const pair = networkOf(3, [[0, 1]]);
    expect(localClustering(pair, trianglesOf(pair))).toBeNaN();
    expect(transitivity(pair, trianglesOf(pair))).toBeNaN();
  });

  it('of three kinds: only those of university, industry and government', () => {
    const network = networkOf(5, complete(5));
    // kinds 0, 0, 1, 2, 2: 2·1·2 triangles hold all three
    expect(trianglesOf(network, Int32Array.of(0, 0, 1, 2, 2)).helix).toBe(4);
    expect(trianglesOf(network, Int32Array.of(0, 0, 1, 1, 1)).helix).toBe(0);
  });

  it('equals a search over all triples, and a second pass over the same room changes nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 1, max: 1000 }), (ties, seed) => {
        const network = networkOf(14, randomTies(14, ties, 2, 0.6, streamOf('triangles', 0, seed)));
        const tied = matrixOf(network);
        const kind = Int32Array.from({ length: 14 }, (_, i) => (i * 7) % 3);
        const perNode = new Int32Array(14);
        let total = 0;
        let helix = 0;
        for (let i = 0; i < 14; i++) {
          for (let j = i + 1; j < 14; j++) {
            for (let k = j + 1; k < 14; k++) {
              if (!tied[i]?.[j] || !tied[j]?.[k] || !tied[i]?.[k]) continue;
              total++;
              if (new Set([kind[i], kind[j], kind[k]]).size === 3) helix++;
              for (const n of [i, j, k]) perNode[n] = (perNode[n] as number) + 1;
            }
          }
        }
        const found = trianglesOf(network, kind);
        countTriangles(network, kind, found);
        expect(found.total).toBe(total);
        expect(found.helix).toBe(helix);
        expect(found.perNode).toEqual(perNode);
      }),
    );
  });
});
