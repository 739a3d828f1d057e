/**
 * Texts from files are somebody else's: how to show them safely, how to guess what was meant, how to turn them into bytes.
 */
import type { Text } from '../core/model.js';

/** Invisible characters that can hide or reorder what a terminal shows, as inclusive ranges of code points. */
const HIDDEN: readonly (readonly [number, number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xd800, 0xdfff],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe0fff],
];

/**
 * The text with control, bidi and other invisible characters shown as escapes, e.g. `\u{202e}`.
 * @param limit longest text in characters; what is beyond becomes `…`
 */
export function printable(text: string, limit = 200): string {
  let shown = '';
  let count = 0;
  for (const character of text) {
    if (count++ >= limit) return `${shown}…`;
    const code = character.codePointAt(0) as number;
    shown += HIDDEN.some(([from, to]) => code >= from && code <= to) ? `\\u{${code.toString(16)}}` : character;
  }
  return shown;
}

/** Longest path of common systems. */
const LONGEST_PATH = 4096;

/** The same of a path, which is of use only whole. */
export const printablePath = (path: string): string => printable(path, LONGEST_PATH);

/** What a file calls something: one text for every reader, or one in each language. */
export type Words = string | Text;

export const wordsIn = (words: Words, language: keyof Text): string => (typeof words === 'string' ? words : words[language]);

/** The known word that differs least from `word`, or undefined when none is near. Equal distances: first in the list. */
export function closest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > 80) return undefined;
  const asked = word.toLowerCase().replaceAll('-', '_');
  let best: string | undefined;
  let nearest = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const distance = candidate === word ? 0 : editDistance(asked, candidate.toLowerCase().replaceAll('-', '_'));
    if (distance < nearest) {
      nearest = distance;
      best = candidate;
    }
  }
  return best ?? related(asked, known);
}

/** The only known word that has all the words of `asked`, or begins as it does. */
function related(asked: string, known: Iterable<string>): string | undefined {
  const wordsOf = (text: string): string[] => text.toLowerCase().split(/[_.\s-]+/);
  const words = wordsOf(asked).filter((word) => word.length >= 4);
  const all = [...known];
  const holding = all.filter((candidate) => words.length > 0 && words.every((word) => wordsOf(candidate).includes(word)));
  if (holding.length > 0) return holding.length === 1 ? holding[0] : undefined;
  const start = asked.slice(0, Math.max(5, Math.ceil(0.6 * asked.length)));
  const beginning = all.filter((candidate) => start.length >= 5 && candidate.toLowerCase().startsWith(start));
  return beginning.length === 1 ? beginning[0] : undefined;
}

/** An embedding or override of direction, which turns round the words beside a name wherever both are shown. */
export function turnsDirection(code: number): boolean {
  return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

/** A control or direction character, or half of a surrogate pair: what no text of a scenario may hold, however it was written. */
export function strangeCharacter(text: string): number | undefined {
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    const control = (code < 32 && code !== 9 && code !== 10 && code !== 13) || (code >= 0x7f && code < 0xa0);
    if (control || turnsDirection(code) || (code >= 0xd800 && code <= 0xdfff)) return code;
  }
  return undefined;
}

/** The first letter of another alphabet in a word of Latin letters, which may only look like one of them. */
export function foreignLetter(word: string): string | undefined {
  return /[A-Za-z]/.test(word) ? /(?![A-Za-z])\p{L}/u.exec(word)?.[0] : undefined;
}

/**
 * Damerau–Levenshtein distance (optimal string alignment): insertions, deletions, replacements, swaps of neighbours.
 * Source: Damerau 1964.
 */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((above[j] as number) + 1, (row[j - 1] as number) + 1, (above[j - 1] as number) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] as number) + 1);
      row.push(least);
    }
    before = above;
    above = row;
  }
  return above[b.length] as number;
}

/** UTF-8 bytes of a text; a lone surrogate becomes U+FFFD. Written out because pure code has no TextEncoder. */
export function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    let code = character.codePointAt(0) as number;
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return Uint8Array.from(bytes);
}

/** Number of UTF-8 bytes, without making them. */
export function utf8Length(text: string): number {
  let length = 0;
  for (let c = 0; c < text.length; c++) {
    const unit = text.charCodeAt(c);
    if (unit < 0x80) length += 1;
    else if (unit < 0x800) length += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(c + 1) & 0xfc00) === 0xdc00) {
      length += 4;
      c++;
    } else length += 3;
  }
  return length;
}

/** Keys and names that would reach an object's prototype. */
export function isPrototypeName(name: string): boolean {
  return name === '__proto__' || name === 'constructor' || name === 'prototype';
}
