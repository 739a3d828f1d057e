/** Pages and report section of a validation, as data: complete, in both languages, failures among them, harmless for any text. */
import { describe, expect, it } from 'vitest';
import type { JudgedClaim } from '../../src/experiment/comparison.js';
import type { Validation } from '../../src/experiment/validation/validation.js';
import { renderReport } from '../../src/report/html.js';
import { claimsPage } from '../../src/report/pages/claims-page.js';
import { robustnessPage } from '../../src/report/pages/robustness-page.js';
import { validationPage } from '../../src/report/pages/validation-page.js';
import { rehearsalModel } from '../support/rehearsal-model.js';
import { rehearsalScenario, rehearseStudy } from '../support/rehearsal-study.js';

const HOSTILE = '<img src=x> | [x](javascript:1)\n# head';
const judged = (text: string, verdict: JudgedClaim['verdict'], difference: number | null): JudgedClaim => ({
  claim: { text, left: 'a', relation: '>', right: 'b', metric: 'x', source: 'P1' },
  verdict,
  difference,
  low: difference === null ? null : difference - 0.1,
  high: difference === null ? null : difference + 0.1,
  p: 0.01,
  pAdjusted: difference === null ? null : 0.02,
  equivalenceP: null,
  pairs: 9,
});
const claims = [
  judged('a > b in x', 'supported', 0.5),
  judged('a > b in y', 'contradicted', -0.5),
  judged('a > b in z', 'undecided', null),
];
const common = { model: 'rehearsal', seed: HOSTILE, replicates: 9, runs: { planned: 18, done: 18, failed: 0 }, hash: 'ab'.repeat(32) };
const study = { ...common, study: 'golden', scenario: 'golden', title: HOSTILE, budget: null, claims };
const fact = { model: 'rehearsal', unit: 'ratio', source: 'Stanley et al. 1996', worlds: 9 };

const validation: Validation = {
  format: 'trihelix-validation-1',
  engine: '0.1.0',
  patterns: [
    {
      model: 'rehearsal',
      name: 'P1',
      text: { en: 'Open beats closed.', ru: 'Открытое превосходит закрытое.' },
      source: HOSTILE,
      verdict: 'mixed',
      claims: claims.map((one) => ({ study: 'golden', judged: one })),
    },
    {
      model: 'rehearsal',
      name: 'P2',
      text: { en: 'Nobody asked.', ru: 'Никто не спросил.' },
      source: 'x',
      verdict: 'no scenario',
      claims: [],
    },
  ],
  facts: [
    {
      ...fact,
      name: 'fact_spread',
      title: { en: 'Spread by size', ru: 'Разброс по размеру' },
      text: { en: 'Large firms vary less.', ru: 'Крупные фирмы меняются меньше.' },
      minimum: -0.3,
      maximum: -0.05,
      mean: 0.25,
      low: 0.2,
      high: 0.3,
      verdict: 'contradicted',
    },
    {
      ...fact,
      name: 'fact_open',
      title: { en: 'Clustering over chance', ru: 'Кластеризация против случайной' },
      text: { en: 'High.', ru: 'Высокая.' },
      minimum: 2,
      maximum: null,
      mean: null,
      low: null,
      high: null,
      verdict: 'undecided',
    },
  ],
  factStudies: [{ ...common, study: 'rehearsal-facts' }],
  studies: [study, { ...study, study: 'golden--brokers=0', without: { question: HOSTILE, settings: ['brokers=0'] } }],
};

describe('pages', () => {
  const page = validationPage(validation);

  it('show every pattern and fact, failures as failures', () => {
    expect(page).toContain('Of 2 patterns: 1 mixed, 1 without a scenario. Of 2 stylised facts: 1 contradicted, 1 undecided.');
    expect(page).toMatch(/\| P1 \| Open beats closed\. \|.*\| \*\*mixed\*\* \| 1 supported, 1 contradicted, 1 undecided \|/);
    expect(page).toMatch(/\| P2 \| Nobody asked\. \| x \| \*\*no scenario\*\* \| – \|/);
    expect(page).toContain('| golden | a > b in y | **contradicted** | −0.50 [−0.60, −0.40] | 0.020 | 9 |');
    expect(page).toContain('−0.3 … −0.05');
    expect(page).toContain('≥ 2');
    expect(page).toContain('`trihelix compare golden brokers=0`');
    expect(page).not.toContain('P2: no scenario');
  });

  it('keep tables whole and hold no markup from outside', () => {
    for (const text of [page, claimsPage(validation)]) {
      expect(text).not.toContain('<img');
      expect(text).not.toContain('[x](');
      expect(text).not.toMatch(/^# head/m);
      for (const table of text.split('\n\n').filter((block) => block.startsWith('|'))) {
        const widths = table.split('\n').map((line) => line.replaceAll('\\|', '').split('|').length);
        expect(new Set(widths).size, table).toBe(1);
      }
    }
  });

  it('list every claim of every scenario once, those without parts of the model not', () => {
    const text = claimsPage(validation);
    expect(text).toContain('of 3 claims 1 supported, 1 contradicted, 1 undecided');
    for (const { claim } of claims) expect(text.split(claim.text)).toHaveLength(2);
  });

  it('say which claims turn over, by claim and by parameter', () => {
    const text = robustnessPage({
      engine: '0.1.0',
      screenings: [
        {
          model: 'rehearsal',
          seed: 's',
          bases: 4,
          replicates: 2,
          runs: 24,
          hash: 'ab',
          chosen: 1,
          unmoved: ['zero'],
          influences: [
            { parameter: 'margin', effects: [{ output: 'x', size: 0.5, spread: 0.1 }], rank: 1 },
            { parameter: 'dull', effects: [{ output: 'x', size: 0.1, spread: 0.1 }], rank: 0.2 },
          ],
        },
      ],
      studies: [
        {
          study: 'golden',
          scenario: 'golden',
          seed: 's',
          replicates: 6,
          hash: 'ab',
          impossible: [],
          claims: [
            {
              claim: claims[0]?.claim as JudgedClaim['claim'],
              unchanged: 'holds',
              fates: [
                { parameter: 'margin', direction: -1, fate: 'turns over', difference: -1 },
                { parameter: 'margin', direction: 1, fate: 'holds', difference: 1 },
              ],
            },
          ],
        },
      ],
    });
    expect(text).toContain('| P1 | a > b in x | holds | 1 of 2 | – | `margin` −25% |');
    expect(text).toContain('| `margin` −25% | 0 | 0 | 1 | 0 |');
    expect(text).toContain('| `margin` | 0.5 | 0.1 | 1 |');
    expect(text).not.toContain('`dull`');
    expect(text).toContain('`zero`');
  });
});

describe('the section of the report', () => {
  const shown = rehearseStudy({ ...rehearsalScenario, replicates: 2 });
  const render = (more: { validation?: Validation }): string =>
    renderReport({
      ...shown,
      model: rehearsalModel,
      language: 'en',
      plotlySource: 'let plotly',
      pageSource: 'let page',
      styleSource: 'p{}',
      provenance: {},
      ...more,
    });
  const html = render({ validation });

  it('stands in both languages with failures as failures', () => {
    for (const text of ['Validation of the model', 'Проверка модели', 'P1. Open beats closed.', 'P1. Открытое превосходит закрытое.'])
      expect(html.includes(text), text).toBe(true);
    const section = html.slice(
      html.indexOf('<section id="en-validation"'),
      html.indexOf('</section>', html.indexOf('<section id="en-validation"')),
    );
    expect(section).toContain('class="word bad"><span aria-hidden="true">✗</span> contradicted');
    expect(section).toContain('class="word bad"><span aria-hidden="true">±</span> mixed');
    expect(section).not.toContain('<img');
  });

  it('is left out where nothing is known of the model', () => {
    expect(render({})).not.toContain('en-validation');
    const other = { ...validation, patterns: [], facts: validation.facts.map((one) => ({ ...one, model: 'other' })) };
    expect(render({ validation: other })).not.toContain('en-validation');
  });
});
