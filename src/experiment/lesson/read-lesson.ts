/**
 * From the text of a lesson file to a lesson: checked against its scenario and model, every problem with file, line and
 * column, as for scenarios. The scenario is named by a relative path that stays below the folder of scenarios.
 */
import type { AnyModel, ParameterSpec } from '../../core/model.js';
import { canonicalJson } from '../canonical.js';
import { type Place, type Problem, ProblemList } from '../problem.js';
import { modelOf } from '../run.js';
import { folderOf, type ReadText, resolveBelow } from '../scenario/chain.js';
import { type Raw, readYaml } from '../scenario/yaml-tree.js';
import { readScenario } from '../scenario.js';
import { sha256Hex } from '../sha256.js';
import type { Scenario } from '../study.js';
import { Fields } from './fields.js';
import type { Lesson, LessonControl, LessonWorld } from './lesson.js';
import { readStep } from './read-steps.js';

export interface LessonInput {
  readonly path: string;
  readonly text: string;
  readonly models: readonly AnyModel[];
  readonly readText: ReadText;
  /** Folder that no reference may leave; default the file's own. */
  readonly root?: string;
}

export type LessonReading = { readonly ok: true; readonly lesson: Lesson } | { readonly ok: false; readonly problems: readonly Problem[] };

const LESSON_KEYS = {
  title: 'One line that names the lesson, in both languages.',
  question: 'The one question of the lesson.',
  source: 'Publications behind it.',
  scenario: 'Relative path of the scenario file whose worlds it shows.',
  worlds: 'Variants of the scenario that pupils may choose, each with a title in both languages.',
  metrics: 'Metrics that pupils see.',
  controls: 'Settings that pupils move: setting, title, minimum, maximum, step.',
  bridges: 'Whether pupils may make and cut ties by hand.',
  steps: 'The steps of the lesson, in order.',
} as const;

/** Ending of lesson files, by which they are told from scenarios. */
export const LESSON_ENDING = /\.lesson\.ya?ml$/;

/** Reads and checks a lesson file and the scenario it names. Rejects only for faults of its own. */
export async function readLesson(input: LessonInput): Promise<LessonReading> {
  const problems = new ProblemList();
  const raw = readYaml(input.text, input.path, problems);
  const fields = raw === undefined ? undefined : Fields.of(raw, '', Object.keys(LESSON_KEYS), problems);
  const reading = fields === undefined ? undefined : await scenarioOf(fields, input);
  if (reading !== undefined && 'problems' in reading) return { ok: false, problems: [...problems.sorted(), ...reading.problems] };
  if (fields === undefined || reading === undefined) return { ok: false, problems: problems.sorted() };
  const lesson = assemble(fields, reading, input);
  return problems.count > 0 || lesson === undefined ? { ok: false, problems: problems.sorted() } : { ok: true, lesson };
}

/** The scenario, its own problems, or undefined when the reference is wrong. */
async function scenarioOf(
  fields: Fields,
  { path, models, readText, root = folderOf(path) }: LessonInput,
): Promise<Scenario | { readonly problems: readonly Problem[] } | undefined> {
  const reference = fields.plain('scenario', 'the relative path of a scenario file');
  if (reference === undefined) return undefined;
  const place = fields.raw('scenario')?.place as Place;
  const refuse = (problem: string, hint: string): undefined => {
    fields.problems.add(place, 'scenario', problem, hint);
    return undefined;
  };
  const target = resolveBelow(root, path, reference);
  if (target === undefined)
    return refuse(`"${reference}" is no path below the folder of scenarios`, 'write a relative path that ends in .yaml');
  let text: string;
  try {
    text = await readText(target);
  } catch {
    return refuse(`cannot read "${reference}"`, 'the path is relative to this file');
  }
  const reading = await readScenario({ path: target, text, models, readText, root });
  return reading.ok ? reading.scenario : { problems: reading.problems };
}

function assemble(fields: Fields, scenario: Scenario, { path, models }: LessonInput): Lesson | undefined {
  const model = modelOf(models, scenario.model);
  const worlds = readWorlds(fields, scenario);
  const all = model.metrics.map(({ name }) => name);
  const metrics = fields.list('metrics', 1, 12).flatMap(({ raw, path: at }) => nameIn(raw, at, 'metric', all, fields.problems));
  const controls = fields.list('controls', 0, 8).flatMap(({ raw, path: at }) => readControl(raw, at, model, fields.problems) ?? []);
  const names = { worlds: worlds.map(({ name }) => name), metrics };
  const steps = fields.list('steps', 1, 20).flatMap(({ raw, path: at }) => readStep(raw, at, names, fields.problems) ?? []);
  const title = fields.text('title');
  const question = fields.text('question');
  const source = fields.plain('source', 'name the publications behind the lesson');
  const bridges = fields.flag('bridges');
  if (bridges && model.parameters.hand_ties === undefined)
    fields.problems.add(fields.place, 'bridges', `the model ${model.name} knows no ties by hand`);
  if (title === undefined || question === undefined || source === undefined) return undefined;
  const { name: scenarioName, title: scenarioTitle, seed, steps: length, burnIn } = scenario;
  const variants = scenario.variants.filter(({ name }) => worlds.some((world) => world.name === name));
  const core = { name: scenarioName, title: scenarioTitle, model: model.name, seed, steps: length, burnIn, variants };
  return {
    format: 'trihelix-lesson-1',
    name: (path.split('/').at(-1) ?? path).replace(/(\.lesson)?\.ya?ml$/, ''),
    ...{ title, question, source, worlds, metrics, controls, bridges, steps, scenario: core },
    minutes: steps.reduce((sum, step) => sum + step.minutes, 0),
    fingerprint: sha256Hex(canonicalJson({ model: model.version, core, steps: steps.map(answersOf) })).slice(0, 12),
  };
}

/** What of a step decides whether an answer in a code is right. */
function answersOf({ questions, goal }: Lesson['steps'][number]): unknown {
  return { answers: questions.map(({ choices, answer }) => [choices.length, answer ?? -1]), goal: goal ?? null };
}

function nameIn(raw: Raw, path: string, what: string, known: readonly string[], problems: ProblemList): string[] {
  const name = raw.kind === 'scalar' ? String(raw.value) : '';
  if (known.includes(name)) return [name];
  problems.unknown(raw.place, path, what, name, known);
  return [];
}

function readWorlds(fields: Fields, scenario: Scenario): LessonWorld[] {
  const known = scenario.variants.map(({ name }) => name);
  const raw = fields.raw('worlds');
  if (raw === undefined || raw.kind !== 'map' || raw.entries.size === 0) {
    fields.problems.add(raw?.place ?? fields.place, 'worlds', 'must name variants of the scenario', `e.g. ${known[0]}: { en: …, ru: … }`);
    return [];
  }
  const inner = new Fields(raw, 'worlds', known, fields.problems);
  return known.flatMap((name) => {
    const title = inner.has(name) ? inner.text(name) : undefined;
    return title === undefined ? [] : [{ name, title }];
  });
}

function readControl(raw: Raw, path: string, model: AnyModel, problems: ProblemList): LessonControl | undefined {
  const fields = Fields.of(raw, path, ['setting', 'title', 'minimum', 'maximum', 'step'], problems);
  if (fields === undefined) return undefined;
  const settings = settingsOf(model);
  const setting = fields.word('setting', 'setting', [...settings.keys()]);
  const spec = setting === undefined ? undefined : settings.get(setting);
  if (setting === undefined || spec === undefined || (spec.type !== 'real' && spec.type !== 'integer')) return undefined;
  const title = fields.text('title');
  const minimum = fields.number('minimum', spec.minimum, spec.maximum, spec.minimum);
  const maximum = fields.number('maximum', spec.minimum, spec.maximum, spec.maximum);
  const step = fields.number('step', 1e-6, spec.maximum - spec.minimum);
  if (title === undefined || minimum === undefined || maximum === undefined || step === undefined) return undefined;
  if (minimum >= maximum) problems.add(fields.place, path, `minimum ${minimum} is not below maximum ${maximum}`);
  return { setting, title, unit: spec.unit, minimum, maximum, step };
}

/** Every number that can be moved, by its full key. */
function settingsOf(model: AnyModel): Map<string, ParameterSpec> {
  const isNumber = (spec: ParameterSpec): boolean => spec.type === 'real' || spec.type === 'integer';
  const own = Object.entries(model.parameters).filter(([, spec]) => isNumber(spec));
  const policies = model.policies.flatMap(({ name, parameters }) =>
    Object.entries(parameters)
      .filter(([, spec]) => isNumber(spec))
      .map(([key, spec]): [string, ParameterSpec] => [`policy.${name}.${key}`, spec]),
  );
  return new Map([...own, ...policies]);
}
