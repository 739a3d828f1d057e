/**
 * What is known of an uncertain number: a distribution, written as `uniform(0.1, 0.3)`. A design hands over shares
 * between 0 and 1, the distribution's quantile function turns them into values.
 */
import { normalCdf, normalQuantile } from '#distributions';
import { exp, log } from '../../core/maths.js';

export type Distribution =
  | { readonly kind: 'uniform' | 'loguniform' | 'integer'; readonly minimum: number; readonly maximum: number }
  /** Cut off at minimum and maximum, the limits of the parameter. */
  | { readonly kind: 'normal'; readonly mean: number; readonly deviation: number; readonly minimum: number; readonly maximum: number }
  | { readonly kind: 'triangular'; readonly minimum: number; readonly mode: number; readonly maximum: number }
  /** All with equal chances, in this order. */
  | { readonly kind: 'choice'; readonly values: readonly (number | string | boolean)[] };

/** How each distribution is written. */
export const FORMS: Readonly<Record<Distribution['kind'], string>> = {
  uniform: 'uniform(least, most)',
  loguniform: 'loguniform(least, most)',
  normal: 'normal(mean, standard deviation)',
  triangular: 'triangular(least, most likely, most)',
  integer: 'integer(least, most)',
  choice: 'choice(one, other, …)',
};
const KINDS = Object.keys(FORMS) as Distribution['kind'][];

/** A text that has the form of a distribution, whether or not its numbers make sense. */
export function looksLikeDistribution(text: string, more: readonly string[] = []): boolean {
  const name = /^\s*([a-z]+)\(/.exec(text)?.[1];
  return name !== undefined && [...KINDS, ...more].includes(name);
}

export type DistributionReading =
  | { readonly ok: true; readonly distribution: Distribution }
  | { readonly ok: false; readonly problem: string; readonly hint: string };

/** Reads a distribution; a normal one is cut off where the parameter ends. */
export function parseDistribution(text: string, limits: { readonly minimum: number; readonly maximum: number }): DistributionReading {
  const match = /^\s*([a-z]+)\((.*)\)\s*$/s.exec(text);
  const kind = KINDS.find((known) => known === match?.[1]);
  if (match === null || kind === undefined)
    return wrong(/[([][^)\]]*$/.test(text) ? `"${text}" has no closing bracket` : `"${text}" is no distribution`, cut(text));
  const parts = (match[2] as string).split(',').map((part) => part.trim());
  if (kind === 'choice') return choiceOf(parts);
  const numbers = parts.map((part) => (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(part) ? Number(part) : Number.NaN));
  const wanted = kind === 'triangular' ? 3 : 2;
  if (numbers.length !== wanted || !numbers.every(Number.isFinite)) return wrong(`${kind} takes ${wanted} numbers`, `write ${FORMS[kind]}`);
  return ordered(kind, numbers as [number, number, number], limits);
}

function cut(text: string): string {
  return /\([^)]*$/.test(text)
    ? 'inside { } a distribution needs quotes: "uniform(0, 1)"'
    : `write e.g. ${KINDS.map((kind) => FORMS[kind]).join(', ')}`;
}

function wrong(problem: string, hint: string): DistributionReading {
  return { ok: false, problem, hint };
}

function choiceOf(parts: readonly string[]): DistributionReading {
  const values = parts.map((part) => {
    if (part === 'true' || part === 'false') return part === 'true';
    return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(part) ? Number(part) : part;
  });
  if (values.length < 2 || parts.includes('')) return wrong('choice takes at least two values', `write ${FORMS.choice}`);
  if (new Set(values).size < values.length) return wrong('choice names a value twice', '');
  return { ok: true, distribution: { kind: 'choice', values } };
}

function ordered(
  kind: Exclude<Distribution['kind'], 'choice'>,
  [first, second, third]: readonly [number, number, number],
  limits: { readonly minimum: number; readonly maximum: number },
): DistributionReading {
  if (kind === 'normal') {
    if (second <= 0) return wrong('the standard deviation must be above 0', `write ${FORMS.normal}`);
    const { minimum, maximum } = limits;
    if (first < minimum || first > maximum) return wrong(`the mean ${first} lies outside ${minimum} to ${maximum}`, '');
    return { ok: true, distribution: { kind, mean: first, deviation: second, minimum, maximum } };
  }
  const last = kind === 'triangular' ? third : second;
  if (!(first < last)) return wrong(`${first} is not below ${last}`, `write ${FORMS[kind]}`);
  if (kind === 'triangular') {
    if (second < first || second > last) return wrong(`${second} does not lie between ${first} and ${last}`, `write ${FORMS.triangular}`);
    return { ok: true, distribution: { kind, minimum: first, mode: second, maximum: last } };
  }
  if (kind === 'loguniform' && first <= 0) return wrong('loguniform needs values above 0', 'use uniform');
  if (kind === 'integer' && !(Number.isSafeInteger(first) && Number.isSafeInteger(last))) return wrong('integer takes whole numbers', '');
  return { ok: true, distribution: { kind, minimum: first, maximum: last } };
}

/** The value below which lies the given share, from 0 to 1, of the distribution. */
export function quantileOf(distribution: Distribution, share: number): number | string | boolean {
  if (distribution.kind === 'choice') {
    const { values } = distribution;
    return values[Math.min(values.length - 1, Math.floor(share * values.length))] as number | string | boolean;
  }
  const { minimum, maximum } = distribution;
  return Math.min(maximum, Math.max(minimum, numberAt(distribution, share)));
}

function numberAt(distribution: Exclude<Distribution, { kind: 'choice' }>, share: number): number {
  const { minimum, maximum } = distribution;
  switch (distribution.kind) {
    case 'uniform':
      return minimum + share * (maximum - minimum);
    case 'loguniform':
      return exp(log(minimum) + share * (log(maximum) - log(minimum)));
    case 'integer':
      return minimum + Math.floor(share * (maximum - minimum + 1));
    case 'triangular':
      return triangularAt(minimum, distribution.mode, maximum, share);
    case 'normal':
      return normalAt(distribution, share);
  }
}

/** Counted from the nearer end, so that shares next to 1 lose no digits. */
function normalAt({ mean, deviation, minimum, maximum }: Extract<Distribution, { kind: 'normal' }>, share: number): number {
  const below = normalCdf(minimum, mean, deviation);
  const above = normalCdf(2 * mean - maximum, mean, deviation);
  const within = 1 - below - above;
  if (share < 0.5) return normalQuantile(below + share * within, mean, deviation);
  return 2 * mean - normalQuantile(above + (1 - share) * within, mean, deviation);
}

function triangularAt(minimum: number, mode: number, maximum: number, share: number): number {
  const width = maximum - minimum;
  const turn = (mode - minimum) / width;
  if (share <= turn) return minimum + Math.sqrt(share * width * (mode - minimum));
  return maximum - Math.sqrt((1 - share) * width * (maximum - mode));
}

/**
 * The share that a level of a grid stands for: 0 is the least value and 1 the greatest, but of a normal distribution,
 * which has no ends, the values that one in a hundred lies beyond.
 */
export function shareOfLevel(distribution: Distribution, level: number): number {
  return distribution.kind === 'normal' ? 0.01 + 0.98 * level : level;
}
