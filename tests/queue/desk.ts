/** Owner and workers of the toy model around a Redis, in this process or as processes that may be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { checkRun } from '../../src/experiment/check-run.js';
import { runHash } from '../../src/experiment/hashes.js';
import { layoutOfRun } from '../../src/experiment/plan.js';
import { executeRun } from '../../src/experiment/run.js';
import type { Plan, Run, RunOutcome } from '../../src/experiment/study.js';
import { readAddress } from '../../src/node/queue/address.js';
import { createQueueExecutor, type QueueExecutor } from '../../src/node/queue/executor.js';
import { LIMITS } from '../../src/node/queue/messages.js';
import type { QueuePlace } from '../../src/node/queue/place.js';
import { type QueueWorker, startQueueWorker, type WorkerOptions } from '../../src/node/queue/worker.js';
import type { TriedOutcome } from '../../src/node/records.js';
import { models, poolChild, toyWorker } from '../node/toy-study.js';

export const ORIGIN = { engine: '0.0.0-toy', answers: 'abc' } as const;
export const STUDY = 'study-1';

export const placeOf = (url: string, more: Partial<QueuePlace> = {}): QueuePlace => ({
  address: readAddress({ text: url }),
  project: 'default',
  ...ORIGIN,
  ...more,
});

export interface Owned {
  readonly executor: QueueExecutor;
  readonly outcomes: Map<number, TriedOutcome>;
  readonly notes: string[];
  /** Computes all runs of the plan, or those that are named. */
  compute(runs?: readonly Run[]): Promise<void>;
  /** Resolves when so many outcomes are there. */
  reached(count: number): Promise<void>;
}

export async function own(
  place: QueuePlace,
  plan: Plan,
  { study = STUDY, timeLimit, silence }: { study?: string; timeLimit?: number; silence?: number } = {},
): Promise<Owned> {
  const outcomes = new Map<number, TriedOutcome>();
  const notes: string[] = [];
  let wake = (): void => {};
  const executor = await createQueueExecutor({
    ...place,
    study,
    title: plan.study,
    ...(timeLimit !== undefined && { timeLimit }),
    ...(silence !== undefined && { silence }),
    // All worlds of the toy return as many numbers.
    lengthOf: () => layoutOfRun(plan, plan.runs[0] as Run).length,
    stored: (id) => outcomes.get(id),
    onNote: (text) => notes.push(text),
  });
  return {
    executor,
    outcomes,
    notes,
    async compute(runs = plan.runs) {
      await executor.execute(runs, (outcome) => {
        if (outcomes.has(outcome.id)) throw new Error(`run ${outcome.id} was reported twice`);
        outcomes.set(outcome.id, outcome);
        wake();
      });
      wake();
    },
    async reached(count) {
      while (outcomes.size < count)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    },
  };
}

export const work = (place: QueuePlace, more: Partial<WorkerOptions> = {}): Promise<QueueWorker> =>
  startQueueWorker({
    ...place,
    pool: { worker: toyWorker.href, child: poolChild, workers: 1 },
    lock: 2000,
    check: (run) => checkRun(run, models, LIMITS.valuesPerRun),
    onNote: () => {},
    ...more,
  });

const program = fileURLToPath(new URL('./fixtures/toy-queue-worker.mjs', import.meta.url));

export interface WorkerProcess {
  readonly child: ChildProcess;
  readonly gone: Promise<void>;
}

/** A worker as a process of its own, with a lock of two seconds. */
export function workerProcess(url: string, project = 'default'): WorkerProcess {
  const child = spawn(process.execPath, [program, url, project], { stdio: 'ignore' });
  return { child, gone: new Promise((resolve) => child.once('exit', () => resolve())) };
}

/** What a run comes to without a queue. */
export const alone = (run: Run): RunOutcome => executeRun(run, models);

/** Hashes of all runs, in order: what is to be equal. */
export const hashes = (plan: Plan, outcomes: ReadonlyMap<number, RunOutcome>): string[] =>
  plan.runs.map(({ id }) => {
    const outcome = outcomes.get(id);
    return outcome === undefined ? 'missing' : runHash(outcome);
  });
export const expected = (plan: Plan): string[] => plan.runs.map((run) => runHash(alone(run)));
