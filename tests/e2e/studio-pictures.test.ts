/** Studies, replays, pictures and branches in the studio, in a real browser. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { axe } from './lesson-desk.js';
import { axeFaults, chooseScenario, copiedLink, openStudio, PATIENCE, pressWhenThere, sharedStudio } from './studio-page.js';

const SCENARIO = 'classroom/participants-or-process';
const stage = sharedStudio();
/** What a caller hears who never finishes; the other tests of this file take longer than the studio waits. */
let slow: Promise<string>;

beforeAll(() => {
  slow = stage.desk.raw(
    `POST /api/enter HTTP/1.1\r\nHost: 127.0.0.1:${stage.desk.port}\r\nContent-Type: application/json\r\nContent-Length: 30\r\n`,
  );
});

/** Two worlds, one of which funds the process, at step 60. */
async function openWorlds(options = {}) {
  const { page, incidents } = await openStudio(stage, stage.desk.address, options);
  await chooseScenario(page, SCENARIO);
  await page.click('.world.right summary >> nth=0');
  await page.selectOption('.world.right .settings select >> nth=0', 'process');
  await page.waitForSelector('.world.right[data-hash]');
  await page.click('.world.right summary >> nth=0');
  await page.fill('.scrub input', '60');
  return { page, incidents };
}

const show = (page: Page, view: string): Promise<unknown> => page.selectOption('.views select >> nth=0', view);
const text = async (page: Page): Promise<string> => ((await page.textContent('.views')) ?? '').replaceAll('\u00a0', ' ');

describe('a study of the list', { timeout: PATIENCE }, () => {
  it('shows its comparison and runs, and replays any of them to the same fingerprint', async () => {
    const { page, incidents } = await openStudio(stage);
    await chooseScenario(page, SCENARIO);
    await page.fill('.experiment .form input >> nth=0', 'to-replay');
    await page.fill('.experiment .form input >> nth=2', '3');
    await page.press('.experiment .form input >> nth=2', 'Tab');
    await page.click('text="Save and run"');
    await page.waitForSelector('.live[data-state="done"]');
    await page.click('.study-list button');
    await page.waitForSelector('tr[data-run="5"]');
    expect(await page.locator('.differences tbody tr').count()).toBe(6);
    expect(await page.locator('.runs tbody tr').count()).toBe(6);
    expect(await page.textContent('.study')).toContain('Seed: participants-or-process');
    await page.selectOption('.study select', 'b');
    await page.waitForFunction(() => document.querySelectorAll('.runs tbody tr').length === 3);
    const id = (await page.getAttribute('.study-list li', 'data-study')) as string;
    const cookie = await stage.desk.cookie();
    const stored = JSON.parse((await stage.desk.send(`/api/studies/${id}/runs/3`, { headers: { cookie } })).text) as { hash: string };
    await page.click('[aria-label="Replay run 3"]');
    await page.waitForSelector(`.replayed.good[data-stored="${stored.hash}"]`);
    expect(await page.getAttribute('.world.left', 'data-hash')).toBe(stored.hash);
    expect(await page.textContent('.replayed')).toMatch(/run 3 of the study: b, luck 2.*equal to the stored run to the last digit/);
    const link = await copiedLink(page);
    await page.click('text="New luck"');
    await page.waitForFunction(() => document.querySelector('.replayed') === null);
    const bad = await page.evaluateHandle(() => {
      const seen = { count: 0 };
      new MutationObserver(() => (seen.count += document.querySelectorAll('.replayed.bad').length)).observe(document.body, {
        subtree: true,
        childList: true,
        attributes: true,
      });
      return seen;
    });
    await page.click('[aria-label="Undo"]');
    await page.waitForSelector('.replayed.good');
    // What is still shown of the other luck is not taken for the replay.
    expect(await bad.evaluate(({ count }) => count)).toBe(0);
    const there = await page.context().newPage();
    await there.goto(link);
    await there.waitForSelector(`.world.left[data-hash="${stored.hash}"]`);
    expect(incidents).toEqual([]);
  });

  it('answers about no other', async () => {
    const cookie = await stage.desk.cookie();
    for (const path of ['0123456789abcdef', '0123456789abcdef/runs', '0123456789abcdef/runs/0', '../x', 'ABC'])
      expect((await stage.desk.send(`/api/studies/${path}`, { headers: { cookie } })).status, path).toBe(404);
    expect((await stage.desk.send('/api/scenarios/study/0123456789abcdef', { headers: { cookie } })).status).toBe(404);
  });
});

describe('pictures', { timeout: PATIENCE }, () => {
  it('show innovations, spillovers, helix, ladder and regions of both worlds, and say them in words', async () => {
    const { page, incidents } = await openWorlds();
    await page.click('#tab-pictures');
    expect(await page.locator('.views .event').count()).toBeGreaterThan(50);
    expect(await text(page)).toMatch(/\d+ innovations in \d+ clusters; most in Reg\. \d · ind\. \d/);
    expect(await page.locator('.parts .dot').count()).toBe(12);
    await show(page, 'spillovers');
    expect(await page.locator('.ribbon').count()).toBeGreaterThan(10);
    const largest = await page.textContent('.views .summary-line');
    await page.selectOption('.views select >> nth=3', 'difference');
    expect(await page.textContent('.views .summary-line')).not.toBe(largest);
    await page.selectOption('.views select >> nth=2', 'heat');
    expect(await page.locator('.views rect.cell').count()).toBe(6 * 6 + 10);
    await page.selectOption('.views select >> nth=1', 'spillover_by_region');
    expect(await page.locator('.views rect.cell').count()).toBe(4 * 4 + 10);
    await show(page, 'helix');
    expect(await text(page)).toMatch(/World A: Universities [\d.]+ %, Firms [\d.]+ %/);
    expect(await text(page)).toMatch(/World B: T = [−\d.]+ \[[−\d.]+, [−\d.]+\] millibit, by chance/);
    await show(page, 'ladder');
    expect(await text(page)).toMatch(/Quarter 52 to quarter 60: \d+ ties climbed, \d+ fell, \d+ began, \d+ ended/);
    expect(await page.locator('.layer').count()).toBe(10);
    await show(page, 'regions');
    expect(await page.locator('.region-disc').count()).toBe(8);
    expect(await page.locator('.pole-ring').count()).toBe(2);
    expect(incidents).toEqual([]);
  });

  it('answer by watching the run again: the funnel, the causes of an innovation', async () => {
    const { page, incidents } = await openWorlds();
    await page.click('#tab-pictures');
    await show(page, 'funnel');
    await page.waitForSelector('[data-funnel="right"]');
    expect(await text(page)).toMatch(/No instrument of this world arranges meetings.*Of 100: [\d.]+ ties/s);
    await show(page, 'trace');
    await page.waitForSelector('[data-ask]');
    const stopped = pressWhenThere(page, '[data-waiting="waiting"] button', 'Stop computing');
    await page.selectOption('.views select >> nth=1', 'right');
    await stopped;
    await page.waitForSelector('[data-waiting="stopped"]');
    await page.click('[data-waiting="stopped"] button');
    await page.click('[data-ask] >> nth=0');
    await page.waitForSelector('.tree');
    expect(await page.textContent('.tree')).toMatch(/^innovation \d+ of firm \d+.*public money.*domain \d+: mastery/s);
    await page.fill('.views input[type="number"]', '0');
    await page.press('.views input[type="number"]', 'Tab');
    await page.waitForSelector('[data-tree="0"]');
    await page.selectOption('.views select >> nth=2', 'instrument');
    await page.click('[data-ask] >> nth=0');
    await page.waitForSelector('.tree .branch');
    expect(incidents).toEqual([]);
  });

  it('compute a surface over strategy and institutions, and stop when told', async () => {
    const { page, incidents } = await openStudio(stage);
    await chooseScenario(page, 'classroom/two-wheels');
    await page.click('#tab-pictures');
    await show(page, 'surface');
    expect(await page.inputValue('.views select >> nth=2')).toBe('environment');
    await page.selectOption('.views select >> nth=3', '20');
    const stopped = pressWhenThere(page, '.views button', 'Stop');
    await page.click('text="Compute the surface"');
    await stopped;
    await page.waitForSelector('[data-surface="part"]');
    await page.waitForSelector('.views .primary:not(:disabled)');
    await page.selectOption('.views select >> nth=3', '1');
    await page.click('text="Compute the surface"');
    await page.waitForSelector('[data-surface="whole"]');
    expect(await text(page)).toMatch(/New to industry is highest, [\d.]+, at "/);
    await page.click('.numbers-behind summary');
    expect(await axeFaults(page, axe)).toEqual([]);
    expect(incidents).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('break no rule of axe in the %s, and fit 360 pixels', async (colorScheme) => {
    const { page, incidents } = await openWorlds({ colorScheme, reducedMotion: 'reduce' });
    await page.click('#tab-pictures');
    const found: string[] = [];
    for (const view of ['innovations', 'spillovers', 'helix', 'ladder', 'regions', 'funnel', 'trace', 'surface']) {
      await show(page, view);
      if (view === 'funnel') await page.waitForSelector('[data-funnel="right"]');
      if (view === 'trace') {
        await page.click('[data-ask] >> nth=0');
        await page.waitForSelector('.tree');
      }
      await page.evaluate(() => {
        for (const details of document.querySelectorAll<HTMLDetailsElement>('.views details')) details.open = true;
      });
      found.push(...(await axeFaults(page, axe)).map((fault) => `${view}: ${fault}`));
    }
    await page.setViewportSize({ width: 360, height: 740 });
    for (const view of ['innovations', 'spillovers', 'helix', 'ladder', 'regions', 'funnel', 'trace', 'surface']) {
      await show(page, view);
      if (view === 'funnel') await page.waitForSelector('[data-funnel="right"]');
      expect(await page.evaluate(() => document.documentElement.scrollWidth), view).toBe(360);
    }
    expect(found).toEqual([]);
    expect(incidents).toEqual([]);
  });
});

describe('the laboratory of the studio', { timeout: PATIENCE }, () => {
  it('branches in time: what is added to the branch begins there', async () => {
    const { page, incidents } = await openStudio(stage);
    await chooseScenario(page, SCENARIO);
    await page.click('text="One world only"');
    await page.fill('.scrub input', '41');
    await page.click('text="Branch here"');
    await page.waitForSelector('.world.right[data-hash]');
    await page.waitForSelector('text="The two worlds are equal to the last digit."');
    await page.click('.world.right summary >> nth=0');
    await page.click('.world.right .sub > summary >> nth=0');
    await page.locator('.world.right').getByLabel('Add an instrument').selectOption('matchmaking');
    await page.locator('.world.right').locator('text="Add"').click();
    expect(await page.inputValue('#right-matchmaking-from')).toBe('40');
    await page.waitForSelector('[data-divergence]');
    expect(Number(await page.getAttribute('[data-divergence]', 'data-divergence'))).toBeGreaterThanOrEqual(41);
    await page.click('[aria-label="Undo"]');
    await page.click('[aria-label="Undo"]');
    expect(await page.locator('.world').count()).toBe(1);
    expect(incidents).toEqual([]);
  });

  it('shows the value that counts, whatever was typed', async () => {
    const { page } = await openStudio(stage);
    await chooseScenario(page, SCENARIO);
    await page.click('.world.right summary >> nth=0');
    const type = async (field: string, value: string): Promise<string> => {
      await page.fill(field, value);
      await page.press(field, 'Tab');
      return page.inputValue(field);
    };
    await page.click('.world.right .sub > summary >> nth=0');
    const budget = await page.inputValue('#right-rd_subsidy-value');
    expect(await type('#right-rd_subsidy-value', '-5')).toBe(budget);
    expect(await type('.world.right .settings > .field input', '0')).toBe('1');
    await page.click('.world.right .sub >> nth=1 >> summary >> nth=0');
    await page.fill('.world.right input[type="search"]', 'closure_share');
    const field = '#right-closure_share';
    expect(await type(field, '7')).toBe('1');
    expect(await type(field, '9')).toBe('1');
    expect(await type('.experiment .form input >> nth=2', '1e9')).toBe('1000');
    await page.click('.world.right >> text="Back to the written values"');
    await page.waitForFunction((id) => document.querySelector<HTMLInputElement>(id)?.value !== '1', field);
  });
});

describe('a call that is never finished', { timeout: PATIENCE }, () => {
  it('is ended after half a minute', async () => {
    expect(await slow).toMatch(/^HTTP\/1\.1 408/);
  });
});
