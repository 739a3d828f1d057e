/** Where two runs part: step, column and row, also against a record from elsewhere. */
import { expect, test } from 'vitest';
import { createSimulation } from '../../src/core/simulate.js';
import { planStudy } from '../../src/experiment/plan.js';
import { simulationInput } from '../../src/experiment/run.js';
import { readScenario } from '../../src/experiment/scenario.js';
import { firstDivergence, recordDifference, recordStates, stateColumns } from '../../src/experiment/state.js';
import type { Run } from '../../src/experiment/study.js';
import { models } from '../../src/models/index.js';

async function runsOf(text: string): Promise<readonly Run[]> {
  const reading = await readScenario({ path: 'x.yaml', text, models, readText: () => '' });
  if (!reading.ok) throw new Error(reading.problems[0]?.problem);
  return planStudy({ scenario: reading.scenario, models, engine: '0' }).runs;
}

const SMALL = 'parameters: { firms: 40, universities: 4, regions: 2, industries: 2 }\n';
const TWO = `title: x\nseed: s\nsteps: 8\nburn_in: 2\nreplicates: 2\n${SMALL}variants:\n  nothing: {}\n  late: { policy: { rd_subsidy: { budget: { value: 100000, from: 3 } } } }\n`;

test('a run and itself never part', async () => {
  const [run] = (await runsOf(TWO)) as [Run];
  expect(firstDivergence(run, run, models)).toBeUndefined();
  expect(recordDifference(recordStates(run, models), recordStates(run, models))).toBeUndefined();
});

test('a policy that begins later parts two variants at that step and not before', async () => {
  const [nothing, late] = (await runsOf(TWO)) as [Run, Run];
  const found = firstDivergence(nothing, late, models);
  expect(found?.step).toBe(3);
  expect(found?.column).toMatch(/^[a-zA-Z.]+/);
  expect(recordDifference(recordStates(nothing, models), recordStates(late, models))?.step).toBe(found?.step);
});

test('two replicates differ in the world they begin with', async () => {
  const [first, , second] = (await runsOf(TWO)) as [Run, Run, Run];
  expect(firstDivergence(first, second, models)?.step).toBe(-1);
});

test('a single changed number of an organisation is named by column and row', async () => {
  const [run] = (await runsOf(`title: x\nmodel: knowledge-barter\nseed: s\nsteps: 3\n`)) as [Run];
  const model = models.find(({ name }) => name === 'knowledge-barter') as (typeof models)[number];
  const columns = stateColumns(createSimulation(model, simulationInput(run, models)).world);
  expect(columns.some(({ rows, values }) => rows > 0 && values.length >= rows)).toBe(true);
  expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
  const record = recordStates(run, models);
  const forged = record.map((step, n) => (n === 2 ? { ...step, [columns[0]?.name as string]: 'other' } : step));
  expect(recordDifference(record, forged)).toEqual({ step: 1, column: columns[0]?.name });
});
