/** Every matrix of the model as a heatmap: the mean of a variant, or its difference from the baseline. */
import type { Matrix } from '../../core/model.js';
import { type Block, blockHtml, type Labelled, type Option, type Section } from '../block.js';
import { type Context, captionOf, runCounts, titleOf } from '../context.js';
import { differenceFigure, heatmapFigure, largestOf, matrixDifference } from '../figures/heatmap.js';
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
  const html = blocks.map(({ block, heading }) => `<h3>${escapeHtml(heading)}</h3>${blockHtml(block, context)}`);
  return {
    id: `${language}-matrices`,
    title: texts.matrices.title,
    lead: texts.matrices.lead,
    html: html.join(''),
    blocks: blocks.map(({ block }) => block),
  };
}

function blockOf(context: Context, described: Matrix<unknown>): { block: Block; heading: string } | undefined {
  const { texts, language } = context;
  const variants = variantMatrices(context, described.name);
  const base = variants.find((variant) => variant.baseline);
  if (variants.length === 0) return undefined;
  const sentence = described.text[language];
  const labels = { unit: formatUnit(described.unit, language), from: texts.matrices.from, to: texts.matrices.to };
  const largest = largestOf(variants.map(({ matrix }) => matrix.values));
  const label = (shown: string): string => texts.matrices.label({ matrix: sentence, shown });
  const figures: Record<string, Labelled> = {};
  const options: Option[] = [];
  for (const { name, title, matrix } of variants) {
    const shown = texts.matrices.mean({ variant: title });
    options.push({ value: `mean:${name}`, label: shown });
    figures[`mean:${name}`] = { label: label(shown), figure: heatmapFigure(matrix, largest, labels, language) };
  }
  const others = base === undefined ? [] : variants.filter((variant) => comparable(variant.matrix, base.matrix) && !variant.baseline);
  const widest = base === undefined ? 1 : largestOf(others.map(({ matrix }) => matrixDifference(matrix, base.matrix)));
  for (const { name, title, matrix } of others) {
    const shown = texts.matrices.difference({ variant: title });
    options.push({ value: `difference:${name}`, label: shown });
    figures[`difference:${name}`] = {
      label: label(shown),
      figure: differenceFigure(matrix, (base as VariantMatrix).matrix, widest, labels, language),
    };
  }
  const block: Block = {
    id: `${language}-matrix-${described.name}`,
    selector: { label: texts.show, options },
    panels: [{ key: described.name }],
    figures,
    caption: captionOf(context, runCounts(context), texts.matrices.lead),
    numbers: variants.map((variant) => matrixTable(context, variant, sentence)).join(''),
  };
  return { block, heading: titleOf(described.name) };
}

function variantMatrices(context: Context, name: string): VariantMatrix[] {
  return context.styles.flatMap((style) => {
    const moments = context.moments.get(style.name) as VariantMoments;
    const matrix = moments.runs > 0 ? matrixOf(moments, name) : undefined;
    if (matrix === undefined || matrix.rows.length === 0 || matrix.columns.length === 0) return [];
    return [{ name: style.name, title: style.title, baseline: style.baseline, matrix }];
  });
}

function comparable(a: MeanMatrix, b: MeanMatrix): boolean {
  return a.rows.join('\n') === b.rows.join('\n') && a.columns.join('\n') === b.columns.join('\n');
}

function matrixTable(context: Context, variant: VariantMatrix, sentence: string): string {
  const { texts, language } = context;
  const rows = variant.matrix.rows.map((row, r) => [
    text(row),
    ...(variant.matrix.values[r] ?? []).map((value) => number(formatNumber(value, language))),
  ]);
  const head = [`${texts.matrices.from} ↓ ${texts.matrices.to} →`, ...variant.matrix.columns].map(escapeHtml);
  return table({ caption: `${variant.title}. ${sentence}`, head, rows });
}
