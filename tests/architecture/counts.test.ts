/** The counts behind the last line of `npm test`: what passed, what failed, and that CI refuses a skipped test. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from './imports.js';

// Inside the project, so that the sample finds vitest.
mkdirSync(join(root, '.cache'), { recursive: true });
const folder = mkdtempSync(join(root, '.cache', 'counts-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs vitest with our reporter over one file of tests. */
function runSample(body: string, ci: boolean): { code: number | null; counts: unknown; said: string } {
  const reporter = JSON.stringify(join(root, 'tests', 'setup', 'counts-reporter.ts'));
  const config = `import { CountsReporter } from ${reporter};\nexport default { test: { reporters: [new CountsReporter()] } };\n`;
  writeFileSync(join(folder, 'vitest.config.ts'), config);
  writeFileSync(join(folder, 'sample.test.ts'), `import { expect, it } from 'vitest';\n${body}\n`);
  const { CI: _, ...env } = process.env;
  const program = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const { status, stderr } = spawnSync(process.execPath, [program, 'run'], {
    cwd: folder,
    env: ci ? { ...env, CI: 'true' } : env,
    encoding: 'utf8',
  });
  return { code: status, counts: JSON.parse(readFileSync(join(folder, '.cache', 'test-counts.json'), 'utf8')), said: stderr };
}

const PASSING = `it('adds', () => expect(1 + 1).toBe(2));`;
const SKIPPING = `${PASSING}\nit('waits', (context) => context.skip());`;

describe('counts of a test run', () => {
  it('a skipped test is tolerated at home', () => {
    expect(runSample(SKIPPING, false)).toMatchObject({ code: 0, counts: { passed: 1, failed: 0, skipped: 1 } });
  });

  it('a skipped test fails in CI and is named', () => {
    const { code, counts, said } = runSample(SKIPPING, true);
    expect({ code, counts }).toEqual({ code: 1, counts: { passed: 1, failed: 0, skipped: 1 } });
    expect(said).toContain('sample.test.ts > waits');
  });

  it('a failing test and a file that does not load are failures', () => {
    expect(runSample(`${PASSING}\nit('errs', () => expect(1).toBe(2));`, true)).toMatchObject({
      code: 1,
      counts: { passed: 1, failed: 1 },
    });
    expect(runSample(`throw new Error('no tests here');`, true)).toMatchObject({ code: 1, counts: { passed: 0, failed: 1 } });
  });
});
