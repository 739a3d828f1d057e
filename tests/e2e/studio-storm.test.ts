/**
 * The studio's server under many, broken and idle requests: it answers in its own words, stays small, and goes on. The variable
 * REQUESTS sets how many broken ones there are; a million take six minutes on two processors.
 */
import { mkdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDraw, type Draw } from '../input/mutations.js';
import { StudioDesk } from './studio-desk.js';

const REQUESTS = Number(process.env.REQUESTS ?? 1500);
const AT_ONCE = 8;
const MOST_CONNECTIONS = 64;
const MEGABYTES = 512;

let desk: StudioDesk;
let cookie: string;
beforeAll(async () => {
  desk = await StudioDesk.start();
  cookie = await desk.cookie();
});
afterAll(() => desk?.close());

const HEADS = [
  'Transfer-Encoding: chunked', 'Transfer-Encoding: chunked, identity', 'Transfer-Encoding : chunked', 'Content-Length: 0',
  'Content-Length: -1', 'Content-Length: 4\r\nContent-Length: 5', 'Content-Length: 99999999999999999999', 'Expect: 100-continue',
  'Connection: Upgrade\r\nUpgrade: websocket', 'Connection: close, keep-alive', 'Origin: null', 'Sec-Fetch-Site: cross-site',
  'Content-Type: application/json', 'X-Trihelix: 1', 'Range: bytes=0-1,2-3', ' folded: yes', ': empty', 'A\u0000b: c', 'Cookie: ;=;',
]; // biome-ignore format: a list of heads
const TARGETS = [
  '/',
  '*',
  'http://evil.test/',
  '//evil.test',
  '/api/drafts',
  '/api/enter',
  '/reports/',
  '/?\u0000',
  '/%',
  `/${'a'.repeat(9000)}`,
];
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'HEAD', 'TRACE', 'PRI', 'get', '\u0016\u0003\u0001'];
const BODIES = ['', '{', '{"token":1}', '5\r\nhello\r\n0\r\n\r\n', 'ffffffffffffffff\r\n', '0\r\n\r\nGET / HTTP/1.1\r\n\r\n'];

/** A request that is nearly one: strange parts in a sound order, some bytes then damaged. */
function request(draw: Draw): Buffer {
  const pick = <T>(list: readonly T[]): T => list[draw(list.length)] as T;
  const heads = Array.from({ length: draw(5) }, () => pick(HEADS));
  if (draw(4) > 0) heads.unshift(`Host: 127.0.0.1:${desk.port}`);
  if (draw(3) === 0) heads.push(`Cookie: ${cookie}`);
  const text = `${pick(METHODS)} ${pick(TARGETS)} HTTP/${pick(['1.1', '1.1', '1.0', '2.0', '9'])}\r\n${heads.join('\r\n')}\r\n\r\n${pick(BODIES)}`;
  const bytes = Buffer.from(text, 'latin1');
  for (let n = draw(3); n > 0; n--) bytes[draw(bytes.length)] = draw(256);
  return bytes;
}

/** All that is answered to some bytes, after which nothing more is sent. */
function answerTo(bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(desk.port, '127.0.0.1', () => socket.end(bytes));
    socket.on('data', (data) => {
      said += data.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(said));
  });
}

function tell(began: number, before: number, sent: number): void {
  const rate = sent / ((performance.now() - began) / 1000);
  process.stderr.write(
    `${sent} requests, ${rate.toFixed(0)} a second; ${before.toFixed(0)} MB before, ${desk.megabytes().toFixed(0)} MB now\n`,
  );
}

it(`answers ${REQUESTS} broken requests without a word about itself`, { timeout: 240_000 + 20 * REQUESTS }, async () => {
  const draw = createDraw(20261121);
  const told: string[] = [];
  const codes = new Set<string>();
  const [began, before] = [performance.now(), desk.megabytes()];
  let sent = 0;
  const caller = async (): Promise<void> => {
    while (sent < REQUESTS) {
      const turn = ++sent;
      const bytes = request(draw);
      const said = await answerTo(bytes);
      for (const [, code] of said.matchAll(/HTTP\/1\.1 (\d{3})/g)) codes.add(code as string);
      if (/\/dist\/|node_modules|\bat .*\.js:\d|HTTP\/1\.1 5\d\d/.test(said))
        told.push(`${bytes.toString('latin1')}\n${said.slice(0, 500)}`);
      if (turn % 50_000 === 0) tell(began, before, turn);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, caller));
  expect(told.slice(0, 3)).toEqual([]);
  for (const code of ['200', '400', '403', '405']) expect([...codes]).toContain(code);
  expect((await desk.send('/api/scenarios', { headers: { cookie } })).status).toBe(200);
  expect(desk.megabytes()).toBeLessThan(MEGABYTES);
});

it('closes what waits longest beyond its number of connections, so that nobody is kept out', async () => {
  let closed = 0;
  const idle: Socket[] = [];
  for (let n = 0; n < MOST_CONNECTIONS + 20; n++) {
    const socket = connect(desk.port, '127.0.0.1');
    idle.push(socket);
    socket.on('close', () => closed++);
    socket.on('error', () => {});
    await new Promise((resolve) => socket.once('connect', resolve));
  }
  while (closed < 20) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(idle.slice(0, 20).every(({ destroyed }) => destroyed)).toBe(true);
  for (const headers of [{}, { cookie }]) expect((await desk.send('/', { headers })).status).toBe(200);
  for (const socket of idle) socket.destroy();
  while (closed < idle.length) await new Promise((resolve) => setTimeout(resolve, 20));
  expect((await desk.send('/')).status).toBe(200);
});

it('reads its scenarios again only where one has changed', async () => {
  const replies = await Promise.all(Array.from({ length: 60 }, () => desk.send('/api/scenarios', { headers: { cookie } })));
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
  for (const title of ['A first title', 'A second, longer title']) {
    mkdirSync(join(desk.folder, 'scenarios'), { recursive: true });
    writeFileSync(join(desk.folder, 'scenarios', 'mine.yaml'), `title: ${title}\nseed: s\n`);
    expect((await desk.send('/api/scenarios', { headers: { cookie } })).text).toContain(title);
  }
});

it('leaves out a scenario that cannot be read, and tries it again when the list is asked for again', async () => {
  const path = join(desk.folder, 'scenarios', 'odd.yaml');
  const titles = async (): Promise<string> => (await desk.send('/api/scenarios', { headers: { cookie } })).text;
  mkdirSync(join(desk.folder, 'scenarios'), { recursive: true });
  writeFileSync(join(desk.folder, 'scenarios', 'huge.yaml'), '#'.repeat(2 ** 20 + 1));
  const text = 'title: Now it is text\nseed: s\n';
  writeFileSync(path, Buffer.concat([Buffer.from(text.slice(0, -2)), Buffer.from([0xe9, 0x0a])]));
  const { atime, mtime } = statSync(path);
  expect(await titles()).toContain('golden-rule');
  // As a file that was held by another program for a moment: nothing that tells one from the other has changed.
  writeFileSync(path, text);
  utimesSync(path, atime, mtime);
  expect(await titles()).toContain('Now it is text');
});

it.each(['null', '[]', '"x"', '3', '[[[[', '{"a":'])('calls %s no object', async (body) => {
  const headers = { cookie, 'content-type': 'application/json', 'x-trihelix': '1' };
  const { status, text } = await desk.send('/api/drafts', { method: 'POST', headers, body });
  expect([status, JSON.parse(text)]).toEqual([400, { problems: ['the call is no JSON object'] }]);
});
