/**
 * What the bench of a batch shares: the shipped command at work on a study, watched from outside through /proc: when the first
 * and the last record come, what memory and processor time it takes. Linux only.
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { childrenOf } from '../support/processes.mjs';

export const WORKERS = 2;
/** Milliseconds between two looks, and of a turn. */
const LOOK = 100;
export const TURN = 1000;
/** Ticks of the processor in a second, in /proc. */
const TICKS = 100;
/** Commands at work, which end with this process: what stands still does not notice that it was left alone. */
const working = new Set();
process.once('exit', () => working.forEach((signal) => signal('SIGKILL')));
for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => process.exit(1));

export const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));

/**
 * Lets several work by turns of a second until all have ended, so that a machine whose speed others change is as fast for each.
 * @param subjects what `study` or `killedStudy` returns, or anything else whose `turn` says whether there is more to do
 */
export async function byTurns(...subjects) {
  for (let left = subjects; left.length > 0; ) {
    const more = [];
    for (const subject of left) if (await subject.turn()) more.push(subject);
    left = more;
  }
}

/**
 * A study of so many runs that is killed and continued again and again, after equal shares of its runs.
 * @returns a subject, what was `seen` of each of its commands, one more than kills, and `mustEndIn`, which throws unless the last
 *   command, and none before, ended in the results with that hash
 */
export function killedStudy(folder, name, out, runs, kills) {
  const commands = Array.from({ length: kills + 1 }, (_, k) =>
    study(folder, name, out, k < kills ? (runs * (k + 1)) / (kills + 1) : Number.POSITIVE_INFINITY),
  );
  let at = 0;
  return {
    seen: commands.map(({ seen }) => seen),
    mustEndIn(hash) {
      if (commands.findIndex(({ seen }) => seen.hash === hash) !== kills)
        throw new Error('the results are not those of the undisturbed batch');
    },
    async turn() {
      if (!(await commands[at].turn())) at++;
      return at < commands.length;
    },
  };
}

/** Sum of one figure of several records. */
export const sumOf = (records, name) => records.reduce((sum, record) => sum + record[name], 0);

/**
 * A command that runs the scenario of that name, watched in its turns and stopped between them; killed when so many runs are stored.
 * @returns `turn`, and `seen`: clocks (of its own turns) and processor times until the first record (`first`, `starting`) and the
 *   last one (`stored`, `computing`), of all processes and of the owner of the results alone (`owner`, `ownerStored`), until the
 *   last record also that of the thread which hands runs to the threads that compute (`handing`) and the turns taken (`turns`),
 *   megabytes of the owner at most; at the end the number of stored runs and the hash of the results
 */
export function study(folder, name, out, kill = Number.POSITIVE_INFINITY) {
  const path = join(folder, out, name);
  const size = () => journalBytes(path);
  const seen = { first: undefined, starting: 0, computing: 0, owner: 0, ownerStored: 0, handing: 0, turns: 0, peak: 0, peakComputing: 0 };
  let child;
  let closed;
  let ended = false;
  let clock = 0;
  let turns = 0;
  let before = 0;
  let grown = 0;

  function start() {
    before = size();
    const words = ['run', name, '-q', '-j', String(WORKERS), '-o', out, '--progress', 'none'];
    child = spawn(process.execPath, [main, ...words], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    closed = new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', () => {
        working.delete(signal);
        ended = true;
        resolve();
      });
    });
    working.add(signal);
  }

  function look(now) {
    const bytes = size();
    const memory = memoryOf(child.pid);
    if (memory === 0) return;
    const owner = processorOf(child.pid);
    const all = owner + threadsOf(child.pid);
    seen.peak = Math.max(seen.peak, memory);
    seen.owner = owner;
    if (seen.first === undefined && bytes > before + 64) Object.assign(seen, { first: now, starting: all });
    if (bytes > grown) {
      const handing = handingOf(child.pid);
      Object.assign(seen, { stored: now, computing: all, ownerStored: owner, handing, turns, peakComputing: seen.peak });
      grown = bytes;
    }
    if (storedRuns(path, bytes) >= kill) child.kill('SIGKILL');
  }

  /** To the owner of the results first, then to the process of its threads, which may just have ended. */
  function signal(name) {
    const threads = childrenOf(child.pid);
    child.kill(name);
    for (const pid of threads) {
      try {
        process.kill(pid, name);
      } catch (error) {
        if (error.code !== 'ESRCH') throw error;
      }
    }
  }

  async function turn() {
    const began = performance.now();
    const now = () => clock + (performance.now() - began) / 1000;
    turns++;
    if (child === undefined) start();
    else signal('SIGCONT');
    while (!ended && performance.now() - began < TURN) {
      await Promise.race([sleep(LOOK), closed]);
      look(now());
    }
    if (!ended) signal('SIGSTOP');
    clock = now();
    if (ended) Object.assign(seen, { ended: clock, count: storedRuns(path, size()), hash: hashOf(path) });
    return !ended;
  }

  return { turn, seen };
}

export function journalBytes(study) {
  try {
    return readdirSync(study).reduce((sum, name) => sum + (/^journal/.test(name) ? statSync(join(study, name)).size : 0), 0);
  } catch {
    return 0;
  }
}

/** Runs in a journal of so many bytes; records of a batch are of nearly the same length. */
export function storedRuns(study, bytes) {
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
