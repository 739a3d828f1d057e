/** The language of the page, and its sentences. */
import { computed, signal } from '@preact/signals';
import { type Words, wordsIn } from '../../experiment/text.js';
import { labEn } from './lab-en.js';
import { labRu } from './lab-ru.js';

export type Language = 'en' | 'ru';

export const LANGUAGES: readonly Language[] = ['en', 'ru'];
export const language = signal<Language>('en');

/** Sentences of the laboratory. */
export const lab = computed(() => (language.value === 'ru' ? labRu : labEn));

/** The text in the language of the page. */
export function say(text: Words): string {
  return wordsIn(text, language.value);
}
