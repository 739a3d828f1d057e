/**
 * What a dotted key means: a key of the file, or a parameter or setting of all variants or of one. Overrides and the
 * uncertainty of a file are written with the same keys.
 */
import type { ParameterSpec } from '../../core/model.js';
import { type Place, type ProblemList, suggestion } from '../problem.js';
import type { ModelNames } from './layer.js';
import { WINDOW_PARTS } from './resolve.js';
import { TOP_LEVEL_KEYS } from './top-level.js';
import { LONGEST_RUN } from './values.js';

/** Keys that have keys below them or shape the file itself. */
const WHOLE = ['extends', 'model', 'parameters', 'policy', 'variants', 'presets', 'claims', 'without', 'uncertainty'];
/** Keys of the file that an override may set. */
export const SETTABLE = Object.keys(TOP_LEVEL_KEYS).filter((key) => !WHOLE.includes(key));
/** Settable keys that have one level below them. */
const WITH_PARTS = ['smallest_effect', 'design'];
const AREAS = ['parameters', 'policy', 'presets', 'variants'];

export interface Target {
  /** Only this variant, or all. */
  readonly variant: string | undefined;
  readonly path: readonly string[];
}

/** Finds what a key means; adds what is wrong with it to `problems`. */
export function targetOf(
  { path, place }: { readonly path: readonly string[]; readonly place: Place },
  names: ModelNames,
  variants: readonly string[],
  problems: ProblemList,
): Target | undefined {
  const key = path.join('.');
  const only = path[0] === 'variants' ? (path[1] ?? '') : undefined;
  const rest = only === undefined ? path : path.slice(2);
  if (only !== undefined && !variants.includes(only)) {
    problems.unknown(place, key, 'variant', only, variants);
    return undefined;
  }
  const [first = '', ...below] = rest;
  if (below.length === 0 && names.parameters.includes(first) && !(only === undefined && SETTABLE.includes(first)))
    return { variant: only, path: ['parameters', first] };
  if (only === undefined && SETTABLE.includes(first) && below.length <= (WITH_PARTS.includes(first) ? 1 : 0))
    return { variant: undefined, path: rest };
  const wanted =
    first === 'parameters'
      ? below.length === 1
      : first === 'policy'
        ? below.length >= 1 && below.length <= 3
        : first === 'presets' && below.length === 0;
  if (wanted) return { variant: only, path: rest };
  refuse(key, first, place, names, problems);
  return undefined;
}

function refuse(key: string, first: string, place: Place, names: ModelNames, problems: ProblemList): void {
  if (AREAS.includes(first))
    problems.add(
      place,
      key,
      `"${key}" cannot be set as a whole`,
      'write parameters.NAME=…, policy.INSTRUMENT.SETTING=…, variants.NAME.policy.INSTRUMENT.SETTING=…',
    );
  else if (names.instruments.includes(first)) problems.add(place, key, `unknown key "${key}"`, `did you mean "policy.${key}"?`);
  else problems.add(place, key, `unknown key "${key}"`, suggestion(first, [...names.parameters, ...SETTABLE, ...AREAS]));
}

/** The full key of a target, as a point writes it. */
export function fullKeyOf({ variant, path }: Target): string {
  return [...(variant === undefined ? [] : ['variants', variant]), ...path].join('.');
}

/** Ends and ramps of windows are counted in steps, whatever the setting is. */
const STEPS: ParameterSpec = {
  type: 'integer',
  minimum: 0,
  maximum: LONGEST_RUN,
  default: 0,
  unit: 'steps',
  source: 'assumed',
  text: { en: 'A step of the run.', ru: 'Шаг прогона.' },
};

/** The schema of the parameter or setting at a path; undefined where there is none, or where it has no such part. */
export function specAt(names: ModelNames, [area, name, setting, part]: readonly string[]): ParameterSpec | undefined {
  const schema =
    area === 'parameters'
      ? names.model.parameters
      : names.model.policies.find((policy) => area === 'policy' && policy.name === name)?.parameters;
  const key = area === 'parameters' ? name : setting;
  const spec = schema !== undefined && key !== undefined && Object.hasOwn(schema, key) ? schema[key] : undefined;
  if (part === undefined || part === 'value' || spec === undefined) return spec;
  return WINDOW_PARTS.some((known) => known === part) ? STEPS : undefined;
}
