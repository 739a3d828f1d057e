/**
 * How much of what a metric varies is policy, how much the parameters, how much luck: the variance of all runs split into
 * main effects and interactions.
 *
 * Variants × points × replicates is a complete grid, because every variant and point meets every draw of luck. So the sums
 * of squares of the three-way layout add up to the total without a rest (Fisher 1925; on a grid this is the functional
 * decomposition of Hoeffding 1948). Shares are of the sum of squares, η². The effect of a variant holds about 1 ÷
 * replicates of the luck in it, so few replicates make policy look a little larger than it is.
 */
import { readFigures } from '../results.js';
import { exactSum } from '../statistics.js';
import type { Results } from '../study.js';
import { completeFigures } from './ranking.js';

/** Shares of the variance; those of a factor with one level are 0. They add up to 1. */
export interface VarianceSplit {
  readonly metric: string;
  readonly variants: number;
  readonly points: number;
  /** Replicates in which all runs have the figure. */
  readonly replicates: number;
  readonly policy: number;
  readonly parameters: number;
  readonly luck: number;
  readonly policyByParameters: number;
  readonly policyByLuck: number;
  readonly parametersByLuck: number;
  readonly allThree: number;
}

/** One split per metric; metrics that do not vary, or have fewer than two complete replicates, are left out. */
export function splitVariance(results: Results, metrics: readonly string[]): VarianceSplit[] {
  const { plan } = results;
  const tables = (plan.points ?? [undefined]).map((_, point) => readFigures(results, point));
  const variants = plan.scenario.variants.map(({ name }) => name);
  return metrics.flatMap((metric) => {
    const cells = completeFigures(variants.flatMap((variant) => tables.map((table) => table.figures(variant, metric))));
    const shares = splitGrid(cells, variants.length, tables.length);
    return shares === undefined ? [] : [{ metric, variants: variants.length, points: tables.length, ...shares }];
  });
}

/**
 * The split of a complete grid.
 * @param cells one column of replicates per variant and point, points running faster
 * @returns undefined for fewer than two replicates, or figures that are all equal
 */
export function splitGrid(
  cells: readonly Float64Array[],
  variants: number,
  points: number,
): Omit<VarianceSplit, 'metric' | 'variants' | 'points'> | undefined {
  const replicates = cells[0]?.length ?? 0;
  if (replicates < 2) return undefined;
  const sizes = [variants, points, replicates] as const;
  const value = (v: number, p: number, r: number): number => (cells[v * points + p] as Float64Array)[r] as number;
  const squares = (...axes: readonly number[]): number => squaresOfMeans(sizes, axes, value);
  const [none, v, p, r] = [squares(), squares(0), squares(1), squares(2)];
  const [vp, vr, pr, all] = [squares(0, 1), squares(0, 2), squares(1, 2), squares(0, 1, 2)];
  const total = all - none;
  // Below this the figures are equal but for rounding.
  if (!(total > 1e-14 * Math.max(none, 1e-300))) return undefined;
  const share = (...terms: readonly number[]): number => Math.max(0, exactSum(terms) / total);
  return {
    replicates,
    policy: share(v, -none),
    parameters: share(p, -none),
    luck: share(r, -none),
    policyByParameters: share(vp, -v, -p, none),
    policyByLuck: share(vr, -v, -r, none),
    parametersByLuck: share(pr, -p, -r, none),
    allThree: share(all, -vp, -vr, -pr, v, p, r, -none),
  };
}

type Sizes = readonly [number, number, number];

/** Sum over all runs of the squared mean of the group that a run belongs to; groups are formed by the axes named. */
function squaresOfMeans(sizes: Sizes, axes: readonly number[], value: (v: number, p: number, r: number) => number): number {
  const keep = sizes.map((_, axis) => axes.includes(axis));
  const count = sizes.reduce((product, size, axis) => product * (keep[axis] === true ? size : 1), 1);
  const groups: number[][] = Array.from({ length: count }, () => []);
  for (let v = 0; v < sizes[0]; v++)
    for (let p = 0; p < sizes[1]; p++)
      for (let r = 0; r < sizes[2]; r++) {
        const place = [v, p, r].reduce((at, index, axis) => (keep[axis] === true ? at * (sizes[axis] as number) + index : at), 0);
        (groups[place] as number[]).push(value(v, p, r));
      }
  return exactSum(groups.map((group) => (exactSum(group) * exactSum(group)) / group.length));
}
