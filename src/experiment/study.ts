/**
 * The nouns between a scenario file and a verdict: run, plan, record, results. Plain data, so that it can be stored,
 * sent to a worker and compared. A *study* is a set of runs with a name; a *variant* is one policy setting; a *point*
 * one parameter set; a *replicate* one draw of luck; a *run* is point × replicate of a variant.
 */

import type { ParameterValue, ParameterValues } from '../core/model.js';
import type { ResultLayout } from '../core/simulate.js';
import type { Design } from './design/design.js';
import type { Uncertain } from './design/uncertainty.js';
import type { FormulaTree } from './formula.js';
import type { Words } from './text.js';

/** A number that may change over time: constant, window with linear ramp at both ends, or checked formula. */
export type ScheduleSetting =
  | number
  | { readonly value: number; readonly from?: number; readonly until?: number; readonly ramp?: number }
  | { readonly formula: FormulaTree; readonly text: string };

/** One instrument in use with its settings; parameters not named have their defaults. */
export interface PolicySetting {
  readonly instrument: string;
  readonly values: Readonly<Record<string, ScheduleSetting | string | boolean>>;
}

/** Everything a worker needs to compute one run; small and cloneable. */
export interface Run {
  /** Position in the plan; the identity of the run within its study. */
  readonly id: number;
  readonly model: string;
  readonly variant: string;
  readonly point: number;
  readonly replicate: number;
  /** Text seed of the study; the key of the run's luck is made of it and of the replicate, of nothing else. */
  readonly seed: string;
  readonly steps: number;
  readonly burnIn: number;
  /** Complete parameter values. */
  readonly parameters: ParameterValues;
  readonly policies: readonly PolicySetting[];
  readonly checked?: boolean;
  /** Evaluations whose measures the run returns beside its metrics; never an empty list. */
  readonly evaluations?: readonly string[];
}

export interface RunFailure {
  /** `error` (thrown), `invariant`, `time`, `memory`, `crash`. */
  readonly kind: 'error' | 'invariant' | 'time' | 'memory' | 'crash';
  readonly message: string;
}

/** What became of a run. `values` follows the layout of the run's variant. */
export type RunOutcome =
  | { readonly id: number; readonly status: 'done'; readonly values: Float64Array; readonly milliseconds: number }
  | { readonly id: number; readonly status: 'failed'; readonly failure: RunFailure; readonly milliseconds: number };

/** One policy setting of the scenario, resolved. */
export interface Variant {
  readonly name: string;
  readonly title: Words;
  readonly parameters: ParameterValues;
  readonly policies: readonly PolicySetting[];
}

/** One parameter set for all variants, e.g. of a sweep: what varies, and the variants as this point sets them. */
export interface Point {
  /** Varied values by full key, e.g. `parameters.firms` or `policy.rd_subsidy.budget`. */
  readonly values: Readonly<Record<string, ParameterValue>>;
  readonly variants: readonly Variant[];
  /** Seed of this point's runs where points must not share their luck, as in a calibration; absent elsewhere. */
  readonly seed?: string;
}

/**
 * A claim of the scenario file, e.g. `process > participants in continuity`. A side may be the gain of one variant over
 * another: `both-strong - one-strong > both-weak - one-weak in continuity` asks whether a gain depends on something.
 */
export interface Claim {
  readonly text: string;
  readonly left: string;
  /** Variant that the left side is a gain over, if it is one. */
  readonly leftOver?: string;
  readonly relation: '>' | '<' | '=';
  readonly right: string;
  readonly rightOver?: string;
  readonly metric: string;
  /** Pattern or publication the claim comes from, if the file says so. */
  readonly source?: string;
}

/** What a scenario wants to see taken out of the model, and what that asks; the values hold in every variant. */
export interface Without {
  readonly question: string;
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
}

/** A scenario file after extending, checking and filling in defaults. */
export interface Scenario {
  readonly name: string;
  readonly title: Words;
  /** Empty where the file has none. */
  readonly description: Words;
  readonly source: string;
  readonly model: string;
  readonly seed: string;
  readonly steps: number;
  readonly burnIn: number;
  readonly replicates: number;
  readonly variants: readonly Variant[];
  readonly baseline: string;
  /** Metrics that the comparison shows; the report keeps all. */
  readonly indicators: readonly string[];
  readonly claims: readonly Claim[];
  /** Parts of the model to take out, one study each, when the claims are validated; absent where there are none. */
  readonly without?: readonly Without[];
  /** Pairs of variants that must have spent equal sums, proved by the ledger; empty where budgets may differ. */
  readonly budgetNeutral: readonly string[];
  /** Smallest effect of interest per metric, as a share of the baseline's mean. */
  readonly smallestEffect: Readonly<Record<string, number>>;
  /** Uncertain parameters, and how a sweep samples them; absent where the file says nothing. */
  readonly uncertainty?: readonly Uncertain[];
  readonly design?: Design;
}

/** All runs of a study in order, stored before anything runs. */
export interface Plan {
  readonly format: 'trihelix-plan-1';
  readonly study: string;
  readonly scenario: Scenario;
  readonly model: { readonly name: string; readonly version: string };
  readonly engine: string;
  /** Present when the study varies parameters; `Run.point` counts them. Without it there is the one point 0. */
  readonly points?: readonly Point[];
  readonly runs: readonly Run[];
  /** Layout of a run's values by variant name; a point whose layout differs has its own under `variant@point`. */
  readonly layouts: Readonly<Record<string, ResultLayout>>;
  /** SHA-256 over the meaning of the plan (canonical JSON), hex. */
  readonly hash: string;
}

/** What an executor does: takes runs, hands back outcomes in any order, stops when told. */
export interface Executor {
  /**
   * Computes the runs and calls `onOutcome` once per run as it ends. Resolves when all are reported or after `stop`.
   */
  execute(runs: readonly Run[], onOutcome: (outcome: RunOutcome) => void | Promise<void>): Promise<void>;
  /** No new runs are started; those in flight are dropped. */
  stop(): Promise<void>;
  /** Frees threads. */
  close(): Promise<void>;
}

/** The outcomes of a study so far, whatever store they came from. */
export interface Results {
  readonly plan: Plan;
  /** Ids with an outcome, ascending. */
  readonly ids: readonly number[];
  outcome(id: number): RunOutcome | undefined;
  /**
   * The outcomes of these ids one after the other, for who goes through many and keeps none of them: the numbers of one may be
   * overwritten when the next is taken, so that a study of any size takes the memory of a few.
   */
  stream?(ids: readonly number[]): Iterable<RunOutcome>;
}
