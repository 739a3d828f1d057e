/** What the studio's server and its page say to each other: plain data, so that either side may change only with the other. */
import type { Comparison, MetricComparison } from './comparison.js';
import type { Run } from './study.js';
import type { Words } from './text.js';

/** A scenario of the list. */
export interface ScenarioEntry {
  readonly name: string;
  readonly title: Words;
  readonly description: Words;
}

/** A study that lies on disk. */
export interface StudyEntry {
  readonly id: string;
  readonly name: string;
  readonly title: Words;
  readonly done: number;
  readonly planned: number;
  readonly report: boolean;
}

/** One parameter set of a study: every variant against the baseline over the indicators. */
export interface StudyView {
  readonly title: Words;
  readonly model: string;
  readonly seed: string;
  readonly baseline: string;
  readonly variants: readonly { readonly name: string; readonly title: Words }[];
  readonly indicators: readonly string[];
  /** Parameter sets of the study, and the one that is shown, counted from 0. */
  readonly points: number;
  readonly point: number;
  readonly runs: Comparison['runs'];
  readonly rows: readonly Pick<MetricComparison, 'metric' | 'variant' | 'pairs' | 'difference' | 'low' | 'high' | 'verdict'>[];
  readonly summary: Comparison['summary'];
  /** What the store has to say, e.g. that a record is damaged. */
  readonly notes: readonly string[];
}

/** One run of the table of results. */
export interface RunRow {
  readonly id: number;
  readonly variant: string;
  readonly point: number;
  readonly replicate: number;
  readonly status: 'done' | 'failed' | 'missing';
  /** Figures of the indicators, null where there is none. */
  readonly figures: readonly (number | null)[];
  readonly message: string;
}

/** Some runs of a study, out of `total`. */
export interface RunPage {
  readonly total: number;
  readonly rows: readonly RunRow[];
}

/** A run as it was computed, and the fingerprint that computing it again must give. */
export interface StoredRun {
  readonly run: Run;
  readonly hash: string;
}

/** A difference from the baseline as far as it is known; null where there is none yet. */
export interface LiveRow {
  readonly metric: string;
  readonly variant: string;
  readonly n: number;
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** How far an experiment is. */
export interface Progress {
  readonly id: string;
  /** Its scenario file, below the folder that the studio was started in. */
  readonly path: string;
  readonly title: Words;
  readonly model: string;
  /** `finishing`: all runs are stored, tables and report are being made. */
  readonly state: 'running' | 'finishing' | 'done' | 'stopped' | 'failed';
  readonly done: number;
  readonly planned: number;
  readonly rows: readonly LiveRow[];
  /** Under which the report can be read, once there is one. */
  readonly study: string | null;
  readonly hash: string | null;
  readonly message: string;
}

/** A scenario file that was written, and the experiment that runs it, if one was asked for. */
export interface Saved {
  readonly path: string;
  readonly experiment: Progress | null;
}
