/** The network at the end of replicate 0, one picture per variant, with its counts as a table. */
import type { Section } from '../block.js';
import { type Context, wordsOf } from '../context.js';
import type { VariantStyle } from '../figures/figure.js';
import { formatCount, formatPercent } from '../format.js';
import { escapeHtml, number, table, text } from '../markup.js';
import { layoutNetwork } from '../network-layout.js';
import { KIND_COLOURS, networkSvg } from '../network-svg.js';
import { type NetworkRows, networkRows } from './network-rows.js';
import { ladderLegend } from './series.js';

interface VariantNetwork {
  readonly style: VariantStyle;
  readonly rows: NetworkRows;
}

export function networkSection(context: Context): Section | undefined {
  const { texts, language } = context;
  const { snapshots = {} } = context.input;
  const networks = context.styles.flatMap((style) => {
    const rows = networkRows(snapshots[style.name] ?? []);
    return rows === undefined || rows.organisations.length === 0 ? [] : [{ style, rows }];
  });
  if (networks.length === 0) return undefined;
  const layout = layoutNetwork(unionOf(networks));
  const region = regionNames(context);
  const panels = networks.map(({ style, rows }) => {
    const label = texts.network.label({
      variant: style.title,
      organisations: formatCount(rows.organisations.length, language),
      ties: formatCount(rows.ties.length, language),
    });
    return `<div class="panel"><p class="panel-title">${escapeHtml(style.title)}</p>${networkSvg(rows, layout, { label, kinds: texts.network.kinds, region })}</div>`;
  });
  const caption = `${texts.network.widths} ${texts.network.caption({ seed: context.input.comparison.seed })}`;
  const figure = `<figure id="${language}-network">${kindLegend(context)}${ladderLegend(context, 'rungs')}<div class="panels many wide">${panels.join('')}</div><figcaption>${escapeHtml(caption)}</figcaption><details><summary>${escapeHtml(texts.figureData)}</summary>${networkTable(context, networks)}</details></figure>`;

  return { id: `${language}-network-section`, title: texts.network.title, lead: texts.network.lead, html: figure, blocks: [] };
}

/** Every organisation of any variant once, so that all pictures share one layout. */
export function unionOf(networks: readonly VariantNetwork[]): NetworkRows['organisations'] {
  const all = new Map(networks.flatMap(({ rows }) => rows.organisations.map((organisation) => [organisation.id, organisation] as const)));
  return [...all.values()].sort((a, b) => a.id - b.id);
}

/** Names from a matrix of the model that goes from region to region, else "Region 1". */
export function regionNames(context: Context): (region: number) => string {
  const { plan } = context.input.results;
  const layouts = Object.values(plan.layouts);
  const labels = layouts[0]?.matrices.find((matrix) => matrix.name.endsWith('_by_region'))?.rows;
  return (region) => wordsOf(labels?.[region] ?? `${context.texts.network.region} ${region + 1}`, context.texts.words);
}

function kindLegend(context: Context): string {
  const shapes = ['<circle cx="12" cy="6" r="4.5"/>', '<path d="M7 1h10v10h-10Z"/>', '<path d="M12 0L18 11H6Z"/>'];
  const items = context.texts.network.kinds.map(
    (kind, k) =>
      `<li><svg class="key" viewBox="0 0 24 12" aria-hidden="true" fill="${KIND_COLOURS[k as 0 | 1 | 2]}">${shapes[k]}</svg>${escapeHtml(kind)}</li>`,
  );
  return `<ul class="legend">${items.join('')}</ul>`;
}

function networkTable(context: Context, networks: readonly VariantNetwork[]): string {
  const { texts, language } = context;
  const rows = networks.map(({ style, rows: { organisations, ties } }) => {
    const region = new Map(organisations.map((organisation) => [organisation.id, organisation.region]));
    const across = ties.filter(({ a, b }) => region.get(a) !== region.get(b)).length;
    const levels = texts.network.levels.map((_, level) => ties.filter((tie) => Math.trunc(tie.level) === level + 1).length);
    const counts = [organisations.length, ties.length, ...levels].map((count) => number(formatCount(count, language)));
    return [text(style.title), ...counts, number(formatPercent(ties.length === 0 ? null : across / ties.length, language))];
  });
  const head = [
    texts.verdicts.columns.variant,
    texts.network.organisations,
    texts.network.ties,
    ...texts.network.levels,
    texts.network.crossRegion,
  ].map(escapeHtml);
  return table({ caption: texts.network.tableCaption, head, rows, kind: 'cards' });
}
