/**
 * What the bench of a batch shares: the shipped command at work on a study, watched from outside through /proc: when the first
 * and the last record come, what memory and processor time it takes. Linux only.
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const WORKERS = 2;
const LOOK = 100;
/** Ticks of the processor in a second, in /proc. */
const TICKS = 100;
export const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));

/**
 * Runs the scenario of that name and watches it; kills it when so many of its runs are stored.
 * @returns clocks and processor times until the first record (`first`, `starting`) and the last one (`stored`, `computing`), of
 *   all processes and of the owner of the results alone (`owner`, `ownerStored`), until the last record also that of the thread
 *   which hands runs to the threads that compute (`handing`), megabytes of the owner at most
 */
export function follow(folder, name, out, kill) {
  const began = performance.now();
  const since = () => (performance.now() - began) / 1000;
  const child = spawn(process.execPath, [main, 'run', name, '-q', '-j', String(WORKERS), '-o', out, '--progress', 'none'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const study = join(folder, out, name);
  const size = () => journalBytes(study);
  const before = size();
  const seen = {
    first: undefined,
    starting: 0,
    stored: undefined,
    computing: 0,
    owner: 0,
    ownerStored: 0,
    handing: 0,
    peak: 0,
    peakComputing: 0,
    count: 0,
  };
  let grown = 0;
  const timer = setInterval(() => {
    const now = {
      bytes: size(),
      memory: memoryOf(child.pid),
      owner: processorOf(child.pid),
      all: processorOf(child.pid) + threadsOf(child.pid),
    };
    if (now.memory === 0) return;
    seen.peak = Math.max(seen.peak, now.memory);
    seen.owner = now.owner;
    if (seen.first === undefined && now.bytes > before + 64) Object.assign(seen, { first: since(), starting: now.all });
    if (now.bytes > grown) {
      const handing = handingOf(child.pid);
      Object.assign(seen, { stored: since(), computing: now.all, ownerStored: now.owner, handing, peakComputing: seen.peak });
      grown = now.bytes;
    }
    if (storedRuns(study, now.bytes) >= kill) child.kill('SIGKILL');
  }, LOOK);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => {
      clearInterval(timer);
      resolve({ ...seen, ended: since(), count: storedRuns(study, size()), hash: hashOf(study) });
    });
  });
}

export function journalBytes(study) {
  try {
    return readdirSync(study).reduce((sum, name) => sum + (/^journal/.test(name) ? statSync(join(study, name)).size : 0), 0);
  } catch {
    return 0;
  }
}

/** Runs in a journal of so many bytes; records of a batch are of nearly the same length. */
function storedRuns(study, bytes) {
  if (bytes < 10_000) return 0;
  const recordBytes = readFileSync(join(study, 'journal-0001.thx')).indexOf('THXF', 65, 'latin1') - 64;
  return Math.floor(bytes / recordBytes);
}

function hashOf(study) {
  try {
    return JSON.parse(readFileSync(join(study, 'manifest.json'), 'utf8')).results_hash;
  } catch {
    return 'none';
  }
}

/** Megabytes of memory of a process. */
export function memoryOf(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Seconds of processor time of a process so far. */
export const processorOf = (pid) => processorIn(`/proc/${pid}/stat`);

function processorIn(file) {
  try {
    const stat = readFileSync(file, 'utf8');
    const words = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(words[11]) + Number(words[12])) / TICKS;
  } catch {
    return 0;
  }
}

/** The same of the process that holds the threads, and of its first thread alone, which hands them their runs. */
const threadsOf = (pid) => childrenOf(pid).reduce((sum, child) => sum + processorOf(child), 0);
const handingOf = (pid) => childrenOf(pid).reduce((sum, child) => sum + processorIn(`/proc/${child}/task/${child}/stat`), 0);

export function childrenOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}
