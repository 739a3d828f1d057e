/**
 * PRIM, the patient rule induction method (Friedman & Fisher 1999), as scenario discovery uses it (Bryant & Lempert 2010):
 * a box is peeled from its sides so that the mean of a response in it grows, the box of the path with the best balance of
 * coverage and density of cases is chosen, after each was widened where that costs nothing and rid of restrictions that chance
 * could explain.
 */
import { binomialTail } from './binomial.js';

/** One column of the points: numbers, or categories counted from 0. */
export interface Column {
  readonly values: Float64Array;
  /** Number of categories; absent for numbers. */
  readonly categories?: number;
  /** Limits fall on whole numbers. */
  readonly whole?: boolean;
}

/** What a box demands of one dimension; a dimension without an entry is free. */
export type Restriction =
  | { readonly dimension: number; readonly minimum: number; readonly maximum: number }
  | { readonly dimension: number; readonly allowed: readonly number[] };
export type Box = readonly Restriction[];

export interface BoxCounts {
  readonly inside: number;
  readonly casesInside: number;
  readonly cases: number;
  /** Share of the cases that lie in the box, and share of the box's points that are cases. */
  readonly coverage: number;
  readonly density: number;
}

/** Share of a box's points that one peel takes away: patience. */
const PEEL = 0.05;
/** Boxes with fewer points say nothing. */
const LEAST_INSIDE = 8;
/** A restriction with a larger quasi-p is dropped. */
const QUASI_P = 0.05;

/** Whether a point lies in the box. */
function contains(box: Box, columns: readonly Column[], point: number): boolean {
  return box.every((restriction) => {
    const value = (columns[restriction.dimension] as Column).values[point] as number;
    return 'allowed' in restriction ? restriction.allowed.includes(value) : value >= restriction.minimum && value <= restriction.maximum;
  });
}

/** Counts of a box over points whose case is 1 or 0. */
export function countBox(box: Box, columns: readonly Column[], cases: Uint8Array): BoxCounts {
  let inside = 0;
  let casesInside = 0;
  let all = 0;
  for (const [point, isCase] of cases.entries()) {
    all += isCase;
    if (!contains(box, columns, point)) continue;
    inside++;
    casesInside += isCase;
  }
  return { inside, casesInside, cases: all, coverage: all === 0 ? 0 : casesInside / all, density: inside === 0 ? 0 : casesInside / inside };
}

/**
 * Boxes from the whole space inwards, each with one more peel, until few points are left or all of them are cases.
 * @param response what the peels shall raise: a number per point that says more than the case does, or the case itself
 */
export function peelingPath(columns: readonly Column[], cases: Uint8Array, response: ArrayLike<number> = cases): Box[] {
  const path: Box[] = [[]];
  const least = Math.max(LEAST_INSIDE, Math.floor(PEEL * cases.length));
  for (;;) {
    const box = path.at(-1) as Box;
    if (countBox(box, columns, cases).density === 1) return path;
    const now = meanInside(box, columns, response);
    const best = candidates(box, columns, cases.length)
      .map((candidate): Peel => ({ candidate, ...meanInside(candidate, columns, response) }))
      .filter(({ inside }) => inside >= least && inside < now.inside)
      .reduce<Peel | undefined>((a, b) => (a === undefined || gainOf(b, now) > gainOf(a, now) ? b : a), undefined);
    if (best === undefined) return path;
    path.push(best.candidate);
  }
}

interface Mean {
  readonly inside: number;
  readonly mean: number;
}
interface Peel extends Mean {
  readonly candidate: Box;
}

function meanInside(box: Box, columns: readonly Column[], response: ArrayLike<number>): Mean {
  let inside = 0;
  let sum = 0;
  for (let point = 0; point < response.length; point++) {
    if (!contains(box, columns, point)) continue;
    inside++;
    sum += response[point] as number;
  }
  return { inside, mean: sum / inside };
}

/** Growth of the mean per point given away, so that peels of unequal size can be compared. */
function gainOf(peel: Mean, now: Mean): number {
  return (peel.mean - now.mean) / (now.inside - peel.inside);
}

/** Every peel of one side of one dimension, or of one category. */
function candidates(box: Box, columns: readonly Column[], points: number): Box[] {
  const inside = Array.from({ length: points }, (_, p) => p).filter((p) => contains(box, columns, p));
  return columns.flatMap((column, dimension): Box[] => {
    const rest = box.filter((restriction) => restriction.dimension !== dimension);
    if (column.categories !== undefined) {
      const present = [...new Set(inside.map((p) => column.values[p] as number))].sort((a, b) => a - b);
      if (present.length < 2) return [];
      return present.map((gone) => [...rest, { dimension, allowed: present.filter((value) => value !== gone) }]);
    }
    const [minimum, maximum] = limitsOf(box, dimension);
    const sorted = Float64Array.from(inside, (p) => column.values[p] as number).sort();
    return [
      ...sideOf(sorted, column, false).map((limit) => [...rest, { dimension, minimum: limit, maximum }]),
      ...sideOf(sorted, column, true).map((limit) => [...rest, { dimension, minimum, maximum: limit }]),
    ];
  });
}

function limitsOf(box: Box, dimension: number): [number, number] {
  const found = box.find((restriction) => restriction.dimension === dimension);
  return found !== undefined && 'minimum' in found ? [found.minimum, found.maximum] : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
}

/** The limit that leaves off the lowest or the highest values, halfway between what goes and what stays; none when all are alike. */
function sideOf(sorted: Float64Array, { whole = false }: Column, fromAbove: boolean): number[] {
  const n = sorted.length;
  const value = (k: number): number => sorted[fromAbove ? n - 1 - k : k] as number;
  let k = Math.max(1, Math.floor(PEEL * n));
  while (k < n && value(k) === value(k - 1)) k++;
  if (k >= n) return [];
  return [whole ? value(k) : (value(k) + value(k - 1)) / 2];
}

/**
 * The rule with the best balance of coverage and density (their harmonic mean), the earlier one of equals. Every box of the
 * path is widened and simplified before it is judged: what matters is how the simple rule does, not the box it came from.
 */
export function chooseBox(path: readonly Box[], columns: readonly Column[], cases: Uint8Array): Box {
  let best: Box = [];
  let score = 0;
  for (const box of path) {
    const simple = simplifyBox(pasteBox(box, columns, cases), columns, cases);
    const { coverage, density } = countBox(simple, columns, cases);
    const balance = coverage + density === 0 ? 0 : (2 * coverage * density) / (coverage + density);
    if (simple.length > 0 && balance > score + 1e-12) [best, score] = [simple, balance];
  }
  return best;
}

/** Takes away the ends of restrictions, and whole restrictions, wherever the share of cases does not fall. */
function pasteBox(box: Box, columns: readonly Column[], cases: Uint8Array): Box {
  let current = box;
  for (let changed = true; changed; ) {
    changed = false;
    const { density } = countBox(current, columns, cases);
    for (const restriction of current) {
      const wider = widened(restriction).find((each) => {
        const next = current.flatMap((other) => (other === restriction ? each : [other]));
        return countBox(next, columns, cases).density >= density;
      });
      if (wider === undefined) continue;
      current = current.flatMap((other) => (other === restriction ? wider : [other]));
      changed = true;
      break;
    }
  }
  return current;
}

/** The restriction gone, or without one of its ends. */
function widened(restriction: Restriction): Box[] {
  if ('allowed' in restriction) return [[]];
  const { dimension, minimum, maximum } = restriction;
  if (minimum === Number.NEGATIVE_INFINITY || maximum === Number.POSITIVE_INFINITY) return [[]];
  return [[], [{ dimension, minimum, maximum: Number.POSITIVE_INFINITY }], [{ dimension, minimum: Number.NEGATIVE_INFINITY, maximum }]];
}

/**
 * Quasi-p of a restriction (Bryant & Lempert 2010): the chance of as many cases in the box, if its points were drawn from
 * the box without this restriction.
 */
export function quasiP(box: Box, restriction: Restriction, columns: readonly Column[], cases: Uint8Array): number {
  const own = countBox(box, columns, cases);
  const without = countBox(
    box.filter((other) => other !== restriction),
    columns,
    cases,
  );
  return binomialTail(own.casesInside, own.inside, without.density);
}

/** Drops the weakest restriction until all of them are more than chance. */
export function simplifyBox(box: Box, columns: readonly Column[], cases: Uint8Array): Box {
  let current = box;
  for (;;) {
    const judged = current.map((restriction) => ({ restriction, p: quasiP(current, restriction, columns, cases) }));
    const weakest = judged.reduce<(typeof judged)[number] | undefined>((a, b) => (a === undefined || b.p > a.p ? b : a), undefined);
    if (weakest === undefined || weakest.p <= QUASI_P) return current;
    current = current.filter((restriction) => restriction !== weakest.restriction);
  }
}
