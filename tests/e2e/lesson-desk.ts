/** The bridges lesson, made by the command line and opened from disk without a network, for tests in a real browser. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { runHash } from '../../src/experiment/hashes.js';
import { executeRun } from '../../src/experiment/run.js';
import { models } from '../../src/models/index.js';
import { runOf, type WorldChoice } from '../../src/web/lab/choice.js';
import { openBrowser } from '../support/browser.js';
import { labSource, shippedLesson } from '../web/shipped.js';
import { createDesk } from './cli-desk.js';
import { PATIENCE } from './studio-page.js';

/** The script of axe-core. */
export const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const source = labSource(await shippedLesson('bridges'));

export interface Opened {
  readonly page: Page;
  /** Everything that must not happen: errors, warnings, requests, violations of the policy. */
  readonly incidents: string[];
}

/** Hash of the world as the command line computes it. */
export const expected = (choice: WorldChoice): string => runHash(executeRun(runOf(source, choice), models));
export const step = (page: Page, n: number): Promise<void> => page.click(`.stepper li:nth-child(${n}) button`);
export const waitForHash = (page: Page, hash: string, side = 'left'): Promise<unknown> =>
  page.waitForSelector(`.world.${side}[data-hash="${hash}"]`);

/** One lesson and one browser for the tests of a file, whose pages are closed after each. */
export function sharedLesson(): { readonly desk: LessonDesk; readonly open: LessonDesk['open'] } {
  let desk: LessonDesk | undefined;
  beforeAll(async () => {
    desk = await LessonDesk.make();
  });
  afterEach(() => desk?.closePages());
  afterAll(() => desk?.close());
  const made = (): LessonDesk => desk as LessonDesk;
  return {
    get desk() {
      return made();
    },
    open: (...options) => made().open(...options),
  };
}

class LessonDesk {
  private readonly browser: Browser;
  private readonly folder: string;
  readonly url: string;
  readonly bytes: number;

  constructor(browser: Browser, folder: string, path: string) {
    this.browser = browser;
    this.folder = folder;
    this.url = pathToFileURL(path).href;
    this.bytes = statSync(path).size;
  }

  /** Makes the page and starts the browser. */
  static async make(): Promise<LessonDesk> {
    const desk = createDesk();
    const folder = mkdtempSync(join(tmpdir(), 'trihelix-lesson-'));
    const path = join(folder, 'bridges.html');
    const { code, stderr } = await desk.trihelix(['lesson', 'bridges', '--out', path]);
    desk.clear();
    if (code !== 0) throw new Error(stderr);
    return new LessonDesk(await openBrowser(), folder, path);
  }

  async open(address = this.url, options: BrowserContextOptions = {}): Promise<Opened> {
    const context = await this.browser.newContext({ viewport: { width: 1366, height: 900 }, offline: true, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    const incidents: string[] = [];
    page.on('console', (message) => incidents.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => incidents.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => void dialog.dismiss().then(() => incidents.push('dialog')));
    page.on('request', (request) => {
      if (!request.url().startsWith(this.url) && !request.url().startsWith('blob:')) incidents.push(`request: ${request.url()}`);
    });
    await page.goto(address);
    await page.waitForSelector('html[data-ready]');
    await page.waitForSelector('.world.left[data-hash]');
    return { page, incidents };
  }

  async closePages(): Promise<void> {
    for (const context of this.browser.contexts()) await context.close();
  }

  async close(): Promise<void> {
    await this.browser.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
