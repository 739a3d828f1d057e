/**
 * Results in the layouts of Mesa: the rows of `batch_run` with `data_collection_period=1`, and the two frames of a
 * DataCollector. `Step` counts from 0, as the first row that a DataCollector keeps.
 */
import { layoutOfRun } from '../../experiment/plan.js';
import type { WorldRows } from '../../experiment/replay.js';
import type { Results, Run } from '../../experiment/study.js';
import { csvLine } from '../../experiment/tables/csv.js';
import type { Cell } from '../../experiment/tables/table.js';
import { variedColumns } from '../../experiment/tables/varied.js';
import { cellsOf } from '../../experiment/tables/world-tables.js';

/** One row per run and step: RunId, iteration, Step, settings, metrics. Failed runs are left out. */
export function* mesaBatchRun(results: Results): Generator<string> {
  const { plan } = results;
  const metrics = Object.values(plan.layouts)[0]?.stepMetrics ?? [];
  const before = ['RunId', 'iteration', 'Step', 'variant', 'seed'];
  const varied = variedColumns(plan, [...before, ...metrics]);
  yield csvLine([...before, ...varied.map(({ name }) => name), ...metrics]);
  for (const id of results.ids) {
    const outcome = results.outcome(id);
    if (outcome?.status !== 'done') continue;
    const run = plan.runs[id] as Run;
    const settings = [run.variant, run.seed, ...varied.map(({ of }) => of(run))];
    const { steps } = layoutOfRun(plan, run);
    for (let t = 0; t < steps; t++)
      yield csvLine([id, run.replicate, t, ...settings, ...outcome.values.subarray(t * metrics.length, (t + 1) * metrics.length)]);
  }
}

/** As `get_model_vars_dataframe().to_csv()`: a nameless column of steps, then the metrics, of one run. */
export function* mesaModelVars(results: Results, run: Run): Generator<string> {
  const { steps, stepMetrics } = layoutOfRun(results.plan, run);
  const outcome = results.outcome(run.id);
  yield csvLine(['', ...stepMetrics]);
  if (outcome?.status !== 'done') return;
  for (let t = 0; t < steps; t++) yield csvLine([t, ...outcome.values.subarray(t * stepMetrics.length, (t + 1) * stepMetrics.length)]);
}

/** As `get_agent_vars_dataframe().to_csv()`: Step, AgentID, then the columns of the organisations of a world. */
export function* mesaAgentVars({ step, snapshots }: WorldRows): Generator<string> {
  const organisations = snapshots.find(({ name }) => name === 'organisations');
  if (organisations === undefined) return;
  const names = Object.keys(organisations.columns).filter((name) => name !== 'id');
  const columns = names.map((name) => cellsOf(organisations, name));
  const ids = cellsOf(organisations, 'id');
  const count = Math.max(0, ids.length, ...columns.map((column) => column.length));
  yield csvLine(['Step', 'AgentID', ...names]);
  for (let row = 0; row < count; row++) yield csvLine([step, ids[row] ?? row, ...columns.map((column): Cell => column[row])]);
}
