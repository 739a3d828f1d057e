/**
 * What an override's key means: a key of the file, or a layer over all variants or one, or a sweep of points.
 */
import type { ParameterValue } from '../../core/model.js';
import { DESIGN_METHODS, type DesignMethod } from '../design/methods.js';
import { valueAt } from '../design/uncertainty.js';
import type { Override } from '../overrides.js';
import type { Place, ProblemList } from '../problem.js';
import type { FileTree } from './chain.js';
import { fullKeyOf, SETTABLE, specAt, type Target, targetOf } from './keys.js';
import { type Layer, type ModelNames, readLayer } from './layer.js';
import { checkUncertain, type Placed } from './uncertainty.js';
import { checkValue } from './values.js';
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
/** An override whose value is a distribution, with the method that it asks for, if any. */
export interface Sampled extends Placed {
  readonly method?: DesignMethod;
}
export interface AppliedOverrides {
  readonly trees: readonly FileTree[];
  readonly layers: readonly OverrideLayer[];
  readonly sweeps: readonly Sweep[];
  readonly samples: readonly Sampled[];
  /** Full keys of parameters and settings that the command line says something about. */
  readonly keys: readonly string[];
}

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
  const samples: Sampled[] = [];
  const keys: string[] = [];
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
    keys.push(fullKeyOf(target));
    const sample = override.sample === undefined ? undefined : sampleOf(override, override.sample, target, names, problems);
    if (sample !== undefined) samples.push(sample);
    const sweep = override.sweeps && override.sample === undefined ? sweepOf(override, target, names, problems) : undefined;
    if (sweep !== undefined) sweeps.push(sweep);
    if (override.sample !== undefined && sample === undefined) continue;
    const stated = sample === undefined ? statedValue(override, path) : medianOf(sample);
    const layer = await readLayer(nest(path, stated, override.place), variant === undefined ? '' : `variants.${variant}`, names, problems);
    const instrument = path[0] === 'policy' ? path[1] : undefined;
    layers.push({ variant, layer, action: override.action, instrument, place: override.place, path: key });
  }
  return { trees, layers, sweeps, samples, keys };
}

function medianOf({ uncertain, place }: Sampled): Raw {
  const value = valueAt(uncertain, 0.5) as number | string | boolean;
  return { kind: 'scalar', place, value, written: String(value) };
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

function sweepOf(override: Override, target: Target, names: ModelNames, problems: ProblemList): Sweep | undefined {
  const key = fullKeyOf(target);
  const spec = specAt(names, target.path);
  if (spec === undefined) return cannotSweep(override, key, target, problems);
  const before = problems.count;
  const values = override.values.flatMap((raw) => checkValue(spec, raw, key, problems) ?? []);
  return problems.count > before ? undefined : { key, values, place: override.place };
}

/** What the layer says that an override of an unknown key makes is not said twice. */
function cannotSweep(override: Override, key: string, { path }: Target, problems: ProblemList): undefined {
  if (path[0] === 'presets' || path[2] === undefined)
    problems.add(
      override.place,
      key,
      `"${key}" cannot be swept`,
      'parameters and settings of instruments can; other differences are variants',
    );
  return undefined;
}

/** An override such as `trust_growth=uniform(0.1,0.3)`: its distribution, and its median as the value that is stated. */
function sampleOf(override: Override, text: string, target: Target, names: ModelNames, problems: ProblemList): Sampled | undefined {
  const key = fullKeyOf(target);
  const spec = specAt(names, target.path);
  if (spec === undefined) return cannotSweep(override, key, target, problems);
  const method = DESIGN_METHODS.find((name) => text.startsWith(`${name}(`));
  const written = method === undefined ? text : text.replace(method, 'uniform');
  const uncertain = checkUncertain(written, key, spec, override.place, problems);
  return uncertain === undefined ? undefined : { uncertain, place: override.place, ...(method !== undefined && { method }) };
}
