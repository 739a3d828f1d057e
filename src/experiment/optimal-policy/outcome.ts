/** What a policy is worth: an aim over worlds and draws of luck, expected or at worst. */
import { UserError } from '../../core/errors.js';
import { type AnyModel, figureOf } from '../../core/model.js';
import { suggestion } from '../problem.js';
import type { FigureTable } from '../results.js';
import { mean, pairedTest } from '../statistics.js';

export interface Aim {
  readonly metric: string;
  readonly unit: string;
  readonly better: 'higher' | 'lower';
}

/** A policy's figures: one row per world, one number per draw of luck, NaN where there is none. */
export type Figures = readonly Float64Array[];

export interface Estimate {
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
}

/** What stands for money where an aim is asked for by `cost`. */
const COST = 'policy_spending';

/** @throws UserError for an unknown metric, and for one that has no better side */
export function aimOf(model: AnyModel, name: string): Aim {
  const known = [...model.metrics, ...model.evaluations.flatMap(({ measures }) => measures)];
  const metric = name === 'cost' ? COST : name;
  const figure = figureOf(model, metric);
  if (figure === undefined)
    throw new UserError(
      `there is no metric or measure "${name}"`,
      suggestion(
        name,
        known.map((each) => each.name),
      ),
    );
  if (name === 'cost') return { metric, unit: figure.unit, better: 'lower' };
  if (figure.better === 'neither')
    throw new UserError(
      `${name} has no better side, so nothing is best`,
      metric === COST ? 'for the money spent write cost' : 'choose another objective',
    );
  return { metric, unit: figure.unit, better: figure.better };
}

/** Figures of the one variant of a point for a metric, one row per table. */
export function figuresOf(tables: readonly FigureTable[], variant: string, metric: string): Figures {
  return tables.map((table) => table.figures(variant, metric));
}

/**
 * The number that is searched for. Expected: mean over worlds and luck. At worst: of several worlds the one with the
 * worst mean, of a single world the worst draw of luck. NaN where a world has no figure at all.
 */
export function worth(figures: Figures, { better }: Aim, atWorst: boolean): number {
  const means = figures.map((row) => mean(row.filter((value) => !Number.isNaN(value))));
  if (!atWorst) return mean(means);
  const rows = means.length > 1 ? means : [...(figures[0] as Float64Array)].filter((value) => !Number.isNaN(value));
  if (rows.length === 0 || rows.some(Number.isNaN)) return Number.NaN;
  return rows.reduce((worst, value) => (better === 'higher' ? Math.min(worst, value) : Math.max(worst, value)));
}

/** The same as a cost to be made small. */
export function costOf(figures: Figures, aim: Aim, atWorst: boolean): number {
  const value = worth(figures, aim, atWorst);
  return aim.better === 'higher' ? -value : value;
}

/**
 * A policy's worth with its 95 % t interval over the draws of luck; at worst, that of the world that is worst for it, and
 * without an interval where there is but one world.
 * @param minus figures of another policy on the same luck, whose worlds are subtracted pair by pair
 */
export function estimate(figures: Figures, aim: Aim, atWorst: boolean, minus?: Figures): Estimate {
  const isOneWorst = atWorst && figures.length === 1;
  if (isOneWorst) {
    const value = worth(figures, aim, true) - (minus === undefined ? 0 : worth(minus, aim, true));
    return { mean: Number.isNaN(value) ? null : value, low: null, high: null, n: figures[0]?.length ?? 0 };
  }
  const rowsOf = (each: Figures): Figures => (atWorst ? [worstRow(each, aim)] : each);
  const own = acrossWorlds(rowsOf(figures));
  const other = minus === undefined ? undefined : acrossWorlds(rowsOf(minus));
  const values = own.map((value, r) => value - (other === undefined ? 0 : (other[r] as number))).filter((value) => !Number.isNaN(value));
  const test = pairedTest(values);
  if (test !== undefined) return { mean: test.mean, low: test.low, high: test.high, n: test.n };
  return { mean: values.length === 0 ? null : (values[0] as number), low: null, high: null, n: values.length };
}

/** Mean over the worlds, by draw of luck. */
function acrossWorlds(figures: Figures): Float64Array {
  return Float64Array.from(figures[0] as Float64Array, (_, r) => mean(figures.map((row) => row[r] as number)));
}

function worstRow(figures: Figures, { better }: Aim): Float64Array {
  const means = figures.map((row) => mean(row.filter((value) => !Number.isNaN(value))));
  let worst = 0;
  for (let w = 1; w < means.length; w++) {
    const isWorse = better === 'higher' ? (means[w] as number) < (means[worst] as number) : (means[w] as number) > (means[worst] as number);
    if (isWorse) worst = w;
  }
  return figures[worst] as Float64Array;
}
