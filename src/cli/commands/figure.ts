/** `figure`: one picture of a study that is stored, as SVG, PNG or PDF; computes nothing but worlds to draw networks of. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../core/errors.js';
import type { AnyModel } from '../../core/model.js';
import { compareStudy } from '../../experiment/compare.js';
import { doseCurves } from '../../experiment/comparing/dose-curves.js';
import { studyHash } from '../../experiment/hashes.js';
import { modelOf } from '../../experiment/run.js';
import type { SensitivityResult } from '../../experiment/sensitivity/result.js';
import type { Results } from '../../experiment/study.js';
import { models } from '../../models/index.js';
import { newSha256 } from '../../node/frames.js';
import { formatOf, writePicture } from '../../node/picture-file.js';
import { readStudy, reconcile, studyIn } from '../../node/result-folder.js';
import { contextOf } from '../../report/context.js';
import { momentsOf } from '../../report/moments.js';
import { FINDING_KINDS, type FigureKind, type FindingKind, type StudyKind } from '../../report/static/kinds.js';
import { type Plate, plateSvg } from '../../report/static/plate.js';
import { plateOf } from '../../report/static/plates.js';
import { refuseUnknown } from '../auto-replicates.js';
import { EXIT } from '../exit-codes.js';
import { ANALYSES, findAnalysis } from '../figure-source.js';
import { findFindingPlate } from '../finding-figure.js';
import { commandLine, type PreparedStudy, prepareStudy } from '../prepare.js';
import { snapshotsOf } from '../report-file.js';
import { findStudy } from '../stored.js';
import { shownPath, type Terminal, writeJson } from '../terminal.js';

/** Panels of a figure with one panel per metric, where none is named; a forest has room for more. */
const PANELS = 4;

export interface FigureOptions {
  readonly out: string;
  readonly seed?: string;
  /** Folder that holds the studies. */
  readonly results?: string;
  readonly language: 'en' | 'ru';
  readonly metrics?: readonly string[];
  readonly variant?: string;
  readonly matrix?: string;
  readonly difference?: boolean;
  readonly point?: number;
  readonly json?: boolean;
}

/** @returns the exit code */
export async function figureCommand(
  asked: string,
  kind: FigureKind,
  overrides: readonly string[],
  options: FigureOptions,
  terminal: Terminal,
): Promise<number> {
  const { out, language, metrics, variant, matrix, difference = false, point = 0 } = options;
  formatOf(out);
  if (isFinding(kind)) return draw(kind, await findFindingPlate(kind, asked, options.results ?? 'results', language), options, terminal);
  const { results, model, command, sensitivity } = await sourceOf(asked, kind, overrides, options, terminal);
  const { plan } = results;
  if (point >= (plan.points?.length ?? 1))
    throw new UserError(`the study has no point ${point}`, `points are numbered from 0 to ${(plan.points?.length ?? 1) - 1}`);
  const input = {
    results,
    comparison: compareStudy(results, models, { point }),
    model,
    language,
    snapshots: kind === 'network' ? snapshotsOf(results, model, point) : {},
    provenance: {
      trihelix: plan.engine,
      model: `${plan.model.name} ${plan.model.version}`,
      results_hash: studyHash(results, newSha256),
      ...(command !== undefined && { command }),
    },
  };
  const shown = metrics ?? plan.scenario.indicators.slice(0, kind === 'forest' ? undefined : PANELS);
  const doses = kind === 'dose-response' ? doseCurves(results, shown) : [];
  const plate = plateOf(kind, {
    context: contextOf(input, momentsOf(results, point), language),
    metrics: shown,
    variant,
    matrix,
    difference,
    doses,
    sensitivity,
  });
  return draw(kind, plate, options, terminal);
}

const isFinding = (kind: FigureKind): kind is FindingKind => (FINDING_KINDS as readonly string[]).includes(kind);

async function draw(kind: FigureKind, plate: Plate, { out, json }: FigureOptions, terminal: Terminal): Promise<number> {
  await writePicture(out, { svg: plateSvg(plate), title: plate.title, provenance: plate.provenance });
  if (json === true) writeJson({ figure: kind, file: out, caption: plate.caption, ...plate.provenance });
  terminal.out(shownPath(out));
  return EXIT.done;
}

interface Source {
  readonly results: Results;
  readonly model: AnyModel;
  /** The command that made the study, where it is known. */
  readonly command?: string;
  readonly sensitivity?: SensitivityResult;
}

/** @throws UserError when nothing is stored that could be drawn */
async function sourceOf(
  asked: string,
  kind: StudyKind,
  overrides: readonly string[],
  { seed, results: folder, metrics }: FigureOptions,
  terminal: Terminal,
): Promise<Source> {
  const method = ANALYSES[kind];
  if (method !== undefined) {
    const found = await findAnalysis(asked, folder ?? 'results', method, metrics?.[0]);
    const stored = studyIn(found.folder);
    return { results: stored.results, model: modelOf(models, stored.plan.model.name), sensitivity: found.result };
  }
  const options = { ...(seed !== undefined && { seed }), ...(folder !== undefined && { out: folder }) };
  if (existsSync(join(asked, 'plan.json'))) {
    const { model, read } = await findStudy(asked, overrides, options, terminal);
    for (const name of metrics ?? []) refuseUnknown(model, name);
    return { results: read().results, model };
  }
  const prepared = await prepareStudy(asked, overrides, options);
  for (const name of metrics ?? []) refuseUnknown(prepared.model, name);
  const command = commandLine('run', { ...prepared, options: { ...(seed !== undefined && { seed }) } });
  return { results: resultsOf(prepared, terminal), model: prepared.model, command };
}

/** The study as it is stored. @throws UserError when nothing is */
function resultsOf(prepared: PreparedStudy, terminal: Terminal): Results {
  const stored = readStudy(prepared.folder);
  if (stored === undefined || stored.results.ids.length === 0)
    throw new UserError(`the study ${prepared.plan.study} has no results yet`, `compute it first: ${commandLine('run', prepared)}`);
  const { plan } = reconcile(prepared.folder, stored.plan, prepared.plan);
  for (const text of stored.notes) terminal.note(text);
  return stored.results.withPlan(plan.runs.length > stored.plan.runs.length ? stored.plan : plan);
}
