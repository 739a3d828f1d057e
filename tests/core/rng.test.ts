/**
 * Addressed draws: the published answers of the cipher, the meaning of an address, and looks for patterns both along a
 * stream and across whatever two addresses can differ in. Seeds are fixed; a test fails at p < 1e-9, that is |z| > 6.
 */
import { describe, expect, it } from 'vitest';
import { createRng, type Stream, threefry } from '../../src/core/rng.js';

const COUNT = 100_000;
const LIMIT = 6;

type Sequence = (i: number) => number;

function streamOf(high: number, low: number, name: string, step = 0): Stream {
  const stream = createRng({ high, low }).stream(name);
  stream.moveTo(step);
  return stream;
}

/** How far a count of hits per cell lies from uniform, as a normal score (Wilson & Hilferty 1931). */
function uniformityScore(cells: Float64Array, total: number): number {
  const expected = total / cells.length;
  let chiSquare = 0;
  for (const hits of cells) chiSquare += (hits - expected) ** 2 / expected;
  const freedom = cells.length - 1;
  return (Math.cbrt(chiSquare / freedom) - (1 - 2 / (9 * freedom))) / Math.sqrt(2 / (9 * freedom));
}

/** Scores of: one number in 256 cells, its low 8 of 53 bits, and two numbers in 32 × 32 cells. */
function cellScores(first: Sequence, second: Sequence): number[] {
  const high = new Float64Array(256);
  const low = new Float64Array(256);
  const both = new Float64Array(1024);
  for (let i = 0; i < COUNT; i++) {
    const u = first(i);
    high[Math.floor(u * 256)] = (high[Math.floor(u * 256)] as number) + 1;
    const tail = (u * 2 ** 53) % 256;
    low[tail] = (low[tail] as number) + 1;
    const cell = Math.floor(u * 32) * 32 + Math.floor(second(i) * 32);
    both[cell] = (both[cell] as number) + 1;
  }
  return [uniformityScore(high, COUNT), uniformityScore(low, COUNT), uniformityScore(both, COUNT)];
}

/** Mean, variance and correlation as normal scores: 1/12, 1/180 and 1/12 are the moments of the uniform distribution. */
function momentScores(first: Sequence, second: Sequence): number[] {
  let sum = 0;
  let squares = 0;
  let products = 0;
  for (let i = 0; i < COUNT; i++) {
    const x = first(i) - 0.5;
    sum += x;
    squares += x * x - 1 / 12;
    products += x * (second(i) - 0.5);
  }
  const root = Math.sqrt(COUNT);
  return [sum / root / Math.sqrt(1 / 12), squares / root / Math.sqrt(1 / 180), (products / root) * 12];
}

const one = streamOf(7, 11, 'meet', 3);
/** Pairs of numbers whose addresses differ in one thing only. */
const neighbours: Readonly<Record<string, readonly [Sequence, Sequence]>> = {
  'actors next to each other': [(i) => one.unit(i, 0), (i) => one.unit(i + 1, 0)],
  'actors 64 apart': [(i) => one.unit(i, 0), (i) => one.unit(i + 64, 0)],
  'draws of one actor': [(i) => one.unit(5, i), (i) => one.unit(5, i + 1)],
  'first and second draw': [(i) => one.unit(i, 0), (i) => one.unit(i, 1)],
  'an address and its mirror image': [(i) => one.unit(i, i + 1), (i) => one.unit(i + 1, i)],
  'ties of neighbouring partners': [
    (i) => one.unit(i % 300, 300 + Math.floor(i / 300)),
    (i) => one.unit(i % 300, 301 + Math.floor(i / 300)),
  ],
  steps: [across(7, 11, 'meet', 'meet', 3, 4, 0), across(7, 11, 'meet', 'meet', 3, 4, 1)],
  streams: [across(7, 11, 'meet', 'accept', 3, 3, 0), across(7, 11, 'meet', 'accept', 3, 3, 1)],
  'streams whose names differ in a letter': [across(7, 11, 'exit', 'exis', 3, 3, 0), across(7, 11, 'exit', 'exis', 3, 3, 1)],
  'neighbouring replicates': [(i) => one.unit(i, 0), ofStream(streamOf(7, 12, 'meet', 3))],
  'neighbouring seeds': [(i) => one.unit(i, 0), ofStream(streamOf(8, 11, 'meet', 3))],
  'seeds that differ in the sign bit': [(i) => one.unit(i, 0), ofStream(streamOf(7 | (1 << 31), 11, 'meet', 3))],
  'the same actor over steps': [overSteps(streamOf(7, 11, 'meet'), 0), overSteps(streamOf(7, 11, 'meet'), 1)],
  'the same address over replicates': [overKeys(0), overKeys(1)],
};

function ofStream(stream: Stream): Sequence {
  return (i) => stream.unit(i, 0);
}

function across(high: number, low: number, nameA: string, nameB: string, stepA: number, stepB: number, which: number): Sequence {
  return ofStream(which === 0 ? streamOf(high, low, nameA, stepA) : streamOf(high, low, nameB, stepB));
}

function overSteps(stream: Stream, ahead: number): Sequence {
  return (i) => {
    stream.moveTo(i + ahead);
    return stream.unit(42, 0);
  };
}

function overKeys(ahead: number): Sequence {
  return (i) =>
    createRng({ high: 0, low: i + ahead })
      .stream('research')
      .unit(0, 0);
}

describe('threefry', () => {
  it.each([
    [0, 0, 0, 0, 0x9d1c5ec6, 0x8bd50731],
    [-1, -1, -1, -1, 0xfd36d048, 0x2d17272c],
    [0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3, 0xba3e4725, 0xf27d669e],
  ])('gives the answers published with Random123: key %i %i', (k0, k1, c0, c1, first, second) => {
    const out = new Int32Array(2);
    threefry(k0 | 0, k1 | 0, c0 | 0, c1 | 0, out);
    expect([(out[0] as number) >>> 0, (out[1] as number) >>> 0]).toEqual([first, second]);
  });

  it('flips half of its output bits when one bit of key or counter flips', () => {
    const before = new Int32Array(2);
    const after = new Int32Array(2);
    const trials = 2000;
    for (let bit = 0; bit < 128; bit++) {
      const perOutput = new Float64Array(64);
      for (let t = 0; t < trials; t++) {
        const input = [t * 77, ~t, t * t, t ^ bit];
        threefry(input[0] as number, input[1] as number, input[2] as number, input[3] as number, before);
        input[bit >> 5] = (input[bit >> 5] as number) ^ (1 << (bit & 31));
        threefry(input[0] as number, input[1] as number, input[2] as number, input[3] as number, after);
        for (let o = 0; o < 64; o++) {
          const flipped = (((before[o >> 5] as number) ^ (after[o >> 5] as number)) >>> (o & 31)) & 1;
          perOutput[o] = (perOutput[o] as number) + flipped;
        }
      }
      const root = Math.sqrt(trials / 4);
      for (const flips of perOutput) expect(Math.abs(flips - trials / 2) / root).toBeLessThan(LIMIT);
    }
  });
});

describe('streams', () => {
  it('draw the cipher under the key of name and step, one at a time and as columns alike', () => {
    const keys = Int32Array.from({ length: 1000 }, (_, i) => Math.imul(i, 0x9e3779b1));
    const column = new Float64Array(keys.length);
    const out = new Int32Array(2);
    for (const [step, draw] of [
      [0, 0],
      [17, 2],
      [-1, -5],
    ] as const) {
      const stream = streamOf(-3, 2_000_000_000, 'conformity', step);
      stream.fillUnit(column, keys, keys.length, draw);
      const [k0, k1] = stepKey(-3, 2_000_000_000, 'conformity', step);
      for (let i = 0; i < keys.length; i++) {
        threefry(k0, k1, keys[i] as number, draw, out);
        const expected = (((out[0] as number) >>> 5) * 2 ** 26 + ((out[1] as number) >>> 6)) / 2 ** 53;
        expect(column[i]).toBe(expected);
        expect(stream.unit(keys[i] as number, draw)).toBe(expected);
      }
    }
  });

  it('leave the rest of a column alone', () => {
    const column = new Float64Array(4).fill(-1);
    streamOf(1, 2, 'a').fillUnit(column, Int32Array.of(1, 2, 3, 4), 2, 0);
    expect([...column.slice(2)]).toEqual([-1, -1]);
  });

  it('give the same number for the same address, in whatever order and from whichever stream object', () => {
    const stream = streamOf(1, 2, 'a', 5);
    const first = stream.unit(3, 4);
    stream.moveTo(6);
    expect(stream.unit(3, 4)).not.toBe(first);
    stream.moveTo(5);
    stream.unit(99, 99);
    expect(stream.unit(3, 4)).toBe(first);
    expect(streamOf(1, 2, 'a', 5).unit(3, 4)).toBe(first);
    expect(streamOf(1, 2, 'b', 5).unit(3, 4)).not.toBe(first);
  });

  it('draw whole numbers below the bound, each as often as the others', () => {
    const stream = streamOf(1, 2, 'below');
    const cells = new Float64Array(7);
    for (let i = 0; i < COUNT; i++) {
      const n = stream.below(7, i, 0);
      cells[n] = (cells[n] as number) + 1;
    }
    expect(cells.reduce((a, b) => a + b)).toBe(COUNT);
    expect(Math.abs(uniformityScore(cells, COUNT))).toBeLessThan(LIMIT);
    expect(stream.below(1, 5, 5)).toBe(0);
    expect(Math.floor((1 - 2 ** -53) * 2147483648)).toBe(2147483647);
    expect(Math.floor((1 - 2 ** -53) * 1000003)).toBe(1000002);
  });

  for (const [what, [first, second]] of Object.entries(neighbours)) {
    it(`show no pattern across ${what}`, () => {
      for (const score of [...cellScores(first, second), ...momentScores(first, second)]) expect(Math.abs(score)).toBeLessThan(LIMIT);
    });
  }

  it('would be caught if they repeated or leaned: the scores see a shift by one and a lean of a few per cent', () => {
    const shifted: Sequence = (i) => one.unit(i, 0) * 0.5 + one.unit(i + 1, 0) * 0.5;
    expect(Math.abs(momentScores(shifted, (i) => shifted(i + 1))[2] as number)).toBeGreaterThan(LIMIT);
    const leaning: Sequence = (i) => one.unit(i, 0) ** 1.05;
    expect(Math.abs(momentScores(leaning, (i) => one.unit(i, 1))[0] as number)).toBeGreaterThan(LIMIT);
    expect(Math.max(...cellScores(leaning, (i) => one.unit(i, 1)))).toBeGreaterThan(LIMIT);
  });
});

/** The key of a step, built from the cipher alone: run key → stream by the two hashes of its name → step. */
function stepKey(high: number, low: number, name: string, step: number): readonly [number, number] {
  const out = new Int32Array(2);
  const hash = (start: number): number => [...name].reduce((h, c) => Math.imul(h ^ c.charCodeAt(0), 0x01000193), start | 0);
  threefry(high, low, hash(0x811c9dc5), hash(0x01234567), out);
  threefry(out[0] as number, out[1] as number, step, 0x73746570, out);
  return [out[0] as number, out[1] as number];
}
