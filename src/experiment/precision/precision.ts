/**
 * Whether the numbers of a study are precise enough: the intervals of the chosen indicators, valid at every look, against
 * a target. Differences from the baseline are judged; means where there is nothing to compare.
 */
import { tQuantile } from '#distributions';
import { differencesOf } from '../differences.js';
import { type FigureTable, readFigures } from '../results.js';
import { LEVEL, mean, pairedTest } from '../statistics.js';
import type { Results } from '../study.js';
import { levelOfLooks, looksUntil } from './looks.js';

/** What is asked for. */
export interface PrecisionGoal {
  /** Half the width of the interval: a share of the baseline's mean (`relative`), or in the metric's own unit. */
  readonly half: number;
  readonly relative: boolean;
  readonly metrics: readonly string[];
  /** Replicates after which no more are added. */
  readonly most: number;
}

/** `no value`: fewer than two pairs; `no scale`: a relative target, and a mean of 0. Neither can be waited for. */
export type PrecisionState = 'precise' | 'open' | 'no value' | 'no scale';

export interface PrecisionRow {
  readonly point: number;
  readonly metric: string;
  readonly variant: string;
  /** Null where the row is a mean. */
  readonly baseline: string | null;
  readonly pairs: number;
  readonly estimate: number | null;
  /** Ends of the interval that is valid at every look. */
  readonly low: number | null;
  readonly high: number | null;
  /** Largest half width allowed, in the metric's unit. */
  readonly target: number | null;
  readonly state: PrecisionState;
}

/** Why to stop, or `go on`. */
export type PrecisionReason = 'precise' | 'maximum' | 'nothing to judge' | 'go on';

export interface Precision {
  readonly goal: PrecisionGoal;
  readonly replicates: number;
  readonly looks: readonly number[];
  /** Chance that all looks hold the truth, and the level of the single interval that this takes. */
  readonly level: number;
  readonly levelOfLook: number;
  readonly rows: readonly PrecisionRow[];
  readonly reason: PrecisionReason;
}

/** Judges the results of a study at a look. The looks follow from the goal alone, so a resumed study keeps its promise. */
export function judgePrecision(results: Results, goal: PrecisionGoal): Precision {
  const { plan } = results;
  const { replicates } = plan.scenario;
  const looks = looksUntil(goal.most);
  const levelOfLook = levelOfLooks(looks, LEVEL);
  const rows = (plan.points ?? [undefined]).flatMap((_, point) => rowsOf(results, readFigures(results, point), goal, levelOfLook));
  const judged = rows.filter(({ state }) => state === 'precise' || state === 'open');
  const reason = judged.length === 0 ? 'nothing to judge' : judged.every(({ state }) => state === 'precise') ? 'precise' : undefined;
  return { goal, replicates, looks, level: LEVEL, levelOfLook, rows, reason: reason ?? (replicates >= goal.most ? 'maximum' : 'go on') };
}

function rowsOf({ plan }: Results, table: FigureTable, goal: PrecisionGoal, level: number): PrecisionRow[] {
  const { variants, baseline } = plan.scenario;
  const others = variants.map(({ name }) => name).filter((name) => name !== baseline);
  const pairs = others.length > 0 ? others.map((variant) => ({ variant, baseline })) : [{ variant: baseline, baseline: null }];
  return goal.metrics.flatMap((metric) => pairs.map((pair) => rowOf(table, metric, pair, goal, level)));
}

type Pair = Pick<PrecisionRow, 'variant' | 'baseline'>;

function rowOf(table: FigureTable, metric: string, pair: Pair, goal: PrecisionGoal, level: number): PrecisionRow {
  const { values, scale } = valuesOf(table, metric, pair);
  const interval = intervalAt(values, level);
  const target = goal.relative ? goal.half * Math.abs(mean(scale)) : goal.half;
  const head = { point: table.point, metric, ...pair, pairs: values.length };
  if (interval === undefined) return { ...head, estimate: null, low: null, high: null, target: null, state: 'no value' };
  const half = (interval.high - interval.low) / 2;
  const state = half <= target ? 'precise' : target === 0 ? 'no scale' : 'open';
  return { ...head, ...interval, target, state };
}

/** The values whose mean is judged, and those whose mean a relative target is a share of. */
function valuesOf(table: FigureTable, metric: string, { variant, baseline }: Pair): { values: Float64Array; scale: Float64Array } {
  if (baseline === null) {
    const values = table.figures(variant, metric).filter((value) => !Number.isNaN(value));
    return { values, scale: values };
  }
  const paired = differencesOf(table, baseline, variant, metric);
  return { values: paired.differences, scale: paired.baseline };
}

/** Mean with its t interval at any level; undefined for fewer than two values. */
export function intervalAt(values: Float64Array, level: number): { estimate: number; low: number; high: number } | undefined {
  const test = pairedTest(values);
  if (test === undefined) return undefined;
  const half = test.standardDeviation === 0 ? 0 : (tQuantile((1 + level) / 2, test.n - 1) * test.standardDeviation) / Math.sqrt(test.n);
  return { estimate: test.mean, low: test.mean - half, high: test.mean + half };
}
