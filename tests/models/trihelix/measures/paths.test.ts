import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Network } from '../../../../src/core/network.js';
import {
  type Components,
  createComponents,
  createFrontier,
  findComponents,
  giantShare,
  meanPathLength,
  sampleSources,
} from '../../../../src/models/trihelix/measures/paths.js';
import { complete, everybody, KARATE, networkOf, randomTies, ring, star, streamOf } from './networks.js';

function componentsOf(network: Network, alive: Uint8Array = everybody(network.nodes)): Components {
  const room = createComponents(network.nodes);
  findComponents(network, alive, room);
  return room;
}

/** Exact: every node of the giant component is a source. */
function pathLength(network: Network): number {
  const sources = new Int32Array(network.nodes);
  const count = sampleSources(componentsOf(network), streamOf('sources'), sources);
  return meanPathLength(network, sources, count, createFrontier(network.nodes));
}

/** Distances from one node, one search at a time. */
function distancesFrom(network: Network, source: number): number[] {
  const distance = new Array<number>(network.nodes).fill(-1);
  distance[source] = 0;
  for (const queue = [source]; queue.length > 0; ) {
    const i = queue.shift() as number;
    for (let r = 0; r < network.degree(i); r++) {
      const j = network.neighbour(i, r);
      if (distance[j] !== -1) continue;
      distance[j] = (distance[i] as number) + 1;
      queue.push(j);
    }
  }
  return distance;
}

describe('components', () => {
  it('names them by their first node and finds the largest, the first of equals', () => {
    const room = componentsOf(
      networkOf(8, [
        [1, 2],
        [3, 4],
        [4, 5],
        [6, 7],
      ]),
      Uint8Array.of(0, 1, 1, 1, 1, 1, 1, 1),
    );
    expect([...room.label]).toEqual([-1, 1, 1, 3, 3, 3, 6, 6]);
    expect(room).toMatchObject({ count: 3, giant: 3, giantSize: 3, alive: 7 });
    expect(giantShare(room)).toBeCloseTo(3 / 7, 12);
    expect(
      componentsOf(
        networkOf(4, [
          [0, 1],
          [2, 3],
        ]),
      ),
    ).toMatchObject({ giant: 0, giantSize: 2 });
    expect(giantShare(componentsOf(networkOf(2, []), new Uint8Array(2)))).toBeNaN();
    expect(componentsOf(networkOf(3, []))).toMatchObject({ count: 3, giant: 0, giantSize: 1 });
  });

  it('agree with reachability', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 25 }), fc.integer({ min: 1, max: 1000 }), (ties, seed) => {
        const network = networkOf(20, randomTies(20, ties, 4, 0.5, streamOf('components', 0, seed)));
        const { label, count, giantSize } = componentsOf(network);
        for (let i = 0; i < 20; i++) {
          const reached = distancesFrom(network, i);
          for (let j = 0; j < 20; j++) expect(label[i] === label[j]).toBe(reached[j] !== -1);
        }
        expect(new Set(label).size).toBe(count);
        expect(Math.max(...[...label].map((own) => label.filter((other) => other === own).length))).toBe(giantSize);
      }),
    );
  });
});

describe('path length', () => {
  it('takes closed forms, and 2.4082 for the karate club', () => {
    expect(pathLength(networkOf(34, KARATE))).toBeCloseTo(2.408199643493761, 12);
    expect(pathLength(networkOf(50, complete(50)))).toBe(1);
    expect(pathLength(networkOf(10, star(10)))).toBeCloseTo((9 + 9 * (1 + 16)) / 90, 12);
    // odd cycle: mean of 1 … (n − 1)/2
    expect(pathLength(networkOf(101, ring(101, 2)))).toBeCloseTo(25.5, 12);
    expect(pathLength(networkOf(3, []))).toBeNaN();
  });

  it('equals one search at a time, whatever the sources and however many batches', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 1, max: 70 }),
        fc.integer({ min: 1, max: 1000 }),
        (ties, count, seed) => {
          const network = networkOf(70, randomTies(70, ties, 5, 0.5, streamOf('paths', 0, seed)));
          const sources = Int32Array.from({ length: 70 }, (_, i) => (i * 3) % 70);
          const reached = [...sources.subarray(0, count)].flatMap((s) => distancesFrom(network, s).filter((d) => d > 0));
          const value = meanPathLength(network, sources, count, createFrontier(70));
          if (reached.length === 0) expect(value).toBeNaN();
          else expect(value).toBeCloseTo(reached.reduce((a, b) => a + b, 0) / reached.length, 10);
        },
      ),
    );
  });

  it('samples sources without repetition, inside the giant component, without bias', () => {
    const network = networkOf(300, randomTies(250, 600, 5, 0.5, streamOf('sample')));
    const components = componentsOf(network);
    const room = createFrontier(300);
    const estimates: number[] = [];
    const sources = new Int32Array(32);
    for (let t = 0; t < 200; t++) {
      expect(sampleSources(components, streamOf('sources', t), sources)).toBe(32);
      expect(new Set(sources).size).toBe(32);
      for (const s of sources) expect(components.label[s]).toBe(components.giant);
      estimates.push(meanPathLength(network, sources, 32, room));
    }
    const exact = pathLength(network);
    const mean = estimates.reduce((a, b) => a + b, 0) / 200;
    expect(Math.abs(mean / exact - 1)).toBeLessThan(0.005);
    for (const estimate of estimates) expect(Math.abs(estimate / exact - 1)).toBeLessThan(0.1);
    expect(sampleSources(componentsOf(networkOf(5, [[1, 3]])), streamOf('sources'), sources)).toBe(2);
    expect([...sources.subarray(0, 2)]).toEqual([1, 3]);
  });
});
