/**
 * Whether a long batch stays as it began, watched every other second: the shipped command computes runs of `golden-rule` for MINUTES
 * (default 1, so that it is one bench among others; `MINUTES=15 npm run bench -- soak` says something), or as many small runs as
 * RUNS says (`RUNS=1e6 npm run bench -- soak`, the most a study may have), on THREADS (default 1).
 *
 * Printed for the process that owns the results and for that of the threads: memory at the end of the first third and of the last,
 * the slope of a line through the last two thirds, open files; and the runs in a second of processor time in the first and the last
 * third. A machine that others share is slower at times, in processor time too, so that speed is also told beside that of a fixed
 * loop in the watching process. To reach over hours: less than 1 MB an hour beside what an index of the runs
 * takes, the same open files, 97 % of the speed. Linux only.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childrenOf } from '../support/processes.mjs';
import { smallRuns } from './small-runs.mjs';
import { journalBytes, main, memoryOf, processorOf, storedRuns } from './watch.mjs';

const VARIANTS = 4;
/** More than one thread computes in a second. */
const RUNS_A_SECOND = 60;
const LOOK = 2000;
/** What the command ends with when its time is used up. */
const TIME_IS_OVER = 75;

/** So many minutes of a study of the catalogue. */
const forMinutes = (minutes, threads) => {
  const replicates = Math.ceil((60 * minutes * threads * RUNS_A_SECOND) / VARIANTS);
  return { study: 'golden-rule', words: ['--replicates', String(replicates), '--time-budget', `${60 * minutes}s`] };
};

/** So many small runs. */
const forRuns = (folder, runs) => {
  mkdirSync(join(folder, 'scenarios'));
  writeFileSync(join(folder, 'scenarios', 'small.yaml'), smallRuns('knowledge-barter', runs));
  return { study: 'small', words: [] };
};

async function bench({ minutes, runs, threads }) {
  const folder = mkdtempSync(join(tmpdir(), 'trihelix-soak-'));
  try {
    const { study, words } = Number.isNaN(runs) ? forMinutes(minutes, threads) : forRuns(folder, runs);
    const samples = await watch(folder, study, [...words, '-j', String(threads)]);
    const third = Math.floor(samples.length / 3);
    if (third < 5) throw new RangeError('that is too short: too little was seen');
    const parts = { first: samples.slice(0, third), last: samples.slice(-third), settled: samples.slice(third) };
    const { seconds, stored } = samples.at(-1);
    print(
      `about ${stored} runs of ${study} in ${((seconds - samples[0].seconds) / 60).toFixed(1)} minutes on ${threads} threads, ${samples.length} looks`,
    );
    for (const name of ['owner', 'pool']) tellOf(name, parts);
    const processor = rate(parts.last) / rate(parts.first);
    const loop = loopTime(parts.last) / loopTime(parts.first);
    print(
      `speed of the last third: ${percent(processor * loop)} of the first beside a fixed loop, ${percent(processor)} by processor time alone`,
    );
    const left = readdirSync(join(folder, 'results', study)).filter((name) => name.startsWith('.'));
    print(`temporary files left behind: ${left.length}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One sample every other second, from the first record on, as long as there are threads. */
function watch(folder, study, words) {
  const child = spawn(process.execPath, [main, 'run', study, ...words, '-q', '--progress', 'none'], { cwd: folder, stdio: 'ignore' });
  const path = join(folder, 'results', study);
  const samples = [];
  const timer = setInterval(() => {
    const [pool] = childrenOf(child.pid);
    const bytes = journalBytes(path);
    if (pool === undefined || bytes < 10_000) return;
    const processor = processorOf(child.pid) + processorOf(pool);
    const [owner, threads] = [stateOf(child.pid), stateOf(pool)];
    // When all runs are computed its process ends, and the owner makes tables.
    if (threads.memory === 0) return;
    const seconds = performance.now() / 1000;
    samples.push({ seconds, loop: timeLoop(), stored: storedRuns(path, bytes), processor, owner, pool: threads });
  }, LOOK);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(timer);
      if (code === TIME_IS_OVER || code === 0) resolve(samples);
      else reject(new Error(`the batch ended with ${code}`));
    });
  });
}

const stateOf = (pid) => ({ memory: memoryOf(pid), files: filesOf(pid) });

function filesOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return 0;
  }
}

function tellOf(name, { first, last, settled }) {
  const who = name === 'owner' ? 'owner of the results' : 'process of the threads';
  const slope = (per) => slopeOf(settled.map((sample) => [per(sample), sample[name].memory]));
  const [hourly, each] = [slope(({ seconds }) => seconds / 3600), slope(({ stored }) => stored) * 2 ** 20];
  const [from, to] = [first.at(-1)[name], last.at(-1)[name]];
  print(
    `${who}: ${from.memory.toFixed(1)} MB after a third, ${to.memory.toFixed(1)} MB at the end, ${hourly.toFixed(1)} MB an hour, ${each.toFixed(0)} bytes a run`,
  );
  print(`  open files ${from.files} and ${to.files}`);
}

/** Runs in a second of processor time. */
function rate(samples) {
  const [from, to] = [samples[0], samples.at(-1)];
  return (to.stored - from.stored) / (to.processor - from.processor);
}

/** Processor time of a loop that is always the same. */
function timeLoop() {
  const before = process.cpuUsage();
  let sum = 0;
  for (let n = 1; n < 5e6; n++) sum += Math.sqrt(n) / n;
  const { user, system } = process.cpuUsage(before);
  return sum > 0 ? user + system : Number.NaN;
}

const loopTime = (samples) => samples.reduce((sum, { loop }) => sum + loop, 0) / samples.length;

/** Slope of the line of least squares. */
function slopeOf(points) {
  const mean = (c) => points.reduce((sum, point) => sum + point[c], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const above = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return above / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

const percent = (share) => `${(100 * share).toFixed(1)} %`;
const print = (line) => console.log(`  ${line}`);

const { MINUTES = 1, RUNS, THREADS = 1 } = process.env;
await bench({ minutes: Number(MINUTES), runs: Number(RUNS), threads: Number(THREADS) });
