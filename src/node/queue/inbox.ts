/** Where an owner finds its answers: a queue of the study's own, which outlives an owner that was killed. */
import type { Worker } from 'bullmq';
import type { QueueConnection } from './connect.js';
import { answersName } from './place.js';
import { BEAT } from './registry.js';

/** Answers that may wait for the disk together. */
const AT_ONCE = 100;
/**
 * Milliseconds after which an answer that was handed out counts as not arrived, as when the line took it away on its way here. One
 * that is handed out twice is only counted.
 */
const LOCK = 10_000;

/** Begins to receive. An answer counts as received when `receive` resolves; until then Redis keeps it for the next owner. */
export function openInbox(
  { bullmq, connection, prefix, patience }: QueueConnection,
  study: string,
  receive: (data: unknown) => Promise<void>,
): Worker {
  const worker = new bullmq.Worker(answersName(study), async ({ data }) => receive(data as unknown), {
    connection,
    prefix,
    concurrency: AT_ONCE,
    runRetryDelay: BEAT,
    drainDelay: patience,
    lockDuration: LOCK,
    stalledInterval: LOCK / 2,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
    maxStalledCount: 1000,
  });
  worker.on('error', () => {});
  return worker;
}

/** Takes away the keys in which answers came; those of a study that was interrupted may still bring some. */
export async function clearInbox({ bullmq, connection, prefix }: QueueConnection, study: string): Promise<void> {
  const queue = new bullmq.Queue(answersName(study), { connection, prefix });
  queue.on('error', () => {});
  await queue.obliterate({ force: true });
  await queue.close();
}
