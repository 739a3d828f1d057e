/**
 * The network as an SVG picture that stands in the page itself: it needs no script, prints, and follows the page's
 * colours through its style sheet. Ties inside a region are straight, those between regions bend toward the centre.
 */
import { LADDER_COLOURS } from './figures/ladder.js';
import { escapeHtml } from './markup.js';
import type { NetworkLayout, Place } from './network-layout.js';
import type { NetworkRows, Organisation, TieRow } from './sections/network-rows.js';

/** Firms, universities, governments: colour and shape. */
export const KIND_COLOURS = ['#2a9d8f', '#e0603f', '#e3a712'] as const;
/** Line widths for trust up to 0.25, 0.5, 0.75, 1. */
const WIDTHS = [0.5, 0.8, 1.2, 1.8];
/** Number of ties up to which they are drawn in full strength; more ties grow paler and thinner so that the picture stays clear. */
const CLEAR_TIES = 450;
/** Share of the way from the centre to the middle of two ends at which a bent tie has its control point. */
const BEND = 0.25;

export interface NetworkWords {
  readonly label: string;
  readonly kinds: readonly string[];
  /** Name of a region. */
  region(region: number): string;
}

/** The whole picture; `layout` must hold a place for every organisation. */
export function networkSvg(rows: NetworkRows, layout: NetworkLayout, words: NetworkWords): string {
  const extent = Math.ceil(layout.extent + 30);
  const regionOf = new Map(rows.organisations.map(({ id, region }) => [id, region]));
  const discs = layout.discs.map((disc) => `<circle cx="${short(disc.x)}" cy="${short(disc.y)}" r="${short(disc.radius)}"/>`).join('');
  return (
    `<svg class="network" viewBox="${-extent} ${-extent} ${2 * extent} ${2 * extent}" role="img" aria-label="${escapeHtml(words.label)}">` +
    `<g class="discs">${discs}</g><g class="ties" opacity="${tieOpacity(rows.ties.length)}">${tiePaths(rows.ties, layout, regionOf)}</g>` +
    `<g class="nodes">${nodes(rows, layout, words)}</g><g class="names">${names(layout, words)}</g></svg>`
  );
}

/** One path per level and trust class, pale levels first, so that 1,500 ties are at most sixteen elements. */
function tiePaths(ties: readonly TieRow[], layout: NetworkLayout, regionOf: ReadonlyMap<number, number>): string {
  const thinner = Math.max(0.5, tieOpacity(ties.length));
  const strokes = new Map<number, string>();
  for (const tie of ties) {
    const from = layout.places.get(tie.a) as Place;
    const to = layout.places.get(tie.b) as Place;
    const level = Math.min(3, Math.max(0, Math.trunc(tie.level) - 1));
    const width = Math.min(3, Math.max(0, Math.trunc(tie.trust * 4)));
    const key = level * 4 + width;
    strokes.set(key, (strokes.get(key) ?? '') + stroke(from, to, regionOf.get(tie.a) === regionOf.get(tie.b)));
  }
  const keys = [...strokes.keys()].sort((a, b) => a - b);
  return keys
    .map(
      (key) =>
        `<path class="level-${Math.trunc(key / 4)}" stroke="${LADDER_COLOURS[Math.trunc(key / 4)]}" stroke-width="${((WIDTHS[key % 4] as number) * thinner).toFixed(2)}" d="${strokes.get(key)}"/>`,
    )
    .join('');
}

function tieOpacity(ties: number): number {
  return ties <= CLEAR_TIES ? 1 : Number(Math.max(0.35, Math.sqrt(CLEAR_TIES / ties)).toFixed(2));
}

function stroke(from: Place, to: Place, straight: boolean): string {
  const start = `M${short(from.x)} ${short(from.y)}`;
  if (straight) return `${start}L${short(to.x)} ${short(to.y)}`;
  return `${start}Q${short(((from.x + to.x) / 2) * BEND)} ${short(((from.y + to.y) / 2) * BEND)} ${short(to.x)} ${short(to.y)}`;
}

function nodes(rows: NetworkRows, layout: NetworkLayout, words: NetworkWords): string {
  const largest = Math.max(1, ...rows.organisations.map(({ size }) => size));
  const degree = new Map<number, number>();
  for (const { a, b } of rows.ties) for (const end of [a, b]) degree.set(end, (degree.get(end) ?? 0) + 1);
  return rows.organisations
    .map((organisation) => {
      const title = `${words.kinds[organisation.kind] ?? ''} ${organisation.id}, ${words.region(organisation.region)}: ${degree.get(organisation.id) ?? 0}`;
      return shape(organisation, layout.places.get(organisation.id) as Place, Math.max(0, organisation.size) / largest, escapeHtml(title));
    })
    .join('');
}

/** Firms are discs whose area follows their size, universities squares, governments triangles. */
function shape(organisation: Organisation, { x, y }: Place, share: number, title: string): string {
  const kind = Math.min(2, Math.max(0, Math.trunc(organisation.kind)));
  const fill = `fill="${KIND_COLOURS[kind as 0 | 1 | 2]}"`;
  if (kind === 0)
    return `<circle cx="${short(x)}" cy="${short(y)}" r="${short(2.4 + 3.2 * Math.sqrt(share))}" ${fill}><title>${title}</title></circle>`;
  const d =
    kind === 1
      ? `M${short(x - 5)} ${short(y - 5)}h10v10h-10Z`
      : `M${short(x)} ${short(y - 7)}L${short(x + 7)} ${short(y + 5.5)}H${short(x - 7)}Z`;
  return `<path d="${d}" ${fill}><title>${title}</title></path>`;
}

/** Names stand above the discs of the upper half and below those of the lower one. */
function names(layout: NetworkLayout, words: NetworkWords): string {
  return layout.discs
    .map((disc) => {
      const x = disc.x + disc.outward.x * disc.radius * 0.55;
      const y = disc.outward.y > 0 ? disc.y + disc.radius + 12 : disc.y - disc.radius - 5;
      return `<text x="${short(x)}" y="${short(y)}" text-anchor="middle">${escapeHtml(words.region(disc.region))}</text>`;
    })
    .join('');
}

function short(value: number): string {
  return String(Number(value.toFixed(1)));
}
