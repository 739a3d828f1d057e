/**
 * P3: generated scenarios in both models give the same bytes on several threads and in any order; before a version also under
 * the other versions of Node, and the first hundred under all that are built for Arm.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { armNode, MAJORS, otherNode } from '../../../.build/nodes.mjs';
import { createPool } from '../../../dist/src/node/pool.js';
import { createDraw } from './bench.mjs';
import { generatedRuns, hashHere, hashOf, RUNS } from './generated.mjs';

export const promise = 'Same scenario, same seed, same engine version: the same bytes.';

/** Scenarios of which an emulated Arm computes the runs: it takes ten times as long. */
const ON_ARM = 100;

export async function prove({ release, seed, until }) {
  const draw = createDraw(seed);
  const runs = [];
  const inline = [];
  let scenarios = 0;
  // A fifth of the time for the runs themselves, so that all thread counts have theirs.
  for (; scenarios < (release ? 1000 : 40) && !until(0.2); scenarios++) {
    for (const run of await generatedRuns(scenarios, draw)) {
      runs.push({ ...run, id: runs.length });
      inline.push(hashHere(run));
    }
  }
  const failed = [];
  let tried = 0;
  const compare = (id, hash, where) => {
    tried++;
    if (hash !== inline[id]) failed.push(`run ${id} (${runs[id].model}) ${where}`);
  };
  for (const workers of release ? [1, 2, 3, 8] : [1, 2, 5]) await computeShuffled(workers, runs, draw, compare);
  const others = release ? await otherNodes(scenarios) : [];
  for (const { name, program, count } of others) {
    const hashes = await hashesUnder(program, seed, count);
    for (let id = 0; id < RUNS * count; id++) compare(id, hashes[id], `under Node ${name}`);
  }
  if (new Set(inline).size !== inline.length) failed.push('two different runs have the same numbers');
  const where = others.length === 0 ? '' : `, on threads and under Node ${others.map(({ name }) => name).join(', ')}`;
  return { tried, what: `comparisons of a run with itself${where}`, failed };
}

async function computeShuffled(workers, runs, draw, compare) {
  const pool = createPool({
    worker: new URL('../../../dist/vendor/simulate-node.js', import.meta.url),
    child: new URL('../../../dist/src/node/pool-child.js', import.meta.url),
    workers,
  });
  const shuffled = runs
    .map((run) => [draw(2 ** 30), run])
    .sort(([a], [b]) => a - b)
    .map(([, run]) => run);
  await pool.execute(shuffled, (outcome) => compare(outcome.id, hashOf(outcome), `on ${workers} threads`));
  await pool.close();
}

/** The Nodes that can be had beside this one, and for how many scenarios each has the time. */
async function otherNodes(scenarios) {
  const others = [];
  for (const major of MAJORS.filter((each) => !process.versions.node.startsWith(`${each}.`)))
    others.push({ name: major, program: await otherNode(major), count: scenarios });
  // The emulator is one for Linux.
  if (process.platform === 'linux' && process.arch === 'x64')
    for (const major of MAJORS) others.push({ name: `${major} on Arm`, program: await armNode(major), count: Math.min(ON_ARM, scenarios) });
  return others.filter(({ program }) => program !== undefined);
}

async function hashesUnder([program, ...words], seed, count) {
  const script = fileURLToPath(new URL('generated.mjs', import.meta.url));
  const { stdout } = await promisify(execFile)(program, [...words, script, String(seed), String(count)], { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout);
}
