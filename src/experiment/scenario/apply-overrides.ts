/**
 * What an override's key means: a key of the file, or a layer over all variants or one, or a sweep of points.
 */
import type { ParameterSpec, ParameterValue } from '../../core/model.js';
import type { Override } from '../overrides.js';
import { type Place, type ProblemList, suggestion } from '../problem.js';
import type { FileTree } from './chain.js';
import { type Layer, type ModelNames, readLayer } from './layer.js';
import { WINDOW_PARTS } from './resolve.js';
import { TOP_LEVEL_KEYS } from './top-level.js';
import { checkNumber, checkValue, LONGEST_RUN } from './values.js';
import type { Raw, RawEntry, RawMap } from './yaml-tree.js';

/** A layer from the command line. */
export interface OverrideLayer {
  /** Only this variant, or all. */
  readonly variant: string | undefined;
  readonly layer: Layer;
  readonly action: Override['action'];
  /** Set and removed only where the instrument is in use. */
  readonly instrument: string | undefined;
  readonly place: Place;
  readonly path: string;
}
export interface Sweep {
  readonly key: string;
  readonly values: readonly ParameterValue[];
  readonly place: Place;
}
export interface AppliedOverrides {
  readonly trees: readonly FileTree[];
  readonly layers: readonly OverrideLayer[];
  readonly sweeps: readonly Sweep[];
}

/** Keys of the file that an override may set; the rest have keys below them or shape the file itself. */
const SETTABLE = Object.keys(TOP_LEVEL_KEYS).filter(
  (key) => !['extends', 'model', 'parameters', 'policy', 'variants', 'presets', 'claims'].includes(key),
);
const AREAS = ['parameters', 'policy', 'presets', 'variants'];

/** Gives every override its meaning under the model's names; adds what is wrong to `problems`. */
export async function applyOverrides(
  overrides: readonly Override[],
  names: ModelNames,
  variants: readonly string[],
  problems: ProblemList,
): Promise<AppliedOverrides> {
  const trees: FileTree[] = [];
  const layers: OverrideLayer[] = [];
  const sweeps: Sweep[] = [];
  for (const override of overrides) {
    const key = override.path.join('.');
    const target = targetOf(override, names, variants, problems);
    if (target === undefined) continue;
    const { variant, path } = target;
    if (SETTABLE.includes(path[0] as string) && variant === undefined) {
      if (override.sweeps) problems.add(override.place, key, `"${key}" cannot be swept`, 'parameters and settings of instruments can');
      else trees.push({ file: override.place.file, tree: nest(path, statedValue(override, path), override.place) });
      continue;
    }
    if (override.sweeps) {
      const sweep = sweepOf(override, variant, path, names, problems);
      if (sweep !== undefined) sweeps.push(sweep);
    }
    const layer = await readLayer(
      nest(path, statedValue(override, path), override.place),
      variant === undefined ? '' : `variants.${variant}`,
      names,
      problems,
    );
    layers.push({
      variant,
      layer,
      action: override.action,
      instrument: path[0] === 'policy' ? path[1] : undefined,
      place: override.place,
      path: key,
    });
  }
  return { trees, layers, sweeps };
}

interface Target {
  readonly variant: string | undefined;
  readonly path: readonly string[];
}

function targetOf({ path, place }: Override, names: ModelNames, variants: readonly string[], problems: ProblemList): Target | undefined {
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
  if (only === undefined && SETTABLE.includes(first) && below.length <= (first === 'smallest_effect' ? 1 : 0))
    return { variant: undefined, path: rest };
  const wanted =
    first === 'parameters'
      ? below.length === 1
      : first === 'policy'
        ? below.length >= 1 && below.length <= 3
        : first === 'presets' && below.length === 0;
  if (wanted) return { variant: only, path: rest };
  const known = [...names.parameters, ...SETTABLE, ...AREAS];
  if (AREAS.includes(first))
    problems.add(
      place,
      key,
      `"${key}" cannot be set as a whole`,
      'write parameters.NAME=…, policy.INSTRUMENT.SETTING=…, variants.NAME.policy.INSTRUMENT.SETTING=…',
    );
  else if (names.instruments.includes(first)) problems.add(place, key, `unknown key "${key}"`, `did you mean "policy.${key}"?`);
  else problems.add(place, key, `unknown key "${key}"`, suggestion(first, known));
  return undefined;
}

/** The override's value; a removal is "nothing", a single preset a list of one. */
function statedValue({ values, place }: Override, path: readonly string[]): Raw {
  const value: Raw = values[0] ?? { kind: 'scalar', place, value: null, written: '' };
  const wrapped =
    ['presets', 'indicators', 'budget_neutral'].includes(path[0] as string) && value.kind === 'scalar' && value.value !== null;
  return wrapped ? { kind: 'list', place, items: [value] } : value;
}

/** The value below its path, as if a file had said so. */
function nest(path: readonly string[], value: Raw, place: Place): RawMap {
  const [key, ...below] = path as [string, ...string[]];
  const entry: RawEntry = { key, place, value: below.length === 0 ? value : nest(below, value, place) };
  return { kind: 'map', place, entries: new Map([[key, entry]]) };
}

function sweepOf(
  override: Override,
  variant: string | undefined,
  path: readonly string[],
  names: ModelNames,
  problems: ProblemList,
): Sweep | undefined {
  const [area, name, setting, part] = path as [string, string, string | undefined, string | undefined];
  const key = [...(variant === undefined ? [] : ['variants', variant]), ...path].join('.');
  const spec = specOf(names, area, name, setting);
  if (spec === undefined || (part !== undefined && !WINDOW_PARTS.some((known) => known === part)))
    return area === 'presets' || setting === undefined ? cannotSweep(override, key, problems) : undefined;
  const steps = part !== undefined && part !== 'value';
  const before = problems.count;
  const values = override.values.flatMap(
    (raw) =>
      (steps
        ? checkNumber({ type: 'integer', minimum: 0, maximum: LONGEST_RUN }, raw, key, problems)
        : checkValue(spec, raw, key, problems)) ?? [],
  );
  return problems.count > before ? undefined : { key, values, place: override.place };
}

function cannotSweep(override: Override, key: string, problems: ProblemList): undefined {
  problems.add(
    override.place,
    key,
    `"${key}" cannot be swept`,
    'parameters and settings of instruments can; other differences are variants',
  );
}

function specOf(names: ModelNames, area: string, name: string, setting: string | undefined): ParameterSpec | undefined {
  const schema =
    area === 'parameters'
      ? names.model.parameters
      : names.model.policies.find((policy) => area === 'policy' && policy.name === name)?.parameters;
  const key = area === 'parameters' ? name : setting;
  return schema !== undefined && key !== undefined && Object.hasOwn(schema, key) ? schema[key] : undefined;
}
