import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { degreeAssortativity, degreeGini, isolatedShare, maxDegree } from '../../../../src/models/trihelix/measures/network.js';
import { complete, everybody, KARATE, networkOf, randomTies, ring, star, streamOf } from './networks.js';

const room = (): Int32Array => new Int32Array(500);

describe('degrees', () => {
  it('takes closed forms on a star of five: largest 4, Gini 0.3', () => {
    const network = networkOf(5, star(5));
    expect(maxDegree(network)).toBe(4);
    // degrees 1, 1, 1, 1, 4: Σ|x − y| / (2·n²·mean) = 2·4·3/(2·25·1.6)
    expect(degreeGini(network, everybody(5), room())).toBeCloseTo(0.3, 12);
    expect(isolatedShare(network, everybody(5))).toBe(0);
  });

  it('counts only the living', () => {
    const network = networkOf(6, [
      [0, 1],
      [1, 2],
    ]);
    const alive = Uint8Array.of(1, 1, 1, 1, 0, 0);
    expect(isolatedShare(network, alive)).toBe(0.25);
    expect(degreeGini(network, alive, room())).toBeCloseTo(0.375, 12);
  });

  it('is undefined without ties or without nodes', () => {
    const empty = networkOf(3, []);
    expect(degreeGini(empty, everybody(3), room())).toBeNaN();
    expect(isolatedShare(empty, new Uint8Array(3))).toBeNaN();
    expect(isolatedShare(empty, everybody(3))).toBe(1);
  });

  it('Gini equals the mean absolute difference for any network', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 1000 }), (ties, seed) => {
        const network = networkOf(20, randomTies(20, ties, 4, 0.5, streamOf('gini', 0, seed)));
        const degrees = [...network.degrees];
        const sum = degrees.reduce((a, b) => a + b, 0);
        const differences = degrees.reduce((all, x) => all + degrees.reduce((a, y) => a + Math.abs(x - y), 0), 0);
        expect(degreeGini(network, everybody(20), room())).toBeCloseTo(differences / (2 * 20 * sum), 10);
      }),
    );
  });
});

describe('assortativity', () => {
  it('is −1 for a star, undefined for a ring, and −0.4756 for the karate club (Newman 2003)', () => {
    expect(degreeAssortativity(networkOf(9, star(9)))).toBeCloseTo(-1, 12);
    expect(degreeAssortativity(networkOf(9, ring(9, 4)))).toBeNaN();
    expect(degreeAssortativity(networkOf(4, []))).toBeNaN();
    expect(degreeAssortativity(networkOf(34, KARATE))).toBeCloseTo(-0.47561309768461413, 12);
  });

  it('is 1 where degrees meet only their like', () => {
    expect(degreeAssortativity(networkOf(9, [...complete(4), [4, 5], [6, 7]]))).toBeCloseTo(1, 12);
  });
});
