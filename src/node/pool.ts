/**
 * Runs on threads of this machine, in a process of their own: an executor with a dispatcher (`job.ts`) in the process that
 * owns the results. Which thread computes what never reaches the numbers: a run is a pure function of its description.
 */
import type { Executor, Run } from '../experiment/study.js';
import { Job } from './job.js';
import { PoolProcess } from './pool-process.js';
import type { TriedOutcome } from './records.js';

export interface PoolOptions {
  /** The worker's compiled file. */
  readonly worker: URL;
  /** The compiled program of the process that holds the threads, `pool-child.js`. */
  readonly child: URL;
  /** Threads. */
  readonly workers: number;
  /** Milliseconds a run may take from its own start; unlimited when absent. */
  readonly timeLimit?: number;
  /** Heap of a thread in megabytes; Node's own limit when absent. */
  readonly heapMegabytes?: number;
  /** Megabytes that the process of the threads may take; four fifths of the machine's when absent. */
  readonly residentMegabytes?: number;
  /** Files and folders of the program's own code, all that threads may read where Node can hold them to it (`wall.ts`). */
  readonly reads?: readonly URL[];
  /** Milliseconds within which the process of the threads must have begun; a minute when absent. */
  readonly startLimit?: number;
}

/**
 * An executor on threads.
 * @throws Error from `execute` when threads cannot start or when `onOutcome` rejects
 */
export function createPool(options: PoolOptions): Executor {
  return new Pool(options);
}

class Pool implements Executor {
  private readonly options: PoolOptions;
  private threads: PoolProcess | undefined;
  private job: Job | undefined;
  private stopped = false;

  constructor(options: PoolOptions) {
    this.options = options;
  }

  async execute(runs: readonly Run[], onOutcome: (outcome: TriedOutcome) => void | Promise<void>): Promise<void> {
    if (runs.length === 0 || this.stopped) return;
    const workers = Math.min(this.options.workers, runs.length);
    this.threads ??= new PoolProcess({ ...this.options, worker: this.options.worker.href, workers }, (error) =>
      this.job?.threadFailed(error),
    );
    const threads = this.threads;
    const job = new Job(runs, onOutcome, (batch) => threads.compute(batch));
    this.job = job;
    try {
      await job.execute(workers, () => this.stopped);
    } catch (error) {
      threads.stop();
      throw error;
    } finally {
      this.job = undefined;
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.threads?.stop();
  }

  async close(): Promise<void> {
    await this.stop();
  }
}
