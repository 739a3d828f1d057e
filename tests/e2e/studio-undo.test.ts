/** What is done in the studio can be undone, links that cannot be opened say why, and a page opened anew finds its experiment. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Progress } from '../../src/experiment/studio-messages.js';
import { plainChoice } from '../../src/web/lab/choice.js';
import { pack } from '../../src/web/lab/link.js';
import { labEn } from '../../src/web/words/lab-en.js';
import { labRu } from '../../src/web/words/lab-ru.js';
import { childrenOf } from '../support/processes.mjs';
import { chooseScenario, openStudio, PATIENCE, playBeyond, scenarioIs, sharedStudio } from './studio-page.js';

const stage = sharedStudio();

const stepOf = (page: Page): Promise<string> => page.inputValue('.scrub input');
const tabOf = (page: Page): Promise<string | null> => page.getAttribute('[role="tab"][aria-selected="true"]', 'id');

describe('undo and redo', { timeout: PATIENCE }, () => {
  it('bring back the shown step: one drag, one key or one time of playing is one thing', async () => {
    const { page, incidents } = await openStudio(stage);
    await chooseScenario(page, 'classroom/bridges');
    const undo = '[aria-label="Undo"]';
    const redo = '[aria-label="Redo"]';
    await page.focus('.scrub input');
    await page.keyboard.press('End');
    expect(await stepOf(page)).toBe('60');
    const box = (await page.locator('.scrub input').boundingBox()) as { x: number; y: number; width: number; height: number };
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width - 8, y);
    await page.mouse.down();
    for (let k = 1; k <= 10; k++) await page.mouse.move(box.x + box.width * (1 - k / 14), y);
    await page.mouse.up();
    const dragged = await stepOf(page);
    expect(Number(dragged)).toBeLessThan(30);
    await page.click(undo);
    expect(await stepOf(page)).toBe('60');
    await page.click(undo);
    expect(await stepOf(page)).toBe('1');
    await page.click(redo);
    await page.click(redo);
    expect(await stepOf(page)).toBe(dragged);
    await page.click('[aria-label="One step on"]');
    await playBeyond(page, Number(dragged) + 5);
    const paused = await stepOf(page);
    await page.keyboard.press('Control+z');
    expect(await stepOf(page)).toBe(String(Number(dragged) + 1));
    await page.keyboard.press('Control+Shift+z');
    expect(await stepOf(page)).toBe(paused);
    expect(incidents).toEqual([]);
  });

  it('bring back tab, picture and its choices, results and the scenario, by keyboard too', async () => {
    const { page, incidents } = await openStudio(stage);
    await chooseScenario(page, 'classroom/bridges');
    await page.click('#tab-numbers');
    await page.click('#tab-pictures');
    await page.selectOption('.views select >> nth=0', 'spillovers');
    await page.selectOption('.views select >> nth=2', 'heat');
    await page.keyboard.press('Control+z');
    expect(await page.inputValue('.views select >> nth=2')).toBe('flows');
    await page.keyboard.press('Control+y');
    expect(await page.inputValue('.views select >> nth=2')).toBe('heat');
    for (let k = 0; k < 3; k++) await page.keyboard.press('Control+z');
    expect(await tabOf(page)).toBe('tab-numbers');
    await page.keyboard.press('Control+z');
    expect(await tabOf(page)).toBe('tab-time');
    await page.fill('.scrub input', '33');
    const hash = await page.getAttribute('.world.left', 'data-hash');
    await chooseScenario(page, 'classroom/two-wheels');
    await page.waitForSelector(`.world.left[data-hash]:not([data-hash="${hash}"])`);
    await page.click('[aria-label="Undo"]');
    await scenarioIs(page, 'classroom/bridges');
    await page.waitForSelector(`.world.left[data-hash="${hash}"]`);
    expect(await stepOf(page)).toBe('33');
    await page.click('[aria-label="Redo"]');
    await scenarioIs(page, 'classroom/two-wheels');
    expect(incidents).toEqual([]);
  });

  it('leave a field alone as long as something is typed in it', async () => {
    const { page } = await openStudio(stage);
    await chooseScenario(page, 'classroom/bridges');
    await page.fill('.scrub input', '20');
    await page.focus('.experiment .form input >> nth=0');
    await page.keyboard.type('x');
    await page.keyboard.press('Control+z');
    expect(await stepOf(page)).toBe('20');
    await page.click('.world.left summary >> nth=0');
    const luck = '.world.left .settings > .field input';
    await page.focus(luck);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('7');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+z');
    expect(await page.inputValue(luck)).toBe('1');
    expect(await stepOf(page)).toBe('20');
  });
});

const LEFT = plainChoice('few');
const STATE = { name: 'classroom/bridges', model: 'trihelix', left: LEFT, right: null, metric: 'ties', step: 5, language: 'en' };
const { meeting_rate: RATE } = (await import('../../src/models/index.js')).models.find(({ name }) => name === 'trihelix')?.parameters ?? {};
const changed = (changes: object): object => ({ ...STATE, left: { ...LEFT, ...changes } });
const policy = (instrument: string, values: object): object => changed({ policies: [{ instrument, values }] });
const linkOf = (state: unknown, mark = 'S1'): string => pack(mark, state);
const SOUND = linkOf(STATE);

/** A link, what is wrong with it, the arguments of the sentence, and whether the rest of it can be opened. */
const LINKS: readonly (readonly [link: string, cause: keyof typeof labEn.badLink, named: string | null, rest: boolean])[] = [
  ['nonsense', 'foreign', null, false],
  [linkOf(STATE, 'T1'), 'foreign', null, false],
  [linkOf(STATE, 'S0'), 'older', null, false],
  [linkOf(STATE, 'S2'), 'newer', null, false],
  [SOUND.slice(0, -9), 'damaged', null, false],
  [SOUND.replace(/^S1\.../, 'S1.AB'), 'damaged', null, false],
  [linkOf([1, 2]), 'damaged', null, false],
  [`S1.${'A'.repeat(200_000)}.000000`, 'long', null, false],
  [linkOf({ ...STATE, name: 'no/<b>such</b>' }), 'scenario', 'no/<b>such</b>', false],
  [linkOf({ ...STATE, name: 'study/0123456789abcdef' }), 'study', null, false],
  [linkOf({ ...STATE, model: 'other' }), 'model', 'other', false],
  [linkOf(changed({ world: 'none' })), 'world', 'none', false],
  [linkOf(changed({ changes: { no_such: 1 } })), 'parameter', 'no_such', true],
  [linkOf(changed({ changes: { constructor: 1 } })), 'parameter', 'constructor', true],
  [linkOf(changed({ changes: { meeting_rate: 'x' } })), 'value', 'meeting_rate', true],
  [linkOf(changed({ changes: { meeting_rate: -5 } })), 'range', 'meeting_rate', true],
  [linkOf(policy('no_such', {})), 'instrument', 'no_such', true],
  [linkOf(policy('rd_subsidy', { no_such: 1 })), 'parameter', 'rd_subsidy.no_such', true],
  [linkOf({ ...STATE, metric: 'no_such' }), 'measure', 'no_such', true],
  [linkOf({ ...STATE, step: 61 }), 'step', null, true],
  [linkOf(changed({ replicate: -1 })), 'luck', null, true],
  [linkOf(changed({ hands: [{ step: 1, a: 2, b: 2, cut: false }] })), 'hands', null, true],
];

/** Opens a link in the page, reads what it says in both languages, and goes on from the beginning. */
async function seenOf(link: string): Promise<{ cause: string | undefined; sentences: unknown[]; ways: number; hash: string }> {
  const until = async (sound: () => boolean): Promise<void> => {
    while (!sound()) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const notice = (): HTMLElement | null => document.querySelector('.bad-link');
  const speak = async (language: string): Promise<unknown> => {
    document.querySelector<HTMLElement>(`label[lang="${language}"] input`)?.click();
    await until(() => document.documentElement.lang === language);
    await new Promise((resolve) => setTimeout(resolve, 30));
    return notice()?.querySelector('p')?.textContent;
  };
  location.hash = `state=${link}`;
  await until(() => notice() !== null);
  const cause = notice()?.dataset.cause;
  const sentences = [await speak('en'), await speak('ru')];
  const buttons = [...(notice()?.querySelectorAll('button') ?? [])];
  buttons.at(-1)?.click();
  await until(() => notice() === null);
  return { cause, sentences, ways: buttons.length, hash: location.hash };
}

describe('a link that cannot be opened', { timeout: PATIENCE }, () => {
  it('says why in one sentence per cause, in both languages, and offers a way on', async () => {
    const { page, incidents } = await openStudio(stage);
    if (RATE === undefined || !('minimum' in RATE)) throw new Error('meeting_rate has no range');
    const sentence = (words: typeof labEn.badLink, cause: (typeof LINKS)[number][1], named: string | null): string => {
      if (cause === 'range') return words.range(named ?? '', String(RATE.minimum), String(RATE.maximum));
      const said = words[cause] as string | ((name: string) => string);
      return typeof said === 'string' ? said : said(named ?? '');
    };
    for (const [link, cause, named, rest] of LINKS) {
      const shown = await page.evaluate(seenOf, link);
      expect(shown).toEqual({
        cause,
        sentences: [sentence(labEn.badLink, cause, named), sentence(labRu.badLink, cause, named)],
        ways: rest ? 2 : 1,
        hash: '',
      });
    }
    await page.evaluate(
      (text) => {
        location.hash = `state=${text}`;
      },
      linkOf({ ...(changed({ changes: { no_such: 1, meeting_rate: 0.4 } }) as typeof STATE), step: 12 }),
    );
    await page.click('label[lang="en"]');
    await page.click('.bad-link button >> nth=0');
    await page.waitForFunction(() => document.querySelector<HTMLSelectElement>('#scenario')?.value === 'classroom/bridges');
    expect(await stepOf(page)).toBe('12');
    expect(await page.textContent('.world.left .facts')).toContain('1 change');
    expect(incidents).toEqual([]);
  });
});

/** Halts the threads of the experiment as soon as it has something to show: it lasts as long as the page takes to look at it. */
async function holdExperiment({ desk }: typeof stage): Promise<void> {
  const headers = { cookie: await desk.cookie() };
  for (;;) {
    const progress = JSON.parse((await desk.send('/api/experiments', { headers })).text) as Progress | null;
    if (progress !== null && progress.done > 1 && progress.rows.length > 0) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  for (const threads of childrenOf(desk.pid).flatMap(childrenOf)) process.kill(threads, 'SIGSTOP');
}

describe('a page that is opened anew', { timeout: PATIENCE }, () => {
  it('finds the experiment that is computed, shows how far it is, and stops it', async () => {
    const { page, incidents } = await openStudio(stage);
    await chooseScenario(page, 'classroom/bridges');
    await page.fill('.experiment .form input >> nth=0', 'long');
    await page.fill('.experiment .form input >> nth=2', '1000');
    await page.press('.experiment .form input >> nth=2', 'Tab');
    await page.click('text="Save and run"');
    await Promise.all([holdExperiment(stage), page.waitForSelector('.live[data-state="running"]')]);
    await page.reload();
    await page.waitForSelector('html[data-ready]');
    await page.waitForSelector('.live[data-state="running"]');
    expect(await page.textContent('.live h3')).not.toBe('');
    expect(await page.getAttribute('.saved', 'data-path')).toBe('scenarios/studio/long.yaml');
    await page.waitForFunction(() => (document.querySelector<HTMLProgressElement>('.live progress')?.value ?? 0) > 1);
    await page.waitForSelector('.live tbody tr');
    expect(await page.isDisabled('text="Save and run"')).toBe(true);
    await page.click('.experiment >> text="Stop"');
    await page.waitForSelector('.live[data-state="stopped"]');
    expect(await page.isDisabled('text="Save and run"')).toBe(false);
    expect(incidents).toEqual([]);
  });
});
