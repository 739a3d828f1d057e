/** A matrix as coloured cells with their numbers: rows are origins, columns destinations. Cividis: dark is little. */

import { largestOf } from '../figures/heatmap.js';
import { formatNumber, formatSignificant, type Language } from '../format.js';
import type { MeanMatrix } from '../moments.js';
import type { Drawing } from './plate.js';
import { MUTED, PAPER, rect, tag, words } from './svg.js';
import { fitted, textWidth } from './text-width.js';

/** Cividis (Nuñez et al. 2018) and a diverging blue and red around white, as channels at equal distances. */
const SEQUENTIAL = [
  [0, 34, 78],
  [53, 69, 108],
  [124, 123, 120],
  [188, 174, 108],
  [254, 232, 56],
] as const;
const DIVERGING = [
  [33, 102, 172],
  [131, 180, 212],
  [245, 244, 242],
  [235, 155, 124],
  [178, 24, 43],
] as const;

export interface HeatmapRequest {
  readonly unit: string;
  readonly from: string;
  readonly to: string;
  /** Differences are coloured around zero. */
  readonly difference: boolean;
  readonly language: Language;
}

const WIDTH = 760;
const SIZE = 10.5;

export function heatmapDrawing(matrix: MeanMatrix, request: HeatmapRequest): Drawing {
  const { rows, columns, values } = matrix;
  const largest = largestOf([values]);
  const labels = Math.min(200, Math.max(...rows.map((row) => textWidth(row, SIZE))) + 10);
  const side = (WIDTH - labels) / columns.length;
  const height = Math.min(46, Math.max(20, side * 0.7));
  const slanted = columns.some((column) => textWidth(column, SIZE) > side - 6);
  const top = 62 + (slanted ? Math.min(90, Math.max(...columns.map((column) => textWidth(column, SIZE) * 0.64))) : 0);
  const shareOf = (value: number): number => (request.difference ? (value / largest + 1) / 2 : value / largest);
  const cells = values.flatMap((row, r) =>
    row.map((value, c) => cellOf(value, labels + c * side, top + r * height, side, height, shareOf, request)),
  );
  const body = [
    scaleBar(largest, request),
    words(request.to === '' ? '' : `${request.to} →`, labels, 50, { size: SIZE, fill: MUTED }),
    words(request.from === '' ? '' : `${request.from} ↓`, 0, 50, { size: SIZE, fill: MUTED }),
    ...columns.map((column, c) =>
      slanted
        ? words(fitted(column, SIZE, 140), labels + (c + 0.5) * side - 2, top - 8, { size: SIZE, turn: -40 })
        : words(column, labels + (c + 0.5) * side, top - 8, { size: SIZE, anchor: 'middle' }),
    ),
    ...rows.map((row, r) =>
      words(fitted(row, SIZE, labels - 10), labels - 8, top + (r + 0.5) * height + 3.8, { size: SIZE, anchor: 'end' }),
    ),
    ...cells,
  ];
  return { width: WIDTH + (slanted ? 60 : 0), height: top + rows.length * height, body: body.join('') };
}

type Request = HeatmapRequest;

function cellOf(
  value: number | null,
  x: number,
  y: number,
  width: number,
  height: number,
  shareOf: (value: number) => number,
  { language, difference }: Request,
): string {
  if (value === null) return rect(x + 0.5, y + 0.5, width - 1, height - 1, '#eceff2');
  const [red, green, blue] = colourAt(shareOf(value), difference);
  const dark = 0.299 * red + 0.587 * green + 0.114 * blue < 140;
  const text = formatSignificant(value, language, 2);
  const fits = textWidth(text, 9.5) < width - 4;
  const number = fits
    ? words(text, x + width / 2, y + height / 2 + 3.5, { size: 9.5, anchor: 'middle', fill: dark ? PAPER : '#111827' })
    : '';
  return rect(x + 0.5, y + 0.5, width - 1, height - 1, `rgb(${red},${green},${blue})`) + number;
}

function colourAt(share: number, difference: boolean): [number, number, number] {
  const stops = difference ? DIVERGING : SEQUENTIAL;
  const place = Math.min(1, Math.max(0, share)) * (stops.length - 1);
  const below = Math.min(stops.length - 2, Math.floor(place));
  const mix = (k: 0 | 1 | 2): number => {
    const [from, to] = [(stops[below] as readonly number[])[k] as number, (stops[below + 1] as readonly number[])[k] as number];
    return Math.round(from + (place - below) * (to - from));
  };
  return [mix(0), mix(1), mix(2)];
}

const BAR = 200;

/** The colours with their numbers, unit beside them. */
function scaleBar(largest: number, { difference, unit, language }: Request): string {
  const steps = 40;
  const strips = Array.from({ length: steps }, (_, k) => {
    const [red, green, blue] = colourAt((k + 0.5) / steps, difference);
    return tag('rect', { x: (k * BAR) / steps, y: 0, width: BAR / steps + 0.3, height: 10, fill: `rgb(${red},${green},${blue})` });
  });
  const ends = [difference ? -largest : 0, difference ? 0 : largest / 2, largest];
  const marks = ends.map((value, k) =>
    words(formatNumber(value, language, 2), (k * BAR) / 2, 23, {
      size: 9.5,
      anchor: k === 0 ? 'start' : k === 1 ? 'middle' : 'end',
      fill: MUTED,
    }),
  );
  return [...strips, ...marks, words(unit, BAR + 12, 9.5, { size: SIZE, fill: MUTED })].join('');
}
