/** Groups of indicators with a picture or table of their own: continuity, the triple helix, and all metrics. */
import type { Metric } from '../../core/model.js';
import { type Block, blockHtml, type Section } from '../block.js';
import { type Context, captionOf, metricWords, runCounts, variantLegend, wordsOf } from '../context.js';
import type { VariantStyle } from '../figures/figure.js';
import { HELIX_METRICS, helixFigure, helixSection as triangleOf } from '../figures/helix.js';
import { CONTINUITY_PARTS, partsFigure } from '../figures/parts.js';
import type { Estimate } from '../format.js';
import { escapeHtml } from '../markup.js';
import { figureEstimate, type Series, type VariantMoments } from '../moments.js';
import { estimateCell, variantSeries } from './series.js';
import { variantTable } from './variant-table.js';

/** Synergy is never shown without what chance alone gives. */
const SYNERGY_METRICS = ['synergy_teams', 'synergy_teams_null', 'synergy_teams_z'];
const SYNERGY_NULL = 'synergy_teams_null';

export function continuitySection(context: Context): Section | undefined {
  const { texts, language } = context;
  const present = CONTINUITY_PARTS.filter((name) => modelMetric(context, name) !== undefined);
  if (present.length === 0) return undefined;
  const rows = present.map((name) => ({ label: metricWords(context, name).title, estimates: estimatesOf(context, name) }));
  const block: Block = {
    id: `${language}-continuity`,
    panels: [{ key: 'parts' }],
    figures: { parts: { label: texts.continuity.label, figure: partsFigure(rows, context.styles, language) } },
    legend: variantLegend(context),
    caption: captionOf(context, runCounts(context), texts.means),
    numbers: metricTable(context, present, texts.means),
  };
  return {
    id: `${language}-continuity-parts`,
    title: texts.continuity.title,
    lead: texts.continuity.lead,
    html: blockHtml(block, context),
    blocks: [block],
  };
}

export function helixSection(context: Context): Section {
  const { texts, language } = context;
  const paths = context.styles.flatMap((style) => helixPath(context, style) ?? []);
  const synergy = synergyHtml(context);
  const id = `${language}-helix-section`;
  if (paths.length === 0)
    return { id, title: texts.helix.title, lead: '', html: `<p>${escapeHtml(texts.helix.absent)}</p>${synergy}`, blocks: [] };
  const whole = triangleOf(paths.map(({ path }) => path)).span === 1;
  const labels = { ...texts.helix.corners, start: texts.helix.start, end: texts.helix.end };
  const block: Block = {
    id: `${language}-helix`,
    panels: [{ key: 'helix' }],
    figures: {
      helix: {
        label: texts.helix.label,
        figure: helixFigure(
          paths.map(({ path }) => path),
          paths.map(({ style }) => style),
          labels,
          language,
        ),
      },
    },
    legend: variantLegend(
      context,
      paths.map(({ style }) => style),
    ),
    caption: captionOf(context, runCounts(context), whole ? texts.helix.paths : `${texts.helix.paths} ${texts.helix.section}`),
    numbers: metricTable(context, Object.values(HELIX_METRICS), texts.means),
  };
  return { id, title: texts.helix.title, lead: texts.helix.lead, html: blockHtml(block, context) + synergy, blocks: [block] };
}

function helixPath(
  context: Context,
  style: VariantStyle,
): { style: VariantStyle; path: Record<keyof typeof HELIX_METRICS, Series> } | undefined {
  const find = (metric: string): Series | undefined => variantSeries(context, metric).find((one) => one.style === style)?.series;
  const [university, industry, government] = [find(HELIX_METRICS.university), find(HELIX_METRICS.industry), find(HELIX_METRICS.government)];
  if (university === undefined || industry === undefined || government === undefined) return undefined;
  return { style, path: { university, industry, government } };
}

function synergyHtml(context: Context): string {
  const present = SYNERGY_METRICS.filter((name) => modelMetric(context, name) !== undefined);
  if (!present.includes(SYNERGY_NULL)) return '';
  return `<p>${escapeHtml(context.texts.helix.synergy)}</p>${metricTable(context, present, context.texts.means)}`;
}

/** All metrics of the model, by group, folded away. */
export function metricsSection(context: Context): Section {
  const { texts, language } = context;
  const metrics = context.input.model.metrics as readonly Metric<unknown>[];
  const groups = [...new Set(metrics.map((metric) => metric.group))];
  const tables = groups.map((group) =>
    metricTable(
      context,
      metrics.filter((metric) => metric.group === group).map(({ name }) => name),
      wordsOf(group, texts.words),
    ),
  );
  const html = `<details><summary>${escapeHtml(texts.metrics.open)}</summary>${tables.join('')}</details>`;
  return { id: `${language}-metrics`, title: texts.metrics.title, lead: texts.metrics.lead, html, blocks: [] };
}

/** Measures of the evaluations that the runs made, a table for each with its sentence; absent where they made none. */
export function evaluationsSection(context: Context): Section | undefined {
  const { texts, language } = context;
  const { model, results } = context.input;
  const made = results.plan.runs[0]?.evaluations ?? [];
  if (made.length === 0) return undefined;
  const tables = model.evaluations.flatMap(({ name, title, text, measures }) => {
    if (!made.includes(name)) return [];
    const names = measures.map((measure) => measure.name);
    return [`<p>${escapeHtml(text[language])}</p>${metricTable(context, names, title[language])}`];
  });
  const { title, lead } = texts.evaluations;
  return { id: `${language}-evaluations`, title, lead, html: tables.join(''), blocks: [] };
}

/** Metrics by variants, mean and interval in the cells. */
function metricTable(context: Context, names: readonly string[], caption: string): string {
  const lines = names.map((metric) => ({ metric, cells: estimatesOf(context, metric).map((estimate) => estimateCell(context, estimate)) }));
  const columns = context.styles.map(({ title }) => title);
  return variantTable(context, { caption, head: context.texts.metrics.metric, columns, lines });
}

function estimatesOf(context: Context, metric: string): Estimate[] {
  return context.styles.map((style) => figureEstimate(context.moments.get(style.name) as VariantMoments, metric));
}

function modelMetric(context: Context, name: string): Metric<unknown> | undefined {
  return (context.input.model.metrics as readonly Metric<unknown>[]).find((metric) => metric.name === name);
}
