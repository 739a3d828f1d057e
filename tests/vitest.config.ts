/** How the tests run; `npm test` and `npm run test:unit` pass this file, because the top level holds no such files. */
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { CountsReporter } from './setup/counts-reporter.js';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/setup/build.ts'],
    pool: 'forks',
    // One more than processors, because many tests wait for clocks, processes and servers.
    maxWorkers: Math.min(4, availableParallelism() + 1),
    // Threads, child processes and browsers are started for real; a loaded machine needs the time. What never comes ends here too.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    reporters: ['default', new CountsReporter()],
  },
});
