/**
 * From results to verdicts: every variant against the baseline, paired by replicate, metric by metric.
 */
import { type AnyModel, figureOf, type Measure } from '../core/model.js';
import { type Bootstrap, createBootstrap } from './bootstrap.js';
import { checkBudget, SPENDING_METRIC } from './budget.js';
import { judgeClaims } from './claims.js';
import { honestyOf } from './comparing/honesty.js';
import { rankVariants } from './comparing/ranking.js';
import type { Comparison, MetricComparison, Verdict } from './comparison.js';
import { differencesOf, smallestEffectOf } from './differences.js';
import { compareNull } from './null-comparison.js';
import { type FigureTable, readFigures } from './results.js';
import { modelOf } from './run.js';
import { equivalenceP, holm, mean, pairedTest, variance } from './statistics.js';
import type { Results, Scenario } from './study.js';
import { summarise } from './summary.js';

const ALPHA = 0.05;

export interface CompareOptions {
  /** The parameter set that is compared; default the first. */
  readonly point?: number;
}

/**
 * Compares all variants of a study with its baseline over the scenario's indicators.
 * Works on partial results; pairs that are not complete are left out and counted by `pairs`.
 */
export function compareStudy(results: Results, models: readonly AnyModel[], { point = 0 }: CompareOptions = {}): Comparison {
  const { plan } = results;
  const { scenario } = plan;
  const model = modelOf(models, plan.model.name);
  const asked = [...scenario.indicators, ...scenario.claims.map(({ metric }) => metric), SPENDING_METRIC];
  const table = readFigures(results, point, asked);
  const others = scenario.variants.filter((variant) => variant.name !== scenario.baseline).map((variant) => variant.name);
  const contrasts = others.map((variant) => ({ baseline: scenario.baseline, variant }));
  const rows = compareContrasts(scenario, model, table, contrasts);
  const comparison = {
    study: plan.study,
    seed: scenario.seed,
    baseline: scenario.baseline,
    variants: scenario.variants.map((variant) => variant.name),
    rows,
    claims: judgeClaims(scenario, table),
    budget: checkBudget(scenario, model, table),
    runs: { planned: table.planned, done: table.done, failed: table.failed },
    nullComparison: compareNull(scenario, table),
    ranking: rankVariants(scenario, model, table),
    honesty: honestyOf(results, model, table, rows),
    point,
  };
  return { ...comparison, summary: summarise(comparison, model) };
}

/** Compares any two variants, `left` − `right`, over the indicators; p-values are adjusted within these rows. */
export function compareVariants(
  results: Results,
  models: readonly AnyModel[],
  left: string,
  right: string,
  { point = 0 }: CompareOptions = {},
): MetricComparison[] {
  const { scenario, model } = results.plan;
  return compareContrasts(scenario, modelOf(models, model.name), readFigures(results, point, scenario.indicators), [
    { baseline: right, variant: left },
  ]);
}

/** Compares every variant with every earlier one over the indicators; p-values are adjusted over all of these rows. */
export function compareAllPairs(results: Results, models: readonly AnyModel[], { point = 0 }: CompareOptions = {}): MetricComparison[] {
  const { scenario, model } = results.plan;
  const names = scenario.variants.map(({ name }) => name);
  const contrasts = names.flatMap((variant, v) => names.slice(0, v).map((baseline) => ({ baseline, variant })));
  return compareContrasts(scenario, modelOf(models, model.name), readFigures(results, point, scenario.indicators), contrasts);
}

type Contrast = Pick<MetricComparison, 'baseline' | 'variant'>;
type Unjudged = Omit<MetricComparison, 'pAdjusted' | 'verdict'>;

function compareContrasts(scenario: Scenario, model: AnyModel, table: FigureTable, contrasts: readonly Contrast[]): MetricComparison[] {
  const bootstrap = createBootstrap(scenario.seed);
  const rows = contrasts.flatMap((contrast) =>
    scenario.indicators.map((metric) => compareMetric(scenario, table, bootstrap, contrast, metric)),
  );
  const adjusted = holm(rows.map((row) => row.p));
  return rows.map((row, i) => {
    const pAdjusted = adjusted[i] ?? null;
    return { ...row, pAdjusted, verdict: verdictOf(row, pAdjusted, figureOf(model, row.metric)?.better ?? 'neither') };
  });
}

function compareMetric(scenario: Scenario, table: FigureTable, bootstrap: Bootstrap, contrast: Contrast, metric: string): Unjudged {
  const { differences, baseline, variant, dropped } = differencesOf(table, contrast.baseline, contrast.variant, metric);
  const test = pairedTest(differences);
  const baselineMean = orNull(mean(baseline));
  const smallestEffect = smallestEffectOf(scenario, metric, baseline);
  const interval = bootstrap.interval(differences);
  const difference = test?.mean ?? orNull(mean(differences));
  return {
    metric,
    ...contrast,
    pairs: differences.length,
    dropped,
    baselineMean,
    variantMean: orNull(mean(variant)),
    difference,
    low: test?.low ?? null,
    high: test?.high ?? null,
    bootstrapLow: interval?.low ?? null,
    bootstrapHigh: interval?.high ?? null,
    relative: difference === null || baselineMean === null || baselineMean === 0 ? null : difference / Math.abs(baselineMean),
    effectSize: test === undefined || test.standardDeviation === 0 ? null : test.mean / test.standardDeviation,
    p: test?.p ?? null,
    varianceReduction: varianceReduction(differences, baseline, variant),
    smallestEffect,
    equivalenceP: test === undefined || smallestEffect === null ? null : equivalenceP(test, smallestEffect),
  };
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** 1 − Var(paired mean) ÷ Var(unpaired mean); null where the unpaired figures do not vary. */
function varianceReduction(differences: Float64Array, baseline: Float64Array, variant: Float64Array): number | null {
  const unpaired = variance(baseline) + variance(variant);
  return unpaired > 0 ? 1 - variance(differences) / unpaired : null;
}

/**
 * The word for a row. Practically equal comes first: a difference that is certain but smaller than the smallest effect of
 * interest is no reason to prefer a variant.
 */
function verdictOf(row: Unjudged, pAdjusted: number | null, better: Measure['better']): Verdict {
  if (row.pairs === 0) return 'no value';
  if (row.difference === null || pAdjusted === null) return 'undecided';
  if (row.equivalenceP !== null && row.equivalenceP < ALPHA) return 'practically equal';
  if (pAdjusted >= ALPHA) return 'undecided';
  if (better === 'neither') return row.difference > 0 ? 'higher' : 'lower';
  return row.difference > 0 === (better === 'higher') ? 'better' : 'worse';
}
