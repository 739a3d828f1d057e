/**
 * A layer: the presets, parameters and policies that one place of a file (or one override) states, checked against the
 * model. Variants are made by laying layers over each other; every layer is checked once, where it stands.
 */
import type { AnyModel, ParameterValue, Policy, Preset } from '../../core/model.js';
import { type Place, type ProblemList, suggestion } from '../problem.js';
import { checkSetting, checkValue, type SettingChange } from './values.js';
import { describeRaw, type Raw, type RawMap } from './yaml-tree.js';

export interface PlacedSetting {
  /** Null gives the instrument's default back. */
  readonly change: SettingChange | null;
  readonly place: Place;
  readonly path: string;
}
/** What a layer says about one instrument: settings to lay over, or its removal. */
export type PolicyChange = 'remove' | ReadonlyMap<string, PlacedSetting>;

export interface Layer {
  readonly presets: readonly Preset[];
  /** `default` gives the schema's default back. */
  readonly parameters: ReadonlyMap<string, { readonly value: ParameterValue } | 'default'>;
  readonly policies: ReadonlyMap<string, PolicyChange>;
}

/** What checking needs to know about the model. */
export interface ModelNames {
  readonly model: AnyModel;
  readonly parameters: readonly string[];
  readonly presets: readonly string[];
  readonly instruments: readonly string[];
  readonly metrics: readonly string[];
  readonly stepMetrics: readonly string[];
}

export function namesOfModel(model: AnyModel): ModelNames {
  return {
    model,
    parameters: Object.keys(model.parameters),
    presets: model.presets.map((preset) => preset.name),
    instruments: model.policies.map((policy) => policy.name),
    metrics: model.metrics.map((metric) => metric.name),
    stepMetrics: model.metrics.filter((metric) => metric.when === 'step').map((metric) => metric.name),
  };
}

/** Reads `presets`, `parameters` and `policy` of a file or variant; `path` is empty or `variants.name`. */
export async function readLayer(tree: RawMap, path: string, names: ModelNames, problems: ProblemList): Promise<Layer> {
  const at = (key: string): string => (path === '' ? key : `${path}.${key}`);
  const part = (key: string): Raw | undefined => {
    const value = tree.entries.get(key)?.value;
    return value?.kind === 'scalar' && value.value === null ? undefined : value;
  };
  return {
    presets: readPresets(part('presets'), at('presets'), names, problems),
    parameters: readParameters(part('parameters'), at('parameters'), names, problems),
    policies: await readPolicies(part('policy'), at('policy'), names, problems),
  };
}

function readPresets(raw: Raw | undefined, path: string, names: ModelNames, problems: ProblemList): Preset[] {
  if (raw === undefined) return [];
  if (raw.kind !== 'list') {
    problems.add(raw.place, path, `must be a list of presets, not ${describeRaw(raw)}`, `e.g. [${names.presets.slice(0, 2).join(', ')}]`);
    return [];
  }
  const found: Preset[] = [];
  for (const [i, item] of raw.items.entries()) {
    if (item.kind !== 'scalar') {
      problems.add(item.place, `${path}[${i + 1}]`, `must be the name of a preset, not ${describeRaw(item)}`);
      continue;
    }
    const name = String(item.value);
    const preset = names.model.presets.find((candidate) => candidate.name === name);
    const rival = preset && found.find((earlier) => groupOf(earlier) === groupOf(preset));
    if (preset === undefined) problems.unknown(item.place, `${path}[${i + 1}]`, 'preset', name, names.presets);
    else if (rival === preset) problems.add(item.place, `${path}[${i + 1}]`, `"${name}" is here twice`);
    else if (rival !== undefined)
      problems.add(item.place, `${path}[${i + 1}]`, `"${name}" and "${rival.name}" exclude each other`, 'choose one preset per group');
    else found.push(preset);
  }
  return found;
}

/** Presets of one group exclude each other; a later layer's preset takes the place of an earlier one of its group. */
export function groupOf(preset: Preset): string {
  const dot = preset.name.indexOf('.');
  return dot < 0 ? preset.name : preset.name.slice(0, dot);
}

function readParameters(raw: Raw | undefined, path: string, names: ModelNames, problems: ProblemList): Layer['parameters'] {
  const values = new Map<string, { value: ParameterValue } | 'default'>();
  for (const { key, place, value } of entriesOf(raw, path, 'parameters', problems)) {
    const at = `${path}.${key}`;
    const spec = names.parameters.includes(key) ? names.model.parameters[key] : undefined;
    if (spec === undefined)
      problems.add(place, at, `unknown parameter "${key}"`, elsewhere(key, names) ?? suggestion(key, names.parameters));
    else if (value.kind === 'scalar' && value.value === null) values.set(key, 'default');
    else {
      const checked = checkValue(spec, value, at, problems);
      if (checked !== undefined) values.set(key, { value: checked });
    }
  }
  return values;
}

async function readPolicies(raw: Raw | undefined, path: string, names: ModelNames, problems: ProblemList): Promise<Layer['policies']> {
  const policies = new Map<string, PolicyChange>();
  for (const { key, place, value } of entriesOf(raw, path, 'instruments', problems)) {
    const policy = names.model.policies.find((candidate) => candidate.name === key);
    if (policy === undefined) problems.unknown(place, `${path}.${key}`, 'instrument', key, names.instruments);
    else if (value.kind === 'scalar' && value.value === null) policies.set(key, 'remove');
    else if (value.kind !== 'map')
      problems.add(value.place, `${path}.${key}`, `must be a group of settings, not ${describeRaw(value)}`, `e.g. ${key}: { budget: … }`);
    else policies.set(key, await readSettings(policy, value, `${path}.${key}`, names, problems));
  }
  return policies;
}

async function readSettings(
  policy: Policy<never>,
  raw: RawMap,
  path: string,
  names: ModelNames,
  problems: ProblemList,
): Promise<ReadonlyMap<string, PlacedSetting>> {
  const known = Object.keys(policy.parameters);
  const settings = new Map<string, PlacedSetting>();
  for (const { key, place, value } of raw.entries.values()) {
    const at = `${path}.${key}`;
    if (!known.includes(key)) {
      problems.unknown(place, at, `setting of ${policy.name}`, key, known);
      continue;
    }
    const empty = value.kind === 'scalar' && value.value === null;
    const change = empty ? null : await checkSetting(policy.parameters, key, value, at, names.stepMetrics, problems);
    if (change !== undefined) settings.set(key, { change, place: value.place, path: at });
  }
  return settings;
}

function entriesOf(
  raw: Raw | undefined,
  path: string,
  what: string,
  problems: ProblemList,
): Iterable<RawMap['entries'] extends ReadonlyMap<string, infer E> ? E : never> {
  if (raw === undefined) return [];
  if (raw.kind === 'map') return raw.entries.values();
  problems.add(raw.place, path, `must be a group of ${what}, not ${describeRaw(raw)}`);
  return [];
}

/** Where a name belongs that was written among the parameters. */
function elsewhere(name: string, names: ModelNames): string | undefined {
  if (names.instruments.includes(name)) return `"${name}" is an instrument; write it under policy`;
  if (names.presets.includes(name)) return `"${name}" is a preset; write it in the list presets`;
  return names.metrics.includes(name) ? `"${name}" is a metric, which the model computes` : undefined;
}
