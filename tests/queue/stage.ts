/** A Redis for a file of tests, and everything that a test started around it, which ends with the test. */
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { jobsName } from '../../src/node/queue/place.js';
import type { QueueWorker } from '../../src/node/queue/worker.js';
import { type RedisServer, startRedis } from '../support/redis.js';
import { ORIGIN, type Owned, own, type WorkerProcess, work, workerProcess } from './desk.js';

export const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

export class Stage {
  redis!: RedisServer;
  client!: Redis;
  readonly processes: WorkerProcess[] = [];
  private readonly owners: Owned[] = [];
  private readonly workers: QueueWorker[] = [];

  constructor() {
    beforeAll(async () => {
      this.redis = await startRedis();
      this.client = this.redis.client();
    });
    afterEach(() => this.clear());
    afterAll(async () => this.redis?.stop());
  }

  async owner(...words: Parameters<typeof own>): Promise<Owned> {
    const made = await own(...words);
    this.owners.push(made);
    return made;
  }

  async worker(...words: Parameters<typeof work>): Promise<QueueWorker> {
    const made = await work(...words);
    this.workers.push(made);
    return made;
  }

  /** A worker that may be killed. */
  separate(): WorkerProcess {
    const made = workerProcess(this.redis.url);
    this.processes.push(made);
    return made;
  }

  /** A queue as a stranger sees it who reaches the server. */
  queueOf(name: string): Queue {
    return new Queue(name, { connection: this.client as never, prefix: 'trihelix:default' });
  }

  /** Resolves when a worker has begun a job. */
  async begun(): Promise<void> {
    const jobs = `trihelix:default:${jobsName(ORIGIN.engine)}`;
    for (let progress = ''; progress === ''; await wait(20)) {
      const [job] = await this.client.lrange(`${jobs}:active`, 0, -1);
      progress = (job === undefined ? null : await this.client.hget(`${jobs}:${job}`, 'progress')) ?? '';
    }
  }

  private async clear(): Promise<void> {
    for (const { executor } of this.owners.splice(0)) await executor.close();
    for (const each of this.workers.splice(0)) {
      each.stop();
      await each.ended.catch(() => {});
    }
    for (const { child, gone } of this.processes.splice(0)) {
      child.kill('SIGKILL');
      await gone;
    }
    await this.client.flushall();
  }
}
