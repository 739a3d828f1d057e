/**
 * Files that are either there whole or not at all: written under a temporary name in the same folder, synced, renamed,
 * and the folder synced, so that neither a kill nor a power cut can leave half a file under a real name.
 */
import { closeSync, fsyncSync, lstatSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { codeOf, StoreError } from './store-error.js';

const MARK = '.part-';
/** A study lies in a folder of its own in a folder for results. */
const LEVELS_SYNCED = 2;
/** Milliseconds for which a name that somebody holds is asked for again, and between two tries. */
const PATIENCE = 10_000;
const PAUSE = 50;
/** What a rename is told while a scanner, or a program that keeps folders in step, has the file open. On other systems only the first. */
const HELD = process.platform === 'win32' ? ['EBUSY', 'EPERM', 'EACCES'] : ['EBUSY'];
let serial = 0;

/** A file under way. `commit` makes it appear under its name, `abandon` removes it. */
export interface WholeFile {
  /** Appends text (UTF-8) or bytes. */
  write(data: string | Uint8Array): void;
  commit(): void;
  abandon(): void;
}

const temporaryName = (path: string): string => join(dirname(path), `.${basename(path)}${MARK}${process.pid}-${serial++}`);

/** A whole file that somebody else writes, under its temporary name. `abandon` after `commit` does nothing. */
export function pathOfWholeFile(path: string): { readonly temporary: string; commit(): void; abandon(): void } {
  const temporary = temporaryName(path);
  return {
    temporary,
    commit() {
      const file = openSync(temporary, 'r+');
      try {
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      putInPlace(temporary, path);
      syncFolder(dirname(path));
    },
    abandon: () => rmSync(temporary, { force: true }),
  };
}

/** Starts a whole file at `path`, in whose place nothing or an older version may be. Throws the error of the disk. */
export function createWholeFile(path: string): WholeFile {
  const temporary = temporaryName(path);
  const file = openSync(temporary, 'wx', 0o666);
  let open = true;
  const close = (): void => {
    if (open) closeSync(file);
    open = false;
  };
  return {
    write(data) {
      writeAll(file, typeof data === 'string' ? Buffer.from(data, 'utf8') : data);
    },
    commit() {
      fsyncSync(file);
      close();
      putInPlace(temporary, path);
      syncFolder(dirname(path));
    },
    abandon() {
      close();
      rmSync(temporary, { force: true });
    },
  };
}

/** Renames a file; waits up to ten seconds for whoever else has it open. Throws the last error. */
export function putInPlace(from: string, to: string, rename: (from: string, to: string) => void = renameSync, patience = PATIENCE): void {
  for (const end = performance.now() + patience; ; ) {
    try {
      rename(from, to);
      return;
    } catch (error) {
      if (!HELD.includes(codeOf(error) ?? '') || performance.now() > end) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    }
  }
}

/** Writes a small file whole. */
export function writeWhole(path: string, data: string | Uint8Array): void {
  const file = createWholeFile(path);
  try {
    file.write(data);
    file.commit();
  } catch (error) {
    file.abandon();
    throw error;
  }
}

/**
 * Makes names in a folder durable. Windows cannot sync folders and needs none; nor can some network drives, whose names last as
 * their server lets them. Throws the error of the disk.
 */
export function syncFolder(folder: string, sync: (handle: number) => void = fsyncSync): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    sync(handle);
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP', 'ENOSYS'].includes(codeOf(error) ?? '')) throw error;
  } finally {
    closeSync(handle);
  }
}

/**
 * Makes a folder and those above it, so that they last. The two levels above are synced in any case, because a process that
 * was killed may have made them and left them to chance.
 */
export function makeFolder(folder: string): void {
  const path = resolve(folder);
  const first = makeFolders(path);
  const above: string[] = [];
  for (let each = path; dirname(each) !== each; each = dirname(each)) above.push(dirname(each));
  const made = first === undefined ? 0 : above.indexOf(dirname(first)) + 1;
  for (const each of above.slice(0, Math.max(LEVELS_SYNCED, made))) syncIfAllowed(each);
}

/**
 * Makes a folder and those above it, one by one: Node's recursive way never returns from a place where nothing can be made, like
 * /proc, and says of a disk that may only be read that a folder is missing. Throws the error of the disk.
 * @returns the highest that was made
 */
export function makeFolders(folder: string): string | undefined {
  const missing: string[] = [];
  for (let each = resolve(folder); !isFolder(each); each = dirname(each)) {
    missing.push(each);
    if (dirname(each) === each) break;
  }
  for (const each of missing.toReversed()) makeOne(each);
  return missing.at(-1);
}

/**
 * Makes the folder of that name in the folder of a study. A link in its place, as a study from a stranger may hold, is not followed.
 * @returns its path
 * @throws StoreError for a link, else the error of the disk
 */
export function makeFolderIn(study: string, name: string): string {
  const folder = join(study, name);
  makeFolders(folder);
  if (lstatSync(folder).isSymbolicLink())
    throw new StoreError(`${folder} is a link, and nothing is written where it leads`, 'take it away and give the same command again');
  return folder;
}

/** Below a file there is nothing either. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return false;
    throw error;
  }
}

/** Another process may be quicker. */
function makeOne(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST' || !isFolder(folder)) throw error;
  }
}

/** A folder that may not be opened cannot be made to last by us, and is none of ours. */
function syncIfAllowed(folder: string): void {
  try {
    syncFolder(folder);
  } catch (error) {
    if (!['EACCES', 'EPERM'].includes(codeOf(error) ?? '')) throw error;
  }
}

/** Removes temporary files that ended processes left in a folder. Where there is none, or a link in its place, nothing happens. */
export function sweepTemporaries(folder: string): void {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  for (const name of readdirSync(folder)) {
    const maker = /^\..*\.part-(\d+)-\d+(?:\.wal|\.tmp)?$/.exec(name)?.[1];
    if (maker !== undefined && !isRunning(Number(maker))) rmSync(join(folder, name), { force: true, recursive: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

/** `write` may take fewer bytes than it was given, e.g. on a nearly full disk. */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at);
}
