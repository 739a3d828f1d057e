/**
 * The way to Redis: packages loaded on demand, one connection that comes back by itself, and the server looked at before
 * it is relied on. Errors of the client carry the commands they belong to, a password among them, so none of them leaves
 * this file but as a sentence.
 */
import { isIP } from 'node:net';
import type { ConnectionOptions } from 'bullmq';
import type { Redis } from 'ioredis';
import { UserError } from '../../core/errors.js';
import { printable } from '../../experiment/text.js';
import type { QueueAddress } from './address.js';

export type BullMq = typeof import('bullmq');

export interface QueueConnection {
  readonly bullmq: BullMq;
  readonly redis: Redis;
  /** For queues and workers of BullMQ. */
  readonly connection: ConnectionOptions;
  /** What all keys of the project begin with. */
  readonly prefix: string;
  /**
   * Seconds for which the server may hold back the answer to who waits for a job. BullMQ gives up one that comes a second later, so
   * over a line on which all takes longer than this nobody would ever be given one; and it is less than may be silent.
   */
  readonly patience: number;
  /** What the user should know about the server. */
  readonly notes: readonly string[];
  close(): void;
}

export interface ConnectInput {
  readonly address: QueueAddress;
  /** Names what belongs together in one Redis. */
  readonly project: string;
  /** Told when the server is lost and found again. */
  readonly onNote: (text: string) => void;
  /** Milliseconds that an answer of the server is waited for. */
  readonly silence?: number;
}

/** Milliseconds that a connection may take, and the first one with all that is said at its beginning: over a slow line many ways. */
const CONNECT = 10_000;
const FIRST = 30_000;
/**
 * A line that goes silent without being closed, as behind a firewall that has forgotten it, would be waited for until the system
 * gives up: a quarter of an hour, or for ever.
 */
const SILENT = 20_000;

/**
 * Connects and looks at the server.
 * @throws UserError without the packages, without a server, with a wrong password, or with a server that would drop keys
 */
export async function connectQueue({ address, project, onNote, silence = SILENT }: ConnectInput): Promise<QueueConnection> {
  const { bullmq, Redis } = await load();
  const redis = new Redis({
    host: address.host,
    port: address.port,
    db: address.database,
    ...(address.username !== undefined && { username: address.username }),
    ...(address.password !== undefined && { password: address.password }),
    ...(address.tls && { tls: isIP(address.host) === 0 ? { servername: address.host } : {} }),
    lazyConnect: true,
    maxRetriesPerRequest: null,
    connectTimeout: CONNECT,
    socketTimeout: silence,
    retryStrategy: (times) => Math.min(100 * times, 2000),
  });
  const lines = linesOf(redis);
  const close = (): void => {
    for (const each of lines) each.disconnect();
  };
  let reason = '';
  redis.on('error', (error: Error) => {
    reason = sentenceOf(error);
  });
  try {
    await within(redis.connect(), FIRST);
    const notes = judge(parseInfo(await redis.info()), address.shown);
    reportLosses(redis, address.shown, onNote);
    return {
      bullmq,
      redis,
      connection: redis as unknown as ConnectionOptions,
      prefix: `trihelix:${project}`,
      patience: silence / 2000,
      notes,
      close,
    };
  } catch (error) {
    close();
    if (error instanceof UserError) throw error;
    throw new UserError(
      `cannot use the queue ${address.shown}: ${reason === '' ? sentenceOf(error) : reason}`,
      'is the server running, and are name and password right?',
    );
  }
}

/** The connection and all that BullMQ makes after it to wait on: it leaves one that is lost as it closes to come back for ever. */
function linesOf(redis: Redis): readonly Redis[] {
  const lines = [redis];
  const { duplicate } = redis;
  redis.duplicate = (...words) => {
    const made = duplicate.apply(redis, words);
    lines.push(made);
    return made;
  };
  return lines;
}

async function load() {
  try {
    const bullmq: BullMq = await import('bullmq');
    const { Redis } = await import('ioredis');
    return { bullmq, Redis };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UserError('the queue needs the packages bullmq and ioredis, which are not installed', 'npm install bullmq@6 ioredis@6');
  }
}

/** What an error of the client says, without the command that it belongs to. */
export function sentenceOf(error: unknown): string {
  const text = error instanceof Error ? error.message || String((error as NodeJS.ErrnoException).code ?? error.name) : 'unknown error';
  return printable(text.split('\n')[0] ?? '', 200);
}

/** What the server forbids for good, as an error for the user; undefined where trying again may help. */
export function forbiddenBy(error: unknown, shown: string): UserError | undefined {
  if (!(error instanceof Error) || !/^(NOPERM|NOAUTH|WRONGPASS)\b/.test(error.message)) return undefined;
  return new UserError(
    `the queue ${shown} refuses a command: ${sentenceOf(error)}`,
    'compare the rights of the user with the list in docs/guide/files/redis-users.acl; its keys begin with trihelix:PROJECT:',
  );
}

/** As `forbiddenBy`, for the first thing that is written: whatever the server has against it is for the user to mend. */
export function refusedBy(error: unknown, shown: string): UserError | undefined {
  const forbidden = forbiddenBy(error, shown);
  if (forbidden !== undefined || !(error instanceof Error) || error.name !== 'ReplyError') return forbidden;
  return new UserError(`the queue ${shown} takes nothing: ${sentenceOf(error)}`, 'has the server memory and disk to spare?');
}

async function within(work: Promise<unknown>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds / 1000} s`)), milliseconds);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function parseInfo(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(/\r?\n/).flatMap((line): [string, string][] => {
      const at = line.indexOf(':');
      return at > 0 ? [[line.slice(0, at), line.slice(at + 1)]] : [];
    }),
  );
}

/** @throws UserError when the server is too old, may not be written to, or would drop what it was given to make room */
function judge(info: ReadonlyMap<string, string>, shown: string): string[] {
  const version = info.get('redis_version') ?? '0';
  if (Number.parseInt(version, 10) < 6)
    throw new UserError(`the queue ${shown} is Redis ${printable(version, 20)}; 6.2 or newer is needed`);
  if (info.get('role') === 'slave' && info.get('slave_read_only') !== '0')
    throw new UserError(
      `the queue ${shown} is a copy of another server and takes nothing`,
      'give the address of the server that it copies',
    );
  const policy = info.get('maxmemory_policy');
  if (policy !== undefined && policy !== 'noeviction')
    throw new UserError(
      `the queue ${shown} drops keys when its memory is full (maxmemory-policy ${printable(policy, 40)})`,
      'set maxmemory-policy noeviction in redis.conf, or: redis-cli config set maxmemory-policy noeviction',
    );
  if (info.get('aof_enabled') === '1') return [];
  return [`the queue ${shown} keeps no append-only file: what it forgets in a restart is given out again and computed again`];
}

/** Says once that the server is lost, and once that it is back. */
function reportLosses(redis: Redis, shown: string, onNote: (text: string) => void): void {
  let lost = false;
  redis.on('reconnecting', () => {
    if (lost) return;
    lost = true;
    onNote(`the queue ${shown} cannot be reached; waiting for it`);
  });
  redis.on('ready', () => {
    if (lost) onNote(`the queue ${shown} is back`);
    lost = false;
  });
}
