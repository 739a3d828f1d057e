/**
 * What the commands of the laboratory found, as files beside studies hold it and a report brings it together: curves over
 * doses, sensitivity, where a conclusion breaks, calibrations, best policies.
 */
import type { Calibration } from './calibration/calibrate.js';
import type { DoseCurve } from './comparing/dose-curves.js';
import type { VarianceSplit } from './comparing/variance-split.js';
import type { DoseBand } from './dose-response.js';
import type { Optimum } from './optimal-policy/optimise.js';
import type { BreakResult } from './sensitivity/break.js';
import type { SensitivityResult } from './sensitivity/result.js';

/** Where a finding comes from. */
export interface FindingSource {
  /** Name of the study's folder. */
  readonly study: string;
  /** Overrides and other words that the study was asked for with. */
  readonly settings: readonly string[];
  readonly seed: string;
  /** Hash over the numbers that it rests on. */
  readonly hash: string;
}

/** What a study that varies parameters says as a whole. */
export interface ResponseFinding extends FindingSource {
  readonly replicates: number;
  readonly doses: readonly DoseCurve[];
  readonly split: readonly VarianceSplit[];
  /** Over the points of a sample; empty where nothing was sampled. */
  readonly bands: readonly DoseBand[];
}

export interface SensitivityFinding extends FindingSource {
  readonly results: readonly SensitivityResult[];
}

export interface BreakFinding extends FindingSource {
  readonly results: readonly (BreakResult & { readonly summary: { readonly en: string; readonly ru: string } })[];
}

/** `sets` is their number. */
export type CalibrationFinding = FindingSource & Omit<Calibration, 'sets'> & { readonly sets: number };

export type OptimumFinding = FindingSource &
  Omit<Optimum, 'tried'> & {
    readonly policies: number;
    /** Both aims of every policy that was tried, on the luck of the search; older files do not have it. */
    readonly cloud?: readonly (readonly (number | null)[])[];
  };

export interface Findings {
  readonly responses: readonly ResponseFinding[];
  readonly sensitivity: readonly SensitivityFinding[];
  readonly breaks: readonly BreakFinding[];
  readonly calibrations: readonly CalibrationFinding[];
  readonly optima: readonly OptimumFinding[];
  /** Files that are damaged or of another version, by study and name. */
  readonly unreadable: readonly string[];
}
