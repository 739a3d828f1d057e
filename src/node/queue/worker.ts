/**
 * The worker's side of a queue: takes jobs, hands their runs to threads in a process that may die, sends the answers.
 *
 * Nothing is computed in this event loop, which renews the locks of the jobs; a lock that is late would give the job to
 * another. A worker owns nothing: killed at any moment it costs the others some time.
 */
import type { Job as QueueJob, Worker } from 'bullmq';
import { UserError } from '../../core/errors.js';
import type { Run } from '../../experiment/study.js';
import { Job } from '../job.js';
import { PoolProcess, type ProcessOptions } from '../pool-process.js';
import type { TriedOutcome } from '../records.js';
import type { BatchResult } from '../threads.js';
import { refuseOthers } from './admission.js';
import { connectQueue, forbiddenBy, type QueueConnection, refusedBy, sentenceOf } from './connect.js';
import { Gate } from './gate.js';
import { type AnswerMessage, type JobMessage, openJob, Refused } from './messages.js';
import { Outbox } from './outbox.js';
import { OWNERS, type QueuePlace, WORKERS } from './place.js';
import { BEAT, FORGOTTEN, GONE, Registry } from './registry.js';
import { createSeal, type Seal } from './seal.js';
import { endTaking, takeJobs } from './taker.js';
import { atMost, delay } from './waiting.js';

export interface WorkerOptions extends QueuePlace {
  readonly pool: Omit<ProcessOptions, 'timeLimit'>;
  /** Milliseconds a run may take here, whatever a job says. */
  readonly timeLimit?: number;
  /** Milliseconds that a worker keeps its jobs when it falls silent. */
  readonly lock: number;
  /** Ends after so many milliseconds with nothing to do; never when absent. */
  readonly idle?: number;
  /** Milliseconds that an answer of Redis is waited for, for trials. */
  readonly silence?: number;
  /** The run when it is one that may be computed. @throws UserError */
  readonly check: (run: unknown) => Run;
  readonly onNote: (text: string) => void;
}

export interface WorkerCounts {
  readonly jobs: number;
  readonly runs: number;
  /** Jobs that were not as they should be, or of a study that nobody asks for any more. */
  readonly refused: number;
}

export interface QueueWorker {
  /** Resolves when there was nothing to do for long enough or after `stop`. @throws UserError when the owners have another engine, Error when threads cannot start */
  readonly ended: Promise<WorkerCounts>;
  /** Gives jobs back and ends. */
  stop(): void;
}

/** Looks for an owner before an answer to it is dropped. */
const PATIENCE = 4;

/**
 * Connects, tells the project that it is there, and begins to work.
 * @throws UserError when the queue cannot be used, or when its owners have another engine or another secret
 */
export async function startQueueWorker(options: WorkerOptions): Promise<QueueWorker> {
  const connection = await connectQueue(options);
  for (const note of connection.notes) options.onNote(note);
  const worker = new Serving(options, connection);
  try {
    await worker.register();
    await worker.sweep();
  } catch (error) {
    connection.close();
    throw refusedBy(error, options.address.shown) ?? error;
  }
  return { ended: worker.serve(), stop: () => worker.stop() };
}

class Serving {
  private readonly options: WorkerOptions;
  private readonly connection: QueueConnection;
  private readonly seal: Seal;
  private readonly id = `w${process.pid.toString(36)}-${crypto.randomUUID().slice(0, 13)}`;
  private readonly owners: Registry;
  private readonly workers: Registry;
  private readonly gate = new Gate();
  private readonly threads: PoolProcess;
  private readonly outbox: Outbox;
  private readonly counts = { jobs: 0, runs: 0, refused: 0 };
  /** Studies somebody asks for. */
  private asked = new Set<string>();
  private active = 0;
  /** When it last had something to do; the start of its threads, which a busy machine makes long, is no idleness. */
  private last = Number.POSITIVE_INFINITY;
  private stopped = false;
  private told = false;
  private readonly over: Promise<void>;
  private finish: () => void = () => {};
  private fail: (error: Error) => void = () => {};

  constructor(options: WorkerOptions, connection: QueueConnection) {
    this.options = options;
    this.connection = connection;
    this.seal = createSeal(options.secret);
    const { redis, prefix } = connection;
    this.owners = new Registry(redis, `${prefix}:${OWNERS}`, this.seal);
    this.workers = new Registry(redis, `${prefix}:${WORKERS}`, this.seal);
    this.outbox = new Outbox(connection, this.seal);
    this.over = new Promise<void>((resolve, reject) => {
      this.finish = resolve;
      this.fail = reject;
    });
    this.over.catch(() => {});
    this.threads = new PoolProcess(options.pool, (error) => {
      if (this.counts.runs === 0) this.fail(new Error(`the threads that compute runs cannot start: ${error.message}`));
    });
  }

  stop(): void {
    this.stopped = true;
    this.threads.stop();
    this.finish();
  }

  /** Writes itself into the list of workers and reads that of owners. */
  async register(): Promise<void> {
    const { engine, answers, pool } = this.options;
    await this.workers.beat(this.id, { engine, answers, what: `${pool.workers} threads` });
    const owners = (await this.owners.list()).filter(({ age }) => age < FORGOTTEN);
    this.asked = new Set(owners.filter((owner) => owner.engine === engine).map(({ id }) => id));
    if (this.active === 0) refuseOthers(owners, this.options);
  }

  /** Takes away the lines of workers that died where no owner does it. */
  sweep(): Promise<void> {
    return this.workers.forget(GONE);
  }

  /** Works until there is an end. */
  async serve(): Promise<WorkerCounts> {
    const pulse = this.beatUntil();
    let worker: Worker | undefined;
    try {
      // Not with the first job: a worker that is killed while its process of threads starts would have died under that.
      await Promise.race([this.threads.begin(), this.over]);
      const taking = { name: this.id, engine: this.options.engine, most: this.options.pool.workers, lock: this.options.lock };
      this.last = performance.now();
      if (!this.stopped) worker = takeJobs(this.connection, taking, (job, token) => this.process(job, token));
      await this.over;
    } finally {
      this.stopped = true;
      this.threads.stop();
      await atMost(5 * BEAT, this.leave(worker, pulse));
      this.connection.close();
    }
    return this.counts;
  }

  private async leave(worker: Worker | undefined, pulse: Promise<void>): Promise<void> {
    try {
      if (worker !== undefined) await endTaking(worker);
      await pulse;
      await this.workers.leave(this.id);
      await this.outbox.close();
    } catch {
      // The server is gone, and with it what was to be told.
    }
  }

  private async beatUntil(): Promise<void> {
    let going = true;
    const end = this.over
      .catch(() => {})
      .then(() => {
        going = false;
      });
    while (going) {
      await atMost(BEAT, end);
      if (!going) return;
      try {
        await Promise.race([this.register(), end]);
      } catch (error) {
        const known = error instanceof UserError ? error : forbiddenBy(error, this.options.address.shown);
        if (known !== undefined) this.fail(known);
        else this.tell(`the queue answers with an error: ${sentenceOf(error)}`);
      }
      if (this.active > 0) this.last = performance.now();
      if (performance.now() - this.last > (this.options.idle ?? Number.POSITIVE_INFINITY)) this.finish();
    }
  }

  /** One job from its arrival to its answer. What is thrown here gives the job back. */
  private async process(job: QueueJob, token: string): Promise<void> {
    this.active++;
    try {
      const message = this.open(job);
      if (message !== undefined) await this.answer(message, job);
    } catch (error) {
      // The job is lost to this worker, and its owner will miss it.
      this.tell(`a job could not be answered: ${sentenceOf(error)}`);
    } finally {
      this.active--;
      this.last = performance.now();
    }
    if (!this.stopped) return;
    await job.moveToWait(token);
    throw new this.connection.bullmq.WaitingError();
  }

  /** The job as read; undefined when it is refused. */
  private open(job: QueueJob): JobMessage | undefined {
    try {
      const message = openJob(job.data, this.seal);
      if (message.engine === this.options.engine && message.answers === this.options.answers) return message;
      throw new Refused('it is for another engine');
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refuse(error.message);
      return undefined;
    }
  }

  private refuse(reason: string): void {
    this.counts.refused++;
    this.tell(`a job from the queue was refused: ${reason}`);
  }

  /** Says the first thing that goes wrong; what follows is in the counts. */
  private tell(text: string): void {
    if (!this.told) this.options.onNote(text);
    this.told = true;
  }

  private async answer(message: JobMessage, job: QueueJob): Promise<void> {
    const { engine, answers } = this.options;
    const head = { study: message.study, round: message.round, job: job.id ?? '', worker: this.id, engine, answers };
    const begun = begunBy(job);
    if (job.stalledCounter > 0 && begun !== undefined) return this.send({ ...head, silent: begun.worker, alone: begun.alone });
    let runs: Run[];
    try {
      runs = message.runs.map(this.options.check);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.refuse(error.message);
      return this.send({ ...head, refused: error.message });
    }
    const outcomes = await this.compute(message, runs, job);
    if (this.stopped) return;
    this.counts.jobs++;
    this.counts.runs += outcomes.length;
    await this.send({ ...head, outcomes });
  }

  /** On the threads, with the same care for deaths and limits as without a queue. */
  private async compute({ alone: mustBeAlone, timeLimit }: JobMessage, runs: readonly Run[], job: QueueJob): Promise<TriedOutcome[]> {
    const limit = Math.min(timeLimit ?? Number.POSITIVE_INFINITY, this.options.timeLimit ?? Number.POSITIVE_INFINITY);
    const isAlone = mustBeAlone || this.options.pool.workers === 1;
    let begun: Promise<void> | undefined;
    const batch = (part: readonly Run[], alone: boolean): Promise<BatchResult> =>
      this.gate.pass(alone || mustBeAlone, async () => {
        // Before anything can kill this process the job says who began it; one that Redis has lost meanwhile says nothing.
        begun ??= job.updateProgress({ worker: this.id, alone: isAlone }).catch(() => {});
        await begun;
        if (this.stopped) return { failure: { position: -2, cause: 'stopped', message: 'stopped' } };
        return this.threads.compute(part, Number.isFinite(limit) ? limit : undefined);
      });
    const outcomes: TriedOutcome[] = [];
    try {
      await new Job(runs, (outcome) => void outcomes.push(outcome), batch).execute(1, () => this.stopped);
    } catch (error) {
      // Without threads this worker is of no use to anyone.
      this.stopped = true;
      this.fail(error instanceof Error ? error : new Error(String(error)));
    }
    return outcomes;
  }

  private async send(answer: AnswerMessage): Promise<void> {
    // An owner whose line Redis has just lost writes it again with its next beat.
    for (let n = 0; n < PATIENCE && !this.asked.has(answer.study) && !this.stopped; n++) {
      if (n > 0) await delay(BEAT);
      await this.register();
    }
    if (this.asked.has(answer.study)) await this.outbox.send(answer);
    else this.refuse('nobody asks for its study any more');
  }
}

/** Who began the job before, if anybody did. */
function begunBy({ progress }: QueueJob): { readonly worker: string; readonly alone: boolean } | undefined {
  const { worker, alone } = (typeof progress === 'object' ? progress : {}) as Record<string, unknown>;
  return typeof worker === 'string' && /^[a-z0-9-]{1,80}$/.test(worker) ? { worker, alone: alone === true } : undefined;
}
