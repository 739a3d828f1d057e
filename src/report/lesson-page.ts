/**
 * A lesson as one HTML file: data, worker and page in it, nothing to be loaded from anywhere. The worker's text stands in a
 * data element and is started from a Blob, which works from disk, too. Equal input gives equal bytes.
 */
import type { Lesson } from '../experiment/lesson/lesson.js';
import type { Language } from './format.js';
import { escapeHtml, escapeJson } from './markup.js';
import { hashSource, inlineSource } from './policy.js';

export interface LessonPageInput {
  readonly lesson: Lesson;
  /** Language in which the page opens. */
  readonly language: Language;
  /** Script of the page, script of the worker, style sheet. */
  readonly pageSource: string;
  readonly workerSource: string;
  readonly styleSource: string;
}

const NO_SCRIPT = {
  en: 'This lesson runs a simulation and needs scripts, which this browser does not allow.',
  ru: 'Урок запускает модель, и ему нужны скрипты, а этот браузер их не разрешает.',
} as const;

/**
 * The text of the file, UTF-8.
 * @throws RangeError when one of the handed-in sources cannot stand inside a page
 */
export function renderLesson({ lesson, language, pageSource, workerSource, styleSource }: LessonPageInput): string {
  const page = inlineSource('page script', pageSource);
  const worker = inlineSource('worker', workerSource);
  const style = inlineSource('style sheet', styleSource);
  const policy = [
    "default-src 'none'",
    `script-src ${hashSource(page)}`,
    'worker-src blob:',
    `style-src ${hashSource(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(lesson.title[language])}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<div id="page"><h1>${escapeHtml(lesson.title[language])}</h1><noscript><p>${NO_SCRIPT[language]}</p></noscript></div>`,
    `<script type="application/json" id="lesson-data">${escapeJson({ lesson, language })}</script>`,
    `<script type="text/plain" id="engine">${worker}</script>`,
    `<script>${page}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
