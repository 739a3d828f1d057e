/**
 * One owner per study: a second process that wants to write to the same folder is refused and told who is at work.
 *
 * Claims are numbered files (`owner-000001.json`) that are created with their content in one atomic step and never
 * reused. Whoever creates the next number after a claim that is released or whose process is gone owns the folder, if
 * no higher number appeared meanwhile. The highest claim is never deleted, so two processes that find the same dead
 * owner cannot both win, and a stale file never blocks.
 */
import { linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { printable } from '../experiment/text.js';
import { writeWhole } from './files.js';
import { codeOf, StoreError, storeError } from './store-error.js';

interface Claim {
  readonly pid: number;
  readonly host: string;
  /** Identity of the machine's present boot and of the process in it, where the system tells. */
  readonly boot: string;
  readonly began: string;
  readonly start: string;
  readonly released: boolean;
  /** False where the owner let go because the disk had refused something. */
  readonly clean?: boolean;
}

export interface Ownership {
  /** Whether the owner before, if there was one, had stored all it wrote. */
  readonly clean: boolean;
  /** Lets the next process in; `clean` is false after a write or sync that failed. */
  release(clean?: boolean): void;
}

/**
 * Takes ownership of a folder.
 * @throws StoreError naming the owner when another living process has it
 */
export function takeOwnership(folder: string): Ownership {
  const mine = ownClaim();
  for (;;) {
    const highest = claims(folder).at(-1) ?? 0;
    const holder = highest === 0 ? undefined : readClaim(folder, highest);
    if (holder !== undefined && isAlive(holder)) throw refusal(folder, highest, holder);
    const number = highest + 1;
    if (!create(folder, number, mine)) continue;
    const numbers = claims(folder);
    if (numbers.at(-1) !== number) {
      rmSync(nameOf(folder, number), { force: true });
      continue;
    }
    for (const old of numbers) if (old < number) rmSync(nameOf(folder, old), { force: true });
    return {
      clean: highest === 0 || (holder?.released === true && holder.clean !== false),
      release: (clean = true) => letGo(folder, number, { ...mine, released: true, clean }),
    };
  }
}

function letGo(folder: string, number: number, claim: Claim): void {
  try {
    writeWhole(nameOf(folder, number), text(claim));
  } catch (error) {
    throw storeError(`cannot let go of ${folder}`, error);
  }
}

/** Milliseconds between two looks whether an owner is gone. */
const LOOK = 500;

/**
 * Takes ownership, at once or, where `onWait` is given, when the living owner has let go.
 * @throws StoreError when another living process has it and nobody is to wait
 */
export async function ownFolder(folder: string, onWait?: (owner: string) => void): Promise<Ownership> {
  for (let told = false; ; told = true) {
    const owner = onWait === undefined ? undefined : ownerOf(folder);
    if (owner === undefined)
      try {
        return takeOwnership(folder);
      } catch (error) {
        // Another may have been quicker between the look and the claim.
        if (onWait === undefined || ownerOf(folder) === undefined) throw error;
      }
    else if (!told) onWait?.(owner);
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
}

/** The living process that owns the folder, in words, if there is one. */
export function ownerOf(folder: string): string | undefined {
  const highest = claims(folder).at(-1);
  const holder = highest === undefined ? undefined : readClaim(folder, highest);
  return holder !== undefined && isAlive(holder) ? words(holder) : undefined;
}

const nameOf = (folder: string, number: number): string => join(folder, `owner-${String(number).padStart(6, '0')}.json`);
const text = (claim: Claim): string => `${JSON.stringify(claim, undefined, 2)}\n`;
const words = (claim: Claim): string =>
  `process ${claim.pid} on ${printable(String(claim.host))}, at work since ${printable(String(claim.start))}`;

function claims(folder: string): number[] {
  const names = readdirSync(folder).filter((name) => /^owner-\d{6,}\.json$/.test(name));
  return names.map((name) => Number.parseInt(name.slice(6), 10)).sort((a, b) => a - b);
}

/** Undefined where the claim has gone or was left unreadable by a power cut: then nobody is at work. */
function readClaim(folder: string, number: number): Claim | undefined {
  try {
    return JSON.parse(readFileSync(nameOf(folder, number), 'utf8')) as Claim;
  } catch (error) {
    if (error instanceof SyntaxError || codeOf(error) === 'ENOENT') return undefined;
    throw storeError(`cannot read who owns ${folder}`, error);
  }
}

/** What a file system answers that has no hard links. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'];

/** Creates a claim with its content in one step; false when the number is taken. */
function create(folder: string, number: number, claim: Claim): boolean {
  const draft = join(folder, `.owner.part-${process.pid}-${number}`);
  try {
    writeFileSync(draft, text(claim));
    linkSync(draft, nameOf(folder, number));
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (NO_LINKS.includes(codeOf(error) ?? '')) return createPlain(folder, number, claim);
    throw storeError(`cannot write to ${folder}`, error);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** For file systems without hard links: exclusive, though a reader may catch the file before its content. */
function createPlain(folder: string, number: number, claim: Claim): boolean {
  try {
    writeFileSync(nameOf(folder, number), text(claim), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw storeError(`cannot write to ${folder}`, error);
  }
}

function ownClaim(): Claim {
  return {
    pid: process.pid,
    host: hostname(),
    boot: bootId(),
    began: beganAt(process.pid),
    start: new Date().toISOString(),
    released: false,
  };
}

function isAlive(claim: Claim): boolean {
  if (claim.released) return false;
  if (claim.host !== hostname()) return true;
  if (claim.boot !== bootId()) return false;
  try {
    process.kill(claim.pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
  }
  return claim.began === '' || beganAt(claim.pid) === claim.began;
}

function refusal(folder: string, number: number, holder: Claim): StoreError {
  const elsewhere = holder.host !== hostname();
  const hint = elsewhere
    ? `if that machine is no longer at work on it, delete ${nameOf(folder, number)}`
    : 'wait for it to end, stop it with Ctrl-C, or choose another folder with --out';
  return new StoreError(`${folder} is in use by ${words(holder)}`, hint);
}

function bootId(): string {
  return readOrEmpty('/proc/sys/kernel/random/boot_id').trim();
}

/** Start of a process in clock ticks since boot, so that a recycled process number is not taken for the owner. */
function beganAt(pid: number): string {
  const stat = readOrEmpty(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
