/**
 * Writes SVG as text: elements, escaped words, markers. Attributes alone and no style sheets, so that a picture looks the
 * same in a browser, as PNG and as PDF.
 */

export const INK = '#1f2937';
export const MUTED = '#5b6472';
export const GRID = '#e3e7ec';
export const PAPER = '#ffffff';
export const FONT = "'DejaVu Sans', Verdana, 'Segoe UI', sans-serif";

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** What XML 1.0 cannot hold, lone halves of pairs included. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Any text as the text of an element or the value of an attribute. */
export function escapeXml(text: string): string {
  return text
    .replace(FORBIDDEN, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** One element; numbers are rounded to hundredths, undefined attributes left out. Children are markup. */
export function tag(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const inside = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${typeof value === 'number' ? short(value) : escapeXml(value)}"`]))
    .join('');
  return children.length === 0 ? `<${name}${inside}/>` : `<${name}${inside}>${children.join('')}</${name}>`;
}

export function short(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return String(rounded === 0 ? 0 : rounded);
}

export interface WordStyle {
  readonly size?: number;
  readonly bold?: boolean;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly fill?: string;
  /** Degrees, clockwise, around the anchor. */
  readonly turn?: number;
}

/** A line of text whose baseline is at y. */
export function words(text: string, x: number, y: number, style: WordStyle = {}): string {
  const { size = 11, bold = false, anchor = 'start', fill = INK, turn } = style;
  return tag(
    'text',
    {
      x,
      y,
      'font-size': size,
      'font-weight': bold ? 'bold' : undefined,
      'text-anchor': anchor === 'start' ? undefined : anchor,
      fill,
      transform: turn === undefined ? undefined : `rotate(${turn} ${short(x)} ${short(y)})`,
    },
    escapeXml(text),
  );
}

export function line(x1: number, y1: number, x2: number, y2: number, stroke = GRID, width = 1, dash?: string): string {
  return tag('line', { x1, y1, x2, y2, stroke, 'stroke-width': width, 'stroke-dasharray': dash });
}

export function rect(x: number, y: number, width: number, height: number, fill: string, opacity?: number): string {
  return tag('rect', { x, y, width: Math.max(0, width), height: Math.max(0, height), fill, 'fill-opacity': opacity });
}

/** Corners as the `d` of a path. */
export function pathOf(points: readonly (readonly [number, number])[], closed = false): string {
  return points.map(([x, y], k) => `${k === 0 ? 'M' : 'L'}${short(x)} ${short(y)}`).join('') + (closed ? 'Z' : '');
}

type Shape = readonly (readonly [number, number])[];

/** Corners of the markers around (0, 0), for a radius of 1; every symbol fills about the same area. */
const SHAPES: Readonly<Record<string, Shape>> = {
  diamond: corners('0,-1.25 1.25,0 0,1.25 -1.25,0'),
  square: corners('-.9,-.9 .9,-.9 .9,.9 -.9,.9'),
  'triangle-up': corners('0,-1.2 1.15,.8 -1.15,.8'),
  'triangle-down': corners('0,1.2 1.15,-.8 -1.15,-.8'),
  cross: corners('-.4,-1.1 .4,-1.1 .4,-.4 1.1,-.4 1.1,.4 .4,.4 .4,1.1 -.4,1.1 -.4,.4 -1.1,.4 -1.1,-.4 -.4,-.4'),
  x: corners('-.5,-1.1 0,-.5 .5,-1.1 1.1,-.5 .5,0 1.1,.5 .5,1.1 0,.5 -.5,1.1 -1.1,.5 -.5,0 -1.1,-.5'),
  star: corners('0,-1.3 .32,-.44 1.24,-.4 .52,.17 .76,1.05 0,.54 -.76,1.05 -.52,.17 -1.24,-.4 -.32,-.44'),
  hexagon: corners('-1.1,0 -.55,-.95 .55,-.95 1.1,0 .55,.95 -.55,.95'),
};

function corners(text: string): Shape {
  return text.split(' ').map((pair) => pair.split(',').map(Number) as unknown as readonly [number, number]);
}

/** The marker of a variant, set off from what lies under it. */
export function marker(symbol: string, x: number, y: number, colour: string, radius = 5): string {
  return shapeOf(symbol, x, y, radius, { fill: colour, stroke: PAPER, 'stroke-width': 1 });
}

/** The shape of a symbol around a place; a circle for a symbol that has none. */
export function shapeOf(symbol: string, x: number, y: number, radius: number, look: Attributes): string {
  const shape = SHAPES[symbol];
  if (shape === undefined) return tag('circle', { cx: x, cy: y, r: radius, ...look });
  const places = shape.map(([dx, dy]) => [x + dx * radius, y + dy * radius] as const);
  return tag('path', { d: pathOf(places, true), ...look });
}
