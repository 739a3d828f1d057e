/** Pools with real threads for tests; each is closed after the test that made it. */
import { afterEach } from 'vitest';
import type { Executor, Run } from '../../src/experiment/study.js';
import { createPool, type PoolOptions } from '../../src/node/pool.js';
import type { TriedOutcome } from '../../src/node/records.js';
import { poolChild, toyWorker } from './toy-study.js';

const pools: Executor[] = [];
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});

/** A pool of two threads for toy runs. */
export function pool(options: Partial<PoolOptions> = {}): Executor {
  const made = createPool({ worker: toyWorker, child: poolChild, workers: 2, ...options });
  pools.push(made);
  return made;
}

/** Outcomes by run. @throws Error when a run is reported twice */
export async function collect(executor: Executor, runs: readonly Run[]): Promise<Map<number, TriedOutcome>> {
  const outcomes = new Map<number, TriedOutcome>();
  await executor.execute(runs, (outcome) => {
    if (outcomes.has(outcome.id)) throw new Error(`run ${outcome.id} was reported twice`);
    outcomes.set(outcome.id, outcome);
  });
  return outcomes;
}
