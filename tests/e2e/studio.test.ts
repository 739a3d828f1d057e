/** The studio in a real browser: worlds, settings from the schema, policies, an experiment, and the command line's same numbers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { studyId } from '../../src/cli/studio/studies.js';
import { runHash } from '../../src/experiment/hashes.js';
import { planStudy } from '../../src/experiment/plan.js';
import { executeRun } from '../../src/experiment/run.js';
import { readScenario } from '../../src/experiment/scenario.js';
import type { StudyView } from '../../src/experiment/studio-messages.js';
import { models } from '../../src/models/index.js';
import { createDesk } from './cli-desk.js';
import { chooseScenario as choose, copiedLink, openStudio, PATIENCE, sharedStudio, worldsOf } from './studio-page.js';

const stage = sharedStudio();
const open = (address = stage.desk.address, options = {}) => openStudio(stage, address, options);

describe('the studio', { timeout: PATIENCE }, () => {
  it('opens with its key, forgets it, and says what is wrong without it', async () => {
    const { page, incidents } = await open();
    expect(page.url()).toBe(`http://127.0.0.1:${stage.desk.port}/`);
    await page.waitForSelector('.world.right[data-hash]');
    expect(await page.inputValue('#scenario')).toBe('golden-rule');
    expect(incidents).toEqual([]);
    const stranger = await open(`http://127.0.0.1:${stage.desk.port}/`);
    expect(await stranger.page.textContent('.trouble')).toContain('terminal');
  });

  it('sets worlds by policies and parameters, writes them as a file, and the command line computes the same', {
    timeout: PATIENCE,
  }, async () => {
    const { page, incidents } = await open();
    await choose(page, 'classroom/participants-or-process');
    const right = page.locator('.world.right');
    await right.locator('summary >> nth=0').click();
    await right.locator('.sub > summary >> nth=0').click();
    await page.fill('#right-rd_subsidy-value', '120000');
    await page.press('#right-rd_subsidy-value', 'Tab');
    await page.fill('#right-rd_subsidy-until', '50');
    await page.press('#right-rd_subsidy-until', 'Tab');
    await right.getByLabel('Add an instrument').selectOption('training');
    await right.locator('text="Add"').click();
    expect(await right.locator('.spend').count()).toBe(2);
    expect(await page.getAttribute('.experiment .meter-line', 'data-right')).toBe(String(120_000 * 34 + 100_000 * 64));
    await right.locator('.sub > summary >> nth=1').click();
    await right.locator('input[type="search"]').fill('meeting_rate');
    await page.fill('#right-meeting_rate', '0.4');
    await page.press('#right-meeting_rate', 'Tab');
    await page.waitForSelector('.world.right[data-hash]');
    await page.fill('.experiment .form input >> nth=0', 'from-the-page');
    await page.fill('.experiment .form input >> nth=2', '3');
    await page.press('.experiment .form input >> nth=2', 'Tab');
    await page.click('text="Save and run"');
    await page.waitForSelector('.live[data-state="done"]');
    const path = (await page.getAttribute('.saved', 'data-path')) as string;
    const text = readFileSync(join(stage.desk.folder, path), 'utf8');
    expect(text).toMatch(/budget:\s+value: 120000\s+from: 16\s+until: 50/);
    const reading = await readScenario({ path: 'x.yaml', text, models, readText: () => '' });
    if (!reading.ok) throw new Error(text);
    const plan = planStudy({ scenario: reading.scenario, models, engine: 'test' });
    for (const side of ['left', 'right']) {
      const run = plan.runs.find(({ variant, replicate }) => replicate === 0 && variant === (side === 'left' ? 'a' : 'b'));
      const hash = runHash(executeRun(run as NonNullable<typeof run>, models));
      await page.waitForSelector(`.world.${side}[data-hash="${hash}"]`);
    }
    const cli = createDesk();
    cli.write('scenarios/from-the-page.yaml', text);
    const ended = await cli.trihelix(['run', 'scenarios/from-the-page.yaml', '--json', '-j', '1']);
    cli.clear();
    expect(JSON.stringify(JSON.parse(ended.stdout))).toContain(await page.getAttribute('.live', 'data-hash'));
    expect(await page.locator('.live tbody tr').count()).toBe(6);
    const cookie = await stage.desk.cookie();
    const view = await stage.desk.send(`/api/studies/${studyId('from-the-page')}`, { headers: { cookie } });
    // Worlds are called as the page calls them, not as the file does.
    expect((JSON.parse(view.text) as StudyView).summary.ru).toMatch(/^По сравнению с вариантом «World A: .*«World B: /);
    const [report] = await Promise.all([page.context().waitForEvent('page'), page.click('text="Open the report"')]);
    await report.waitForSelector('h1');
    expect(await report.textContent('h1')).toContain('participants or process');
    expect(incidents).toEqual([]);
  });

  it('shows the worlds that it has until others are there, and never calls an earlier run by the present choice', async () => {
    const { page, incidents } = await open();
    let answer = (): void => undefined;
    const late = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/api/scenarios/classroom/bridges', async (route) => {
      await late;
      await route.continue();
    });
    await page.selectOption('#scenario', 'classroom/bridges');
    await page.waitForSelector('.world.left[data-hash]');
    expect(await page.getAttribute('.studio', 'data-scenario')).toBe('golden-rule');
    answer();
    // Not chosen once more, or its worlds would begin again when the second answer comes.
    await worldsOf(page, 'classroom/bridges');
    const former = await page.getAttribute('.world.left', 'data-hash');
    const seen = await page.evaluateHandle(() => {
      const world = document.querySelector('.world.left') as HTMLElement;
      const states: (string | undefined)[] = [];
      const look = (): unknown => states.push(`${world.querySelector('.facts')?.textContent} ${world.dataset.hash}`);
      new MutationObserver(look).observe(world, { attributes: true, subtree: true, childList: true, characterData: true });
      return states;
    });
    await page.click('text="New luck"');
    await page.waitForSelector(`.world.left[data-hash]:not([data-hash="${former}"])`);
    const states = await seen.jsonValue();
    expect(states[0]).toMatch(/luck 2/i);
    expect(states.filter((state) => state?.includes(String(former)))).toEqual([]);
    expect(incidents).toEqual([]);
  });

  it('carries its state in a link, and undoes', async () => {
    const { page, incidents } = await open();
    await choose(page, 'classroom/bridges');
    await page.click('.world.left summary');
    await page.click('.world.left .sub:nth-of-type(2) > summary');
    await page.fill('.world.left input[type="search"]', 'closure_share');
    await page.fill('#left-closure_share', '0.1');
    await page.press('#left-closure_share', 'Tab');
    await page.click('[aria-label="Undo"]');
    await page.click('[aria-label="Redo"]');
    expect(await page.inputValue('#left-closure_share')).toBe('0.1');
    await page.fill('.scrub input', '33');
    const link = await copiedLink(page);
    await page.waitForSelector('.world.left[data-hash]');
    const hash = await page.getAttribute('.world.left', 'data-hash');
    const there = await page.context().newPage();
    await there.goto(link);
    await there.waitForSelector(`.world.left[data-hash="${hash}"]`);
    expect(await there.textContent('.scrub span')).toBe('Quarter 33 of 60');
    expect(incidents).toEqual([]);
  });
});
