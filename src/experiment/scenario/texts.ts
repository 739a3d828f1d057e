/** Texts in scenario and lesson files: one, or a pair in both languages. */
import type { Text } from '../../core/model.js';
import { type ProblemList, suggestion } from '../problem.js';
import { describeRaw, type Raw, type RawMap } from './yaml-tree.js';

const LANGUAGES: readonly string[] = ['en', 'ru'];

/** A plain text; adds what is wrong with it to `problems`. @param longest characters */
export function readPlain(raw: Raw, path: string, longest: number, problems: ProblemList): string | undefined {
  const text = raw.kind !== 'scalar' || raw.value === null ? undefined : typeof raw.value === 'string' ? raw.value.trim() : raw.written;
  if (text === undefined) problems.add(raw.place, path, `must be a text, not ${describeRaw(raw)}`);
  else if (text === '') problems.add(raw.place, path, 'is empty');
  else if (text.length > longest) problems.add(raw.place, path, `has ${text.length} characters`, `at most ${longest} are allowed`);
  else return text;
  return undefined;
}

/** Whether a value is meant as a pair. */
export const isPair = (raw: Raw): raw is RawMap => raw.kind === 'map' && LANGUAGES.some((language) => raw.entries.has(language));

/** A text in both languages: `{ en: …, ru: … }`. */
export function readPair({ entries, place }: RawMap, path: string, longest: number, problems: ProblemList): Text | undefined {
  for (const { key, place: at } of entries.values())
    if (!LANGUAGES.includes(key)) problems.add(at, `${path}.${key}`, `unknown key "${key}"`, suggestion(key, LANGUAGES));
  const [en, ru] = LANGUAGES.map((language) => {
    const raw = entries.get(language)?.value;
    if (raw !== undefined) return readPlain(raw, `${path}.${language}`, longest, problems);
    problems.add(place, `${path}.${language}`, 'is missing', 'both languages are needed');
    return undefined;
  });
  return en === undefined || ru === undefined ? undefined : { en, ru };
}
