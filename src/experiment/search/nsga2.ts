/**
 * NSGA-II (Deb, Pratap, Agarwal & Meyarivan 2002) in the unit box, for several aims that are all to be made small: parents
 * and children compete by front and by the room they have on it. Ask for a population, tell what each member costs.
 */
import { exp, log } from '../../core/maths.js';
import { createGenerator } from '../random.js';
import { crowding, frontRanks } from './pareto.js';

/** Spread of crossover and of mutation: larger keeps children nearer to their parents. */
const CROSSOVER = 15;
const MUTATION = 20;
const CROSSED = 0.9;

export interface Nsga2 {
  /** The next population, every coordinate within 0 … 1; asked again before `tell` it is the same. */
  ask(): readonly Float64Array[];
  /** Costs of what was asked for, one row each; what has no value is worst. */
  tell(costs: readonly (readonly number[])[]): void;
}

interface Member {
  readonly place: Float64Array;
  readonly costs: readonly number[];
}

export interface Nsga2Input {
  readonly dimensions: number;
  readonly seed: string;
  readonly population: number;
  /** Members of the first population; the rest of it is drawn. */
  readonly start?: readonly Float64Array[];
}

export function createNsga2({ dimensions, seed, population, start = [] }: Nsga2Input): Nsga2 {
  const draw = createGenerator('nsga-2', seed);
  let parents: readonly Member[] = [];
  let asked: readonly Float64Array[] | undefined;
  const children = (): readonly Float64Array[] => {
    const ranks = frontRanks(parents.map(({ costs }) => costs));
    const room = crowding(
      parents.map(({ costs }) => costs),
      ranks,
    );
    const pick = (): Float64Array => {
      const [a, b] = [Math.floor(draw() * parents.length), Math.floor(draw() * parents.length)];
      const isBetter = (ranks[a] as number) < (ranks[b] as number) || (ranks[a] === ranks[b] && (room[a] as number) > (room[b] as number));
      return (parents[isBetter ? a : b] as Member).place;
    };
    return Array.from({ length: population }, () => mutated(crossed(pick(), pick(), draw), draw));
  };
  const firstOnes = (): readonly Float64Array[] =>
    Array.from({ length: population }, (_, m) => start[m] ?? Float64Array.from({ length: dimensions }, () => draw()));
  return {
    ask() {
      asked ??= parents.length === 0 ? firstOnes() : children();
      return asked;
    },
    tell(costs) {
      if (asked === undefined || costs.length !== asked.length) throw new RangeError('tell needs the costs of what was asked');
      const all = [...parents, ...asked.map((place, m): Member => ({ place, costs: costs[m] as readonly number[] }))];
      asked = undefined;
      const rows = all.map((member) => member.costs);
      const ranks = frontRanks(rows);
      const room = crowding(rows, ranks);
      const order = [...all.keys()].sort(
        (a, b) => (ranks[a] as number) - (ranks[b] as number) || compareRoom(room[b] as number, room[a] as number) || a - b,
      );
      parents = order.slice(0, population).map((m) => all[m] as Member);
    },
  };
}

const compareRoom = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

/** Simulated binary crossover: one of two children, coordinate by coordinate. */
function crossed(a: Float64Array, b: Float64Array, draw: () => number): Float64Array {
  const isCrossed = draw() < CROSSED;
  return a.map((left, d) => {
    const right = b[d] as number;
    const [which, u, side] = [draw(), draw(), draw()];
    if (!isCrossed || which < 0.5) return left;
    const spread = u < 0.5 ? power(2 * u, 1 / (CROSSOVER + 1)) : power(1 / (2 * (1 - u)), 1 / (CROSSOVER + 1));
    return held(((1 + (side < 0.5 ? spread : -spread)) * left + (1 - (side < 0.5 ? spread : -spread)) * right) / 2);
  });
}

/** Polynomial mutation of one coordinate in the mean; corners of the box stay within reach. */
function mutated(place: Float64Array, draw: () => number): Float64Array {
  return place.map((value) => {
    const [which, u] = [draw(), draw()];
    if (which >= 1 / place.length) return value;
    const by = u < 0.5 ? power(2 * u, 1 / (MUTATION + 1)) - 1 : 1 - power(2 * (1 - u), 1 / (MUTATION + 1));
    return held(value + by);
  });
}

const held = (value: number): number => Math.min(1, Math.max(0, value));
const power = (base: number, exponent: number): number => (base > 0 ? exp(exponent * log(base)) : 0);
