/**
 * Scenario files on disk: found by path or by bare name, read with the limits that a file from a stranger needs.
 */
import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../core/errors.js';
import { closest, printable } from '../experiment/text.js';
import { codeOf } from './store-error.js';

const MOST_BYTES = 2 ** 20;
const DEEPEST = 4;
const SCENARIO = /(?<!\.lesson)\.ya?ml$/;
const LESSON = /\.lesson\.ya?ml$/;

export interface ScenarioFile {
  /** Bare name, e.g. `golden-rule`; files in sub-folders are `replications/cowan-jonard`. */
  readonly name: string;
  readonly path: string;
}

/** Scenario files below the folders, by name; of two with one name the first counts. Folders that are not there are empty. */
export function listScenarios(folders: readonly string[]): ScenarioFile[] {
  return listFiles(folders, SCENARIO);
}

/** Lesson files below the folders, by name, e.g. `lessons/bridges`. */
export function listLessons(folders: readonly string[]): ScenarioFile[] {
  return listFiles(folders, LESSON);
}

function listFiles(folders: readonly string[], ending: RegExp): ScenarioFile[] {
  const found = new Map<string, ScenarioFile>();
  for (const folder of folders) {
    for (const path of yamlFiles(folder, 0, ending)) {
      const name = relative(folder, path).replace(ending, '').split(sep).join('/');
      if (!found.has(name)) found.set(name, { name, path });
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * The file that a path or a bare name means.
 * @throws UserError with the nearest name when there is none
 */
export function findScenario(asked: string, folders: readonly string[]): string {
  return findFile(asked, 'scenario', '`trihelix list` shows the scenarios there are', listScenarios(folders));
}

/**
 * The lesson file that a path or a bare name means.
 * @throws UserError with the nearest name when there is none
 */
export function findLesson(asked: string, folders: readonly string[]): string {
  return findFile(asked, 'lesson', '`trihelix lesson` shows the lessons there are', listLessons(folders));
}

function findFile(asked: string, what: string, otherwise: string, all: readonly ScenarioFile[]): string {
  if (existsSync(asked) && statSync(asked).isFile()) return asked;
  const matches = all.filter(({ name }) => name === asked || basename(name) === asked);
  if (matches.length > 1)
    throw new UserError(`"${printable(asked)}" could be ${matches.map(({ name }) => name).join(' or ')}`, 'write the longer name');
  if (matches[0] !== undefined) return matches[0].path;
  const near = closest(
    basename(asked, extname(asked)),
    all.map(({ name }) => basename(name)),
  );
  throw new UserError(`there is no ${what} "${printable(asked)}"`, near === undefined ? otherwise : `did you mean "${near}"?`);
}

/** A scenario's place for the reader: paths with `/`, and the folder that its references must not leave. */
export interface ScenarioPlace {
  readonly path: string;
  readonly root: string;
  readText(path: string): string;
}

/** Where a scenario lies: references may reach the whole `scenarios` folder around it, else its own folder. */
export function placeOf(file: string): ScenarioPlace {
  const path = relative(process.cwd(), resolve(file)) || file;
  const shown = path.startsWith('..') ? resolve(file) : path;
  const parts = dirname(shown).split(sep);
  const at = parts.lastIndexOf('scenarios');
  const folder = at < 0 ? dirname(shown) : parts.slice(0, at + 1).join(sep);
  const root = folder === '.' ? '' : folder.split(sep).join('/');
  return { path: shown.split(sep).join('/'), root, readText: (wanted) => readScenarioText(wanted, folder) };
}

/**
 * Reads a scenario file: a plain file of at most 1 MiB in strict UTF-8 whose real place is below `root`.
 * @throws UserError otherwise
 */
function readScenarioText(path: string, root: string): string {
  const shown = printable(path);
  try {
    const real = realpathSync(path);
    const base = realpathSync(root);
    if (real !== join(base, basename(real)) && !real.startsWith(base.endsWith(sep) ? base : base + sep))
      throw new UserError(`${shown} is a link that leads out of its folder`);
    const { size } = statSync(real);
    if (!lstatSync(real).isFile()) throw new UserError(`${shown} is no file`);
    if (size > MOST_BYTES) throw new UserError(`${shown} has ${size} bytes; a scenario has at most ${MOST_BYTES}`);
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(real));
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (error instanceof TypeError) throw new UserError(`${shown} is not UTF-8 text`, 'save it as UTF-8');
    throw new UserError(`cannot read ${shown}: ${codeOf(error) === 'ENOENT' ? 'there is no such file' : printable(String(error))}`);
  }
}

function yamlFiles(folder: string, depth: number, ending: RegExp): string[] {
  if (depth > DEEPEST || !existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return yamlFiles(path, depth + 1, ending);
    return entry.isFile() && ending.test(entry.name) ? [path] : [];
  });
}
