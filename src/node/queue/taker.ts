/** The worker of BullMQ as it is used here: takes jobs, renews their locks and blames nobody. */
import type { Job, Worker } from 'bullmq';
import type { QueueConnection } from './connect.js';
import { jobsName } from './place.js';
import { BEAT } from './registry.js';
import { atMost } from './waiting.js';

export interface TakerOptions {
  /** The worker's id. */
  readonly name: string;
  /** Name of the engine, whose jobs alone are taken. */
  readonly engine: string;
  /** Jobs at one time. */
  readonly most: number;
  /** Milliseconds that a job is kept by a worker that falls silent. */
  readonly lock: number;
}

/** Begins to take jobs; what `work` throws gives its job back. */
export function takeJobs(
  { bullmq, connection, prefix, patience }: QueueConnection,
  { name, engine, most, lock }: TakerOptions,
  work: (job: Job, token: string) => Promise<void>,
): Worker {
  const worker = new bullmq.Worker(jobsName(engine), (job, token) => work(job, token ?? ''), {
    connection,
    prefix,
    name,
    concurrency: most,
    lockDuration: lock,
    stalledInterval: lock / 2,
    // Who is to blame for a job that falls silent is for its owner to say.
    maxStalledCount: 1_000_000,
    runRetryDelay: BEAT,
    drainDelay: patience,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  });
  worker.on('error', () => {});
  return worker;
}

/** Takes no more jobs. BullMQ would wait for ever for a connection that is lost just now; by force it waits for nothing. */
export async function endTaking(worker: Worker): Promise<void> {
  await atMost(3 * BEAT, worker.pause());
  await worker.close(true);
}
