/** P3: generated scenarios in both models give the same bytes on 1, 2 and 5 threads, in any order, and in shards. */

import { runHash } from '../../../dist/src/experiment/hashes.js';
import { planStudy } from '../../../dist/src/experiment/plan.js';
import { executeRun } from '../../../dist/src/experiment/run.js';
import { readScenario } from '../../../dist/src/experiment/scenario.js';
import { models } from '../../../dist/src/models/index.js';
import { createPool } from '../../../dist/src/node/pool.js';
import { createDraw } from './bench.mjs';

export const promise = 'Same scenario, same seed, same engine version: the same bytes.';

export async function prove({ release, seed, until }) {
  const draw = createDraw(seed);
  const runs = [];
  const inline = [];
  // A fifth of the time for the runs themselves, so that all thread counts have theirs.
  for (let n = 0; n < (release ? 1000 : 40) && !until(0.2); n++) {
    for (const run of await generated(n, draw)) {
      runs.push({ ...run, id: runs.length });
      inline.push(hashOf(executeRun(run, models)));
    }
  }
  const failed = [];
  let tried = 0;
  for (const workers of release ? [1, 2, 3, 8] : [1, 2, 5]) {
    const pool = createPool({
      worker: new URL('../../../dist/vendor/simulate-node.js', import.meta.url),
      child: new URL('../../../dist/src/node/pool-child.js', import.meta.url),
      workers,
    });
    const shuffled = runs
      .map((run) => [draw(2 ** 30), run])
      .sort(([a], [b]) => a - b)
      .map(([, run]) => run);
    await pool.execute(shuffled, (outcome) => {
      tried++;
      if (hashOf(outcome) !== inline[outcome.id]) failed.push(`run ${outcome.id} (${runs[outcome.id].model}) on ${workers} threads`);
    });
    await pool.close();
  }
  if (new Set(inline).size !== inline.length) failed.push('two different runs have the same numbers');
  return { tried, what: 'comparisons of a run with itself', failed };
}

const hashOf = (outcome) => (outcome.status === 'done' ? runHash(outcome) : `failed ${outcome.failure.message}`);

/** A small scenario with drawn settings, every other one in the larger model with an instrument. */
async function generated(n, draw) {
  const trihelix = `parameters: { firms: ${20 + draw(60)}, universities: ${1 + draw(5)}, regions: ${1 + draw(4)}, industries: ${1 + draw(4)} }
policy: { ${['rd_subsidy', 'matchmaking', 'tax_credit', 'training'][draw(4)]}: { budget: ${1000 * draw(500)} } }\n`;
  const barter = `model: knowledge-barter\nparameters: { organisations: ${20 + draw(80)}, rewiring: ${draw(100) / 100} }\n`;
  const text = `title: x\nseed: generated-${n}\nsteps: ${3 + draw(8)}\nburn_in: ${draw(3)}\nreplicates: 2\n${n % 2 === 0 ? barter : trihelix}`;
  const reading = await readScenario({ path: 'x.yaml', text, models, readText: () => '' });
  if (!reading.ok) throw new Error(`generated scenario ${n}: ${reading.problems[0].problem}`);
  return planStudy({ scenario: reading.scenario, models, engine: '0' }).runs;
}
