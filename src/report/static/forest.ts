/** Paired differences with their intervals, one block per indicator in its own unit, the smallest effect of interest shaded. */
import type { VariantStyle } from '../figures/figure.js';
import type { Language } from '../format.js';
import { gridOf, panelWidth } from './panel.js';
import type { Drawing } from './plate.js';
import { linear, spread, ticksOf, tickTexts } from './scale.js';
import { GRID, INK, line, MUTED, marker, rect, words } from './svg.js';
import { fitted, textWidth } from './text-width.js';

export interface ForestRow {
  readonly label: string;
  readonly style: Pick<VariantStyle, 'colour' | 'symbol'>;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  /** The difference and its interval as written. */
  readonly text: string;
}

export interface ForestBlock {
  readonly title: string;
  readonly unit: string;
  readonly rows: readonly ForestRow[];
  /** Half width of the shaded band; 0 for none. */
  readonly smallest: number;
}

const PAGE = 940;
const ROW = 21;
const SIZE = 10.5;

export function forestDrawing(blocks: readonly ForestBlock[], language: Language): Drawing {
  const columns = blocks.length > 3 ? 2 : 1;
  const width = columns === 1 ? 700 : panelWidth(PAGE, columns);
  return gridOf(
    blocks.map((block) => blockDrawing(block, width, language)),
    columns,
  );
}

function blockDrawing({ title, unit, rows, smallest }: ForestBlock, width: number, language: Language): Drawing {
  const labels = Math.min(width * 0.32, Math.max(...rows.map(({ label }) => textWidth(label, SIZE))));
  const texts = Math.max(...rows.map(({ text }) => textWidth(text, SIZE)));
  const [left, right] = [labels + 14, width - texts - 14];
  const [top, bottom] = [26, 26 + rows.length * ROW];
  const [low, high] = spread(
    rows.flatMap((row) => [row.value, row.low, row.high]),
    0.08,
    [0],
  );
  const x = linear(low, high, left, right);
  const ticks = ticksOf(low, high, Math.max(3, Math.floor((right - left) / 42)));
  const band = [Math.max(low, -smallest), Math.min(high, smallest)] as const;
  const unitText = unit === '' ? '' : words(unit, textWidth(title, 12, true) + 10, 12, { size: SIZE, fill: MUTED });
  const body = [
    words(fitted(title, 12, width - textWidth(unit, SIZE) - 20, true), 0, 12, { size: 12, bold: true }),
    unitText,
    smallest > 0 ? rect(x.at(band[0]), top, x.at(band[1]) - x.at(band[0]), bottom - top, '#e8ebef') : '',
    ...tickTexts(ticks, language).map((text, k) => {
      const place = x.at(ticks[k] as number);
      return line(place, top, place, bottom, GRID) + words(text, place, bottom + 14, { size: 9.5, anchor: 'middle', fill: MUTED });
    }),
    line(x.at(0), top, x.at(0), bottom, INK, 1.2),
    ...rows.map((row, r) => rowDrawing(row, x.at, top + (r + 0.5) * ROW, labels, width)),
  ];
  return { width, height: bottom + 20, body: body.join('') };
}

function rowDrawing(row: ForestRow, at: (value: number) => number, y: number, labels: number, width: number): string {
  const { colour, symbol } = row.style;
  const interval =
    row.low === null || row.high === null
      ? ''
      : line(at(row.low), y, at(row.high), y, colour, 2) +
        line(at(row.low), y - 4, at(row.low), y + 4, colour, 2) +
        line(at(row.high), y - 4, at(row.high), y + 4, colour, 2);
  return [
    words(fitted(row.label, SIZE, labels), 0, y + 3.8, { size: SIZE }),
    interval,
    marker(symbol, at(row.value), y, colour),
    words(row.text, width, y + 3.8, { size: SIZE, anchor: 'end' }),
  ].join('');
}
