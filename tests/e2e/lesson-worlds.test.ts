/** Two worlds of a lesson beside each other, and the bet on a hundred of them. */
import { describe, expect, it } from 'vitest';
import { plainChoice } from '../../src/web/lab/choice.js';
import { expected, sharedLesson, step, waitForHash } from './lesson-desk.js';
import { PATIENCE } from './studio-page.js';

const lesson = sharedLesson();
const { open } = lesson;

describe('two worlds', { timeout: PATIENCE }, () => {
  it('takes no bet on worlds that have been run', async () => {
    const { page, incidents } = await open();
    await step(page, 4);
    await page.selectOption('.many .row select', '20');
    await page.click('text="Run 20 worlds"');
    await page.waitForSelector('.outcome[data-n="20"]');
    expect(await page.isDisabled('.bet input')).toBe(true);
    expect(await page.textContent('.bet')).toContain('too late to bet');
    await page.selectOption('.metric-choice select', 'knowledge');
    await page.fill('.bet input', '60');
    await page.press('.bet input', 'Tab');
    await page.click('text="Run 20 worlds"');
    await page.waitForSelector('.outcome[data-n="20"]');
    expect(await page.isDisabled('.bet input')).toBe(true);
    expect(await page.textContent('.bet')).toContain('You bet on 60. A hundred worlds decide.');
    expect(incidents).toEqual([]);
  });

  it('draws a world as it is, whatever stands beside it', async () => {
    const { page, incidents } = await open();
    await page.click('text="Second world, other luck"');
    await page.click('.world.left summary');
    await waitForHash(page, expected(plainChoice('few', 1)), 'right');
    const picture = () => page.locator('.world.right canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    const beside = await picture();
    await page.fill('.world.left input[type="number"] >> nth=0', '2');
    await page.press('.world.left input[type="number"] >> nth=0', 'Tab');
    await waitForHash(page, expected(plainChoice('few', 1)), 'left');
    await expect.poll(picture).toBe(beside);
    expect(incidents).toEqual([]);
  });

  it('keeps the focus when a second world comes and goes, and moves along the tabs by keys', async () => {
    const { page, incidents } = await open();
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await page.focus('text="Second world, other luck"');
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('One world only');
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('Second world, same luck');
    await page.focus('#tab-time');
    for (const [key, name] of [
      ['End', 'bridge'],
      ['Home', 'time'],
      ['ArrowLeft', 'bridge'],
      ['ArrowRight', 'time'],
    ] as const) {
      await page.keyboard.press(key);
      expect(await page.getAttribute(`#tab-${name}`, 'aria-selected')).toBe('true');
    }
    expect(incidents).toEqual([]);
  });
});
