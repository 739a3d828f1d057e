/** The study that `query` and `export` read: by its folder, or by the scenario that it was computed from. Computes nothing. */
import { statSync } from 'node:fs';
import { UserError } from '../core/errors.js';
import type { AnyModel } from '../core/model.js';
import { compareStudy } from '../experiment/compare.js';
import type { Comparison } from '../experiment/comparison.js';
import { modelOf } from '../experiment/run.js';
import type { Plan } from '../experiment/study.js';
import { printable, printablePath } from '../experiment/text.js';
import { models } from '../models/index.js';
import { planIn, readPlan } from '../node/plan-file.js';
import { readStudy, reconcile, type StoredStudy } from '../node/result-folder.js';
import { commandLine, prepareStudy, type StudyOptions } from './prepare.js';
import type { Terminal } from './terminal.js';

export interface FoundStudy {
  readonly folder: string;
  /** The stored runs under the titles and indicators of today. */
  readonly plan: Plan;
  readonly model: AnyModel;
  /** Reads the journal, at most once. */
  read(): StoredStudy;
  /** One comparison per point. */
  compare(): readonly Comparison[];
}

/** @throws UserError when there is no such study, or none with results */
export async function findStudy(
  asked: string,
  overrides: readonly string[],
  options: StudyOptions,
  terminal: Terminal,
): Promise<FoundStudy> {
  const { folder, plan, advice } = isFolder(asked) ? byFolder(asked, overrides) : await byScenario(asked, overrides, options, terminal);
  let known: StoredStudy | undefined;
  const read = (): StoredStudy => {
    if (known !== undefined) return known;
    const stored = readStudy(folder);
    if (stored === undefined || stored.results.ids.length === 0) throw noResults(plan.study, advice);
    for (const note of stored.notes) terminal.note(note);
    known = { ...stored, plan, results: stored.results.withPlan(plan) };
    return known;
  };
  const compare = (): readonly Comparison[] =>
    (plan.points ?? [undefined]).map((_, point) => compareStudy(read().results, models, { point }));
  return { folder, plan, model: modelOf(models, plan.model.name), read, compare };
}

const isFolder = (asked: string): boolean => statSync(asked, { throwIfNoEntry: false })?.isDirectory() === true;

interface Place {
  readonly folder: string;
  readonly plan: Plan;
  /** How to compute what is not there. */
  readonly advice: string;
}

function byFolder(folder: string, overrides: readonly string[]): Place {
  const { plan } = planIn(folder);
  if (overrides.length > 0)
    throw new UserError(
      `"${printable(overrides[0] ?? '')}" is an override, and the study in ${printable(folder)} has its settings already`,
    );
  return { folder, plan, advice: 'compute it with `trihelix run`' };
}

async function byScenario(asked: string, overrides: readonly string[], options: StudyOptions, terminal: Terminal): Promise<Place> {
  const prepared = await prepareStudy(asked, overrides, options);
  const { folder } = prepared;
  const advice = `compute it first: ${commandLine('run', prepared)}`;
  const stored = readPlan(folder)?.plan;
  if (stored === undefined) throw noResults(prepared.plan.study, advice);
  const plan = planNow(folder, stored, prepared.plan);
  if (plan.runs.length === stored.runs.length) return { folder, plan, advice };
  terminal.note(`the study has ${stored.scenario.replicates} of the scenario's ${plan.scenario.replicates} replicates so far`);
  return { folder, plan: stored, advice };
}

/** A study with other settings, or of an older program, can be read all the same, but only by its own name. */
function planNow(folder: string, stored: Plan, now: Plan): Plan {
  try {
    return reconcile(folder, stored, now).plan;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.message, `to read it as it is, name its folder instead of the scenario: ${printablePath(folder)}`);
  }
}

const noResults = (study: string, advice: string): UserError => new UserError(`the study ${printable(study)} has no results yet`, advice);
