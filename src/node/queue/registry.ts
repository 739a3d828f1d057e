/**
 * Who is there: owners and workers write a line about themselves every beat into a hash of the project, with the time of
 * the server, so that no clock of a machine matters.
 */
import type { Redis } from 'ioredis';
import type { Seal } from './seal.js';

/** What a program says about itself. */
export interface Presence {
  readonly engine: string;
  /** Digest of the self-test's answers. */
  readonly answers: string;
  /** A study's name, or a number of threads. */
  readonly what: string;
}

export interface Present extends Presence {
  readonly id: string;
  /** When its last beat was, in milliseconds of the server's clock. */
  readonly beat: number;
  /** Milliseconds since its last beat. */
  readonly age: number;
  /** Whether its seal is that of our secret. */
  readonly sealed: boolean;
}

/** Milliseconds between two beats. */
export const BEAT = 1000;
/** After this silence a program is no longer counted as present. */
export const SILENCE = 5 * BEAT;
/** An owner that was not heard of for so long is not answered any more. */
export const FORGOTTEN = 24 * 3_600_000;
/** The line of a worker that was not heard of for so long is taken away; one that was only cut off writes it again. */
export const GONE = 60 * BEAT;
const MOST_PRESENT = 10_000;
const LONGEST = 500;

export class Registry {
  private readonly redis: Redis;
  private readonly key: string;
  private readonly seal: Seal;

  constructor(redis: Redis, key: string, seal: Seal) {
    this.redis = redis;
    this.key = key;
    this.seal = seal;
  }

  async beat(id: string, presence: Presence): Promise<void> {
    const text = JSON.stringify([presence.engine, presence.answers, presence.what]);
    await this.redis.hset(this.key, id, JSON.stringify([await this.now(), text, this.seal.of('presence', id, text)]));
  }

  async leave(id: string): Promise<void> {
    await this.redis.hdel(this.key, id);
  }

  /** Takes away the lines of those who were not heard of for so long. */
  async forget(age: number): Promise<void> {
    const old = (await this.list()).filter((present) => present.age > age).map(({ id }) => id);
    if (old.length > 0) await this.redis.hdel(this.key, ...old);
  }

  /** All that ever wrote a line and did not leave, dead ones too. Lines that are none are left out. */
  async list(): Promise<Present[]> {
    const [now, lines] = [await this.now(), await this.redis.hgetall(this.key)];
    return Object.entries(lines)
      .slice(0, MOST_PRESENT)
      .flatMap(([id, line]) => this.read(id, line, now));
  }

  private read(id: string, line: string, now: number): Present[] {
    if (line.length > LONGEST || id.length > 100) return [];
    try {
      const [at, text, seal] = JSON.parse(line) as unknown[];
      if (typeof at !== 'number' || typeof text !== 'string') return [];
      const [engine, answers, what] = JSON.parse(text) as unknown[];
      if (typeof engine !== 'string' || typeof answers !== 'string' || typeof what !== 'string') return [];
      return [{ id, engine, answers, what, beat: at, age: now - at, sealed: this.seal.holds(seal, 'presence', id, text) }];
    } catch {
      return [];
    }
  }

  private async now(): Promise<number> {
    const [seconds, microseconds] = await this.redis.time();
    return Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000);
  }
}
