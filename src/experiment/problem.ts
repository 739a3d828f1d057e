/**
 * A problem of a scenario file or of an override: where, what, and what to do. All problems are shown at once.
 */
import { closest, foreignLetter, printable } from './text.js';

/** Where something is written. `line` and `column` start at 1; an override has no line and says so by 0. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Problem extends Place {
  /** Key path, e.g. `policy.rd_subsidy.budget`; empty for the file as a whole. */
  readonly path: string;
  readonly problem: string;
  /** What to do, empty if there is nothing to say beyond the problem. */
  readonly hint: string;
}

/** More problems than this are counted, not listed. */
const MOST_PROBLEMS = 200;

/** Collects problems while a file is read; texts are made printable on the way in. */
export class ProblemList {
  private readonly found = new Map<string, Problem>();
  private readonly files: string[] = [];
  private left = 0;

  add(place: Place, path: string, problem: string, hint = ''): void {
    const entry: Problem = {
      file: printable(place.file),
      line: place.line,
      column: place.column,
      path: printable(path),
      problem: printable(problem, 400),
      hint: printable(hint, 400),
    };
    const key = JSON.stringify(entry);
    if (this.found.has(key)) return;
    if (this.found.size >= MOST_PROBLEMS) {
      this.left++;
      return;
    }
    if (!this.files.includes(entry.file)) this.files.push(entry.file);
    this.found.set(key, entry);
  }

  /** An unknown name with the nearest known one. */
  unknown(place: Place, path: string, what: string, name: string, known: readonly string[]): void {
    this.add(place, path, `unknown ${what} "${name}"`, suggestion(name, known));
  }

  get count(): number {
    return this.found.size;
  }

  /** Sorted by file (in the order of first mention), line, column. */
  sorted(): Problem[] {
    const order = (problem: Problem): number => this.files.indexOf(problem.file);
    const sorted = [...this.found.values()].sort((a, b) => order(a) - order(b) || a.line - b.line || a.column - b.column);
    const last = sorted.at(-1);
    if (last !== undefined && this.left > 0) sorted.push({ ...last, path: '', problem: `${this.left} more problems`, hint: '' });
    return sorted;
  }
}

/** `did you mean …?`, or the list of what is known where that is short. */
export function suggestion(name: string, known: readonly string[]): string {
  const near = closest(name, known);
  const foreign = foreignLetter(name);
  const letter = foreign === undefined ? '' : ` "${foreign}" is no Latin letter`;
  return near === undefined ? choices(known) : `did you mean "${near}"?${letter}`;
}

/** The first eight of what may be said in a place. */
export function choices(known: readonly string[]): string {
  if (known.length === 0) return 'there are none';
  const shown = known.slice(0, 8).join(', ');
  return known.length > 8 ? `known: ${shown} and ${known.length - 8} more` : `known: ${shown}`;
}

/** `file:line:column  path  problem  hint`; empty parts are left out. */
export function formatProblem({ file, line, column, path, problem, hint }: Problem): string {
  const place = line > 0 ? `${file}:${line}:${column}` : file;
  return [place, path, problem, hint].filter((part) => part !== '').join('  ');
}
