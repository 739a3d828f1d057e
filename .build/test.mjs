/**
 * `npm test`: installs what is missing, builds, then checks types, lint, unused code and lock file and runs all tests.
 *
 * Every check counts as one test, so the last line agrees with the exit code. `--lts` adds the comparison with other Nodes and Arm,
 * `--prove` the short form of `npm run prove`; other arguments choose test files.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { compareNodes, nodesTakeTurns, wallHolds } from './lts.mjs';
import { prove } from './prove.mjs';
import { place, runNode, runNpm, tools } from './tools.mjs';

const COUNTS = place('.cache', 'test-counts.json');
const SUMMARY = place('.cache', 'summary.txt');

const args = process.argv.slice(2);
const withLts = args.includes('--lts');
const withProofs = args.includes('--prove');
const chosen = args.filter((arg) => arg !== '--lts' && arg !== '--prove');

await install();
rmSync(COUNTS, { force: true });
rmSync(SUMMARY, { force: true });
const checks = [];
await check('types', () => build({ tests: true }));
await check('lint', async () => isFine(await runNode(tools.biome, ['check', '--error-on-warnings', '--max-diagnostics=100'])));
await check('unused code', async () => isFine(await runNode(tools.knip, ['--no-progress'])));
await check('lock file', async () =>
  isFine(await runNpm(['ci', '--dry-run', '--ignore-scripts', '--offline', '--loglevel=error'], { capture: true })),
);
if (withLts) await check('same numbers on other Nodes and on Arm', () => compareNodes());
if (withLts) await check('a study goes on under another Node', nodesTakeTurns);
if (withLts) await check('nothing leaves a thread', wallHolds);
// What `input` proves the tests that follow prove as well.
if (withProofs)
  await check('promises of reliability', () =>
    prove({ words: ['nights', 'night', 'crash', 'power', 'same', 'disk', 'rot', 'reach', 'queue'] }),
  );
const env = { ...process.env, TRIHELIX_BUILT: '1' };
const { code } = await runNode(tools.vitest, ['run', '--config', 'tests/vitest.config.ts', ...chosen], { env });
report(code);

async function check(name, body) {
  const start = performance.now();
  const passed = await body();
  checks.push({ name, passed, seconds: (performance.now() - start) / 1000 });
}

function isFine({ code }) {
  return code === 0;
}

/** Prints the checks and, as the last line, the counts; sets the exit code. */
function report(vitestCode) {
  const tests = readCounts();
  // vitest may fail for a reason that is no test, e.g. a skipped one in CI.
  const failedTests = tests.failed === 0 && vitestCode !== 0 ? 1 : tests.failed;
  for (const { name, passed, seconds } of checks) console.log(`${passed ? 'passed' : 'FAILED'}  ${name} (${seconds.toFixed(1)} s)`);
  console.log(
    `${failedTests === 0 ? 'passed' : 'FAILED'}  tests (${tests.passed} passed, ${tests.failed} failed, ${tests.skipped} skipped)`,
  );
  const failedChecks = checks.filter(({ passed }) => !passed).length;
  const line = `${tests.passed + checks.length - failedChecks} passed, ${failedTests + failedChecks} failed`;
  mkdirSync(place('.cache'), { recursive: true });
  writeFileSync(SUMMARY, `${line}\n`);
  console.log(line);
  process.exitCode = failedTests + failedChecks === 0 ? 0 : 1;
}

/** What the tests' own reporter wrote; a run that died before its end counts as one failure. */
function readCounts() {
  try {
    return JSON.parse(readFileSync(COUNTS, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
