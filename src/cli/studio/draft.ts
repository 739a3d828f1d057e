/** What the page asks to be run: taken apart, made a scenario file that stands by itself, and read back as any file. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../core/errors.js';
import type { AnyModel, ParameterValue } from '../../core/model.js';
import { formatProblem } from '../../experiment/problem.js';
import { modelOf } from '../../experiment/run.js';
import { VARIANT_NAME } from '../../experiment/scenario/top-level.js';
import { readScenario } from '../../experiment/scenario.js';
import type { PolicySetting, Scenario, Variant } from '../../experiment/study.js';
import { writeScenario } from '../../experiment/write-scenario.js';
import { models } from '../../models/index.js';
import { makeFolders } from '../../node/files.js';

/** Where files of the studio lie, below the folder it was started in. */
const FOLDER = 'scenarios/studio';
const MOST_VARIANTS = 8;
const NAME = /^[a-z0-9][a-z0-9-]{0,47}$/;

/** A request is wrong; all that is wrong with it. */
export class DraftError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

interface Draft {
  readonly name: string;
  readonly title: string;
  readonly replicates: number;
  readonly variants: readonly Variant[];
}

/** The draft behind a JSON body; every name is checked against the model before it is written anywhere. */
function readDraft(body: unknown, base: Scenario): Draft {
  const data = object(body);
  const model = modelOf(models, base.model);
  const { name, title, replicates, variants } = data;
  if (typeof name !== 'string' || !NAME.test(name)) throw new DraftError(['a name has 1 to 48 small letters, digits and hyphens']);
  if (typeof title !== 'string' || title === '' || title.length > 200) throw new DraftError(['a title has 1 to 200 characters']);
  if (!Number.isInteger(replicates) || (replicates as number) < 2 || (replicates as number) > 1000)
    throw new DraftError(['replicates are a whole number from 2 to 1,000']);
  if (!Array.isArray(variants) || variants.length === 0 || variants.length > MOST_VARIANTS)
    throw new DraftError([`1 to ${MOST_VARIANTS} variants`]);
  return { name, title, replicates: replicates as number, variants: variants.map((variant) => readVariant(variant, base, model)) };
}

function readVariant(data: unknown, base: Scenario, model: AnyModel): Variant {
  const { name, title, from, changes, policies } = object(data);
  const origin = base.variants.find((variant) => variant.name === from);
  if (typeof name !== 'string' || !VARIANT_NAME.test(name) || typeof title !== 'string')
    throw new DraftError(['a variant needs a name and a title']);
  if (origin === undefined) throw new DraftError(['a variant starts from one of the scenario']);
  const changed = object(changes ?? {});
  for (const key of Object.keys(changed))
    if (model.parameters[key] === undefined) throw new DraftError([`there is no parameter "${key.slice(0, 80)}"`]);
  const parameters = { ...origin.parameters, ...(changed as Record<string, ParameterValue>) };
  return { name, title: title.slice(0, 200), parameters, policies: policies === null ? origin.policies : readPolicies(policies, model) };
}

function readPolicies(data: unknown, model: AnyModel): PolicySetting[] {
  if (!Array.isArray(data) || data.length > model.policies.length) throw new DraftError(['policies are a list']);
  return data.map((entry) => {
    const { instrument, values } = object(entry);
    const policy = model.policies.find(({ name }) => name === instrument);
    if (policy === undefined) throw new DraftError(['there is no such instrument']);
    const settings = object(values);
    for (const key of Object.keys(settings))
      if (policy.parameters[key] === undefined) throw new DraftError([`${policy.name} has no setting "${key.slice(0, 80)}"`]);
    return { instrument: policy.name, values: settings as PolicySetting['values'] };
  });
}

function object(value: unknown): Record<string, unknown> {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new DraftError(['the call is not understood']);
  return value as Record<string, unknown>;
}

/** A draft whose every name is known and whose file can be read. */
export interface CheckedDraft {
  readonly name: string;
  /** The scenario file. */
  readonly text: string;
}

/** The draft behind a JSON body. @throws DraftError with all that is wrong with it */
export async function checkDraft(body: unknown, base: Scenario): Promise<CheckedDraft> {
  const draft = readDraft(body, base);
  return { name: draft.name, text: await draftText(draft, base) };
}

/** The text of the draft's file, sound: it was read back. @throws DraftError with the problems of the reader */
async function draftText(draft: Draft, base: Scenario): Promise<string> {
  const { title, replicates, variants } = draft;
  const baseline = (variants[0] as Variant).name;
  const whole = writeScenario({ ...base, title, replicates, variants, baseline }, modelOf(models, base.model), [
    `Written by the studio from the scenario ${base.name}.`,
  ]);
  const readText = (): never => {
    throw new Error('a draft extends nothing');
  };
  const reading = await readScenario({ path: `${draft.name}.yaml`, text: whole, models, readText });
  if (!reading.ok) throw new DraftError(reading.problems.map(formatProblem));
  return whole;
}

/** Writes the file under a name that is free, or that has the same text already. @returns its path */
export function saveDraft(name: string, text: string): string {
  makeFolders(FOLDER);
  for (let n = 1; n < 1000; n++) {
    const path = join(FOLDER, n === 1 ? `${name}.yaml` : `${name}-${n}.yaml`);
    if (!existsSync(path)) {
      writeFileSync(path, text, { flag: 'wx' });
      return path;
    }
    if (readFileSync(path, 'utf8') === text) return path;
  }
  throw new UserError(`${FOLDER} holds a thousand files of the name "${name}"`, 'choose another name');
}
