/** Which uncertain parameters move the result, by every method that was asked. */
import { shortKey } from '../../experiment/keys.js';
import type { Estimate, Indices, SensitivityResult } from '../../experiment/sensitivity/result.js';
import { type Block, blockHtml, type Section } from '../block.js';
import { type Context, metricWords, variantLegend } from '../context.js';
import { dotsFigure } from '../figures/dots.js';
import { formatCount, formatNumber, formatPercent } from '../format.js';
import { type Cell, escapeHtml, table, text } from '../markup.js';
import { findingsSection, keyCell, outputText, type Part, rangeText, seriesStyles, sourceHtml, spotCell } from './parts.js';
import { type LaboratoryTexts, laboratoryTexts } from './texts.js';

export function sensitivitySection(context: Context): Section | undefined {
  const texts = laboratoryTexts(context.language).sensitivity;
  let serial = 0;
  const parts = (context.input.findings?.sensitivity ?? []).flatMap((finding) =>
    finding.results.map((result): Part => {
      const { html, blocks } = resultParts(context, result, serial++);
      const heading = texts.heading({ output: outputText(context, result.output), method: texts.methods[result.indices.method] });
      return { heading, html: html + sourceHtml(context, finding), blocks };
    }),
  );
  return findingsSection(context, 'sensitivity', texts, parts);
}

interface Row {
  readonly key: string;
  /** What the table shows; the first ones are drawn as well. */
  readonly estimates: readonly Estimate[];
}

interface Shape {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** How many of the columns are drawn, and which hold signed numbers. */
  readonly drawn: number;
  readonly signed: readonly number[];
  readonly unit: string;
}

function shapeOf(indices: Indices, texts: LaboratoryTexts['sensitivity'], unit: string): Shape {
  const sorted = <R extends { readonly key: string }>(rows: readonly R[], of: (row: R) => Estimate): R[] =>
    [...rows].sort((a, b) => Math.abs(of(b).value ?? 0) - Math.abs(of(a).value ?? 0));
  const { first, total, median, maximum } = texts.columns;
  switch (indices.method) {
    case 'morris': {
      const rows = sorted(indices.rows, ({ muStar }) => muStar).map(({ key, muStar, mu, sigma }) => ({
        key,
        estimates: [muStar, mu, sigma],
      }));
      return { columns: ['μ*', 'μ', 'σ'], rows, drawn: 1, signed: [1], unit };
    }
    case 'sobol': {
      const rows = sorted(indices.rows, (row) => row.total).map((row) => ({ key: row.key, estimates: [row.first, row.total] }));
      const pairs = sorted(
        indices.second.map(({ keys, index }) => ({ key: keys.map(shortKey).join(' × '), index })),
        ({ index }) => index,
      );
      const none = { value: null, low: null, high: null };
      const second = pairs.slice(0, 10).map(({ key, index }) => ({ key, estimates: [index, none] }));
      return { columns: [first, total], rows: [...rows, ...second], drawn: 2, signed: [], unit: '' };
    }
    case 'pawn': {
      const rows = sorted(indices.rows, (row) => row.median).map((row) => ({ key: row.key, estimates: [row.median, row.maximum] }));
      return { columns: [median, maximum], rows, drawn: 2, signed: [], unit: '' };
    }
    case 'src': {
      const rows = sorted(indices.rows, ({ src }) => src).map(({ key, src, srrc }) => ({ key, estimates: [src, srrc] }));
      return { columns: ['SRC', 'SRRC'], rows, drawn: 2, signed: [0, 1], unit: '' };
    }
  }
}

function resultParts(context: Context, result: SensitivityResult, serial: number): { html: string; blocks: readonly Block[] } {
  const { language } = context;
  const texts = laboratoryTexts(language).sensitivity;
  const { indices, mean, standardDeviation, luck, points, replicates, parameters } = result;
  const { unit } = metricWords(context, result.output.metric);
  const withUnit = (value: number | null): string => `${formatNumber(value, language)}${unit === '' ? '' : ` ${unit}`}`;
  const spread = texts.spread({
    points: formatCount(points.length, language),
    replicates: formatCount(replicates, language),
    mean: withUnit(mean),
    deviation: withUnit(standardDeviation),
  });
  const told = [spread, luck === null ? '' : texts.luck({ share: formatPercent(luck, language) }), fitText(indices, texts, language)];
  const missing = missingHtml(context, result);
  if (mean === null || standardDeviation === 0) return { html: paragraph(`${spread} ${texts.nothing}`) + missing, blocks: [] };
  const shape = shapeOf(indices, texts, unit);
  const styles = seriesStyles(shape.columns.slice(0, shape.drawn));
  const rows = shape.rows.slice(0, parameters.length).map(({ key, estimates }) => ({
    label: shortKey(key),
    spots: estimates.slice(0, shape.drawn).map(({ value, low, high }) => ({ mean: value, low, high })),
  }));
  const label = texts.heading({ output: outputText(context, result.output), method: texts.methods[indices.method] });
  const block: Block = {
    id: `${language}-sensitivity-${serial}`,
    panels: [{ key: 'indices' }],
    figures: { indices: { label, figure: dotsFigure(rows, styles, { unit: shape.unit, hover: '.3g' }, language) } },
    legend: variantLegend(context, styles),
    caption: context.texts.caption({ n: formatCount(points.length, language), interval: texts.legends[indices.method], seed: result.seed }),
    numbers: indexTable(context, result, shape),
  };
  return {
    html: paragraph(told.filter((words) => words !== '').join(' ')) + blockHtml(block, context) + missing,
    blocks: [block],
  };
}

const paragraph = (words: string): string => `<p>${escapeHtml(words)}</p>`;

/** How good the picture is, where the method knows. */
function fitText(indices: Indices, texts: LaboratoryTexts['sensitivity'], language: Context['language']): string {
  const short = (value: number | null): string => formatNumber(value, language, 2);
  if (indices.method === 'src') return texts.fit({ values: short(indices.r2), ranks: short(indices.r2Ranks) });
  if (indices.method !== 'pawn') return '';
  return texts.chance({ median: short(indices.dummy.median.high), maximum: short(indices.dummy.maximum.high) });
}

function indexTable(context: Context, { parameters }: SensitivityResult, { columns, rows, signed }: Shape): string {
  const texts = laboratoryTexts(context.language);
  const lines = rows.map(({ key, estimates }): Cell[] => [
    keyCell(key),
    text(rangeText(parameters.find((each) => each.key === key)?.distribution, context)),
    ...estimates.map((estimate, c) => spotCell(estimate, context, signed.includes(c))),
  ]);
  const head = [texts.parameter, texts.range, ...columns].map(escapeHtml);
  return table({ caption: texts.sensitivity.title, head, rows: lines, kind: 'cards' });
}

/** Points without an output are named, with what the method did about them. */
function missingHtml({ language }: Context, { missing, indices }: SensitivityResult): string {
  if (missing.length === 0) return '';
  const texts = laboratoryTexts(language).sensitivity;
  const shown = missing.slice(0, 20).map(({ point }) => point);
  const points = shown.join(', ') + (missing.length > shown.length ? ' …' : '');
  const failed = missing.filter(({ reason }) => reason === 'failed').length;
  const words = texts.missing({ count: formatCount(missing.length, language), failed: formatCount(failed, language), points });
  return `<p class="note">${escapeHtml(`${words} ${texts.rules[indices.method]}`)}</p>`;
}
