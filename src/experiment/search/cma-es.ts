/**
 * Evolution strategy with covariance matrix adaptation (Hansen & Ostermeier 2001; settings of Hansen 2016) in the unit
 * box: ask for a population, tell what each member costs. It uses only the order of the costs, so that noise, kinks and
 * plateaus do not stop it. Instead of the inverse square root of the covariance its Cholesky factor turns steps into
 * directions, as in Krause, Arbonès & Igel 2016, which needs no eigenvectors.
 */
import { normalQuantile } from '#distributions';
import { exp, log } from '../../core/maths.js';
import { cholesky, dot, solveLower } from '../linear-algebra.js';
import { createGenerator } from '../random.js';

export interface CmaEs {
  /** The next population, every coordinate within 0 … 1; asked again before `tell` it is the same. */
  ask(): readonly Float64Array[];
  /** Costs of what was asked for, in its order; what has no value is worse than all that has one. */
  tell(costs: readonly number[]): void;
  /** Where the search believes the best place to be. */
  readonly mean: Float64Array;
  /** Size of the next steps. */
  readonly step: number;
}

export interface CmaEsInput {
  readonly dimensions: number;
  readonly seed: string;
  /** Default 4 + ⌊3 ln d⌋. */
  readonly population?: number;
  /** Default the middle of the box. */
  readonly start?: ArrayLike<number>;
  /** First step size as a share of the box; default 0.3. */
  readonly step?: number;
}

/** A member's step from the mean after it was moved into the box, as drawn and in units of the step size, and its place. */
interface Member {
  readonly direction: Float64Array;
  readonly offset: Float64Array;
  readonly place: Float64Array;
}

export function populationOf(dimensions: number): number {
  return 4 + Math.floor(3 * log(dimensions));
}

export function createCmaEs({ dimensions: n, seed, population = populationOf(n), start, step: first = 0.3 }: CmaEsInput): CmaEs {
  const draw = createGenerator('cma-es', seed);
  const rates = ratesOf(n, population);
  const mean = Float64Array.from({ length: n }, (_, d) => start?.[d] ?? 0.5);
  const covariance = Float64Array.from({ length: n * n }, (_, k) => (k % (n + 1) === 0 ? 1 : 0));
  const pathStep = new Float64Array(n);
  const pathShape = new Float64Array(n);
  let [step, generation] = [first, 0];
  let asked: readonly Member[] | undefined;
  return {
    mean,
    get step() {
      return step;
    },
    ask() {
      if (asked === undefined) {
        const factor = factorOf(covariance, n);
        asked = Array.from({ length: population }, () => memberOf(mean, step, factor, draw));
      }
      return asked.map(({ place }) => place);
    },
    tell(costs) {
      if (asked === undefined || costs.length !== population) throw new RangeError('tell needs the costs of what was asked');
      const order = ranked(asked, costs);
      asked = undefined;
      generation++;
      const [direction, offset] = recombined(order, rates.weights, n);
      for (let d = 0; d < n; d++) mean[d] = Math.min(1, Math.max(0, (mean[d] as number) + step * (offset[d] as number)));
      follow(pathStep, direction, rates.stepRate, rates.mass);
      const length = Math.sqrt(dot(pathStep, pathStep));
      const faded = 1 - powerOf(1 - rates.stepRate, 2 * generation);
      const isShort = length / Math.sqrt(faded) < (1.4 + 2 / (n + 1)) * rates.expected;
      follow(pathShape, isShort ? offset : new Float64Array(n), rates.shapeRate, rates.mass);
      adapt(covariance, pathShape, order, rates, isShort);
      step = Math.min(1, step * exp((rates.stepRate / rates.damping) * (length / rates.expected - 1)));
    },
  };
}

interface Rates {
  readonly weights: Float64Array;
  readonly mass: number;
  readonly stepRate: number;
  readonly damping: number;
  readonly shapeRate: number;
  readonly oneRank: number;
  readonly manyRank: number;
  readonly expected: number;
}

/** Learning rates after Hansen 2016, table 1, without negative weights. */
function ratesOf(n: number, population: number): Rates {
  const parents = Math.floor(population / 2);
  const raw = Float64Array.from({ length: parents }, (_, k) => log((population + 1) / 2) - log(k + 1));
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  const weights = raw.map((weight) => weight / total);
  const mass = 1 / dot(weights, weights);
  const stepRate = (mass + 2) / (n + mass + 5);
  const oneRank = 2 / ((n + 1.3) * (n + 1.3) + mass);
  return {
    weights,
    mass,
    stepRate,
    damping: 1 + 2 * Math.max(0, Math.sqrt((mass - 1) / (n + 1)) - 1) + stepRate,
    shapeRate: (4 + mass / n) / (n + 4 + (2 * mass) / n),
    oneRank,
    manyRank: Math.min(1 - oneRank, (2 * (mass - 2 + 1 / mass)) / ((n + 2) * (n + 2) + mass)),
    expected: Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n)),
  };
}

function memberOf(mean: Float64Array, step: number, factor: Float64Array, draw: () => number): Member {
  const n = mean.length;
  const drawn = Float64Array.from({ length: n }, () => normalQuantile((Math.floor(draw() * FINE) + 0.5) / FINE, 0, 1));
  const wished = drawn.map((_, i) => (mean[i] as number) + step * dot(factor.subarray(i * n, i * n + i + 1), drawn.subarray(0, i + 1)));
  const place = wished.map((value) => Math.min(1, Math.max(0, value)));
  const offset = place.map((value, d) => (value - (mean[d] as number)) / step);
  return { direction: solveLower(factor, n, offset), offset, place };
}

/** Steps in which shares are drawn, so that none is 0 or 1. */
const FINE = 4294967296;

/** The best first; what has no value last. */
function ranked(members: readonly Member[], costs: readonly number[]): readonly Member[] {
  const costOf = (m: number): number => (Number.isNaN(costs[m]) ? Infinity : (costs[m] as number));
  const order = [...members.keys()].sort((a, b) => (costOf(a) === costOf(b) ? a - b : costOf(a) - costOf(b)));
  return order.map((m) => members[m] as Member);
}

function recombined(order: readonly Member[], weights: Float64Array, n: number): [Float64Array, Float64Array] {
  const direction = new Float64Array(n);
  const offset = new Float64Array(n);
  for (const [k, weight] of weights.entries())
    for (let d = 0; d < n; d++) {
      direction[d] = (direction[d] as number) + weight * ((order[k] as Member).direction[d] as number);
      offset[d] = (offset[d] as number) + weight * ((order[k] as Member).offset[d] as number);
    }
  return [direction, offset];
}

/** path ← (1 − c) path + √(c (2 − c) μ) step. */
function follow(path: Float64Array, by: Float64Array, rate: number, mass: number): void {
  const scale = Math.sqrt(rate * (2 - rate) * mass);
  for (let d = 0; d < path.length; d++) path[d] = (1 - rate) * (path[d] as number) + scale * (by[d] as number);
}

function adapt(covariance: Float64Array, path: Float64Array, order: readonly Member[], rates: Rates, isShort: boolean): void {
  const n = path.length;
  const { oneRank, manyRank, weights, shapeRate } = rates;
  const kept = 1 - oneRank - manyRank + (isShort ? 0 : oneRank * shapeRate * (2 - shapeRate));
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      let many = 0;
      for (const [k, weight] of weights.entries()) {
        const { offset } = order[k] as Member;
        many += weight * (offset[i] as number) * (offset[j] as number);
      }
      covariance[i * n + j] =
        kept * (covariance[i * n + j] as number) + oneRank * (path[i] as number) * (path[j] as number) + manyRank * many;
    }
}

/** A covariance that has lost a direction to rounding gets a little of every direction back. */
function factorOf(covariance: Float64Array, n: number): Float64Array {
  for (let ridge = 0; ; ridge = ridge === 0 ? 1e-14 : 10 * ridge) {
    const factor = cholesky(
      covariance.map((value, k) => (k % (n + 1) === 0 ? value + ridge : value)),
      n,
    );
    if (factor !== undefined) return factor;
  }
}

const powerOf = (base: number, exponent: number): number => (base > 0 ? exp(exponent * log(base)) : 0);
