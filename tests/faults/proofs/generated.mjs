/**
 * Runs of generated scenarios in both models. `node tests/faults/proofs/generated.mjs 7 100` prints the hashes of those of the first
 * hundred scenarios of seed 7, so that one Node can be compared with another.
 */
import { pathToFileURL } from 'node:url';
import { runHash } from '../../../dist/src/experiment/hashes.js';
import { planStudy } from '../../../dist/src/experiment/plan.js';
import { executeRun } from '../../../dist/src/experiment/run.js';
import { readScenario } from '../../../dist/src/experiment/scenario.js';
import { models } from '../../../dist/src/models/index.js';
import { createDraw } from './bench.mjs';

/** Runs of each scenario. */
export const RUNS = 3;

/** Runs of the n-th scenario with settings that are drawn; every other one in the larger model with an instrument. */
export async function generatedRuns(n, draw) {
  const trihelix = `parameters: { firms: ${20 + draw(60)}, universities: ${1 + draw(5)}, regions: ${1 + draw(4)}, industries: ${1 + draw(4)} }
policy: { ${['rd_subsidy', 'matchmaking', 'tax_credit', 'training'][draw(4)]}: { budget: ${1000 * draw(500)} } }\n`;
  const barter = `model: knowledge-barter\nparameters: { organisations: ${20 + draw(80)}, rewiring: ${draw(100) / 100} }\n`;
  const text = `title: x\nseed: generated-${n}\nsteps: ${3 + draw(8)}\nburn_in: ${draw(3)}\nreplicates: ${RUNS}\n${n % 2 === 0 ? barter : trihelix}`;
  const reading = await readScenario({ path: 'x.yaml', text, models, readText: () => '' });
  if (!reading.ok) throw new Error(`generated scenario ${n}: ${reading.problems[0].problem}`);
  return planStudy({ scenario: reading.scenario, models, engine: '0' }).runs;
}

/** What must be equal wherever a run is computed. */
export const hashOf = (outcome) => (outcome.status === 'done' ? runHash(outcome) : `failed ${outcome.failure.message}`);

/** The same of a run that is computed here. */
export const hashHere = (run) => hashOf(executeRun(run, models));

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [seed, count] = process.argv.slice(2).map(Number);
  const draw = createDraw(seed);
  const hashes = [];
  for (let n = 0; n < count; n++) hashes.push(...(await generatedRuns(n, draw)).map(hashHere));
  console.log(JSON.stringify(hashes));
}
