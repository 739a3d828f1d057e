/** Readers for the values of a lesson file: each adds what is wrong, with its place, and returns what can be gone on with. */
import type { Text } from '../../core/model.js';
import type { Place, ProblemList } from '../problem.js';
import { suggestion } from '../problem.js';
import { readPair, readPlain } from '../scenario/texts.js';
import { describeRaw, type Raw, type RawMap } from '../scenario/yaml-tree.js';

/** A group of keys of a lesson file under way: where it stands, and where problems go. */
export class Fields {
  readonly place: Place;
  readonly problems: ProblemList;
  private readonly path: string;
  private readonly map: RawMap;

  constructor(map: RawMap, path: string, known: readonly string[], problems: ProblemList) {
    this.map = map;
    this.place = map.place;
    this.path = path;
    this.problems = problems;
    for (const { key, place } of map.entries.values())
      if (!known.includes(key)) problems.add(place, this.at(key), `unknown key "${key}"`, suggestion(key, known));
  }

  /** Reads a value as a group of keys. */
  static of(raw: Raw, path: string, known: readonly string[], problems: ProblemList): Fields | undefined {
    if (raw.kind === 'map') return new Fields(raw, path, known, problems);
    problems.add(raw.place, path, `must be a group of keys, not ${describeRaw(raw)}`, `with the keys ${known.slice(0, 4).join(', ')}`);
    return undefined;
  }

  at(key: string): string {
    return this.path === '' ? key : `${this.path}.${key}`;
  }

  raw(key: string): Raw | undefined {
    return this.map.entries.get(key)?.value;
  }

  has(key: string): boolean {
    return this.map.entries.has(key);
  }

  private missing(key: string, hint: string): undefined {
    this.problems.add(this.place, this.at(key), 'is missing', hint);
    return undefined;
  }

  /** A plain text of at most 5,000 characters. */
  plain(key: string, hint: string): string | undefined {
    const raw = this.raw(key);
    return raw === undefined ? this.missing(key, hint) : readPlain(raw, this.at(key), LONGEST_TEXT, this.problems);
  }

  /** A text in both languages. */
  text(key: string): Text | undefined {
    const raw = this.raw(key);
    return raw === undefined ? this.missing(key, 'write { en: …, ru: … }') : readText(raw, this.at(key), this.problems);
  }

  optionalText(key: string): Text | undefined {
    return this.has(key) ? this.text(key) : undefined;
  }

  /** A finite number within a range; `otherwise` where the key is absent, a problem where there is no otherwise. */
  number(key: string, minimum: number, maximum: number, otherwise?: number): number | undefined {
    const raw = this.raw(key);
    if (raw === undefined) return otherwise ?? this.missing(key, 'write a number');
    if (raw.kind !== 'scalar' || typeof raw.value !== 'number') {
      this.problems.add(raw.place, this.at(key), `must be a number, not ${describeRaw(raw)}`);
    } else if (raw.value < minimum || raw.value > maximum) {
      this.problems.add(raw.place, this.at(key), `${raw.value} is outside ${minimum} … ${maximum}`);
    } else return raw.value;
    return undefined;
  }

  flag(key: string): boolean {
    const raw = this.raw(key);
    if (raw === undefined) return false;
    if (raw.kind === 'scalar' && typeof raw.value === 'boolean') return raw.value;
    this.problems.add(raw.place, this.at(key), `must be true or false, not ${describeRaw(raw)}`);
    return false;
  }

  /** One of the known words. */
  word<const W extends string>(key: string, what: string, known: readonly W[], otherwise?: W): W | undefined {
    const raw = this.raw(key);
    if (raw === undefined) return otherwise ?? this.missing(key, `one of ${known.slice(0, 7).join(', ')}`);
    const word = raw.kind === 'scalar' ? String(raw.value) : '';
    if ((known as readonly string[]).includes(word)) return word as W;
    this.problems.unknown(raw.place, this.at(key), what, word, known);
    return undefined;
  }

  /** The entries of a list with their paths; `least` says how many there must be. */
  list(key: string, least: number, most: number): { readonly raw: Raw; readonly path: string }[] {
    const raw = this.raw(key);
    if (raw === undefined && least === 0) return [];
    if (raw === undefined) this.missing(key, 'write a list');
    else if (raw.kind !== 'list') this.problems.add(raw.place, this.at(key), `must be a list, not ${describeRaw(raw)}`);
    else if (raw.items.length < least || raw.items.length > most)
      this.problems.add(raw.place, this.at(key), `has ${raw.items.length} entries`, `${least} to ${most} are allowed`);
    else return raw.items.map((item, k) => ({ raw: item, path: `${this.at(key)}[${k + 1}]` }));
    return [];
  }
}

const LONGEST_TEXT = 5000;

/** A text in both languages: `{ en: …, ru: … }`. */
export function readText(raw: Raw, path: string, problems: ProblemList): Text | undefined {
  if (raw.kind === 'map') return readPair(raw, path, LONGEST_TEXT, problems);
  problems.add(raw.place, path, `must be a text in both languages, not ${describeRaw(raw)}`, 'write { en: …, ru: … }');
  return undefined;
}
