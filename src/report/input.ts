/**
 * What a report is made of. Everything is handed in: the report reads no file, no clock and no network, so that equal
 * results give equal bytes wherever they are rendered.
 */
import type { AnyModel, Snapshot } from '../core/model.js';
import type { ZeroDose } from '../experiment/comparing/zero-dose.js';
import type { Comparison } from '../experiment/comparison.js';
import type { Findings } from '../experiment/findings.js';
import type { Precision } from '../experiment/precision/precision.js';
import type { Results } from '../experiment/study.js';
import type { Validation } from '../experiment/validation/validation.js';
import type { Language } from './format.js';

/** What a study's figures and sections are made of. */
export interface StudyInput {
  readonly results: Results;
  readonly comparison: Comparison;
  readonly model: AnyModel;
  /** Language in which the page opens; it holds both and can switch. */
  readonly language: Language;
  /** Rows at the end of replicate 0 by variant: `organisations` and `ties`, for the picture of the network. */
  readonly snapshots?: Readonly<Record<string, readonly Snapshot[]>>;
  /** Why the study stopped where it did, where it chose its own number of replicates. */
  readonly precision?: Precision;
  /** Whether variants without money are the baseline, where that was checked. */
  readonly zeroDose?: ZeroDose;
  /** What analyses of the same scenario found, where there are any. */
  readonly findings?: Findings;
  /** What the model as a whole was held against, where that is known. */
  readonly validation?: Validation;
  /**
   * Versions, hashes and the command that makes the report again; shown as given, so without paths and user names.
   * `command` and `results_hash` have places of their own, other keys are listed.
   */
  readonly provenance: Readonly<Record<string, string>>;
}

export interface ReportInput extends StudyInput {
  /** Text of the three files the page carries inline: minified plotly, the page's own script, its style sheet. */
  readonly plotlySource: string;
  readonly pageSource: string;
  readonly styleSource: string;
}
