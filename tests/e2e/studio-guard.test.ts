/** The studio's server against strangers: other hosts, other pages, no key, odd paths, bad bodies. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { studioEn } from '../../src/web/words/studio-en.js';
import { main } from './cli-desk.js';
import { StudioDesk } from './studio-desk.js';

let desk: StudioDesk;
let cookie: string;
const DRAFT = {
  base: 'classroom/bridges',
  name: 'mine',
  title: 'Mine',
  replicates: 2,
  run: false,
  variants: [
    { name: 'a', title: 'A', from: 'few', changes: {}, policies: null },
    {
      name: 'b',
      title: 'B',
      from: 'many',
      changes: { meeting_rate: 0.5 },
      policies: [{ instrument: 'rd_subsidy', values: { budget: 1000 } }],
    },
  ],
};

beforeAll(async () => {
  desk = await StudioDesk.start();
  cookie = await desk.cookie();
});
afterAll(() => desk?.close());

describe('the door', () => {
  it.each([
    { 'x-forwarded-for': '10.0.0.1' },
    { 'x-forwarded-host': 'studio.test' },
    { forwarded: 'for=10.0.0.1' },
    { host: 'studio.test' },
  ])('refuses what comes through a proxy, and says what goes instead: %j', async (headers) => {
    const { status, text } = await desk.send('/', { headers: headers as Record<string, string> });
    expect([status, text]).toEqual([403, expect.stringContaining(`ssh -L ${desk.port}:localhost:${desk.port}`)]);
  });

  it.each(['/api/enter', '/api/drafts', '/api/experiments/1/stop', '/api/nothing', '/'])(
    'reads no more than a little of 100 MB that are sent to %s, and hangs up',
    async (path) => {
      const own = `Host: 127.0.0.1:${desk.port}\r\nCookie: ${cookie}\r\nX-Trihelix: 1\r\n`;
      const json = 'Content-Type: application/json\r\n';
      for (const heads of [
        `${json}Content-Length: ${1e8}\r\n`,
        `${json}Transfer-Encoding: chunked\r\n`,
        `Content-Type: text/xml\r\nContent-Length: ${1e8}\r\n`,
        `${json}Content-Encoding: gzip\r\nContent-Length: ${1e8}\r\n`,
      ]) {
        const before = desk.megabytes();
        // What the system itself holds of a line comes on top of what is read.
        expect(await desk.pour(`POST ${path} HTTP/1.1\r\n${own}${heads}\r\n`), heads).toBeLessThan(3e7);
        expect(desk.megabytes()).toBeLessThan(before + 60);
      }
    },
  );

  it('takes nothing that is compressed', async () => {
    const headers = { cookie, 'content-type': 'application/json', 'x-trihelix': '1', 'content-encoding': 'gzip' };
    for (const path of ['/api/enter', '/api/drafts'])
      expect((await desk.send(path, { method: 'POST', headers, body: 'x' })).status, path).toBe(415);
  });

  it('listens on the loopback only', async () => {
    const outside = Object.values(networkInterfaces()).flatMap(
      (entries) => entries?.filter(({ internal, family }) => !internal && family === 'IPv4') ?? [],
    );
    for (const { address } of outside) {
      const reached = await new Promise<boolean>((resolve) => {
        const socket = connect({ host: address, port: desk.port, timeout: 500 }, () => resolve(true));
        socket.on('error', () => resolve(false)).on('timeout', () => resolve(false));
      });
      expect(reached, address).toBe(false);
    }
    expect((await desk.send('/')).status).toBe(200);
  });

  it.each(['evil.test', 'evil.test:80', 'localhost', '127.0.0.1:1', 'localhost.evil.test', '127.0.0.1.evil.test'])(
    'refuses the host "%s" before anything else',
    async (host) => {
      for (const path of ['/', '/studio.js', '/api/scenarios', '/nothing']) {
        const { status, headers } = await desk.send(path, { headers: { host, cookie } });
        expect(status).toBeGreaterThanOrEqual(400);
        expect([400, 403]).toContain(status);
        expect(headers['access-control-allow-origin']).toBeUndefined();
      }
    },
  );

  it.each([
    { origin: 'http://evil.test' },
    { origin: 'null' },
    { origin: 'https://localhost' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ] as Record<string, string>[])('refuses calls of other pages: %j', async (headers) => {
    expect((await desk.send('/api/scenarios', { headers: { ...headers, cookie } })).status).toBe(403);
    expect((await desk.post('/api/drafts', DRAFT, { ...headers, cookie })).status).toBe(403);
  });

  it('answers no call without the cookie, and gives none without the token', async () => {
    for (const path of [
      '/api/scenarios',
      '/api/studies',
      '/api/experiments/1',
      '/api/studies/0123456789abcdef',
      '/reports/0123456789abcdef',
      '/api/nothing',
    ])
      expect((await desk.send(path)).status, path).toBe(401);
    expect((await desk.send('/api/scenarios', { headers: { cookie: `trihelix-${desk.port}=${'0'.repeat(32)}` } })).status).toBe(401);
    for (const token of ['', 'x', '0'.repeat(32), 7, null, [desk.token], { length: 32 }]) {
      const { status, headers } = await desk.post('/api/enter', { token });
      expect([status, headers['set-cookie']]).toEqual([401, undefined]);
    }
    const { headers } = await desk.post('/api/enter', { token: desk.token });
    expect(headers['set-cookie']?.[0]).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  it('opens the browser at an address that lets one in, once, and is not the one that is shown', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trihelix-open-'));
    const opened = join(folder, 'opened');
    for (const name of ['xdg-open', 'open', 'explorer.exe'])
      writeFileSync(join(folder, name), `#!/bin/sh\nprintf %s "$*" > "${opened}.part" && mv "${opened}.part" "${opened}"\n`, {
        mode: 0o755,
      });
    // It calls nobody, so a proxy that is meant for other programs changes nothing.
    const proxies = { HTTP_PROXY: 'http://127.0.0.1:9', http_proxy: 'http://127.0.0.1:9', NODE_USE_ENV_PROXY: '1' };
    const other = await StudioDesk.start(['--open'], { ...proxies, PATH: `${folder}:${process.env.PATH}` });
    try {
      while (!existsSync(opened)) await new Promise((resolve) => setTimeout(resolve, 20));
      const [base, token] = readFileSync(opened, 'utf8').split('#token=');
      expect(base).toBe(`http://127.0.0.1:${other.port}/`);
      expect(token).not.toBe(other.token);
      const statuses = [token, token, other.token].map(async (each) => (await other.post('/api/enter', { token: each })).status);
      expect((await Promise.all(statuses)).sort()).toEqual([204, 204, 401]);
    } finally {
      await other.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('says where to look when there is no browser to open', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trihelix-open-'));
    for (const name of ['xdg-open', 'open']) writeFileSync(join(folder, name), '#!/bin/sh\nexit 3\n', { mode: 0o755 });
    const other = await StudioDesk.start(['--open'], { PATH: `${folder}:${process.env.PATH}` });
    try {
      while (!other.said().includes('open the address above in a browser')) await new Promise((resolve) => setTimeout(resolve, 20));
    } finally {
      await other.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('says that a port is taken', () => {
    const { status, stderr } = spawnSync(process.execPath, [main, 'serve', '--port', String(desk.port)], {
      cwd: desk.folder,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([2, expect.stringContaining(`port ${desk.port} is taken`)]);
  });

  it('takes no change that a form could send', async () => {
    const body = JSON.stringify(DRAFT);
    const send = (headers: Record<string, string>, method = 'POST') =>
      desk.send('/api/drafts', { method, headers: { cookie, ...headers }, body });
    expect((await send({ 'content-type': 'application/json' })).status).toBe(403);
    expect((await send({ 'content-type': 'text/plain', 'x-trihelix': '1' })).status).toBe(415);
    expect((await send({ 'x-trihelix': '1' })).status).toBe(415);
    for (const method of ['PUT', 'DELETE', 'OPTIONS', 'PATCH']) expect((await send({}, method)).status).toBe(405);
    expect(existsSync(join(desk.folder, 'scenarios'))).toBe(false);
  });

  it('puts its policy on every answer and allows nothing across origins', async () => {
    for (const path of ['/', '/studio.js', '/studio.css', '/worker.js', '/api/scenarios', '/nothing']) {
      const { headers } = await desk.send(path, { headers: { cookie, origin: `http://127.0.0.1:${desk.port}` } });
      expect(headers['content-security-policy'], path).toBe(
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types trihelix",
      );
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});

/** Ways to say "up and out" that some servers have fallen for. */
const UPWARDS = ['..', '%2e%2e', '.%2e', '%252e%252e', '..%00', '..%c0%af', '%c0%ae%c0%ae', '..;', '..\\', '..%5c', '....//'];

const STARTS = ['/', '/reports/', '/api/scenarios/', '/api/studies/', '/studio.js/', '//', '/./', '/%2e/', '/worker.js;', '/\\'];
const TARGETS = ['etc/passwd', 'package.json', 'C:/windows/win.ini', 'etc/passwd%00.js', 'proc/self/environ', '.git/config', 'results'];

describe('paths', () => {
  it('lead nowhere but to the few files there are', async () => {
    const forms = UPWARDS.flatMap((up) =>
      STARTS.flatMap((start) => TARGETS.flatMap((target) => [1, 3, 8].map((deep) => `${start}${`${up}/`.repeat(deep)}${target}`))),
    );
    expect(forms.length).toBeGreaterThan(2000);
    const tried = async (form: string): Promise<void> => {
      // Those who are known are held back beyond a hundred calls in a second, strangers are not let in at all.
      const known = forms.indexOf(form) % 5 === 0;
      const { status, text } = await desk.send(form, { headers: known ? { cookie } : {} });
      expect(known ? [400, 404] : [400, 401, 404], form).toContain(status);
      expect(text).not.toMatch(/root:|"dependencies"|\[fonts\]/);
    };
    for (let k = 0; k < forms.length; k += 16) await Promise.all(forms.slice(k, k + 16).map(tried));
  });

  it.each(['ZZZZ', '0123456789abcde', '0123456789abcdef0', '..%2f..%2fx', '0123456789ABCDEF', '0123456789abcdef'])(
    'no report %s',
    async (id) => {
      expect((await desk.send(`/reports/${id}`, { headers: { cookie } })).status).toBe(404);
    },
  );

  it('a report is shown as nobody, without this origin', async () => {
    const { studyId } = await import('../../src/cli/studio/studies.js');
    mkdirSync(join(desk.folder, 'results', 'foreign'), { recursive: true });
    writeFileSync(join(desk.folder, 'results', 'foreign', 'report.html'), '<script>fetch("/api/studies")</script>');
    const { status, headers } = await desk.send(`/reports/${studyId('foreign')}`, { headers: { cookie } });
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toMatch(/^sandbox allow-scripts/);
    expect(headers['content-security-policy']).not.toContain('allow-same-origin');
  });
});

describe('bodies', () => {
  it.each([
    ['a name with a path', { name: '../x' }],
    ['a name with a dot', { name: 'a.b' }],
    ['no name', { name: '' }],
    ['a base that is not there', { base: '../../etc/passwd' }],
    ['too many replicates', { replicates: 1e9 }],
    ['no variants', { variants: [] }],
    ['an unknown parameter', { variants: [{ ...DRAFT.variants[0], changes: { 'firms: 1\nevil': 1 } }] }],
    ['a value out of range', { variants: [{ ...DRAFT.variants[0], changes: { firms: 1e12 } }] }],
    ['an unknown instrument', { variants: [{ ...DRAFT.variants[0], policies: [{ instrument: '__proto__', values: {} }] }] }],
    [
      'a setting that is none',
      { variants: [{ ...DRAFT.variants[0], policies: [{ instrument: 'rd_subsidy', values: { 'x: 1\ny': 2 } }] }] },
    ],
    [
      'code for a formula',
      { variants: [{ ...DRAFT.variants[0], policies: [{ instrument: 'rd_subsidy', values: { budget: { text: 'process.exit()' } } }] }] },
    ],
  ])('with %s are refused in words, and nothing is written', async (_, change) => {
    const { status, text } = await desk.post('/api/drafts', { ...DRAFT, ...change }, { cookie });
    expect([400, 404]).toContain(status);
    const { problems } = JSON.parse(text) as { problems: string[] };
    expect(problems.length).toBeGreaterThan(0);
    expect(text).not.toMatch(/node_modules|\bat .*\(|\/dist\//);
    expect(existsSync(join(desk.folder, 'scenarios'))).toBe(false);
  });

  it('that are no JSON, or too large, are refused', async () => {
    const headers = { cookie, 'content-type': 'application/json', 'x-trihelix': '1' };
    expect((await desk.send('/api/drafts', { method: 'POST', headers, body: '{' })).status).toBe(400);
    const head = `POST /api/drafts HTTP/1.1\r\nHost: 127.0.0.1:${desk.port}\r\nX-Trihelix: 1\r\nContent-Type: application/json\r\n`;
    expect(await desk.raw(`${head}Content-Length: ${2 ** 21}\r\n\r\n`)).toMatch(/^HTTP\/1.1 413/);
    expect(await desk.raw(`${head}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`)).toMatch(/^HTTP\/1.1 413/);
  });

  it('that are sound become a scenario file, once', async () => {
    const first = await desk.post('/api/drafts', DRAFT, { cookie });
    expect(first.status, first.text).toBe(200);
    expect(JSON.parse(first.text)).toMatchObject({ path: 'scenarios/studio/mine.yaml', experiment: null });
    await desk.post('/api/drafts', DRAFT, { cookie });
    expect(readdirSync(join(desk.folder, 'scenarios/studio'))).toEqual(['mine.yaml']);
    const other = await desk.post('/api/drafts', { ...DRAFT, title: 'Other' }, { cookie });
    expect(JSON.parse(other.text)).toMatchObject({ path: 'scenarios/studio/mine-2.yaml' });
    expect(studioEn.saved('x')).toContain('x');
  });
});
