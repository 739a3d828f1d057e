/**
 * `report.html` of a study: reads the page's parts, runs replicate 0 of every variant again for the picture of its
 * network, and writes one file that opens from disk.
 */
import { dirname, join } from 'node:path';
import type { AnyModel, Snapshot } from '../core/model.js';
import { createSimulation } from '../core/simulate.js';
import type { ZeroDose } from '../experiment/comparing/zero-dose.js';
import type { Comparison } from '../experiment/comparison.js';
import type { Precision } from '../experiment/precision/precision.js';
import { simulationInput } from '../experiment/run.js';
import type { Results } from '../experiment/study.js';
import { models } from '../models/index.js';
import { writeWhole } from '../node/files.js';
import { storeError } from '../node/store-error.js';
import type { Language } from '../report/format.js';
import { renderReport } from '../report/html.js';
import { readFindings } from './findings.js';
import { readValidation } from './validation-file.js';
import { vendor } from './vendor.js';

export interface ReportRequest {
  readonly folder: string;
  readonly results: Results;
  readonly comparison: Comparison;
  readonly model: AnyModel;
  readonly language: Language;
  readonly precision?: Precision | undefined;
  readonly zeroDose: ZeroDose | null;
  readonly provenance: Readonly<Record<string, string>>;
  /** Words that the study was asked for with, where they are known; findings under all of them are part of the report. */
  readonly settings: readonly string[] | undefined;
}

/** Writes the report of one point of a study. @returns its path */
export function writeReport(request: ReportRequest): string {
  const { folder, results, comparison, model, language, precision, zeroDose, provenance, settings } = request;
  const { point } = comparison;
  const path = join(folder, point === 0 ? 'report.html' : `report-point-${point}.html`);
  const validation = readValidation(dirname(folder));
  const html = renderReport({
    ...(validation !== undefined && { validation }),
    ...(precision !== undefined && { precision }),
    ...(zeroDose !== null && { zeroDose }),
    findings: readFindings(folder, results.plan.scenario.name, settings),
    results,
    comparison,
    model,
    language,
    provenance,
    snapshots: snapshotsOf(results, model, point),
    plotlySource: vendor('plotly.min.js'),
    pageSource: vendor('report-page.js'),
    styleSource: vendor('report-page.css'),
  });
  try {
    writeWhole(path, html);
  } catch (error) {
    throw storeError(`cannot write ${path}`, error);
  }
  return path;
}

/** The world at the end of replicate 0 of every variant whose run is done. */
export function snapshotsOf(results: Results, model: AnyModel, point: number): Record<string, readonly Snapshot[]> {
  const snapshots: Record<string, readonly Snapshot[]> = {};
  for (const run of results.plan.runs) {
    if (run.point !== point || run.replicate !== 0 || results.outcome(run.id)?.status !== 'done') continue;
    const simulation = createSimulation(model, simulationInput(run, models));
    for (let t = 0; t < run.steps; t++) simulation.advance();
    snapshots[run.variant] = model.snapshots(simulation.world);
  }
  return snapshots;
}
