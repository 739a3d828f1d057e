/** Dots with lying intervals: what the forest of differences and the parts of continuity are drawn with. */
import { INK, plotText, type Trace, type VariantStyle } from './figure.js';

export interface Dot {
  readonly x: number;
  /** Ends of the interval; null where there is none. */
  readonly low: number | null;
  readonly high: number | null;
  readonly y: number;
}

/** One trace in the look of a variant; `hover` is a format of d3 for the number. */
export function intervalTrace(dots: readonly Dot[], style: VariantStyle | undefined, hover: string): Trace {
  const colour = style?.colour ?? INK;
  return {
    type: 'scatter',
    mode: 'markers',
    name: plotText(style?.title ?? ''),
    x: dots.map(({ x }) => x),
    y: dots.map(({ y }) => y),
    error_x: {
      type: 'data',
      symmetric: false,
      array: dots.map(({ x, high }) => (high ?? x) - x),
      arrayminus: dots.map(({ x, low }) => x - (low ?? x)),
      color: colour,
      thickness: 2,
      width: 4,
    },
    marker: { color: colour, symbol: style?.symbol ?? 'circle', size: 10 },
    hovertemplate: `%{x:${hover}}`,
  };
}
