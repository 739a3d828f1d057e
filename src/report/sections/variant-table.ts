/** Tables of indicators by variants: variants are columns, or rows where they are too many to be seen side by side. */
import { type Context, metricHead, metricWords } from '../context.js';
import { type Cell, escapeHtml, table, text } from '../markup.js';

/** Columns of numbers that a page shows side by side. */
const MOST_COLUMNS = 8;

export interface Line {
  readonly metric: string;
  /** Without its sentence, where the section explains what is shown of it. */
  readonly brief?: boolean;
  /** One for each of the columns. */
  readonly cells: readonly Cell[];
}

export interface VariantTable {
  readonly caption: string;
  readonly quiet?: boolean;
  /** What the lines are. */
  readonly head: string;
  /** Titles of the variants, and of what else stands beside them. */
  readonly columns: readonly string[];
  readonly lines: readonly Line[];
}

export function variantTable(context: Context, { caption, quiet = false, head, columns, lines }: VariantTable): string {
  const heads = lines.map(({ metric, brief }) => {
    const words = metricWords(context, metric);
    return { html: metricHead(brief === true ? { ...words, sentence: '' } : words), title: words.title };
  });
  const { variant } = context.texts.verdicts.columns;
  const common = { caption, quiet, kind: 'cards' };
  if (columns.length <= MOST_COLUMNS || lines.length > MOST_COLUMNS) {
    const rows = lines.map(({ cells }, l) => [{ html: heads[l]?.html ?? '' }, ...cells]);
    return table({ ...common, head: [head, ...columns].map(escapeHtml), rows });
  }
  const rows = columns.map((title, c) => [text(title), ...lines.map(({ cells }) => cells[c])]);
  const labels = [variant, ...heads.map(({ title }) => title)].map(escapeHtml);
  return table({ ...common, head: [escapeHtml(variant), ...heads.map(({ html }) => html)], labels, rows });
}
