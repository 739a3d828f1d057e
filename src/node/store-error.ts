/**
 * What went wrong with the disk, a lock or a stored record: neither the user's scenario nor a defect of the model.
 * The command line ends with code 4 and shows the message and the hint without a stack trace.
 */
export class StoreError extends Error {
  /** What to do next, one sentence. */
  readonly hint: string | undefined;

  constructor(message: string, hint?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.hint = hint;
  }
}

/** The operating system's code of an error (`ENOENT`, `ENOSPC` …), if it has one. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' ? code : undefined;
}

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

const HINTS: Readonly<Record<string, string>> = {
  EMFILE: 'too many files are open: allow more with `ulimit -n 1024` and give the same command again; finished runs are kept',
  ENOSPC: 'free some disk space and give the same command again; finished runs are kept',
  EDQUOT: 'your disk quota is used up: free some space and give the same command again; finished runs are kept',
  EACCES: 'choose a folder you may write to with --out',
  EPERM: 'choose a folder you may write to with --out',
  EROFS: 'choose a folder you may write to with --out',
  ENOTDIR: 'choose another place with --out',
  ENAMETOOLONG: 'choose a shorter name with --out',
  EBUSY: 'close whatever else has the file open and give the same command again; finished runs are kept',
};
