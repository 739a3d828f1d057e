/** What analyses found, as sections of the report: complete in both languages, harmless, nothing where there is nothing. */
import { describe, expect, it } from 'vitest';
import type { FindingSource, Findings } from '../../src/experiment/findings.js';
import type { Estimate, Indices, SensitivityResult } from '../../src/experiment/sensitivity/result.js';
import { renderReport } from '../../src/report/html.js';
import { laboratoryTexts } from '../../src/report/laboratory/texts.js';
import { rehearsalModel } from '../support/rehearsal-model.js';
import { rehearsalScenario, rehearseStudy } from '../support/rehearsal-study.js';

const study = rehearseStudy({ ...rehearsalScenario, replicates: 2 });
const source: FindingSource = { study: 'rehearsal--x<y', settings: ['openness=<b>'], seed: 's"1', hash: 'ab'.repeat(32) };
const of = (value: number | null, width = 0.1): Estimate =>
  value === null ? { value, low: null, high: null } : { value, low: value - width, high: value + width };
const PARAMETERS = [
  { key: 'parameters.openness', distribution: { kind: 'uniform', minimum: 0.25, maximum: 0.75 } },
  { key: 'policy.rd_subsidy.budget', distribution: { kind: 'normal', mean: 12, deviation: 2 } },
] as const;
const KEYS = PARAMETERS.map(({ key }) => key);

const analysis = (indices: Indices, more: Partial<SensitivityResult> = {}): SensitivityResult => ({
  study: source.study,
  seed: source.seed,
  output: { metric: 'continuity', variant: 'process', over: 'participants' },
  unit: 'index',
  parameters: PARAMETERS,
  replicates: 3,
  indices,
  mean: 0.5,
  standardDeviation: 0.2,
  luck: 0.07,
  missing: [],
  rule: 'x',
  points: Array.from({ length: 24 }, () => ({ values: {}, output: 1 })),
  ...more,
});

const score = { points: 20, flips: 6, inside: 8, flipsInside: 5, coverage: of(0.83), density: of(0.62), p: 0.01 };
const at = (dose: number, mean: number) => ({ dose, mean, low: mean - 1, high: mean + 1 });

const findings: Findings = {
  responses: [
    {
      ...source,
      replicates: 4,
      doses: [
        {
          metric: 'quality',
          variant: 'process',
          baseline: 'nothing',
          key: 'policy.rd_subsidy.budget',
          replicates: 4,
          points: [at(0, 0), at(5, 3), at(10, 4)],
          curve: 'emax',
          parameters: { emax: 5 },
          choice: [{ curve: 'emax', aic: 0, share: 0.625 }],
          line: [at(0, 0), at(5, 2.9), at(10, 4.1)],
        },
      ],
      split: [
        {
          metric: 'quality',
          variants: 3,
          points: 3,
          replicates: 4,
          policy: 0.5,
          parameters: 0.25,
          luck: 0.125,
          policyByParameters: 0.0625,
          policyByLuck: 0.0625,
          parametersByLuck: 0,
          allThree: 0,
        },
      ],
      bands: [
        {
          dose: {},
          of: 'difference',
          metric: 'quality',
          variant: 'process',
          unit: 'index',
          points: 32,
          mean: 1.5,
          low: -0.5,
          median: 1.4,
          high: 3,
          above: 0.875,
        },
      ],
    },
  ],
  sensitivity: [
    {
      ...source,
      results: [
        analysis(
          { method: 'morris', rows: KEYS.map((key, k) => ({ key, mu: of(-0.4), muStar: of(0.4 + k), sigma: of(0.1), effects: 6 })) },
          { missing: [{ point: 17, reason: 'failed', runs: [170] }] },
        ),
        analysis({
          method: 'sobol',
          bases: 16,
          rows: KEYS.map((key) => ({ key, first: of(0.3), total: of(0.6) })),
          second: [{ keys: [KEYS[0] as string, KEYS[1] as string], index: of(0.15) }],
        }),
        analysis({
          method: 'pawn',
          samples: 64,
          slices: 8,
          rows: KEYS.map((key) => ({ key, median: of(0.2), maximum: of(0.5) })),
          dummy: { median: of(0.11), maximum: of(0.22) },
        }),
        analysis({
          method: 'src',
          samples: 64,
          r2: 0.8125,
          r2Ranks: 0.9,
          rows: KEYS.map((key) => ({ key, src: of(-0.7), srrc: of(null) })),
        }),
        analysis({ method: 'morris', rows: [] }, { mean: null, standardDeviation: null }),
      ],
    },
  ],
  breaks: [
    {
      ...source,
      results: [
        {
          study: source.study,
          seed: source.seed,
          output: { metric: 'continuity', variant: 'process', over: 'participants' },
          unit: 'index',
          replicates: 2,
          parameters: PARAMETERS,
          nominal: of(0.25),
          verdict: 'rule',
          rule: {
            limits: [{ key: 'parameters.openness', minimum: null, maximum: 0.31, values: null, quasiP: 0.002 }],
            training: score,
            heldOut: score,
          },
          flips: of(0.3),
          certainFlips: of(0.125),
          path: [],
          missing: [{ point: 3, reason: 'failed', runs: [1] }],
          points: [],
          summary: { en: 'It <breaks>.', ru: 'Это <ломается>.' },
        },
      ],
    },
  ],
  calibrations: [
    {
      ...source,
      format: 'trihelix-calibration-1',
      engine: '1',
      scenario: 'rehearsal',
      model: 'rehearsal',
      particles: 60,
      replicates: 1,
      rounds: [{ tolerance: 1.5, effective: 33 }],
      tolerance: 1.5,
      effective: 33,
      refused: 0,
      empty: 0,
      correlations: [],
      parameters: [
        {
          key: 'parameters.openness',
          prior: { kind: 'uniform', low: 0.2, high: 0.8 },
          mean: 0.4,
          low: 0.3,
          median: 0.41,
          high: 0.55,
          width: 0.4,
        },
        {
          key: 'parameters.market',
          prior: { kind: 'choice', low: null, high: null },
          mean: null,
          low: null,
          median: null,
          high: null,
          chances: [{ value: 'free<', weight: 0.75 }],
          width: 1,
        },
      ],
      targets: [
        {
          target: 'quality of process',
          metric: 'quality',
          variant: 'process',
          unit: 'index',
          use: 'hold',
          value: 7,
          error: 0.5,
          low: 1,
          median: 2,
          high: 3,
          inside: false,
        },
      ],
      warnings: [{ en: 'openness presses', ru: 'openness упирается' }],
    },
  ],
  optima: [1, 2].map((aims) => {
    const measured = ['best', 'nothing', 'equal-split', 'rd_subsidy-alone', 'front-2'].map((role, r) => ({
      role,
      round: 1,
      budgets: { rd_subsidy: 1000 * r },
      settings: { 'policy.rd_subsidy.share': 0.5 },
      worth: [1, 2],
      fresh: [0, 1].map(() => ({ mean: 1.5, low: 1, high: 2, n: 8 })),
      difference: [0, 1].map(() => ({ mean: 0.5, low: -0.25, high: 1, n: 8 })),
      onFront: r === 0,
    }));
    return {
      ...source,
      format: 'trihelix-optimum-1',
      engine: '1',
      scenario: 'rehearsal',
      model: 'rehearsal',
      budget: 250000,
      instruments: ['rd_subsidy'],
      aims: [
        { metric: 'quality', unit: 'index', better: 'higher' },
        { metric: 'continuity', unit: 'index', better: 'lower' },
      ].slice(0, aims) as Findings['optima'][number]['aims'],
      atWorst: true,
      worlds: 2,
      replicates: 4,
      finalReplicates: 20,
      best: measured[0] as (typeof measured)[0],
      measured,
      policies: 87,
    };
  }),
  unreadable: ['rehearsal--old/break.json'],
};

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
const html = render(findings);
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
