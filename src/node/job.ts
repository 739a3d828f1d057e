/**
 * One call of the pool: which runs go to which thread, what is tried again after a death, and when to give up.
 *
 * Knows nothing of piscina, only that a task ends with outcomes or with an error; so what it does under every kind of
 * death can be read here in one place.
 */
import type { Run, RunFailure } from '../experiment/study.js';
import { createBatchSizer } from './batch-size.js';
import type { TriedOutcome } from './records.js';
import type { Watch } from './watch.js';

/** What a worker receives: it sets `progress[0]` to 1 + the position of the run it begins. */
export interface Batch {
  readonly runs: readonly Run[];
  readonly progress: Int32Array;
}

/** A batch under way on a thread. */
export interface Task {
  readonly outcomes: Promise<TriedOutcome[]>;
  abort(): void;
}

/** A run is tried again once after its thread died under it. */
const MOST_ATTEMPTS = 2;
/** Batches of a thread whose records may still be on their way to the disk. */
const BATCHES_UNSTORED = 4;
/** Threads that die before they begin a run, one after another, before the pool gives up. */
const MOST_FALSE_STARTS = 3;

/** One call of `execute`: what is left to do, what is tried again, and what went wrong for good. */
export class Job {
  private readonly runs: readonly Run[];
  private readonly onOutcome: (outcome: TriedOutcome) => void | Promise<void>;
  private readonly watch: Watch | undefined;
  private readonly send: (batch: Batch) => Task;
  private readonly sizer = createBatchSizer();
  private readonly again: Run[] = [];
  /** Runs whose thread died under them, with the attempts they had; they run alone. */
  private readonly suspects = new Map<number, number>();
  private next = 0;
  private succeeded = false;
  private falseStarts = 0;
  private failed = false;
  private fail: (error: Error) => void = () => {};

  constructor(
    runs: readonly Run[],
    onOutcome: (outcome: TriedOutcome) => void | Promise<void>,
    watch: Watch | undefined,
    send: (batch: Batch) => Task,
  ) {
    this.runs = runs;
    this.onOutcome = onOutcome;
    this.watch = watch;
    this.send = send;
  }

  /** Feeds so many threads until all runs are reported or `isStopped` says so. Throws when nothing can work or be stored. */
  async execute(lanes: number, isStopped: () => boolean): Promise<void> {
    const broken = new Promise<never>((_, reject) => {
      this.fail = (error) => {
        this.failed = true;
        reject(error);
      };
    });
    const work = Array.from({ length: lanes }, () => this.lane(() => isStopped() || this.failed));
    await Promise.race([broken, Promise.all(work)]);
  }

  /** A thread that fails outside any task: before the first success nothing will ever work. */
  threadFailed(error: Error): void {
    if (!this.succeeded) this.fail(cannotStart(error));
  }

  /** Feeds one thread until nothing is left. */
  private async lane(isOver: () => boolean): Promise<void> {
    const unstored: Promise<unknown>[] = [];
    for (let batch = this.take(); batch.length > 0 && !isOver(); batch = this.take()) {
      const outcomes = await this.attempt(batch, isOver);
      const stored = Promise.all(outcomes.map((outcome) => this.onOutcome(outcome)));
      stored.catch((error: unknown) => this.fail(error instanceof Error ? error : new Error(String(error))));
      unstored.push(stored);
      if (unstored.length > BATCHES_UNSTORED) await unstored.shift();
    }
    await Promise.all(unstored);
  }

  private take(): Run[] {
    const retry = this.again.shift();
    if (retry !== undefined) return [retry];
    const left = this.runs.length - this.next;
    const batch = this.runs.slice(this.next, this.next + this.sizer.next(left));
    this.next += batch.length;
    return batch;
  }

  private async attempt(runs: readonly Run[], isOver: () => boolean): Promise<TriedOutcome[]> {
    const progress = new Int32Array(new SharedArrayBuffer(4));
    const task = this.send({ runs, progress });
    let late = -1;
    const unwatch = this.watch?.add(progress, (position) => {
      late = position;
      task.abort();
    });
    try {
      const outcomes = await task.outcomes;
      this.succeeded = true;
      this.falseStarts = 0;
      this.sizer.measured(outcomes);
      return outcomes.map((outcome) => ({ ...outcome, attempt: (this.suspects.get(outcome.id) ?? 0) + 1 }));
    } catch (error) {
      if (isOver()) return [];
      return late >= 0 ? this.overrun(runs, late) : this.died(runs, Atomics.load(progress, 0) - 1, error);
    } finally {
      unwatch?.();
    }
  }

  /** The run at `position` took too long; its batch-mates are tried again without blame. */
  private overrun(runs: readonly Run[], position: number): TriedOutcome[] {
    this.again.push(...runs.filter((_, r) => r !== position));
    const seconds = (this.watch?.limit ?? 0) / 1000;
    return [
      this.failure(
        runs[position] as Run,
        { kind: 'time', message: `not finished after ${seconds} s, the time limit of a run` },
        this.watch?.limit ?? 0,
      ),
    ];
  }

  /** The thread died while it computed the run at `position`, or, with −1, before it began any. */
  private died(runs: readonly Run[], position: number, error: unknown): TriedOutcome[] {
    const message = error instanceof Error && error.message !== '' ? error.message : 'the thread ended without a word';
    if (position < 0) {
      if (!this.succeeded || ++this.falseStarts >= MOST_FALSE_STARTS) this.fail(cannotStart(error));
      this.again.push(...runs);
      return [];
    }
    const suspect = runs[position] as Run;
    const attempts = (this.suspects.get(suspect.id) ?? 0) + 1;
    this.again.push(...runs.filter((_, r) => r !== position));
    if (attempts < MOST_ATTEMPTS) {
      this.suspects.set(suspect.id, attempts);
      this.again.push(suspect);
      return [];
    }
    const memory = error instanceof Error && (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
    return [
      this.failure(
        suspect,
        { kind: memory ? 'memory' : 'crash', message: `the thread died ${attempts} times under this run: ${message}` },
        0,
      ),
    ];
  }

  private failure(run: Run, failure: RunFailure, milliseconds: number): TriedOutcome {
    return { id: run.id, status: 'failed', failure, milliseconds, attempt: (this.suspects.get(run.id) ?? 0) + 1 };
  }
}

function cannotStart(error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  return new Error(`the threads that compute runs cannot start: ${reason}`, { cause: error });
}
