/** The studio for everyone: by keyboard, by screen reader, on a telephone, with large letters, in the dark, without motion, on paper. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axe } from './lesson-desk.js';
import { axeFaults, chooseScenario, openStudio, PATIENCE, sharedStudio } from './studio-page.js';

const SCENARIO = 'classroom/participants-or-process';
const stage = sharedStudio();

/** Opens everything that opens, and a message about a link. */
async function openAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.hash = 'state=nonsense';
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await page.waitForSelector('.bad-link');
  await page.fill('.world.right input[type="search"]', 'trust');
}

/** Every control that can be used now: what a keyboard must come to. */
function controls(): string[] {
  const usable = [...document.querySelectorAll<HTMLElement>('button, input, select, textarea, a[href], summary')].filter((element) => {
    const alone = element.getAttribute('role') !== 'tab' || element.getAttribute('aria-selected') === 'true';
    const radio = element instanceof HTMLInputElement && element.type === 'radio' && !element.checked;
    return !element.matches(':disabled') && element.checkVisibility() && alone && !radio;
  });
  for (const [k, element] of usable.entries()) element.dataset.stop = String(k);
  return usable.map((element) => `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent?.slice(0, 40) ?? ''}`);
}

/** Where the focus is, whether it can be seen, and whether it lies on the screen. */
function focused(): { stop: number; seen: boolean } {
  const element = document.activeElement as HTMLElement;
  const drawn = element.matches('.languages input') ? (element.nextElementSibling as Element) : element;
  const { outlineStyle, outlineWidth } = getComputedStyle(drawn);
  const { top, bottom, width } = drawn.getBoundingClientRect();
  const seen = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && bottom > 0 && top < innerHeight && width > 0;
  return { stop: Number(element.dataset.stop ?? -1), seen };
}

describe('the studio for everyone', { timeout: PATIENCE }, () => {
  it.each(['light', 'dark'] as const)('breaks no rule of axe in the %s, in either language, with everything open', async (colorScheme) => {
    const { page, incidents } = await openStudio(stage, stage.desk.address, { colorScheme, reducedMotion: 'reduce' });
    await chooseScenario(page, SCENARIO);
    await openAll(page);
    for (const language of ['en', 'ru']) {
      await page.click(`label[lang="${language}"]`);
      expect(await axeFaults(page, axe)).toEqual([]);
    }
    expect(incidents).toEqual([]);
  });

  it('is reached by keyboard, every control of it, with the focus in sight', async () => {
    const { page, incidents } = await openStudio(stage);
    await chooseScenario(page, SCENARIO);
    await openAll(page);
    const names = await page.evaluate(controls);
    expect(names.length).toBeGreaterThan(60);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    const reached = new Set<number>();
    const hidden: string[] = [];
    for (let k = 0; k < names.length + 10 && reached.size < names.length; k++) {
      await page.keyboard.press('Tab');
      const { stop, seen } = await page.evaluate(focused);
      if (stop < 0) continue;
      reached.add(stop);
      if (!seen) hidden.push(names[stop] as string);
    }
    expect(names.filter((_, k) => !reached.has(k))).toEqual([]);
    expect(hidden).toEqual([]);
    await page.focus('#tab-time');
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('.views');
    expect(incidents).toEqual([]);
  });

  it('fits 360 pixels, a screen of twice the size, and letters of twice the size', async () => {
    const { page, incidents } = await openStudio(stage);
    await chooseScenario(page, SCENARIO);
    await openAll(page);
    for (const [width, letters] of [
      [360, '100%'],
      [640, '100%'],
      [1280, '200%'],
    ] as const) {
      await page.setViewportSize({ width, height: 720 });
      await page.evaluate((size) => {
        document.documentElement.style.fontSize = size;
      }, letters);
      for (const language of ['en', 'ru']) {
        await page.click(`label[lang="${language}"]`);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), `${width} ${letters} ${language}`).toBe(width);
      }
    }
    expect(incidents).toEqual([]);
  });

  it('keeps still where motion is not wanted, and prints on white without its buttons', async () => {
    const { page, incidents } = await openStudio(stage, stage.desk.address, { reducedMotion: 'reduce', colorScheme: 'dark' });
    await chooseScenario(page, 'classroom/bridges');
    await page.click('#tab-many');
    await page.selectOption('.many .row select', '20');
    await page.click('text="Run 20 worlds"');
    await page.waitForSelector('.outcome[data-n="20"]');
    expect(await page.$eval('.fall', (dot) => getComputedStyle(dot).animationName)).toBe('none');
    await page.selectOption('.speed select', '1');
    await page.click('.play');
    const paints = (): Promise<number> => page.$eval('.world.left canvas', (canvas) => Number((canvas as HTMLElement).dataset.paints));
    const before = await paints();
    await page.waitForTimeout(1500);
    // As often as a step is shown, however many a busy machine lets pass, and not in every frame.
    const painted = (await paints()) - before;
    expect(painted).toBeLessThan(Number(await page.inputValue('.scrub input')) + 8);
    await page.click('text="Pause"');
    await page.setViewportSize({ width: 794, height: 1123 });
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(794);
    const shown = await page.$$eval('button, .form, .chooser label, .settings', (elements) =>
      elements.filter((element) => element.checkVisibility()).map((element) => element.textContent),
    );
    expect(shown).toEqual([]);
    for (const kept of ['.world.left canvas', '.outcome svg', 'h1', '.on-paper']) expect(await page.isVisible(kept), kept).toBe(true);
    expect(incidents).toEqual([]);
  });
});
