/** The state of the studio as a link: scenario, differences from it, luck, step. Read with care: links come from anybody. */
import { batch } from '@preact/signals';
import type { AnyModel, ParameterSpec } from '../../core/model.js';
import type { PolicySetting } from '../../experiment/study.js';
import type { LabSource, WorldChoice } from '../lab/choice.js';
import { isWhole } from '../lab/choice-text.js';
import { pack, unpack } from '../lab/link.js';
import { VIEW_NAMES } from '../views/views.js';
import { language } from '../words/words.js';
import { type Bench, desk, openScenario } from './desk.js';

const MARK = 'S1';
export const PREFIX = '#state=';
const TABS = ['time', 'pictures', 'many', 'numbers', 'bridge'];

export function linkOf({ name, lab }: Bench): string {
  const { left, right, metric } = lab.setup.value;
  return `${location.origin}/${PREFIX}${pack(MARK, { name, left, right, metric, step: lab.step.value, language: language.value, ...shownOf() })}`;
}

const shownOf = () => ({ tab: desk.tab.value, view: desk.view.value });

/** Opens what the fragment names. @returns whether it could */
export async function restore(fragment: string): Promise<boolean> {
  const unpacked = unpack(MARK, fragment.slice(PREFIX.length));
  if (!unpacked.ok || !isObject(unpacked.value)) return false;
  const { name, left, right, metric, step, language: spoken, tab, view } = unpacked.value;
  if (typeof name !== 'string') return false;
  const bench = await openScenario(name).catch(() => undefined);
  if (bench === undefined) return false;
  const { source } = bench.lab;
  const [a, b] = [readWorld(source, left), right === null ? null : readWorld(source, right)];
  if (a === undefined || b === undefined || !isWhole(step, source.steps) || !source.metrics.includes(metric as string)) return false;
  batch(() => {
    if (spoken === 'en' || spoken === 'ru') language.value = spoken;
    bench.lab.setup.value = { left: a, right: b, metric: metric as string };
    bench.lab.goTo(step);
    if (TABS.includes(tab as string)) desk.tab.value = tab as string;
    if (VIEW_NAMES.includes(view as string)) desk.view.value = view as string;
  });
  return true;
}

const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value);

/** A world of a link, or undefined where anything in it is not of this model. */
function readWorld(source: LabSource, data: unknown): WorldChoice | undefined {
  if (!isObject(data)) return undefined;
  const { world, changes, hands, replicate, policies, from } = data;
  const known = source.variants.some(({ name }) => name === world);
  if (!known || !isWhole(replicate, 999_999) || !isObject(changes) || !Array.isArray(hands) || hands.length > 16) return undefined;
  if (!Object.entries(changes).every(([key, value]) => fits(source.model.parameters[key], value))) return undefined;
  if (!hands.every((hand) => isObject(hand) && ['step', 'a', 'b'].every((key) => isWhole(hand[key], 1e6)) && typeof hand.cut === 'boolean'))
    return undefined;
  if (from !== undefined && !isWhole(from, source.steps - 1)) return undefined;
  if (policies !== undefined && !isPolicies(source.model, policies)) return undefined;
  return {
    world,
    changes,
    hands,
    replicate,
    ...(policies !== undefined && { policies }),
    ...(from !== undefined && { from }),
  } as WorldChoice;
}

function isPolicies(model: AnyModel, data: unknown): data is PolicySetting[] {
  if (!Array.isArray(data) || data.length > model.policies.length) return false;
  return data.every((entry) => {
    if (!isObject(entry) || !isObject(entry.values)) return false;
    const policy = model.policies.find(({ name }) => name === entry.instrument);
    return (
      policy !== undefined &&
      Object.entries(entry.values).every(([key, value]) => fits(policy.parameters[key], value) || isWindow(policy.parameters[key], value))
    );
  });
}

/** A number from a step until another. Formulas do not come in by links. */
function isWindow(spec: ParameterSpec | undefined, value: unknown): boolean {
  if (!isObject(value) || !Object.keys(value).every((key) => ['value', 'from', 'until', 'ramp'].includes(key))) return false;
  return fits(spec, value.value) && ['from', 'until', 'ramp'].every((key) => value[key] === undefined || isWhole(value[key], 1e6));
}

function fits(spec: ParameterSpec | undefined, value: unknown): boolean {
  const within = (number: unknown): boolean =>
    spec !== undefined && 'minimum' in spec && typeof number === 'number' && number >= spec.minimum && number <= spec.maximum;
  switch (spec?.type) {
    case 'real':
      return within(value);
    case 'integer':
      return within(value) && Number.isInteger(value);
    case 'flag':
      return typeof value === 'boolean';
    case 'choice':
      return spec.choices.includes(value as string);
    case 'list':
      return Array.isArray(value) && value.length <= spec.maximumLength && value.every(within);
    default:
      return false;
  }
}
