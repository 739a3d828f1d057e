/** `report`: one HTML file of what a study has so far; computes nothing. */
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { UserError } from '../../core/errors.js';
import type { AnyModel } from '../../core/model.js';
import { readStudy, reconcile, type StoredStudy } from '../../node/result-folder.js';
import { EXIT } from '../exit-codes.js';
import { settingsOf } from '../findings.js';
import { type Finished, finishStudy } from '../finish.js';
import { openInBrowser } from '../open.js';
import { commandLine, prepareStudy, type StudyOptions } from '../prepare.js';
import { provenanceOf } from '../provenance.js';
import { writeReport } from '../report-file.js';
import { findStudy } from '../stored.js';
import { shownPath, type Terminal, writeJson } from '../terminal.js';

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
  const { study, model, settings, provenance: known } = await sourceOf(asked, overrides, options, terminal);
  const { plan, results, folder } = study;
  const finished = finishStudy(study, model, {}, terminal);
  const provenance = known(finished);
  const paths = finished.comparisons.map((comparison) =>
    writeReport({
      folder,
      results,
      comparison,
      model,
      language: options.language ?? 'en',
      precision: finished.precision,
      zeroDose: finished.zeroDose,
      provenance,
      settings,
    }),
  );
  if (options.json === true) writeJson({ study: plan.study, seed: plan.scenario.seed, report: paths, hash: finished.hash });
  for (const path of paths) terminal.out(shownPath(path));
  if (options.open === true && paths[0] !== undefined) openInBrowser(paths[0], terminal);
  return finished.counts.failed > 0 ? EXIT.someFailed : EXIT.done;
}

interface Source {
  readonly study: StoredStudy;
  readonly model: AnyModel;
  readonly settings: readonly string[] | undefined;
  provenance(finished: Finished): Record<string, string>;
}

/** What is stored under a scenario with its overrides, or in a folder. @throws UserError where nothing is */
async function sourceOf(asked: string, overrides: readonly string[], options: ReportOptions, terminal: Terminal): Promise<Source> {
  if (existsSync(join(asked, 'plan.json'))) return folderSource(asked, overrides, options, terminal);
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
  return {
    study,
    model: prepared.model,
    settings: settingsOf(overrides, options),
    provenance: (finished) => provenanceOf(prepared, shown, finished),
  };
}

/** A study as it lies there, whatever program computed it; the command that asked for it is not known. */
async function folderSource(asked: string, overrides: readonly string[], options: ReportOptions, terminal: Terminal): Promise<Source> {
  const { model, plan, read } = await findStudy(asked, overrides, options, terminal);
  return {
    study: read(),
    model,
    settings: basename(resolve(asked)) === plan.scenario.name ? [] : undefined,
    provenance: ({ hash }) => ({
      trihelix: plan.engine,
      model: `${plan.model.name} ${plan.model.version}`,
      plan_hash: plan.hash,
      results_hash: hash,
    }),
  };
}
