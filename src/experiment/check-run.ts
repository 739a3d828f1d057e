/**
 * A run that comes from elsewhere, field by field against the model's schema: a worker computes nothing that a scenario
 * file could not have asked for. There is no code and no path in a run, so what is left are names, numbers and formulas.
 */
import { UserError } from '../core/errors.js';
import type { AnyModel, ParameterSchema, ParameterSpec, ParameterValue } from '../core/model.js';
import { layoutOf } from '../core/simulate.js';
import { RELATIONS } from './formula.js';
import { LONGEST_RUN } from './scenario/values.js';
import { activePolicies } from './schedule.js';
import type { PolicySetting, Run } from './study.js';
import { printable } from './text.js';

const MOST_NODES = 500;
const DEEPEST = 64;
const LONGEST_TEXT = 2000;
const KEYS = [
  'id',
  'model',
  'variant',
  'point',
  'replicate',
  'seed',
  'steps',
  'burnIn',
  'parameters',
  'policies',
  'checked',
  'evaluations',
];

type Fields = Readonly<Record<string, unknown>>;

/**
 * The run when it is one that these models can compute and that returns at most so many numbers.
 * @throws UserError naming the field
 */
export function checkRun(value: unknown, models: readonly AnyModel[], mostValues: number): Run {
  const run = fieldsOf(value, 'run');
  for (const key of Object.keys(run)) need(KEYS.includes(key), key);
  const model = models.find(({ name }) => name === run.model);
  if (model === undefined) throw refusal('model');
  need(isWhole(run.id, 0, 1e6) && isWhole(run.point, 0, 1e6) && isWhole(run.replicate, 0, 1e6), 'id, point or replicate');
  need(isText(run.variant) && isText(run.seed), 'variant or seed');
  need(isWhole(run.steps, 1, LONGEST_RUN) && isWhole(run.burnIn, 0, run.steps as number), 'steps or burn-in');
  need(run.checked === undefined || typeof run.checked === 'boolean', 'checked');
  const known = model.evaluations.map(({ name }) => name);
  const { evaluations } = run;
  need(
    evaluations === undefined ||
      (Array.isArray(evaluations) && evaluations.length > 0 && evaluations.every((name) => known.includes(name))),
    'evaluations',
  );
  checkParameters(model.parameters, fieldsOf(run.parameters, 'parameters'));
  need(Array.isArray(run.policies) && run.policies.length <= model.policies.length, 'policies');
  for (const policy of run.policies as unknown[]) checkPolicy(model, policy);
  const sound = value as Run;
  activePolicies(model, sound.policies, sound.burnIn);
  need(layoutOf(model, sound.parameters, sound.steps, sound.burnIn, sound.evaluations).length <= mostValues, 'number of values');
  return sound;
}

function checkParameters(schema: ParameterSchema, values: Fields): void {
  for (const name of Object.keys(values)) need(Object.hasOwn(schema, name), `parameter ${printable(name, 80)}`);
  for (const [name, spec] of Object.entries(schema)) need(fits(spec, values[name]), `parameter ${name}`);
}

/** Whether a value is one that the parameter may have. */
function fits(spec: ParameterSpec, value: unknown): value is ParameterValue {
  switch (spec.type) {
    case 'real':
    case 'integer':
      return isWithin(spec, value) && (spec.type === 'real' || Number.isInteger(value));
    case 'flag':
      return typeof value === 'boolean';
    case 'choice':
      return typeof value === 'string' && spec.choices.includes(value);
    case 'list':
      return Array.isArray(value) && value.length <= spec.maximumLength && value.every((item) => isWithin(spec, item));
  }
}

const isWithin = ({ minimum, maximum }: { readonly minimum: number; readonly maximum: number }, value: unknown): boolean =>
  typeof value === 'number' && value >= minimum && value <= maximum;

function checkPolicy(model: AnyModel, value: unknown): asserts value is PolicySetting {
  const { instrument, values, ...rest } = fieldsOf(value, 'policy');
  const policy = model.policies.find(({ name }) => name === instrument);
  if (policy === undefined || Object.keys(rest).length > 0) throw refusal('instrument');
  for (const [name, setting] of Object.entries(fieldsOf(values, 'settings'))) {
    const spec = Object.hasOwn(policy.parameters, name) ? (policy.parameters as ParameterSchema)[name] : undefined;
    if (spec === undefined) throw refusal(`setting ${printable(name, 80)}`);
    need(typeof setting === 'object' && setting !== null ? isSchedule(spec, setting as Fields) : fits(spec, setting), `setting ${name}`);
  }
}

/** A window of numbers, or a formula with its text. */
function isSchedule(spec: ParameterSpec, setting: Fields): boolean {
  if (spec.type !== 'real' && spec.type !== 'integer') return false;
  if ('formula' in setting) {
    const { formula, text, ...rest } = setting;
    return (
      Object.keys(rest).length === 0 && typeof text === 'string' && text.length <= LONGEST_TEXT && countNodes(formula, 0) <= MOST_NODES
    );
  }
  const { value, ...ends } = setting;
  const known = Object.entries(ends).every(([name, end]) => ['from', 'until', 'ramp'].includes(name) && isWhole(end, 0, LONGEST_RUN));
  return known && isWithin(spec, value);
}

/** Nodes of a formula's tree; more than are allowed when it is none or too deep. Names of functions are checked as it is compiled. */
function countNodes(tree: unknown, depth: number): number {
  if (typeof tree !== 'object' || tree === null || depth > DEEPEST) return MOST_NODES + 1;
  const { kind, value, name, condition, yes, no, relations, operands, arguments: inner } = tree as Fields;
  const among = (parts: readonly unknown[]): number =>
    parts.length > MOST_NODES
      ? MOST_NODES + 1
      : parts.reduce<number>((sum, part) => (sum > MOST_NODES ? sum : sum + countNodes(part, depth + 1)), 1);
  if (kind === 'number') return Number.isFinite(value) ? 1 : MOST_NODES + 1;
  if (kind === 'name') return typeof name === 'string' && /^\w{1,64}$/.test(name) ? 1 : MOST_NODES + 1;
  if (kind === 'choice') return among([condition, yes, no]);
  if (kind === 'call' && typeof name === 'string' && Array.isArray(inner)) return among(inner);
  const isChain =
    kind === 'chain' && Array.isArray(relations) && Array.isArray(operands) && relations.every((relation) => RELATIONS.has(relation));
  return isChain ? among(operands as unknown[]) : MOST_NODES + 1;
}

function fieldsOf(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refusal(what);
  return value as Fields;
}

const isWhole = (value: unknown, least: number, most: number): boolean =>
  Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
const isText = (value: unknown): boolean => typeof value === 'string' && value.length <= LONGEST_TEXT;
const refusal = (what: string): UserError => new UserError(`a run from elsewhere is not as a scenario could have made it: ${what}`);

function need(holds: boolean, what: string): void {
  if (!holds) throw refusal(what);
}
