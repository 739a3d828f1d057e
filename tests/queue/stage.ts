/** A Redis for a file of tests, and everything that a test started around it, which ends with the test. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { QueueWorker } from '../../src/node/queue/worker.js';
import { type RedisServer, startRedis } from '../support/redis.js';
import { type Owned, own, type WorkerProcess, work, workerProcess } from './desk.js';

export const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

export class Stage {
  redis!: RedisServer;
  client!: Redis;
  readonly processes: WorkerProcess[] = [];
  private readonly owners: Owned[] = [];
  private readonly workers: QueueWorker[] = [];
  private held = '';

  constructor() {
    beforeAll(async () => {
      this.held = join(mkdtempSync(join(tmpdir(), 'trihelix-held-')), 'run');
      process.env.TRIHELIX_HELD = this.held;
      this.redis = await startRedis();
      this.client = this.redis.client();
    });
    afterEach(() => this.clear());
    afterAll(async () => {
      await this.redis?.stop();
      rmSync(dirname(this.held), { recursive: true, force: true });
    });
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

  /** Resolves when a worker has begun a run with the fault `hold`, which lasts until it is let go. */
  async begun(): Promise<void> {
    while (!existsSync(this.held)) await wait(20);
  }

  letGo(): void {
    writeFileSync(`${this.held}.go`, '');
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
    for (const path of [this.held, `${this.held}.go`]) rmSync(path, { force: true });
  }
}
