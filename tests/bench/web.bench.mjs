/**
 * The pages as a class meets them: size, time until usable, frames per second of two worlds of 300 organisations while the model
 * runs, and the count of accessibility rules passed and broken.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'trihelix-web-'));
const page = join(folder, 'lesson.html');
execFileSync(process.execPath, [join(root, 'dist/src/cli/main.js'), 'lesson', 'bridges', '--out', page, '--quiet'], { cwd: root });

// The finder of a browser is TypeScript, which this Node does not read.
const finder = join(root, '.cache', 'bench', 'browser.mjs');
await build({
  entryPoints: [join(root, 'tests/support/browser.ts')],
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  outfile: finder,
});
const { openBrowser } = await import(pathToFileURL(finder).href);
const browser = await openBrowser();

/** The worlds of the lesson with 290 firms and their universities and governments. */
const larger = join(folder, 'larger.html');
writeFileSync(larger, readFileSync(page, 'utf8').replaceAll('"firms":48', '"firms":290'));

async function measure() {
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 }, offline: true });
  const tab = await context.newPage();
  const start = performance.now();
  await tab.goto(pathToFileURL(page).href);
  await tab.waitForSelector('.world.left[data-hash]');
  const ready = performance.now() - start;
  await tab.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const axe = await tab.evaluate(async () => {
    const { passes, violations } = await globalThis.axe.run();
    return { passed: passes.length, broken: violations.length };
  });
  await tab.goto(pathToFileURL(larger).href);
  await tab.waitForSelector('.world.left[data-hash]');
  await tab.click('.stepper li:nth-child(3) button');
  await tab.waitForSelector('.world.right[data-hash]');
  await tab.selectOption('.speed select', '8');
  await tab.click('.play');
  const frames = await tab.evaluate(async () => {
    const canvas = document.querySelector('.world.left canvas');
    const before = Number(canvas.dataset.paints);
    const begun = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 5000));
    return {
      perSecond: ((Number(canvas.dataset.paints) - before) * 1000) / (performance.now() - begun),
      said: document.querySelector('.summary-line').textContent,
    };
  });
  await context.close();
  return { ready, axe, frames };
}

const { ready, axe, frames } = await measure();
await browser.close();
const kilobytes = (file) =>
  `${Math.round(statSync(file).size / 1000)} kB, ${Math.round(gzipSync(readFileSync(file)).length / 1000)} kB packed`;
console.log(`lesson page          ${kilobytes(page)}`);
for (const name of ['lesson-page.js', 'studio-page.js', 'simulate-web.js'])
  console.log(`${name.padEnd(20)} ${kilobytes(join(root, 'dist/vendor', name))}`);
console.log(`until usable         ${Math.round(ready)} ms, first world computed`);
console.log(`frames per second    ${frames.perSecond.toFixed(1)}, two worlds; ${frames.said}`);
console.log(`axe-core             ${axe.passed} rules passed, ${axe.broken} broken`);
rmSync(folder, { recursive: true, force: true });
if (axe.broken > 0 || frames.perSecond < 20 || ready > 3000) process.exitCode = 1;
