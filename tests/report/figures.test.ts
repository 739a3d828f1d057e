/** Figures as data: right numbers, units that never mix, only trace types that draw under the page's policy. */
import { describe, expect, it } from 'vitest';
import { type Block, pageData } from '../../src/report/block.js';
import { contextOf, linesOf } from '../../src/report/context.js';
import { fade, plotLabel, plotText, TRACE_TYPES, type Trace, variantStyles } from '../../src/report/figures/figure.js';
import { forestFigure } from '../../src/report/figures/forest.js';
import { differenceFigure, heatmapFigure, largestOf } from '../../src/report/figures/heatmap.js';
import { helixFigure, helixSection as triangleOf } from '../../src/report/figures/helix.js';
import { ladderFigure, ladderTop } from '../../src/report/figures/ladder.js';
import { partsFigure } from '../../src/report/figures/parts.js';
import { seriesFigure } from '../../src/report/figures/series.js';
import type { Estimate } from '../../src/report/format.js';
import { momentsOf, type Series } from '../../src/report/moments.js';
import { continuitySection, helixSection } from '../../src/report/sections/indicators.js';
import { matricesSection } from '../../src/report/sections/matrices.js';
import { ladderSection, seriesSection } from '../../src/report/sections/series.js';
import { forestSection } from '../../src/report/sections/verdicts.js';
import { shapeOf } from '../../src/report/static/svg.js';
import { rehearsalModel } from '../support/rehearsal-model.js';
import { rehearseStudy } from '../support/rehearsal-study.js';

const study = rehearseStudy();
const input = {
  ...study,
  model: rehearsalModel,
  language: 'en',
  plotlySource: '',
  pageSource: '',
  styleSource: '',
  provenance: {},
} as const;
const context = contextOf(input, momentsOf(study.results), 'en');
const longPlan = { ...study.plan, scenario: { ...study.plan.scenario, steps: 160_000 } };
const styles = variantStyles(
  [
    { name: 'a', title: 'A' },
    { name: 'b', title: '<b>B</b>' },
    { name: 'c', title: 'C' },
  ],
  'a',
);
const estimate = (mean: number | null, half = 1): Estimate => ({
  mean,
  low: mean === null ? null : mean - half,
  high: mean === null ? null : mean + half,
  n: mean === null ? 0 : 5,
});
const series = (means: readonly (number | null)[], burnIn = 1): Series => ({ steps: means.map((mean) => estimate(mean)), burnIn, n: 5 });
const labels = { unit: 'index', step: 'quarter', burnIn: 'burn-in' };

function allBlocks(): Block[] {
  const sections = [forestSection, seriesSection, matricesSection, continuitySection, ladderSection, helixSection].map((section) =>
    section(context),
  );
  return sections.flatMap((section) => section?.blocks ?? []);
}

describe('every figure of a report', () => {
  it('uses allowed trace types, the same font and no pseudo-markup of its own', () => {
    const figures = allBlocks().flatMap((block) => Object.values(block.figures));
    expect(figures.length).toBeGreaterThan(25);
    for (const { figure, label } of figures) {
      expect(label).not.toBe('');
      expect(figure.data.length).toBeGreaterThan(0);
      for (const trace of figure.data) expect(TRACE_TYPES).toContain(trace.type);
      expect(JSON.stringify(figure)).not.toMatch(/<(?!br>|extra>|\/extra>)/);
      expect(figure.layout.dragmode).toBe(false);
      const axes = Object.entries(figure.layout).filter(([key]) => /^[xy]axis/.test(key));
      for (const [, axis] of axes) expect(axis).toMatchObject({ exponentformat: 'none', separatethousands: true });
    }
  });

  it('has an option for each figure and a figure for each option', () => {
    for (const block of allBlocks()) {
      const keys = block.selector?.options.map(({ value }) => value) ?? block.panels.map(({ key }) => key);
      expect(Object.keys(block.figures)).toEqual(expect.arrayContaining(keys));
      expect(keys).toHaveLength(Object.keys(block.figures).length);
      expect(block.caption).toMatch(/n = \d+.*Seed: rehearsal-1\./);
    }
  });

  it('keeps each column of numbers once, whatever the language', () => {
    const blocks = allBlocks();
    const once = pageData(blocks).columns.length;
    const twice = pageData([...blocks, ...blocks.map((block) => ({ ...block, id: `${block.id}-again` }))]).columns.length;
    expect(once).toBeGreaterThan(20);
    expect(twice).toBe(once);
  });
});

describe('forest', () => {
  it('shows the comparison of one indicator: dot, interval, zero, smallest effect of interest', () => {
    const rows = study.comparison.rows.filter((row) => row.metric === 'continuity');
    const figure = forestFigure(rows, context.styles, 'en');
    expect(figure.data).toHaveLength(2);
    figure.data.forEach((trace, k) => {
      const row = rows[k];
      const bars = trace.error_x as unknown as { array: number[]; arrayminus: number[] };
      expect(trace.x).toEqual([row?.difference]);
      expect((row?.difference as number) + (bars.array[0] as number)).toBeCloseTo(row?.high as number, 12);
      expect((row?.difference as number) - (bars.arrayminus[0] as number)).toBeCloseTo(row?.low as number, 12);
    });
    const shapes = figure.layout.shapes as unknown as { type: string; x0: number; x1: number }[];
    expect(shapes.map(({ type }) => type)).toEqual(['rect', 'line']);
    expect(shapes[0]?.x1).toBe(rows[0]?.smallestEffect);
    expect(shapes[1]).toMatchObject({ x0: 0, x1: 0 });
  });

  it('leaves out what has no difference', () => {
    const row = { ...(study.comparison.rows[0] as (typeof study.comparison.rows)[0]), difference: null, low: null, high: null };
    expect(forestFigure([row], context.styles, 'en').data).toHaveLength(0);
  });

  it('names its rows where there are more than a legend can tell apart', () => {
    const [first] = study.comparison.rows as [(typeof study.comparison.rows)[0]];
    const titles = Array.from({ length: 10 }, (_, n) => `<${n}> & ${'long '.repeat(10)}`);
    const many = variantStyles([{ name: 'base', title: 'x' }, ...titles.map((title) => ({ name: title, title }))], 'base');
    const rows = titles.map((variant) => ({ ...first, variant }));
    const { yaxis, height } = forestFigure(rows, many, 'en').layout as {
      yaxis: { tickvals: number[]; ticktext: string[] };
      height: number;
    };
    expect(yaxis.tickvals).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(yaxis.ticktext[3]).toBe('&lt;3&gt; &amp; long long long long long lo…');
    expect(height).toBeGreaterThan(200);
    expect(forestFigure(rows.slice(0, 8), many.slice(0, 9), 'en').layout.yaxis).toMatchObject({ visible: false });
  });

  it('has one panel per indicator, so that units never mix', () => {
    const block = forestSection(context)?.blocks[0];
    expect(block?.panels.map(({ key }) => key)).toEqual([...study.plan.scenario.indicators]);
  });
});

describe('series', () => {
  it('draws means as lines and intervals as closed outlines that stop at gaps', () => {
    const { data, layout } = seriesFigure([series([1, 2, null, 4, 5])], styles.slice(0, 1), labels, 'en');
    const [band, line] = data as [Trace, Trace];
    expect(line.y).toEqual([1, 2, null, 4, 5]);
    expect(band.x).toEqual([0, 1, 1, 0, null, 3, 4, 4, 3]);
    expect(band.y).toEqual([0, 1, 3, 2, null, 3, 4, 6, 5]);
    expect(band.fill).toBe('toself');
    expect(layout.shapes).toHaveLength(1);
  });

  it('draws every step of an ordinary run, and of a long one evenly chosen steps with the last', () => {
    const drawn = (steps: number): number[] =>
      seriesFigure([series(Array.from({ length: steps }, (_, t) => t))], styles.slice(0, 1), labels, 'en').data[1]?.y as number[];
    expect(drawn(1000)).toHaveLength(1000);
    expect(drawn(2500).slice(0, 3)).toEqual([0, 3, 6]);
    for (const steps of [1, 1001, 2500, 4001, 160_000]) {
      expect(drawn(steps).length).toBeLessThanOrEqual(1001);
      expect(new Set(drawn(steps)).size).toBe(drawn(steps).length);
      expect(drawn(steps).at(-1)).toBe(steps - 1);
    }
    const many = { ...context, input: { ...input, results: { ...study.results, plan: longPlan } } };
    expect(linesOf(many, 'Words.')).toBe('Words. One of every 160 steps is drawn.');
    expect(linesOf(context, 'Words.')).toBe('Words.');
  });

  it('shades no burn-in where there is none', () => {
    expect(seriesFigure([series([1, 2], 0)], styles.slice(0, 1), labels, 'ru').layout.shapes).toBeUndefined();
  });

  it('offers every step metric, indicators first', () => {
    const values = seriesSection(context)?.blocks[0]?.selector?.options.map(({ value }) => value);
    expect(values?.slice(0, 2)).toEqual(['innovation_rate', 'quality']);
    expect(values).toHaveLength(rehearsalModel.metrics.filter((metric) => metric.when === 'step').length);
  });
});

describe('heatmap', () => {
  const matrix = {
    rows: ['r1', 'r2'],
    columns: ['c1', 'c2'],
    values: [
      [1, 2],
      [3, null],
    ],
    n: 5,
  };
  const words = { unit: 'index', from: 'From', to: 'To' };

  it('shares its scale between variants and starts at zero', () => {
    expect(heatmapFigure(matrix, 7, words, 'en').data[0]).toMatchObject({
      type: 'heatmap',
      z: [
        [1, 2],
        [3, null],
      ],
      zmin: 0,
      zmax: 7,
    });
  });

  it('centres differences on zero and leaves undefined ones empty', () => {
    const base = {
      ...matrix,
      values: [
        [2, 2],
        [null, 1],
      ],
    };
    expect(differenceFigure(matrix, base, 3, words, 'en').data[0]).toMatchObject({
      z: [
        [-1, 0],
        [null, null],
      ],
      zmin: -3,
      zmax: 3,
    });
    expect(largestOf([matrix.values, [[-9]]])).toBe(9);
    expect(largestOf([[[0]]])).toBe(1);
  });

  it('offers the mean of each variant and the difference of each but the baseline', () => {
    const options = matricesSection(context)?.blocks[0]?.selector?.options.map(({ value }) => value);
    expect(options).toEqual(['mean:nothing', 'mean:participants', 'mean:process', 'difference:participants', 'difference:process']);
  });
});

describe('parts, ladder, helix', () => {
  it('sets the whole on top and leaves out undefined parts', () => {
    const { data, layout } = partsFigure(
      [
        { label: 'Whole', estimates: [estimate(0.5, 0.1), estimate(null)] },
        { label: 'Part', estimates: [estimate(0.2), estimate(0.3)] },
      ],
      styles.slice(0, 2),
      'en',
    );
    expect(data[0]?.x).toEqual([0.5, 0.2]);
    expect(data[1]?.x).toEqual([0.3]);
    const heights = data[0]?.y as unknown as number[];
    expect(heights[0]).toBeGreaterThan(heights[1] as number);
    expect((layout.yaxis as { ticktext: string[] }).ticktext).toEqual(['Whole', 'Part']);
  });

  it('stacks the rungs from the lowest on a common scale', () => {
    const levels = [series([1, 2]), series([10, 20])];
    expect(ladderTop(levels)).toBe(22);
    const figure = ladderFigure(
      levels.map((one, k) => ({ label: `rung ${k}`, series: one })),
      30,
      labels,
      'en',
    );
    expect(figure.data.map((trace) => trace.stackgroup)).toEqual(['ladder', 'ladder']);
    expect(figure.layout.yaxis).toMatchObject({ range: [0, 30] });
  });

  it('draws shares that add up to one, from the first measured step to the last', () => {
    const path = { university: series([9, 0.2, 0.3], 1), industry: series([9, 0.6, 0.5], 1), government: series([9, 0.2, 0.2], 1) };
    const corners = { university: 'U', industry: 'I', government: 'G', start: 'start', end: 'end' };
    const { data, layout } = helixFigure([path], styles.slice(0, 1), corners, 'en');
    expect(data.map(({ type }) => type)).toEqual(['scatterternary', 'scatterternary', 'scatterternary']);
    expect(data[0]?.a).toEqual([0.25]);
    expect(triangleOf([path])).toEqual({ university: 0.2, industry: 0.5, government: 0.1, span: 0.2 });
    const ticks = ['24\u00a0%', '28\u00a0%', '32\u00a0%', '36\u00a0%'];
    expect(layout.ternary).toMatchObject({ aaxis: { min: 0.2, ticktext: ticks }, baxis: { min: 0.5 }, caxis: { min: 0.1 } });
    const shares = ['a', 'b', 'c'].flatMap((corner) => data[0]?.[corner] as unknown as number[]);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
  });
});

describe('looks', () => {
  it('gives the baseline its own look and every variant a symbol of its own', () => {
    expect(styles[0]).toMatchObject({ baseline: true, dash: 'dot' });
    expect(new Set(styles.map(({ symbol }) => symbol)).size).toBe(3);
    expect(new Set(styles.map(({ colour }) => colour)).size).toBe(3);
    const nine = variantStyles(
      [...'abcdefghi'].map((name) => ({ name, title: name })),
      'a',
    );
    expect(new Set(nine.map(({ symbol }) => shapeOf(symbol, 12, 6, 4.5, {}))).size).toBe(9);
    const many = Array.from({ length: 65 }, (_, n) => ({ name: `v${n}`, title: `v${n}` }));
    expect(new Set(variantStyles(many, 'v0').map(({ colour, symbol }) => colour + symbol)).size).toBe(65);
  });

  it('escapes what plotly would read as markup', () => {
    expect(plotText('<b>&</b>')).toBe('&lt;b&gt;&amp;&lt;/b&gt;');
    expect(plotLabel('abcdefgh', 5)).toBe('abcd…');
    expect(fade('#0a80ff', 0.5)).toBe('rgba(10,128,255,0.5)');
  });
});
