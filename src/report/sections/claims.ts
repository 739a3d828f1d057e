/** Claims of the scenario file with their verdicts. */
import type { JudgedClaim } from '../../experiment/comparison.js';
import type { Section } from '../block.js';
import { type Context, metricWords, variantTitle } from '../context.js';
import { formatCount, formatEstimate, formatProbability } from '../format.js';
import { type Cell, escapeHtml, number, table } from '../markup.js';

const SIGNS: Readonly<Record<JudgedClaim['verdict'], { readonly sign: string; readonly kind: string }>> = {
  supported: { sign: '✓', kind: 'good' },
  contradicted: { sign: '✗', kind: 'bad' },
  undecided: { sign: '?', kind: 'quiet' },
};

export function claimsSection(context: Context): Section {
  const { texts, language } = context;
  const { columns } = texts.claims;
  const { claims } = context.input.comparison;
  const head = [columns.claim, columns.difference, columns.p, columns.pairs, columns.verdict].map(escapeHtml);
  const html =
    claims.length === 0
      ? `<p>${escapeHtml(texts.claims.none)}</p>`
      : table({ caption: texts.claims.title, quiet: true, head, rows: claims.map((judged) => claimRow(context, judged)), kind: 'cards' });
  return { id: `${language}-claims`, title: texts.claims.title, lead: claims.length === 0 ? '' : texts.claims.lead, html, blocks: [] };
}

function claimRow(context: Context, judged: JudgedClaim): Cell[] {
  const { texts, language } = context;
  const { claim, verdict, difference, low, high } = judged;
  const estimate = formatEstimate({ mean: difference, low, high }, language, true);
  const source =
    claim.source === undefined || claim.source === ''
      ? ''
      : `<span class="sentence">${escapeHtml(`${texts.claims.source}: ${claim.source}`)}</span>`;
  const { sign, kind } = SIGNS[verdict];
  const { title, unit } = metricWords(context, claim.metric);
  const sides = [sideText(context, claim.left, claim.leftOver), sideText(context, claim.right, claim.rightOver)];
  return [
    {
      html: `<span class="metric">${escapeHtml(`${sides.join(` ${claim.relation} `)}: ${title}`)}</span> <code class="identifier">${escapeHtml(claim.text)}</code>${source}`,
    },
    {
      html: `<strong>${escapeHtml(estimate.mean)}</strong> <span class="interval">${escapeHtml(estimate.interval)}</span> <span class="unit">${escapeHtml(unit)}</span>`,
      kind: 'number',
    },
    number(formatProbability(judged.pAdjusted, language)),
    number(formatCount(judged.pairs, language)),
    {
      html: `<span class="word ${kind}"><span aria-hidden="true">${sign}</span> ${escapeHtml(texts.claims.words[verdict])}</span>`,
      kind: 'verdict',
    },
  ];
}

/** A variant, or its gain over another, as readers know them. */
function sideText(context: Context, variant: string, over: string | undefined): string {
  const side = variantTitle(context, variant);
  return over === undefined ? side : `(${side} − ${variantTitle(context, over)})`;
}
