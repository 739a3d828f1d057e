/** `serve`: the studio, on this machine only, until its terminal stops it. */
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { UserError } from '../../core/errors.js';
import { EXIT } from '../exit-codes.js';
import { openAddress } from '../open.js';
import { Guard } from '../studio/guard.js';
import { createStudio, type Studio } from '../studio/studio.js';
import type { Terminal } from '../terminal.js';

export interface ServeOptions {
  readonly port?: number;
  readonly out?: string;
  readonly open?: boolean;
}

/** Milliseconds for the head of a call, for all of it, and for which a connection may take nothing of an answer. */
export interface Patience {
  readonly head: number;
  readonly call: number;
  readonly reader: number;
}

const HOST = '127.0.0.1';
const MOST_CONNECTIONS = 64;
const PATIENCE: Patience = { head: 30_000, call: 60_000, reader: 30_000 };
/** How often connections are looked at whose call takes too long. */
const CHECK_MILLISECONDS = 2000;

/** @returns the exit code, when the studio has been stopped */
export async function serveCommand(options: ServeOptions, terminal: Terminal): Promise<number> {
  const { server, address, once, studio } = await startStudio(options);
  terminal.out(address);
  terminal.note('the studio runs on this machine only; Ctrl-C stops it');
  if (options.open === true) openAddress(once(), terminal);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve());
  });
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

/** Listens on a loopback port: the one asked for, or a free one. @throws UserError when the port is taken or not allowed */
export async function startStudio({ port = 0, out = 'results' }: ServeOptions, patience = PATIENCE): Promise<StartedStudio> {
  const guard = new Guard();
  const studio = createStudio({ guard, results: out });
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        fetch: studio.app.fetch,
        port,
        hostname: HOST,
        serverOptions: { maxHeaderSize: 16_384, connectionsCheckingInterval: Math.min(CHECK_MILLISECONDS, patience.head) },
      },
      (info) => {
        guard.port = info.port;
        const at = (token: string): string => `http://${HOST}:${info.port}/#token=${token}`;
        resolve({ server, address: at(guard.token), once: () => at(guard.spareToken()), studio });
      },
    ) as Server;
    bound(server, patience);
    server.on('error', (error) => reject(refusalOf(error, port) ?? error));
  });
}

function refusalOf({ code }: NodeJS.ErrnoException, port: number): UserError | undefined {
  const reason = { EADDRINUSE: 'is taken', EACCES: 'is not allowed to you' }[code ?? ''];
  return reason === undefined ? undefined : new UserError(`port ${port} ${reason}`, 'leave --port out to take a free one');
}

/** Connections that come to nothing are closed. One that waits for an answer that is still being made is left alone. */
function bound(server: Server, { head, call, reader }: Patience): void {
  server.maxConnections = MOST_CONNECTIONS;
  server.headersTimeout = head;
  server.requestTimeout = call;
  server.on('request', (_, answer) => {
    answer.setTimeout(reader, () => {
      if (answer.writableLength > 0) answer.destroy();
    });
  });
}
