/**
 * Layers laid over each other give a variant: complete parameter values and the instruments in use.
 * Order: model defaults, then layer by layer its presets and its parameters; a later layer wins.
 */
import { type AnyModel, defaultsOf, type NumberParameter, type ParameterValue } from '../../core/model.js';
import type { ProblemList } from '../problem.js';
import type { PolicySetting, ScheduleSetting } from '../study.js';
import { groupOf, type Layer, type PlacedSetting } from './layer.js';
import type { SettingChange, WindowChange } from './values.js';

export type SettingValue = ScheduleSetting | string | boolean;
export interface Resolved {
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly policies: readonly PolicySetting[];
}

/** Lays the layers over the model's defaults. Parameters and instruments come in the model's order, whatever the file's. */
export function resolveLayers(model: AnyModel, layers: readonly Layer[], problems: ProblemList): Resolved {
  return { parameters: resolveParameters(model, layers), policies: resolvePolicies(model, layers, problems) };
}

function resolveParameters(model: AnyModel, layers: readonly Layer[]): Record<string, ParameterValue> {
  const defaults = defaultsOf(model.parameters) as Record<string, ParameterValue>;
  const values: Record<string, ParameterValue> = { ...defaults };
  const last = new Map<string, Layer>();
  for (const layer of layers) for (const preset of layer.presets) last.set(groupOf(preset), layer);
  for (const layer of layers) {
    for (const preset of layer.presets) if (last.get(groupOf(preset)) === layer) Object.assign(values, preset.parameters);
    for (const [name, change] of layer.parameters) values[name] = change === 'default' ? (defaults[name] as ParameterValue) : change.value;
  }
  return values;
}

function resolvePolicies(model: AnyModel, layers: readonly Layer[], problems: ProblemList): PolicySetting[] {
  const used: PolicySetting[] = [];
  for (const policy of model.policies) {
    let values: Map<string, SettingValue> | undefined;
    for (const layer of layers) {
      const change = layer.policies.get(policy.name);
      if (change === undefined) continue;
      values = change === 'remove' ? undefined : (values ?? new Map());
      if (change !== 'remove' && values !== undefined) for (const [name, setting] of change) applySetting(values, name, setting, problems);
    }
    if (values === undefined) continue;
    const ordered = Object.keys(policy.parameters).filter((name) => values.has(name));
    used.push({ instrument: policy.name, values: Object.fromEntries(ordered.map((name) => [name, values.get(name) as SettingValue])) });
  }
  return used;
}

function applySetting(values: Map<string, SettingValue>, name: string, setting: PlacedSetting, problems: ProblemList): void {
  if (setting.change === null) {
    values.delete(name);
    return;
  }
  const merged = mergeSetting(values.get(name), setting.change);
  if (typeof merged === 'string') problems.add(setting.place, setting.path, merged, 'write { value, from, until, ramp }');
  else values.set(name, merged.value);
}

/** What the setting becomes, or one sentence on why it cannot. A window lays its keys over the window or number before. */
export function mergeSetting(before: SettingValue | undefined, change: SettingChange): { readonly value: SettingValue } | string {
  if (!isWindow(change)) return { value: change };
  if (typeof before === 'object' && 'formula' in before && change.value === undefined) return 'a formula has no window';
  const start: WindowChange =
    typeof before === 'number' ? { value: before } : typeof before === 'object' && !('formula' in before) ? before : {};
  const window = { ...start, ...change };
  if (window.value === undefined) return 'the window has no value';
  if (window.from !== undefined && window.until !== undefined && window.until <= window.from)
    return `the window ends at step ${window.until} and starts at step ${window.from}`;
  return { value: window as ScheduleSetting };
}

function isWindow(change: SettingChange): change is WindowChange {
  return typeof change === 'object' && !('formula' in change);
}

/** Window keys of a numeric setting. */
export const WINDOW_PARTS = ['value', 'from', 'until', 'ramp'] as const;

/** Whether a value lies within a numeric parameter's limits. */
export function fits(spec: NumberParameter, value: number): boolean {
  return value >= spec.minimum && value <= spec.maximum && (spec.type === 'real' || Number.isInteger(value));
}
