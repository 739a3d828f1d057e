/** Metrics over time with interval bands, and response over dose: lines, bands, dots with intervals. */
import type { VariantStyle } from '../figures/figure.js';
import type { Language } from '../format.js';
import { gridOf, panel, panelWidth, zeroLine } from './panel.js';
import type { Drawing } from './plate.js';
import { type Scale, spread } from './scale.js';
import { line, MUTED, marker, pathOf, rect, tag, words } from './svg.js';

/** A value with its interval at a place on the horizontal axis. */
export interface Point {
  readonly x: number;
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface Strand {
  readonly style: VariantStyle;
  /** Drawn as a line with a band; a gap where there is no value. */
  readonly line: readonly Point[];
  /** Drawn as dots with intervals. */
  readonly dots: readonly Point[];
}

export interface BandPanel {
  readonly title: string;
  readonly unit: string;
  readonly strands: readonly Strand[];
}

export interface BandRequest {
  readonly xTitle: string;
  /** Stretch before the measurement, and its word; none where it has no length. */
  readonly before?: { readonly until: number; readonly word: string };
  /** Draw a line at zero: the values are differences. */
  readonly differences: boolean;
  readonly language: Language;
}

const PAGE = 940;

export function bandsDrawing(panels: readonly BandPanel[], request: BandRequest): Drawing {
  const columns = panels.length > 1 ? 2 : 1;
  const width = columns === 1 ? 760 : panelWidth(PAGE, columns);
  return gridOf(
    panels.map((each) => bandPanel(each, request, width, columns === 1 ? 380 : 270)),
    columns,
  );
}

function bandPanel({ title, unit, strands }: BandPanel, request: BandRequest, width: number, height: number): Drawing {
  const all = strands.flatMap((strand) => [...strand.line, ...strand.dots]);
  const xs = all.map(({ x }) => x);
  const { before, xTitle, language, differences } = request;
  const ends = all.flatMap(({ mean, low, high }) => [mean, low, high]);
  const room = strands.some(({ dots }) => dots.length > 0) ? 0.02 : 0;
  const [least, most] = spread(xs, room);
  return panel({
    title,
    unit,
    xTitle,
    width,
    height,
    x: [least, most],
    y: spread(ends, 0.06, differences ? [0] : []),
    language,
    underlay: (x, y) => (before === undefined || before.until <= least ? '' : beforeShade(before, x, y)),
    draw: (x, y) =>
      [
        differences ? zeroLine(x, y) : '',
        ...strands.map((strand) => bandOf(strand, x, y)),
        ...strands.map((strand, s) => strandOf(strand, x, y, s / strands.length)),
      ].join(''),
  });
}

function beforeShade({ until, word }: { until: number; word: string }, x: Scale, y: Scale): string {
  const [left, top] = [x.at(x.low), y.at(y.high)];
  return rect(left, top, x.at(until) - left, y.at(y.low) - top, '#f1f3f5') + words(word, left + 5, top + 12, { size: 9.5, fill: MUTED });
}

/** Stretches of points that have an interval. */
function bandOf({ style, line: points }: Strand, x: Scale, y: Scale): string {
  const stretches: Point[][] = [[]];
  for (const point of points) {
    if (point.low === null || point.high === null) stretches.push([]);
    else (stretches.at(-1) as Point[]).push(point);
  }
  return stretches
    .filter((stretch) => stretch.length > 1)
    .map((stretch) => {
      const upper = stretch.map((point) => [x.at(point.x), y.at(point.high as number)] as const);
      const lower = stretch.toReversed().map((point) => [x.at(point.x), y.at(point.low as number)] as const);
      return tag('path', { d: pathOf([...upper, ...lower], true), fill: style.colour, 'fill-opacity': 0.18 });
    })
    .join('');
}

/** The line, a few of its markers, and the dots; `shift` keeps the markers of different lines apart. */
function strandOf({ style, line: points, dots }: Strand, x: Scale, y: Scale, shift: number): string {
  const known = points.filter((point): point is Point & { mean: number } => point.mean !== null);
  const path = pathOf(known.map((point) => [x.at(point.x), y.at(point.mean)] as const));
  const dash = style.dash === 'dot' ? '2 4' : undefined;
  const drawn =
    path === ''
      ? ''
      : tag('path', {
          d: path,
          fill: 'none',
          stroke: style.colour,
          'stroke-width': 2,
          'stroke-dasharray': dash,
          'stroke-linejoin': 'round',
        });
  const every = Math.max(1, Math.ceil(known.length / 6));
  const marks = dots.length > 0 ? [] : known.filter((_, k) => k % every === Math.floor(every * (0.1 + 0.9 * shift)));
  return [
    drawn,
    ...marks.map((point) => marker(style.symbol, x.at(point.x), y.at(point.mean), style.colour, 4)),
    ...dots.map((point) => dotOf(point, style, x, y)),
  ].join('');
}

function dotOf({ x: place, mean, low, high }: Point, style: VariantStyle, x: Scale, y: Scale): string {
  if (mean === null) return '';
  const stroke = low === null || high === null ? '' : line(x.at(place), y.at(low), x.at(place), y.at(high), style.colour, 1.6);
  return stroke + marker(style.symbol, x.at(place), y.at(mean), style.colour, 4.5);
}
