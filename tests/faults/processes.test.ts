/** The command line under signals and deaths: nothing stored is lost, nobody stays behind, and the end has the same bytes. */
import { spawn } from 'node:child_process';
import { cpSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readStudy } from '../../src/node/result-folder.js';
import { type Desk, main } from '../e2e/cli-desk.js';
import { childrenOf, isRunning } from '../support/processes.mjs';
import { createFaultDesk, hashOf, start } from './study.js';

let desk: Desk;
let undisturbed: string;
const folder = (out: string): string => join(desk.folder, out, 'long');

beforeAll(async () => {
  desk = createFaultDesk();
  await start(desk, ['run', 'long', '-j', '1', '-o', 'undisturbed', '-q']).ended;
  undisturbed = hashOf(folder('undisturbed'));
});
afterAll(() => desk.clear());

/** Goes on to the end and compares. */
async function resume(out: string, workers: number): Promise<void> {
  const { code } = await start(desk, ['run', 'long', '-j', String(workers), '-o', out, '-q']).ended;
  expect(code).toBe(0);
  expect(hashOf(folder(out))).toBe(undisturbed);
}

async function gone(pids: readonly number[], milliseconds: number): Promise<boolean> {
  for (const end = performance.now() + milliseconds; performance.now() < end; ) {
    if (!pids.some(isRunning)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

describe('the owner', () => {
  test.each<[NodeJS.Signals, number]>([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])('told to stop by %s ends with %d, names the command, and goes on elsewhere', async (signal, code) => {
    const run = start(desk, ['run', 'long', '-j', '2', '-o', signal], {}, [20]);
    await run.paused(20);
    run.child.kill(signal);
    run.goOn();
    const end = await run.ended;
    expect(end.code).toBe(code);
    expect(end.stderr).toContain('go on with: trihelix run long');
    await resume(signal, 1);
  });

  test('told twice leaves at once, however much there is left to do', async () => {
    // Runs of seconds each, of which none will be finished.
    const last = 'a second Ctrl-C leaves at once';
    const run = start(desk, ['run', 'long', 'steps=200000', '-j', '2', '-o', 'twice'], {}, [last]);
    while (childrenOf(run.child.pid as number).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    run.child.kill('SIGINT');
    await run.paused(last);
    run.child.kill('SIGINT');
    run.goOn();
    expect((await run.ended).code).toBe(130);
    expect(readStudy(join(desk.folder, 'twice', 'long--steps=200000'))?.results.ids).toEqual([]);
  });

  test('told again while it says its last words ends with the same code', async () => {
    const run = start(desk, ['run', 'long', '-j', '2', '-o', 'again'], {}, [20, 'go on with']);
    await run.paused(20);
    run.child.kill('SIGINT');
    run.goOn();
    await run.paused('go on with');
    run.child.kill('SIGINT');
    run.goOn();
    expect((await run.ended).code).toBe(130);
  });

  test('whose readers go away goes on to the end', async () => {
    const run = start(desk, ['run', 'long', '-j', '2', '-o', 'unread']);
    await run.stored(5);
    run.child.stderr?.destroy();
    expect((await run.ended).code).toBe(0);
    expect(hashOf(folder('unread'))).toBe(undisturbed);
  });

  test('killed leaves no process behind, and the study goes on', async () => {
    const run = start(desk, ['run', 'long', '-j', '2', '-o', 'killed'], {}, [20]);
    await run.paused(20);
    const children = childrenOf(run.child.pid as number);
    expect(children.length).toBeGreaterThan(0);
    run.goOn();
    // A backup that is taken meanwhile holds what was stored before it began.
    cpSync(folder('killed'), folder('backup'), { recursive: true });
    run.child.kill('SIGKILL');
    await run.ended;
    expect(await gone(children, 60_000)).toBe(true);
    await resume('killed', 2);
    expect(readStudy(folder('backup'))?.results.ids.length).toBeGreaterThanOrEqual(20);
  });

  test('whose folder is taken away says so, and goes on where it is put back', async () => {
    const run = start(desk, ['run', 'long', '-j', '1', '-o', 'taken'], {}, [5]);
    await run.paused(5);
    renameSync(join(desk.folder, 'taken'), join(desk.folder, 'elsewhere'));
    run.goOn();
    const { code, stderr } = await run.ended;
    expect(code).toBe(4);
    expect(stderr).toContain('journal-0001.thx was moved or deleted while runs were being stored');
    expect(stderr).toContain('put it back');
    renameSync(join(desk.folder, 'elsewhere'), join(desk.folder, 'taken'));
    await resume('taken', 2);
  });

  test('asked how far it is answers and opens no port', async () => {
    const run = start(desk, ['run', 'long', '-j', '1', '-o', 'asked'], {}, [5]);
    await run.paused(5);
    run.child.kill('SIGUSR1');
    run.child.kill('SIGQUIT');
    run.goOn();
    const { code, stderr } = await run.ended;
    expect(code).toBe(0);
    expect(stderr.match(/\d+ of 300 runs are stored/g)?.length).toBe(2);
    expect(stderr).not.toContain('Debugger');
  });

  test('is one: a second is refused at once and told who is at work', async () => {
    const first = start(desk, ['run', 'long', '-j', '1', '-o', 'shared'], {}, [5]);
    await first.paused(5);
    const second = await start(desk, ['run', 'long', '-j', '1', '-o', 'shared']).ended;
    first.goOn();
    expect(second.code).toBe(4);
    expect(second.stderr).toContain(`in use by process ${first.child.pid}`);
    expect((await first.ended).code).toBe(0);
    expect(hashOf(folder('shared'))).toBe(undisturbed);
  });
});

test('a command that computes no batch opens no port either when it is asked how far it is', async () => {
  const child = spawn(process.execPath, [main, 'serve'], { cwd: desk.folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      said += part.toString();
    });
  while (!said.includes('http://') && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGUSR1');
  await new Promise((resolve) => setTimeout(resolve, 300));
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('close', resolve));
  expect(said).toContain('http://');
  expect(said).not.toContain('Debugger');
});

test('the studio can be stopped as soon as it has told its address', async () => {
  const studio = start(desk, ['serve'], {}, ['the studio runs']);
  await studio.paused('the studio runs');
  studio.child.kill('SIGTERM');
  studio.goOn();
  expect(await studio.ended).toMatchObject({ code: 0, signal: null });
});

test('the process of the threads may be killed again and again', async () => {
  const run = start(desk, ['run', 'long', '-j', '2', '-o', 'child'], {}, [20, 60, 100]);
  for (const count of [20, 60, 100]) {
    await run.paused(count);
    for (const pid of childrenOf(run.child.pid as number)) process.kill(pid, 'SIGKILL');
    run.goOn();
  }
  expect((await run.ended).code).toBe(0);
  expect(hashOf(folder('child'))).toBe(undisturbed);
});

test('stopped and continued: no run is late for that', async () => {
  const run = start(desk, ['run', 'long', '-j', '1', '-o', 'asleep', '--time-limit', '2s'], {}, [5]);
  await run.paused(5);
  const all = [run.child.pid as number, ...childrenOf(run.child.pid as number)];
  for (const pid of all) process.kill(pid, 'SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, 4000));
  for (const pid of all) process.kill(pid, 'SIGCONT');
  expect((await run.ended).code).toBe(0);
  expect(hashOf(folder('asleep'))).toBe(undisturbed);
});

test('whose clock leaps, in another time zone and language, is killed and goes on to the same bytes', async () => {
  const clock = new URL('leaping-clock.mjs', import.meta.url).href;
  const env = { NODE_OPTIONS: `--import=${clock}`, TZ: 'Asia/Kathmandu', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };
  const run = start(desk, ['run', 'long', '-j', '2', '-o', 'leaping', '--time-limit', '60s'], env, [20]);
  await run.paused(20);
  run.child.kill('SIGKILL');
  await run.ended;
  const { code } = await start(desk, ['run', 'long', '-j', '2', '-o', 'leaping', '--time-limit', '60s'], env).ended;
  expect(code).toBe(0);
  expect(hashOf(folder('leaping'))).toBe(undisturbed);
  expect(readFileSync(join(folder('leaping'), 'views', 'final.csv'), 'utf8')).toBe(
    readFileSync(join(folder('undisturbed'), 'views', 'final.csv'), 'utf8'),
  );
});
