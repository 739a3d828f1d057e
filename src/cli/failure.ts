/**
 * Every way to fail in one place: which message, which hint, which exit code.
 */
import { UserError } from '../core/errors.js';
import { formatProblem, type Problem } from '../experiment/problem.js';
import { printable } from '../experiment/text.js';
import { isRefusal, StoreError, storeError, ThreadsError } from '../node/store-error.js';
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

/** Processes and threads of a user below which those of a study may find no place beside the user's others. */
const FEW_PROCESSES = 1000;

/** Bytes that a process may address below which a few threads may find no place, though they use hardly any. */
const FEW_ADDRESSES = 8e9;

/** What the system allows this process; undefined where it does not tell, or sets no limit. */
export interface SystemLimits {
  readonly openFiles: number | undefined;
  readonly processes: number | undefined;
  /** Bytes, whether used or only set aside. */
  readonly addresses?: number | undefined;
}

function systemLimits(): SystemLimits {
  type Limit = { readonly soft?: unknown };
  const { userLimits } = process.report.getReport() as unknown as { userLimits?: { [kind: string]: Limit | undefined } };
  const soft = (limit?: Limit): number | undefined => (typeof limit?.soft === 'number' ? limit.soft : undefined);
  return {
    openFiles: soft(userLimits?.open_files),
    processes: soft(userLimits?.max_user_processes),
    // Older versions of Node call the bytes kilobytes.
    addresses: soft(userLimits?.virtual_memory_bytes ?? userLimits?.virtual_memory_kbytes),
  };
}

/** Shows an error and returns the exit code it stands for. Stack traces only for defects, only with `--verbose`. */
export function reportFailure(thrown: unknown, terminal: Terminal, limits = systemLimits): number {
  const error = isRefusal(thrown) ? storeError('the system refused', thrown) : thrown;
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
  const narrow = narrowness(error, limits());
  if (narrow !== undefined) {
    terminal.plain(`  ${narrow}`);
    return EXIT.store;
  }
  terminal.plain('  this is a defect of trihelix; please report it with the command you gave');
  if (error instanceof Error) terminal.detail(error.stack ?? '');
  return EXIT.internal;
}

/** What the system allows too little of, in a sentence; undefined where that cannot be the cause. */
function narrowness(error: unknown, { openFiles, processes, addresses }: SystemLimits): string | undefined {
  if (openFiles !== undefined && openFiles < FEW_FILES)
    return `only ${openFiles} files may be open at once, which is too few: allow more with \`ulimit -n 1024\` and give the command again`;
  if (error instanceof ThreadsError && processes !== undefined && processes < FEW_PROCESSES)
    return `you may have only ${processes} processes and threads at once, with those of your other programs: use fewer --workers, or allow more with \`ulimit -u ${FEW_PROCESSES}\``;
  if (error instanceof ThreadsError && addresses !== undefined && addresses < FEW_ADDRESSES)
    return `a process may address only ${Math.round(addresses / 1e6)} MB: use fewer --workers, or allow more with \`ulimit -v unlimited\``;
  return undefined;
}
