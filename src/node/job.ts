/**
 * One call of the pool: which runs go to which thread, what is tried again after a death, and when to give up.
 *
 * Knows nothing of processes, only that a batch ends with outcomes or with a failure; so what it does under every kind of
 * death can be read here in one place. After the death of a whole process nobody knows which run was to blame: all runs
 * that were in it are computed again one at a time, each with the process to itself, and one that kills it alone twice has
 * failed. A death costs the others some time and never their results.
 */
import type { Run, RunFailure } from '../experiment/study.js';
import { createBatchSizer } from './batch-size.js';
import type { TriedOutcome } from './records.js';
import { ThreadsError } from './store-error.js';
import type { BatchFailure, BatchResult } from './threads.js';

/** A run is tried again once after its thread died under it, or the process that it had to itself. */
const MOST_ATTEMPTS = 2;
/** Batches of a thread whose records may still be on their way to the disk. */
const BATCHES_UNSTORED = 4;
/** Threads that die before they begin a run, one after another, before the pool gives up. */
const MOST_FALSE_STARTS = 3;

/** A batch for one lane, and whether it has the process to itself. */
interface Turn {
  readonly runs: readonly Run[];
  readonly alone: boolean;
}

/** One call of `execute`: what is left to do, what is tried again, and what went wrong for good. */
export class Job {
  private readonly runs: readonly Run[];
  private readonly onOutcome: (outcome: TriedOutcome) => void | Promise<void>;
  private readonly compute: (runs: readonly Run[], alone: boolean) => Promise<BatchResult>;
  private readonly sizer = createBatchSizer();
  private readonly again: Run[] = [];
  /** Runs that were in a process when it died; each has the next one to itself. */
  private readonly quarantine: Run[] = [];
  /** Attempts of runs whose thread or process died under them. */
  private readonly suspects = new Map<number, number>();
  private waiting: (() => void)[] = [];
  private next = 0;
  private inFlight = 0;
  private alone = false;
  private succeeded = false;
  private falseStarts = 0;
  private failed = false;
  private fail: (error: Error) => void = () => {};

  constructor(
    runs: readonly Run[],
    onOutcome: (outcome: TriedOutcome) => void | Promise<void>,
    compute: (runs: readonly Run[], alone: boolean) => Promise<BatchResult>,
  ) {
    this.runs = runs;
    this.onOutcome = onOutcome;
    this.compute = compute;
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
    if (!this.succeeded) this.fail(new ThreadsError(error.message));
  }

  /** Feeds one thread until nothing is left. */
  private async lane(isOver: () => boolean): Promise<void> {
    const unstored: Promise<unknown>[] = [];
    for (;;) {
      const batch = await this.take(isOver);
      if (batch === undefined) break;
      const outcomes = await this.attempt(batch, isOver);
      const stored = Promise.all(outcomes.map((outcome) => this.onOutcome(outcome)));
      stored.catch((error: unknown) => this.fail(error instanceof Error ? error : new Error(String(error))));
      unstored.push(stored);
      if (unstored.length > BATCHES_UNSTORED) await unstored.shift();
    }
    await Promise.all(unstored);
  }

  /** The next batch. While a suspect is to run alone, lanes wait for each other; a lane also waits for what may come back. */
  private async take(isOver: () => boolean): Promise<Turn | undefined> {
    while (!isOver() && (this.alone || (this.quarantine.length > 0 && this.inFlight > 0))) await this.change();
    if (isOver()) return undefined;
    const suspect = this.quarantine.shift();
    this.alone = suspect !== undefined;
    const runs = suspect === undefined ? this.fresh() : [suspect];
    if (runs.length === 0) return undefined;
    this.inFlight++;
    return { runs, alone: this.alone };
  }

  private fresh(): Run[] {
    const retry = this.again.shift();
    if (retry !== undefined) return [retry];
    const left = this.runs.length - this.next;
    const batch = this.runs.slice(this.next, this.next + this.sizer.next(left));
    this.next += batch.length;
    return batch;
  }

  private change(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
    });
  }

  private async attempt({ runs, alone }: Turn, isOver: () => boolean): Promise<TriedOutcome[]> {
    try {
      const result = await this.compute(runs, alone);
      if (isOver()) return [];
      return 'failure' in result ? this.judge(runs, result.failure, alone) : this.accept(result.outcomes);
    } finally {
      this.inFlight--;
      if (alone) this.alone = false;
      for (const wake of this.waiting.splice(0)) wake();
    }
  }

  private accept(outcomes: readonly TriedOutcome[]): TriedOutcome[] {
    this.succeeded = true;
    this.falseStarts = 0;
    this.sizer.measured(outcomes);
    return outcomes.map((outcome) => ({ ...outcome, attempt: (this.suspects.get(outcome.id) ?? 0) + 1 }));
  }

  /** What becomes of a batch that brought nothing: the run to blame fails or is tried again, its batch-mates are without blame. */
  private judge(runs: readonly Run[], failure: BatchFailure, alone: boolean): TriedOutcome[] {
    const { position, cause, message } = failure;
    if (position === -1) return this.falseStart(runs, message);
    if (position === -2 && !alone) {
      this.quarantine.push(...runs);
      return [];
    }
    const guilty = position === -2 ? 0 : position;
    const run = runs[guilty] as Run;
    this.again.push(...runs.filter((_, r) => r !== guilty));
    if (cause === 'time') return [this.failure(run, { kind: 'time', message })];
    const attempts = (this.suspects.get(run.id) ?? 0) + 1;
    if (attempts < MOST_ATTEMPTS) {
      this.suspects.set(run.id, attempts);
      (position === -2 ? this.quarantine : this.again).push(run);
      return [];
    }
    const where = position === -2 ? 'process' : 'thread';
    const kind = cause === 'memory' ? 'memory' : 'crash';
    return [this.failure(run, { kind, message: `the ${where} died ${attempts} times under this run: ${message}` })];
  }

  private falseStart(runs: readonly Run[], message: string): TriedOutcome[] {
    if (!this.succeeded || ++this.falseStarts >= MOST_FALSE_STARTS) this.fail(new ThreadsError(message));
    this.again.push(...runs);
    return [];
  }

  private failure(run: Run, failure: RunFailure): TriedOutcome {
    return { id: run.id, status: 'failed', failure, milliseconds: 0, attempt: (this.suspects.get(run.id) ?? 0) + 1 };
  }
}
