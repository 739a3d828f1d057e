/**
 * Every way to fail in one place: which message, which hint, which exit code.
 */
import { UserError } from '../core/errors.js';
import { formatProblem, type Problem } from '../experiment/problem.js';
import { printable } from '../experiment/text.js';
import { codeOf, StoreError, storeError } from '../node/store-error.js';
import { counted } from './counted.js';
import { EXIT } from './exit-codes.js';
import type { Terminal } from './terminal.js';

/** A scenario or overrides with problems; all of them are shown. */
export class ProblemsError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(`${counted(problems.length, 'problem')}, nothing was run`);
    this.name = 'ProblemsError';
    this.problems = problems;
  }
}

/** Open files below which Node cannot even load the program, and says that packages are missing. */
const FEW_FILES = 256;

/** Files that this process may have open at once; undefined where the system does not tell. */
function mostOpenFiles(): number | undefined {
  const { userLimits } = process.report.getReport() as unknown as { userLimits?: { open_files?: { soft?: unknown } } };
  const soft = userLimits?.open_files?.soft;
  return typeof soft === 'number' ? soft : undefined;
}

/** What a disk answers that is full or failing, wherever it is asked. */
const DISK = ['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EMFILE', 'ENFILE'];

/** Shows an error and returns the exit code it stands for. Stack traces only for defects, only with `--verbose`. */
export function reportFailure(thrown: unknown, terminal: Terminal, openFiles = mostOpenFiles): number {
  const error = DISK.includes(codeOf(thrown) ?? '') ? storeError('the disk refused', thrown) : thrown;
  if (error instanceof ProblemsError) {
    terminal.error(error.message);
    for (const problem of error.problems) terminal.plain(`  ${formatProblem(problem)}`);
    return EXIT.usage;
  }
  const known = error instanceof UserError || error instanceof StoreError;
  const message = error instanceof Error ? error.message : String(error);
  terminal.error(
    message
      .split('\n')
      .map((line) => printable(line, 1000))
      .join('\n'),
  );
  if (known && error.hint !== undefined) terminal.plain(`  ${printable(error.hint, 1000)}`);
  if (error instanceof UserError) return EXIT.usage;
  if (error instanceof StoreError) return EXIT.store;
  const files = openFiles();
  if (files !== undefined && files < FEW_FILES) {
    terminal.plain(
      `  only ${files} files may be open at once, which is too few: allow more with \`ulimit -n 1024\` and give the command again`,
    );
    return EXIT.store;
  }
  terminal.plain('  this is a defect of trihelix; please report it with the command you gave');
  if (error instanceof Error) terminal.detail(error.stack ?? '');
  return EXIT.internal;
}
