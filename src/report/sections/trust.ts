/** Which variant is best and how sure that is, what there is to know before believing it, and why the study stopped. */
import type { Honesty, NegativeControl } from '../../experiment/comparison.js';
import type { Precision, PrecisionRow } from '../../experiment/precision/precision.js';
import type { Section } from '../block.js';
import { type Context, metricHead, metricWords } from '../context.js';
import { formatCount, formatEstimate, formatNumber, formatPercent, formatProbability, formatSetPercent, NO_VALUE } from '../format.js';
import { laboratoryTexts } from '../laboratory/texts.js';
import { type Cell, escapeHtml, number, table, text } from '../markup.js';
import { statisticsTexts } from '../texts-statistics.js';
import { variantTable } from './variant-table.js';

/** Only where there are three variants or more: of two the verdict says it all. */
export function rankingSection(context: Context): Section | undefined {
  const { language, styles } = context;
  const { ranking } = context.input.comparison;
  const { ranking: texts } = statisticsTexts(language);
  if (styles.length < 3 || ranking.length === 0) return undefined;
  const lines = ranking.map(({ metric, rows, replicates }) => {
    const cells = styles.map(({ name }) => {
      const row = rows.find(({ variant }) => variant === name);
      if (row === undefined) return text(NO_VALUE);
      return number(texts.cell({ best: formatPercent(row.best, language), rank: formatNumber(row.expectedRank, language, 2) }));
    });
    return { metric, brief: true, cells: [...cells, number(formatCount(replicates, language))] };
  });
  const columns = [...styles.map(({ title }) => title), texts.replicates];
  const head = context.texts.verdicts.columns.indicator;
  const html = variantTable(context, { caption: texts.title, quiet: true, head, columns, lines });
  return { id: `${language}-ranking`, title: texts.title, lead: texts.lead, html, blocks: [] };
}

export function honestySection(context: Context): Section {
  const { language } = context;
  const { honesty: texts } = statisticsTexts(language);
  const { honesty, runs } = context.input.comparison;
  const count = (value: number): string => formatCount(value, language);
  const share = (value: number): string => formatPercent(value, language);
  const { pairing } = honesty;
  const items = [
    texts.runs({ done: count(runs.done), planned: count(runs.planned), failed: count(honesty.failed) }),
    texts.multiplicity({
      tests: count(honesty.tests),
      raw: count(honesty.raw),
      adjusted: count(honesty.adjusted),
      chance: formatNumber(honesty.byChance, language, 2),
    }),
    pairing === null
      ? texts.noPairing
      : texts.pairing({
          median: share(pairing.median),
          rows: count(pairing.rows),
          lowest: share(pairing.lowest),
          highest: share(pairing.highest),
        }),
    ...honesty.control.map((found) => controlText(context, found)),
    pastText(context, honesty.before),
    ...zeroDoseText(context),
    ...unreadableText(context),
  ];
  const html = `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
  return { id: `${language}-trust`, title: texts.title, lead: texts.lead, html, blocks: [] };
}

function zeroDoseText(context: Context): string[] {
  const { language, input } = context;
  const { zeroDose } = input;
  if (zeroDose === undefined) return [];
  const { honesty: texts } = statisticsTexts(language);
  const values = {
    variants: namesOf(context, zeroDose.variants),
    numbers: formatCount(zeroDose.numbers, language),
  };
  const { differing } = zeroDose;
  return [differing === 0 ? texts.zeroDose(values) : texts.brokenZeroDose({ ...values, differing: formatCount(differing, language) })];
}

/** Files of analyses that could not be shown. */
function unreadableText({ input, language }: Context): string[] {
  const files = input.findings?.unreadable ?? [];
  return files.length === 0 ? [] : [laboratoryTexts(language).unreadable({ files: files.join(', ') })];
}

function namesOf({ styles }: Context, variants: readonly string[]): string {
  return variants.map((name) => styles.find((style) => style.name === name)?.title ?? name).join(', ');
}

function controlText(context: Context, found: NegativeControl): string {
  const { language } = context;
  const { honesty: texts } = statisticsTexts(language);
  const count = (value: number): string => formatCount(value, language);
  const { metric, steps, variants, pairs, differing, replicates, distinct, selection } = found;
  const head = texts.metric[found.kind]({
    metric: metricWords(context, metric).title,
    steps: count(steps),
    variants: namesOf(context, variants),
  });
  const values = { pairs: count(pairs), replicates: count(replicates), distinct: count(distinct), differing: count(differing) };
  const verdict = differing > 0 ? texts.unequal(values) : distinct < 2 ? texts.blind(values) : texts.equal(values);
  if (selection === null) return `${head} ${verdict}`;
  const tail = texts.selection({
    leftOut: count(selection.leftOut),
    kept: count(selection.kept),
    leftOutMean: formatNumber(selection.leftOutMean, language),
    keptMean: formatNumber(selection.keptMean, language),
    p: formatProbability(selection.p, language),
  });
  return `${head} ${verdict} ${tail}`;
}

function pastText(context: Context, before: Honesty['before']): string {
  const { language } = context;
  const { honesty: texts } = statisticsTexts(language);
  if (before === null) return texts.noPast;
  const values = {
    steps: formatCount(before.steps, language),
    variants: namesOf(context, before.variants),
    numbers: formatCount(before.numbers, language),
  };
  return before.differing === 0 ? texts.past(values) : texts.brokenPast({ ...values, differing: formatCount(before.differing, language) });
}

/** Only where the study chose its own number of replicates. */
export function precisionSection(context: Context): Section | undefined {
  const { language } = context;
  const { precision, comparison } = context.input;
  if (precision === undefined) return undefined;
  const { precision: texts } = statisticsTexts(language);
  const { columns } = texts;
  const { indicator, variant } = context.texts.verdicts.columns;
  const rows = precision.rows.filter(({ point }) => point === comparison.point).map((row) => precisionCells(context, row));
  const head = [indicator, variant, columns.estimate, columns.half, columns.wanted, columns.state].map(escapeHtml);
  const lead = texts.lead({
    level: formatSetPercent(precision.level, language),
    single: formatPercent(precision.levelOfLook, language),
    looks: precision.looks.filter((look) => look <= precision.replicates).join(', '),
  });
  const html = `<p>${escapeHtml(reasonText(context, precision))}</p>${table({ caption: texts.title, quiet: true, head, rows, kind: 'cards' })}`;
  return { id: `${language}-precision`, title: texts.title, lead, html, blocks: [] };
}

function reasonText({ language }: Context, { goal, replicates, rows, reason }: Precision): string {
  const { precision: texts } = statisticsTexts(language);
  const wanted = goal.relative ? texts.ofMean({ share: formatSetPercent(goal.half, language) }) : `±${formatNumber(goal.half, language)}`;
  const count = (value: number): string => formatCount(value, language);
  if (reason === 'precise') return texts.precise({ replicates: count(replicates), wanted });
  if (reason === 'nothing to judge') return texts.nothing({ replicates: count(replicates) });
  const open = rows.filter(({ state }) => state === 'open').length;
  return texts.maximum({ replicates: count(replicates), wanted, open: count(open), rows: count(rows.length) });
}

function precisionCells(context: Context, row: PrecisionRow): Cell[] {
  const { language, styles } = context;
  const { estimate, low, high, baseline, target } = row;
  const { mean, interval } = formatEstimate({ mean: estimate, low, high }, language, baseline !== null);
  const half = low === null || high === null ? NO_VALUE : formatNumber((high - low) / 2, language, 2);
  return [
    { html: metricHead({ ...metricWords(context, row.metric), sentence: '' }) },
    text(styles.find(({ name }) => name === row.variant)?.title ?? row.variant, 'variant'),
    { html: `${escapeHtml(mean)} <span class="interval">${escapeHtml(interval)}</span>`, kind: 'number' },
    number(half),
    number(formatNumber(target, language, 2)),
    text(statisticsTexts(language).precision.states[row.state]),
  ];
}
