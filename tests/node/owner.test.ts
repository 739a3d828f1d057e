/** One owner per study, whoever else starts, dies or comes back. */
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ownerOf, takeOwnership } from '../../src/node/owner.js';

const claim = fileURLToPath(new URL('./fixtures/claim.mjs', import.meta.url));
const run = promisify(execFile);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trihelix-owner-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const claims = (): string[] => readdirSync(folder).filter((name) => name.startsWith('owner-'));

describe('ownership', () => {
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
    const child = spawn(process.execPath, [claim, folder, '0', '60000'], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    expect(() => takeOwnership(folder)).toThrow(`process ${child.pid}`);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    takeOwnership(folder).release();
  });

  test('a recycled process number, an earlier boot and a torn claim do not block; another machine does', () => {
    takeOwnership(folder).release();
    const path = join(folder, claims()[0] as string);
    const mine = { ...(JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>), released: false };
    for (const stale of [{ ...mine, began: '1' }, { ...mine, boot: 'another' }, { ...mine, pid: 2 ** 22 + 1 }]) {
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
      const dead = spawn(process.execPath, [claim, folder, '0', '60000'], { stdio: ['ignore', 'pipe', 'inherit'] });
      await new Promise((resolve) => dead.stdout.once('data', resolve));
      dead.kill('SIGKILL');
      await new Promise((resolve) => dead.once('exit', resolve));
      const moment = String(Date.now() + 1500);
      const answers = await Promise.all(Array.from({ length: 12 }, () => run(process.execPath, [claim, folder, moment, '900'])));
      expect(answers.map((answer) => answer.stdout).sort()).toEqual(['owner', ...Array.from({ length: 11 }, () => 'refused')]);
    }
  });
});
