/** The studio's page in a real browser, with everything noted that must not happen. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { openBrowser } from '../support/browser.js';
import { StudioDesk } from './studio-desk.js';

/** Ample for a loaded machine. */
export const PATIENCE = 300_000;

/** What the tests of a file share; there once they run. */
export interface Stage {
  readonly browser: Browser;
  readonly desk: StudioDesk;
}

/** One browser for the tests of a file, with further switches where they are given; each test finds it without pages. */
export function sharedBrowser(...switches: string[]): Pick<Stage, 'browser'> {
  return withBrowser({}, switches) as Stage;
}

/** One studio and one browser for the tests of a file. */
export function sharedStudio(...switches: string[]): Stage {
  const stage: Partial<Writable> = {};
  beforeAll(async () => {
    stage.desk = await StudioDesk.start();
  }, PATIENCE);
  // What is set up last ends first: the browser lets go of the studio before the studio ends.
  afterAll(() => stage.desk?.close());
  return withBrowser(stage, switches) as Stage;
}

type Writable = { -readonly [K in keyof Stage]: Stage[K] };

function withBrowser(stage: Partial<Writable>, switches: readonly string[]): Partial<Stage> {
  beforeAll(async () => {
    stage.browser = await openBrowser(...switches);
  }, PATIENCE);
  afterEach(async () => {
    for (const context of stage.browser?.contexts() ?? []) await context.close();
  });
  afterAll(() => stage.browser?.close());
  return stage;
}

export interface Opened {
  readonly page: Page;
  /** Errors, warnings, violations of the policy, requests to elsewhere. */
  readonly incidents: string[];
}

export async function openStudio({ browser, desk }: Stage, address = desk.address, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const incidents: string[] = [];
  page.on('console', (message) => incidents.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => incidents.push(`error: ${error.message}`));
  page.on('request', (call) => {
    if (!call.url().startsWith(`http://127.0.0.1:${desk.port}/`)) incidents.push(`request: ${call.url()}`);
  });
  await page.goto(address);
  await page.waitForSelector('html[data-ready]');
  return { page, incidents };
}

/** Opens a scenario and waits for both of its worlds. */
export async function chooseScenario(page: Page, scenario: string): Promise<void> {
  await page.selectOption('#scenario', scenario);
  await worldsOf(page, scenario);
}

/** Waits until both worlds of a scenario that was chosen have been computed. */
export async function worldsOf(page: Page, scenario: string): Promise<void> {
  await scenarioIs(page, scenario);
  await page.waitForSelector('.world.right[data-hash]');
  await page.waitForSelector('.world.left[data-hash]');
}

/** Waits until the worlds of that scenario are there, however the page came to it; its list of scenarios is there before. */
export async function scenarioIs(page: Page, scenario: string): Promise<void> {
  await page.waitForSelector(`.studio[data-scenario="${scenario}"]`);
  expect(await page.inputValue('#scenario')).toBe(scenario);
}

/** What the button that copies a link hands to the clipboard. */
export function copiedLink(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const writeText = async (text: string): Promise<void> => resolve(text);
        Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
        [...document.querySelectorAll('button')].find((button) => button.textContent === 'Copy link to this state')?.click();
      }),
  );
}

/** Plays until more than a step is shown, and pauses from inside the page: a loaded machine could come to the end before a click arrives. */
export async function playBeyond(page: Page, step: number): Promise<void> {
  await page.selectOption('.speed select', '4');
  await page.evaluate(async (from) => {
    const button = document.querySelector<HTMLElement>('.play');
    const words = button?.textContent;
    button?.click();
    while (Number(document.querySelector<HTMLInputElement>('.scrub input')?.value) <= from)
      await new Promise((resolve) => requestAnimationFrame(resolve));
    // At the end it has paused by itself.
    if (button?.textContent !== words) button?.click();
  }, step);
}

/** Presses a button with these words as soon as it is there: a loaded machine could have taken it away before a click arrives. */
export function pressWhenThere(page: Page, selector: string, words: string): Promise<void> {
  return page.evaluate(
    ([among, name]) =>
      new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => look());
        const look = (): void => {
          const button = [...document.querySelectorAll<HTMLElement>(among)].find(({ textContent }) => textContent === name);
          if (button === undefined) return;
          observer.disconnect();
          button.click();
          resolve();
        };
        observer.observe(document.body, { childList: true, subtree: true, attributes: true });
        look();
      }),
    [selector, words] as const,
  );
}

/** Broken rules of axe-core, one line each. */
export async function axeFaults(page: Page, script: string): Promise<string[]> {
  await page.evaluate(script);
  return page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    ).axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 150)}`));
  });
}
