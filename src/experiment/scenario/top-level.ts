/**
 * The keys of a scenario file outside parameters and policies: what the study is called, how long it runs, what it
 * compares and claims. One table names the keys for the reader, for suggestions and for the editor's schema.
 */
import { parseClaim } from '../claims.js';
import { type ProblemList, suggestion } from '../problem.js';
import type { Claim } from '../study.js';
import type { Words } from '../text.js';
import type { FileTree } from './chain.js';
import type { ModelNames } from './layer.js';
import { isPair, readPair, readPlain } from './texts.js';
import { checkNumber, LONGEST_RUN } from './values.js';
import { describeRaw, type Raw, type RawEntry } from './yaml-tree.js';

/** Every key of a scenario file with the sentence that editors show. */
export const TOP_LEVEL_KEYS = {
  title: 'One line that names the study, or one in each language: { en: …, ru: … }.',
  description: 'What the scenario is about, in a few sentences, or in each language.',
  source: 'Publication, evidence file or pattern the scenario comes from.',
  model: 'Name of the model; default trihelix.',
  extends: 'Relative path of a scenario file whose settings this file lays its own over.',
  seed: 'Text from which all luck follows; default the name of the file.',
  steps: 'Number of steps of a run; default the model’s.',
  burn_in: 'Steps at the start that are not measured; default the model’s.',
  replicates: 'Number of draws of luck per variant; default 20.',
  presets: 'Presets of the model, at most one per group.',
  parameters: 'Values of the model’s parameters; what is not named keeps its default.',
  policy: 'Instruments in use, in every variant, with their settings.',
  variants: 'Policy settings to compare, by name; each may have title, presets, parameters and policy.',
  baseline: 'Variant that the others are compared with; default the first.',
  indicators: 'Metrics that the comparison shows; default those with a better side.',
  budget_neutral: 'Variants that must spend equal sums, proved by the ledger.',
  smallest_effect: 'Smallest effect of interest as a share of the baseline’s mean, per metric or one number for all; default 0.05.',
  claims: 'Claims to test, e.g. process > participants in continuity, or a gain against a gain: a - b > c - d in continuity.',
  without: 'Parts of the model to take out when the claims are validated: a question, and the parameters that take them out.',
  uncertainty: 'Uncertain parameters and settings by key, each with a distribution such as uniform(0.1, 0.3), for sweep and sensitivity.',
  design: 'How a sweep samples the uncertain parameters: method, points, optimise, scramble, or a list of points.',
} as const;

export const VARIANT_KEYS = {
  title: 'One line that names the variant, or one in each language.',
  presets: 'Presets of this variant.',
  parameters: 'Parameters of this variant.',
  policy: 'Instruments of this variant; ~ removes an inherited one.',
} as const;

/** Keys of an entry of `without`. */
export const WITHOUT_KEYS = ['question', 'parameters'] as const;

export const LIMITS = { steps: LONGEST_RUN, replicates: 1_000_000, variants: 100, claims: 200, title: 200, text: 5000, seed: 200 } as const;
export const DEFAULT_MODEL = 'trihelix';
export const DEFAULT_REPLICATES = 20;
export const VARIANT_NAME = /^[a-z][a-z0-9_-]{0,63}$/;

/** The value of a key in the last file of the chain that has it; null gives it back to its default. */
export function lastValue(trees: readonly FileTree[], key: string): RawEntry | undefined {
  const entry = trees.findLast(({ tree }) => tree.entries.has(key))?.tree.entries.get(key);
  return entry?.value.kind === 'scalar' && entry.value.value === null ? undefined : entry;
}

/** Reports keys that a scenario file does not have. */
export function checkKeys(trees: readonly FileTree[], names: ModelNames | undefined, problems: ProblemList): void {
  const known = Object.keys(TOP_LEVEL_KEYS);
  for (const { tree } of trees) {
    for (const { key, place } of tree.entries.values()) {
      if (known.includes(key)) continue;
      const hint = names?.parameters.includes(key)
        ? `"${key}" is a parameter; write it under parameters`
        : names?.instruments.includes(key)
          ? `"${key}" is an instrument; write it under policy`
          : names?.metrics.includes(key)
            ? `"${key}" is a metric; write it in the list indicators`
            : suggestion(key, known);
      problems.add(place, key, `unknown key "${key}"`, hint);
    }
  }
}

/** A text of a file; undefined where there is none. */
export function readText(entry: RawEntry | undefined, longest: number, problems: ProblemList, path = entry?.key ?? ''): string | undefined {
  return entry === undefined ? undefined : readPlain(entry.value, path, longest, problems);
}

/** The same, in one language or in both. */
export function readWords(entry: RawEntry | undefined, longest: number, problems: ProblemList, path = entry?.key ?? ''): Words | undefined {
  if (entry === undefined) return undefined;
  return isPair(entry.value) ? readPair(entry.value, path, longest, problems) : readPlain(entry.value, path, longest, problems);
}

/** A whole number within limits. */
export function readCount(entry: RawEntry | undefined, minimum: number, maximum: number, problems: ProblemList): number | undefined {
  return entry === undefined ? undefined : checkNumber({ type: 'integer', minimum, maximum }, entry.value, entry.key, problems);
}

/** A list of known names, each once. */
export function readNames(
  entry: RawEntry | undefined,
  what: string,
  known: readonly string[],
  least: number,
  problems: ProblemList,
): string[] | undefined {
  if (entry === undefined) return undefined;
  const { key, value } = entry;
  if (value.kind !== 'list') {
    problems.add(value.place, key, `must be a list, not ${describeRaw(value)}`, `e.g. [${known.slice(0, 2).join(', ')}]`);
    return undefined;
  }
  const found: string[] = [];
  for (const [i, item] of value.items.entries()) {
    if (item.kind !== 'scalar') {
      problems.add(item.place, `${key}[${i + 1}]`, `must be the name of a ${what}, not ${describeRaw(item)}`);
      continue;
    }
    const name = String(item.value);
    if (!known.includes(name)) problems.unknown(item.place, `${key}[${i + 1}]`, what, name, known);
    else if (found.includes(name)) problems.add(item.place, `${key}[${i + 1}]`, `"${name}" is here twice`);
    else found.push(name);
  }
  if (value.items.length < least) problems.add(value.place, key, least === 1 ? 'is empty' : `must name at least ${least}`);
  return found;
}

/** Smallest effect per metric: all files of the chain together, a later one over an earlier. */
export function readSmallestEffect(trees: readonly FileTree[], metrics: readonly string[], problems: ProblemList): Record<string, number> {
  const shares = new Map<string, number>();
  const share = (value: Raw, path: string): number | undefined =>
    checkNumber({ type: 'real', minimum: 0, maximum: 10 }, value, path, problems);
  for (const { tree } of trees) {
    const entry = tree.entries.get('smallest_effect');
    if (entry === undefined) continue;
    if (entry.value.kind === 'map') {
      for (const { key, place, value } of entry.value.entries.values()) {
        if (!metrics.includes(key)) problems.unknown(place, `smallest_effect.${key}`, 'metric', key, metrics);
        const checked = metrics.includes(key) ? share(value, `smallest_effect.${key}`) : undefined;
        if (checked !== undefined) shares.set(key, checked);
      }
    } else {
      const checked = share(entry.value, 'smallest_effect');
      if (checked !== undefined) for (const metric of metrics) shares.set(metric, checked);
    }
  }
  return Object.fromEntries(shares);
}

/** Claims as texts or as `{ claim, source }`. */
export function readClaims(
  entry: RawEntry | undefined,
  variants: readonly string[],
  metrics: readonly string[],
  problems: ProblemList,
): Claim[] {
  if (entry === undefined) return [];
  if (entry.value.kind !== 'list') {
    problems.add(
      entry.value.place,
      'claims',
      `must be a list, not ${describeRaw(entry.value)}`,
      'e.g. - process > participants in continuity',
    );
    return [];
  }
  if (entry.value.items.length > LIMITS.claims) problems.add(entry.value.place, 'claims', `more than ${LIMITS.claims} claims`);
  return entry.value.items
    .slice(0, LIMITS.claims)
    .flatMap((item, i) => readClaim(item, `claims[${i + 1}]`, variants, metrics, problems) ?? []);
}

function readClaim(
  item: Raw,
  path: string,
  variants: readonly string[],
  metrics: readonly string[],
  problems: ProblemList,
): Claim | undefined {
  const before = problems.count;
  if (item.kind === 'map')
    for (const { key, place } of item.entries.values())
      if (key !== 'claim' && key !== 'source') problems.unknown(place, `${path}.${key}`, 'key', key, ['claim', 'source']);
  const source = item.kind === 'map' ? readText(item.entries.get('source'), LIMITS.title, problems, `${path}.source`) : undefined;
  const value = item.kind === 'map' ? item.entries.get('claim')?.value : item;
  const text = value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
  const claim = text === undefined ? undefined : parseClaim(text);
  const place = value?.place ?? item.place;
  if (claim === undefined) {
    problems.add(
      place,
      path,
      text === undefined ? 'must be a text' : `"${text}" is no claim`,
      'write e.g. process > participants in continuity, with >, < or =',
    );
    return undefined;
  }
  for (const name of [claim.left, claim.leftOver, claim.right, claim.rightOver])
    if (name !== undefined && !variants.includes(name)) problems.unknown(place, path, 'variant', name, variants);
  if (!metrics.includes(claim.metric)) problems.unknown(place, path, 'metric', claim.metric, metrics);
  if (claim.left === claim.right && claim.leftOver === claim.rightOver)
    problems.add(place, path, `"${claim.left}" is compared with itself`);
  return problems.count > before ? undefined : { ...claim, ...(source !== undefined && { source }) };
}
