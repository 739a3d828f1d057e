/** A thread's whole work: takes a batch of runs, says which one it is at, hands the outcomes back. */
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { executeRun } from '../src/experiment/run.js';
import type { Run } from '../src/experiment/study.js';
import { models } from '../src/models/index.js';

/**
 * Numbers of a run that are moved instead of copied, because copies of so many would fill the memory. Once an array has been
 * moved out of a thread, V8 looks at every access to any array whether it is still there: all later runs take a tenth longer.
 */
const MANY = 2 ** 19;

export default function simulate({ runs, progress }: { runs: readonly Run[]; progress: Int32Array }): unknown {
  const outcomes = runs.map((run, position) => {
    Atomics.store(progress, 0, position + 1);
    return executeRun(run, models, { now: () => performance.now() });
  });
  const large = outcomes.flatMap((outcome) => (outcome.status === 'done' && outcome.values.length > MANY ? [outcome.values.buffer] : []));
  return large.length === 0 ? outcomes : move({ [transferableSymbol]: large, [valueSymbol]: outcomes } as never);
}
