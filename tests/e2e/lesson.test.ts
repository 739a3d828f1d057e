/** A lesson from one file on disk, without a network: everything that a pupil and a teacher do with it, in a real browser. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { plainChoice } from '../../src/web/lab/choice.js';
import { pack } from '../../src/web/lab/link.js';
import { labEn } from '../../src/web/words/lab-en.js';
import { labRu } from '../../src/web/words/lab-ru.js';
import { shippedLesson } from '../web/shipped.js';
import { expected, sharedLesson, step, waitForHash } from './lesson-desk.js';
import { copiedLink, PATIENCE, playBeyond } from './studio-page.js';

const lesson = sharedLesson();
const { open } = lesson;

describe('the lesson file', { timeout: PATIENCE }, () => {
  it('is small', () => {
    expect(lesson.desk.bytes).toBeLessThan(5e6);
  });

  it('plays, steps and scrubs, and its run is that of the command line', async () => {
    const { page, incidents } = await open();
    expect(await page.getAttribute('.world.left', 'data-hash')).toBe(expected(plainChoice('few')));
    await playBeyond(page, 5);
    await page.fill('.scrub input', '30');
    expect(await page.textContent('.scrub span')).toBe('Quarter 30 of 60');
    await page.click('[aria-label="One step on"]');
    await page.click('[aria-label="One step back"]');
    await page.click('[aria-label="One step back"]');
    expect(await page.inputValue('.scrub input')).toBe('29');
    const then = await page.textContent('.summary-line');
    await page.click('[aria-label="To the end"]');
    expect(await page.textContent('.summary-line')).not.toBe(then);
    await page.fill('.scrub input', '29');
    expect(await page.textContent('.summary-line')).toBe(then);
    expect(incidents).toEqual([]);
  });

  it('restarts with the same luck bit for bit, with new luck otherwise, side by side, and undoes', async () => {
    const { page, incidents } = await open();
    expect(await page.isDisabled('[aria-label="Undo"]')).toBe(true);
    const first = await page.getAttribute('.world.left', 'data-hash');
    await page.click('text="Again, same luck"');
    await page.waitForSelector(`[data-replay="${first}"].good`);
    await page.click('text="New luck"');
    await waitForHash(page, expected(plainChoice('few', 1)));
    await page.click('text="Second world, other luck"');
    await waitForHash(page, expected(plainChoice('few', 2)), 'right');
    await page.click('.world.right summary');
    await page.selectOption('.world.right select', 'many');
    await page.fill('.world.right input[type="number"] >> nth=0', '2');
    await page.press('.world.right input[type="number"] >> nth=0', 'Tab');
    await waitForHash(page, expected(plainChoice('many', 1)), 'right');
    await page.waitForSelector('[data-divergence]');
    await page.click('[aria-label="Undo"]');
    await waitForHash(page, expected(plainChoice('many', 2)), 'right');
    await page.click('[aria-label="Redo"]');
    await waitForHash(page, expected(plainChoice('many', 1)), 'right');
    await page.click('text="One world only"');
    expect(await page.locator('.world').count()).toBe(1);
    await page.click('#tab-numbers');
    await page.fill('.scrub input', '44');
    await page.keyboard.press('Control+z');
    expect(await page.inputValue('.scrub input')).not.toBe('44');
    await page.keyboard.press('Control+z');
    expect(await page.getAttribute('#tab-time', 'aria-selected')).toBe('true');
    await page.keyboard.press('Control+z');
    expect(await page.locator('.world').count()).toBe(2);
    await page.keyboard.press('Control+y');
    expect(await page.locator('.world').count()).toBe(1);
    expect(incidents).toEqual([]);
  });

  it('takes settings from sliders and fields, and gives back what the scenario says', async () => {
    const { page, incidents } = await open();
    await page.click('.world.left summary');
    await page.fill('.control input[type="number"] >> nth=0', '0.3');
    await page.press('.control input[type="number"] >> nth=0', 'Enter');
    await waitForHash(page, expected({ ...plainChoice('few'), changes: { local_share: 0.3 } }));
    expect(await page.inputValue('.control input[type="range"] >> nth=0')).toBe('0.3');
    await page.fill('.control input[type="range"] >> nth=0', '0.4');
    await waitForHash(page, expected({ ...plainChoice('few'), changes: { local_share: 0.4 } }));
    await page.click('text="Back to the written values"');
    await waitForHash(page, expected(plainChoice('few')));
    expect(await page.inputValue('.control input[type="number"] >> nth=0')).toBe('0.63');
    expect(incidents).toEqual([]);
  });

  it('makes a bridge by click or by list, and cuts it', async () => {
    const { page, incidents } = await open();
    await step(page, 5);
    await page.waitForSelector('.bridge');
    await page.fill('.scrub input', '11');
    const box = (await page.locator('.world.left canvas').boundingBox()) as { x: number; y: number; width: number; height: number };
    await page.mouse.click(box.x + box.width * 0.5, box.y + box.height * 0.72);
    expect(await page.inputValue('.bridge select >> nth=1')).not.toBe('-1');
    await page.selectOption('.bridge select >> nth=0', '0');
    await page.selectOption('.bridge select >> nth=1', '97');
    await page.click('text="Make the tie"');
    const hands = [{ step: 10, a: 0, b: 97, cut: false }];
    await waitForHash(page, expected({ ...plainChoice('few'), hands }));
    await page.waitForSelector('text="These two are tied now."');
    await page.fill('.scrub input', '14');
    await page.click('text="Cut the tie"');
    await waitForHash(page, expected({ ...plainChoice('few'), hands: [...hands, { step: 13, a: 0, b: 97, cut: true }] }));
    await page.click('text="Take it back" >> nth=1');
    await waitForHash(page, expected({ ...plainChoice('few'), hands }));
    expect(incidents).toEqual([]);
  });

  it('runs many worlds with an interval that narrows, stops when told, and settles the bet', async () => {
    const { page, incidents } = await open();
    await step(page, 4);
    await page.fill('.bet input', '90');
    await page.press('.bet input', 'Tab');
    await page.selectOption('.many .row select', '200');
    await page.evaluate(stopWhenKnown);
    await page.click('text="Run 200 worlds"');
    await page.waitForSelector('.outcome[data-mean]');
    await page.waitForFunction(() => ![...document.querySelectorAll('.many button')].some((button) => button.textContent === 'Stop'));
    expect(await page.locator('.fall').count()).toBeLessThan(200);
    await page.selectOption('.many .row select', '100');
    await page.click('text="Run 100 worlds"');
    await page.waitForSelector('.outcome[data-n="100"]');
    expect(await page.textContent('.outcome')).toMatch(/On average \+0\.\d+.\(share\), 95 % interval \[0\.\d+, 0\.\d+\], 100 worlds/);
    expect(await page.textContent('.bet')).toMatch(/You bet on 90, it was \d+: \d+ of 100 points/);
    expect(await page.locator('.fall').count()).toBe(100);
    await step(page, 3);
    await page.click('#tab-many');
    await page.selectOption('.metric-choice select', 'knowledge');
    expect(await page.isVisible('.outcome .warn')).toBe(true);
    expect(incidents).toEqual([]);
  });

  it('speaks both languages throughout', async () => {
    const { page, incidents } = await open();
    await page.click('label[lang="ru"]');
    expect(await page.getAttribute('html', 'lang')).toBe('ru');
    for (let n = 1; n <= 7; n++) {
      await step(page, n);
      const text = `${await page.textContent('.head')} ${await page.textContent('.split')}`.replace(
        /trihelix|English|Press|T1\.[\w.-]+|Лист \w+/g,
        '',
      );
      expect(text.match(/\b[A-Za-z]{3,}\b/g) ?? [], `step ${n}`).toEqual([]);
    }
    expect(incidents).toEqual([]);
  });
});

describe('code and link', { timeout: PATIENCE }, () => {
  it('carry work to the teacher, who computes it again, and a state to another page', async () => {
    const { page, incidents } = await open();
    await step(page, 2);
    await page.click('.question >> nth=0 >> label >> nth=1');
    await step(page, 5);
    await page.click('text="Keep this world for the ticket"');
    await step(page, 6);
    await page.click('.question >> nth=0 >> label >> nth=0');
    expect(await page.textContent('.question >> nth=0')).toContain('Right.');
    await step(page, 7);
    const code = await page.inputValue('#code');
    const forged = await forge(page, code);
    await page.click('text="For teachers"');
    await page.fill('#codes', `${code}\n${forged}\nT1.nonsense.000000`);
    await page.click('text="Check all"');
    await page.waitForFunction(
      () => !document.querySelector('#class')?.textContent?.includes('checking') && document.querySelector('#class'),
    );
    const rows = await page.$$eval('#class tbody tr', (lines) => lines.map((line) => [...line.children].map((cell) => cell.textContent)));
    expect(rows.map((row) => row.at(-1))).toEqual(['replayed, equal', 'replayed, not equal', expect.stringContaining('cut or mistyped')]);
    expect(rows[0]?.[1]).toBe('1 / 3');
    expect(incidents).toEqual([]);
  });

  it('restore the exact state elsewhere, and say in one sentence when they cannot', async () => {
    const { page } = await open();
    await step(page, 3);
    await page.waitForSelector('.world.right[data-hash]');
    await page.fill('.scrub input', '22');
    await page.click('text="New luck"');
    await page.waitForSelector(`.world.left[data-hash="${expected(plainChoice('few', 1))}"]`);
    await page.click('.play');
    await page.fill('.scrub input', '22');
    const link = await copiedLink(page);
    const there = await open(link);
    await waitForHash(there.page, expected(plainChoice('few', 1)));
    await waitForHash(there.page, expected(plainChoice('some', 1)), 'right');
    expect(await there.page.textContent('.scrub span')).toBe('Quarter 22 of 60');
    expect(await there.page.textContent('.notice')).toContain('restored');
    const cut = await open(`${link.slice(0, -12)}`);
    expect(await cut.page.textContent('.bad-link p')).toBe(labEn.badLink.damaged);
    expect([...there.incidents, ...cut.incidents]).toEqual([]);
  });

  it('say why a link cannot be opened, in both languages, and open what is sound in it', async () => {
    const { page, incidents } = await open();
    const { fingerprint } = await shippedLesson('bridges');
    const few = ['few', {}, [], 0];
    const state = (left: unknown, more: readonly unknown[] = ['ties', 9]): unknown[] => [fingerprint, 'en', 2, left, null, ...more];
    const sound = state(few, ['giant_component', 9]);
    const links: readonly (readonly [string, string, string, number])[] = [
      ['nonsense', labEn.badLink.foreign, labRu.badLink.foreign, 1],
      [pack('L0', sound), labEn.badLink.older, labRu.badLink.older, 1],
      [pack('L7', sound), labEn.badLink.newer, labRu.badLink.newer, 1],
      [pack('L1', sound).slice(0, -7), labEn.badLink.damaged, labRu.badLink.damaged, 1],
      [`L1.${'A'.repeat(200_000)}.0`, labEn.badLink.long, labRu.badLink.long, 1],
      [pack('L1', ['other', ...sound.slice(1)]), labEn.badLink.lesson, labRu.badLink.lesson, 1],
      [pack('L1', state(['none', {}, [], 0])), labEn.badLink.world('none'), labRu.badLink.world('none'), 1],
      [pack('L1', state(few, ['no_such', 9])), labEn.badLink.measure('no_such'), labRu.badLink.measure('no_such'), 2],
      [pack('L1', state(few, ['giant_component', 99])), labEn.badLink.step, labRu.badLink.step, 2],
      [pack('L1', state(['few', { firms: 5 }, [], 0])), labEn.badLink.parameter('firms'), labRu.badLink.parameter('firms'), 2],
      [pack('L1', state(['few', { local_share: 'x' }, [], 0])), labEn.badLink.value('local_share'), labRu.badLink.value('local_share'), 2],
      [pack('L1', state(['few', {}, [[1, 2]], 0])), labEn.badLink.hands, labRu.badLink.hands, 2],
      [pack('L1', state(['few', {}, [], -1])), labEn.badLink.luck, labRu.badLink.luck, 2],
    ];
    for (const [link, english, russian, ways] of links) {
      await page.evaluate((text) => {
        location.hash = `lab=${text}`;
      }, link);
      await page.waitForFunction((text) => document.querySelector('.bad-link p')?.textContent === text, english);
      await page.click('label[lang="ru"]');
      expect(await page.textContent('.bad-link p')).toBe(russian);
      await page.click('label[lang="en"]');
      expect(await page.locator('.bad-link button').count()).toBe(ways);
    }
    const range = pack('L1', state(['few', { local_share: 7 }, [], 3], ['giant_component', 9]));
    await page.evaluate((text) => {
      location.hash = `lab=${text}`;
    }, range);
    await page.waitForSelector('.bad-link[data-cause="range"]');
    expect(await page.textContent('.bad-link p')).toMatch(/"local_share" outside its range, [\d.]+ to [\d.]+\./);
    await page.click('text="Open the rest of the link"');
    await waitForHash(page, expected(plainChoice('few', 3)));
    expect(await page.textContent('.scrub span')).toBe('Quarter 9 of 60');
    expect(incidents).toEqual([]);
  });
});

/** Presses Stop as soon as there is an interval, from inside the page: a loaded machine could be done before a click arrives. */
function stopWhenKnown(): void {
  const observer = new MutationObserver(() => {
    if (document.querySelector('.outcome[data-mean]') === null) return;
    observer.disconnect();
    [...document.querySelectorAll('button')].find((button) => button.textContent === 'Stop')?.click();
  });
  observer.observe(document.body, { childList: true, subtree: true, attributes: true });
}

/** The code with another hash of the kept world, packed as a cheat would. */
function forge(page: Page, code: string): Promise<string> {
  return page.evaluate(async (text) => {
    const [mark, body] = text.split('.') as [string, string];
    const bytes = (part: string): Uint8Array =>
      Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
    const data = JSON.parse(new TextDecoder().decode(bytes(body))) as unknown[];
    for (const world of data[5] as [number, unknown, string][]) world[2] = '0123456789abcdef';
    const changed = btoa(JSON.stringify(data)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(changed)));
    return `${mark}.${changed}.${[...digest.slice(0, 3)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  }, code);
}
