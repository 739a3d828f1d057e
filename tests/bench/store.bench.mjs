/**
 * A store of many metric rows: how fast it is loaded from the journal, how large it is, how fast it answers. Figures to reach
 * with 10⁸ rows: 1 million rows a second, 1.2 GB, open in 1 s, main query in 15 s with 2 GB, one run in 50 ms.
 *
 * ROWS (default two million, a few seconds) sets the size, e.g. `ROWS=1e8 npm run bench -- store`, about three minutes and 2 GB
 * of disk in the system's temporary folder; SECONDS (default 600) ends it wherever it is. Times are those of the processor,
 * because others may share the machine; all of this runs on one thread.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { planStudy } from '../../dist/src/experiment/plan.js';
import { askStore } from '../../dist/src/node/query.js';
import { openStudy, readStudy } from '../../dist/src/node/result-folder.js';
import { ensureStore, readProvenance } from '../../dist/src/node/store.js';

const STEPS = 200;
const METRICS = 50;

async function bench(rows, seconds) {
  const runs = Math.max(2, Math.round(rows / STEPS / METRICS / 2) * 2);
  const folder = mkdtempSync(join(tmpdir(), 'trihelix-store-bench-'));
  const end = setTimeout(() => {
    rmSync(folder, { recursive: true, force: true });
    console.log(`stopped after ${seconds} s`);
    process.exit(1);
  }, seconds * 1000);
  try {
    const plan = planOf(runs);
    await timed('write the journal', () => fill(folder, plan));
    const size = (pattern) =>
      readdirSync(folder).reduce((sum, name) => sum + (pattern.test(name) ? statSync(join(folder, name)).size : 0), 0);
    console.log(`journal of ${runs} runs: ${megabytes(size(/^journal/))}`);
    const request = { folder, plan, model: MODEL, study: () => readStudy(folder), compare: () => [] };
    const spent = await timed('load the store', () => ensureStore(request));
    const values = runs * STEPS * METRICS;
    console.log(
      `${(values / spent / 1000).toFixed(2)} million rows/s; store of ${megabytes(size(/^store/))}, ${(size(/^store/) / values).toFixed(2)} bytes a row`,
    );
    console.log(`largest memory while loading: ${megabytes(process.resourceUsage().maxRSS * 1024)}`);
    await timed('find it up to date', () => ensureStore(request));
    spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--ask', join(folder, 'store.duckdb'), String(runs)], {
      stdio: 'inherit',
    });
  } finally {
    clearTimeout(end);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In a process of its own, so that its memory is that of the queries. */
async function ask(path, runs) {
  await timed('open', () => readProvenance(path));
  const queries = {
    'mean by metric and step': 'select metric, step, avg(value) from series group by all',
    'mean, deviation, 5 % and 95 % by metric and step':
      'select metric, step, avg(value), stddev(value), quantile_cont(value, [0.05, 0.95]) from series group by all',
    'one metric by variant and step': "select variant, step, avg(value), stddev(value) from series where metric = 'metric_7' group by all",
    'rows of one run': `select step, metric, value from series where run_id = ${runs >> 1}`,
    'nothing: what opening and checking take': 'select 1',
  };
  for (const [name, sql] of Object.entries(queries)) {
    let rows = 0;
    await timed(name, () =>
      askStore(path, sql, { milliseconds: 300_000, memory: '2GB', tables: [], signal: new AbortController().signal }, async (selection) => {
        for await (const chunk of selection.chunks()) rows += chunk.length;
      }),
    );
    console.log(`  ${rows} rows; largest memory so far ${megabytes(process.resourceUsage().maxRSS * 1024)}`);
  }
}

/** As much of a model as plans and tables need. */
const text = { en: 'made up', ru: 'выдумано' };
const MODEL = {
  name: 'bench',
  version: '1',
  parameters: {},
  metrics: Array.from({ length: METRICS }, (_, m) => ({
    name: `metric_${m}`,
    when: 'step',
    unit: '-',
    kind: 'index',
    better: 'neither',
    group: '-',
    title: text,
    text,
  })),
  matrices: [],
  evaluations: [],
  policies: [],
};

function planOf(runs) {
  const variants = ['one', 'two'].map((name) => ({ name, title: name, parameters: {}, policies: [] }));
  const scenario = {
    name: 'bench',
    title: 'Bench',
    model: 'bench',
    seed: 'bench',
    steps: STEPS,
    burnIn: 0,
    replicates: runs / 2,
    variants,
    indicators: [],
  };
  return planStudy({ scenario, models: [MODEL], engine: '0' });
}

/** Numbers without any pattern that a compression could use, as those of a simulation are. */
async function fill(folder, plan) {
  const study = await openStudy({ folder, plan });
  let state = 1;
  let waiting = [];
  for (const { id } of study.pending) {
    const values = new Float64Array(STEPS * METRICS + METRICS);
    for (let v = 0; v < values.length; v++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      values[v] = state / 4294967296 + (state % 977) * 1e-13;
    }
    waiting.push(study.keep({ id, status: 'done', values, milliseconds: 1 }));
    if (waiting.length < 100) continue;
    await Promise.all(waiting);
    waiting = [];
  }
  await Promise.all(waiting);
  await study.close();
}

async function timed(name, work) {
  const began = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  const spent = (user + system) / 1000;
  console.log(`${name}: ${duration(spent)} of processor time (${duration(performance.now() - began)} by the clock)`);
  return spent;
}

function duration(milliseconds) {
  return milliseconds < 2000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

if (process.argv[2] === '--ask') await ask(process.argv[3], Number(process.argv[4]));
else await bench(Number(process.env.ROWS ?? 2e6), Number(process.env.SECONDS ?? 600));
