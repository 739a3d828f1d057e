/** What things are called on the page: titles in its language, with the identifier beside them. */
import { describe, expect, it } from 'vitest';
import type { Text } from '../../src/core/model.js';
import { wordsOf } from '../../src/report/context.js';
import { renderReport } from '../../src/report/html.js';
import { textsOf } from '../../src/report/texts.js';
import { rehearsalModel } from '../support/rehearsal-model.js';
import { rehearsalScenario, rehearseStudy } from '../support/rehearsal-study.js';

const page = (study: ReturnType<typeof rehearseStudy>): string =>
  renderReport({
    ...study,
    model: rehearsalModel,
    language: 'en',
    plotlySource: 'let plotly',
    pageSource: 'let page',
    styleSource: 'p{}',
    provenance: {},
  });
const study = rehearseStudy({ ...rehearsalScenario, replicates: 4 });
const html = page(study);
/** The article of a language, without the other one and without the page's data. */
const articles = {
  en: html.slice(html.indexOf('<article lang="en">'), html.indexOf('<article lang="ru">')),
  ru: html.slice(html.indexOf('<article lang="ru">'), html.indexOf('<script type="application/json"')),
};
const section = (language: 'en' | 'ru', id: string): string => {
  const start = articles[language].indexOf(`<section id="${language}-${id}"`);
  expect(start, id).toBeGreaterThan(0);
  return articles[language].slice(start, articles[language].indexOf('</section>', start));
};
const titleOf = (name: string): Text => rehearsalModel.metrics.find((metric) => metric.name === name)?.title as Text;

describe.each(['en', 'ru'] as const)('titles in %s', (language) => {
  it('stand in the tables and panels of differences, each with its identifier', () => {
    for (const name of rehearsalScenario.indicators) {
      const head = new RegExp(
        `<span class="metric">${titleOf(name)[language]}( <span class="unit">[^<]+</span>)? <code class="identifier">${name}</code></span>`,
      );
      expect(section(language, 'verdicts'), name).toMatch(head);
      expect(section(language, 'metrics'), name).toMatch(head);
      const panel = new RegExp(`<p class="panel-title">${titleOf(name)[language]}.*?<code class="identifier">${name}</code></p>`);
      expect(section(language, 'differences'), name).toMatch(panel);
    }
  });

  it('stand in the lists to choose from, with the identifier as a hint', () => {
    for (const name of ['spillover_share', 'ties_collaboration'])
      expect(section(language, 'time')).toContain(`<option value="${name}" title="${name}">${titleOf(name)[language]}</option>`);
    expect(section(language, 'time')).toContain(`<optgroup label="${language === 'en' ? 'Network' : 'Сеть связей'}">`);
  });

  it('stand above matrices and before instruments', () => {
    for (const { name, title } of rehearsalModel.matrices)
      expect(section(language, 'matrices')).toContain(`<h3>${title[language]} <code class="identifier">${name}</code></h3>`);
    for (const { name, title } of rehearsalModel.policies)
      expect(section(language, 'provenance')).toContain(`${title[language]} <code class="identifier">${name}</code>`);
  });

  it('name the parts of continuity in the figure', () => {
    const data = JSON.parse(
      html.slice(html.indexOf('id="report-data">') + 17, html.indexOf('</script>', html.indexOf('id="report-data">'))),
    );
    const shown = JSON.stringify({ columns: data.columns, figure: data.blocks[`${language}-continuity`] });
    expect(shown).toContain(titleOf('no_long_drought')[language]);
  });
});

describe('words', () => {
  it('leaves no identifier in English words on the Russian page', () => {
    for (const { name, title } of rehearsalModel.metrics) expect(articles.ru.includes(title.en), name).toBe(false);
  });

  it('takes a known word in the language of the page and keeps its number', () => {
    const { words } = textsOf('ru');
    expect(wordsOf('industry_12', words)).toBe('Отрасль 12');
    expect(wordsOf('same_region', words)).toBe('Тот же регион');
    expect(wordsOf('industry_12')).toBe('Industry 12');
    expect(wordsOf('cross_kind', words)).toBe('Cross kind');
    expect(wordsOf('Textiles & <fibre>', words)).toBe('Textiles & <fibre>');
    expect(wordsOf('constructor', words)).toBe('Constructor');
    expect(wordsOf('', words)).toBe('');
  });
});

describe('a sweep', () => {
  it('says at the top which of the parameter sets the page shows, and only then', () => {
    const points = [0.2, 0.6, 1000.5].map((openness) => ({
      values: { 'parameters.openness': openness },
      variants: rehearsalScenario.variants,
    }));
    const swept = {
      ...study,
      results: { ...study.results, plan: { ...study.plan, points } },
      comparison: { ...study.comparison, point: 1 },
    };
    const shown = page(swept);
    const english = 'This study varies parameters over 3 sets. All numbers on this page belong to set 2: parameters.openness = 0.6.';
    expect(shown).toContain(`<p class="sweep">${english}`);
    expect(shown.indexOf(english)).toBeLessThan(shown.indexOf('<section'));
    expect(shown).toContain('относятся к набору 2: parameters.openness = 0,6.');
    expect(html).not.toContain('class="sweep"');
    expect(
      page({ ...swept, results: { ...swept.results, plan: { ...study.plan, points: points.slice(0, 1) } }, comparison: study.comparison }),
    ).not.toContain('class="sweep"');
  });
});
