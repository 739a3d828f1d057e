/**
 * `--replicates auto`: adds replicates look by look until the intervals are narrow enough or the maximum is reached. What
 * was asked and found is kept beside the study, so that tables, report and later commands can say why it stopped.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../core/errors.js';
import { type AnyModel, figureOf } from '../core/model.js';
import { looksUntil } from '../experiment/precision/looks.js';
import { judgePrecision, type Precision, type PrecisionGoal } from '../experiment/precision/precision.js';
import { closest } from '../experiment/text.js';
import { writeWhole } from '../node/files.js';
import { readStudy, type StoredStudy } from '../node/result-folder.js';
import { storeError } from '../node/store-error.js';
import type { Stop } from './compute.js';
import type { PreparedStudy } from './prepare.js';
import type { Terminal } from './terminal.js';

const DEFAULTS = { half: 0.05, relative: true, most: 1000 } as const;
const FILE = 'precision.json';

export interface AutoOptions {
  readonly replicates?: number | 'auto';
  readonly precision?: { readonly half: number; readonly relative: boolean } | undefined;
  readonly precise?: readonly string[] | undefined;
  readonly maxReplicates?: number | undefined;
}

/**
 * What `--replicates auto` asks for; undefined where the number is given.
 * @throws UserError for flags that go with auto alone, and for metrics that the model does not have
 */
export function goalOf(options: AutoOptions, { model, plan }: Pick<PreparedStudy, 'model' | 'plan'>): PrecisionGoal | undefined {
  const { replicates, precision, precise, maxReplicates } = options;
  if (replicates !== 'auto') {
    if (precision !== undefined || precise !== undefined || maxReplicates !== undefined)
      throw new UserError('--precision, --precise and --max-replicates need --replicates auto', 'add --replicates auto, or leave them out');
    return undefined;
  }
  for (const name of precise ?? []) refuseUnknown(model, name);
  if (precision?.relative === false && precise === undefined)
    throw new UserError('a precision in the unit of a metric needs to know which', 'add --precise METRIC, or write a share such as 5%');
  return {
    half: precision?.half ?? DEFAULTS.half,
    relative: precision?.relative ?? DEFAULTS.relative,
    metrics: precise ?? plan.scenario.indicators,
    most: maxReplicates ?? DEFAULTS.most,
  };
}

/** @throws UserError for a metric that the model does not have */
export function refuseUnknown(model: AnyModel, name: string): void {
  if (model.metrics.some((metric) => metric.name === name)) return;
  const near = closest(
    name,
    model.metrics.map((metric) => metric.name),
  );
  const isMeasure = figureOf(model, name) !== undefined;
  throw new UserError(
    isMeasure ? `"${name}" is a measure of an evaluation, not a metric` : `the model ${model.name} has no metric "${name}"`,
    isMeasure
      ? '`trihelix evaluate` computes measures'
      : near === undefined
        ? '`trihelix list metrics` shows them'
        : `did you mean "${near}"?`,
  );
}

/** Replicates of the first look that has not been computed yet; what a study has already is not thrown away. */
export function nextLook(folder: string, goal: PrecisionGoal, fresh: boolean): number {
  const looks = looksUntil(goal.most);
  const had = fresh ? 0 : (readStudy(folder)?.plan.scenario.replicates ?? 0);
  return looks.find((look) => look >= had) ?? had;
}

/** Computes look by look. `compute` brings the study to a number of replicates; a stop ends the whole. */
export async function computeUntilPrecise(
  first: number,
  goal: PrecisionGoal,
  compute: (replicates: number) => Promise<{ study: StoredStudy; stop: Stop | undefined }>,
  terminal: Terminal,
): Promise<{ study: StoredStudy; stop: Stop | undefined }> {
  for (let replicates = first; ; ) {
    const { study, stop } = await compute(replicates);
    if (stop !== undefined) return { study, stop };
    const precision = judgePrecision(study.results, goal);
    keepPrecision(study.folder, study.plan.hash, precision);
    if (precision.reason !== 'go on') return { study, stop };
    const open = precision.rows.filter(({ state }) => state === 'open').length;
    terminal.note(
      `after ${precision.replicates} replicates ${open} of ${precision.rows.length} intervals ${open === 1 ? 'is' : 'are'} too wide`,
    );
    replicates = precision.looks.find((look) => look > precision.replicates) as number;
  }
}

function keepPrecision(folder: string, plan: string, precision: Precision): void {
  const path = join(folder, FILE);
  try {
    writeWhole(path, `${JSON.stringify({ plan, precision }, undefined, 2)}\n`);
  } catch (error) {
    throw storeError(`cannot write ${path}`, error);
  }
}

/** Why the study stopped where it did; undefined where its number of replicates was given. */
export function readPrecision(folder: string, plan: string): Precision | undefined {
  const path = join(folder, FILE);
  if (!existsSync(path)) return undefined;
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as { plan: string; precision: Precision };
    return kept.plan === plan ? kept.precision : undefined;
  } catch (error) {
    throw storeError(`cannot read ${path}`, error);
  }
}
