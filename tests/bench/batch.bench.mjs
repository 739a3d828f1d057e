/**
 * A batch of many small runs by the shipped command: what the engine costs beside the model, how large its owner grows, how
 * soon a killed batch computes again and what the kill costs. RUNS (default 20,000) sets the size, e.g.
 * `RUNS=1e5 npm run bench -- batch`, some minutes and a gigabyte in the system's temporary folder.
 *
 * Figures to reach with 10⁵ runs: 0.2 ms a run beside the model, 300 MB all the way, computing again within 5 s, 1 % lost by a
 * kill. Costs are processor time, because others may share the machine; what is waited for is by the clock. Linux only.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { planStudy } from '../../dist/src/experiment/plan.js';
import { executeRun } from '../../dist/src/experiment/run.js';
import { readScenario } from '../../dist/src/experiment/scenario.js';
import { models } from '../../dist/src/models/index.js';

const WORKERS = 2;
const LOOK = 100;
/** Ticks of the processor in a second, in /proc. */
const TICKS = 100;
const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const textOf = (runs) => `title: Many small runs
model: knowledge-barter
seed: batch
steps: 20
burn_in: 0
replicates: ${runs / 2}
parameters: { organisations: 50 }
variants:
  ring: { parameters: { rewiring: 0 } }
  random: { parameters: { rewiring: 1 } }
`;

async function bench(runs) {
  const folder = mkdtempSync(join(tmpdir(), 'trihelix-batch-'));
  try {
    mkdirSync(join(folder, 'scenarios'));
    writeFileSync(join(folder, 'scenarios', 'batch.yaml'), textOf(runs));
    const before = await modelCost();
    const whole = await follow(folder, 'whole', runs);
    const batch = whole.computing;
    const model = Math.min(before, await modelCost());
    print(`${runs} runs of ${(1000 * model).toFixed(2)} ms in the model, on ${WORKERS} threads`);
    print(`planning and starting            ${seconds(whole.first)}`);
    print(`computing                        ${seconds(whole.stored - whole.first)}, ${batch.toFixed(1)} s of processor time`);
    print(`  owner of the results           ${((1000 * whole.ownerStored) / runs).toFixed(3)} ms a run`);
    print(`  all beside the model           ${(1000 * (batch / runs - model)).toFixed(3)} ms a run`);
    print(
      `comparison, tables, summary      ${seconds(whole.ended - whole.stored)}, ${(whole.owner - whole.ownerStored).toFixed(1)} s of processor time`,
    );
    print(`largest owner while computing    ${whole.peakComputing.toFixed(0)} MB`);
    print(`largest owner at all             ${whole.peak.toFixed(0)} MB`);
    const first = await follow(folder, 'killed', runs, 0.5);
    const second = await follow(folder, 'killed', runs);
    print(`killed with ${first.count} runs stored; computing again after ${seconds(second.first)}`);
    const spent = first.computing + second.computing;
    print(
      `processor time of both           ${spent.toFixed(1)} s against ${batch.toFixed(1)} s undisturbed (${percent(spent / batch - 1)})`,
    );
    print(`largest owner when it goes on    ${second.peak.toFixed(0)} MB`);
    if (first.hash === whole.hash || second.hash !== whole.hash) throw new Error('the results are not those of the undisturbed batch');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Seconds of processor time of a run, in this thread, when the compiler is warm. */
async function modelCost() {
  const reading = await readScenario({ path: 'batch.yaml', text: textOf(2000), models, readText: () => '' });
  const { runs } = planStudy({ scenario: reading.scenario, models, engine: '0' });
  for (const run of runs.slice(0, 500)) executeRun(run, models);
  const before = process.cpuUsage();
  for (const run of runs.slice(500)) executeRun(run, models);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6 / (runs.length - 500);
}

/** Runs the command and watches it: when the first and the last record come, what it takes; kills it at a share of the runs. */
function follow(folder, out, runs, kill) {
  const began = performance.now();
  const since = () => (performance.now() - began) / 1000;
  const child = spawn(process.execPath, [main, 'run', 'batch', '-q', '-j', String(WORKERS), '-o', out, '--progress', 'none'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const study = join(folder, out, 'batch');
  const size = () => journalBytes(study);
  const before = size();
  const seen = { first: undefined, stored: undefined, computing: 0, owner: 0, ownerStored: 0, peak: 0, peakComputing: 0, count: 0 };
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
    if (seen.first === undefined && now.bytes > before + 64) seen.first = since();
    if (now.bytes > grown) {
      Object.assign(seen, { stored: since(), computing: now.all, ownerStored: now.owner, peakComputing: seen.peak });
      grown = now.bytes;
    }
    if (kill !== undefined && storedRuns(study, now.bytes) >= kill * runs) child.kill('SIGKILL');
  }, LOOK);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => {
      clearInterval(timer);
      resolve({ ...seen, ended: since(), count: storedRuns(study, size()), hash: hashOf(study) });
    });
  });
}

function journalBytes(study) {
  try {
    return readdirSync(study).reduce((sum, name) => sum + (/^journal/.test(name) ? statSync(join(study, name)).size : 0), 0);
  } catch {
    return 0;
  }
}

let recordBytes;
/** Runs in a journal of so many bytes; records of this batch are of nearly the same length. */
function storedRuns(study, bytes) {
  if (bytes < 10_000) return 0;
  recordBytes ??= readFileSync(join(study, 'journal-0001.thx')).indexOf('THXF', 65, 'latin1') - 64;
  return Math.floor(bytes / recordBytes);
}

function hashOf(study) {
  try {
    return JSON.parse(readFileSync(join(study, 'manifest.json'), 'utf8')).results_hash;
  } catch {
    return 'none';
  }
}

function memoryOf(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Seconds of processor time of a process so far. */
function processorOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const words = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(words[11]) + Number(words[12])) / TICKS;
  } catch {
    return 0;
  }
}

/** The same of the process that holds the threads. */
function threadsOf(pid) {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    return children.reduce((sum, child) => sum + processorOf(child), 0);
  } catch {
    return 0;
  }
}

const print = (line) => console.log(`  ${line}`);
const seconds = (value) => `${value.toFixed(1)} s`;
const percent = (share) => `${(100 * share).toFixed(1)} %`;

await bench(Math.round(Number(process.env.RUNS ?? 20_000) / 2) * 2);
