/**
 * Threads that compute batches of runs, and what became of a batch that did not end well: which run it was at, and
 * whether it was too slow, out of memory or took its thread with it.
 *
 * One task is in flight per thread, so piscina's queue stays empty, a time limit counts from the moment the worker begins
 * a run, and memory in flight is bounded.
 */
import { Piscina } from 'piscina';
import type { Run } from '../experiment/study.js';
import type { TriedOutcome } from './records.js';
import { wallOfThreads } from './wall.js';
import { createWatch, type Watch } from './watch.js';

export interface ThreadOptions {
  /** Address of the worker's compiled file. */
  readonly worker: string;
  /** Threads. */
  readonly workers: number;
  /** Milliseconds a run may take from its own start; unlimited when absent. */
  readonly timeLimit?: number;
  /** Heap of a thread in megabytes; Node's own limit when absent. */
  readonly heapMegabytes?: number;
}

/** Why a batch brought no outcomes. Plain data, since it crosses processes. */
export interface BatchFailure {
  /** Position of the run that was being computed; −1 before the first began, −2 when that is not known. */
  readonly position: number;
  readonly cause: 'time' | 'memory' | 'death' | 'stopped';
  readonly message: string;
}

export type BatchResult = { readonly outcomes: readonly TriedOutcome[] } | { readonly failure: BatchFailure };

/** What a worker receives: it sets `progress[0]` to 1 + the position of the run it begins. */
interface Batch {
  readonly runs: readonly Run[];
  readonly progress: Int32Array;
}

export class Threads {
  private readonly pool: Piscina;
  private readonly limit: number | undefined;
  /** One per limit in use. */
  private readonly watches = new Map<number, Watch>();
  private readonly inFlight = new Set<AbortController>();

  /** @param onError told of a thread that fails outside any task; the listener stays, or an unheard error would end the process */
  constructor({ worker, workers, timeLimit, heapMegabytes }: ThreadOptions, onError: (error: Error) => void) {
    const execArgv = wallOfThreads(process.execArgv);
    this.pool = new Piscina({
      filename: worker,
      minThreads: workers,
      maxThreads: workers,
      ...(execArgv.length > 0 && { execArgv }),
      ...(heapMegabytes === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } }),
    });
    this.pool.on('error', onError);
    this.limit = timeLimit;
  }

  /** Computes a batch on a free thread; never rejects. A time limit of its own counts in place of that of all. */
  async compute(runs: readonly Run[], limit = this.limit): Promise<BatchResult> {
    const progress = new Int32Array(new SharedArrayBuffer(4));
    /** One controller per task: piscina warns about shared ones. */
    const controller = new AbortController();
    this.inFlight.add(controller);
    let late = -1;
    const unwatch = this.watchFor(limit)?.add(progress, (position) => {
      late = position;
      controller.abort();
    });
    try {
      return { outcomes: (await this.pool.run({ runs, progress } satisfies Batch, { signal: controller.signal })) as TriedOutcome[] };
    } catch (error) {
      const seconds = (limit ?? 0) / 1000;
      if (late >= 0)
        return {
          failure: {
            position: late,
            cause: 'time',
            message: `not finished after ${seconds} s, the time limit of a run; --time-limit allows more`,
          },
        };
      return { failure: { ...described(error), position: Atomics.load(progress, 0) - 1 } };
    } finally {
      unwatch?.();
      this.inFlight.delete(controller);
    }
  }

  private watchFor(limit: number | undefined): Watch | undefined {
    if (limit === undefined) return undefined;
    const watch = this.watches.get(limit) ?? createWatch(limit);
    this.watches.set(limit, watch);
    return watch;
  }

  /** Ends what is being computed. */
  stop(): void {
    for (const controller of this.inFlight) controller.abort();
  }
}

function described(error: unknown): Pick<BatchFailure, 'cause' | 'message'> {
  const message = error instanceof Error && error.message !== '' ? error.message : 'the thread ended without a word';
  const memory = error instanceof Error && (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
  return { cause: memory ? 'memory' : 'death', message };
}
