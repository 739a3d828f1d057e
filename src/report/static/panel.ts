/** A panel with two axes, and panels side by side: what series and curves are drawn in. */
import type { Language } from '../format.js';
import type { Drawing } from './plate.js';
import { linear, type Scale, ticksOf, tickTexts } from './scale.js';
import { GRID, line, MUTED, tag, words } from './svg.js';
import { fitted, textWidth } from './text-width.js';

export interface PanelRequest {
  readonly title: string;
  readonly unit: string;
  readonly xTitle: string;
  readonly width: number;
  readonly height: number;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly language: Language;
  /** Marks in the panel, for the scales that they need. */
  draw(x: Scale, y: Scale): string;
  /** What lies below the grid. */
  underlay?(x: Scale, y: Scale): string;
}

/** Title above, unit over the vertical axis, numbers left and below. */
export function panel(request: PanelRequest): Drawing {
  const { width, height, language } = request;
  const yTicks = ticksOf(request.y[0], request.y[1], Math.max(3, Math.floor(height / 60)));
  const yTexts = tickTexts(yTicks, language);
  const left = 12 + Math.max(...yTexts.map((text) => textWidth(text, 10.5)));
  const [top, bottom] = [request.unit === '' ? 26 : 44, height - 40];
  const right = width - 14;
  const xTicks = ticksOf(request.x[0], request.x[1], Math.max(3, Math.floor((right - left) / 80)));
  const x = linear(request.x[0], request.x[1], left, right);
  const y = linear(request.y[0], request.y[1], bottom, top);
  const grid = [
    ...yTicks.map(
      (tick, k) =>
        line(left, y.at(tick), right, y.at(tick)) +
        words(yTexts[k] as string, left - 7, y.at(tick) + 3.8, { size: 10.5, anchor: 'end', fill: MUTED }),
    ),
    ...tickTexts(xTicks, language).map((text, k) => {
      const place = x.at(xTicks[k] as number);
      return line(place, bottom, place, bottom + 4, MUTED) + words(text, place, bottom + 17, { size: 10.5, anchor: 'middle', fill: MUTED });
    }),
  ];
  const body = [
    words(fitted(request.title, 12.5, width, true), 0, 13, { size: 12.5, bold: true }),
    request.unit === '' ? '' : words(request.unit, 0, 30, { size: 10.5, fill: MUTED }),
    request.underlay?.(x, y) ?? '',
    ...grid,
    line(left, bottom, right, bottom, MUTED),
    request.draw(x, y),
    words(fitted(request.xTitle, 10.5, right - left), (left + right) / 2, height - 4, { size: 10.5, anchor: 'middle', fill: MUTED }),
  ];
  return { width, height, body: body.join('') };
}

const GAP = 30;

/** Drawings of equal width in rows of so many. */
export function gridOf(drawings: readonly Drawing[], columns: number, gap = GAP): Drawing {
  const body: string[] = [];
  let y = 0;
  let width = 0;
  for (let start = 0; start < drawings.length; start += columns) {
    const row = drawings.slice(start, start + columns);
    let x = 0;
    for (const drawing of row) {
      body.push(tag('g', { transform: `translate(${x} ${y})` }, drawing.body));
      x += drawing.width + gap;
    }
    width = Math.max(width, x - gap);
    y += Math.max(...row.map(({ height }) => height)) + gap * 0.8;
  }
  return { width, height: Math.max(0, y - gap * 0.8), body: body.join('') };
}

/** Width of one of so many panels that share a page. */
export const panelWidth = (page: number, columns: number): number => (page - (columns - 1) * GAP) / columns;

/** A thin line at zero where the axis shows it. */
export function zeroLine(x: Scale, y: Scale): string {
  return y.low < 0 && y.high > 0 ? line(x.at(x.low), y.at(0), x.at(x.high), y.at(0), MUTED, 1, '3 3') : line(0, 0, 0, 0, GRID, 0);
}
