/** A thread's whole work: takes a batch of runs, says which one it is at, hands the values back without copying. */
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { executeRun } from '../src/experiment/run.js';
import type { Run } from '../src/experiment/study.js';
import { models } from '../src/models/index.js';

export default function simulate({ runs, progress }: { runs: readonly Run[]; progress: Int32Array }): unknown {
  const outcomes = runs.map((run, position) => {
    Atomics.store(progress, 0, position + 1);
    return executeRun(run, models, { now: () => performance.now() });
  });
  const buffers = outcomes.flatMap((outcome) => (outcome.status === 'done' ? [outcome.values.buffer] : []));
  return move({ [transferableSymbol]: buffers, [valueSymbol]: outcomes } as never);
}
