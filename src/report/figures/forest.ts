/** Paired differences of one indicator, in its own unit: a dot and its 95 % interval per variant, a line at zero. */
import type { MetricComparison } from '../../experiment/comparison.js';
import type { Language } from '../format.js';
import { axis, baseLayout, type Figure, INK, plotLabel, type VariantStyle } from './figure.js';
import { intervalTrace } from './intervals.js';

/** More variants than a reader finds again by the marks of a legend; then each row says whose it is. */
const MOST_BY_MARKS = 8;
const LONGEST_NAME = 34;

/** Whether the rows of a study's pictures say whose they are. */
export const namesRows = (styles: readonly VariantStyle[]): boolean => styles.filter(({ baseline }) => !baseline).length > MOST_BY_MARKS;

/**
 * One panel. Rows without a difference are left out; the smallest effect of interest is shaded around zero.
 * @param rows comparisons of one metric, one per variant
 */
export function forestFigure(rows: readonly MetricComparison[], styles: readonly VariantStyle[], language: Language): Figure {
  const shown = rows.filter((row) => row.difference !== null);
  const smallest = Math.max(0, ...shown.map((row) => row.smallestEffect ?? 0));
  const looks = shown.map((row) => styles.find(({ name }) => name === row.variant));
  const heights = shown.map((_, k) => shown.length - k);
  const data = shown.map((row, k) =>
    intervalTrace([{ x: row.difference as number, low: row.low, high: row.high, y: heights[k] as number }], looks[k], '.4g'),
  );
  const names = namesRows(styles) ? looks.map((style) => plotLabel(style?.title ?? '', LONGEST_NAME)) : undefined;
  return { data, layout: forestLayout(heights, names, rangeOf(shown), smallest, language) };
}

/** From the lowest to the highest end, zero included, with room for the marks. */
function rangeOf(rows: readonly MetricComparison[]): [number, number] {
  const ends = rows.flatMap((row) => [row.difference ?? 0, row.low ?? 0, row.high ?? 0]);
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  const room = high > low ? (high - low) * 0.08 : 1;
  return [low - room, high + room];
}

function forestLayout(
  heights: readonly number[],
  names: readonly string[] | undefined,
  range: [number, number],
  smallest: number,
  language: Language,
): Figure['layout'] {
  const rows = heights.length;
  const labels =
    names === undefined ? { visible: false, automargin: false } : { tickvals: heights, ticktext: names, showgrid: false, zeroline: false };
  const line = { type: 'line', xref: 'x', yref: 'paper', x0: 0, x1: 0, y0: 0, y1: 1, line: { color: INK, width: 1.5 } };
  const band = {
    type: 'rect',
    xref: 'x',
    yref: 'paper',
    x0: -smallest,
    x1: smallest,
    y0: 0,
    y1: 1,
    layer: 'below',
    line: { width: 0 },
    fillcolor: 'rgba(125,135,150,0.16)',
  };
  return {
    ...baseLayout(language, { l: 12, r: 12, t: 6, b: 26 }),
    xaxis: axis({ zeroline: false, nticks: 5, range, automargin: false }),
    yaxis: axis({ ...labels, range: [0.3, rows + 0.7] }),
    shapes: smallest > 0 ? [band, line] : [line],
    height: 40 + 26 * rows,
  };
}
