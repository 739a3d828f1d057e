/** The heap of who owns the results, in a process of its own, because V8's flags are those of a process. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('./fixtures/heap.mjs', import.meta.url));

const sizes = (...words: readonly string[]): Record<string, number> =>
  JSON.parse(execFileSync(process.execPath, [program, ...words], { encoding: 'utf8' }));

test('the space for what has just been made grows only where it is let, and never beyond 16 MB', () => {
  const { held, grown } = sizes();
  expect(held).toBeLessThanOrEqual(4);
  expect(grown).toBeGreaterThan(held as number);
  expect(grown).toBeLessThanOrEqual(16);
});

test('a program that does not hold it keeps what V8 gives', () => {
  expect(sizes('free').free).toBeGreaterThan(sizes().grown as number);
});
