/** All lessons by one command, each of them gone through in a real browser from disk, without a network. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHash } from '../../src/experiment/hashes.js';
import { executeRun } from '../../src/experiment/run.js';
import { models } from '../../src/models/index.js';
import { plainChoice, runOf } from '../../src/web/lab/choice.js';
import { labSource, shippedLesson } from '../web/shipped.js';
import { createDesk } from './cli-desk.js';
import { axe } from './lesson-desk.js';
import { axeFaults, PATIENCE, sharedBrowser } from './studio-page.js';

const LESSONS = ['bicycle', 'bridges', 'golden-rule', 'hubs', 'third-partner', 'trust'];
const stage = sharedBrowser();
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trihelix-lessons-'));
  const desk = createDesk();
  const { code, stdout, stderr } = await desk.trihelix(['lesson', '--all', '--out', join(folder, 'pages'), '--json']);
  desk.clear();
  if (code !== 0) throw new Error(stderr);
  const written = JSON.parse(stdout) as { lesson: string; bytes: number }[];
  expect(written.map(({ lesson }) => lesson).sort()).toEqual(LESSONS);
}, PATIENCE);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('all lessons', { timeout: PATIENCE }, () => {
  it('are small files with names of their own', () => {
    const files = readdirSync(join(folder, 'pages'));
    expect(files.map((file) => basename(file, '.html')).sort()).toEqual(LESSONS);
    for (const file of files) expect(statSync(join(folder, 'pages', file)).size).toBeLessThan(5e6);
  });

  it.each(LESSONS)('%s: every step in both languages, the worlds of the command line, no rule of axe broken', async (name) => {
    const url = pathToFileURL(join(folder, 'pages', `${name}.html`)).href;
    const context = await stage.browser.newContext({ viewport: { width: 1366, height: 900 }, offline: true, reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    const incidents: string[] = [];
    page.on('console', (message) => incidents.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => incidents.push(`error: ${error.message}`));
    page.on('request', (request) => {
      if (!request.url().startsWith(url) && !request.url().startsWith('blob:')) incidents.push(`request: ${request.url()}`);
    });
    await page.goto(url);
    await page.waitForSelector('html[data-ready]');
    const lesson = await shippedLesson(name);
    const source = labSource(lesson);
    for (const [s, { show, title }] of lesson.steps.entries()) {
      await page.click(`.stepper li:nth-child(${s + 1}) button`);
      await page.click(`label[lang="${s % 2 === 0 ? 'ru' : 'en'}"]`);
      expect(await page.textContent('.steps h2')).toContain(s % 2 === 0 ? title.ru : title.en);
      if (show === undefined) continue;
      const hash = runHash(executeRun(runOf(source, plainChoice(show.left)), models));
      await page.waitForSelector(`.world.left[data-hash="${hash}"]`);
    }
    expect(await axeFaults(page, axe)).toEqual([]);
    expect(incidents).toEqual([]);
  });
});

describe('the command', () => {
  it('takes a lesson or all of them, not both', async () => {
    const desk = createDesk();
    const { code, stderr } = await desk.trihelix(['lesson', 'bridges', '--all']);
    desk.clear();
    expect([code, stderr]).toEqual([2, expect.stringContaining('--all')]);
  });
});
