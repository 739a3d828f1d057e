/** A real Redis server on a free port of this machine, with a folder of its own, that a test may kill and start again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { findRedis, HOW_TO_GET } from '../../.build/redis.mjs';
import { freePort } from './free-port.mjs';

const program = findRedis();
/** Whether the tests of the queue can run here; where CI is set they must. */
export const hasRedis = program !== undefined || process.env.CI !== undefined;
if (program === undefined)
  process.stderr.write(`\n*** No Redis server: the tests of the queue DID NOT RUN. ${HOW_TO_GET} brings one. ***\n\n`);

export const USER = 'trihelix';
export const PASSWORD = 'pass:word/with@signs';
/** The list of the guide, with a password and the project's name put in. */
const ACL = readFileSync(fileURLToPath(new URL('../../docs/guide/files/redis-users.acl', import.meta.url)), 'utf8');

export interface RedisOptions {
  /** Keep an append-only file. */
  readonly durable?: boolean;
  /** Let only the user of the guide in, who may touch one project. */
  readonly guarded?: string;
  /** Listen with TLS only, by this certificate and key (PEM files). */
  readonly tls?: { readonly certificate: string; readonly key: string };
  readonly config?: readonly string[];
}

export interface RedisServer {
  readonly port: number;
  /** Without name and password. */
  readonly url: string;
  start(): Promise<void>;
  kill(): Promise<void>;
  /** A client that may do everything, where the server is not guarded. */
  client(): Redis;
  stop(): Promise<void>;
}

export async function startRedis(options: RedisOptions = {}): Promise<RedisServer> {
  if (program === undefined) throw new Error(`there is no Redis server; ${HOW_TO_GET} brings one`);
  const folder = mkdtempSync(join(tmpdir(), 'trihelix-redis-'));
  const port = await freePort();
  const words = [
    ...(options.tls === undefined ? ['--port', String(port)] : tlsWords(port, options.tls)),
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--save',
    '',
    '--appendonly',
    options.durable === true ? 'yes' : 'no',
  ];
  if (options.durable === true) words.push('--appendfsync', 'always');
  if (options.guarded !== undefined) {
    const list = ACL.replace('CHANGE-ME', PASSWORD).replace('trihelix:default:', `trihelix:${options.guarded}:`);
    writeFileSync(join(folder, 'users.acl'), list);
    words.push('--aclfile', join(folder, 'users.acl'));
  }
  words.push(...(options.config ?? []));
  const clients: Redis[] = [];
  let child: ChildProcess | undefined;
  const server: RedisServer = {
    port,
    url: `redis://127.0.0.1:${port}`,
    async start() {
      child = spawn(program.program, words, { env: { ...process.env, ...program.env }, stdio: ['ignore', 'pipe', 'inherit'] });
      await ready(child);
    },
    async kill() {
      const gone = new Promise((resolve) => child?.once('exit', resolve));
      child?.kill('SIGKILL');
      await gone;
    },
    client() {
      const client = new Redis({ port, host: '127.0.0.1', maxRetriesPerRequest: null });
      client.on('error', () => {});
      clients.push(client);
      return client;
    },
    async stop() {
      for (const client of clients) client.disconnect();
      if (child?.exitCode === null && child.signalCode === null) await server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

const tlsWords = (port: number, { certificate, key }: NonNullable<RedisOptions['tls']>): string[] => [
  ...['--port', '0', '--tls-port', String(port), '--tls-auth-clients', 'no'],
  // The server wants to know somebody whom it could trust, also where it asks no client.
  ...['--tls-cert-file', certificate, '--tls-key-file', key, '--tls-ca-cert-file', certificate],
];

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (part: Buffer) => {
      said += part.toString();
      if (said.includes('Ready to accept connections')) resolve();
    });
    child.once('exit', () => reject(new Error(`the Redis server ended: ${said}`)));
  });
}
