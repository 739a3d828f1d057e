/** `serve`: the studio, on this machine only, until its terminal stops it. */
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { UserError } from '../../core/errors.js';
import { EXIT } from '../exit-codes.js';
import { openAddress } from '../open.js';
import { boundConnections, type Patience } from '../studio/connections.js';
import { Guard } from '../studio/guard.js';
import { createStudio, type Studio } from '../studio/studio.js';
import type { Terminal } from '../terminal.js';

export interface ServeOptions {
  readonly port?: number;
  readonly out?: string;
  readonly open?: boolean;
}

/** The loopback, and what stands for it where there is none but that of IPv6. */
const HOSTS = ['127.0.0.1', '::1'] as const;
const PATIENCE: Patience = { head: 30_000, call: 60_000, reader: 30_000 };
/** How often connections are looked at whose call takes too long. */
const CHECK_MILLISECONDS = 2000;

/** @returns the exit code, when the studio has been stopped */
export async function serveCommand(options: ServeOptions, terminal: Terminal): Promise<number> {
  const { server, address, once, studio } = await startStudio(options);
  // Before the address is told: whoever reads it may end the studio at once.
  const told = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve());
  });
  terminal.out(address);
  terminal.note('the studio runs on this machine only; Ctrl-C stops it');
  if (options.open === true) openAddress(once(), terminal);
  await told;
  server.closeAllConnections();
  await Promise.all([new Promise((resolve) => server.close(resolve)), studio.close()]);
  return EXIT.done;
}

export interface StartedStudio {
  readonly server: Server;
  /** With the token in its fragment. */
  readonly address: string;
  /** An address that is good once, for a short while. */
  once(): string;
  readonly studio: Studio;
}

/**
 * Listens on a port of the first loopback that the machine has: the one asked for, or a free one.
 * @throws UserError when the port is taken or not allowed, or when there is no loopback
 */
export async function startStudio(
  { port = 0, out = 'results' }: ServeOptions,
  patience = PATIENCE,
  hosts: readonly string[] = HOSTS,
): Promise<StartedStudio> {
  const guard = new Guard();
  const studio = createStudio({ guard, results: out });
  const { server, host } = await listen(hosts, (hostname) => listenOn({ hostname, port }, studio, guard, patience));
  const at = (token: string): string => `http://${host}:${guard.port}/#token=${token}`;
  return { server, address: at(guard.token), once: () => at(guard.spareToken()), studio };
}

/** On the first of some addresses that the machine has. */
async function listen(
  hosts: readonly string[],
  on: (hostname: string) => Promise<Server>,
): Promise<{ readonly server: Server; readonly host: string }> {
  for (const hostname of hosts)
    try {
      return { server: await on(hostname), host: hostname.includes(':') ? `[${hostname}]` : hostname };
    } catch (error) {
      if (!['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  throw new UserError(`this machine has no loopback to listen on: ${hosts.join(', ')}`, 'on Linux: ip link set lo up');
}

interface Place {
  readonly hostname: string;
  readonly port: number;
}

function listenOn({ hostname, port }: Place, { app }: Studio, guard: Guard, patience: Patience): Promise<Server> {
  return new Promise((resolve, reject) => {
    const serverOptions = { maxHeaderSize: 16_384, connectionsCheckingInterval: Math.min(CHECK_MILLISECONDS, patience.head) };
    const server = serve({ fetch: app.fetch, port, hostname, serverOptions }, (info) => {
      guard.port = info.port;
      resolve(server);
    }) as Server;
    boundConnections(server, patience, (call) => guard.knows(call));
    server.on('error', (error) => reject(refusalOf(error, port) ?? error));
  });
}

function refusalOf({ code }: NodeJS.ErrnoException, port: number): UserError | undefined {
  const reason = { EADDRINUSE: 'is taken', EACCES: 'is not allowed to you' }[code ?? ''];
  return reason === undefined ? undefined : new UserError(`port ${port} ${reason}`, 'leave --port out to take a free one');
}
