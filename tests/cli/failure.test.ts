/** Which exit code a failure has, and what is said to be its cause. */
import { expect, test, vi } from 'vitest';
import { reportFailure } from '../../src/cli/failure.js';
import { createTerminal } from '../../src/cli/terminal.js';
import { UserError } from '../../src/core/errors.js';
import { StoreError, storeError } from '../../src/node/store-error.js';

/** Exit code and words, on a machine that allows so many open files. */
function told(error: unknown, openFiles: number | undefined): [number, string] {
  let said = '';
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((part) => {
    said += part.toString();
    return true;
  });
  const code = reportFailure(error, createTerminal({}), () => openFiles);
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

test.each(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EMFILE', 'ENFILE'])(
  '%s is the answer of a disk and no defect, wherever it comes from',
  (code) => {
    const refused = Object.assign(new Error(`${code}: rename 'a' -> 'b'`), { code });
    expect(told(refused, 1024)).toEqual([4, expect.stringMatching(new RegExp(`the disk refused: ${code}: rename.*\n {2}\\w`))]);
  },
);

test('wrong input and a disk that refuses keep their own codes and hints', () => {
  expect(told(new UserError('a', 'b'), 64)).toEqual([2, expect.stringMatching(/a\n {2}b\n/)]);
  expect(told(new StoreError('c', 'd'), 64)).toEqual([4, expect.stringMatching(/c\n {2}d\n/)]);
});

test.each([
  ['ENAMETOOLONG', /shorter name with --out/],
  ['EBUSY', /close whatever else has the file open/],
  ['EROFS', /a folder you may write to/],
  ['EIO', /put the disk right/],
])('%s says what to do about it', (code, hint) => {
  expect(storeError('cannot make a', Object.assign(new Error(code), { code }))).toMatchObject({ hint: expect.stringMatching(hint) });
});
