/**
 * What a paired comparison of variants says, as data. Tables, JSON and the report are views of it.
 */
import type { Claim } from './study.js';

/** `better` and `worse` follow the metric's direction; metrics without one get `higher` and `lower`. */
export type Verdict = 'better' | 'worse' | 'higher' | 'lower' | 'practically equal' | 'undecided' | 'no value';

/** One metric of one variant against the baseline, over replicates that share their luck. Undefined figures are null. */
export interface MetricComparison {
  readonly metric: string;
  readonly variant: string;
  readonly baseline: string;
  /** Replicates in which both runs are done and both figures are defined. */
  readonly pairs: number;
  /** Replicates in which both runs are done but a figure is undefined. */
  readonly dropped: number;
  readonly baselineMean: number | null;
  readonly variantMean: number | null;
  /** Mean of the paired differences, variant − baseline, with the 95 % paired t interval. */
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** 95 % bootstrap interval (BCa, see bootstrap.ts) of the same mean. */
  readonly bootstrapLow: number | null;
  readonly bootstrapHigh: number | null;
  /** Difference as a share of the baseline's mean. */
  readonly relative: number | null;
  /** Mean of the differences ÷ their standard deviation. */
  readonly effectSize: number | null;
  readonly p: number | null;
  /** Holm over all metrics × variants of the comparison. */
  readonly pAdjusted: number | null;
  /** 1 − variance of the paired mean ÷ variance of the unpaired one. */
  readonly varianceReduction: number | null;
  /** Smallest effect of interest, in the metric's unit, and the p-value of the equivalence test against it. */
  readonly smallestEffect: number | null;
  readonly equivalenceP: number | null;
  readonly verdict: Verdict;
}

export interface JudgedClaim {
  readonly claim: Claim;
  readonly verdict: 'supported' | 'contradicted' | 'undecided';
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly p: number | null;
  readonly pAdjusted: number | null;
  /** p of the equivalence test: below 0.05 the two are practically equal, whatever else is certain. */
  readonly equivalenceP: number | null;
  readonly pairs: number;
}

/** The ledger's word on whether variants that should have spent equal sums did. */
export interface BudgetCheck {
  readonly variants: readonly string[];
  /** Mean policy spending per run by variant. */
  readonly spending: Readonly<Record<string, number | null>>;
  /** Largest |difference| between two of them in any replicate ÷ the mean spending. */
  readonly largestGap: number | null;
  readonly equal: boolean;
}

/** The baseline against itself with other luck; see null-comparison.ts. */
export interface NullComparison {
  readonly rows: readonly {
    readonly metric: string;
    readonly pairs: number;
    readonly difference: number;
    readonly low: number;
    readonly high: number;
    readonly p: number;
    readonly pAdjusted: number;
  }[];
  /** Rows with a raw p below 0.05, and how many chance alone would give. */
  readonly below5Percent: number;
  readonly expectedBelow5Percent: number;
  /** No adjusted p below 0.05. */
  readonly quiet: boolean;
}

/** The variants by one metric; see comparing/ranking.ts. */
export interface Ranking {
  readonly metric: string;
  readonly better: 'higher' | 'lower';
  /** Replicates in which all variants have a figure. */
  readonly replicates: number;
  /** By expected rank; `best` is the share of resamples in which the variant has the best mean. */
  readonly rows: readonly { readonly variant: string; readonly mean: number; readonly best: number; readonly expectedRank: number }[];
}

/** A figure that no instrument can have touched, over the pairs of the comparison; see comparing/negative-control.ts. */
export interface NegativeControl {
  /** `before` the first instrument acts, out of what is stored; or a `replay` of the first step with the baseline's luck. */
  readonly kind: 'before' | 'replay';
  /** Step metric whose mean over the first `steps` is the control. */
  readonly metric: string;
  readonly steps: number;
  readonly variants: readonly string[];
  /** Replicates of the baseline with the figure, and how many values they take: 1 could reveal nothing. */
  readonly replicates: number;
  readonly distinct: number;
  /** Pairs that were compared, and those that are not equal to the last bit (must be 0). */
  readonly pairs: number;
  readonly differing: number;
  /** Replicates that some row left out against the others, by their control, with Welch's p; null where none was. */
  readonly selection: {
    readonly kept: number;
    readonly leftOut: number;
    readonly keptMean: number | null;
    readonly leftOutMean: number | null;
    readonly p: number | null;
  } | null;
}

/** What a reader must know to believe the comparison; see comparing/honesty.ts. */
export interface Honesty {
  readonly failed: number;
  /** Rows with a p, those below 0.05 before and after Holm, and how many chance alone would give before. */
  readonly tests: number;
  readonly raw: number;
  readonly adjusted: number;
  readonly byChance: number;
  /** Variance saved by pairing over the rows; null where nothing varies. */
  readonly pairing: { readonly rows: number; readonly lowest: number; readonly median: number; readonly highest: number } | null;
  /** Negative-control metric, one entry per kind that applies to some of the variants. */
  readonly control: readonly NegativeControl[];
  /** Step-wise control: numbers of variants and baseline before the first instrument acts, and those that differ (must be 0). */
  readonly before: {
    readonly variants: readonly string[];
    readonly steps: number;
    readonly numbers: number;
    readonly differing: number;
  } | null;
}

export interface Comparison {
  readonly study: string;
  readonly seed: string;
  readonly baseline: string;
  readonly variants: readonly string[];
  readonly rows: readonly MetricComparison[];
  readonly claims: readonly JudgedClaim[];
  readonly budget: BudgetCheck | null;
  readonly runs: { readonly planned: number; readonly done: number; readonly failed: number };
  /** Null when there are too few replicates. */
  readonly nullComparison: NullComparison | null;
  readonly ranking: readonly Ranking[];
  readonly honesty: Honesty;
  /** The parameter set that was compared. */
  readonly point: number;
  /** One sentence in both languages. */
  readonly summary: { readonly en: string; readonly ru: string };
}
