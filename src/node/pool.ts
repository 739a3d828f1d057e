/**
 * Runs on threads of this machine: an executor over piscina with a dispatcher of its own (`job.ts`).
 *
 * One task is in flight per thread and every task is a small batch of runs, so the pool's queue stays empty, a time
 * limit counts from the moment the worker begins a run, and memory in flight is bounded. Which thread computes what
 * never reaches the numbers: a run is a pure function of its description.
 */
import { Piscina } from 'piscina';
import type { Executor, Run } from '../experiment/study.js';
import { type Batch, Job, type Task } from './job.js';
import type { TriedOutcome } from './records.js';
import { createWatch, type Watch } from './watch.js';

export interface PoolOptions {
  /** The worker's compiled file. */
  readonly worker: URL;
  /** Threads. */
  readonly workers: number;
  /** Milliseconds a run may take from its own start; unlimited when absent. */
  readonly timeLimit?: number;
  /** Heap of a thread in megabytes; Node's own limit when absent. */
  readonly heapMegabytes?: number;
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
  private readonly watch: Watch | undefined;
  private readonly inFlight = new Set<AbortController>();
  private threads: Piscina | undefined;
  private job: Job | undefined;
  private stopped = false;

  constructor(options: PoolOptions) {
    this.options = options;
    this.watch = options.timeLimit === undefined ? undefined : createWatch(options.timeLimit);
  }

  async execute(runs: readonly Run[], onOutcome: (outcome: TriedOutcome) => void | Promise<void>): Promise<void> {
    if (runs.length === 0 || this.stopped) return;
    const threads = this.start(Math.min(this.options.workers, runs.length));
    const job = new Job(runs, onOutcome, this.watch, (batch) => this.send(threads, batch));
    this.job = job;
    try {
      await job.execute(threads.options.maxThreads, () => this.stopped);
    } finally {
      this.job = undefined;
      for (const controller of this.inFlight) controller.abort();
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    for (const controller of this.inFlight) controller.abort();
  }

  async close(): Promise<void> {
    await this.stop();
    this.watch?.close();
    await this.threads?.destroy();
    this.threads = undefined;
  }

  /** The listener stays for good: an error event that nobody hears would end the process. */
  private start(count: number): Piscina {
    const heap = this.options.heapMegabytes;
    if (this.threads !== undefined) return this.threads;
    this.threads = new Piscina({
      filename: this.options.worker.href,
      minThreads: count,
      maxThreads: count,
      ...(heap === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: heap } }),
    });
    this.threads.on('error', (error: Error) => this.job?.threadFailed(error));
    return this.threads;
  }

  /** One controller per task: piscina warns about shared ones. */
  private send(threads: Piscina, batch: Batch): Task {
    const controller = new AbortController();
    this.inFlight.add(controller);
    const outcomes = threads.run(batch, { signal: controller.signal }) as Promise<TriedOutcome[]>;
    return { outcomes: outcomes.finally(() => this.inFlight.delete(controller)), abort: () => controller.abort() };
  }
}
