/** A run once more, for a look into its world at one step; its numbers must be those that were stored. */
import { UserError } from '../core/errors.js';
import type { AnyModel, Snapshot } from '../core/model.js';
import { createSimulation } from '../core/simulate.js';
import { modelOf, simulationInput } from './run.js';
import type { Run, RunOutcome } from './study.js';

/** The rows of a world: which run, and after which step (from 0). */
export interface WorldRows {
  readonly run: Run;
  readonly step: number;
  readonly snapshots: readonly Snapshot[];
}

/**
 * Replays a run to its end and keeps the rows of its world after a step.
 * @param step from 0; without it the last
 * @param stored the outcome that the replay must agree with
 * @throws UserError for a step that the run has not, a failed run, or other numbers than the stored ones
 */
export function replayRun(run: Run, models: readonly AnyModel[], stored: RunOutcome | undefined, step = run.steps - 1): WorldRows {
  const which = `run ${run.id} (variant ${run.variant}, replicate ${run.replicate})`;
  if (stored?.status !== 'done') throw new UserError(`${which} is not done, so there is no world to look into`);
  if (step >= run.steps) throw new UserError(`${which} has ${run.steps} steps, counted from 0`, `the last one is ${run.steps - 1}`);
  const model = modelOf(models, run.model);
  const simulation = createSimulation(model, simulationInput(run, models));
  let snapshots: readonly Snapshot[] = [];
  for (let t = 0; t < run.steps; t++) {
    simulation.advance();
    if (t === step) snapshots = model.snapshots(simulation.world).map(copyOf);
  }
  const { figuresAt, stepMetrics } = simulation.layout;
  const values = simulation.finish();
  for (let v = 0; v < figuresAt; v++)
    if (!Object.is(values[v], stored.values[v]))
      throw new UserError(
        `computed again, ${which} gives another ${stepMetrics[v % stepMetrics.length]} in step ${Math.floor(v / stepMetrics.length)} than is stored`,
        'the study was computed by another version of the program: compute it anew with --fresh',
      );
  return { run, step, snapshots };
}

/** Columns that are views of the world's own arrays would change with it. */
function copyOf(snapshot: Snapshot): Snapshot {
  const columns = Object.entries(snapshot.columns).map(([name, column]) => [name, Array.from<number | string>(column)] as const);
  return { ...snapshot, columns: Object.fromEntries(columns) as Snapshot['columns'] };
}
