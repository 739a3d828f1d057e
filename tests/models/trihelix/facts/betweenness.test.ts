import { describe, expect, it } from 'vitest';
import { betweenness, meanRatio } from '../../../../src/models/trihelix/facts/betweenness.js';
import { complete, KARATE, networkOf, ring, star } from '../measures/networks.js';

describe('betweenness', () => {
  it('takes closed forms: star, ring, complete network, chain', () => {
    // the hub of a star of 6 lies between all 10 pairs of leaves
    expect([...betweenness(networkOf(6, star(6)))]).toEqual([10, 0, 0, 0, 0, 0]);
    // a ring of 5: every node is between one pair
    for (const value of betweenness(networkOf(5, ring(5, 2)))) expect(value).toBeCloseTo(1, 12);
    expect([...betweenness(networkOf(4, complete(4)))]).toEqual([0, 0, 0, 0]);
    const chain = networkOf(4, [
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
    expect([...betweenness(chain)]).toEqual([0, 2, 2, 0]);
  });

  it('splits pairs with several shortest paths', () => {
    // a ring of 4: the pair opposite has two paths
    for (const value of betweenness(networkOf(4, ring(4, 2)))) expect(value).toBeCloseTo(0.5, 12);
  });

  it('gives the known values of the karate club', () => {
    const values = betweenness(networkOf(34, KARATE));
    // normalised by 33·32/2 = 528 pairs: 0.4376, 0.3041, 0.1437 (NetworkX documentation of the same data)
    expect((values[0] as number) / 528).toBeCloseTo(0.4376, 3);
    expect((values[33] as number) / 528).toBeCloseTo(0.3041, 3);
    expect((values[2] as number) / 528).toBeCloseTo(0.1437, 3);
  });

  it('counts nothing across components', () => {
    const parts = networkOf(6, [
      [0, 1],
      [1, 2],
      [3, 4],
      [4, 5],
    ]);
    expect([...betweenness(parts)]).toEqual([0, 1, 0, 0, 1, 0]);
  });
});

describe('meanRatio', () => {
  it('divides means of two sets, undefined where one is empty or has none', () => {
    expect(meanRatio([6, 2, 1, 1], [0, 1], [2, 3])).toBe(4);
    expect(meanRatio([1, 0], [0], [1])).toBeNaN();
    expect(meanRatio([1, 1], [], [1])).toBeNaN();
  });
});
