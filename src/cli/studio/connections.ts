/**
 * Bounds on what callers may hold of the studio's server: how many connections, for how long, and how much it reads of a call that
 * it has refused. One that waits for an answer that is still being made is left alone.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Milliseconds for the head of a call, for all of it, and for which a connection may take nothing of an answer. */
export interface Patience {
  readonly head: number;
  readonly call: number;
  readonly reader: number;
}

const MOST_CONNECTIONS = 64;
/** Bytes that are read of a body that nobody wants, so that a caller who sends a little too much still hears why it was refused. */
const MOST_UNWANTED = 2 ** 20;

/** @param isKnown whether a call comes with the key, and so from whoever started the studio */
export function boundConnections(server: Server, { head, call, reader }: Patience, isKnown: (call: IncomingMessage) => boolean): void {
  server.headersTimeout = head;
  server.requestTimeout = call;
  const isAtWork = makeRoom(server);
  server.on('request', (incoming: IncomingMessage, answer: ServerResponse) => {
    if (isKnown(incoming)) isAtWork(incoming.socket, answer);
    answer.setTimeout(reader, () => {
      if (answer.writableLength > 0) answer.destroy();
    });
    // Before Node, which would take all of it off the line.
    answer.prependOnceListener('finish', () => readNoMore(incoming));
  });
}

/**
 * Beyond the number of connections the one goes that has had nothing to do for longest, first among those that never showed the
 * key: thousands that only wait, or say their piece slowly, keep nobody out.
 * @returns tells that a connection has shown the key and has something to do until it is answered
 */
function makeRoom(server: Server): (socket: Socket, answer: ServerResponse) => void {
  const [strangers, known] = [new Set<Socket>(), new Set<Socket>()];
  let open = 0;
  server.on('connection', (socket: Socket) => {
    const [oldest = [...known][0] ?? socket] = strangers;
    strangers.add(socket);
    socket.once('close', () => {
      strangers.delete(socket);
      known.delete(socket);
      open--;
    });
    if (++open > MOST_CONNECTIONS) oldest.destroy();
  });
  return (socket, answer) => {
    strangers.delete(socket);
    known.delete(socket);
    answer.once('close', () => {
      if (!socket.destroyed) known.add(socket);
    });
  };
}

/** Reads a little of what is left of a call that has been answered, then hangs up. */
function readNoMore(incoming: IncomingMessage): void {
  let left = MOST_UNWANTED;
  if (incoming.complete) return;
  incoming.on('data', (piece: Buffer) => {
    left -= piece.length;
    if (left < 0) incoming.destroy();
  });
  incoming.read(0);
}
