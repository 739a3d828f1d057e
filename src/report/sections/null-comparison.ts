/** The baseline against itself with other luck: what the indicators look like where there is nothing to find. */
import type { Section } from '../block.js';
import { type Context, metricHead, metricWords } from '../context.js';
import { formatCount, formatEstimate, formatNumber, formatProbability } from '../format.js';
import { escapeHtml, number, table } from '../markup.js';

export function nullSection(context: Context): Section | undefined {
  const { texts, language } = context;
  const compared = context.input.comparison.nullComparison;
  if (compared === null) return undefined;
  const { columns } = texts.verdicts;
  const rows = compared.rows.map((row) => {
    const estimate = formatEstimate({ mean: row.difference, low: row.low, high: row.high }, language, true);
    return [
      { html: metricHead({ ...metricWords(context, row.metric), sentence: '' }) },
      { html: `${escapeHtml(estimate.mean)} <span class="interval">${escapeHtml(estimate.interval)}</span>`, kind: 'number' },
      number(formatProbability(row.p, language)),
      number(formatProbability(row.pAdjusted, language)),
      number(formatCount(row.pairs, language)),
    ];
  });
  const head = [columns.indicator, columns.difference, texts.nullComparison.p, columns.p, columns.pairs].map(escapeHtml);
  const counts = {
    found: formatCount(compared.below5Percent, language),
    expected: formatNumber(compared.expectedBelow5Percent, language, 2),
  };
  const sign = compared.quiet
    ? '<span class="word good"><span aria-hidden="true">✓</span>'
    : '<span class="word bad"><span aria-hidden="true">✗</span>';
  const word = compared.quiet ? texts.nullComparison.quiet(counts) : texts.nullComparison.loud(counts);
  const html = `<p>${sign} ${escapeHtml(word)}</span></p><details><summary>${escapeHtml(texts.nullComparison.open)}</summary>${table({ caption: texts.nullComparison.title, quiet: true, head, rows, kind: 'cards' })}</details>`;
  return { id: `${language}-null`, title: texts.nullComparison.title, lead: texts.nullComparison.lead, html, blocks: [] };
}
