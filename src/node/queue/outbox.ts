/** Where a worker puts its answers: a queue per study, kept open while its jobs keep coming. */
import type { Queue } from 'bullmq';
import type { QueueConnection } from './connect.js';
import { type AnswerMessage, sealAnswer } from './messages.js';
import { answersName } from './place.js';
import type { Seal } from './seal.js';

const MOST_OPEN = 50;

export class Outbox {
  private readonly connection: QueueConnection;
  private readonly seal: Seal;
  private readonly open = new Map<string, Queue>();

  constructor(connection: QueueConnection, seal: Seal) {
    this.connection = connection;
    this.seal = seal;
  }

  /** Resolves when Redis has the answer. The same answer sent twice over a broken connection is one. */
  async send(answer: AnswerMessage): Promise<void> {
    const jobId = `${answer.job}-${answer.worker}`;
    await this.queueOf(answer.study).add('answer', sealAnswer(answer, this.seal), { jobId, removeOnComplete: true, removeOnFail: true });
  }

  async close(): Promise<void> {
    for (const queue of this.open.values()) await queue.close();
  }

  private queueOf(study: string): Queue {
    const found = this.open.get(study);
    if (found !== undefined) return found;
    const [oldest] = this.open;
    if (this.open.size >= MOST_OPEN && oldest !== undefined) {
      void oldest[1].close();
      this.open.delete(oldest[0]);
    }
    const { bullmq, connection, prefix } = this.connection;
    const queue = new bullmq.Queue(answersName(study), { connection, prefix, streams: { events: { maxLen: 100 } } });
    queue.on('error', () => {});
    this.open.set(study, queue);
    return queue;
  }
}
