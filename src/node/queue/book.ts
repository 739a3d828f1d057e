/**
 * What the owner knows about one computing of its runs: which are to be given out, which are out in which job, which came
 * back, and how often a worker died under one. Knows nothing of Redis, so every order of events can be tried in a test.
 *
 * A job that was begun by a worker that fell silent is no one's fault the first time: its runs are given out again, each in
 * a job that is computed alone. A run under which a worker dies twice while it is alone has failed. Where such runs were done
 * after all, workers die of other things, so more deaths are asked before a run is blamed; never so many that one that kills
 * goes on for ever.
 */
import { runHash } from '../../experiment/hashes.js';
import type { Run, RunOutcome } from '../../experiment/study.js';
import { createBatchSizer } from '../batch-size.js';
import type { TriedOutcome } from '../records.js';

const MOST_DEATHS = 2;
/** Mishaps that count, each for one death more: a run that kills ends after five in the worst of places. */
const MOST_MISHAPS = 3;
/** Aim for the time of a job in milliseconds: far above the cost of its way through Redis. */
const TARGET = 250;
const MOST_RUNS = 500;
/** Causes that say something about a machine and not about the numbers of a run. */
const MACHINE: readonly string[] = ['time', 'memory', 'crash'];

export interface Handout {
  readonly job: string;
  readonly runs: readonly Run[];
  readonly alone: boolean;
}

/** What came of an outcome; `unequal` means that numbers depend on who computes them. */
export type Verdict = 'new' | 'equal' | 'unequal' | 'unknown';

export interface BookInput {
  readonly runs: readonly Run[];
  /** Begins the names of this book's jobs; no other may begin like it. */
  readonly name: string;
  /** Hash of a run that was stored before, undefined where there is none or it says nothing. */
  readonly known: (id: number) => string | undefined;
  /** Numbers that a run returns. */
  readonly lengthOf: (run: Run) => number;
  /** Numbers that a job may return together. */
  readonly mostValues: number;
  /** Runs of a job at most. */
  readonly mostRuns?: number;
  /** Mishaps of computings before this one. */
  readonly mishaps?: number;
}

export class Book {
  /** Deaths that were nobody's fault: under a run that was alone then and was done later. A batch may have held one that kills. */
  mishaps: number;
  private readonly input: BookInput;
  private readonly wanted: ReadonlyMap<number, Run>;
  private readonly settled = new Map<number, string | undefined>();
  private readonly out = new Map<string, Handout>();
  private readonly deaths = new Map<number, number>();
  private readonly sizer = createBatchSizer(TARGET);
  /** Runs that are given out before all others. */
  private readonly again: { readonly run: Run; readonly alone: boolean }[] = [];
  private next = 0;
  private jobs = 0;

  constructor(input: BookInput) {
    this.input = input;
    this.mishaps = input.mishaps ?? 0;
    this.wanted = new Map(input.runs.map((run) => [run.id, run]));
  }

  /** Jobs that are out. */
  get size(): number {
    return this.out.size;
  }

  get isDone(): boolean {
    return this.settled.size === this.wanted.size;
  }

  names(): string[] {
    return [...this.out.keys()];
  }

  handout(job: string): Handout | undefined {
    return this.out.get(job);
  }

  run(id: number): Run | undefined {
    return this.wanted.get(id);
  }

  /** The next so many jobs for so many threads; fewer where there are not more. */
  take(count: number, threads: number): Handout[] {
    const made: Handout[] = [];
    while (made.length < count) {
      const retry = this.again.shift();
      if (retry !== undefined && this.settled.has(retry.run.id)) continue;
      const runs = retry === undefined ? this.fresh(threads) : [retry.run];
      if (runs.length === 0) break;
      const handout = { job: `${this.input.name}-${this.jobs++}`, runs, alone: retry?.alone ?? false };
      this.out.set(handout.job, handout);
      made.push(handout);
    }
    return made;
  }

  private fresh(threads: number): Run[] {
    const { runs, lengthOf, mostValues, mostRuns = MOST_RUNS } = this.input;
    const left = runs.length - this.next;
    const most = Math.min(this.sizer.next(left), Math.ceil(left / (4 * Math.max(1, threads))), mostRuns);
    const batch: Run[] = [];
    let values = 0;
    while (this.next < runs.length && batch.length < most) {
      const run = runs[this.next] as Run;
      if (!this.settled.has(run.id)) {
        values += lengthOf(run);
        if (batch.length > 0 && values > mostValues) break;
        batch.push(run);
      }
      this.next++;
    }
    return batch;
  }

  /** Judges an outcome that has the right form. One that was not computed for this book can only agree or not. */
  judge(outcome: RunOutcome, isOurs: boolean): Verdict {
    const isFirst = isOurs && this.wanted.has(outcome.id) && !this.settled.has(outcome.id);
    const hash = meaningOf(outcome);
    if (isFirst) {
      this.settled.set(outcome.id, hash);
      if (outcome.status === 'done') this.mishaps += this.deaths.get(outcome.id) ?? 0;
      return 'new';
    }
    const before = this.settled.has(outcome.id) ? this.settled.get(outcome.id) : this.input.known(outcome.id);
    if (before === undefined && !this.settled.has(outcome.id)) return 'unknown';
    return before === undefined || hash === undefined || before === hash ? 'equal' : 'unequal';
  }

  /** A job has been answered; what it left out is given out again. */
  answered(job: string, outcomes: readonly TriedOutcome[]): void {
    if (outcomes.length > 0) this.sizer.measured(outcomes);
    this.giveAgain(job, false);
  }

  /** A job that nobody answers any more: its runs go out again, alone when it is not known which of them is to blame. */
  giveAgain(job: string, alone: boolean): undefined {
    const handout = this.out.get(job);
    this.out.delete(job);
    for (const run of handout?.runs ?? []) if (!this.settled.has(run.id)) this.again.push({ run, alone });
  }

  /** A worker died under a job; the outcome of a run that has failed by that, else its runs go out again. */
  died(job: string, wasAlone: boolean): TriedOutcome | undefined {
    const runs = this.out.get(job)?.runs ?? [];
    const [only] = runs;
    if (!wasAlone || runs.length !== 1 || only === undefined || this.settled.has(only.id)) {
      this.giveAgain(job, true);
      return undefined;
    }
    const deaths = (this.deaths.get(only.id) ?? 0) + 1;
    this.deaths.set(only.id, deaths);
    if (deaths < MOST_DEATHS + Math.min(this.mishaps, MOST_MISHAPS)) {
      this.giveAgain(job, true);
      return undefined;
    }
    this.out.delete(job);
    this.settled.set(only.id, undefined);
    const failure = { kind: 'crash', message: `the worker died ${deaths} times under this run` } as const;
    return { id: only.id, status: 'failed', failure, milliseconds: 0, attempt: deaths };
  }

  /** Takes jobs off whose runs have all come back in another way; their names. */
  settledJobs(): string[] {
    const over = [...this.out.values()].filter(({ runs }) => runs.every(({ id }) => this.settled.has(id)));
    for (const { job } of over) this.out.delete(job);
    return over.map(({ job }) => job);
  }
}

/** Hash of what every machine must find alike; undefined where the outcome is one of the machine. */
export function meaningOf(outcome: RunOutcome): string | undefined {
  return outcome.status === 'failed' && MACHINE.includes(outcome.failure.kind) ? undefined : runHash(outcome);
}
