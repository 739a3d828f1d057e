/** The folder of a study that is there already: by its path, or by its name among the results. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../core/errors.js';
import { closest, printable } from '../experiment/text.js';

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** @throws UserError with the nearest name when there is no such study */
export function studyFolder(asked: string, out = 'results'): string {
  if (isFolder(asked)) return asked;
  const below = join(out, asked);
  if (/^[\w.=,+-]+$/.test(asked) && isFolder(below)) return below;
  const near = closest(asked, isFolder(out) ? readdirSync(out) : []);
  throw new UserError(
    `there is no study "${printable(asked)}"`,
    near === undefined ? `name its folder, or a study in ${printable(out)}` : `did you mean "${printable(near)}"?`,
  );
}
