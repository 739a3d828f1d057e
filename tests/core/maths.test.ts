/** Errors against whole-number arithmetic, special values against the language's own, and one set of bits for every machine. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import * as maths from '../../src/core/maths.js';
import { createRng } from '../../src/core/rng.js';
import { errorInUlps, exactFunctions } from './exact.js';

const COUNT = 10_000;
const golden = JSON.parse(readFileSync(new URL('../golden/maths.json', import.meta.url), 'utf8')) as Record<string, string>;
const largest: Record<string, string> = {};

type Unary = (x: number) => number;
/** From u in [0, 1) to arguments; several scales per function, so that every branch is met. */
type Spread = (u: number, v: number) => number;

const signed = (u: number): number => 2 * u - 1;
/** Any size between 2^low and 2^high, either sign. */
const anySize =
  (low: number, high: number): Spread =>
  (u, v) =>
    (v < 0.5 ? -1 : 1) * 2 ** Math.floor(low + u * (high - low)) * (1 + v);
const positive =
  (spread: Spread): Spread =>
  (u, v) =>
    Math.abs(spread(u, v));

const spreads: Record<string, readonly Spread[]> = {
  exp: [(u) => 745 * signed(u), (u) => signed(u), anySize(-60, 9), (u) => -700 - 45 * u],
  expm1: [(u) => 60 * signed(u), (u) => 0.5 * signed(u), (u) => signed(u), anySize(-1000, 9)],
  log: [(u) => 1 + 0.02 * signed(u), (u) => 2 * u + 1e-9, (u) => 1000 * u + 1e-9, positive(anySize(-1074, 1023)), (u) => 0.7 + 0.8 * u],
  log2: [(u) => 1 + 0.02 * signed(u), (u) => 2 * u + 1e-9, positive(anySize(-1074, 1023)), (u) => 0.4 + 2 * u],
  log1p: [
    (u) => 0.5 * signed(u),
    (u) => u * 100 - 0.999,
    (u, v) => Math.max(-0.9999, anySize(-80, -1)(u, v)),
    positive(anySize(-60, 1000)),
  ],
  tanh: [(u) => signed(u), (u) => 25 * signed(u), (u) => 3 * signed(u), anySize(-100, 2)],
  sigmoid: [(u) => signed(u), (u) => 45 * signed(u), (u) => 8 * signed(u), (u) => -700 * u],
  sin: [
    (u) => 4 * signed(u),
    (u) => 1000 * signed(u),
    (u) => 1e6 * signed(u),
    anySize(-30, 1023),
    (u) => Math.floor(1e5 * u) * (Math.PI / 2),
  ],
  cos: [
    (u) => 4 * signed(u),
    (u) => 1000 * signed(u),
    (u) => 1e6 * signed(u),
    anySize(-30, 1023),
    (u) => Math.floor(1e5 * u) * (Math.PI / 2),
  ],
};

const edges = [
  0.25,
  -0.25,
  0.5,
  1,
  1.5,
  2,
  Math.SQRT2,
  1.4140625,
  0.70703125,
  1 - 2 ** -53,
  1 + 2 ** -52,
  2 ** -1074,
  2 ** -1022,
  1e300,
  Number.MAX_VALUE,
];
const named = maths as unknown as Record<string, Unary>;
const stream = createRng({ high: 2004, low: 11 }).stream('maths');

function argument(name: string, i: number): number {
  const scales = spreads[name] as readonly Spread[];
  return (scales[i % scales.length] as Spread)(stream.unit(i, 0), stream.unit(i, 1));
}

/** Bases and exponents whose power is mostly a finite number, and some that is not. */
function powerArguments(i: number): [number, number] {
  const u = stream.unit(i, 2);
  const v = stream.unit(i, 3);
  if (i % 4 === 0) return [10 * u, 40 * signed(v)];
  if (i % 4 === 1) return [1 + 1e-3 * signed(u), 7e5 * signed(v)];
  if (i % 4 === 2) return [Math.abs(anySize(-1070, 1020)(u, v)), 1.2 * signed(v)];
  return [Math.floor(60 * u) + 1, Math.floor(24 * signed(v))];
}

function largestError(name: string, results: Iterable<readonly [number, number, number]>): number {
  let worst = 0;
  let at: number[] = [];
  for (const [value, x, y] of results) {
    if (!Number.isFinite(value)) continue;
    const error = errorInUlps(value, (exactFunctions[name] as (x: number, y: number) => ReturnType<(typeof exactFunctions)['exp']>)(x, y));
    if (error > worst) [worst, at] = [error, [x, y]];
  }
  largest[name] = `${worst.toFixed(4)} at ${at.join(', ')}`;
  return worst;
}

function* unaryResults(name: string): Generator<readonly [number, number, number]> {
  const f = named[name] as Unary;
  for (let i = 0; i < COUNT; i++) {
    const x = argument(name, i);
    yield [f(x), x, 0];
  }
  for (const x of edges.filter((edge) => isFinitePoint(name, edge))) yield [f(x), x, 0];
}

/** Where the exact function has a value whose whole-number form fits into memory. */
function isFinitePoint(name: string, x: number): boolean {
  if (name.startsWith('log')) return x > 0;
  return name === 'sin' || name === 'cos' || Math.abs(x) < 1000;
}

function* powerResults(): Generator<readonly [number, number, number]> {
  for (let i = 0; i < COUNT; i++) {
    const [x, y] = powerArguments(i);
    yield [maths.pow(x, y), x, y];
  }
}

/** SHA-256 over the little-endian bytes of all results; every undefined result counts as the same. */
function digest(values: Iterable<number>): string {
  const hash = createHash('sha256');
  const view = new DataView(new ArrayBuffer(8));
  for (const value of values) {
    view.setFloat64(0, Number.isNaN(value) ? Number.NaN : value, true);
    hash.update(new Uint8Array(view.buffer));
  }
  return hash.digest('hex');
}

function* valuesOf(results: Iterable<readonly [number, number, number]>): Generator<number> {
  for (const [value] of results) yield value;
}

describe('maths', () => {
  afterAll(() => console.info('largest errors in units of the last place:', largest));

  for (const name of Object.keys(spreads)) {
    it(`${name} errs by less than one unit in the last place`, () => {
      expect(largestError(name, unaryResults(name))).toBeLessThan(1);
    }, 60_000);
  }
  it('pow errs by less than one unit in the last place', () => {
    expect(largestError('pow', powerResults())).toBeLessThan(1);
  }, 60_000);

  it('has the same bits on every machine', () => {
    const digests = Object.fromEntries(Object.keys(spreads).map((name) => [name, digest(valuesOf(unaryResults(name)))]));
    expect({ ...digests, pow: digest(valuesOf(powerResults())) }).toEqual(golden);
  });

  it('agrees with the language on special arguments', () => {
    const special = [0, -0, 1, -1, 2, -2, 0.5, -0.5, 3, -3, 1e-320, 710, -746, 1e308, -1e308, Infinity, -Infinity, Number.NaN];
    for (const name of ['exp', 'expm1', 'log', 'log2', 'log1p', 'tanh', 'sin', 'cos']) {
      const host = (Math as unknown as Record<string, Unary>)[name] as Unary;
      for (const x of special) expectSame(`${name}(${x})`, (named[name] as Unary)(x), host(x));
    }
    for (const x of [...special, 9, 1e-5])
      for (const y of [...special, 2 ** 53, 1e19]) expectSame(`pow(${x}, ${y})`, maths.pow(x, y), x ** y);
  });

  it('gives the exact result where there is one', () => {
    for (let k = -1074; k < 1024; k++) expect(maths.log2(2 ** k)).toBe(k);
    for (let x = 1; x <= 30; x++) for (let y = 0; y <= 10; y++) expect(maths.pow(x, y)).toBe(Number(BigInt(x) ** BigInt(y)));
    for (let x = 1; x <= 1000; x++) expect(maths.pow(x * x, 0.5)).toBe(x);
    expect([maths.pow(8, 1 / 3), maths.pow(1e4, 0.25), maths.pow(-2, 3), maths.pow(2, -1074)]).toEqual([2, 10, -8, 2 ** -1074]);
    expect([maths.sigmoid(0), maths.sigmoid(800), maths.sigmoid(-800), maths.sigmoid(Infinity), maths.sigmoid(-Infinity)]).toEqual([
      0.5, 1, 0, 1, 0,
    ]);
    expect(maths.sigmoid(Number.NaN)).toBeNaN();
  });

  it('rises where the function rises, also from one piece of its table to the next', () => {
    for (const name of ['exp', 'expm1', 'log', 'tanh', 'sigmoid']) {
      const f = named[name] as Unary;
      for (let i = 1; i < 4000; i++) expect(f(i / 997)).toBeGreaterThanOrEqual(f((i - 1) / 997));
      for (let i = 1; i < 2000; i++) expect(f(1 + i * 2 ** -52)).toBeGreaterThanOrEqual(f(1 + (i - 1) * 2 ** -52));
    }
  });
});

/** Same up to the last places: undefined, infinite and zero results must be identical, sign included. */
function expectSame(what: string, actual: number, expected: number): void {
  if (Number.isFinite(expected) && expected !== 0) expect(Math.abs(actual / expected - 1), what).toBeLessThan(1e-15);
  else expect(Object.is(actual, expected), `${what} is ${actual}, should be ${expected}`).toBe(true);
}
