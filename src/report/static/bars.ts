/** Bars with intervals, one row per parameter: sizes of effects (tornado) and shares of the variance (Sobol'). */
import type { Language } from '../format.js';
import type { Drawing } from './plate.js';
import { linear, spread, ticksOf, tickTexts } from './scale.js';
import { GRID, INK, line, MUTED, rect, words } from './svg.js';
import { fitted, textWidth } from './text-width.js';

export interface Bar {
  readonly colour: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface BarRow {
  readonly label: string;
  /** From top to bottom within the row. */
  readonly bars: readonly Bar[];
  /** Words at the right edge. */
  readonly note: string;
}

const WIDTH = 760;
const SIZE = 11;
const THICK = 13;

/** Bars begin at zero; they may go both ways. */
export function barsDrawing(rows: readonly BarRow[], xTitle: string, language: Language): Drawing {
  const most = Math.max(1, ...rows.map(({ bars }) => bars.length));
  const pitch = most * (THICK + 2) + 12;
  const labels = Math.min(260, Math.max(...rows.map(({ label }) => textWidth(label, SIZE))) + 12);
  const notes = Math.max(...rows.map(({ note }) => textWidth(note, 10))) + 12;
  const [low, high] = spread(
    rows.flatMap(({ bars }) => bars.flatMap((bar) => [bar.value, bar.low, bar.high])),
    0.03,
    [0],
  );
  const x = linear(low < 0 ? low : 0, high, labels, WIDTH - notes);
  const bottom = rows.length * pitch + 4;
  const ticks = ticksOf(x.low, x.high, 6);
  const body = [
    ...tickTexts(ticks, language).map((text, k) => {
      const place = x.at(ticks[k] as number);
      return line(place, 0, place, bottom, GRID) + words(text, place, bottom + 16, { size: 10, anchor: 'middle', fill: MUTED });
    }),
    ...rows.map((row, r) => {
      const top = r * pitch + 6;
      const middle = top + (most * (THICK + 2)) / 2 + 4;
      const bars = row.bars.map((bar, b) => barOf(bar, x.at, top + b * (THICK + 2)));
      return (
        words(fitted(row.label, SIZE, labels - 12), labels - 10, middle, { size: SIZE, anchor: 'end' }) +
        bars.join('') +
        words(row.note, WIDTH, middle, { size: 10, anchor: 'end', fill: MUTED })
      );
    }),
    line(x.at(0), 0, x.at(0), bottom, INK, 1.2),
    words(xTitle, (labels + WIDTH - notes) / 2, bottom + 36, { size: 10.5, anchor: 'middle', fill: MUTED }),
  ];
  return { width: WIDTH, height: bottom + 42, body: body.join('') };
}

function barOf({ colour, value, low, high }: Bar, at: (value: number) => number, y: number): string {
  if (value === null) return '';
  const [from, to] = [Math.min(at(0), at(value)), Math.max(at(0), at(value))];
  const middle = y + THICK / 2;
  const whisker =
    low === null || high === null
      ? ''
      : line(at(low), middle, at(high), middle, INK, 1.3) +
        line(at(low), middle - 3.5, at(low), middle + 3.5, INK, 1.3) +
        line(at(high), middle - 3.5, at(high), middle + 3.5, INK, 1.3);
  return rect(from, y, to - from, THICK, colour) + whisker;
}
