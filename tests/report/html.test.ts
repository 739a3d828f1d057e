/** The report as a text: complete, in both languages, the same for the same results, harmless for any name in it. */
import { describe, expect, it } from 'vitest';
import { formatEstimate, formatUnit } from '../../src/report/format.js';
import { renderReport } from '../../src/report/html.js';
import type { ReportInput } from '../../src/report/input.js';
import { textsOf } from '../../src/report/texts.js';
import { rehearsalModel } from '../support/rehearsal-model.js';
import { rehearsalScenario, rehearseStudy } from '../support/rehearsal-study.js';

const small = { ...rehearsalScenario, replicates: 6 };
const study = rehearseStudy(small);
const render = (more: Partial<ReportInput> = {}): string =>
  renderReport({
    ...study,
    model: rehearsalModel,
    language: 'en',
    plotlySource: 'let plotly',
    pageSource: 'let page',
    styleSource: 'p{}',
    provenance: { results_hash: 'cd'.repeat(32) },
    ...more,
  });
/** Whether a page holds a text; a failure names the text, not the page. */
const expectIn = (page: string, text: string): void => expect(page.includes(text), text).toBe(true);
const html = render();

describe('report', () => {
  it('gives equal bytes for equal results, and holds no path, host or date', () => {
    const again = rehearseStudy(small);
    expect(
      renderReport({
        ...again,
        model: rehearsalModel,
        language: 'en',
        plotlySource: 'let plotly',
        pageSource: 'let page',
        styleSource: 'p{}',
        provenance: { results_hash: 'cd'.repeat(32) },
      }),
    ).toBe(html);
    expect(html).not.toMatch(/https?:|file:|\/home\/|\/work\/|20\d\d-\d\d-\d\d/);
  });

  it('holds what runs come to and not the runs: twenty times as many make it no longer', () => {
    const many = rehearseStudy({ ...small, replicates: 20 * small.replicates });
    const few = rehearseStudy({ ...small, replicates: 10 });
    const length = (shown: typeof study): number => render(shown).length;
    expect(many.plan.runs.length).toBeGreaterThan(4 * few.plan.runs.length);
    expect(Math.abs(length(many) - length(few))).toBeLessThan(5000);
  });

  it('has the sections in order, in both languages', () => {
    for (const language of ['en', 'ru'] as const) {
      const texts = textsOf(language);
      const article = html.slice(html.indexOf(`<article lang="${language}">`));
      const titles = [
        texts.verdicts,
        texts.budget,
        texts.forest,
        texts.series,
        texts.matrices,
        texts.continuity,
        texts.ladder,
        texts.network,
        texts.helix,
        texts.claims,
        texts.nullComparison,
        texts.metrics,
        texts.provenance,
        texts.limits,
      ].map(({ title }) => title);
      const places = titles.map((title) => article.indexOf(`-title">${title}</h2>`));
      expect(places.every((place) => place > 0)).toBe(true);
      expect([...places].sort((a, b) => a - b)).toEqual(places);
    }
  });

  it('shows each comparison as it is', () => {
    for (const row of study.comparison.rows) {
      const english = formatEstimate({ mean: row.difference, low: row.low, high: row.high }, 'en', true);
      const russian = formatEstimate({ mean: row.difference, low: row.low, high: row.high }, 'ru', true);
      expectIn(html, `<strong>${english.mean}</strong> <span class="interval">${english.interval}</span>`);
      expectIn(html, `<strong>${russian.mean}</strong> <span class="interval">${russian.interval}</span>`);
    }
  });

  it('gives the difference of a claim its unit', () => {
    expect(study.comparison.claims.length).toBeGreaterThan(0);
    for (const { claim, difference, low, high } of study.comparison.claims) {
      const { interval } = formatEstimate({ mean: difference, low, high }, 'en', true);
      const unit = formatUnit(rehearsalModel.metrics.find(({ name }) => name === claim.metric)?.unit ?? '-', 'en');
      expectIn(html, `<span class="interval">${interval}</span> <span class="unit">${unit}</span>`);
    }
  });

  it('opens in the language asked for and says where it comes from', () => {
    expectIn(html, '<html lang="en">');
    const russian = render({ language: 'ru' });
    expectIn(russian, '<html lang="ru">');
    expectIn(russian, 'value="ru" autocomplete="off" checked');
    for (const value of [
      study.plan.hash,
      'cd'.repeat(32),
      'rehearsal 1',
      'trihelix run scenarios/rehearsal.yaml --replicates 6 --seed rehearsal-1',
    ])
      expectIn(html, value);
    expectIn(render({ provenance: { command: 'trihelix study x' } }), '<code>trihelix study x</code>');
  });

  it('calls the study and its variants as the file does in the language of the article', () => {
    const named = rehearseStudy({
      ...small,
      title: { en: 'Small study', ru: 'Малое исследование' },
      description: { en: 'Of few runs.', ru: 'Из немногих прогонов.' },
      variants: small.variants.map((variant, v) => ({ ...variant, title: { en: `Variant no. ${v}`, ru: `Вариант № ${v}` } })),
    });
    const page = render({ ...named, language: 'ru' });
    expectIn(page, '<title>Малое исследование</title>');
    const articleIn = (language: string): string =>
      page.slice(page.indexOf(`<article lang="${language}">`), page.indexOf('</article>', page.indexOf(`<article lang="${language}">`)));
    const words = {
      en: ['Small study', 'Of few runs.', 'Variant no. 0', '“Variant no. 1”'],
      ru: ['Малое исследование', 'Из немногих прогонов.', 'Вариант № 0', '«Вариант № 1»'],
    };
    for (const text of words.en) expect([articleIn('en').includes(text), articleIn('ru').includes(text)], text).toEqual([true, false]);
    for (const text of words.ru) expect([articleIn('en').includes(text), articleIn('ru').includes(text)], text).toEqual([false, true]);
  });

  it('quotes a seed that a shell would read otherwise', () => {
    const quoted = rehearseStudy({ ...small, replicates: 2, seed: "it's $HOME" });
    expectIn(render({ ...quoted }), '--seed &#39;it&#39;\\&#39;&#39;s $HOME&#39;');
  });

  it('has only unique identifiers', () => {
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
    expect(ids.length).toBeGreaterThan(40);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('gives every table a caption and every head a scope', () => {
    const tables = html.match(/<table/g)?.length ?? 0;
    expect(tables).toBeGreaterThan(20);
    expect(html.match(/<caption/g)).toHaveLength(tables);
    expect(html).not.toMatch(/<th(?! scope)[ >]/);
  });
});

describe('what is missing', () => {
  it('says at the top that runs failed, and why', () => {
    const failed = rehearseStudy(small, {
      3: { kind: 'invariant', message: 'x' },
      4: { kind: 'invariant', message: 'x' },
      8: { kind: 'memory', message: 'x' },
    });
    const page = render({ ...failed });
    expectIn(page, '3 of 18 runs failed');
    expectIn(page, '<li>a law of the model was broken: 2</li><li>out of memory: 1</li>');
    expect(page.indexOf('class="banner failed"')).toBeLessThan(page.indexOf('<section'));
    expectIn(page, 'n = 4–5.');
    expect(html.includes('class="banner failed"')).toBe(false);
  });

  it('says that a study is not finished', () => {
    const outcomes = { ...study.results, ids: study.results.ids.slice(0, 12) };
    const runs = { planned: 18, done: 12, failed: 0 };
    expectIn(render({ results: outcomes, comparison: { ...study.comparison, runs } }), '6 of 18 runs have no result yet');
  });

  it('leaves out or explains what the model does not measure', () => {
    const bare = { ...rehearsalModel, metrics: rehearsalModel.metrics.filter((metric) => metric.name === 'quality'), matrices: [] };
    const scenario = { ...small, variants: small.variants.slice(0, 1), indicators: [], claims: [], budgetNeutral: [] };
    const page = render({ ...rehearseStudy(scenario, {}, bare), model: bare, snapshots: {} });
    expectIn(page, textsOf('en').helix.absent);
    expectIn(page, textsOf('en').claims.none);
    expectIn(page, textsOf('en').verdicts.none);
    for (const title of [
      textsOf('en').budget.title,
      textsOf('en').matrices.title,
      textsOf('en').network.title,
      textsOf('en').nullComparison.title,
    ])
      expect(page.includes(title), title).toBe(false);
  });

  it('stands with a single replicate: no interval, no verdict, no number invented', () => {
    const one = rehearseStudy({ ...small, replicates: 1 });
    const page = render({ ...one });
    expect(page).not.toMatch(/NaN|Infinity|>null|undefined</);
  });
});

describe('texts', () => {
  it('has no empty sentence, and every number given appears in its sentence', () => {
    const check = (value: unknown, path: string): void => {
      if (typeof value === 'function') {
        const marker = (name: string | symbol): string => `«${String(name)}»`;
        const seen = new Set<string>();
        const sentence = value(
          new Proxy(
            {},
            {
              get: (_, name) => {
                seen.add(String(name));
                return marker(name);
              },
            },
          ),
        );
        expect(seen.size, path).toBeGreaterThan(0);
        for (const name of seen) expect(sentence, path).toContain(marker(name));
      } else if (typeof value === 'string') expect(value.trim(), path).not.toBe('');
      else for (const [key, inner] of Object.entries(value as object)) check(inner, `${path}.${key}`);
    };
    check(textsOf('en'), 'en');
    check(textsOf('ru'), 'ru');
  });

  it('is Russian where it says so', () => {
    const sentences = (value: unknown): string[] =>
      typeof value === 'string' ? [value] : typeof value === 'object' ? Object.values(value as object).flatMap(sentences) : [];
    const latin = sentences(textsOf('ru')).filter((sentence) => !/[А-Яа-я]/.test(sentence));
    expect(latin).toEqual(['Node.js']);
    expect(sentences(textsOf('en')).filter((sentence) => /[А-Яа-я]/.test(sentence))).toEqual([]);
  });
});
