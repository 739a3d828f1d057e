/** Which exit code a failure has, and what is said to be its cause. */
import { expect, test, vi } from 'vitest';
import { reportFailure, type SystemLimits } from '../../src/cli/failure.js';
import { createTerminal } from '../../src/cli/terminal.js';
import { UserError } from '../../src/core/errors.js';
import { printable } from '../../src/experiment/text.js';
import { StoreError, storeError, ThreadsError } from '../../src/node/store-error.js';

/** Exit code and words, on a machine that allows so many open files and processes. */
function told(error: unknown, openFiles?: number, processes?: number, addresses?: number): [number, string] {
  let said = '';
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((part) => {
    said += part.toString();
    return true;
  });
  const code = reportFailure(error, createTerminal({}), (): SystemLimits => ({ openFiles, processes, addresses }));
  write.mockRestore();
  return [code, said];
}

test('what fails where few files may be open is no defect of ours, and says how to allow more', () => {
  const missing = new Error("Cannot find package 'x'");
  for (const [limit, code, words] of [
    [64, 4, 'only 64 files may be open at once'],
    [1024, 1, 'this is a defect'],
    [undefined, 1, 'this is a defect'],
  ] as const) {
    const [exit, said] = told(missing, limit);
    expect([exit, said]).toEqual([code, expect.stringContaining(words)]);
    expect(said).toContain("Cannot find package 'x'");
  }
});

test('threads that cannot start where few processes or addresses are allowed are no defect of ours', () => {
  const error = new ThreadsError('the process that holds the threads ended at once (SIGABRT)');
  expect(told(error, 1024, 40)).toEqual([4, expect.stringMatching(/only 40 processes and threads.*ulimit -u/)]);
  expect(told(error, 1024, 60_000, 2e9)).toEqual([4, expect.stringMatching(/may address only 2000 MB.*ulimit -v/)]);
  expect(told(error, 1024, 60_000, 64e9)).toEqual([1, expect.stringContaining('this is a defect')]);
  expect(told(error)).toEqual([1, expect.stringContaining('this is a defect')]);
  expect(told(new Error('x'), 1024, 40)).toEqual([1, expect.stringContaining('this is a defect')]);
});

test.each(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EMFILE', 'ENFILE', 'EACCES', 'EPERM', 'EFBIG', 'EAGAIN', 'ENOTDIR', 'ENOTCONN'])(
  '%s is the answer of a system and no defect, wherever it comes from',
  (code) => {
    const refused = Object.assign(new Error(`${code}: rename 'a' -> 'b'`), { code });
    expect(told(refused, 1024)).toEqual([4, expect.stringMatching(new RegExp(`the system refused: ${code}: rename.*\n {2}\\w`))]);
  },
);

test('wrong input and a disk that refuses keep their own codes and hints', () => {
  expect(told(new UserError('a', 'b'), 64)).toEqual([2, expect.stringMatching(/a\n {2}b\n/)]);
  expect(told(new StoreError('c', 'd'), 64)).toEqual([4, expect.stringMatching(/c\n {2}d\n/)]);
});

test('a file that is missing where none was asked for is a defect', () => {
  expect(told(Object.assign(new Error('ENOENT: open a'), { code: 'ENOENT' }), 1024)).toEqual([1, expect.stringContaining('defect')]);
});

test('what a store says is one line, whatever the names in it hold', () => {
  const disk = Object.assign(new Error("EACCES: mkdir 'a\nb'"), { code: 'EACCES' });
  for (const error of [new StoreError('c\nd\u001b[31m'), storeError('cannot make a\nb', disk)])
    expect(printable(error.message)).toBe(error.message);
});

test.each([
  ['ENAMETOOLONG', /shorter name with --out/],
  ['EBUSY', /close whatever else has the file open/],
  ['EROFS', /a folder you may write to/],
  ['EIO', /put the disk right/],
  ['ENOTCONN', /the drive is gone: connect it again/],
])('%s says what to do about it', (code, hint) => {
  expect(storeError('cannot make a', Object.assign(new Error(code), { code }))).toMatchObject({ hint: expect.stringMatching(hint) });
});
