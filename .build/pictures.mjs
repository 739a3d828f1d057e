/**
 * `npm run pictures`: builds, then takes the pictures of the guide from the shipped pages, so that they show what a reader sees.
 *
 * One lesson and one experiment of the studio, on the luck and the step that the guide speaks of; written to docs/guide/pictures.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { place, runNode, say, stop } from './tools.mjs';

const main = place('dist/src/cli/main.js');
const picture = (name) => place('docs/guide/pictures', `${name}.png`);

await install();
if (!(await build())) stop('The build failed.');
const { openBrowser } = await import('./browser.mjs');
const folder = mkdtempSync(join(tmpdir(), 'trihelix-pictures-'));
const browser = await openBrowser();
try {
  await takeLesson();
  await takeStudio();
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
say('The pictures of the guide are taken anew.');

async function open(address, width, height) {
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(300_000);
  await page.goto(address);
  await page.waitForSelector('.world.left[data-hash]');
  return page;
}

/** Two worlds of the bridges after they have parted. */
async function takeLesson() {
  const path = join(folder, 'bridges.html');
  await runNode(main, ['lesson', 'bridges', '--out', path, '--quiet']);
  const page = await open(pathToFileURL(path).href, 1180, 1080);
  await page.click('.stepper li:nth-child(3) button');
  await page.waitForSelector('.world.right[data-hash]');
  await page.fill('.scrub input', '34');
  await page.screenshot({ path: picture('lesson') });
}

/** Nothing against the process: worlds, experiment, ladder, results. */
async function takeStudio() {
  const server = spawn(process.execPath, [main, 'serve'], { cwd: folder });
  try {
    const address = await new Promise((resolve) => server.stdout.once('data', (data) => resolve(String(data).split('\n')[0])));
    const page = await open(address, 1280, 1000);
    await setUpWorlds(page);
    await runExperiment(page);
    await page.evaluate(() => scrollTo(0, 0));
    await page.screenshot({ path: picture('studio') });
    await page.click('#tab-pictures');
    await page.selectOption('.views select >> nth=0', 'ladder');
    await page.locator('.views').screenshot({ path: picture('studio-ladder') });
    await page.click('.study-list button');
    await page.waitForSelector('tr[data-run="24"]');
    // The first runs say what the others would.
    await page.evaluate(() => {
      for (const row of [...document.querySelectorAll('.runs tbody tr')].slice(8)) row.hidden = true;
    });
    await page
      .locator('main > section')
      .last()
      .screenshot({ path: picture('studio-study') });
  } finally {
    server.kill();
  }
}

async function setUpWorlds(page) {
  const scenario = 'classroom/participants-or-process';
  await page.selectOption('#scenario', scenario);
  await page.waitForFunction((name) => document.querySelector('#scenario').value === name, scenario);
  await page.waitForSelector('.world.right[data-hash]');
  await page.click('.world.right summary >> nth=0');
  await page.selectOption('.world.right .settings select >> nth=0', 'process');
  await page.click('.world.right summary >> nth=0');
  await page.fill('.scrub input', '60');
}

async function runExperiment(page) {
  const fields = ['pay-for-meetings', 'Nothing, or pay for meetings', '20'];
  for (const [k, text] of fields.entries()) await page.fill(`.experiment .form input >> nth=${k}`, text);
  await page.press('.experiment .form input >> nth=2', 'Tab');
  await page.click('text="Save and run"');
  await page.waitForSelector('.live[data-state="done"]');
}
