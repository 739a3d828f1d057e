import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countKinds,
  countTieKinds,
  helixBalance,
  helixClosure,
  KINDS,
  ternaryInformation,
  trilateralShare,
} from '../../../../src/models/trihelix/measures/synergy.js';
import { FIRM, GOVERNMENT, UNIVERSITY } from '../../../../src/models/trihelix/schema.js';
import { type Edge, networkOf } from './networks.js';

const T = (...cells: number[]): number => ternaryInformation(Float64Array.from(cells), KINDS);

/** Entropy of the cells summed over the variables that are not kept, in bits. */
function entropy(cells: readonly number[], shape: readonly [number, number, number], keep: readonly boolean[]): number {
  const sums = new Map<string, number>();
  let total = 0;
  cells.forEach((count, cell) => {
    const place = [Math.floor(cell / (shape[1] * shape[2])), Math.floor(cell / shape[2]) % shape[1], cell % shape[2]];
    const key = place.map((p, v) => (keep[v] ? p : '-')).join();
    sums.set(key, (sums.get(key) ?? 0) + count);
    total += count;
  });
  return [...sums.values()].reduce((h, n) => (n > 0 ? h - (n / total) * Math.log2(n / total) : h), 0);
}

function oracle(cells: readonly number[], shape: readonly [number, number, number]): number {
  const h = (a: number, b: number, c: number) => entropy(cells, shape, [a === 1, b === 1, c === 1]);
  return 1000 * (h(1, 0, 0) + h(0, 1, 0) + h(0, 0, 1) - h(1, 1, 0) - h(1, 0, 1) - h(0, 1, 1) + h(1, 1, 1));
}

describe('ternary mutual information', () => {
  it('takes its closed forms: parity −1 bit, three copies +1 bit, independence 0', () => {
    expect(T(5, 0, 0, 5, 0, 5, 5, 0)).toBeCloseTo(-1000, 9);
    expect(T(7, 0, 0, 0, 0, 0, 0, 7)).toBeCloseTo(1000, 9);
    expect(T(3, 3, 3, 3, 3, 3, 3, 3)).toBeCloseTo(0, 9);
    expect(T(1, 2, 2, 4, 3, 6, 6, 12)).toBe(0);
    expect(T(4, 0, 0, 4, 4, 0, 0, 4)).toBe(0);
    expect(T(0, 0, 0, 0, 0, 0, 0, 0)).toBeNaN();
    expect(T(0, 9, 0, 0, 0, 0, 0, 0)).toBe(0);
  });

  it('is exactly 0 where only rounding remains: two kinds that never meet, a third that never comes', () => {
    for (const [firms, universities] of [
      [476, 36],
      [538, 41],
      [371, 26],
      [99_991, 13],
    ] as const)
      expect(T(0, firms, universities, 0, 0, 0, 0, 0)).toBe(0);
    expect(T(0, 99_998, 1, 0, 1, 0, 0, 0), 'and small T stays').not.toBe(0);
    expect(T(99_998, 1, 1, 0, 0, 1, 0, 0), 'and small T stays').not.toBe(0);
  });

  it('is strongly negative for teams that never collaborate: 1000·(3·h(1/3) − 2·log₂ 3) for equal thirds', () => {
    const h = -(1 / 3) * Math.log2(1 / 3) - (2 / 3) * Math.log2(2 / 3);
    expect(T(0, 20, 20, 0, 20, 0, 0, 0)).toBeCloseTo(1000 * (3 * h - 2 * Math.log2(3)), 9);
    expect(T(0, 20, 20, 0, 20, 0, 0, 0)).toBeLessThan(-400);
  });

  it('equals the seven entropies for any table of any shape', () => {
    const shapes = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }));
    fc.assert(
      fc.property(shapes, fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 60, maxLength: 60 }), (shape, numbers) => {
        const cells = numbers.slice(0, shape[0] * shape[1] * shape[2]);
        fc.pre(cells.some((n) => n > 0));
        expect(ternaryInformation(Float64Array.from(cells), shape)).toBeCloseTo(oracle(cells, shape), 8);
      }),
    );
  });

  it('does not depend on the order of the three, nor on the size of the sample, and lies between −1 and 1 bit', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 8, maxLength: 8 }), (cells) => {
        fc.pre(cells.some((n) => n > 0));
        const value = T(...cells);
        const turned = cells.map((_, c) => cells[((c << 1) & 7) | (c >> 2)] as number);
        expect(T(...turned)).toBeCloseTo(value, 8);
        expect(T(...cells.map((n) => 3 * n))).toBeCloseTo(value, 8);
        expect(Math.abs(value)).toBeLessThanOrEqual(1000 + 1e-9);
      }),
    );
  });
});

describe('companions', () => {
  it('balance: equal participations 1, one kind alone 0, by hand between', () => {
    expect(helixBalance(Float64Array.of(9, 4, 4, 0, 4, 0, 0, 2))).toBe(1);
    expect(helixBalance(Float64Array.of(0, 4, 0, 0, 0, 0, 0, 0))).toBe(0);
    // firms 10, universities 5, governments 5 of 20 participations
    expect(helixBalance(Float64Array.of(0, 5, 0, 0, 0, 0, 0, 5))).toBeCloseTo(0.75, 12);
    expect(helixBalance(new Float64Array(8))).toBeNaN();
  });

  it('trilateral share counts teams of three kinds among teams of two or more', () => {
    expect(trilateralShare(Float64Array.of(3, 9, 9, 2, 9, 3, 1, 2))).toBe(0.25);
    expect(trilateralShare(Float64Array.of(3, 9, 9, 0, 9, 0, 0, 0))).toBeNaN();
  });

  it('sorts innovations and ties into the eight cells', () => {
    const cells = new Float64Array(8);
    countKinds(Int32Array.of(7, 1, 3, 3, 5, 1), 1, 5, cells);
    expect([...cells]).toEqual([0, 1, 0, 2, 0, 1, 0, 0]);
    const network = networkOf(4, [
      [0, 1],
      [0, 2],
      [1, 2],
      [2, 3],
    ]);
    const ties = new Float64Array(8);
    countTieKinds(network, Int32Array.of(FIRM, FIRM, UNIVERSITY, GOVERNMENT), ties);
    expect([...ties]).toEqual([0, 1, 0, 2, 0, 0, 1, 0]);
  });
});

describe('helix closure', () => {
  const kind = Int32Array.of(FIRM, FIRM, FIRM, UNIVERSITY, UNIVERSITY, GOVERNMENT, GOVERNMENT);
  const closure = (edges: readonly Edge[]) => helixClosure(networkOf(7, edges), kind, new Int32Array(7));

  it('counts university–firm ties with a common government', () => {
    expect(closure([[3, 0]])).toBe(0);
    expect(
      closure([
        [3, 0],
        [3, 5],
        [0, 5],
      ]),
    ).toBe(1);
    expect(
      closure([
        [3, 0],
        [3, 5],
        [0, 6],
      ]),
    ).toBe(0);
    expect(
      closure([
        [3, 0],
        [3, 5],
        [0, 5],
        [4, 1],
        [4, 2],
        [4, 6],
        [2, 6],
      ]),
    ).toBeCloseTo(2 / 3, 12);
    expect(
      closure([
        [3, 0],
        [3, 1],
        [0, 1],
      ]),
    ).toBe(0);
    expect(
      closure([
        [0, 1],
        [3, 5],
        [0, 5],
      ]),
    ).toBeNaN();
  });

  it('equals a search over all triples', () => {
    const pairs = fc.uniqueArray(
      fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })).filter(([a, b]) => a < b),
      {
        selector: ([a, b]) => a * 7 + b,
      },
    );
    fc.assert(
      fc.property(pairs, (edges) => {
        const tied = (a: number, b: number) => edges.some(([i, j]) => i === Math.min(a, b) && j === Math.max(a, b));
        const links = edges.filter(([a, b]) => kind[a] === FIRM && kind[b] === UNIVERSITY);
        const closed = links.filter(([a, b]) => [5, 6].some((g) => tied(a, g) && tied(b, g)));
        const value = closure(edges);
        if (links.length === 0) expect(value).toBeNaN();
        else expect(value).toBeCloseTo(closed.length / links.length, 12);
      }),
    );
  });
});
