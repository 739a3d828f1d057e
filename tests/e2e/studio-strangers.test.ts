/** The studio against pages of other names in a real browser, and against callers that are slow, many or out of their mind. */
import { existsSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { StudioDesk } from './studio-desk.js';
import { PATIENCE, sharedStudio } from './studio-page.js';

const EVIL = 'evil.example';
// Browsers that ask before a page calls the local network would end this before the studio could.
const stage = sharedStudio(`--host-resolver-rules=MAP ${EVIL} 127.0.0.1`, '--disable-features=LocalNetworkAccessChecks');

/**
 * A page of another site. Its own document is answered here, as the site's server would before it changes the address behind its
 * name; all that the page asks for from then on goes to the name, which now leads to this machine.
 */
async function foreignPage(origin: string, cookie?: string): Promise<Page> {
  const context = await stage.browser.newContext();
  const [name = '', value = ''] = cookie?.split('=') ?? [];
  if (cookie !== undefined) await context.addCookies([{ name, value, domain: '127.0.0.1', path: '/', httpOnly: true, sameSite: 'Strict' }]);
  const page = await context.newPage();
  await page.route(`${origin}/`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>evil</title>' }));
  await page.goto(`${origin}/`);
  return page;
}

/** All that a page can try on a server: what it gets to see is given back. */
function attack(page: Page, base: string, token: string): Promise<string[]> {
  return page.evaluate(
    async ([at, key]) => {
      const seen: string[] = [];
      const text = async (call: Promise<Response>): Promise<void> => {
        try {
          const answer = await call;
          seen.push(`${answer.type} ${answer.status} ${(await answer.text()).slice(0, 80)}`);
        } catch {
          seen.push('blocked');
        }
      };
      const json = { 'content-type': 'application/json', 'x-trihelix': '1' };
      const body = JSON.stringify({ token: key });
      for (const mode of ['cors', 'no-cors', 'same-origin'] as const)
        for (const path of ['/?', '/studio.js', '/api/scenarios', '/api/studies', '/api/experiments'])
          await text(fetch(`${at}${path}`, { mode, credentials: 'include' }));
      await text(fetch(`${at}/api/enter`, { method: 'POST', headers: json, body, credentials: 'include' }));
      await text(fetch(`${at}/api/enter`, { method: 'POST', mode: 'no-cors', body, credentials: 'include' }));
      const element = (tag: 'script' | 'img' | 'iframe', source: string): Promise<void> =>
        new Promise((resolve) => {
          const made = document.createElement(tag);
          made.onload = () => {
            const inside = tag === 'iframe' ? ((made as HTMLIFrameElement).contentDocument?.body.textContent ?? '') : 'loaded';
            seen.push(`${tag} ${inside.slice(0, 80)}`);
            resolve();
          };
          made.onerror = () => resolve();
          made.src = source;
          document.body.append(made);
        });
      await element('script', `${at}/studio.js`);
      await element('img', `${at}/api/scenarios`);
      await element('iframe', `${at}/?`);
      await new Promise<void>((resolve) => {
        const socket = new WebSocket(`${at.replace('http', 'ws')}/`);
        socket.onopen = () => seen.push('socket open');
        socket.onclose = () => resolve();
      });
      return seen;
    },
    [base, token] as const,
  );
}

describe('a page of another name', { timeout: PATIENCE }, () => {
  it('that was rebound to this machine is the origin of its calls, and gets nothing but refusals', async () => {
    const base = `http://${EVIL}:${stage.desk.port}`;
    const page = await foreignPage(base, await stage.desk.cookie());
    const seen = await attack(page, base, stage.desk.token);
    expect(seen.filter((line) => line.startsWith('basic 403')).length).toBeGreaterThanOrEqual(16);
    const harmless = /^(blocked$|basic 403 (this server answers to localhost only|calls from other pages are refused)|opaque 0 $|iframe )/;
    expect(seen.filter((line) => !harmless.test(line))).toEqual([]);
    expect(seen.filter((line) => line.startsWith('iframe ')).join()).not.toMatch(/trihelix|scenario|Studio/i);
    expect(await page.evaluate(() => document.cookie)).toBe('');
    expect(existsSync(join(stage.desk.folder, 'scenarios'))).toBe(false);
  });

  it('that calls this machine by its number reads nothing and changes nothing', async () => {
    const page = await foreignPage(`http://${EVIL}:${stage.desk.port + 1}`, await stage.desk.cookie());
    const seen = await attack(page, `http://127.0.0.1:${stage.desk.port}`, stage.desk.token);
    expect(seen.filter((line) => !/^(blocked|opaque 0 |iframe )$/.test(line))).toEqual([]);
    const cookie = await stage.desk.cookie();
    await page.evaluate(
      ([at]) => {
        const form = document.createElement('form');
        Object.assign(form, { action: `${at}/api/drafts`, method: 'post', enctype: 'text/plain', target: '_blank' });
        document.body.append(form);
        form.submit();
      },
      [`http://127.0.0.1:${stage.desk.port}`],
    );
    expect((await stage.desk.send('/api/experiments', { headers: { cookie } })).text).toBe('null');
    expect(existsSync(join(stage.desk.folder, 'scenarios'))).toBe(false);
  });
});

/** What the server says to these bytes until it or we end the connection. */
function talk(text: string, patience = 10_000): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(stage.desk.port, '127.0.0.1', () => socket.write(text));
    const end = (): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(said);
    };
    const timer = setTimeout(end, patience);
    socket.on('data', (data) => {
      said += data.toString('latin1');
      if (/\r\n\r\n/.test(said)) end();
    });
    socket.on('error', end).on('close', end);
  });
}

const HOST = (): string => `Host: 127.0.0.1:${stage.desk.port}\r\n`;

describe('strain', { timeout: PATIENCE }, () => {
  it('upgrades no connection, and asks of an upgrade what it asks of a call', async () => {
    const upgrade =
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n';
    expect(await talk(`GET / HTTP/1.1\r\nHost: evil.test\r\n${upgrade}\r\n`)).toMatch(/^HTTP\/1\.1 403/);
    expect(await talk(`GET /api/scenarios HTTP/1.1\r\n${HOST()}${upgrade}\r\n`)).not.toMatch(/^HTTP\/1\.1 101/);
  });

  it('reads no head of more than 16 KiB', async () => {
    expect(await talk(`GET / HTTP/1.1\r\n${HOST()}X-Long: ${'a'.repeat(17_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431/);
  });

  it('holds back calls beyond a hundred in a second', async () => {
    const cookie = await stage.desk.cookie();
    const begun = performance.now();
    for (let round = 0; round < 10; round++) {
      const answers = await Promise.all(Array.from({ length: 25 }, () => stage.desk.send('/api/experiments', { headers: { cookie } })));
      expect(answers.every(({ status }) => status === 200)).toBe(true);
    }
    expect(performance.now() - begun).toBeGreaterThan(1000);
  });

  it('keeps 64 connections at most, and answers again when they have gone', async () => {
    const sockets: Socket[] = [];
    let closed = 0;
    for (let k = 0; k < 100; k++) {
      const socket = connect(stage.desk.port, '127.0.0.1');
      socket.on('close', () => closed++).on('error', () => undefined);
      sockets.push(socket);
    }
    while (closed < 30) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(closed).toBeLessThan(100);
    for (const socket of sockets) socket.destroy();
    while (closed < 100) await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await stage.desk.send('/')).status).toBe(200);
  });

  it('outlives a thousand calls that are none, in little memory', async () => {
    const word = fc.oneof(
      fc.constantFrom(
        'GET',
        'POST',
        'HEAD',
        '/',
        '/api/drafts',
        '/api/scenarios/..',
        'HTTP/1.1',
        'HTTP/9',
        'Host:',
        ':',
        ' ',
        '\r\n',
        '\r\n\r\n',
      ),
      fc.constantFrom(
        'Content-Length: 5',
        'Content-Length: -1',
        'Transfer-Encoding: chunked',
        'Transfer-Encoding: gzip',
        '5\r\nhello\r\n0',
        '\0',
      ),
      fc.string({ maxLength: 40 }),
    );
    const calls = fc.sample(fc.array(word, { minLength: 1, maxLength: 14 }), { numRuns: 1000, seed: 7 });
    for (let k = 0; k < calls.length; k += 20)
      await Promise.all(
        calls.slice(k, k + 20).map(async (words, w) => {
          const start = w % 2 === 0 ? `POST /api/enter HTTP/1.1\r\n${HOST()}` : '';
          const said = await talk(`${start}${words.join(w % 3 === 0 ? '\r\n' : '')}\r\n\r\n`, 50);
          expect(said).not.toMatch(/^HTTP\/1\.1 (2\d\d|5\d\d)(?! Version)|node_modules|\bat .*:\d+:\d+/);
        }),
      );
    expect((await stage.desk.send('/')).status).toBe(200);
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${stage.desk.pid}/status`, 'utf8'))?.[1];
    expect(Number(peak)).toBeLessThan(512 * 1024);
  });

  it('leaves no listener behind', async () => {
    const other = await StudioDesk.start();
    const { port } = other;
    expect((await other.send('/')).status).toBe(200);
    await other.close();
    const reached = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true));
      socket.on('error', () => resolve(false));
    });
    expect(reached).toBe(false);
  });
});
