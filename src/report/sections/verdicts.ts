/** What differs: the verdict table, the budget check, and the same differences as a picture. */
import { SPENDING_METRIC } from '../../experiment/budget.js';
import type { MetricComparison, Verdict } from '../../experiment/comparison.js';
import { type Block, blockHtml, type Section } from '../block.js';
import { type Context, captionOf, identifier, metricHead, metricWords, rangeText, variantLegend, variantTitle } from '../context.js';
import { forestFigure, namesRows } from '../figures/forest.js';
import { formatCount, formatEffect, formatEstimate, formatNumber, formatPercent, formatProbability } from '../format.js';
import { type Cell, escapeHtml, number, table, text } from '../markup.js';

/** Sign and class of each verdict: colour is never the only sign. */
const SIGNS: Readonly<Record<Verdict, { readonly sign: string; readonly kind: string }>> = {
  better: { sign: '▲', kind: 'good' },
  worse: { sign: '▼', kind: 'bad' },
  higher: { sign: '↑', kind: 'plain' },
  lower: { sign: '↓', kind: 'plain' },
  'practically equal': { sign: '=', kind: 'quiet' },
  undecided: { sign: '?', kind: 'quiet' },
  'no value': { sign: '–', kind: 'quiet' },
};

/** Comparisons of the scenario's indicators, in their order; all rows where the scenario names none. */
function shownRows(context: Context): { readonly metric: string; readonly rows: readonly MetricComparison[] }[] {
  const { comparison, results } = context.input;
  const compared = [...new Set(comparison.rows.map((row) => row.metric))];
  const named = results.plan.scenario.indicators.filter((metric) => compared.includes(metric));
  return (named.length > 0 ? named : compared).map((metric) => ({ metric, rows: comparison.rows.filter((row) => row.metric === metric) }));
}

export function verdictSection(context: Context): Section {
  const { texts, language } = context;
  const { columns } = texts.verdicts;
  const groups = shownRows(context);
  const rows = groups.flatMap(({ metric, rows: compared }) =>
    compared.map((row, r) => [r === 0 ? { html: metricHead(metricWords(context, metric)) } : undefined, ...verdictCells(context, row)]),
  );
  const head = [
    columns.indicator,
    columns.variant,
    columns.baseline,
    columns.difference,
    columns.relative,
    columns.effect,
    columns.p,
    columns.pairs,
    columns.variance,
    columns.verdict,
  ];
  const html =
    rows.length === 0
      ? `<p>${escapeHtml(texts.verdicts.none)}</p>`
      : table({ caption: texts.verdicts.title, quiet: true, head: head.map(escapeHtml), rows, kind: 'cards verdicts' }) +
        `<p class="note">${escapeHtml(texts.verdicts.legend)}</p>`;
  return { id: `${language}-verdicts`, title: texts.verdicts.title, lead: texts.verdicts.lead, html, blocks: [] };
}

function verdictCells(context: Context, row: MetricComparison): Cell[] {
  const { language } = context;
  const estimate = formatEstimate({ mean: row.difference, low: row.low, high: row.high }, language, true);
  return [
    text(variantTitle(context, row.variant), 'variant'),
    number(formatNumber(row.baselineMean, language)),
    {
      html: `<strong>${escapeHtml(estimate.mean)}</strong> <span class="interval">${escapeHtml(estimate.interval)}</span>`,
      kind: 'number',
    },
    number(formatPercent(row.relative, language, true)),
    number(formatEffect(row.effectSize, language)),
    number(formatProbability(row.pAdjusted, language)),
    number(formatCount(row.pairs, language)),
    number(formatPercent(row.varianceReduction, language)),
    { html: verdictHtml(row.verdict, context), kind: 'verdict' },
  ];
}

function verdictHtml(verdict: Verdict, context: Context): string {
  const { sign, kind } = SIGNS[verdict];
  return `<span class="word ${kind}"><span aria-hidden="true">${sign}</span> ${escapeHtml(context.texts.verdicts.words[verdict])}</span>`;
}

/** Only where the scenario asked for equal budgets. */
export function budgetSection(context: Context): Section | undefined {
  const { texts, language } = context;
  const { budget } = context.input.comparison;
  if (budget === null) return undefined;
  const { unit } = metricWords(context, SPENDING_METRIC);
  const gap = formatPercent(budget.largestGap, language);
  const word = budget.equal ? texts.budget.equal({ gap }) : texts.budget.unequal({ gap });
  const rows = budget.variants.map((variant) => [
    text(variantTitle(context, variant)),
    number(`${formatNumber(budget.spending[variant], language, 6)} ${unit}`),
  ]);
  const sign = budget.equal
    ? '<span class="word good"><span aria-hidden="true">✓</span>'
    : '<span class="word bad"><span aria-hidden="true">✗</span>';
  const html = `<p>${sign} ${escapeHtml(word)}</span></p>${table({ caption: texts.budget.title, quiet: true, head: [escapeHtml(texts.budget.variant), escapeHtml(texts.budget.spending)], rows })}`;
  return { id: `${language}-budget`, title: texts.budget.title, lead: texts.budget.lead, html, blocks: [] };
}

export function forestSection(context: Context): Section | undefined {
  const { texts, language } = context;
  const groups = shownRows(context).filter(({ rows }) => rows.some((row) => row.difference !== null));
  if (groups.length === 0) return undefined;
  const shown = groups.flatMap(({ rows }) => rows);
  const smallest = shown.some((row) => (row.smallestEffect ?? 0) > 0) ? ` ${texts.forest.smallest}` : '';
  const others = context.styles.filter((style) => !style.baseline);
  const named = namesRows(context.styles);
  const block: Block = {
    id: `${language}-forest`,
    panels: groups.map(({ metric }) => panelOf(context, metric)),
    figures: Object.fromEntries(
      groups.map(({ metric, rows }) => [
        metric,
        {
          label: texts.forest.label({ indicators: metricWords(context, metric).title }),
          figure: forestFigure(rows, context.styles, language),
        },
      ]),
    ),
    wide: named,
    legend: named ? '' : variantLegend(context, others),
    caption: captionOf(
      context,
      rangeText(
        shown.map((row) => row.pairs),
        language,
      ),
      `${texts.forest.lead}${smallest}`,
    ),
    numbers: '',
  };
  return { id: `${language}-differences`, title: texts.forest.title, lead: '', html: blockHtml(block, context), blocks: [block] };
}

function panelOf(context: Context, metric: string): Block['panels'][number] {
  const words = metricWords(context, metric);
  const unit = words.unit === '' ? '' : ` <span class="unit">${escapeHtml(words.unit)}</span>`;
  return { key: metric, title: `${escapeHtml(words.title)}${unit} ${identifier(metric)}` };
}
