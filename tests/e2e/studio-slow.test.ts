/** The studio's server against callers that dawdle or ask too much at once: each is let go in time and holds little memory. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type StartedStudio, startStudio } from '../../src/cli/commands/serve.js';
import { studyId } from '../../src/cli/studio/studies.js';
import { StudioDesk } from './studio-desk.js';

/** What is half a minute where it is served, in milliseconds. */
const PATIENCE = { head: 400, call: 900, reader: 700 };
/** More than the system itself keeps of an answer that nobody takes. */
const LARGE = 4e7;

let studio: StartedStudio;
let results: string;
let host: string;
let open: Socket[];
beforeEach(async () => {
  results = mkdtempSync(join(tmpdir(), 'trihelix-slow-'));
  studio = await startStudio({ out: results }, PATIENCE);
  ({ host } = new URL(studio.address));
  open = [];
});
afterEach(async () => {
  for (const socket of open) socket.destroy();
  await end(studio);
  rmSync(results, { recursive: true, force: true });
});

async function end({ server, studio: { close } }: StartedStudio): Promise<void> {
  server.closeAllConnections();
  await Promise.all([new Promise((resolve) => server.close(resolve)), close()]);
}

const get = (path: string, at = host, more = ''): string => `GET ${path} HTTP/1.1\r\nHost: ${at}\r\n${more}\r\n`;
const post = (path: string, length: number): string =>
  `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nX-Trihelix: 1\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ${length}\r\n\r\n`;

/** A connection that sends what it is given, and then the same piece again and again. */
async function call(text: string, again = ''): Promise<Socket> {
  const socket = connect(Number(new URL(studio.address).port), '127.0.0.1');
  open.push(socket);
  socket.on('error', () => {});
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  socket.write(text);
  const clock = setInterval(() => socket.write(again), 50);
  socket.on('close', () => clearInterval(clock));
  return socket;
}

/** All that is said until the connection is closed. */
function untilClosed(socket: Socket): Promise<string> {
  let said = '';
  socket.on('data', (data) => {
    said += data.toString('latin1');
  });
  return new Promise((resolve) => socket.once('close', () => resolve(said)));
}

const connections = (): Promise<number> => new Promise((resolve) => studio.server.getConnections((_, count) => resolve(count)));

/** What the token would be exchanged for, by a call that may take longer than there is patience. */
function cookieOf({ address }: StartedStudio): string {
  const { port, hash } = new URL(address);
  return `trihelix-${port}=${hash.slice('#token='.length)}`;
}

it('takes the next loopback where a machine lacks the first, and says so where there is none', async () => {
  // An address that is kept for examples, and so on no machine.
  const other = await startStudio({ out: results }, PATIENCE, ['192.0.2.1', '127.0.0.1']);
  expect(other.address).toMatch(/^http:\/\/127\.0\.0\.1:/);
  await end(other);
  await expect(startStudio({ out: results }, PATIENCE, ['192.0.2.1'])).rejects.toThrow('no loopback to listen on');
});

it('closes a connection that says nothing, or its head or its body piece by piece', async () => {
  const dawdling = [await call(''), await call(get('/').slice(0, -2), 'X'), await call(`${post('/api/enter', 900)}{`, ' ')];
  for (const said of await Promise.all(dawdling.map(untilClosed))) expect(said).toMatch(/^HTTP\/1\.1 408/);
});

it('closes a connection that takes nothing of its answer, or next to nothing', async () => {
  mkdirSync(join(results, 'large'));
  writeFileSync(join(results, 'large', 'report.html'), Buffer.alloc(LARGE, 'x'));
  const known = `Cookie: ${cookieOf(studio)}\r\n`;
  const readers = [1, 2, 3].map(() => call(get(`/reports/${studyId('large')}`, host, known)));
  const dawdlers = await Promise.all(readers);
  for (const reader of dawdlers) reader.pause();
  const slow = setInterval(() => dawdlers[0]?.read(1), 50);
  while ((await connections()) > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  clearInterval(slow);
});

it('waits with whoever waits for an answer that is still being made', async () => {
  // As much patience with a call as a busy machine needs; what is tried is the patience with an answer.
  const other = await startStudio({ out: results }, { head: 60_000, call: 60_000, reader: PATIENCE.reader });
  const known = cookieOf(other);
  const agent = new Agent({ keepAlive: true, maxSockets: 40 });
  const ask = (): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const asked = request(new URL('/api/experiments', other.address), { agent, headers: { cookie: known } }, (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode));
      });
      asked.on('error', reject).end();
    });
  // Beyond a hundred in a second they are held back, for longer than a connection may be idle.
  const begun = performance.now();
  const answers = await Promise.all(Array.from({ length: 220 }, ask));
  expect(answers.every((status) => status === 200)).toBe(true);
  expect(performance.now() - begun).toBeGreaterThan(PATIENCE.reader);
  agent.destroy();
  await end(other);
});

it('gives one answer at a time, however many calls come at once', async () => {
  const desk = await StudioDesk.start();
  try {
    const before = desk.megabytes();
    const at = `127.0.0.1:${desk.port}`;
    for (let n = 0; n < 4; n++) {
      const socket = connect(desk.port, '127.0.0.1', () => socket.pause().write(get('/studio.js', at).repeat(500)));
      open.push(socket);
      await new Promise<void>((resolve) => socket.on('error', () => {}).once('readable', resolve));
    }
    expect((await desk.send('/')).status).toBe(200);
    // Two thousand answers would be more than two gigabytes.
    expect(desk.megabytes()).toBeLessThan(before + 300);
  } finally {
    await desk.close();
  }
});
