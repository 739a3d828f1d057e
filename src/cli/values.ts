/** Reads the values of options: whole numbers and durations, refused with a sentence that says what is allowed. */
import { availableParallelism } from 'node:os';
import { InvalidArgumentError } from 'commander';

/** What the words behind a scenario are, for the help. */
export const OVERRIDES =
  'settings for the model: key=value sets, +key=value adds, ~key removes; a,b and range(a,b,s) sweep; uniform(a,b) and lhs(a,b) sample';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, '': 1000 };

/** `90`, `90s`, `5m`, `1.5h`, `200ms` in milliseconds. */
export function duration(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|)$/.exec(text.trim());
  const milliseconds = match === null ? Number.NaN : Number(match[1]) * (UNITS[match[2] ?? ''] ?? Number.NaN);
  if (!(milliseconds >= 1 && milliseconds <= 30 * 24 * 3_600_000))
    throw new InvalidArgumentError('Write a duration such as 90s, 5m or 2h.');
  return milliseconds;
}

/** A duration as above, or `none`: Infinity. */
export function durationOrNone(text: string): number {
  if (text.trim() === 'none') return Number.POSITIVE_INFINITY;
  try {
    return duration(text);
  } catch {
    throw new InvalidArgumentError('Write a duration such as 90s, 5m or 2h, or none.');
  }
}

/** A whole number from `least` to `most`. */
export function wholeNumber(most: number, least = 1): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most)) throw new InvalidArgumentError(`Write a whole number from ${least} to ${most}.`);
    return value;
  };
}

/** Money such as `1000000`, `1.5e6` or `250k`, above 0. */
export function money(text: string): number {
  const match = /^(\d+\.?\d*(?:e\d+)?)([kKmM]?)$/.exec(text.trim());
  const value = match === null ? Number.NaN : Number(match[1]) * ({ k: 1e3, m: 1e6 }[(match[2] ?? '').toLowerCase()] ?? 1);
  if (!(value > 0 && value <= 1e12)) throw new InvalidArgumentError('Write an amount above 0, e.g. 1000000 or 250k.');
  return value;
}

/** A share such as `0.05`, from 0 to 1. */
export function shareOfOne(text: string): number {
  const value = /^\d*\.?\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (!(value <= 1)) throw new InvalidArgumentError('Write a share from 0 to 1, e.g. 0.05.');
  return value;
}

/** `auto` is one thread per processor this process may use. */
export function workers(text: string): number {
  return text === 'auto' ? availableParallelism() : wholeNumber(256)(text);
}

/** A text seed: printable, not empty, not too long to be shown in every table. */
export function seed(text: string): string {
  if (!/^[\p{L}\p{N}\p{P}\p{S} ]{1,100}$/u.test(text) || text.trim() === '')
    throw new InvalidArgumentError('Write a text of 1 to 100 printable characters.');
  return text;
}

/** `2/5`: the second of five shares. */
export function shard(text: string): { index: number; count: number } {
  const match = /^(\d{1,5})\/(\d{1,5})$/.exec(text.trim());
  const [index, count] = [Number(match?.[1]), Number(match?.[2])];
  if (!(index >= 1 && index <= count && count <= 10_000))
    throw new InvalidArgumentError('Write a share such as 2/5, from 1/1 to 10000/10000.');
  return { index, count };
}

/** Names joined by commas. */
export function names(text: string): string[] {
  const found = text.split(',').map((name) => name.trim());
  if (!found.every((name) => /^[a-z][a-z0-9_]{0,63}$/.test(name))) throw new InvalidArgumentError('Write names joined by commas.');
  return found;
}

/** An amount of memory such as `500MB` or `2GB`. */
export function bytes(text: string): string {
  if (!/^[1-9]\d{0,4}(?:MB|GB)$/.test(text)) throw new InvalidArgumentError('Write an amount such as 500MB or 2GB.');
  return text;
}

/** A number of replicates, or `auto`: as many as the precision takes. */
export function replicates(text: string): number | 'auto' {
  return text === 'auto' ? 'auto' : wholeNumber(100_000)(text);
}

/** Half a width: `5%` is a share of the baseline's mean, `0.02` is in the unit of the metric. */
export function precision(text: string): { readonly half: number; readonly relative: boolean } {
  const match = /^(\d*\.?\d+(?:e-?\d+)?)\s*(%?)$/.exec(text.trim());
  const value = match === null ? Number.NaN : Number(match[1]);
  const relative = match?.[2] === '%';
  if (!(value > 0 && Number.isFinite(value) && (!relative || value <= 100)))
    throw new InvalidArgumentError('Write a share such as 5%, or a number in the unit of the metric such as 0.02.');
  return { half: relative ? value / 100 : value, relative };
}

/** Several of what `precision` reads, joined by commas. */
export function effects(text: string): { readonly half: number; readonly relative: boolean }[] {
  return text.split(',').map(precision);
}

/** Shares between 0 and 1, both left out, joined by commas. */
export function openShares(text: string): number[] {
  const shares = text.split(',').map((part) => (/^\s*\d*\.?\d+\s*$/.test(part) ? Number(part) : Number.NaN));
  if (!shares.every((share) => share > 0 && share < 1)) throw new InvalidArgumentError('Write shares between 0 and 1, e.g. 0.8,0.9.');
  return shares;
}

/** A share between 0 and 1, both left out. */
export function openShare(text: string): number {
  const shares = openShares(text);
  if (shares.length !== 1) throw new InvalidArgumentError('Write one share between 0 and 1, e.g. 0.05.');
  return shares[0] as number;
}

/** Keys of parameters and settings joined by commas. */
export function keys(text: string): string[] {
  const found = text.split(',').map((key) => key.trim());
  if (!found.every((key) => /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+){0,5}$/.test(key)))
    throw new InvalidArgumentError('Write keys joined by commas, e.g. trust_growth,policy.rd_subsidy.budget.');
  return found;
}

/** A name that may stand in a key of a server. */
export function project(text: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(text)) throw new InvalidArgumentError('Write 1 to 40 small letters, digits and hyphens.');
  return text;
}

/** Names of people, parted by semicolons. */
export function people(text: string): string[] {
  const found = text
    .split(';')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (found.length === 0 || found.some((name) => name.length > 200)) throw new InvalidArgumentError('Write e.g. "Ann Lee; Bo Chen".');
  return found;
}

/** A licence by its SPDX name. */
export function license(text: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9.+-]{0,63}$/.test(text)) throw new InvalidArgumentError('Write an SPDX name, e.g. CC-BY-4.0 or CC0-1.0.');
  return text;
}

/** A day as ISO 8601 writes it. */
export function day(text: string): string {
  const [, year, month, date] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number);
  const known = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, date ?? 0));
  if (year === undefined || known.toISOString().slice(0, 10) !== text) throw new InvalidArgumentError('Write a day as e.g. 2026-01-31.');
  return text;
}
