/** The report in a real browser: from disk, without a network, under its own content policy, with hostile names in it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { formatEstimate, formatProbability } from '../../src/report/format.js';
import { renderReport } from '../../src/report/html.js';
import { textsOf } from '../../src/report/texts.js';
import { openBrowser } from '../support/browser.js';
import { rehearsalModel } from '../support/rehearsal-model.js';
import { rehearsalScenario, rehearseStudy, type Study } from '../support/rehearsal-study.js';
import { type ReportAssets, reportAssets } from '../support/report-assets.js';

const HOSTILE = `<img src=x onerror=alert(1)></script><script>alert(2)</script>"'><a href="javascript:alert(3)">%{x}$1\u2028`;

interface Opened {
  readonly page: Page;
  /** Everything that must not happen: errors, violations of the policy, requests, dialogs. */
  readonly incidents: string[];
}

let browser: Browser;
let folder: string;
let study: Study;
let assets: ReportAssets;
/** Addresses of the same report, opening in either language. */
let english: string;
let russian: string;

function write(name: string, shown: Study, language: 'en' | 'ru' = 'en'): string {
  const path = join(folder, `${name}.html`);
  writeFileSync(
    path,
    renderReport({ ...shown, model: rehearsalModel, language, ...assets, provenance: { results_hash: 'ef'.repeat(32), note: HOSTILE } }),
  );
  return pathToFileURL(path).href;
}

async function open(url: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, offline: true, ...options });
  const page = await context.newPage();
  const incidents: string[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'log') incidents.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => incidents.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    incidents.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url() !== url && !request.url().startsWith('data:')) incidents.push(`request: ${request.url()}`);
  });
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`),
    ),
  );
  await page.goto(url);
  return { page, incidents };
}

/** Waits until every figure of the shown article says that it is drawn. */
async function drawn(page: Page, language: 'en' | 'ru'): Promise<void> {
  await page.waitForFunction((shown) => {
    const plots = [...document.querySelectorAll(`article[lang="${shown}"] .plot`)];
    return plots.length > 0 && plots.every((plot) => plot.hasAttribute('data-drawn'));
  }, language);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trihelix-report-'));
  study = rehearseStudy({ ...rehearsalScenario, replicates: 10, title: { en: 'Participants or process', ru: 'Участники или процесс' } });
  assets = await reportAssets();
  english = write('english', study);
  russian = write('russian', study, 'ru');
  browser = await openBrowser();
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('report in a browser', () => {
  it('draws every figure from disk with the network off, without an error or a request', async () => {
    const { page, incidents } = await open(english);
    await drawn(page, 'en');
    const figures = await page.$$eval('article[lang="en"] .plot', (plots) =>
      plots.map((plot) => ({
        key: `${plot.getAttribute('data-block')}/${plot.getAttribute('data-key')}`,
        marks: plot.querySelectorAll('.trace path, .point, .points path, .js-fill, .heatmaplayer image, .fills path, .lines path').length,
        label: plot.getAttribute('aria-label'),
      })),
    );
    expect(figures.length).toBeGreaterThan(15);
    for (const { key, marks, label } of figures) {
      expect(marks, key).toBeGreaterThan(0);
      expect(label, key).not.toBe('');
    }
    expect(await page.locator('article[lang="en"] svg.network').count()).toBe(3);
    expect(incidents).toEqual([]);
  });

  it('shows the numbers of the comparison', async () => {
    const { page } = await open(english);
    const rows = await page.$$eval('article[lang="en"] table.verdicts tbody tr', (lines) =>
      lines.map((line) => [...line.querySelectorAll('td')].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim())),
    );
    expect(rows).toHaveLength(study.comparison.rows.length);
    const shown = study.plan.scenario.indicators.flatMap((metric) => study.comparison.rows.filter((row) => row.metric === metric));
    shown.forEach((row, k) => {
      const estimate = formatEstimate({ mean: row.difference, low: row.low, high: row.high }, 'en', true);
      const cells = rows[k] as string[];
      expect(cells[0]).toBe(study.plan.scenario.variants.find(({ name }) => name === row.variant)?.title);
      expect(cells[2]).toBe(`${estimate.mean} ${estimate.interval}`);
      expect(cells[5]).toBe(formatProbability(row.pAdjusted, 'en').replace('\u00a0', ' '));
      expect(cells[6]).toBe(String(row.pairs));
      expect(cells[8]).toContain(textsOf('en').verdicts.words[row.verdict]);
    });
  });

  it('redraws when another metric, matrix or difference is chosen', async () => {
    const { page, incidents } = await open(english);
    await drawn(page, 'en');
    const title = page.locator('[data-block="en-series"] .g-ytitle');
    expect(await title.textContent()).toBe('per quarter');
    await page.selectOption('select[data-select="en-series"]', 'exports');
    await page.waitForSelector('[data-block="en-series"][data-drawn="exports"]');
    expect(await title.textContent()).toBe('€/quarter');
    expect(await page.textContent('[data-label="en-series"]')).toContain('Exports of all firms.');
    const picture = page.locator('[data-block="en-matrix-spillover_by_industry"] .heatmaplayer image');
    const before = await picture.getAttribute('href');
    await page.selectOption('select[data-select="en-matrix-spillover_by_industry"]', 'difference:process');
    await page.waitForSelector('[data-block="en-matrix-spillover_by_industry"][data-drawn="difference:process"]');
    expect(await picture.getAttribute('href')).not.toBe(before);
    expect(incidents).toEqual([]);
  });

  it('switches its language by mouse and by keyboard, numbers and figures included', async () => {
    const { page, incidents } = await open(english);
    await page.click('label[for="language-ru"]');
    await drawn(page, 'ru');
    expect(await page.getAttribute('html', 'lang')).toBe('ru');
    expect(await page.title()).toBe('Участники или процесс');
    expect(await page.locator('article[lang="en"]').isVisible()).toBe(false);
    expect(await page.textContent('article[lang="ru"] h2 >> nth=0')).toBe(textsOf('ru').verdicts.title);
    expect(await page.textContent('article[lang="ru"] table.verdicts td.number >> nth=0')).toMatch(/^\d,\d+$/);
    await page.focus('#language-ru');
    await page.keyboard.press('ArrowLeft');
    expect(await page.locator('article[lang="en"]').isVisible()).toBe(true);
    const outline = await page.$eval('label[for="language-en"]', (label) => getComputedStyle(label).outlineStyle);
    expect(outline).toBe('solid');
    expect(incidents).toEqual([]);
  });

  it('fits a narrow telephone, in the light and in the dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, incidents } = await open(russian, {
        viewport: { width: 360, height: 740 },
        isMobile: true,
        hasTouch: true,
        colorScheme,
      });
      await drawn(page, 'ru');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      const [paper, ink] = await page.evaluate(() => [
        getComputedStyle(document.body).backgroundColor,
        getComputedStyle(document.body).color,
      ]);
      const brightness = (colour: string | undefined): number =>
        (colour?.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, channel) => sum + Number(channel), 0);
      expect(Math.sign(brightness(paper) - brightness(ink))).toBe(colorScheme === 'light' ? 1 : -1);
      expect(incidents).toEqual([]);
    }
  });

  it('is readable without scripts: tables, network, both languages', async () => {
    const { page, incidents } = await open(english, { javaScriptEnabled: false });
    expect(await page.locator('article[lang="en"] .table table').count()).toBeGreaterThan(10);
    expect(await page.isVisible('article[lang="en"] table.verdicts')).toBe(true);
    expect(await page.isVisible('article[lang="en"] svg.network >> nth=0')).toBe(true);
    expect(await page.isVisible('article[lang="en"] noscript .banner')).toBe(true);
    await page.click('#en-series summary');
    expect(await page.isVisible('#en-series details table')).toBe(true);
    await page.click('label[for="language-ru"]');
    expect(await page.isVisible('article[lang="ru"] table.verdicts')).toBe(true);
    expect(await page.isVisible('article[lang="en"] table.verdicts')).toBe(false);
    expect(incidents.filter((incident) => !incident.includes('Blocked script execution'))).toEqual([]);
  });

  it('shows hostile names as they are and runs none of them', async () => {
    const { scenario } = study.plan;
    const variants = scenario.variants.map((variant, v) => ({ ...variant, title: v === 1 ? HOSTILE : variant.title }));
    const claims = scenario.claims.map((claim) => ({ ...claim, source: HOSTILE }));
    const hostile = rehearseStudy({ ...scenario, replicates: 3, title: HOSTILE, description: HOSTILE, seed: HOSTILE, variants, claims });
    const { page, incidents } = await open(write('hostile', hostile));
    await drawn(page, 'en');
    expect(await page.textContent('article[lang="en"] h1')).toBe(HOSTILE);
    expect(await page.title()).toContain('<img src=x onerror=alert(1)></script>');
    expect(await page.textContent('article[lang="en"] td.variant >> nth=0')).toBe(HOSTILE);
    await page.hover('[data-block="en-series"] .nsewdrag');
    await page.waitForSelector('[data-block="en-series"] .hoverlayer text');
    expect(await page.textContent('[data-block="en-series"] .hoverlayer')).toContain('<img src=x onerror=alert(1)>');
    await page.click('label[for="language-ru"]');
    await drawn(page, 'ru');
    expect(await page.locator('img, a[href^="javascript"]').count()).toBe(0);
    expect(incidents).toEqual([]);
  });

  it('prints on white paper even where the screen is dark', async () => {
    const { page } = await open(english, { colorScheme: 'dark' });
    await drawn(page, 'en');
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
    expect(await page.locator('.languages').isVisible()).toBe(false);
  });
});
