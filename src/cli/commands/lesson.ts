/** `lesson`: one HTML file of a lesson, of all lessons, or the list of lessons. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../core/errors.js';
import type { Lesson } from '../../experiment/lesson/lesson.js';
import { readLesson } from '../../experiment/lesson/read-lesson.js';
import { printable } from '../../experiment/text.js';
import { models } from '../../models/index.js';
import { makeFolders, writeWhole } from '../../node/files.js';
import { findLesson, listLessons, placeOf } from '../../node/scenario-files.js';
import { storeError } from '../../node/store-error.js';
import { renderLesson } from '../../report/lesson-page.js';
import { EXIT } from '../exit-codes.js';
import { ProblemsError } from '../failure.js';
import { openInBrowser } from '../open.js';
import { scenarioFolders } from '../package.js';
import { shownPath, type Terminal, writeJson } from '../terminal.js';
import { vendor } from '../vendor.js';

export interface LessonOptions {
  readonly out?: string;
  /** All lessons, into a folder. */
  readonly all?: boolean;
  readonly language?: 'en' | 'ru';
  readonly open?: boolean;
  readonly json?: boolean;
}

/** @returns the exit code */
export async function lessonCommand(asked: string | undefined, options: LessonOptions, terminal: Terminal): Promise<number> {
  if (options.all === true) return writeAll(asked, options, terminal);
  if (asked === undefined) return listAll(options, terminal);
  const lesson = await loadLesson(asked);
  const path = options.out ?? `${lesson.name}.html`;
  const bytes = writeLesson(path, lesson, options);
  if (options.json === true) writeJson({ lesson: lesson.name, page: path, bytes, fingerprint: lesson.fingerprint });
  terminal.out(shownPath(path));
  terminal.note(`${lesson.steps.length} steps, ${lesson.minutes} minutes, ${Math.ceil(bytes / 1000)} kB, works without a network`);
  if (options.open === true) openInBrowser(path, terminal);
  return EXIT.done;
}

/** Writes every lesson there is into a folder, which is made where it is not there. */
async function writeAll(asked: string | undefined, options: LessonOptions, terminal: Terminal): Promise<number> {
  if (asked !== undefined) throw new UserError('a lesson and --all are two wishes', 'leave out one of them');
  const folder = options.out ?? 'lessons';
  const written: object[] = [];
  try {
    makeFolders(folder);
  } catch (error) {
    throw storeError(`cannot make ${folder}`, error);
  }
  for (const { path: file } of listLessons(scenarioFolders())) {
    const lesson = await loadLesson(file);
    const path = join(folder, `${lesson.name}.html`);
    const bytes = writeLesson(path, lesson, options);
    written.push({ lesson: lesson.name, page: path, bytes, fingerprint: lesson.fingerprint });
    terminal.out(`${shownPath(path)}  ${Math.ceil(bytes / 1000)} kB`);
  }
  if (options.json === true) writeJson(written);
  terminal.note(`${written.length} lessons, each of them one file that works without a network`);
  return EXIT.done;
}

/** Writes a lesson's page. @returns its bytes. @throws UserError for a name that is none of a page, StoreError from the disk */
function writeLesson(path: string, lesson: Lesson, options: LessonOptions): number {
  if (!/\.html?$/i.test(path)) throw new UserError(`"${printable(path)}" is no name of a page`, 'end it in .html');
  const html = lessonHtml(lesson, options.language ?? 'en');
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new UserError(`${printable(path)} is a folder`, 'name a file');
    writeWhole(path, html);
  } catch (error) {
    throw error instanceof UserError ? error : storeError(`cannot write ${path}`, error);
  }
  return Buffer.byteLength(html);
}

/**
 * Reads a lesson file or bare name.
 * @throws UserError when there is none, ProblemsError when it or its scenario is wrong
 */
export async function loadLesson(asked: string): Promise<Lesson> {
  const { path, root, readText } = placeOf(findLesson(asked, scenarioFolders()));
  const reading = await readLesson({ path, root, text: readText(path), models, readText });
  if (!reading.ok) throw new ProblemsError(reading.problems);
  return reading.lesson;
}

/** The page of a lesson. */
function lessonHtml(lesson: Lesson, language: 'en' | 'ru'): string {
  return renderLesson({
    lesson,
    language,
    pageSource: vendor('lesson-page.js'),
    workerSource: vendor('simulate-web.js'),
    styleSource: vendor('lesson-page.css'),
  });
}

async function listAll(options: LessonOptions, terminal: Terminal): Promise<number> {
  const lessons: Lesson[] = [];
  for (const { path } of listLessons(scenarioFolders())) lessons.push(await loadLesson(path));
  if (options.json === true) writeJson(lessons.map(({ name, title, minutes }) => ({ name, title, minutes })));
  const language = options.language ?? 'en';
  const width = Math.max(0, ...lessons.map(({ name }) => name.length));
  for (const { name, title, minutes } of lessons) terminal.out(`${name.padEnd(width)}  ${minutes} min  ${printable(title[language])}`);
  return EXIT.done;
}
