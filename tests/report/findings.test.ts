/** What analyses found, as sections of the report: complete in both languages, harmless, nothing where there is nothing. */
import { describe, expect, it } from 'vitest';
import type { Findings } from '../../src/experiment/findings.js';
import { renderReport } from '../../src/report/html.js';
import { laboratoryTexts } from '../../src/report/laboratory/texts.js';
import { rehearsalFindings } from '../support/rehearsal-findings.js';
import { rehearsalModel } from '../support/rehearsal-model.js';
import { rehearsalScenario, rehearseStudy } from '../support/rehearsal-study.js';

const study = rehearseStudy({ ...rehearsalScenario, replicates: 2 });
const render = (found?: Findings): string =>
  renderReport({
    ...study,
    model: rehearsalModel,
    language: 'en',
    plotlySource: 'let plotly',
    pageSource: 'let page',
    styleSource: 'p{}',
    provenance: {},
    ...(found !== undefined && { findings: found }),
  });
const html = render(rehearsalFindings);
const NAMES = ['doses', 'bands', 'split', 'sensitivity', 'break', 'calibration', 'optimum'] as const;
const sectionOf = (language: string, name: string): string => {
  const start = html.indexOf(`<section id="${language}-${name}"`);
  return html.slice(start, html.indexOf('</section>', start)).replaceAll('\u00a0', ' ');
};

describe('the sections on findings', () => {
  it.each(['en', 'ru'] as const)('stand in %s with their source, before what one must know to trust them', (language) => {
    const places = NAMES.map((name) => html.indexOf(`<section id="${language}-${name}"`));
    expect(places.every((place) => place > 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(html.indexOf(`<section id="${language}-trust"`)).toBeGreaterThan(places.at(-1) as number);
    for (const name of NAMES) expect(sectionOf(language, name)).toContain('rehearsal--x&lt;y');
  });

  it('say what was found, with its interval', () => {
    expect(sectionOf('en', 'doses')).toContain('62.5 %');
    for (const [language, words] of [
      ['en', 'Research subsidy. '],
      ['ru', 'Субсидия на исследования. '],
    ] as const)
      expect(sectionOf(language, 'doses')).toMatch(new RegExp(`rd_subsidy\\.budget</h3><p>${words}\\p{Lu}`, 'u'));
    expect(sectionOf('ru', 'doses')).toContain('<td role="cell" data-head="Кривая"><span>Emax</span></td>');
    expect(sectionOf('en', 'bands')).toContain('87.5 %');
    expect(sectionOf('en', 'split')).toContain('12.5 %');
    expect(sectionOf('ru', 'break')).toContain('openness меньше 0,31');
    expect(sectionOf('en', 'break')).toContain('5 of 8');
    expect(sectionOf('ru', 'calibration')).toContain('openness упирается');
    expect(sectionOf('en', 'calibration')).toContain('outside');
    expect(sectionOf('en', 'optimum')).toContain(laboratoryTexts('en').optimum.unsure);
    expect(sectionOf('ru', 'optimum')).toContain('равные доли');
  });

  it('draw the strongest parameter first, name points without an output, and say when there is nothing to explain', () => {
    const section = sectionOf('en', 'sensitivity');
    expect(section.indexOf('<code>rd_subsidy.budget</code>')).toBeLessThan(section.indexOf('<code>openness</code>'));
    expect(section).toContain('1 points have no output, 1 of them because a run failed (points 17)');
    expect(section).toContain(laboratoryTexts('en').sensitivity.rules.morris);
    expect(section).toContain('openness × rd_subsidy.budget');
    expect(section).toContain(laboratoryTexts('en').sensitivity.nothing);
    expect(section.match(/data-block="en-sensitivity-\d"/g)).toHaveLength(4);
  });

  it('hold no markup of strangers, no undefined number, no identifier twice', () => {
    for (const language of ['en', 'ru'])
      for (const name of NAMES) {
        expect(sectionOf(language, name)).not.toMatch(/<b>|<breaks>|<ломается>|free<|s"1/);
        expect(sectionOf(language, name)).not.toMatch(/NaN|Infinity|>null|undefined/);
      }
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('name files that cannot be shown', () => {
    expect(sectionOf('en', 'trust')).toContain('rehearsal--old/break.json');
    expect(sectionOf('ru', 'trust')).toContain('rehearsal--old/break.json');
  });

  it('are left out where nothing was found', () => {
    const none = { responses: [], sensitivity: [], breaks: [], calibrations: [], optima: [], unreadable: [] };
    const page = render(none);
    for (const name of NAMES) expect(page.includes(`id="en-${name}"`), name).toBe(false);
  });
});

describe('their texts', () => {
  const sentences = (value: unknown): string[] => {
    if (typeof value === 'string') return [value];
    if (typeof value === 'function') return [String((value as (words: object) => string)(new Proxy({}, { get: () => '1' })))];
    return Object.values(value as object).flatMap(sentences);
  };

  it('are Russian where they say so, and English where they do not', () => {
    const latin = sentences(laboratoryTexts('ru')).filter((text) => !/[А-Яа-я]/.test(text));
    expect(latin).toEqual(['Emax', '1: 1', 'p']);
    expect(sentences(laboratoryTexts('en')).filter((text) => /[А-Яа-я]/.test(text))).toEqual([]);
    expect(sentences(laboratoryTexts('ru')).every((text) => text.trim() !== '')).toBe(true);
  });
});
