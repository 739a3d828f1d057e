/**
 * A second wall around the code that computes: Node's permission model. What the first wall, checked input, should let through
 * one day finds itself in threads that can read the program and write, start or attach nothing.
 *
 * Only where Node calls the model stable (from 22.13 on). It does not stand in the way of the network nor of signals, and is
 * no defence against packages that are loaded: it limits what a mistake can reach.
 */
import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const STABLE_FLAG = '--permission';
const START_THREADS = '--allow-worker';

/** Code that the user has every Node load lies anywhere, so that there a wall would end the program. */
const LOADS_CODE = /(^|\s)(-r|--require|--import|--loader|--experimental-loader)[=\s]/;

/** What decides whether there is a wall: the flags that this Node knows, and those that the user gives to every Node. */
interface Surroundings {
  readonly known: { has(flag: string): boolean };
  readonly given: string;
}

const here = (): Surroundings => ({ known: process.allowedNodeEnvironmentFlags, given: process.env.NODE_OPTIONS ?? '' });

/**
 * Flags for the process that holds the threads; none where this Node has no stable permission model or NODE_OPTIONS loads code.
 * @param reads files and folders of the program's own code; the packages that are seen from the first may be read as well
 */
export function wallFlags(reads: readonly URL[], { known, given } = here()): string[] {
  const [first] = reads;
  if (first === undefined || !known.has(STABLE_FLAG) || LOADS_CODE.test(`${given} `)) return [];
  const paths = [...reads.map((url) => fileURLToPath(url)), ...packageFolders(fileURLToPath(first))];
  return [STABLE_FLAG, START_THREADS, ...paths.map((path) => `--allow-fs-read=${path}`)];
}

/**
 * Flags for the threads of a process that was started with these: the same but for the right to start threads, since one that
 * a thread starts can be without a wall.
 */
export function wallOfThreads(flags: readonly string[]): string[] {
  return flags.includes(STABLE_FLAG) ? flags.filter((flag) => flag !== START_THREADS) : [];
}

/** Where Node looks for packages of code below a folder, up to where piscina is; with the places that links lead to. */
function packageFolders(below: string): string[] {
  const folders: string[] = [];
  for (let folder = below; ; folder = dirname(folder)) {
    const packages = join(folder, 'node_modules');
    folders.push(packages);
    const found = join(packages, 'piscina');
    if (existsSync(found)) return [...new Set([...folders, ...wayTo(found)])];
    if (folder === dirname(folder)) return folders;
  }
}

/** Every link on the way to a file or folder, and where the way ends: Node reads them all. */
function wayTo(path: string): string[] {
  const link = stepsTo(path).find((each) => lstatSync(each).isSymbolicLink());
  return link === undefined ? [path] : [link, ...wayTo(resolve(dirname(link), readlinkSync(link), relative(link, path)))];
}

/** The folders above a path, from the root on, and the path itself. */
const stepsTo = (path: string): string[] => (dirname(path) === path ? [path] : [...stepsTo(dirname(path)), path]);
