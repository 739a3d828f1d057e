/** Names that somebody else holds for a moment, and folders that are made where they can be. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolders, putInPlace, sweepTemporaries, syncFolder } from '../../src/node/files.js';

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

test.runIf(process.platform !== 'win32')('a drive that cannot sync folders is no failure, one that fails to is', () => {
  const answering = (code: string) => () => {
    throw Object.assign(new Error(code), { code });
  };
  for (const code of ['EINVAL', 'ENOTSUP', 'ENOSYS']) expect(() => syncFolder(folder, answering(code))).not.toThrow();
  for (const code of ['EIO', 'ENOSPC', 'ENOTCONN']) expect(() => syncFolder(folder, answering(code))).toThrow(code);
});

test('folders are made from the highest that is missing, and none is made twice', () => {
  expect(makeFolders(join(folder, 'a', 'b', 'c'))).toBe(join(folder, 'a'));
  expect(makeFolders(join(folder, 'a', 'b', 'd'))).toBe(join(folder, 'a', 'b', 'd'));
  expect(makeFolders(join(folder, 'a', 'b'))).toBeUndefined();
  expect(readdirSync(join(folder, 'a', 'b')).sort()).toEqual(['c', 'd']);
});

test.each(['new', 'new/below', 'new/far/below'])('where a file is in the way of %s that is said, and it stays', (path) => {
  expect(() => makeFolders(join(folder, path))).toThrow('EEXIST');
  expect(readFileSync(join(folder, 'new'), 'utf8')).toBe('new');
});

test('where nothing can be made the call returns with the error of the disk', () => {
  // Below a file of the system nothing can be made on any system that has it; elsewhere there is no such place.
  for (const place of ['/proc/trihelix/study', '/dev/null/study'])
    expect(() => makeFolders(place)).toThrow(/ENOENT|EEXIST|EACCES|EPERM|EROFS/);
});

test('what dead processes left half written is swept away; what others own stays, and links are not followed', () => {
  const kept = ['new', `.new.part-${process.pid}-0`, '.hidden', 'x.part-999999999-0', '.part-'];
  const gone = ['.new.part-999999999-0', '.store.duckdb.part-999999999-12.wal'];
  for (const place of ['some', 'others']) {
    mkdirSync(join(folder, place));
    for (const name of [...kept, ...gone]) writeFileSync(join(folder, place, name), 'text');
  }
  symlinkSync(join(folder, 'others'), join(folder, 'link'));
  for (const place of ['some', 'link', 'absent']) sweepTemporaries(join(folder, place));
  expect(readdirSync(join(folder, 'some')).sort()).toEqual(kept.sort());
  expect(readdirSync(join(folder, 'others')).sort()).toEqual([...kept, ...gone].sort());
});
