/**
 * What a sensitivity analysis says, as plain data: tables, JSON, figures and reports are views of it. Values that cannot
 * be computed are null. All intervals are of 95 %.
 */
import type { ParameterValue } from '../../core/model.js';
import type { Distribution } from '../design/distribution.js';

/** What is explained: a metric of a variant, or its paired difference from another one. */
export interface Output {
  readonly metric: string;
  readonly variant: string;
  /** Variant that is taken off; absent where the metric itself is explained. */
  readonly over?: string;
}

export interface Estimate {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** A point that has no output, and why. */
export interface MissingPoint {
  readonly point: number;
  readonly reason: 'failed' | 'no value';
  /** Ids of the runs that failed or gave no value. */
  readonly runs: readonly number[];
}

/** Elementary effects (Morris 1991; Campolongo, Cariboni & Saltelli 2007), in the output's unit per range of the parameter. */
export interface MorrisIndices {
  readonly method: 'morris';
  readonly rows: readonly {
    readonly key: string;
    /** Mean effect, mean size of the effects, their standard deviation. */
    readonly mu: Estimate;
    readonly muStar: Estimate;
    readonly sigma: Estimate;
    /** Effects that count. */
    readonly effects: number;
  }[];
}

/** Shares of the output's variance (Sobol' 1993): of one parameter alone, with all its interactions, of two together. */
export interface SobolIndices {
  readonly method: 'sobol';
  /** Base points that count. */
  readonly bases: number;
  readonly rows: readonly { readonly key: string; readonly first: Estimate; readonly total: Estimate }[];
  /** Interactions beyond the first order; empty where they were not asked for. */
  readonly second: readonly { readonly keys: readonly [string, string]; readonly index: Estimate }[];
}

/** Largest distance between the output's distribution and that within slices of a parameter (Pianosi & Wagener 2018). */
export interface PawnIndices {
  readonly method: 'pawn';
  readonly samples: number;
  readonly slices: number;
  readonly rows: readonly {
    readonly key: string;
    /** Median and largest of the distances over the slices. */
    readonly median: Estimate;
    readonly maximum: Estimate;
  }[];
  /** What a parameter without any influence would get from as many points: 95 % of such distances lie below `high`. */
  readonly dummy: { readonly median: Estimate; readonly maximum: Estimate };
}

/** Standardised regression coefficients of values and of ranks (Saltelli et al. 2008), with t intervals. */
export interface RegressionIndices {
  readonly method: 'src';
  readonly samples: number;
  /** Share of the variance that the linear model explains, in values and in ranks. */
  readonly r2: number | null;
  readonly r2Ranks: number | null;
  readonly rows: readonly { readonly key: string; readonly src: Estimate; readonly srrc: Estimate }[];
}

export type Indices = MorrisIndices | SobolIndices | PawnIndices | RegressionIndices;

/** One analysis of one output. */
export interface SensitivityResult {
  readonly study: string;
  readonly seed: string;
  readonly output: Output;
  readonly unit: string;
  readonly parameters: readonly { readonly key: string; readonly distribution: Distribution }[];
  readonly replicates: number;
  readonly indices: Indices;
  /** Mean and standard deviation of the output over the points, and the share of its variance that luck makes. */
  readonly mean: number | null;
  readonly standardDeviation: number | null;
  readonly luck: number | null;
  /** Points without an output, and in a sentence what was done about them. */
  readonly missing: readonly MissingPoint[];
  readonly rule: string;
  /** Values and output of every point, for scatter plots and response curves. */
  readonly points: readonly { readonly values: Readonly<Record<string, ParameterValue>>; readonly output: number | null }[];
}
