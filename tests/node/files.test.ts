/** Names that somebody else holds for a moment. */
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { putInPlace } from '../../src/node/files.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trihelix-held-'));
  writeFileSync(join(folder, 'new'), 'new');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A disk on which the first so many renames are refused. */
function refusing(code: string, times: number) {
  const disk = {
    tries: 0,
    rename(from: string, to: string) {
      if (disk.tries++ < times) throw Object.assign(new Error(code), { code });
      renameSync(from, to);
    },
  };
  return disk;
}

test('a rename that is refused because the file is in use is tried again', () => {
  const disk = refusing('EBUSY', 3);
  putInPlace(join(folder, 'new'), join(folder, 'old'), disk.rename);
  expect(disk.tries).toBe(4);
  expect(readdirSync(folder)).toEqual(['old']);
  expect(readFileSync(join(folder, 'old'), 'utf8')).toBe('new');
});

test('one that stays refused fails with the error of the disk, and nothing is lost', () => {
  const disk = refusing('EBUSY', Number.POSITIVE_INFINITY);
  expect(() => putInPlace(join(folder, 'new'), join(folder, 'old'), disk.rename, 120)).toThrow('EBUSY');
  expect(disk.tries).toBeGreaterThan(1);
  expect(readdirSync(folder)).toEqual(['new']);
});

test('any other refusal counts at once', () => {
  const disk = refusing('ENOSPC', 1);
  expect(() => putInPlace(join(folder, 'new'), join(folder, 'old'), disk.rename)).toThrow('ENOSPC');
  expect(disk.tries).toBe(1);
});
