/** A run once more, watched: the same numbers as without, and a trace of how they came about. */
import { UserError } from '../core/errors.js';
import type { AnyModel } from '../core/model.js';
import { createSimulation } from '../core/simulate.js';
import type { Trace } from '../core/trace.js';
import { modelOf, simulationInput } from './run.js';
import type { Run } from './study.js';

export interface TracedRun {
  readonly trace: Trace;
  /** The run's result, equal to that of an untraced run. */
  readonly values: Float64Array;
}

/** Replays a run. @throws UserError when its model keeps no trace; whatever the run itself throws */
export function traceRun(run: Run, models: readonly AnyModel[]): TracedRun {
  const model = modelOf(models, run.model);
  if (model.trace === undefined) {
    const able = models.filter((candidate) => candidate.trace !== undefined).map(({ name }) => name);
    throw new UserError(`the model ${model.name} has no trace`, `models that have one: ${able.join(', ') || 'none'}`);
  }
  let values: Float64Array = new Float64Array(0);
  const trace = model.trace((watch) => {
    const input = { ...simulationInput(run, models), afterPhase: (phase: string) => watch(phase, simulation.world) };
    const simulation = createSimulation(model, input);
    watch('start', simulation.world);
    for (let t = 0; t < run.steps; t++) simulation.advance();
    values = simulation.finish();
  });
  return { trace, values };
}
