/** Sentences of the pictures, in the language of the page. */
import { computed } from '@preact/signals';
import { viewsEn } from './views-en.js';
import { viewsRu } from './views-ru.js';
import { language } from './words.js';

export type ViewName = keyof typeof viewsEn.views;

export const viewWords = computed(() => (language.value === 'ru' ? viewsRu : viewsEn));
