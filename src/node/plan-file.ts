/**
 * `plan.json`: what a study is going to compute, stored before anything runs, with the study's id and a checksum.
 *
 * Runs that differ only in their number and replicate share one entry of `settings`, so that a plan of 100,000 runs
 * stays small enough to read: `runs[i]` is `[setting, replicate]` of run i.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../core/errors.js';
import { canonicalJson } from '../experiment/canonical.js';
import type { Plan, Run } from '../experiment/study.js';
import { printablePath } from '../experiment/text.js';
import { writeWhole } from './files.js';
import { sha256 } from './frames.js';
import { journalFiles } from './journal-scan.js';
import { codeOf, StoreError, storeError } from './store-error.js';

const PLAN_NAME = 'plan.json';
/** The same bytes once more, because without its plan no record of a study can be used. */
const COPY_NAME = 'plan-copy.json';
const FORMAT = 'trihelix-study-1';
/** What stands between the checksum and what it is of, and what ends the file. */
const CONTENT = ',\n"content":';
const END = '}\n';

export interface StoredPlan {
  readonly plan: Plan;
  /** The study's random id, 16 bytes; every journal file of the study carries it. */
  readonly store: Buffer;
}

type Setting = Omit<Run, 'id' | 'replicate'>;
type PlanHead = Omit<Plan, 'runs'>;

interface PlanContent {
  readonly store: string;
  readonly plan: PlanHead;
  readonly settings: readonly Setting[];
  readonly runs: readonly (readonly [setting: number, replicate: number])[];
}

/** Stores the plan of a study, whole or not at all. */
export function writePlan(folder: string, { plan, store }: StoredPlan): void {
  const { runs, ...head } = plan;
  const { settings, pairs } = shareSettings(runs);
  const content: PlanContent = { store: store.toString('hex'), plan: head, settings, runs: pairs };
  const text = canonicalJson(content);
  const path = join(folder, PLAN_NAME);
  const whole = `{"format":"${FORMAT}","sha256":"${digest(text)}"${CONTENT}${text}${END}`;
  try {
    writeWhole(path, whole);
    writeWhole(join(folder, COPY_NAME), whole);
  } catch (error) {
    throw storeError(`cannot write ${path}`, error);
  }
}

/**
 * The plan of a study, or undefined where there is none. Where plan.json is damaged or gone, its copy counts.
 * @throws StoreError when both are damaged or of another format
 */
export function readPlan(folder: string): StoredPlan | undefined {
  let stored: StoredPlan | undefined;
  let failure: unknown;
  try {
    stored = readPlanFile(join(folder, PLAN_NAME));
  } catch (error) {
    failure = error;
  }
  if (stored !== undefined || failure instanceof NewerError) return settled(stored, failure);
  try {
    return settled(readPlanFile(join(folder, COPY_NAME)), failure);
  } catch (error) {
    throw failure ?? error;
  }
}

/** The same where one must be there. @throws UserError where the folder holds no study, StoreError as `readPlan` */
export function planIn(folder: string): StoredPlan {
  const stored = readPlan(folder);
  if (stored === undefined) throw noStudy(folder);
  return stored;
}

/** Why a folder holds no study: it is the wrong one, unless records lie in it whose plan is gone. */
export function noStudy(folder: string): Error {
  const shown = printablePath(folder);
  if (existsSync(folder) && journalFiles(folder).length > 0)
    return new StoreError(
      `the plan of the study in ${shown} is gone, and so is its copy`,
      `bring ${PLAN_NAME} back from a copy of the folder`,
    );
  return new UserError(`${shown} holds no study`, `name a folder that has ${PLAN_NAME} in it, e.g. results/golden-rule`);
}

/** Whether the plan has its copy; a kill between the two leaves it out. */
export const hasCopy = (folder: string): boolean => existsSync(join(folder, COPY_NAME));

/** What is wrong with plan.json and with its copy, in words; neither stands alone for long. */
export function planDamage(folder: string): string[] {
  return [PLAN_NAME, COPY_NAME].flatMap((name) => {
    try {
      return readPlanFile(join(folder, name)) === undefined ? [`${name} is missing`] : [];
    } catch (error) {
      return [`${name}: ${error instanceof Error ? error.message : error}`];
    }
  });
}

/** A store that a newer program made must be left as it is. */
class NewerError extends StoreError {}

function settled(stored: StoredPlan | undefined, failure: unknown): StoredPlan | undefined {
  if (stored === undefined && failure !== undefined) throw failure;
  return stored;
}

function readPlanFile(path: string): StoredPlan | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw storeError(`cannot read ${path}`, error);
  }
  const content = parse(path, text);
  const runs = content.runs.map(([setting, replicate], id) => runOf(content.settings[setting] as Setting, id, replicate));
  return { plan: { ...content.plan, runs }, store: Buffer.from(content.store, 'hex') };
}

/** Written out, because an object that is made by spreading takes four times the room, and a plan has many. */
function runOf({ model, variant, point, seed, steps, burnIn, parameters, policies, ...rest }: Setting, id: number, replicate: number): Run {
  const run = { id, model, variant, point, replicate, seed, steps, burnIn, parameters, policies };
  return Object.keys(rest).length === 0 ? run : { ...run, ...rest };
}

function parse(path: string, text: string): PlanContent {
  const hint = 'give the command again with --fresh; the old folder is kept under another name';
  let file: { format?: unknown; sha256?: unknown; content?: PlanContent };
  if (!text.endsWith(END)) throw new StoreError(`${path} is damaged: its end is missing`, hint);
  try {
    file = JSON.parse(text) as typeof file;
  } catch (cause) {
    throw new StoreError(`${path} is damaged: it is no longer JSON`, hint, { cause });
  }
  const version = /^trihelix-study-(\d+)$/.exec(String(file.format))?.[1];
  if (version !== undefined && Number(version) > Number(FORMAT.slice(15)))
    throw new NewerError(`${path} was made by a newer trihelix (${file.format})`, 'use that trihelix, or choose another folder with --out');
  if (file.format !== FORMAT) throw new StoreError(`${path} is no plan in the format ${FORMAT}`, hint);
  if (file.content === undefined || digest(contentOf(text)) !== file.sha256)
    throw new StoreError(`${path} is damaged: its checksum does not hold`, hint);
  return file.content;
}

/** The text of the content as it stands in the file. */
const contentOf = (text: string): string => text.slice(text.indexOf(CONTENT) + CONTENT.length, -END.length);

const digest = (text: string): string => sha256(Buffer.from(text, 'utf8')).toString('hex');

/** Runs as pairs of a setting, which those share that differ only in number and replicate, and a replicate. */
export function shareSettings(runs: readonly Run[]): { settings: Setting[]; pairs: [number, number][] } {
  const settings: Setting[] = [];
  const byText = new Map<string, number>();
  const byParameters = new Map<object, Map<object, { setting: Setting; index: number }>>();
  const pairs = runs.map((run): [number, number] => {
    const { id: _, replicate, ...setting } = run;
    const byPolicies = byParameters.get(run.parameters) ?? new Map();
    byParameters.set(run.parameters, byPolicies);
    const known = byPolicies.get(run.policies);
    if (known !== undefined && sameHead(known.setting, setting)) return [known.index, replicate];
    const text = canonicalJson(setting);
    const index = byText.get(text) ?? settings.push(setting) - 1;
    byText.set(text, index);
    byPolicies.set(run.policies, { setting, index });
    return [index, replicate];
  });
  return { settings, pairs };
}

/** Whether two settings with the same parameters and policies agree in all the rest. */
function sameHead(a: Setting, b: Setting): boolean {
  return (
    a.variant === b.variant &&
    a.point === b.point &&
    a.model === b.model &&
    a.seed === b.seed &&
    a.steps === b.steps &&
    a.burnIn === b.burnIn &&
    a.checked === b.checked &&
    canonicalJson(a.evaluations ?? []) === canonicalJson(b.evaluations ?? [])
  );
}
