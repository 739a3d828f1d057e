/**
 * Overrides in Hydra's habit: `key=value` sets what is there, `+key=value` adds, `~key` removes, and commas,
 * `range(a,b,s)` (b excluded) and `linspace(a,b,n)` (b included) sweep; `uniform(a,b)` and the other distributions are
 * sampled by a design. Here only their grammar; what a key means is decided where the model is known.
 */

import { looksLikeDistribution } from './design/distribution.js';
import { DESIGN_METHODS } from './design/methods.js';
import { type Place, type Problem, ProblemList } from './problem.js';
import { type Raw, readYaml } from './scenario/yaml-tree.js';
import { isPrototypeName } from './text.js';

export interface Override {
  readonly action: 'set' | 'add' | 'remove';
  readonly path: readonly string[];
  /** One value sets; several sweep; none for a removal or a distribution. */
  readonly values: readonly Raw[];
  readonly sweeps: boolean;
  /** A distribution as written; `lhs(a,b)`, `sobol(a,b)`, `random(a,b)` also name the design. */
  readonly sample?: string;
  readonly place: Place;
}

export interface ParsedOverrides {
  readonly overrides: readonly Override[];
  readonly problems: readonly Problem[];
}

const LONGEST_OVERRIDE = 4000;
const MOST_VALUES = 10_000;

/** Reads the grammar of all overrides; the place of the first one is called `override 1`. */
export function parseOverrides(texts: readonly string[]): ParsedOverrides {
  const problems = new ProblemList();
  const overrides: Override[] = [];
  const paths = new Set<string>();
  for (const [i, text] of texts.entries()) {
    const place: Place = { file: `override ${i + 1}`, line: 0, column: 0 };
    const override = parseOverride(text, place, problems);
    if (override === undefined) continue;
    const path = override.path.join('.').replace(/^parameters\./, '');
    if (paths.has(path)) problems.add(place, path, `"${path}" is here twice`, 'one word per key; commas sweep');
    paths.add(path);
    overrides.push(override);
  }
  return { overrides, problems: problems.sorted() };
}

function parseOverride(text: string, place: Place, problems: ProblemList): Override | undefined {
  const refuse = (problem: string, hint = ''): undefined => {
    problems.add(place, text.slice(0, 80), problem, hint);
    return undefined;
  };
  if (text.length > LONGEST_OVERRIDE) return refuse(`longer than ${LONGEST_OVERRIDE} characters`);
  const removes = text.startsWith('~');
  const equals = text.indexOf('=');
  const key = text.slice(removes || text.startsWith('+') ? 1 : 0, equals < 0 ? undefined : equals).trim();
  const path = key.split('.');
  if (!path.every((part) => /^[A-Za-z0-9_-]{1,64}$/.test(part) && !isPrototypeName(part)))
    return refuse(`"${key}" is no key`, 'write key=value, e.g. policy.rd_subsidy.budget=12');
  if (removes)
    return equals < 0 ? { action: 'remove', path, values: [], sweeps: false, place } : refuse('a removal has no value', `write ~${key}`);
  if (equals < 0) return refuse('has no value', `write ${key}=value`);
  const parts = splitValues(text.slice(equals + 1));
  if (parts.some((part) => part === '')) return refuse('has an empty value', `write ${key}=value, or ~${key} to remove it`);
  const action = text.startsWith('+') ? 'add' : 'set';
  if (parts.some((part) => looksLikeDistribution(part, DESIGN_METHODS))) {
    if (parts.length > 1) return refuse('a distribution stands alone', `write ${key}=uniform(0,1)`);
    return { action, path, values: [], sweeps: true, sample: parts[0] as string, place };
  }
  const values: Raw[] = [];
  for (const part of parts) {
    const found = sequence(part, place) ?? readValue(part, place, problems);
    if (typeof found === 'string') return refuse(found, 'e.g. range(0,10,2) or linspace(0,1,5)');
    if (found === undefined) return undefined;
    values.push(...(Array.isArray(found) ? found : [found as Raw]));
    if (values.length > MOST_VALUES) return refuse(`sweeps over more than ${MOST_VALUES} values`);
  }
  return { action, path, values, sweeps: parts.length > 1 || isSequence(parts[0] as string), place };
}

/** Cuts at commas outside brackets and quotes. */
function splitValues(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let from = 0;
  for (let c = 0; c < text.length; c++) {
    const character = text[c] as string;
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    else if (character === ',' && depth <= 0) {
      parts.push(text.slice(from, c).trim());
      from = c + 1;
    }
  }
  parts.push(text.slice(from).trim());
  return parts;
}

const SEQUENCE = /^(range|linspace)\((.*)\)$/;

function isSequence(text: string): boolean {
  return SEQUENCE.test(text);
}

/** The numbers of `range` or `linspace`; a sentence when they are wrong; undefined when the text is neither. */
function sequence(text: string, place: Place): Raw[] | string | undefined {
  const match = SEQUENCE.exec(text);
  if (match === null) return undefined;
  const kind = match[1] as string;
  const numbers = (match[2] as string)
    .split(',')
    .map((part) => (/^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(part) ? Number(part) : Number.NaN));
  if (numbers.some((number) => !Number.isFinite(number)) || numbers.length < 2 || numbers.length > 3) return `${kind} takes three numbers`;
  const [first, last, third] = numbers as [number, number, number | undefined];
  const step =
    kind === 'range'
      ? (third ?? 1)
      : third === undefined || third < 2 || !Number.isInteger(third)
        ? Number.NaN
        : (last - first) / (third - 1);
  const count = kind === 'range' ? Math.ceil((last - first) / step - 1e-9) : (third as number);
  if (Number.isNaN(step)) return 'linspace takes first, last and a count of at least 2';
  if (!(count >= 1)) return 'the range is empty';
  if (count > MOST_VALUES) return `the range has more than ${MOST_VALUES} values`;
  return Array.from({ length: count }, (_, i) => {
    const value = tidy(kind === 'linspace' && i === count - 1 ? last : first + i * step);
    return { kind: 'scalar', place, value, written: String(value) };
  });
}

/** Twelve digits, so that a step of 0.1 gives 0.3 and not 0.30000000000000004. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** Brackets and quotes are YAML; simple words are YAML scalars; anything else is a text, e.g. a formula. */
function readValue(text: string, place: Place, problems: ProblemList): Raw | undefined {
  if (/^[[{"']/.test(text) || /^[\w.+-]+$/.test(text)) return readYaml(text, place.file, problems, place);
  return { kind: 'scalar', place, value: text, written: text };
}
