/**
 * Curves of response over dose, fitted by least squares to the mean response at each dose: constant, straight line,
 * parabola, Emax (E0 + Emax · dose ÷ (ED50 + dose), the curve of saturation of dose finding; Bretz, Pinheiro & Branson 2005)
 * and the best monotone steps (isotonic regression by pooling neighbours; Ayer et al. 1955).
 */
import { exp, log } from '../../core/maths.js';

export const CURVES = ['constant', 'linear', 'quadratic', 'emax', 'isotonic'] as const;
export type CurveName = (typeof CURVES)[number];

export interface Curve {
  readonly name: CurveName;
  /** By name: `intercept`, `slope`, `curvature`, or `e0`, `emax`, `ed50`; none for isotonic steps. */
  readonly parameters: Readonly<Record<string, number>>;
  /** Free numbers; of isotonic steps their levels. */
  readonly size: number;
  /** Sum of squared distances of the means from the curve. */
  readonly rest: number;
  at(dose: number): number;
}

/** Fits every curve that the doses allow: a parabola and Emax take three, Emax no negative dose. Doses ascend, each once. */
export function fitCurves(doses: readonly number[], means: readonly number[]): Curve[] {
  const curves = [fitConstant(means), fitPolynomial('linear', doses, means), fitIsotonic(doses, means)];
  if (doses.length > 2) curves.push(fitPolynomial('quadratic', doses, means));
  if (doses.length > 2 && (doses[0] as number) >= 0) curves.push(fitEmax(doses, means));
  return curves.sort((a, b) => CURVES.indexOf(a.name) - CURVES.indexOf(b.name));
}

function restOf(doses: readonly number[], means: readonly number[], at: (dose: number) => number): number {
  let rest = 0;
  for (const [d, dose] of doses.entries()) {
    const away = (means[d] as number) - at(dose);
    rest += away * away;
  }
  return rest;
}

function fitConstant(means: readonly number[]): Curve {
  const level = means.reduce((sum, value) => sum + value, 0) / means.length;
  return { name: 'constant', parameters: { intercept: level }, size: 1, rest: restOf(means, means, () => level), at: () => level };
}

/** Least squares over powers of the dose, which is scaled to 1 so that the equations stay sound. */
function fitPolynomial(name: 'linear' | 'quadratic', doses: readonly number[], means: readonly number[]): Curve {
  const scale = Math.max(...doses.map(Math.abs)) || 1;
  const order = name === 'linear' ? 1 : 2;
  const columns = Array.from({ length: order + 1 }, (_, k) => doses.map((dose) => powerOf(dose / scale, k)));
  const [a = 0, b = 0, c = 0] = leastSquares(columns, means);
  const at = (dose: number): number => a + (dose / scale) * (b + (dose / scale) * c);
  const parameters = { intercept: a, slope: b / scale, ...(order === 2 && { curvature: c / (scale * scale) }) };
  return { name, parameters, size: order + 1, rest: restOf(doses, means, at), at };
}

const powerOf = (x: number, k: number): number => (k === 0 ? 1 : k === 1 ? x : x * x);

/** Solves the normal equations by elimination with pivots. */
function leastSquares(columns: readonly (readonly number[])[], values: readonly number[]): number[] {
  const size = columns.length;
  const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, k) => sum + x * (b[k] as number), 0);
  const rows = columns.map((column) => [...columns.map((other) => dot(column, other)), dot(column, values)]);
  for (let k = 0; k < size; k++) {
    const pivot = rows.slice(k).reduce((best, row) => (Math.abs(row[k] as number) > Math.abs(best[k] as number) ? row : best));
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(k, 0, pivot);
    for (const row of rows) {
      if (row === pivot || pivot[k] === 0) continue;
      const factor = (row[k] as number) / (pivot[k] as number);
      for (let c = k; c <= size; c++) row[c] = (row[c] as number) - factor * (pivot[c] as number);
    }
  }
  return rows.map((row, k) => (row[k] === 0 ? 0 : (row[size] as number) / (row[k] as number)));
}

/** Given ED50 the curve is a straight line over dose ÷ (ED50 + dose); ED50 is sought on a logarithmic scale. */
function fitEmax(doses: readonly number[], means: readonly number[]): Curve {
  const positive = doses.filter((dose) => dose > 0);
  const [least, most] = [log((positive[0] as number) / 20), log((positive.at(-1) as number) * 20)];
  const lineAt = (logarithm: number): Curve => {
    const half = exp(logarithm);
    return fitPolynomial(
      'linear',
      doses.map((dose) => dose / (half + dose)),
      means,
    );
  };
  const best = smallestOver(least, most, (logarithm) => lineAt(logarithm).rest);
  const ed50 = exp(best);
  const { parameters, rest } = lineAt(best);
  const [e0, emax] = [parameters.intercept as number, parameters.slope as number];
  return { name: 'emax', parameters: { e0, emax, ed50 }, size: 3, rest, at: (dose) => e0 + (emax * dose) / (ed50 + dose) };
}

const squared = (x: number): number => x * x;

const GRID = 40;
const GOLDEN = 0.6180339887498949;

/** Where a function of one number is smallest: the best place of a grid, then golden sections around it. */
function smallestOver(low: number, high: number, value: (x: number) => number): number {
  const step = (high - low) / GRID;
  let best = 0;
  let smallest = Number.POSITIVE_INFINITY;
  for (let k = 0; k <= GRID; k++) {
    const here = value(low + k * step);
    if (here < smallest) [best, smallest] = [k, here];
  }
  let [from, to] = [low + Math.max(0, best - 1) * step, low + Math.min(GRID, best + 1) * step];
  for (let round = 0; round < 30; round++) {
    const [a, b] = [to - GOLDEN * (to - from), from + GOLDEN * (to - from)];
    if (value(a) < value(b)) to = b;
    else from = a;
  }
  return (from + to) / 2;
}

/** Rising or falling steps, whichever lie closer to the means; straight lines between the doses. */
function fitIsotonic(doses: readonly number[], means: readonly number[]): Curve {
  const rising = pooled(means);
  const falling = pooled(means.map((value) => -value)).map((value) => -value);
  const distance = (levels: readonly number[]): number => levels.reduce((sum, level, d) => sum + squared(level - (means[d] as number)), 0);
  const levels = distance(rising) <= distance(falling) ? rising : falling;
  const at = (dose: number): number => interpolated(doses, levels, dose);
  return { name: 'isotonic', parameters: {}, size: new Set(levels).size, rest: distance(levels), at };
}

/** Pools neighbours that fall until the levels rise. */
export function pooled(values: readonly number[]): number[] {
  const blocks: { sum: number; count: number }[] = [];
  for (const value of values) {
    blocks.push({ sum: value, count: 1 });
    while (blocks.length > 1) {
      const last = blocks.at(-1) as { sum: number; count: number };
      const before = blocks.at(-2) as { sum: number; count: number };
      if (before.sum / before.count < last.sum / last.count) break;
      blocks.splice(-2, 2, { sum: before.sum + last.sum, count: before.count + last.count });
    }
  }
  return blocks.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
}

function interpolated(doses: readonly number[], levels: readonly number[], dose: number): number {
  const next = doses.findIndex((each) => each >= dose);
  if (next <= 0) return levels[next < 0 ? levels.length - 1 : 0] as number;
  const [left, right] = [doses[next - 1] as number, doses[next] as number];
  const share = (dose - left) / (right - left);
  return (levels[next - 1] as number) + share * ((levels[next] as number) - (levels[next - 1] as number));
}
