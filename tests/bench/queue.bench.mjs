/**
 * What the queue costs: jobs a second through a Redis on this machine to two workers with one thread each whose runs take
 * next to no time, one run a job and as many as the owner puts together; and how long it takes to plan 100,000 runs and to
 * make jobs of them. Asked: 500 jobs/s, 10⁵ jobs planned in 10 s, at most some thousand of them in Redis at once.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findRedis, HOW_TO_GET } from '../../.build/redis.mjs';
import { layoutOfRun, planStudy } from '../../dist/src/experiment/plan.js';
import { readAddress } from '../../dist/src/node/queue/address.js';
import { createQueueExecutor } from '../../dist/src/node/queue/executor.js';
import { sealJob } from '../../dist/src/node/queue/messages.js';
import { createSeal } from '../../dist/src/node/queue/seal.js';
import { models } from '../node/fixtures/toy.mjs';

const WORKER = fileURLToPath(new URL('../queue/fixtures/toy-queue-worker.mjs', import.meta.url));
const ORIGIN = { engine: '0.0.0-toy', answers: 'abc' };

function planOf(replicates) {
  const variant = (name) => ({ name, title: name, parameters: { walkers: 10, busy: 0, fault: 'none', once: '' }, policies: [] });
  const about = { title: '', description: '', source: '', model: 'toy', seed: 'bench', steps: 5, burnIn: 0, baseline: 'a' };
  const rest = { indicators: [], claims: [], budgetNeutral: [], smallestEffect: {} };
  const scenario = { name: 'bench', ...about, ...rest, replicates, variants: [variant('a'), variant('b')] };
  return planStudy({ scenario, models, engine: ORIGIN.engine });
}

async function throughput(address, plan, mostRuns) {
  const executor = await createQueueExecutor({
    address: readAddress({ text: address }),
    project: 'default',
    ...ORIGIN,
    study: 'bench',
    title: 'bench',
    lengthOf: (run) => layoutOfRun(plan, run).length,
    stored: () => undefined,
    onNote() {},
    ...(mostRuns !== undefined && { mostRuns }),
  });
  // Threads and connections are warm, and batches have found their size, before time is taken.
  await executor.execute(plan.runs.slice(0, 500), () => {});
  const began = performance.now();
  await executor.execute(plan.runs, () => {});
  const seconds = (performance.now() - began) / 1000;
  await executor.close();
  return plan.runs.length / seconds;
}

const found = findRedis();
if (found === undefined) {
  console.log(`there is no Redis server; ${HOW_TO_GET} brings one`);
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'trihelix-queue-bench-'));
const port = await new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port: free } = probe.address();
    probe.close(() => resolve(free));
  });
});
const words = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'yes'];
const server = spawn(found.program, words, { env: { ...process.env, ...found.env }, stdio: ['ignore', 'pipe', 'ignore'] });
await new Promise((resolve) => server.stdout.on('data', (part) => part.includes('Ready to accept') && resolve()));
const address = `redis://127.0.0.1:${port}`;
const workers = [0, 1].map(() => spawn(process.execPath, [WORKER, address, 'default'], { stdio: 'ignore' }));
try {
  console.log('\nthrough Redis with an append-only file, two workers of one thread each');
  const single = await throughput(address, planOf(2500), 1);
  console.log(`  one run a job      ${single.toFixed(0)} jobs/s   (asked: 500)`);
  console.log(`  runs put together  ${(await throughput(address, planOf(20_000))).toFixed(0)} runs/s`);
  const began = performance.now();
  const plan = planOf(50_000);
  const planned = performance.now();
  const seal = createSeal('secret');
  let bytes = 0;
  const head = { ...ORIGIN, study: 'bench', round: 0, alone: false };
  for (const run of plan.runs) bytes += sealJob({ ...head, runs: [run] }, seal).text.length;
  const made = performance.now();
  console.log(
    `  100,000 runs planned in ${((planned - began) / 1000).toFixed(1)} s, made into 100,000 sealed jobs in ${((made - planned) / 1000).toFixed(1)} s`,
  );
  console.log(`  ${(bytes / plan.runs.length).toFixed(0)} bytes a job of one run, as text`);
} finally {
  for (const worker of workers) worker.kill('SIGKILL');
  server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
