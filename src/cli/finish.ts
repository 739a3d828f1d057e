/**
 * What follows the computing: comparison, tables, manifest, and on request the report.
 */
import type { AnyModel } from '../core/model.js';
import { compareAllPairs, compareStudy } from '../experiment/compare.js';
import { type DoseCurve, doseCurves } from '../experiment/comparing/dose-curves.js';
import { splitVariance, type VarianceSplit } from '../experiment/comparing/variance-split.js';
import type { ZeroDose } from '../experiment/comparing/zero-dose.js';
import type { Comparison, MetricComparison } from '../experiment/comparison.js';
import { studyHash } from '../experiment/hashes.js';
import type { Precision } from '../experiment/precision/precision.js';
import { models } from '../models/index.js';
import { newSha256 } from '../node/frames.js';
import { manifestOf, viewsAreFresh, writeManifest } from '../node/manifest.js';
import type { StoredStudy } from '../node/result-folder.js';
import { writeViews } from '../node/views.js';
import { readPrecision } from './auto-replicates.js';
import { withRoom } from './room.js';
import { type Distribution, type DistributionOptions, distributionOf } from './show-distribution.js';
import type { Terminal } from './terminal.js';
import { zeroDoseOf } from './zero-dose.js';

export interface Finished {
  /** One comparison per point. */
  readonly comparisons: readonly Comparison[];
  /** Hash over the numbers of all runs. */
  readonly hash: string;
  readonly counts: { readonly planned: number; readonly done: number; readonly failed: number };
  /** Every pair of variants by point, where that was asked for. */
  readonly pairs: readonly (MetricComparison & { readonly point: number })[];
  /** Curves of a study that varies one number, and what the variance of one that varies any is made of. */
  readonly doses: readonly DoseCurve[];
  readonly split: readonly VarianceSplit[];
  /** Who gains, where that was asked for. */
  readonly distribution: Distribution | undefined;
  /** Whether variants without money are the baseline; null where that cannot be checked. */
  readonly zeroDose: ZeroDose | null;
  /** Why the study stopped where it did, where it chose its own number of replicates. */
  readonly precision: Precision | undefined;
  readonly failures: readonly { readonly kind: string; readonly message: string; readonly run: number }[];
}

export interface FinishOptions extends DistributionOptions {
  readonly allPairs?: boolean;
  readonly allSeries?: boolean;
}

/** Writes, or says what a full disk lacks. */
function orRoom<T>(study: StoredStudy, write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw withRoom(error, study, []);
  }
}

/** Compares, and writes tables and manifest unless they already show these results. */
export function finishStudy(study: StoredStudy, model: AnyModel, options: FinishOptions, terminal: Terminal): Finished {
  const { folder, plan, results } = study;
  const comparisons = (plan.points ?? [undefined]).map((_, point) => compareStudy(results, models, { point }));
  const hash = studyHash(results, newSha256);
  const counts = { planned: plan.runs.length, ...results.count() };
  if (!viewsAreFresh(folder, plan, hash, options.allSeries === true)) {
    const tables = { folder, results, model, comparisons, ...(options.allSeries !== undefined && { allSeries: options.allSeries }) };
    const { files, notes } = orRoom(study, () => writeViews(tables));
    for (const note of notes) terminal.note(note);
    writeManifest(folder, manifestOf(plan, hash, counts, files));
  }
  const { indicators } = plan.scenario;
  const points = comparisons.map(({ point }) => point);
  return {
    pairs:
      options.allPairs === true
        ? points.flatMap((point) => compareAllPairs(results, models, { point }).map((row) => ({ ...row, point })))
        : [],
    distribution: distributionOf(plan, model, options, terminal),
    doses: doseCurves(results, indicators),
    split: points.length > 1 ? splitVariance(results, indicators) : [],
    comparisons,
    hash,
    counts,
    zeroDose: zeroDoseOf(folder, results),
    precision: readPrecision(folder, plan.hash),
    failures: failuresOf(results),
  };
}

function failuresOf(results: StoredStudy['results']): Finished['failures'] {
  // Few runs fail: those that did not need not be unpacked.
  const failed = results.ids.filter((id) => results.statusOf(id) === 'failed');
  return failed.flatMap((run) => {
    const outcome = results.outcome(run);
    return outcome?.status === 'failed' ? [{ ...outcome.failure, run }] : [];
  });
}
