/** `trihelix worker` and `--queue` as they are shipped: under the user of the guide, with a password that nobody sees. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Desk } from '../e2e/cli-desk.js';
import { root } from '../e2e/guide-pages.js';
import { createFaultDesk, hashOf, type Mark, type Started, start } from '../faults/study.js';
import { Line } from '../support/line.mjs';
import { hasRedis, PASSWORD, type RedisServer, startRedis, USER } from '../support/redis.js';

const SECRET = 'a secret that nobody reads';
let desk: Desk;
let undisturbed: string;
const folder = (out: string): string => join(desk.folder, out, 'long');

beforeAll(async () => {
  desk = createFaultDesk();
  await start(desk, ['run', 'long', '-o', 'undisturbed', '-q']).ended;
  undisturbed = hashOf(folder('undisturbed'));
});
afterAll(() => desk.clear());

describe.skipIf(!hasRedis)('with a queue', () => {
  let redis: RedisServer;
  let address: string;
  const env = { TRIHELIX_QUEUE_PASSWORD: PASSWORD, TRIHELIX_QUEUE_SECRET: SECRET, TRIHELIX_PROJECT: 'team-a' };
  const begun: Started[] = [];
  const give = (words: readonly string[], more = {}, pauses: readonly Mark[] = []): Started => {
    const made = start(desk, words, { ...env, ...more }, pauses);
    begun.push(made);
    return made;
  };
  const worker = (more: readonly string[] = []): Started => give(['worker', '--queue', address, '-j', '1', '--lock', '2s', ...more]);

  beforeAll(async () => {
    redis = await startRedis({ durable: true, guarded: 'team-a' });
    address = redis.url.replace('//', `//${USER}@`);
  });
  afterEach(async () => {
    for (const { child, ended } of begun.splice(0)) {
      child.kill('SIGKILL');
      await ended;
    }
  });
  afterAll(async () => redis?.stop());

  test('a study has the hash of one without, whatever is killed, and the password is nowhere', async () => {
    const open = `redis://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${redis.port}`;
    const first = worker();
    const run = give(['run', 'long', '-o', 'queued', '--queue', open], { TRIHELIX_QUEUE_PASSWORD: '' }, [10, 80]);
    await run.paused(10);
    expect(readFileSync(`/proc/${run.child.pid}/cmdline`, 'utf8')).not.toContain(encodeURIComponent(PASSWORD));
    first.child.kill('SIGKILL');
    const second = worker(['--idle', '1h']);
    run.goOn();
    await run.paused(80);
    await redis.kill();
    await redis.start();
    run.goOn();
    const third = worker();
    const ends = [await run.ended, await first.ended];
    expect(ends[0].code).toBe(0);
    expect(hashOf(folder('queued'))).toBe(undisturbed);
    await third.said('working on 1');
    second.child.kill('SIGTERM');
    third.child.kill('SIGINT');
    ends.push(await second.ended, await third.ended);
    expect(ends.slice(2).map(({ code }) => code)).toEqual([143, 130]);
    const said = ends.map(({ stderr }) => stderr).join('\n');
    expect(said).toContain('a password in an address can be seen');
    expect(said).toContain('cannot be reached; waiting for it');
    const files = readdirSync(desk.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const written = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1')).join('\n');
    for (const hidden of [PASSWORD, encodeURIComponent(PASSWORD), SECRET])
      expect([said.includes(hidden), written.includes(hidden)]).toEqual([false, false]);
  });

  test('a worker can be told to stop as soon as it has said that it works', async () => {
    const one = give(['worker', '--queue', address, '-j', '1'], {}, ['working on 1']);
    await one.paused('working on 1');
    one.child.kill('SIGTERM');
    one.goOn();
    expect(await one.ended).toMatchObject({ code: 143, signal: null });
  });

  test('a worker ends when it is told to, also while its line is lost', async () => {
    const line = await Line.to(redis.port);
    for (const moment of [0, 50, 100]) {
      const one = give(['worker', '--queue', line.url.replace('//', `//${USER}@`), '-j', '1']);
      await one.said('working on 1');
      await new Promise((resolve) => setTimeout(resolve, 500));
      line.sever();
      await new Promise((resolve) => setTimeout(resolve, moment));
      one.child.kill('SIGTERM');
      expect((await one.ended).code).toBe(143);
    }
    line.close();
  });

  test('an owner that is interrupted goes on, with a queue or without', async () => {
    worker();
    const run = give(['run', 'long', '-o', 'stopped', '--queue', address], {}, [10]);
    await run.paused(10);
    run.child.kill('SIGINT');
    run.goOn();
    const end = await run.ended;
    expect(end.code).toBe(130);
    const again = `trihelix run long --out stopped --queue redis://127.0.0.1:${redis.port} --project team-a`;
    expect(end.stderr).toContain(`go on with: ${again}\n`);
    const next = give(['run', 'long', '-o', 'stopped', '--queue', address], {}, [60]);
    await next.paused(60);
    next.child.kill('SIGTERM');
    next.goOn();
    expect((await next.ended).code).toBe(143);
    expect((await give(['run', 'long', '-o', 'stopped', '-q']).ended).code).toBe(0);
    expect(hashOf(folder('stopped'))).toBe(undisturbed);
  });

  test.each([
    ['a wrong password', {}, { TRIHELIX_QUEUE_PASSWORD: 'no' }, 'WRONGPASS'],
    ['another project than the user may touch', { project: 'team-b' }, {}, 'NOPERM'],
  ])('%s is told in a sentence', async (_, { project = 'team-a' }: { project?: string }, more, words) => {
    const { code, stderr } = await give(['worker', '--queue', address, '--project', project], more).ended;
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
    expect(stderr).not.toContain(PASSWORD);
  });
});

describe('without a server', () => {
  test('the first process of a container ends at a signal that comes before anything listens to it', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    // The kernel ends every other process by itself; what is tried is what the program does when it is the first.
    const first = 'data:text/javascript,Object.defineProperty(process, "pid", { value: 1 })';
    const connected = new Promise<void>((resolve) => silent.once('connection', () => resolve()));
    const waiting = start(desk, ['worker', '--queue', `redis://127.0.0.1:${port}`], { NODE_OPTIONS: `--import=${encodeURI(first)}` });
    await connected;
    waiting.child.kill('SIGTERM');
    expect(await waiting.ended).toMatchObject({ code: 143, signal: null });
    silent.close();
  });

  test.each([
    [['worker'], 'needs the address of a queue'],
    [['worker', '--queue', 'redis://example.org'], 'is not on this machine and has no TLS and no password'],
    [['run', 'long', '-o', 'far', '--queue', 'redis://example.org'], 'is not on this machine'],
    [['run', 'long', '-o', 'near', '--queue', 'redis://127.0.0.1:9'], 'cannot use the queue redis://127.0.0.1:9'],
    [['run', 'long', '-o', 'threads', '--queue', 'redis://127.0.0.1:9', '-j', '2'], 'threads and memory are those of the workers'],
    [['run', 'long', '-o', 'named', '--queue', 'redis://127.0.0.1:9', '--project', 'A B'], 'small letters'],
  ])('%j ends with 2 and a sentence', async (words, sentence) => {
    const { code, stderr } = await start(desk, words).ended;
    expect([code, stderr]).toEqual([2, expect.stringContaining(sentence)]);
  });

  test('allowed to be insecure it says so each time', async () => {
    const { stderr } = await start(desk, ['worker', '--queue', 'redis://127.0.0.1.invalid', '--insecure']).ended;
    expect(stderr).toContain('warning: INSECURE');
  });

  test('and without its packages everything else works, and a queue says how to get them', () => {
    const home = join(desk.folder, 'elsewhere');
    mkdirSync(join(home, 'node_modules'), { recursive: true });
    cpSync(join(root, 'dist'), join(home, 'dist'), { recursive: true });
    cpSync(join(root, 'package.json'), join(home, 'package.json'));
    for (const name of readdirSync(join(root, 'node_modules')))
      if (!/^(bullmq|ioredis|\..*)$/.test(name)) symlinkSync(join(root, 'node_modules', name), join(home, 'node_modules', name));
    const give = (...words: string[]) =>
      spawnSync(process.execPath, [join(home, 'dist/src/cli/main.js'), ...words], { cwd: desk.folder, encoding: 'utf8' });
    expect(give('--version').status).toBe(0);
    expect(give('run', 'long', '--replicates', '2', '-o', 'small', '-q').status).toBe(0);
    const { status, stderr } = give('worker', '--queue', 'redis://127.0.0.1:9');
    expect([status, stderr]).toEqual([2, expect.stringContaining('npm install bullmq@6 ioredis@6')]);
    rmSync(home, { recursive: true });
  });

  test('a second command may wait for the first instead of being refused', async () => {
    const first = start(desk, ['run', 'long', '-o', 'shared', '-j', '1'], {}, [5]);
    await first.paused(5);
    const second = start(desk, ['run', 'long', '-o', 'shared', '-j', '1', '--wait']);
    await second.said('waiting for process');
    first.goOn();
    const [one, two] = [await first.ended, await second.ended];
    expect([one.code, two.code]).toEqual([0, 0]);
    expect(two.stderr).toContain(`waiting for process ${first.child.pid}`);
    expect(hashOf(folder('shared'))).toBe(undisturbed);
  });
});
