/**
 * YAML text → a plain tree that knows where everything stands. All limits are checked before the parser does work that
 * grows with the text: bytes, characters, tokens, depth, aliases; tags, directives, several documents, repeated keys,
 * prototype names, inexact integers and non-finite numbers are refused.
 */
import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Scalar, type YAMLMap } from 'yaml';
import type { Place, ProblemList } from '../problem.js';
import { isPrototypeName, printable, strangeCharacter, utf8Length } from '../text.js';
import { checkCharacters, checkTokens, FILE_LIMITS } from './yaml-limits.js';

export interface RawScalar {
  readonly kind: 'scalar';
  readonly place: Place;
  readonly value: string | number | boolean | null;
  /** As written, so that a seed 007 stays 007. */
  readonly written: string;
}
export interface RawList {
  readonly kind: 'list';
  readonly place: Place;
  readonly items: readonly Raw[];
}
export interface RawEntry {
  readonly key: string;
  /** Where the key stands. */
  readonly place: Place;
  readonly value: Raw;
}
export interface RawMap {
  readonly kind: 'map';
  readonly place: Place;
  readonly entries: ReadonlyMap<string, RawEntry>;
}
export type Raw = RawScalar | RawList | RawMap;

/** What a value is, in words for messages. */
export function describeRaw(raw: Raw): string {
  if (raw.kind !== 'scalar') return raw.kind === 'map' ? 'a group of keys' : 'a list';
  if (raw.value === null) return 'nothing';
  return typeof raw.value === 'string' ? `the text "${printable(raw.value, 40)}"` : String(raw.value);
}

/**
 * Reads one document. Adds what is wrong to `problems` and returns undefined if there is nothing to go on with.
 * @param start place of the first character, used for every node when the text is no file (an override)
 */
export function readYaml(text: string, file: string, problems: ProblemList, start?: Place): Raw | undefined {
  const before = problems.count;
  const whole: Place = start ?? { file, line: 1, column: 1 };
  if (utf8Length(text) > FILE_LIMITS.bytes) {
    problems.add(whole, '', `the text is larger than ${FILE_LIMITS.bytes} bytes`, 'keep large tables out of scenario files');
    return undefined;
  }
  const clean = text.startsWith('\ufeff') ? text.slice(1) : text;
  const lines = new LineCounter();
  for (let at = clean.indexOf('\n'), from = 0; ; at = clean.indexOf('\n', from)) {
    lines.addNewLine(from);
    if (at < 0) break;
    from = at + 1;
  }
  const place = (offset: number): Place => {
    if (start !== undefined) return start;
    const { line, col } = lines.linePos(Math.min(offset, clean.length));
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (!checkCharacters(clean, place, problems) || !checkTokens(clean, place, problems)) return undefined;
  const document = parseDocument(clean, {
    prettyErrors: false,
    uniqueKeys: false,
    strict: true,
    version: '1.2',
    schema: 'core',
    merge: false,
  });
  for (const error of document.errors.slice(0, 20))
    problems.add(place(error.pos[0]), '', `not YAML: ${plainMessage(error.code, error.message)}`, HINTS.get(error.code) ?? '');
  if (document.errors.length > 0) return undefined;
  const raw = new Converter(document, place, problems).convert(document.contents, '', 0, whole);
  return problems.count > before ? (raw?.kind === 'map' ? raw : undefined) : raw;
}

const HINTS: ReadonlyMap<string, string> = new Map([
  ['TAB_AS_INDENT', 'indent by spaces'],
  ['MULTIPLE_DOCS', 'one file holds one scenario; remove the line "---"'],
  ['BAD_INDENT', 'keys of one group start in the same column'],
  ['MISSING_CHAR', 'a quote or a bracket may be missing'],
]);

function plainMessage(code: string, message: string): string {
  if (code === 'MULTIPLE_DOCS') return 'the file holds several documents';
  return message.split('\n')[0] as string;
}

class Converter {
  private readonly document: Document;
  private readonly at: (offset: number) => Place;
  private readonly problems: ProblemList;
  private nodes = 0;
  /** Anchors already looked up: each look-up walks the document. */
  private readonly targets = new Map<string, unknown>();
  /** Aliases under way, to notice those that hold themselves. */
  private readonly open = new Set<string>();

  constructor(document: Document, at: (offset: number) => Place, problems: ProblemList) {
    this.document = document;
    this.at = at;
    this.problems = problems;
  }

  convert(node: unknown, path: string, depth: number, fallback: Place): Raw | undefined {
    const place = this.placeOf(node, fallback);
    if (depth > FILE_LIMITS.depth) return this.refuse(place, path, `nested deeper than ${FILE_LIMITS.depth} levels`);
    if (++this.nodes > FILE_LIMITS.nodes)
      return this.nodes === FILE_LIMITS.nodes + 1 ? this.refuse(place, path, `more than ${FILE_LIMITS.nodes} values`) : undefined;
    if (isAlias(node)) return this.alias(node, path, depth, place);
    if ((isScalar(node) || isMap(node) || isSeq(node)) && node.tag !== undefined)
      return this.refuse(place, path, `the tag "${node.tag}" is not allowed`, 'quote a value to make it a text');
    if (isMap(node)) return this.map(node, path, depth, place);
    if (isSeq(node)) {
      const items = node.items.map((item, i) => this.convert(item, `${path}[${i + 1}]`, depth + 1, place));
      return items.includes(undefined) ? undefined : { kind: 'list', place, items: items as Raw[] };
    }
    return this.scalar(isScalar(node) ? node : undefined, path, place);
  }

  private alias(node: Alias, path: string, depth: number, place: Place): Raw | undefined {
    if (!this.targets.has(node.source)) this.targets.set(node.source, node.resolve(this.document));
    const target = this.targets.get(node.source);
    if (target === undefined) return this.refuse(place, path, `the alias "*${node.source}" has no anchor before it`);
    if (this.open.has(node.source)) return this.refuse(place, path, `the alias "*${node.source}" stands inside of itself`);
    this.open.add(node.source);
    const raw = this.convert(target, path, depth + 1, place);
    this.open.delete(node.source);
    return raw;
  }

  private map(node: YAMLMap, path: string, depth: number, place: Place): Raw {
    const entries = new Map<string, RawEntry>();
    for (const pair of node.items) {
      const keyPlace = this.placeOf(pair.key, place);
      if (!isScalar(pair.key) || pair.key.tag !== undefined) {
        this.refuse(keyPlace, path, 'a key must be plain text');
        continue;
      }
      const key = typeof pair.key.value === 'string' ? pair.key.value : (pair.key.source ?? '');
      const below = path === '' ? key : `${path}.${key}`;
      const strange = strangeCharacter(key);
      if (strange !== undefined) this.refuse(keyPlace, below, ...strangeWords(strange));
      else if (isPrototypeName(key)) this.refuse(keyPlace, below, `the key "${key}" is not allowed`);
      else if (entries.has(key))
        this.refuse(keyPlace, below, `the key "${key}" is here twice`, `first in line ${entries.get(key)?.place.line}`);
      else {
        const value = this.convert(pair.value, below, depth + 1, keyPlace);
        if (value !== undefined) entries.set(key, { key, place: keyPlace, value });
      }
    }
    return { kind: 'map', place, entries };
  }

  private scalar(node: Scalar | undefined, path: string, place: Place): Raw | undefined {
    const value = node?.value ?? null;
    const written = node?.source ?? '';
    if (typeof value === 'number') {
      const wrong = wrongNumber(value, written);
      if (wrong !== undefined) return this.refuse(place, path, ...wrong);
      return { kind: 'scalar', place, value, written };
    }
    const strange = typeof value === 'string' ? strangeCharacter(value) : undefined;
    if (strange !== undefined) return this.refuse(place, path, ...strangeWords(strange));
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) return { kind: 'scalar', place, value, written };
    return this.refuse(place, path, 'a value of this kind is not allowed');
  }

  private placeOf(node: unknown, fallback: Place): Place {
    const range = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range : undefined;
    return range ? this.at(range[0]) : fallback;
  }

  private refuse(place: Place, path: string, problem: string, hint = ''): undefined {
    this.problems.add(place, path, problem, hint);
    return undefined;
  }
}

/** An escape such as "\\e" brings in what the text itself may not hold. */
function strangeWords(code: number): [string, string] {
  return [`the character U+${code.toString(16).toUpperCase().padStart(4, '0')} is not allowed`, 'remove the escape that stands for it'];
}

function wrongNumber(value: number, written: string): [string, string] | undefined {
  if (!Number.isFinite(value)) return [`${printable(written, 40)} is not a finite number`, 'leave the key out where there is no value'];
  const digits = /^[-+]?(0x|0o)?[\da-fA-F]+$/.test(written);
  if (digits && !Number.isSafeInteger(value))
    return [`${printable(written, 40)} is too large to be exact`, 'whole numbers go up to 9007199254740991; quote it if it is a text'];
  return undefined;
}
