/** One owner per study, whoever else starts, dies or comes back. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ownerOf, takeOwnership } from '../../src/node/owner.js';
import { StoreError } from '../../src/node/store-error.js';

const claim = fileURLToPath(new URL('./fixtures/claim.mjs', import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trihelix-owner-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A process that tries to own the folder, and what it says. */
function contender(moment = 0): { child: ChildProcess; answer: Promise<string> } {
  const child = spawn(process.execPath, [claim, folder, String(moment)], { stdio: ['pipe', 'pipe', 'inherit'] });
  return { child, answer: new Promise((resolve) => child.stdout?.once('data', (part: Buffer) => resolve(part.toString().trim()))) };
}

async function end(child: ChildProcess, how: 'kill' | 'release'): Promise<void> {
  const gone = child.exitCode === null ? new Promise((resolve) => child.once('exit', resolve)) : undefined;
  if (how === 'kill') child.kill('SIGKILL');
  else child.stdin?.end();
  await gone;
}

const claims = (): string[] => readdirSync(folder).filter((name) => name.startsWith('owner-'));

describe('ownership', () => {
  test('that the disk does not let go of is the disk’s fault and not ours', () => {
    const first = takeOwnership(folder);
    rmSync(folder, { recursive: true });
    expect(() => first.release()).toThrow(StoreError);
  });

  test('a living owner is named to the second, and after release the next one gets in', () => {
    const first = takeOwnership(folder);
    expect(() => takeOwnership(folder)).toThrow(`process ${process.pid} on ${hostname()}`);
    expect(ownerOf(folder)).toContain(`process ${process.pid}`);
    first.release();
    expect(ownerOf(folder)).toBeUndefined();
    takeOwnership(folder).release();
    expect(claims()).toEqual(['owner-000002.json']);
  });

  test('a killed owner does not block', async () => {
    const { child, answer } = contender();
    expect(await answer).toBe('owner');
    expect(() => takeOwnership(folder)).toThrow(`process ${child.pid}`);
    await end(child, 'kill');
    takeOwnership(folder).release();
  });

  test('a recycled process number, an earlier boot and a torn claim do not block; another machine does', () => {
    takeOwnership(folder).release();
    const path = join(folder, claims()[0] as string);
    const mine = { ...(JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>), released: false };
    for (const stale of [
      { ...mine, began: '1' },
      { ...mine, boot: 'another' },
      { ...mine, pid: 2 ** 22 + 1 },
    ]) {
      writeFileSync(join(folder, claims()[0] as string), JSON.stringify(stale));
      takeOwnership(folder).release();
    }
    writeFileSync(join(folder, claims()[0] as string), '{"pid": 1');
    takeOwnership(folder).release();
    writeFileSync(join(folder, claims()[0] as string), JSON.stringify({ ...mine, host: 'elsewhere', pid: 1 }));
    expect(() => takeOwnership(folder)).toThrow('process 1 on elsewhere');
  });

  test('of many that start at once over a dead owner, exactly one gets in', async () => {
    for (let round = 0; round < 3; round++) {
      const dead = contender();
      expect(await dead.answer).toBe('owner');
      await end(dead.child, 'kill');
      const moment = Date.now() + 1000;
      const all = Array.from({ length: 10 }, () => contender(moment));
      const answers = await Promise.all(all.map(({ answer }) => answer));
      expect(answers.sort()).toEqual(['owner', ...Array.from({ length: 9 }, () => 'refused')]);
      await Promise.all(all.map(({ child }) => end(child, 'release')));
    }
    expect(ownerOf(folder)).toBeUndefined();
  });
});
