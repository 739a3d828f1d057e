/**
 * The jobs of an owner in Redis: never more than a window of them, put in as answers come, put in again when Redis has lost
 * them.
 */
import type { Queue } from 'bullmq';
import { UserError } from '../../core/errors.js';
import type { Run } from '../../experiment/study.js';
import type { Book, Handout } from './book.js';
import type { QueueConnection } from './connect.js';
import { type Envelope, LIMITS, sealJob } from './messages.js';
import { jobsName, type QueuePlace } from './place.js';
import type { Seal } from './seal.js';

/** Jobs in Redis: so many per thread of all workers, within these limits. */
const JOBS_PER_THREAD = 8;
const WINDOW = { least: 64, most: 2000 } as const;
/** Looks in a row at which a job is missing before it counts as lost: its answer may be on its way. */
const MOST_MISSES = 2;

export interface SupplyOptions extends QueuePlace {
  readonly study: string;
  /** Milliseconds a run may take. */
  readonly timeLimit?: number;
}

export class Supply {
  private readonly options: SupplyOptions;
  private readonly connection: QueueConnection;
  private readonly seal: Seal;
  private readonly jobs: Queue;
  private readonly misses = new Map<string, number>();
  private filling = false;

  constructor(options: SupplyOptions, connection: QueueConnection, seal: Seal) {
    this.options = options;
    this.connection = connection;
    this.seal = seal;
    const { bullmq, prefix } = connection;
    const streams = { events: { maxLen: 100 } };
    this.jobs = new bullmq.Queue(jobsName(options.engine), { connection: connection.connection, prefix, streams });
    this.jobs.on('error', () => {});
  }

  /** Puts in jobs until the window is full, when it is half empty. */
  async fill(book: Book, round: number, threads: number): Promise<void> {
    const window = Math.min(WINDOW.most, Math.max(WINDOW.least, JOBS_PER_THREAD * threads));
    if (this.filling || book.size > window / 2) return;
    this.filling = true;
    try {
      await this.add(book, book.take(window - book.size, threads), round);
    } finally {
      this.filling = false;
    }
  }

  /** Puts in again what is missing for some looks, but for jobs that are dealt with otherwise. @returns how many jobs */
  async restore(book: Book, round: number, except: ReadonlySet<string>): Promise<number> {
    const names = book.names().filter((job) => !except.has(job));
    for (const job of this.misses.keys()) if (book.handout(job) === undefined) this.misses.delete(job);
    if (names.length === 0) return 0;
    const pipeline = this.connection.redis.pipeline();
    for (const job of names) pipeline.exists(this.jobs.toKey(job));
    const found = (await pipeline.exec()) ?? [];
    const lost = names.filter((job, n) => {
      const misses = found[n]?.[1] === 0 ? (this.misses.get(job) ?? 0) + 1 : 0;
      this.misses.set(job, misses > MOST_MISSES ? 0 : misses);
      return misses > MOST_MISSES;
    });
    const handouts = lost.flatMap((job) => book.handout(job) ?? []);
    await this.add(book, handouts, round);
    return handouts.length;
  }

  /** Takes jobs out that nobody has begun. */
  async remove(jobs: readonly string[]): Promise<void> {
    await Promise.allSettled(jobs.map((job) => this.jobs.remove(job)));
  }

  async close(): Promise<void> {
    await this.jobs.close();
  }

  private async add(book: Book, handouts: readonly Handout[], round: number): Promise<void> {
    const sealed = handouts.map(({ job, runs, alone }) => ({ job, runs, alone, data: this.sealed(runs, alone, round) }));
    const tooLarge = sealed.filter(({ data }) => data.text.length > LIMITS.text);
    for (const { job, runs, alone } of tooLarge) {
      if (runs.length === 1)
        throw new UserError(
          `run ${runs[0]?.id} is described by too long a text to go through a queue`,
          'compute the study without --queue',
        );
      book.giveAgain(job, alone);
    }
    const jobs = sealed.filter(({ data }) => data.text.length <= LIMITS.text);
    if (jobs.length === 0) return;
    await this.jobs.addBulk(
      jobs.map(({ job, alone, data }) => ({
        name: 'runs',
        data,
        opts: { jobId: job, removeOnComplete: true, removeOnFail: true, ...(alone && { lifo: true }) },
      })),
    );
  }

  private sealed(runs: readonly Run[], alone: boolean, round: number): Envelope {
    const { study, engine, answers, timeLimit } = this.options;
    return sealJob(
      { study, engine, answers, round, alone, runs, ...(timeLimit !== undefined && { timeLimit: Math.ceil(timeLimit) }) },
      this.seal,
    );
  }
}
