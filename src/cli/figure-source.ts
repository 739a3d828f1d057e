/** Where a figure takes its numbers from: a stored study, or the findings of an analysis of sensitivity beside it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../core/errors.js';
import type { SensitivityResult } from '../experiment/sensitivity/result.js';
import { printable, printablePath } from '../experiment/text.js';
import { storeError } from '../node/store-error.js';
import { loadScenario } from './prepare.js';

/** Which analysis each figure draws. */
export const ANALYSES: Readonly<Record<string, 'morris' | 'sobol'>> = { tornado: 'morris', sobol: 'sobol' };
const FILE = 'sensitivity.json';

export interface Analysis {
  /** Folder of the study that the analysis was made from. */
  readonly folder: string;
  readonly result: SensitivityResult;
}

/**
 * The analysis by one method that a folder, or a scenario's studies, hold; of several outputs the first, or that of the metric.
 * @throws UserError when there is none, or several studies have one
 */
export async function findAnalysis(asked: string, out: string, method: 'morris' | 'sobol', metric?: string): Promise<Analysis> {
  const folders = existsSync(join(asked, FILE)) ? [asked] : await studiesOf(asked, out, FILE);
  const found = folders.flatMap((folder) => {
    const results = readFindings(join(folder, FILE)).filter(
      ({ indices, output }) => indices.method === method && (metric ?? output.metric) === output.metric,
    );
    return results[0] === undefined ? [] : [{ folder, result: results[0] }];
  });
  const [only] = found;
  const name = printable(asked);
  if (only === undefined)
    throw new UserError(
      `there is no ${method} analysis of ${name}${metric === undefined ? '' : ` for ${metric}`}`,
      `compute it first: trihelix sensitivity ${name} --method ${method}`,
    );
  if (found.length > 1)
    throw new UserError(
      `${found.length} studies of ${name} hold a ${method} analysis`,
      `name one by its folder: ${found.map(({ folder }) => printablePath(folder)).join(', ')}`,
    );
  return only;
}

/** Folders of a scenario's studies that hold a file. */
export async function studiesOf(asked: string, out: string, file: string): Promise<string[]> {
  const { scenario } = await loadScenario(asked);
  if (!existsSync(out)) return [];
  return readdirSync(out)
    .filter((name) => name === scenario.name || name.startsWith(`${scenario.name}--`))
    .sort()
    .map((name) => join(out, name))
    .filter((folder) => existsSync(join(folder, file)));
}

/** @throws StoreError when the file cannot be read or is no such document */
function readFindings(path: string): readonly SensitivityResult[] {
  try {
    const document = JSON.parse(readFileSync(path, 'utf8')) as { format?: string; results?: readonly SensitivityResult[] };
    if (document.format !== 'trihelix-sensitivity-1' || !Array.isArray(document.results)) throw new Error('not what trihelix writes');
    return document.results;
  } catch (error) {
    throw storeError(`cannot read ${path}`, error);
  }
}
