/** Every matrix of the model as a heatmap: the mean of a variant, or its difference from the baseline. */
import type { Matrix } from '../../core/model.js';
import { type Block, blockHtml, type Section } from '../block.js';
import { type Context, captionOf, identifier, runCounts, wordsOf } from '../context.js';
import type { Figure } from '../figures/figure.js';
import { differenceFigure, type HeatmapLabels, heatmapFigure, largestOf, matrixDifference } from '../figures/heatmap.js';
import { formatNumber, formatUnit } from '../format.js';
import { escapeHtml, number, table, text } from '../markup.js';
import { type MeanMatrix, matrixOf, type VariantMoments } from '../moments.js';

interface VariantMatrix {
  readonly name: string;
  readonly title: string;
  readonly baseline: boolean;
  readonly matrix: MeanMatrix;
}

export function matricesSection(context: Context): Section | undefined {
  const { texts, language } = context;
  const blocks = (context.input.model.matrices as readonly Matrix<unknown>[]).flatMap((matrix) => blockOf(context, matrix) ?? []);
  if (blocks.length === 0) return undefined;
  const html = blocks.map(({ block, heading }) => `<h3>${heading}</h3>${blockHtml(block, context)}`);
  return {
    id: `${language}-matrices`,
    title: texts.matrices.title,
    lead: texts.matrices.lead,
    html: html.join(''),
    blocks: blocks.map(({ block }) => block),
  };
}

/** The figure of a matrix with its heading as markup. */
function blockOf(context: Context, described: Matrix<unknown>): { block: Block; heading: string } | undefined {
  const { texts, language } = context;
  const variants = variantMatrices(context, described.name);
  const first = variants[0];
  if (first === undefined) return undefined;
  const flow = first.matrix.rows.join('\n') === first.matrix.columns.join('\n');
  const labels = {
    unit: formatUnit(described.unit, language),
    from: flow ? texts.matrices.from : '',
    to: flow ? texts.matrices.to : '',
  };
  const entries = [...meanFigures(context, variants, labels), ...differenceFigures(context, variants, labels)];
  const sentence = described.text[language];
  const block: Block = {
    id: `${language}-matrix-${described.name}`,
    selector: { label: texts.show, options: entries.map(({ value, shown }) => ({ value, label: shown })) },
    panels: [{ key: described.name }],
    figures: Object.fromEntries(
      entries.map(({ value, shown, figure }) => [value, { label: texts.matrices.label({ matrix: sentence, shown }), figure }]),
    ),
    caption: captionOf(context, runCounts(context), flow ? `${texts.matrices.lead} ${texts.matrices.direction}` : texts.matrices.lead),
    numbers: variants.map((variant) => matrixTable(context, variant, sentence, flow)).join(''),
  };
  return { block, heading: `${escapeHtml(described.title[language])} ${identifier(described.name)}` };
}

interface Entry {
  readonly value: string;
  readonly shown: string;
  readonly figure: Figure;
}

function meanFigures(context: Context, variants: readonly VariantMatrix[], labels: HeatmapLabels): Entry[] {
  const { texts, language } = context;
  const largest = largestOf(variants.map(({ matrix }) => matrix.values));
  return variants.map(({ name, title, matrix }) => ({
    value: `mean:${name}`,
    shown: texts.matrices.mean({ variant: title }),
    figure: heatmapFigure(matrix, largest, labels, language),
  }));
}

/** Differences from the baseline, for variants whose matrix has the same rows and columns. */
function differenceFigures(context: Context, variants: readonly VariantMatrix[], labels: HeatmapLabels): Entry[] {
  const { texts, language } = context;
  const base = variants.find((variant) => variant.baseline)?.matrix;
  if (base === undefined) return [];
  const others = variants.filter((variant) => !variant.baseline && comparable(variant.matrix, base));
  const largest = largestOf(others.map(({ matrix }) => matrixDifference(matrix, base)));
  return others.map(({ name, title, matrix }) => ({
    value: `difference:${name}`,
    shown: texts.matrices.difference({ variant: title }),
    figure: differenceFigure(matrix, base, largest, labels, language),
  }));
}

function variantMatrices(context: Context, name: string): VariantMatrix[] {
  return context.styles.flatMap((style) => {
    const moments = context.moments.get(style.name) as VariantMoments;
    const found = moments.runs > 0 ? matrixOf(moments, name) : undefined;
    if (found === undefined || found.rows.length === 0 || found.columns.length === 0) return [];
    const label = (word: string): string => wordsOf(word, context.texts.words);
    const matrix = { ...found, rows: found.rows.map(label), columns: found.columns.map(label) };
    return [{ name: style.name, title: style.title, baseline: style.baseline, matrix }];
  });
}

function comparable(a: MeanMatrix, b: MeanMatrix): boolean {
  return a.rows.join('\n') === b.rows.join('\n') && a.columns.join('\n') === b.columns.join('\n');
}

function matrixTable(context: Context, variant: VariantMatrix, sentence: string, flow: boolean): string {
  const { texts, language } = context;
  const rows = variant.matrix.rows.map((row, r) => [
    text(row),
    ...(variant.matrix.values[r] ?? []).map((value) => number(formatNumber(value, language))),
  ]);
  const head = [flow ? `${texts.matrices.from} ↓ ${texts.matrices.to} →` : '', ...variant.matrix.columns].map(escapeHtml);
  return table({ caption: `${variant.title}. ${sentence}`, head, rows });
}
