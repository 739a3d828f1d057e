/** The figure of a calibration or of a search for the best policy, from the folder that it left. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UserError } from '../core/errors.js';
import type { CalibrationFinding, OptimumFinding } from '../experiment/findings.js';
import { modelOf } from '../experiment/run.js';
import { printable, printablePath } from '../experiment/text.js';
import { models } from '../models/index.js';
import { readPlan } from '../node/plan-file.js';
import type { Language } from '../report/format.js';
import { findingPlate } from '../report/static/finding-plates.js';
import type { FindingKind } from '../report/static/kinds.js';
import type { Plate } from '../report/static/plate.js';
import { studiesOf } from './figure-source.js';
import { FINDING_FILES, type FindingDocument, readSealed } from './findings.js';

/** Which file each figure draws, and the command that makes it. */
const SOURCES = {
  posterior: { ...FINDING_FILES.calibrations, command: 'calibrate SCENARIO --targets TABLE' },
  pareto: { ...FINDING_FILES.optima, command: 'optimise SCENARIO --objective METRIC --second cost --budget MONEY' },
} as const;

/**
 * The figure of what a folder holds, or of what the only search of that kind left among the results of a scenario.
 * @throws UserError when there is none or several, or what is there cannot be drawn
 */
export async function findFindingPlate(kind: FindingKind, asked: string, out: string, language: Language): Promise<Plate> {
  const { file, command } = SOURCES[kind];
  const found = existsSync(join(asked, file)) ? [asked] : await studiesOf(asked, out, file);
  const folders = found.length > 1 ? found.filter((folder) => canDraw(kind, folder)) : found;
  const [folder] = folders;
  const name = printable(asked);
  if (folder === undefined) throw new UserError(`there is nothing of ${name} to draw as ${kind}`, `compute it first: trihelix ${command}`);
  if (folders.length > 1)
    throw new UserError(`${folders.length} folders of ${name} hold one`, `name it: ${folders.map((each) => printable(each)).join(', ')}`);
  return plateOfFolder(kind, folder, language);
}

/** A search with one objective has no front. */
function canDraw(kind: FindingKind, folder: string): boolean {
  const { file, format } = SOURCES[kind];
  const aims = readSealed(join(folder, file), format)?.aims;
  return kind !== 'pareto' || (Array.isArray(aims) && aims.length > 1);
}

/** The figure of what a folder holds. */
export function plateOfFolder(kind: FindingKind, folder: string, language: Language): Plate {
  const { file, format } = SOURCES[kind];
  const document = readSealed(join(folder, file), format);
  if (document === undefined)
    throw new UserError(`${printablePath(join(folder, file))} is not what trihelix wrote`, 'give its command again');
  const finding = { ...document, study: basename(folder) };
  return findingPlate(kind, {
    ...(kind === 'posterior'
      ? { calibration: finding as unknown as CalibrationFinding }
      : { optimum: finding as unknown as OptimumFinding }),
    model: modelOf(models, String(document.model)),
    title: titleOf(document),
    runs: runsOf(folder),
    language,
  });
}

const titleOf = ({ title, scenario }: FindingDocument): string => String(title ?? scenario);

/** Ids of the runs of every round; all of them are in the results' hash. */
function runsOf(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'plan.json')))
    .map(({ name }) => name)
    .sort()
    .map((name) => `${name} 0-${(readPlan(join(folder, name))?.plan.runs.length ?? 1) - 1}`)
    .join(', ');
}
