/**
 * The variants of a scenario: the layers of the chain's files, of the variant itself and of the overrides, resolved.
 */
import type { ProblemList } from '../problem.js';
import type { Variant } from '../study.js';
import type { Words } from '../text.js';
import type { OverrideLayer } from './apply-overrides.js';
import type { FileTree } from './chain.js';
import { type Layer, type ModelNames, readLayer } from './layer.js';
import { resolveLayers } from './resolve.js';
import { LIMITS, readWords, VARIANT_KEYS, VARIANT_NAME } from './top-level.js';
import { describeRaw, type RawEntry, type RawMap } from './yaml-tree.js';

/** The variant of a scenario file that names none. */
const ONLY_VARIANT = 'baseline';

/** What the files say about one variant, base first. */
export interface VariantSource {
  readonly name: string;
  readonly entries: readonly RawEntry[];
}

/** The variants of all files in order of first mention; `name: ~` removes an inherited one. */
export function listVariants(trees: readonly FileTree[], problems: ProblemList): VariantSource[] {
  const found = new Map<string, RawEntry[]>();
  for (const { tree } of trees) {
    const value = tree.entries.get('variants')?.value;
    if (value === undefined || (value.kind === 'scalar' && value.value === null)) continue;
    if (value.kind !== 'map') {
      problems.add(value.place, 'variants', `must be a group of variants, not ${describeRaw(value)}`, 'e.g. variants: { nothing: {} }');
      continue;
    }
    for (const entry of value.entries.values()) addVariant(found, entry, problems);
  }
  const first = [...found.values()][LIMITS.variants]?.[0];
  if (first !== undefined) problems.add(first.place, 'variants', `more than ${LIMITS.variants} variants`);
  if (found.size === 0) return [{ name: ONLY_VARIANT, entries: [] }];
  return [...found].map(([name, entries]) => ({ name, entries }));
}

function addVariant(found: Map<string, RawEntry[]>, entry: RawEntry, problems: ProblemList): void {
  const { key, place, value } = entry;
  const path = `variants.${key}`;
  const inherited = found.get(key);
  if (!VARIANT_NAME.test(key))
    problems.add(
      place,
      path,
      `"${key}" is no name for a variant`,
      'use small letters, digits, _ and -, starting with a letter, at most 64',
    );
  else if (value.kind === 'scalar' && value.value === null && inherited !== undefined) found.delete(key);
  else if (value.kind === 'map' || (value.kind === 'scalar' && value.value === null)) found.set(key, [...(inherited ?? []), entry]);
  else problems.add(value.place, path, `must be a group of settings, not ${describeRaw(value)}`, '{} for a variant without settings');
}

/** Resolves every variant; problems across parameters are reported at the variant. */
export async function readVariants(
  sources: readonly VariantSource[],
  fileLayers: readonly Layer[],
  overrides: readonly OverrideLayer[],
  names: ModelNames,
  title: Words,
  problems: ProblemList,
): Promise<Variant[]> {
  const variants: Variant[] = [];
  const used = new Set<OverrideLayer>();
  for (const source of sources) {
    const layers = [...fileLayers, ...(await variantLayers(source, names, problems))];
    for (const override of overrides) {
      if (override.variant !== undefined && override.variant !== source.name) continue;
      if (!applies(override, layers)) continue;
      used.add(override);
      layers.push(override.layer);
    }
    const own = source.entries.findLast((entry) => entry.value.kind === 'map' && entry.value.entries.has('title'));
    const titled =
      own === undefined
        ? undefined
        : readWords((own.value as RawMap).entries.get('title'), LIMITS.title, problems, `variants.${source.name}.title`);
    variants.push({
      name: source.name,
      title: titled ?? (sources.length === 1 ? title : source.name),
      ...resolveLayers(names.model, layers, problems),
    });
  }
  for (const override of overrides) if (!used.has(override)) reportUnused(override, problems);
  return variants;
}

async function variantLayers({ name, entries }: VariantSource, names: ModelNames, problems: ProblemList): Promise<Layer[]> {
  const layers: Layer[] = [];
  for (const { value } of entries) {
    if (value.kind !== 'map') continue;
    for (const { key, place } of value.entries.values())
      if (!Object.hasOwn(VARIANT_KEYS, key)) problems.unknown(place, `variants.${name}.${key}`, 'key', key, Object.keys(VARIANT_KEYS));
    layers.push(await readLayer(value, `variants.${name}`, names, problems));
  }
  return layers;
}

/** `+` applies everywhere, `=` and `~` on an instrument only where it is in use. */
function applies({ action, instrument }: OverrideLayer, layers: readonly Layer[]): boolean {
  if (action === 'add' || instrument === undefined) return true;
  const last = layers.findLast((layer) => layer.policies.has(instrument));
  return last !== undefined && last.policies.get(instrument) !== 'remove';
}

function reportUnused({ action, instrument, variant, place, path, layer }: OverrideLayer, problems: ProblemList): void {
  if (instrument === undefined || layer.policies.size === 0) return;
  const where = variant === undefined ? 'no variant uses it' : `the variant "${variant}" does not use it`;
  problems.add(
    place,
    path,
    `"${instrument}" is not in use: ${where}`,
    action === 'remove'
      ? 'there is nothing to remove'
      : `write +${path}=… to add it${variant === undefined ? ', or +variants.NAME.…' : ''}`,
  );
}
