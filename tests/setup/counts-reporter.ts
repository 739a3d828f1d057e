/**
 * Writes how many tests passed, failed and were skipped to .cache/test-counts.json, for the last line of `npm test`.
 *
 * Where CI is set a skipped test counts as a failure: a machine that cannot show something must not look green.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

export class CountsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const skipped: string[] = [];
    const counts = { passed: 0, failed: errors.length, skipped: 0 };
    for (const module of modules) {
      // A file that fails to load has no tests, but it is a failure all the same.
      counts.failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') counts.passed++;
        else if (state === 'failed') counts.failed++;
        else skipped.push(`${module.relativeModuleId} > ${test.fullName}`);
      }
    }
    counts.skipped = skipped.length;
    mkdirSync('.cache', { recursive: true });
    writeFileSync('.cache/test-counts.json', JSON.stringify(counts));
    if (process.env.CI && skipped.length > 0) this.refuse(skipped);
  }

  private refuse(skipped: readonly string[]): void {
    process.exitCode = 1;
    process.stderr.write(`Skipped where nothing may be skipped:\n${skipped.map((name) => `  ${name}\n`).join('')}`);
  }
}
