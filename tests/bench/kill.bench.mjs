/**
 * What it costs to kill a batch and to go on with it: a fixed time, or a share of the batch? Batches of several lengths are
 * computed undisturbed and, by turns, killed five times; `KILLS=30,120,300 npm run bench -- kill` names their seconds of
 * processor time (default 10 and 40, which is two minutes in all on two processors). To reach: 1 % of the batch for one kill.
 *
 * The cost is made of what is done before runs are computed again, and of the rest: runs in flight at the kill, and new threads
 * whose compiler is cold. Costs are processor time, because others may share the machine. Linux only.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planStudy } from '../../dist/src/experiment/plan.js';
import { executeRun } from '../../dist/src/experiment/run.js';
import { readScenario } from '../../dist/src/experiment/scenario.js';
import { models } from '../../dist/src/models/index.js';
import { byTurns, killedStudy, study, sumOf, WORKERS } from './watch.mjs';

const RUNS = 4000;
/** How often each batch is killed: the cost of one kill is lost in the differences between two processes. */
const TIMES = 5;
/** Runs of the night that the share is stated for, and the study whose runs they are. */
const NIGHT = 100_000;
const NIGHTLY = 'golden-rule';

const textOf = (steps) => `title: A batch that is killed
model: knowledge-barter
seed: kill
steps: ${steps}
burn_in: 0
replicates: ${RUNS / 2}
parameters: { organisations: 100 }
variants:
  ring: { parameters: { rewiring: 0 } }
  random: { parameters: { rewiring: 1 } }
`;

async function bench(lengths) {
  const folder = mkdtempSync(join(tmpdir(), 'trihelix-kill-'));
  mkdirSync(join(folder, 'scenarios'));
  try {
    const step = (await costOf({ path: 'kill.yaml', text: textOf(100) }, 400)) / 100;
    const costs = [];
    for (const length of lengths) costs.push(await costOfKill(folder, Math.max(10, Math.round(length / RUNS / step))));
    const fixed = Math.max(...costs);
    print(
      `the dearest kill took ${seconds(fixed)}: below 1 % of every batch that takes more than ${seconds(100 * fixed)} of processor time,`,
    );
    print(`which is ${seconds((100 * fixed) / WORKERS)} on ${WORKERS} processors`);
    const path = new URL(`../../scenarios/${NIGHTLY}.yaml`, import.meta.url);
    const night = NIGHT * (await costOf({ path: `${NIGHTLY}.yaml`, text: readFileSync(path, 'utf8') }, 20));
    print(
      `a night of ${NIGHT} runs of ${NIGHTLY}, ${(night / 3600 / WORKERS).toFixed(1)} h on ${WORKERS} processors: ${((100 * fixed) / night).toFixed(3)} %`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A batch undisturbed and the same killed after equal parts. @returns seconds of processor time that the kill cost */
async function costOfKill(folder, steps) {
  const name = `steps-${steps}`;
  writeFileSync(join(folder, 'scenarios', `${name}.yaml`), textOf(steps));
  const undisturbed = study(folder, name, 'whole');
  const killed = killedStudy(folder, name, 'killed', RUNS, TIMES);
  await byTurns(undisturbed, killed);
  const whole = undisturbed.seen;
  killed.mustEndIn(whole.hash);
  const cost = (sumOf(killed.seen, 'computing') - whole.computing) / TIMES;
  const starting = (sumOf(killed.seen, 'starting') - whole.starting) / TIMES;
  print(
    `${seconds(whole.computing)} undisturbed: a kill cost ${seconds(cost)} (${((100 * cost) / whole.computing).toFixed(1)} %), of which ${seconds(starting)} until runs were stored again; by the clock ${seconds(whole.stored)} undisturbed, ${seconds(sumOf(killed.seen, 'stored'))} killed ${TIMES} times`,
  );
  for (const out of ['whole', 'killed']) rmSync(join(folder, out), { recursive: true, force: true });
  return cost;
}

/** Seconds of processor time of a run of a scenario, in this thread, when the compiler is warm. */
async function costOf({ path, text }, count) {
  const reading = await readScenario({ path, text, models, readText: () => '' });
  const runs = planStudy({ scenario: reading.scenario, models, engine: '0' }).runs.slice(0, 2 * count);
  for (const run of runs.slice(0, count)) executeRun(run, models);
  const before = process.cpuUsage();
  for (const run of runs.slice(count)) executeRun(run, models);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6 / (runs.length - count);
}

const print = (line) => console.log(`  ${line}`);
const seconds = (value) => `${value.toFixed(1)} s`;

await bench((process.env.KILLS ?? '10,40').split(',').map(Number));
