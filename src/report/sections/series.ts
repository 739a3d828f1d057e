/** Over time: a metric chosen by the reader with its bands, and the ladder of ties. */
import type { Metric } from '../../core/model.js';
import { type Block, blockHtml, type Section } from '../block.js';
import { type Context, captionOf, linesOf, metricHead, metricWords, runCounts, variantLegend, wordsOf } from '../context.js';
import type { VariantStyle } from '../figures/figure.js';
import { LADDER_COLOURS, LADDER_METRICS, ladderFigure, ladderTop } from '../figures/ladder.js';
import { seriesFigure } from '../figures/series.js';
import { type Estimate, formatEstimate, formatUnit } from '../format.js';
import { type Cell, escapeHtml, table } from '../markup.js';
import { type Series, seriesOf, type VariantMoments } from '../moments.js';

interface VariantSeries {
  readonly style: VariantStyle;
  readonly series: Series;
}

/** Variants with at least one run and their series of a metric. */
export function variantSeries(context: Context, metric: string): VariantSeries[] {
  return context.styles.flatMap((style) => {
    const moments = context.moments.get(style.name) as VariantMoments;
    const series = moments.runs > 0 ? seriesOf(moments, metric) : undefined;
    return series === undefined ? [] : [{ style, series }];
  });
}

/** Step metrics, the scenario's indicators first. */
function stepMetrics(context: Context): Metric<unknown>[] {
  const metrics = (context.input.model.metrics as readonly Metric<unknown>[]).filter((metric) => metric.when === 'step');
  const { indicators } = context.input.results.plan.scenario;
  const rank = (metric: Metric<unknown>): number =>
    indicators.includes(metric.name) ? indicators.indexOf(metric.name) : indicators.length;
  return metrics.filter((metric) => variantSeries(context, metric.name).length > 0).toSorted((a, b) => rank(a) - rank(b));
}

export function seriesSection(context: Context): Section | undefined {
  const { texts, language } = context;
  const metrics = stepMetrics(context);
  if (metrics.length === 0) return undefined;
  const step = formatUnit(context.input.model.stepUnit, language);
  const figures = metrics.map((metric) => {
    const words = metricWords(context, metric.name);
    const shown = variantSeries(context, metric.name);
    const labels = { unit: words.unit, step, burnIn: texts.series.burnIn };
    const figure = seriesFigure(
      shown.map(({ series }) => series),
      shown.map(({ style }) => style),
      labels,
      language,
    );
    return [metric.name, { label: texts.series.label({ metric: words.sentence || `${words.title}.` }), figure }] as const;
  });
  const block: Block = {
    id: `${language}-series`,
    selector: {
      label: texts.series.metric,
      options: metrics.map(({ name, title, group }) => ({
        value: name,
        label: title[language],
        hint: name,
        group: wordsOf(group, texts.words),
      })),
    },
    panels: [{ key: 'series' }],
    figures: Object.fromEntries(figures),
    legend: variantLegend(context),
    caption: captionOf(context, runCounts(context), linesOf(context, texts.series.lead)),
    numbers: seriesTable(context, metrics),
  };
  return { id: `${language}-time`, title: texts.series.title, lead: '', html: blockHtml(block, context), blocks: [block] };
}

/** First measured and last step of every metric, by variant. */
function seriesTable(context: Context, metrics: readonly Metric<unknown>[]): string {
  const { texts } = context;
  const rows = metrics.flatMap((metric) =>
    variantSeries(context, metric.name).map(({ style, series }, v) => [
      v === 0 ? { html: metricHead(metricWords(context, metric.name)) } : undefined,
      { html: escapeHtml(style.title), kind: 'variant' },
      estimateCell(context, series.steps[series.burnIn]),
      estimateCell(context, series.steps.at(-1)),
    ]),
  );
  const head = [texts.series.metric, texts.verdicts.columns.variant, texts.series.firstMeasured, texts.series.last].map(escapeHtml);
  return table({ caption: texts.means, head, rows, kind: 'cards' });
}

/** Mean and interval in one cell. */
export function estimateCell(context: Context, estimate: Estimate | undefined): Cell {
  const words = formatEstimate(estimate ?? { mean: null, low: null, high: null }, context.language);
  const interval = estimate === undefined || estimate.low === null ? '' : ` <span class="interval">${escapeHtml(words.interval)}</span>`;
  return { html: `${escapeHtml(words.mean)}${interval}`, kind: 'number' };
}

/** The ladder of ties, one panel per variant on a common scale; only where the model measures all four levels. */
export function ladderSection(context: Context): Section | undefined {
  const { texts, language } = context;
  const variants = context.styles.flatMap((style) => {
    const moments = context.moments.get(style.name) as VariantMoments;
    const levels = moments.runs > 0 ? LADDER_METRICS.map((metric) => seriesOf(moments, metric)) : [];
    return levels.length > 0 && levels.every((series) => series !== undefined) ? [{ style, levels: levels as Series[] }] : [];
  });
  if (variants.length === 0) return undefined;
  const largest = Math.max(...variants.map(({ levels }) => ladderTop(levels))) * 1.05;
  const labels = {
    unit: metricWords(context, LADDER_METRICS[0]).unit,
    step: formatUnit(context.input.model.stepUnit, language),
    burnIn: texts.series.burnIn,
  };
  const block: Block = {
    id: `${language}-ladder`,
    panels: variants.map(({ style }) => ({ key: style.name, title: escapeHtml(style.title) })),
    figures: Object.fromEntries(
      variants.map(({ style, levels }) => {
        const named = levels.map((series, level) => ({ series, label: texts.network.levels[level] as string }));
        return [
          style.name,
          { label: texts.ladder.label({ variant: style.title }), figure: ladderFigure(named, largest, labels, language) },
        ];
      }),
    ),
    legend: ladderLegend(context),
    caption: captionOf(context, runCounts(context), linesOf(context, texts.ladder.lead)),
    numbers: ladderTable(context, variants),
  };
  return { id: `${language}-ties`, title: texts.ladder.title, lead: '', html: blockHtml(block, context), blocks: [block] };
}

/** Rungs and their colours; `kind` lets the style sheet recolour them with the picture they explain. */
export function ladderLegend(context: Context, kind = ''): string {
  const items = context.texts.network.levels.map(
    (level, k) =>
      `<li><svg class="key" viewBox="0 0 24 12" aria-hidden="true"><rect class="level-${k}" x="2" y="1" width="20" height="10" rx="2" fill="${LADDER_COLOURS[k]}"/></svg>${escapeHtml(level)}</li>`,
  );
  return `<ul class="legend ${kind}">${items.join('')}</ul>`;
}

function ladderTable(context: Context, variants: readonly { readonly style: VariantStyle; readonly levels: readonly Series[] }[]): string {
  const { texts } = context;
  const rows = variants.map(({ style, levels }) => [
    { html: escapeHtml(style.title) },
    ...levels.map((series) => estimateCell(context, series.steps.at(-1))),
  ]);
  return table({
    caption: `${texts.ladder.lastStep}. ${texts.means}`,
    head: [texts.verdicts.columns.variant, ...texts.network.levels].map(escapeHtml),
    rows,
    kind: 'cards',
  });
}
