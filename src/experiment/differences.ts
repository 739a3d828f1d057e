/** Pairs of figures that share their luck, and the smallest difference that matters. */
import type { FigureTable } from './results.js';
import { mean } from './statistics.js';
import type { Scenario } from './study.js';

export interface Differences {
  /** Variant − baseline per replicate in which both figures are defined, by ascending replicate. */
  readonly differences: Float64Array;
  readonly baseline: Float64Array;
  readonly variant: Float64Array;
  /** Replicates in which both runs are done but a figure is undefined. */
  readonly dropped: number;
}

/** Pairs the figures of two variants by replicate. */
export function differencesOf(table: FigureTable, baseline: string, variant: string, metric: string): Differences {
  const before = table.figures(baseline, metric);
  const after = table.figures(variant, metric);
  const kept: number[] = [];
  let dropped = 0;
  for (let r = 0; r < before.length; r++) {
    if (!Number.isNaN(before[r]) && !Number.isNaN(after[r])) kept.push(r);
    else if (table.isDone(baseline, r) && table.isDone(variant, r)) dropped++;
  }
  const take = (figures: Float64Array): Float64Array => Float64Array.from(kept, (r) => figures[r] as number);
  return {
    differences: Float64Array.from(kept, (r) => (after[r] as number) - (before[r] as number)),
    baseline: take(before),
    variant: take(after),
    dropped,
  };
}

/** The scenario's smallest effect of interest in the metric's unit: a share of the baseline's mean; null without figures. */
export function smallestEffectOf(scenario: Scenario, metric: string, baseline: Float64Array): number | null {
  if (baseline.length === 0) return null;
  const share = Object.hasOwn(scenario.smallestEffect, metric) ? (scenario.smallestEffect[metric] as number) : DEFAULT_SMALLEST_EFFECT;
  return share * Math.abs(mean(baseline));
}

/** Five per cent of the baseline's mean, where the scenario says nothing. */
const DEFAULT_SMALLEST_EFFECT = 0.05;
