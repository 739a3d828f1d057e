/** Recorded runs of the small ecosystem for the tests of the trace. */
import type { Replay } from '../../../../src/core/trace.js';
import type { Parameters } from '../../../../src/models/trihelix/parameters/index.js';
import { type Recording, record } from '../../../../src/models/trihelix/trace/recording.js';
import type { TrihelixWorld } from '../../../../src/models/trihelix/world.js';
import { type RunOptions, simulationOf } from '../tiny-world.js';

/** A replay of a run; `values` holds its result once it was watched. */
export interface Watched {
  readonly replay: Replay<TrihelixWorld>;
  values: Float64Array;
}

export function watched(values: Parameters, options: RunOptions = {}): Watched {
  const run: Watched = {
    values: new Float64Array(0),
    replay(watch) {
      const simulation = simulationOf(values, { ...options, afterPhase: (phase) => watch(phase, simulation.world) });
      watch('start', simulation.world);
      for (let t = 0; t < (options.steps ?? 12); t++) simulation.advance();
      run.values = simulation.finish();
    },
  };
  return run;
}

export function recordedOf(values: Parameters, options: RunOptions = {}): Recording {
  return record(watched(values, options).replay);
}
