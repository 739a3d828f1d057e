/** The network against a naive one made of a Map, over random histories of appends, drops and commits; and hubs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { createNetwork, type Network } from '../../src/core/network.js';

type Command =
  | { readonly do: 'append'; readonly i: number; readonly j: number }
  | { readonly do: 'drop'; readonly pick: number }
  | { readonly do: 'dropAll'; readonly i: number }
  | { readonly do: 'commit' };

const NODES = 8;
const CAPACITY = 12;
const node = fc.integer({ min: 0, max: NODES - 1 });
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('append' as const), i: node, j: node }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('drop' as const), pick: fc.nat(1000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('dropAll' as const), i: node }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('commit' as const) }) },
);

/** Ties by row; slow and plain. */
class NaiveNetwork {
  readonly visible = new Map<number, readonly [number, number]>();
  readonly pending = new Map<number, readonly [number, number]>();
  readonly ending = new Set<number>();
  readonly cancelled = new Set<number>();

  tied(i: number, j: number): boolean {
    return [...this.visible.values(), ...this.pending.values()].some(([a, b]) => (a === i && b === j) || (a === j && b === i));
  }

  drop(e: number): void {
    (this.visible.has(e) ? this.ending : this.cancelled).add(e);
  }

  commit(): void {
    for (const e of this.ending) this.visible.delete(e);
    for (const [e, ends] of this.pending) if (!this.cancelled.has(e)) this.visible.set(e, ends);
    this.pending.clear();
    this.ending.clear();
    this.cancelled.clear();
  }
}

function apply(network: Network, naive: NaiveNetwork, command: Command): void {
  if (command.do === 'append') append(network, naive, command.i, command.j);
  else if (command.do === 'drop') {
    const rows = [...naive.visible.keys(), ...naive.pending.keys()];
    if (rows.length === 0) return;
    const e = rows[command.pick % rows.length] as number;
    network.drop(e);
    naive.drop(e);
  } else if (command.do === 'dropAll') {
    network.dropAll(command.i);
    for (const [e, ends] of [...naive.visible, ...naive.pending]) if (ends.includes(command.i)) naive.drop(e);
  } else {
    network.commit();
    naive.commit();
  }
}

function append(network: Network, naive: NaiveNetwork, i: number, j: number): void {
  const refused = i === j || naive.tied(i, j);
  if (!refused && naive.visible.size + naive.pending.size === CAPACITY) {
    expect(() => network.append(i, j)).toThrow(UserError);
    return;
  }
  const e = network.append(i, j);
  if (refused) {
    expect(e).toBe(-1);
    return;
  }
  expect(naive.visible.has(e) || naive.pending.has(e)).toBe(false);
  expect(e).toBeLessThan(CAPACITY);
  naive.pending.set(e, [i, j]);
}

/** All that readers can see, compared with the naive network, and the two halves of every tie with each other. */
function expectSame(network: Network, naive: NaiveNetwork): void {
  expect(network.count).toBe(naive.visible.size);
  let halves = 0;
  for (let i = 0; i < NODES; i++) {
    const seen = new Map<number, number>();
    for (let r = 0; r < network.degree(i); r++) {
      const j = network.neighbour(i, r);
      const e = network.tieAt(i, r);
      const p = (network.start[i] as number) + 2 * r;
      expect([network.blocks[p], network.blocks[p + 1]]).toEqual([j, e]);
      expect(seen.has(j)).toBe(false);
      seen.set(j, e);
    }
    expect(network.degrees[i]).toBe(seen.size);
    halves += seen.size;
    const expected = [...naive.visible].filter(([, ends]) => ends.includes(i)).map(([e, [a, b]]) => [a === i ? b : a, e] as const);
    expect(new Map([...seen].sort(byFirst))).toEqual(new Map([...expected].sort(byFirst)));
    for (let j = 0; j < NODES; j++) expect(network.find(i, j)).toBe(seen.get(j) ?? -1);
  }
  expect(halves).toBe(2 * network.count);
  for (let e = 0; e < CAPACITY; e++) {
    const ends = naive.visible.get(e);
    expect(network.alive[e]).toBe(ends === undefined ? 0 : 1);
    if (ends !== undefined) expect([network.endA[e], network.endB[e]]).toEqual([...ends]);
    if (ends !== undefined) expect(e).toBeLessThan(network.rows);
  }
}

function byFirst(a: readonly [number, number], b: readonly [number, number]): number {
  return a[0] - b[0];
}

describe('network', () => {
  it('agrees with the naive network over random histories', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 120 }), (commands) => {
        const network = createNetwork(NODES, CAPACITY);
        const naive = new NaiveNetwork();
        for (const step of commands) {
          apply(network, naive, step);
          expectSame(network, naive);
        }
      }),
      { numRuns: 300, seed: 20241 },
    );
  });

  it('is the same, row by row and place by place, when its history is repeated', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 80 }), (commands) => {
        const [first, second] = [0, 1].map(() => {
          const network = createNetwork(NODES, CAPACITY);
          const naive = new NaiveNetwork();
          for (const step of commands) apply(network, naive, step);
          return { rows: network.rows, blocks: [...network.blocks], start: [...network.start], endA: [...network.endA] };
        });
        expect(first).toEqual(second);
      }),
      { numRuns: 50, seed: 20242 },
    );
  });

  it('hides appended and keeps dropped ties until the commit', () => {
    const network = createNetwork(3, 3);
    const e = network.append(0, 1);
    expect([network.count, network.degree(0), network.alive[e]]).toEqual([0, 0, 0]);
    network.commit();
    expect([network.count, network.degree(0), network.neighbour(1, 0), network.alive[e]]).toEqual([1, 1, 0, 1]);
    network.drop(e);
    network.drop(e);
    expect([network.count, network.find(0, 1)]).toEqual([1, e]);
    expect(network.append(1, 0)).toBe(-1);
    network.commit();
    expect([network.count, network.find(0, 1), network.alive[e]]).toEqual([0, -1, 0]);
  });

  it('never shows a tie that was appended and dropped in one step', () => {
    const network = createNetwork(2, 1);
    const e = network.append(0, 1);
    network.drop(e);
    expect(network.append(1, 0)).toBe(-1);
    network.commit();
    expect(network.count).toBe(0);
    expect(network.append(1, 0)).toBe(e);
  });

  it('reuses freed rows last in, first out', () => {
    const network = createNetwork(6, 5);
    const rows = [1, 2, 3, 4].map((j) => network.append(0, j));
    network.commit();
    network.drop(rows[1] as number);
    network.drop(rows[3] as number);
    network.commit();
    expect([network.append(1, 2), network.append(1, 3), network.append(1, 4)]).toEqual([rows[3], rows[1], 4]);
  });

  it('says what to do when it is full, and counts dropped rows until the commit', () => {
    const network = createNetwork(4, 2);
    network.append(0, 1);
    network.append(0, 2);
    network.commit();
    network.drop(0);
    const error = caught(() => network.append(0, 3));
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toContain('all 2 tie rows');
    expect((error as UserError).hint).toMatch(/raise the tie capacity/);
    network.commit();
    expect(network.append(0, 3)).toBe(0);
  });

  it('refuses sizes, nodes and rows that do not exist', () => {
    expect(() => createNetwork(-1, 3)).toThrow(RangeError);
    expect(() => createNetwork(3, 1.5)).toThrow(RangeError);
    const network = createNetwork(3, 3);
    for (const i of [-1, 3, 0.5, Number.NaN]) expect(() => network.append(0, i)).toThrow(RangeError);
    expect(() => network.dropAll(3)).toThrow(RangeError);
    expect(() => network.drop(0)).toThrow(RangeError);
  });

  it('holds a hub of thousands, loses its ties in any order and uses its left blocks again', () => {
    const spokes = 5000;
    const network = createNetwork(spokes + 2, 2 * spokes);
    for (let j = 1; j <= spokes; j++) network.append(0, j);
    network.commit();
    expect(network.degree(0)).toBe(spokes);
    for (let j = 1; j <= spokes; j += 2) network.drop(network.find(0, j));
    network.commit();
    const left = new Set(Array.from({ length: network.degree(0) }, (_, r) => network.neighbour(0, r)));
    expect(left).toEqual(new Set(Array.from({ length: spokes / 2 }, (_, k) => 2 * k + 2)));
    network.dropAll(0);
    network.commit();
    expect([network.count, network.degree(0)]).toEqual([0, 0]);
    const before = network.blocks.length;
    for (let j = 1; j <= spokes / 2; j++) network.append(spokes + 1, j);
    network.commit();
    expect(network.degree(spokes + 1)).toBe(spokes / 2);
    expect(network.blocks.length).toBe(before);
  });
});

function caught(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}
