/**
 * What went wrong with the disk, a lock or a stored record: neither the user's scenario nor a defect of the model.
 * The command line ends with code 4 and shows the message and the hint without a stack trace.
 */
import { printable } from '../experiment/text.js';

/** More than any sentence with two paths needs. */
const LONGEST = 10_000;

/** The message is one line that a terminal may show, whatever the paths in it are called. */
export class StoreError extends Error {
  /** What to do next, one sentence. */
  readonly hint: string | undefined;

  constructor(message: string, hint?: string, options?: ErrorOptions) {
    super(printable(message, LONGEST), options);
    this.name = 'StoreError';
    this.hint = hint;
  }
}

/** Nothing can be computed on this machine, whatever is asked. */
export class ThreadsError extends Error {
  constructor(reason: string) {
    super(`the threads that compute runs cannot start: ${reason}`);
    this.name = 'ThreadsError';
  }
}

/** The operating system's code of an error (`ENOENT`, `ENOSPC` …), if it has one. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/**
 * What a system answers that refuses: a disk that is full or failing, a place that may not be used, too many of something.
 * A file that is not there is not among them, for that may be a defect of ours.
 */
const REFUSALS = new Set(
  'EACCES EAGAIN EBUSY ECONNABORTED EDQUOT EEXIST EFBIG EHOSTDOWN EIO EISDIR ELOOP EMFILE ENAMETOOLONG ENFILE ENODEV ENOLCK ENOMEM ENOSPC ENOTCONN ENOTDIR ENOTEMPTY ENOTSUP ENXIO EPERM EROFS ESTALE ETXTBSY EXDEV'.split(
    ' ',
  ),
);

/** Whether the system refused a call, as opposed to a mistake in what was asked of it. */
export const isRefusal = (error: unknown): boolean => REFUSALS.has(codeOf(error) ?? '');

/** Turns a failed disk call into a StoreError that names the place; other errors pass unchanged. */
export function storeError(doing: string, error: unknown): Error {
  const code = codeOf(error);
  if (error instanceof StoreError || code === undefined || !(error instanceof Error))
    return error instanceof Error ? error : new Error(String(error));
  return new StoreError(
    `${doing}: ${error.message}`,
    HINTS[code] ?? 'put the disk right and give the same command again; finished runs are kept',
    { cause: error },
  );
}

const GONE = 'the drive is gone: connect it again and give the same command again; finished runs are kept';

const HINTS: Readonly<Record<string, string>> = {
  ECONNABORTED: GONE,
  EHOSTDOWN: GONE,
  ENODEV: GONE,
  ENOTCONN: GONE,
  ENXIO: GONE,
  ESTALE: GONE,
  EMFILE: 'too many files are open: allow more with `ulimit -n 1024` and give the same command again; finished runs are kept',
  ENOSPC: 'free some disk space and give the same command again; finished runs are kept',
  EDQUOT: 'your disk quota is used up: free some space and give the same command again; finished runs are kept',
  EAGAIN: 'too many processes and threads are at work: allow more with `ulimit -u 1000` and give the same command again',
  ENOMEM: 'the machine has no memory left: end something else and give the same command again; finished runs are kept',
  EFBIG: 'allow larger files with `ulimit -f unlimited` and give the same command again; finished runs are kept',
  EEXIST: 'choose another place with --out',
  ENOENT: 'the folder is gone or cannot be made; choose another with --out, or give the same command again',
  EACCES: 'choose a folder you may write to with --out',
  EPERM: 'choose a folder you may write to with --out',
  EROFS: 'choose a folder you may write to with --out',
  ENOTDIR: 'choose another place with --out',
  ENAMETOOLONG: 'choose a shorter name with --out',
  EBUSY: 'close whatever else has the file open and give the same command again; finished runs are kept',
};
