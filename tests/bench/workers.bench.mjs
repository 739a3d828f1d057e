/** Two threads against one on independent replicates of the reference run, in turn; and the start of the command. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { planStudy } from '../../dist/src/experiment/plan.js';
import { readScenario } from '../../dist/src/experiment/scenario.js';
import { models } from '../../dist/src/models/index.js';
import { createPool } from '../../dist/src/node/index.js';

const ROUNDS = 5;
const REPLICATES = 48;
const root = new URL('../../', import.meta.url);
const path = fileURLToPath(new URL('scenarios/baseline.yaml', root));
const readText = (file) => readFileSync(file, 'utf8');
const { scenario, points } = await readScenario({ path, text: readText(path), models, readText, overrides: [`replicates=${REPLICATES}`] });
const { runs } = planStudy({ scenario, points, models, engine: 'bench' });
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

const pools = new Map(
  [1, 2].map((workers) => [
    workers,
    createPool({ worker: new URL('dist/vendor/simulate-node.js', root), child: new URL('dist/src/node/pool-child.js', root), workers }),
  ]),
);
const times = new Map([1, 2].map((workers) => [workers, []]));
for (let round = 0; round <= ROUNDS; round++) {
  for (const [workers, pool] of pools) {
    const begin = performance.now();
    await pool.execute(runs, () => {});
    if (round > 0) times.get(workers).push(performance.now() - begin);
  }
}
for (const pool of pools.values()) await pool.close();
const ratios = times.get(1).map((one, round) => one / times.get(2)[round]);
console.log(`\n${REPLICATES} reference runs, median of ${ROUNDS} rounds in turn`);
console.log(
  `  one thread  ${median(times.get(1)).toFixed(0)} ms\n  two threads ${median(times.get(2)).toFixed(0)} ms\n  ratio       ${median(ratios).toFixed(2)}`,
);

const main = fileURLToPath(new URL('dist/src/cli/main.js', root));
const starts = Array.from({ length: 11 }, () => {
  const begin = performance.now();
  execFileSync(process.execPath, [main, '--version']);
  return performance.now() - begin;
});
console.log(`\ntrihelix --version: median of 11 ${median(starts).toFixed(0)} ms`);
