/** The simulated nights: they hold for the shipped code, play again the same, and find every mistake that is put into it. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

// @ts-expect-error: plain JavaScript, shared with the command
import { BREAKS } from './simulation/breaks.mjs';

const program = fileURLToPath(new URL('./simulate.mjs', import.meta.url));

interface Nights {
  readonly nights: number;
  readonly failed: readonly number[];
  readonly kills: number;
  readonly cuts: number;
  readonly refusals: number;
  readonly rivals: number;
}

function simulate(...words: string[]): Promise<{ readonly text: string; readonly code: number; readonly sum: Nights }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...words], { maxBuffer: 2 ** 26 }, (error, text) => {
      const sum = JSON.parse(text.trim().split('\n').at(-1) ?? '{}') as Nights;
      resolve({ text, code: typeof error?.code === 'number' ? error.code : 0, sum });
    });
  });
}

test('fifty nights with faults of every kind end as if nothing had happened', async () => {
  const { sum, code, text } = await simulate('--seeds', '50');
  expect(text).not.toContain('seed ');
  expect(code).toBe(0);
  expect(sum).toMatchObject({ nights: 50, failed: [] });
  for (const count of [sum.kills, sum.cuts, sum.refusals, sum.rivals]) expect(count).toBeGreaterThan(10);
});

test('a night plays again the same to the last event', async () => {
  const [first, second, other] = await Promise.all([simulate('--seed', '4'), simulate('--seed', '4'), simulate('--seed', '5')]);
  expect(first.text).toContain('fingerprint');
  expect(second.text).toBe(first.text);
  expect(other.text).not.toBe(first.text);
});

describe('a mistake in the shipped code is found', () => {
  test.each(Object.keys(BREAKS))('%s', async (mistake) => {
    const { sum, code, text } = await simulate('--seeds', '100', '--break', mistake);
    expect(text).not.toContain('has not one place');
    expect(code).toBe(1);
    expect(sum.failed.length).toBe(1);
  });
});
