/** What the sections on findings have in common: where a finding comes from, what it explains, tables and dots. */
import type { Distribution } from '../../experiment/design/distribution.js';
import type { FindingSource } from '../../experiment/findings.js';
import { shortKey } from '../../experiment/keys.js';
import type { Output } from '../../experiment/sensitivity/result.js';
import type { Section } from '../block.js';
import { type Context, metricWords, variantTitle } from '../context.js';
import type { VariantStyle } from '../figures/figure.js';
import { formatEstimate, formatNumber, NO_VALUE } from '../format.js';
import { type Cell, escapeHtml } from '../markup.js';
import type { SectionText } from '../texts.js';
import { laboratoryTexts } from './texts.js';

/** The line below a finding: study, seed, hash, and the words it was asked for with. */
export function sourceHtml({ language }: Context, { study, settings, seed, hash }: FindingSource): string {
  const texts = laboratoryTexts(language);
  const words = settings.length === 0 ? '' : ` ${texts.settings({ settings: settings.join(' ') })}`;
  return `<p class="note">${escapeHtml(texts.source({ study, seed, hash: hash.slice(0, 12) }) + words)}</p>`;
}

/** A section of findings, one under the other; undefined where there are none. */
export function findingsSection(context: Context, name: string, { title, lead }: SectionText, parts: readonly Part[]): Section | undefined {
  if (parts.length === 0) return undefined;
  const html = parts.map(({ heading, html: body }) => `<h3>${escapeHtml(heading)}</h3>${body}`).join('');
  return { id: `${context.language}-${name}`, title, lead, html, blocks: parts.flatMap(({ blocks }) => blocks) };
}

export interface Part {
  readonly heading: string;
  readonly html: string;
  readonly blocks: Section['blocks'];
}

/** What is explained, in words. */
export function outputText(context: Context, { metric, variant, over }: Output): string {
  const texts = laboratoryTexts(context.language);
  const { title } = metricWords(context, metric);
  const words = { metric: title, variant: variantTitle(context, variant) };
  return over === undefined ? texts.output(words) : texts.outputOver({ ...words, over: variantTitle(context, over) });
}

export const keyCell = (key: string): Cell => ({ html: `<code>${escapeHtml(shortKey(key))}</code>` });

/** A distribution in few characters. */
export function rangeText(distribution: Distribution | undefined, { language }: Context): string {
  if (distribution === undefined) return NO_VALUE;
  if (distribution.kind === 'choice') return distribution.values.join(', ');
  if (distribution.kind === 'normal')
    return `${formatNumber(distribution.mean, language)} ± ${formatNumber(distribution.deviation, language)}`;
  return `${formatNumber(distribution.minimum, language)} … ${formatNumber(distribution.maximum, language)}`;
}

interface Spot {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Number and interval in one cell. */
export function spotCell({ value, low, high }: Spot, { language }: Context, signed = false): Cell {
  if (value === null) return { html: escapeHtml(NO_VALUE), kind: 'number' };
  const { mean, interval } = formatEstimate({ mean: value, low, high }, language, signed);
  const ends = low === null || high === null ? '' : ` <span class="interval">${escapeHtml(interval)}</span>`;
  return { html: `${escapeHtml(mean)}${ends}`, kind: 'number' };
}

/** An interval alone. */
export function intervalText(low: number | null, high: number | null, { language }: Context): string {
  if (low === null || high === null) return NO_VALUE;
  return `[${formatNumber(low, language)}${language === 'ru' ? '; ' : ', '}${formatNumber(high, language)}]`;
}

const LOOKS = [
  ['#2f7fd1', 'diamond'],
  ['#cf711f', 'square'],
] as const;

/** Looks of series that are no variants. */
export const seriesStyles = (titles: readonly string[]): VariantStyle[] =>
  titles.map((title, s) => {
    const [colour, symbol] = LOOKS[s % LOOKS.length] as (typeof LOOKS)[number];
    return { name: title, title, colour, symbol, dash: 'solid', baseline: false };
  });
