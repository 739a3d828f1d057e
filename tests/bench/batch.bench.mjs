/**
 * A batch of many small runs by the shipped command: what the engine costs beside the model, how large its owner grows, how
 * soon a killed batch computes again and what a kill costs. RUNS (default 20,000) sets the size, e.g.
 * `RUNS=1e5 npm run bench -- batch`, some minutes and two gigabytes in the system's temporary folder; with MODEL=trihelix a run is
 * six times as long and returns eighteen times as many numbers.
 *
 * The batch, the model alone and the batch that is killed again and again work by turns of a second, so that a machine which is
 * faster at times is as fast for all three. Costs are processor time, because others may share the machine; what is waited for is
 * by the clock. Linux only.
 *
 * Figures to reach with 10⁵ runs: 0.2 ms a run beside the model, 300 MB all the way, computing again within 5 s, a kill for 1 %;
 * for what a kill costs in batches of several lengths there is the bench `kill`.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Piscina } from 'piscina';
import { smallRuns } from './small-runs.mjs';
import { byTurns, killedStudy, study, sumOf, TURN, WORKERS } from './watch.mjs';

/** How often the batch is killed: the cost of one kill is lost in the differences between two processes. */
const KILLS = 10;
/** Runs that each thread computes at first, and at a time, where the model is measured alone. */
const WARM_UP = 2000;
const PORTION = 100;
const MODEL = process.env.MODEL ?? 'knowledge-barter';

async function bench(runs) {
  const folder = mkdtempSync(join(tmpdir(), 'trihelix-batch-'));
  try {
    mkdirSync(join(folder, 'scenarios'));
    const text = smallRuns(MODEL, runs);
    writeFileSync(join(folder, 'scenarios', 'batch.yaml'), text);
    const undisturbed = study(folder, 'batch', 'whole');
    const killed = killedStudy(folder, 'batch', 'killed', runs, KILLS);
    const alone = modelOnThreads(text, runs, () => undisturbed.seen.ended === undefined);
    await byTurns(undisturbed, alone, killed);
    const whole = undisturbed.seen;
    killed.mustEndIn(whole.hash);
    const model = alone.cost(whole.turns);
    const batch = whole.computing;
    print(`${runs} runs of ${(1000 * model).toFixed(2)} ms in the model ${MODEL}, on ${WORKERS} threads`);
    print(`planning and starting            ${seconds(whole.first)}`);
    print(`computing                        ${seconds(whole.stored - whole.first)}, ${batch.toFixed(1)} s of processor time`);
    print(`  all less the model             ${((1000 * batch) / runs - 1000 * model).toFixed(3)} ms a run`);
    print(`  owner of the results           ${((1000 * whole.ownerStored) / runs).toFixed(3)} ms a run`);
    print(`  handing runs to the threads    ${((1000 * whole.handing) / runs).toFixed(3)} ms a run`);
    print(
      `comparison, tables, summary      ${seconds(whole.ended - whole.stored)}, ${(whole.owner - whole.ownerStored).toFixed(1)} s of processor time`,
    );
    print(`largest owner while computing    ${whole.peakComputing.toFixed(0)} MB`);
    print(`largest owner at all             ${whole.peak.toFixed(0)} MB`);
    // In a short batch a part may have stored the runs of the next one too, which is then killed as it starts.
    const again = killed.seen.slice(1).filter(({ first }) => first !== undefined);
    const spent = sumOf(killed.seen, 'computing');
    const cost = (spent - batch) / KILLS;
    print(`killed ${KILLS} times; computing again after ${seconds(Math.max(...again.map(({ first }) => first)))} at most`);
    print(
      `processor time of all parts      ${spent.toFixed(1)} s against ${batch.toFixed(1)} s undisturbed: a kill costs ${cost.toFixed(2)} s, ${percent(cost / batch)}`,
    );
    print(`largest owner when it goes on    ${Math.max(...again.map(({ peak }) => peak)).toFixed(0)} MB`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Runs of that scenario when the compiler is warm, in turns, on as many threads at once as compute the batch, since processors
 * that work side by side are slower than one alone.
 */
function modelOnThreads(text, planned, wanted) {
  const threads = new Piscina({ filename: new URL('model-thread.mjs', import.meta.url).href, minThreads: WORKERS, maxThreads: WORKERS });
  const compute = (from, to) => Promise.all(Array.from({ length: WORKERS }, () => threads.run({ text, from, to })));
  const spent = [];
  let at = 0;
  return {
    async turn() {
      if (spent.length === 0) await compute(0, WARM_UP);
      const begun = process.cpuUsage();
      const until = performance.now() + TURN;
      let runs = 0;
      for (; performance.now() < until; runs += WORKERS * PORTION) {
        await compute(at, at + PORTION);
        at = (at + PORTION) % (planned - PORTION);
      }
      const { user, system } = process.cpuUsage(begun);
      spent.push({ seconds: (user + system) / 1e6, runs });
      if (!wanted()) await threads.destroy();
      return wanted();
    },
    /** Seconds of processor time of a run in its first turns. */
    cost: (turns) => sumOf(spent.slice(0, turns), 'seconds') / sumOf(spent.slice(0, turns), 'runs'),
  };
}

const print = (line) => console.log(`  ${line}`);
const seconds = (value) => `${value.toFixed(1)} s`;
const percent = (share) => `${(100 * share).toFixed(1)} %`;

await bench(Math.round(Number(process.env.RUNS ?? 20_000) / 2) * 2);
