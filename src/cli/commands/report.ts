/** `report`: one HTML file of what a study has so far; computes nothing. */
import { resolve } from 'node:path';
import { UserError } from '../../core/errors.js';
import { readStudy, reconcile } from '../../node/result-folder.js';
import { EXIT } from '../exit-codes.js';
import { settingsOf } from '../findings.js';
import { finishStudy } from '../finish.js';
import { openInBrowser } from '../open.js';
import { commandLine, prepareStudy, type StudyOptions } from '../prepare.js';
import { provenanceOf } from '../provenance.js';
import { writeReport } from '../report-file.js';
import { type Terminal, writeJson } from '../terminal.js';

export interface ReportOptions extends StudyOptions {
  readonly open?: boolean;
  readonly json?: boolean;
  readonly language?: 'en' | 'ru';
}

/** @returns the exit code */
export async function reportCommand(
  asked: string,
  overrides: readonly string[],
  options: ReportOptions,
  terminal: Terminal,
): Promise<number> {
  const prepared = await prepareStudy(asked, overrides, options);
  const stored = readStudy(prepared.folder);
  if (stored === undefined || stored.results.ids.length === 0) {
    throw new UserError(
      `the study ${prepared.plan.study} has no results yet`,
      `compute it first: ${commandLine('run', prepared)} --report`,
    );
  }
  const { plan, note } = reconcile(prepared.folder, stored.plan, prepared.plan);
  // A report shows what is there: replicates that were asked for and not computed are not part of it.
  const shown = plan.runs.length > stored.plan.runs.length ? stored.plan : plan;
  const study = { ...stored, plan: shown, results: stored.results.withPlan(shown) };
  for (const text of [...study.notes, ...(note === undefined ? [] : [note])]) terminal.note(text);
  const finished = finishStudy(study, prepared.model, {}, terminal);
  const provenance = provenanceOf(prepared, shown, finished);
  const paths = finished.comparisons.map((comparison) =>
    writeReport({
      folder: study.folder,
      results: study.results,
      comparison,
      model: prepared.model,
      language: options.language ?? 'en',
      precision: finished.precision,
      provenance,
      settings: settingsOf(overrides, options),
    }),
  );
  if (options.json === true) writeJson({ study: shown.study, seed: shown.scenario.seed, report: paths, hash: finished.hash });
  for (const path of paths) terminal.out(resolve(path));
  if (options.open === true && paths[0] !== undefined) openInBrowser(paths[0], terminal);
  return finished.counts.failed > 0 ? EXIT.someFailed : EXIT.done;
}
