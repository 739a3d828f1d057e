/**
 * What a calibration says: where each parameter lies, whether the targets told it apart from others at all, and whether
 * targets that took no part in the fit come out.
 */
import { normalCdf } from '#distributions';
import type { ParameterValue } from '../../core/model.js';
import { quantileOf } from '../design/distribution.js';
import { type Uncertain, valueAt } from '../design/uncertainty.js';
import { weightedCovariance, weightedTotal } from '../linear-algebra.js';
import { type Histogram, histogramOf } from './histogram.js';
import { type Target, targetLabel } from './targets.js';
import { type Warning, warningsOf } from './warnings.js';

/** Levels of all intervals here. */
const LEVELS = [0.025, 0.5, 0.975] as const;

export interface ParameterPosterior {
  readonly key: string;
  /** Distribution of the prior and its middle 95 %; null where the values are no numbers. */
  readonly prior: { readonly kind: string; readonly low: number | null; readonly high: number | null };
  /** Of the posterior; null where the values are no numbers. */
  readonly mean: number | null;
  readonly low: number | null;
  readonly median: number | null;
  readonly high: number | null;
  /** Prior and posterior in bins, of a number. */
  readonly bins?: Histogram;
  /** Chances of every value of a choice. */
  readonly chances?: readonly { readonly value: ParameterValue; readonly weight: number }[];
  /** Standard deviation of the posterior ÷ that of the prior, both in shares of the prior: 1 is nothing learnt. */
  readonly width: number;
}

export interface TargetCheck {
  readonly target: string;
  readonly metric: string;
  readonly variant: string;
  readonly over?: string;
  readonly unit: string;
  readonly use: Target['use'];
  readonly value: number;
  readonly error: number;
  /** What the posterior predicts for the target as it was measured: 95 % interval and median. */
  readonly low: number | null;
  readonly median: number | null;
  readonly high: number | null;
  readonly inside: boolean | null;
}

export interface Posterior {
  readonly parameters: readonly ParameterPosterior[];
  /** Correlations of normal scores, for pairs of parameters in order. */
  readonly correlations: readonly { readonly a: string; readonly b: string; readonly correlation: number }[];
  readonly targets: readonly TargetCheck[];
  /** What should not be overlooked. */
  readonly warnings: readonly Warning[];
}

export interface PosteriorInput {
  readonly uncertain: readonly Uncertain[];
  readonly targets: readonly Target[];
  /** Per particle its shares of the prior, what it gave for every target, and its weight. */
  readonly shares: readonly Float64Array[];
  readonly simulated: readonly Float64Array[];
  readonly weights: Float64Array;
  readonly tolerance: number;
}

export function summarisePosterior(input: PosteriorInput): Posterior {
  const { uncertain, targets, shares, weights } = input;
  const parameters = uncertain.map((each, d) =>
    describe(
      each,
      shares.map((row) => row[d] as number),
      weights,
    ),
  );
  const correlations = correlationsOf(uncertain, shares, weights);
  const checks = targets.map((target, t) =>
    check(
      target,
      input.simulated.map((row) => row[t] as number),
      weights,
    ),
  );
  const found = { parameters, correlations, targets: checks };
  return { ...found, warnings: warningsOf(input, found) };
}

function describe(uncertain: Uncertain, shares: readonly number[], weights: Float64Array): ParameterPosterior {
  const { key, distribution } = uncertain;
  const values = shares.map((share) => valueAt(uncertain, share));
  const width = deviation(shares, weights) / Math.sqrt(1 / 12);
  if (values.some((value) => typeof value !== 'number')) {
    const known = distribution.kind === 'choice' ? distribution.values : [];
    const chances = known.map((value) => ({ value, weight: weightedTotal(weights, (p) => values[p] === value) }));
    const none = { mean: null, low: null, median: null, high: null };
    return { key, prior: { kind: distribution.kind, low: null, high: null }, ...none, chances, width };
  }
  const numbers = values as number[];
  const [low, median, high] = weightedQuantiles(numbers, weights, LEVELS) as [number, number, number];
  const prior = {
    kind: distribution.kind,
    low: quantileOf(distribution, LEVELS[0]) as number,
    high: quantileOf(distribution, LEVELS[2]) as number,
  };
  return {
    key,
    prior,
    mean: weightedTotal(weights, (p) => numbers[p] as number),
    low,
    median,
    high,
    bins: histogramOf(uncertain, numbers, weights),
    width,
  };
}

function deviation(values: readonly number[], weights: Float64Array): number {
  const centre = weightedTotal(weights, (p) => values[p] as number);
  return Math.sqrt(weightedTotal(weights, (p) => ((values[p] as number) - centre) * ((values[p] as number) - centre)));
}

/** Quantiles of weighted values, by interpolation between the middles of their weights. */
export function weightedQuantiles(values: readonly number[], weights: ArrayLike<number>, levels: readonly number[]): number[] {
  const order = values.map((_, p) => p).filter((p) => (weights[p] as number) > 0 && !Number.isNaN(values[p]));
  order.sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
  const whole = order.reduce((sum, p) => sum + (weights[p] as number), 0);
  return levels.map((level) => {
    let [below, at, before] = [0, -Infinity, values[order[0] as number] as number];
    for (const p of order) {
      const middle = (below + (weights[p] as number) / 2) / whole;
      if (middle >= level)
        return at === -Infinity ? (values[p] as number) : before + ((level - at) / (middle - at)) * ((values[p] as number) - before);
      below += weights[p] as number;
      [at, before] = [middle, values[p] as number];
    }
    return order.length === 0 ? Number.NaN : before;
  });
}

function correlationsOf(
  uncertain: readonly Uncertain[],
  shares: readonly Float64Array[],
  weights: Float64Array,
): Posterior['correlations'] {
  const size = uncertain.length;
  const covariance = weightedCovariance(shares, weights, size);
  const at = (i: number, j: number): number => covariance[i * size + j] as number;
  return uncertain.flatMap(({ key: a }, i) =>
    uncertain.slice(i + 1).map(({ key: b }, k) => {
      const j = i + 1 + k;
      const scale = Math.sqrt(at(i, i) * at(j, j));
      return { a, b, correlation: scale > 0 ? at(i, j) / scale : 0 };
    }),
  );
}

/** The figure as it would be measured: what the worlds give, and the error of the measurement on top. */
function check(target: Target, simulated: readonly number[], weights: Float64Array): TargetCheck {
  const { metric, variant, over, unit, use, value, error } = target;
  const known = simulated.some((figure, p) => !Number.isNaN(figure) && (weights[p] as number) > 0);
  const [low, median, high] = known ? LEVELS.map((level) => predictiveQuantile(simulated, weights, error, level)) : [];
  const head = { target: targetLabel(target), metric, variant, ...(over !== undefined && { over }), unit, use, value, error };
  if (low === undefined || median === undefined || high === undefined)
    return { ...head, low: null, median: null, high: null, inside: null };
  return { ...head, low, median, high, inside: value >= low && value <= high };
}

/** Quantile of a mixture of normal distributions of one width around the weighted figures, by bisection. */
function predictiveQuantile(simulated: readonly number[], weights: Float64Array, error: number, level: number): number {
  if (error === 0) return weightedQuantiles(simulated, weights, [level])[0] as number;
  const counted = [...simulated.keys()].filter((p) => (weights[p] as number) > 0 && !Number.isNaN(simulated[p]));
  const whole = counted.reduce((sum, p) => sum + (weights[p] as number), 0);
  const below = (x: number): number =>
    counted.reduce((sum, p) => sum + (weights[p] as number) * normalCdf(x, simulated[p] as number, error), 0) / whole;
  let low = counted.reduce((least, p) => Math.min(least, simulated[p] as number), Infinity) - 10 * error;
  let high = counted.reduce((most, p) => Math.max(most, simulated[p] as number), -Infinity) + 10 * error;
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (below(middle) < level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
