/** `serve`: the studio, on this machine only, until its terminal stops it. */
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { UserError } from '../../core/errors.js';
import { EXIT } from '../exit-codes.js';
import { openInBrowser } from '../open.js';
import { Guard } from '../studio/guard.js';
import { createStudio, type Studio } from '../studio/studio.js';
import type { Terminal } from '../terminal.js';

export interface ServeOptions {
  readonly port?: number;
  readonly out?: string;
  readonly open?: boolean;
}

const HOST = '127.0.0.1';
const MOST_CONNECTIONS = 64;
/** How often connections are looked at whose call takes too long. */
const CHECK_MILLISECONDS = 2000;

/** @returns the exit code, when the studio has been stopped */
export async function serveCommand(options: ServeOptions, terminal: Terminal): Promise<number> {
  const { server, address, studio } = await startStudio(options);
  terminal.out(address);
  terminal.note('the studio runs on this machine only; Ctrl-C stops it');
  if (options.open === true) openInBrowser(address, terminal);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve());
  });
  server.closeAllConnections();
  await Promise.all([new Promise((resolve) => server.close(resolve)), studio.close()]);
  return EXIT.done;
}

/** Listens on a loopback port: the one asked for, or a free one. @throws UserError when the port is taken */
async function startStudio({ port = 0, out = 'results' }: ServeOptions): Promise<{ server: Server; address: string; studio: Studio }> {
  const guard = new Guard();
  const studio = createStudio({ guard, results: out });
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        fetch: studio.app.fetch,
        port,
        hostname: HOST,
        serverOptions: { maxHeaderSize: 16_384, connectionsCheckingInterval: CHECK_MILLISECONDS },
      },
      (info) => {
        guard.port = info.port;
        resolve({ server, address: `http://${HOST}:${info.port}/#token=${guard.token}`, studio });
      },
    ) as Server;
    server.maxConnections = MOST_CONNECTIONS;
    server.headersTimeout = 30_000;
    server.requestTimeout = 60_000;
    server.on('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new UserError(`port ${port} is taken`, 'leave --port out to take a free one') : error),
    );
  });
}
