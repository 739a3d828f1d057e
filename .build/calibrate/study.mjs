/** What both calibrations share: a scenario's variant as it is on disk, a run of it under other values, evidence, tables. */
import { readFileSync } from 'node:fs';
import { planStudy } from '../../dist/src/experiment/plan.js';
import { modelOf, simulationInput } from '../../dist/src/experiment/run.js';
import { readScenario } from '../../dist/src/experiment/scenario.js';
import { createBench, createSimulation } from '../../dist/src/index.js';
import { models } from '../../dist/src/models/index.js';
import { placeOf } from '../../dist/src/node/index.js';
import { place } from '../tools.mjs';

/** Runs of one variant of a shipped scenario, by replicate, under a seed of the calibration's own. */
export async function runsOf(name, variant, { seed, replicates, overrides = [] }) {
  const { path, root, readText } = placeOf(place('scenarios', `${name}.yaml`));
  const words = [...overrides, `seed=${seed}`, `replicates=${replicates}`];
  const reading = await readScenario({ path, root, text: readText(path), models, readText, overrides: words });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const plan = planStudy({ scenario: reading.scenario, models, engine: 'calibration' });
  const runs = plan.runs.filter((run) => run.variant === variant);
  if (runs.length !== replicates) throw new Error(`${name} has ${runs.length} runs of ${variant}, not ${replicates}`);
  return runs;
}

/** The world after the last step of a run. */
export function worldAfter(run) {
  const simulation = createSimulation(modelOf(models, run.model), simulationInput(run, models));
  for (let t = 0; t < run.steps; t++) simulation.advance();
  return simulation.world;
}

/** The measures of one evaluation of a run, in their order; NaN where there is none. */
export function measuresOf(run, name) {
  const model = modelOf(models, run.model);
  const evaluation = model.evaluations.find((candidate) => candidate.name === name);
  const out = new Float64Array(evaluation.measures.length).fill(Number.NaN);
  evaluation.evaluate(createBench(model, simulationInput(run, models)), out);
  return out;
}

/** Rows of an evidence file as objects by column; empty cells are undefined. */
export function evidence(file) {
  const [head, ...rows] = readFileSync(place('docs/evidence', file), 'utf8').trim().split(/\r?\n/);
  const columns = head.split(',');
  return rows.map((row) => {
    const cells = row.split(',');
    return Object.fromEntries(columns.map((column, n) => [column, cells[n] === '' ? undefined : cells[n]]));
  });
}

export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Rows as a Markdown table. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
