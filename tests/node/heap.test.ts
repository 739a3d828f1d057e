/** The heap of who owns the results, in a process of its own, because V8's flags are those of a process. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('./fixtures/heap.mjs', import.meta.url));

test('the space for what has just been made grows only where it is let, and never beyond 16 MB', () => {
  const { held, grown } = JSON.parse(execFileSync(process.execPath, [program], { encoding: 'utf8' })) as Record<string, number>;
  expect(held).toBeLessThanOrEqual(4);
  expect(grown).toBeGreaterThan(held as number);
  expect(grown).toBeLessThanOrEqual(16);
});
