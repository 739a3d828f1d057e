/** Figures that stand alone: sound XML, harmless for any title, complete captions, and no label over another. */
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { respond } from '../../src/experiment/comparing/dose-curves.js';
import type { CalibrationFinding, OptimumFinding } from '../../src/experiment/findings.js';
import type { SensitivityResult } from '../../src/experiment/sensitivity/result.js';
import { contextOf } from '../../src/report/context.js';
import { momentsOf } from '../../src/report/moments.js';
import { findingPlate } from '../../src/report/static/finding-plates.js';
import { FIGURE_KINDS, FINDING_KINDS, type FigureKind, type FindingKind, type StudyKind } from '../../src/report/static/kinds.js';
import { type Plate, plateSvg } from '../../src/report/static/plate.js';
import { plateOf } from '../../src/report/static/plates.js';
import type { PlateRequest } from '../../src/report/static/request.js';
import { linear, spread, ticksOf, tickTexts } from '../../src/report/static/scale.js';
import { escapeXml } from '../../src/report/static/svg.js';
import { fitted, textWidth, wrapped } from '../../src/report/static/text-width.js';
import { rehearsalFindings as rehearsed } from '../support/rehearsal-findings.js';
import { rehearsalModel } from '../support/rehearsal-model.js';
import { rehearsalScenario, rehearseStudy } from '../support/rehearsal-study.js';
import { type Box, labelsOf } from './labels.js';

const HOSTILE = '</title><script>alert(1)</script> & "x" \u0000\u001b[31m';

const estimate = (value: number | null, half: number) => ({
  value,
  low: value === null ? null : value - half,
  high: value === null ? null : value + half,
});
const KEYS = ['parameters.trust_growth', 'parameters.technical_risk', 'policy.rd_subsidy.budget', 'parameters.weak'];

/** An analysis as `sensitivity` leaves it, over parameters of falling weight. */
function analysis(method: 'morris' | 'sobol', metric: string, variant: string): SensitivityResult {
  const morris = KEYS.map((key, k) => ({
    key,
    mu: estimate(0.3 - k * 0.2, 0.05),
    muStar: estimate(0.6 / (k + 1), 0.05),
    sigma: estimate(0.1, 0.01),
    effects: 12,
  }));
  const sobol = KEYS.map((key, k) => ({
    key,
    first: estimate(k === 3 ? null : 0.4 / (k + 1), 0.06),
    total: estimate(0.5 / (k + 1), 0.07),
  }));
  return {
    study: 'small',
    seed: rehearsalScenario.seed,
    output: { metric, variant, over: rehearsalScenario.baseline },
    unit: 'share',
    parameters: [],
    replicates: 4,
    indices: method === 'morris' ? { method, rows: morris } : { method, bases: 128, rows: sobol, second: [] },
    mean: 1,
    standardDeviation: 1,
    luck: 0.1,
    missing: [],
    rule: '',
    points: [],
  };
}

function requestOf(language: 'en' | 'ru', title = 'Участники & процесс'): PlateRequest {
  const study = rehearseStudy({ ...rehearsalScenario, replicates: 6, title });
  const input = { ...study, model: rehearsalModel, language, provenance: { results_hash: 'cd'.repeat(32), trihelix: 'test' } };
  const metrics = study.results.plan.scenario.indicators;
  const [variant] = study.comparison.variants.filter((name) => name !== study.comparison.baseline);
  const columns = [0, 1, 2, 4].map((dose) => Float64Array.from({ length: 6 }, (_, r) => dose / (dose + 1) + ((r * 7) % 5) / 50));
  const doses = metrics.slice(0, 2).map((metric) => ({
    metric,
    variant: variant as string,
    baseline: study.comparison.baseline,
    key: 'parameters.firms',
    ...respond([0, 1, 2, 4], columns, 'x'),
  }));
  return { context: contextOf(input, momentsOf(study.results), language), metrics, doses };
}

const requests = { en: requestOf('en'), ru: requestOf('ru') };
const origin = { seed: rehearsalScenario.seed, hash: 'cd'.repeat(32) };
const findings = {
  calibration: { ...(rehearsed.calibrations[0] as CalibrationFinding), ...origin },
  front: { ...(rehearsed.optima[1] as OptimumFinding), ...origin },
};
const found = (kind: FindingKind, language: 'en' | 'ru'): Plate =>
  findingPlate(kind, {
    ...(kind === 'posterior' ? { calibration: findings.calibration } : { optimum: findings.front }),
    model: rehearsalModel,
    title: 'Участники & процесс',
    runs: 'round-01 0-11',
    language,
  });
const isFinding = (kind: FigureKind): kind is FindingKind => (FINDING_KINDS as readonly string[]).includes(kind);
const plates = FIGURE_KINDS.flatMap((kind) => (['en', 'ru'] as const).map((language) => [kind, language] as const));
const make = (kind: FigureKind, language: 'en' | 'ru'): Plate => {
  if (isFinding(kind)) return found(kind, language);
  const request = requests[language];
  const [metric = ''] = request.metrics;
  const sensitivity = analysis(kind === 'tornado' ? 'morris' : 'sobol', metric, request.doses[0]?.variant ?? '');
  return plateOf(kind, { ...request, sensitivity, ...(kind === 'bands' && { metrics: request.metrics.slice(0, 4) }) });
};

const overlap = (a: Box, b: Box): boolean =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;

describe('a figure', () => {
  it.each(plates)('of kind %s (%s) is sound XML with words, and gives equal text for equal results', (kind, language) => {
    const svg = plateSvg(make(kind, language));
    expect(svg).toBe(plateSvg(make(kind, language)));
    expect(() => new Resvg(svg, { font: { loadSystemFonts: false } })).not.toThrow();
    expect(svg).not.toMatch(/NaN|undefined|Infinity|class=|style=/);
    expect(svg).toContain('Участники &amp; процесс');
  });

  it.each(plates)('of kind %s (%s) says n, interval, seed and versions, and keeps runs and hashes inside', (kind, language) => {
    const { caption, provenance } = make(kind, language);
    expect(caption).toMatch(/n = \d/);
    expect(caption).toMatch(language === 'en' ? /interval/ : /интервал/);
    expect(caption).toContain(rehearsalScenario.seed);
    expect(provenance).toMatchObject({
      figure: kind,
      seed: rehearsalScenario.seed,
      results_hash: 'cd'.repeat(32),
      runs: expect.stringMatching(/(^|round-01 )0-\d+$/),
      trihelix: expect.any(String),
    });
    if (!isFinding(kind)) expect(plateSvg(make(kind, language))).toContain('&quot;plan_hash&quot;');
  });

  it.each(plates)('of kind %s (%s) has no label over another and none outside', (kind, language) => {
    const { boxes, width, height } = labelsOf(plateSvg(make(kind, language)));
    expect(boxes.length).toBeGreaterThan(5);
    const outside = boxes.filter((box) => box.left < 0 || box.right > width || box.top < 0 || box.bottom > height);
    expect(outside).toEqual([]);
    // Names of regions stand inside a scaled picture.
    const clashes =
      kind === 'network'
        ? []
        : boxes.flatMap((a, k) =>
            boxes
              .slice(k + 1)
              .filter((b) => overlap(a, b))
              .map((b) => `${a.text} / ${b.text}`),
          );
    expect(clashes).toEqual([]);
  });

  it('takes titles from strangers as words', () => {
    const svg = plateSvg(plateOf('forest', requestOf('en', HOSTILE)));
    expect(svg).not.toContain('<script>');
    for (const forbidden of ['\u0000', '\u001b']) expect(svg).not.toContain(forbidden);
    expect(() => new Resvg(svg, { font: { loadSystemFonts: false } })).not.toThrow();
    expect(escapeXml('a\ud800<')).toBe('a\ufffd&lt;');
  });

  it.each([
    ['dose-response', { doses: [] }, 'does not vary one number'],
    ['heatmap', { matrix: 'nothing' }, 'no matrix "nothing"'],
    ['sankey', { variant: 'nobody' }, 'no variant "nobody"'],
    ['bands', { metrics: ['nothing'] }, 'at the end of a run only'],
    ['tornado', {}, 'no morris analysis'],
    ['sobol', {}, 'no sobol analysis'],
    ['forest', { metrics: ['nothing'] }, 'no differences to draw'],
  ] as const satisfies readonly (readonly [StudyKind, object, string])[])(
    '%s is refused where there are no numbers for it',
    (kind, change, message) => {
      expect(() => plateOf(kind, { ...requests.en, ...change })).toThrow(message);
    },
  );
});

describe('a figure of a search', () => {
  it('joins the front by what it attains and draws what the search tried below it', () => {
    const svg = plateSvg(found('pareto', 'en'));
    expect(svg.match(/<circle [^>]*r="2.2"/g)).toHaveLength(86);
    expect(svg).toContain('equal split');
    expect(svg).toContain('less is better');
  });

  it('says which numbers it leaves out, and refuses what has no front and no number', () => {
    expect(found('posterior', 'en').caption).toContain('Not shown: 1 choices');
    const request = { model: rehearsalModel, title: 'x', runs: '', language: 'en' } as const;
    const { calibration, front } = findings;
    const noNumber = { ...calibration, parameters: calibration.parameters.map(({ bins: _, ...rest }) => rest) };
    expect(() => findingPlate('posterior', { ...request, calibration: noNumber })).toThrow('no number to draw');
    expect(() => findingPlate('pareto', { ...request, optimum: { ...front, aims: front.aims.slice(0, 1) } })).toThrow('has no front');
    expect(() => findingPlate('pareto', request)).toThrow('nothing to draw');
    const nothing = front.measured.map((each) => ({ ...each, fresh: each.fresh.map((spot) => ({ ...spot, mean: null })) }));
    expect(() => findingPlate('pareto', { ...request, optimum: { ...front, measured: nothing } })).toThrow('no policy of the front');
  });
});

describe('words and scales', () => {
  it('have the widths of DejaVu Sans', () => {
    expect(textWidth('Wide', 100)).toBe(99 + 28 + 63 + 62);
    expect(textWidth('Ж', 10)).toBeCloseTo(10.8, 10);
    expect(textWidth(fitted('a very long label indeed', 10, 60), 10)).toBeLessThanOrEqual(60);
    expect(wrapped('one two three', 10, 45)).toEqual(['one two', 'three']);
    expect(wrapped('one two three', 10, 30, false, 2)).toHaveLength(2);
  });

  it('put ticks at round numbers inside the ends', () => {
    expect(ticksOf(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(ticksOf(-0.013, 0.031, 4)).toEqual([0, 0.02]);
    expect(tickTexts([0, 500000, 1000000], 'en')).toEqual(['0', '0.5 M', '1.0 M']);
    expect(tickTexts([0, 0.05, 0.1], 'ru')).toEqual(['0', '0,05', '0,10']);
    expect(linear(2, 2, 0, 100).at(2)).toBe(50);
    expect(spread([null, 3, 5], 0.1, [0])).toEqual([-0.5, 5.5]);
  });
});
