/** Where a conclusion breaks: the sentence, the conditions of the rule, and how it does on both samples. */

import type { BreakFinding } from '../../experiment/findings.js';
import type { RuleScore } from '../../experiment/sensitivity/break.js';
import { sayLimit } from '../../experiment/sensitivity/break-words.js';
import type { Section } from '../block.js';
import { type Context, metricWords } from '../context.js';
import { formatCount, formatEstimate, formatPercent, formatProbability } from '../format.js';
import { type Cell, escapeHtml, number, table, text } from '../markup.js';
import { findingsSection, outputText, type Part, sourceHtml } from './parts.js';
import { laboratoryTexts } from './texts.js';

type Found = BreakFinding['results'][number];

export function breakSection(context: Context): Section | undefined {
  const texts = laboratoryTexts(context.language).breaks;
  const parts = (context.input.findings?.breaks ?? []).flatMap((finding) =>
    finding.results.map(
      (result): Part => ({
        heading: outputText(context, result.output),
        html: resultHtml(context, result) + sourceHtml(context, finding),
        blocks: [],
      }),
    ),
  );
  return findingsSection(context, 'break', texts, parts);
}

function resultHtml(context: Context, result: Found): string {
  const { language } = context;
  const texts = laboratoryTexts(language).breaks;
  const { nominal, certainFlips, rule, missing, output } = result;
  const { mean, interval } = formatEstimate({ mean: nominal.value, low: nominal.low, high: nominal.high }, language, true);
  const estimate = `${mean} ${interval} ${metricWords(context, output.metric).unit}`.trim();
  const sentences = [
    `<p><strong>${escapeHtml(result.summary[language])}</strong></p>`,
    `<p>${escapeHtml(texts.nominal({ estimate, share: formatPercent(certainFlips.value, language) }))}</p>`,
  ];
  const left =
    missing.length === 0 ? '' : `<p class="note">${escapeHtml(texts.missing({ count: formatCount(missing.length, language) }))}</p>`;
  return [...sentences, rule === null ? '' : ruleHtml(context, rule), left].join('');
}

function ruleHtml(context: Context, rule: NonNullable<Found['rule']>): string {
  const { language } = context;
  const { title, columns, samples, legend } = laboratoryTexts(language).breaks;
  const limits = table({
    caption: columns.condition,
    quiet: true,
    head: [columns.condition, columns.quasiP].map(escapeHtml),
    rows: rule.limits.map((limit) => [text(sayLimit(limit, language)), number(formatProbability(limit.quasiP, language))]),
  });
  const scores = table({
    caption: title,
    quiet: true,
    head: [columns.sample, columns.inside, columns.density, columns.coverage, columns.p].map(escapeHtml),
    rows: [scoreCells(context, samples.training, rule.training), scoreCells(context, samples.heldOut, rule.heldOut)],
    kind: 'cards',
  });
  return `${limits}${scores}<p class="note">${escapeHtml(legend)}</p>`;
}

function scoreCells({ language }: Context, sample: string, { inside, flipsInside, density, coverage, p }: RuleScore): Cell[] {
  const share = ({ value, low, high }: RuleScore['density']): Cell =>
    number(`${formatPercent(value, language)} [${formatPercent(low, language)}; ${formatPercent(high, language)}]`);
  const counts = { flips: formatCount(flipsInside, language), inside: formatCount(inside, language) };
  return [
    text(sample),
    number(laboratoryTexts(language).breaks.counts(counts)),
    share(density),
    share(coverage),
    number(formatProbability(p, language)),
  ];
}
