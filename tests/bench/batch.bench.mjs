/**
 * A batch of many small runs by the shipped command: what the engine costs beside the model, how large its owner grows, how
 * soon a killed batch computes again and what the kill costs. RUNS (default 20,000) sets the size, e.g.
 * `RUNS=1e5 npm run bench -- batch`, some minutes and a gigabyte in the system's temporary folder; with MODEL=trihelix a run is
 * six times as long and returns eighteen times as many numbers.
 *
 * Figures to reach with 10⁵ runs: 0.2 ms a run beside the model, 300 MB all the way, computing again within 5 s; for what a kill
 * costs in batches of several lengths there is the bench `kill`. Costs are processor time, because others may share the machine; what
 * is waited for is by the clock. Linux only.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Piscina } from 'piscina';
import { planStudy } from '../../dist/src/experiment/plan.js';
import { readScenario } from '../../dist/src/experiment/scenario.js';
import { models } from '../../dist/src/models/index.js';
import { follow, WORKERS } from './watch.mjs';

/** Fifty organisations and two variants of each model. */
const WORLDS = {
  'knowledge-barter': `parameters: { organisations: 50 }
variants:
  ring: { parameters: { rewiring: 0 } }
  random: { parameters: { rewiring: 1 } }`,
  trihelix: `parameters: { firms: 44, universities: 4, regions: 2 }
variants:
  base: {}
  open: { parameters: { tie_learning: 0.1 } }`,
};
const MODEL = process.env.MODEL ?? 'knowledge-barter';

const textOf = (runs) => `title: Many small runs
model: ${MODEL}
seed: batch
steps: 20
burn_in: 0
replicates: ${runs / 2}
${WORLDS[MODEL]}
`;

async function bench(runs) {
  const folder = mkdtempSync(join(tmpdir(), 'trihelix-batch-'));
  try {
    mkdirSync(join(folder, 'scenarios'));
    writeFileSync(join(folder, 'scenarios', 'batch.yaml'), textOf(runs));
    const before = await modelCost();
    const whole = await follow(folder, 'batch', 'whole');
    const batch = whole.computing;
    const model = (before + (await modelCost())) / 2;
    print(`${runs} runs of ${(1000 * model).toFixed(2)} ms in the model ${MODEL}, on ${WORKERS} threads`);
    print(`planning and starting            ${seconds(whole.first)}`);
    print(`computing                        ${seconds(whole.stored - whole.first)}, ${batch.toFixed(1)} s of processor time`);
    print(`  owner of the results           ${((1000 * whole.ownerStored) / runs).toFixed(3)} ms a run`);
    print(`  handing runs to the threads    ${((1000 * whole.handing) / runs).toFixed(3)} ms a run`);
    print(
      `  all less the model             ${(1000 * (batch / runs - model)).toFixed(3)} ms a run, a difference of times some minutes apart`,
    );
    print(
      `comparison, tables, summary      ${seconds(whole.ended - whole.stored)}, ${(whole.owner - whole.ownerStored).toFixed(1)} s of processor time`,
    );
    print(`largest owner while computing    ${whole.peakComputing.toFixed(0)} MB`);
    print(`largest owner at all             ${whole.peak.toFixed(0)} MB`);
    const first = await follow(folder, 'batch', 'killed', runs / 2);
    const second = await follow(folder, 'batch', 'killed');
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

/**
 * Seconds of processor time of a run when the compiler is warm, on as many threads at once as compute the batch, since
 * processors that work side by side are slower than one alone.
 */
async function modelCost() {
  const reading = await readScenario({ path: 'batch.yaml', text: textOf(10_000), models, readText: () => '' });
  const { runs } = planStudy({ scenario: reading.scenario, models, engine: '0' });
  const threads = new Piscina({ filename: new URL('model-thread.mjs', import.meta.url).href, minThreads: WORKERS, maxThreads: WORKERS });
  const compute = (from, to) => {
    const share = (to - from) / WORKERS;
    return Promise.all(Array.from({ length: WORKERS }, (_, w) => threads.run(runs.slice(from + w * share, from + (w + 1) * share))));
  };
  await compute(0, 4000);
  const before = process.cpuUsage();
  await compute(4000, 10_000);
  const { user, system } = process.cpuUsage(before);
  await threads.destroy();
  return (user + system) / 1e6 / 6000;
}

const print = (line) => console.log(`  ${line}`);
const seconds = (value) => `${value.toFixed(1)} s`;
const percent = (share) => `${(100 * share).toFixed(1)} %`;

await bench(Math.round(Number(process.env.RUNS ?? 20_000) / 2) * 2);
