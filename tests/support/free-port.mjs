/** Ports for servers of tests and proofs that are killed and started again. */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * A port that nobody listens to, from below those that the system gives to whoever asks for any: it stays free while a server is
 * killed and started again, whatever other tests connect and listen to meanwhile.
 */
export async function freePort() {
  for (;;) {
    const port = 15_000 + randomInt(15_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
