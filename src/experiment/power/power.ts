/**
 * How many pairs a comparison needs, from the paired differences of a pilot: by formula (noncentral t), checked by
 * resampling the pilot's own differences, which need not be normal.
 */
import { normalQuantile } from '#distributions';
import { differencesOf, smallestEffectOf } from '../differences.js';
import { createGenerator } from '../random.js';
import { readFigures } from '../results.js';
import { mean, pairedTest, variance } from '../statistics.js';
import type { Results } from '../study.js';
import { pairsNeeded } from './noncentral-t.js';

/** Studies that are played for one number of pairs. */
const PLAYED = 1000;
/** More pairs than this are not asked for. */
const MOST_PAIRS = 100_000;
/** Beyond this playing takes too long, and the formula is exact enough. */
const MOST_PLAYED = 2000;
/** The standard deviation of a pilot is uncertain; the careful number rests on the upper end of its 80 % interval (Browne 1995). */
const CARE = 0.8;

export interface PowerGoal {
  readonly metrics: readonly string[];
  /** Shares of the baseline's mean, or multiples of the scenario's smallest effect. */
  readonly effects: readonly { readonly value: number; readonly of: 'mean' | 'smallest effect' | 'unit' }[];
  readonly powers: readonly number[];
  readonly alpha: number;
}

export interface PowerRow {
  readonly metric: string;
  readonly variant: string;
  readonly pilotPairs: number;
  readonly standardDeviation: number;
  /** Difference to be found, in the metric's unit, and as a share of the baseline's mean. */
  readonly effect: number;
  readonly relative: number | null;
  readonly needed: readonly {
    readonly power: number;
    /** Null where more than 100,000 pairs would be needed. */
    readonly pairs: number | null;
    readonly careful: number | null;
    /** Share of played studies of that size that find the effect; null beyond 2,000 pairs. */
    readonly played: number | null;
  }[];
}

/** A variant and metric that cannot be planned for, and why: `no value` below two pairs, `no spread` where all differences are equal. */
export interface Unplanned {
  readonly metric: string;
  readonly variant: string;
  readonly why: 'no value' | 'no spread' | 'no scale';
}

/** Rows by metric, variant and effect. The pilot is the study as far as it is done. */
export function planPower(
  results: Results,
  goal: PowerGoal,
): { readonly rows: readonly PowerRow[]; readonly unplanned: readonly Unplanned[] } {
  const { scenario } = results.plan;
  const table = readFigures(results);
  const rows: PowerRow[] = [];
  const unplanned: Unplanned[] = [];
  for (const metric of goal.metrics) {
    for (const { name: variant } of scenario.variants) {
      if (variant === scenario.baseline) continue;
      const { differences, baseline } = differencesOf(table, scenario.baseline, variant, metric);
      const spread = Math.sqrt(variance(differences));
      const level = Math.abs(mean(baseline));
      const smallest = smallestEffectOf(scenario, metric, baseline) ?? 0;
      const effects = goal.effects.map(({ value, of }) => value * (of === 'mean' ? level : of === 'unit' ? 1 : smallest));
      const why =
        differences.length < 2 ? 'no value' : !(spread > 0) ? 'no spread' : effects.some((effect) => effect > 0) ? undefined : 'no scale';
      if (why !== undefined) unplanned.push({ metric, variant, why });
      else
        for (const effect of effects) {
          const needed = goal.powers.map((power) => needOf(differences, spread, effect, power, goal.alpha, scenario.seed));
          const relative = level > 0 ? effect / level : null;
          rows.push({ metric, variant, pilotPairs: differences.length, standardDeviation: spread, effect, relative, needed });
        }
    }
  }
  return { rows, unplanned };
}

function needOf(
  differences: Float64Array,
  spread: number,
  effect: number,
  power: number,
  alpha: number,
  seed: string,
): PowerRow['needed'][number] {
  const pairs = pairsNeeded(effect / spread, power, alpha, MOST_PAIRS) ?? null;
  const careful = pairsNeeded(effect / (spread * careFactor(differences.length - 1)), power, alpha, MOST_PAIRS) ?? null;
  const played = pairs === null || pairs > MOST_PLAYED ? null : playPower(differences, effect, pairs, alpha, seed);
  return { power, pairs, careful, played };
}

/** σ upper ÷ s: square root of df ÷ the chi-square quantile, after Wilson & Hilferty (1931). */
export function careFactor(df: number): number {
  const part = 2 / (9 * df);
  const root = 1 - part + normalQuantile(1 - CARE, 0, 1) * Math.sqrt(part);
  return Math.sqrt(1 / (root * root * root));
}

/** Share of studies of that many pairs, drawn from the pilot's differences moved to the effect, whose t test finds it. */
export function playPower(differences: Float64Array, effect: number, pairs: number, alpha: number, seed: string): number {
  const n = differences.length;
  const centre = mean(differences);
  // Resampling n values has their variance over n; this gives it the variance over n − 1.
  const widen = Math.sqrt(n / (n - 1));
  const pool = differences.map((value) => (value - centre) * widen + effect);
  const { quick } = createGenerator('power', seed, pairs);
  const sample = new Float64Array(pairs);
  let found = 0;
  for (let study = 0; study < PLAYED; study++) {
    for (let i = 0; i < pairs; i++) sample[i] = pool[Math.floor(quick() * n)] as number;
    const test = pairedTest(sample);
    if (test !== undefined && test.p < alpha) found++;
  }
  return found / PLAYED;
}
