/** Starts the lesson page from the data that stand in it. */
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import type { Lesson } from '../../experiment/lesson/lesson.js';
import { language } from '../words/words.js';
import { settleBets } from './bet.js';
import { createDesk } from './desk.js';
import { LessonView } from './lesson-view.js';
import { restore } from './share.js';

interface PageData {
  readonly lesson: Lesson;
  readonly language: 'en' | 'ru';
}

const textOf = (id: string): string => document.getElementById(id)?.textContent ?? '';
const data = JSON.parse(textOf('lesson-data')) as PageData;
language.value = data.language;
const desk = createDesk(data.lesson, textOf('engine'));
const link = signal(restore(desk, location.hash));
// Whoever pastes a link into the address of the open page loads nothing anew.
addEventListener('hashchange', () => {
  const restored = restore(desk, location.hash);
  if (restored.kind !== 'none') link.value = restored;
});

effect(() => {
  document.documentElement.lang = language.value;
  document.title = `${data.lesson.title[language.value]} · trihelix`;
});
settleBets(desk);
const root = document.getElementById('page') as HTMLElement;
root.textContent = '';
render(<LessonView desk={desk} link={link} />, root);
document.documentElement.dataset.ready = 'true';
