/**
 * The pages as a class and an analyst meet them: sizes, time until usable, frames per second with 300 and with 5,000
 * organisations while the model runs, and the count of accessibility rules passed and broken.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { openBrowser } from '../../.build/browser.mjs';

/** What is promised: bytes of a lesson, milliseconds until it is usable, frames per second with 300 organisations and with 5,000. */
const PROMISED = { bytes: 5e6, ready: 3000, frames: 20, manyFrames: 20 };
const WATCHED_MILLISECONDS = 5000;

const root = fileURLToPath(new URL('../../', import.meta.url));
const main = join(root, 'dist/src/cli/main.js');
const folder = mkdtempSync(join(tmpdir(), 'trihelix-web-'));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const browser = await openBrowser();

async function openTab(address, offline) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 }, offline });
  const tab = await context.newPage();
  tab.setDefaultTimeout(300_000);
  const start = performance.now();
  await tab.goto(address);
  await tab.waitForSelector('.world.left[data-hash]');
  return { tab, ready: performance.now() - start };
}

/** Rules of axe-core that passed and that broke. */
async function accessibility(tab) {
  await tab.evaluate(axe);
  return tab.evaluate(async () => {
    const { passes, violations } = await globalThis.axe.run();
    return { passed: passes.length, broken: violations.length };
  });
}

/** Paints of the left world per second while it plays, and what it says of itself. */
async function framesPerSecond(tab) {
  await tab.selectOption('.speed select', '8');
  await tab.click('.play');
  return tab.evaluate(async (milliseconds) => {
    const canvas = document.querySelector('.world.left canvas');
    const before = Number(canvas.dataset.paints);
    const begun = performance.now();
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    const perSecond = ((Number(canvas.dataset.paints) - before) * 1000) / (performance.now() - begun);
    return { perSecond, said: document.querySelector('.summary-line').textContent };
  }, WATCHED_MILLISECONDS);
}

/** Every lesson by one command: bytes, time until its first world is computed, rules. */
async function lessons() {
  const pages = join(folder, 'lessons');
  execFileSync(process.execPath, [main, 'lesson', '--all', '--out', pages, '--quiet'], { cwd: root });
  const found = [];
  for (const file of readdirSync(pages)) {
    const path = join(pages, file);
    const { tab, ready } = await openTab(pathToFileURL(path).href, true);
    found.push({ name: file, path, ready, rules: await accessibility(tab) });
    await tab.context().close();
  }
  return found;
}

/** The worlds of a lesson with 290 firms and their universities and governments, two side by side. */
async function threeHundred(lesson) {
  const larger = join(folder, 'larger.html');
  writeFileSync(larger, readFileSync(lesson, 'utf8').replaceAll('"firms":48', '"firms":290'));
  const { tab } = await openTab(pathToFileURL(larger).href, true);
  await tab.click('.stepper li:nth-child(3) button');
  await tab.waitForSelector('.world.right[data-hash]');
  const frames = await framesPerSecond(tab);
  await tab.context().close();
  return frames;
}

async function studio() {
  const server = spawn(process.execPath, [main, 'serve'], { cwd: folder });
  try {
    const address = await new Promise((resolve) => server.stdout.once('data', (data) => resolve(String(data).split('\n')[0])));
    const { tab, ready } = await openTab(address, false);
    const rules = await accessibility(tab);
    return { ready, rules, frames: await fiveThousand(tab) };
  } finally {
    server.kill();
  }
}

/** One world of the largest scenario with 4,900 firms, while it is still being computed. */
async function fiveThousand(tab) {
  await tab.selectOption('#scenario', 'partnership-funnel');
  await tab.waitForFunction(() => document.querySelector('#scenario').value === 'partnership-funnel');
  await tab.click('text="One world only"');
  await tab.click('.world.left summary >> nth=0');
  await tab.click('.world.left .sub > summary >> nth=1');
  await tab.fill('.world.left input[type="search"]', 'firms');
  await tab.fill('#left-firms', '4900');
  await tab.press('#left-firms', 'Tab');
  await tab.waitForFunction(() => Number(/^\d+/.exec(document.querySelector('.summary-line')?.textContent ?? '')?.[0]) > 4900);
  await tab.waitForFunction(() => Number(/\d+/.exec(document.querySelector('.computing')?.textContent ?? '')?.[0] ?? 99) >= 20);
  return framesPerSecond(tab);
}

const found = await lessons();
const frames = await threeHundred(found.find(({ name }) => name === 'bridges.html').path);
const shown = await studio();
await browser.close();

const kilobytes = (file) =>
  `${Math.round(statSync(file).size / 1000)} kB, ${Math.round(gzipSync(readFileSync(file)).length / 1000)} kB packed`;
const line = (name, text) => console.log(`${name.padEnd(22)} ${text}`);
const rules = ({ passed, broken }) => `${passed} rules of axe-core passed, ${broken} broken`;
for (const { name, path, ready, rules: kept } of found)
  line(name, `${kilobytes(path)}, usable after ${Math.round(ready)} ms, ${rules(kept)}`);
line('studio', `usable after ${Math.round(shown.ready)} ms, ${rules(shown.rules)}`);
for (const name of ['studio-page.js', 'simulate-web.js', 'lesson-page.js']) line(name, kilobytes(join(root, 'dist/vendor', name)));
line('frames per second', `${frames.perSecond.toFixed(1)}, two worlds; ${frames.said}`);
line('', `${shown.frames.perSecond.toFixed(1)}, one world; ${shown.frames.said}`);
const kept =
  found.every(({ path, ready, rules: { broken } }) => statSync(path).size <= PROMISED.bytes && ready <= PROMISED.ready && broken === 0) &&
  shown.rules.broken === 0 &&
  frames.perSecond >= PROMISED.frames &&
  shown.frames.perSecond >= PROMISED.manyFrames;
rmSync(folder, { recursive: true, force: true });
if (!kept) process.exitCode = 1;
