/** Someone who sends every answer of a queue once more. */
import { Queue } from 'bullmq';
import { wait } from './bench.mjs';

const PREFIX = 'trihelix:default';

/** Puts every answer that it sees into its queue once more, under another name, every other time after so many milliseconds. */
export function doubleAnswers(client, late, isOver) {
  const doubler = { count: 0, done: undefined };
  const seen = new Set();
  const watch = async () => {
    while (!isOver()) {
      await Promise.race([look().catch(() => {}), wait(1000)]);
      await wait(5);
    }
  };
  const look = async () => {
    for (const key of await client.keys(`${PREFIX}:answers-*:*-w*-*`)) {
      const [, , name, job] = key.split(':');
      const data = seen.has(key) || job.startsWith('again-') ? null : await client.hget(key, 'data');
      if (data === null) continue;
      seen.add(key);
      const queue = new Queue(name, { connection: client, prefix: PREFIX });
      queue.on('error', () => {});
      const delay = doubler.count++ % 2 === 0 ? 0 : late;
      await queue.add('answer', JSON.parse(data), { jobId: `again-${job}`, delay, removeOnComplete: true, removeOnFail: true });
    }
  };
  doubler.done = watch();
  return doubler;
}
