/** The lesson page for everyone: by keyboard, by screen reader, on a telephone, in the dark, without motion, on paper. */
import { describe, expect, it } from 'vitest';
import { axe, sharedLesson, step } from './lesson-desk.js';
import { PATIENCE } from './studio-page.js';

const lesson = sharedLesson();
const { open } = lesson;

describe('everyone', { timeout: PATIENCE }, () => {
  it.each(['light', 'dark'] as const)('finds no fault by axe in the %s, on any step, tab and page', async (colorScheme) => {
    const { page, incidents } = await open(lesson.desk.url, { colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(axe);
    const faults = async (where: string): Promise<string[]> => {
      const found = await page.evaluate(async () => {
        const { violations } = await (
          globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
        ).axe.run();
        return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 150)}`));
      });
      return found.map((fault) => `${where}: ${fault}`);
    };
    const all: string[] = [];
    for (let n = 1; n <= 7; n++) {
      await step(page, n);
      all.push(...(await faults(`step ${n}`)));
    }
    await page.click('.world summary');
    await page.click('#tab-numbers');
    all.push(...(await faults('settings and numbers')));
    await page.click('text="For teachers"');
    all.push(...(await faults('teacher')));
    expect(all).toEqual([]);
    expect(incidents).toEqual([]);
  });

  it('can do all of it by keyboard, and sees where it is', async () => {
    const { page } = await open();
    const reached = new Set<string>();
    for (let k = 0; k < 40; k++) {
      await page.keyboard.press('Tab');
      const here = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        const outline = getComputedStyle(
          element.matches('.languages input') ? (element.nextElementSibling as Element) : element,
        ).outlineStyle;
        if (element === document.body) return { name: '', outline: '' };
        return { name: element.getAttribute('aria-label') ?? element.textContent?.trim() ?? element.tagName, outline };
      });
      reached.add(here.name);
      if (here.name !== '' && !here.name.startsWith('trihelix')) expect(here.outline, here.name).not.toBe('none');
    }
    for (const name of ['Next', 'Again, same luck', 'New luck', 'Play', 'One step on', 'For teachers', 'Over time'])
      expect(reached).toContain(name);
    await page.focus('#tab-time');
    await page.keyboard.press('ArrowRight');
    expect(await page.getAttribute('#tab-many', 'aria-selected')).toBe('true');
    await page.focus('.scrub input');
    await page.keyboard.press('End');
    expect(await page.textContent('.scrub span')).toBe('Quarter 60 of 60');
  });

  it('fits 360 pixels, and twice the letters', async () => {
    for (const options of [
      { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
      { viewport: { width: 683, height: 450 } },
    ]) {
      const { page } = await open(lesson.desk.url, options);
      for (const n of [1, 3, 4, 5, 7]) {
        await step(page, n);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), `step ${n}`).toBe(options.viewport.width);
      }
    }
  });

  it('keeps every part within what holds it, whatever the width', async () => {
    const { page } = await open(lesson.desk.url);
    for (const width of [600, 820, 1000, 1100, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      const beyond = await page.$$eval('.time-bar *, .luck-bar *, .step-card *', (parts) =>
        parts
          .filter((part) => part.getBoundingClientRect().right > (part.parentElement as Element).getBoundingClientRect().right + 1)
          .filter((part) => part.closest('svg, .table') === null && getComputedStyle(part).position === 'static')
          .map((part) => `${part.tagName} ${part.className}`),
      );
      expect(beyond, `${width} pixels`).toEqual([]);
    }
  });

  it('keeps still where motion is not wanted, and prints', async () => {
    const { page } = await open(lesson.desk.url, { reducedMotion: 'reduce', colorScheme: 'dark' });
    await step(page, 4);
    await page.selectOption('.many .row select', '20');
    await page.click('text="Run 20 worlds"');
    await page.waitForSelector('.outcome[data-n="20"]');
    expect(await page.$eval('.fall', (dot) => getComputedStyle(dot).animationName)).toBe('none');
    await page.emulateMedia({ media: 'print' });
    expect(await page.isVisible('.time-bar')).toBe(false);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
  });
});
