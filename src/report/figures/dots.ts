/** One row per name, a dot with its interval per series: parts of an index, indices of parameters. The first row is on top. */
import type { Language } from '../format.js';
import { axis, baseLayout, type Figure, plotLabel, plotText, type VariantStyle } from './figure.js';
import { intervalTrace } from './intervals.js';

/** A number with the ends of its interval; null where there is none. */
export interface Spot {
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface DotRow {
  readonly label: string;
  /** One per series, in the order of the styles. */
  readonly spots: readonly (Spot | undefined)[];
}

export interface DotsLabels {
  /** Below the axis; empty for none. */
  readonly unit: string;
  /** Ends of the axis; what the dots need where it is left out. */
  readonly range?: readonly [number, number];
  /** Format of d3 for the number under the pointer. */
  readonly hover: string;
}

/** Undefined numbers are left out. */
export function dotsFigure(rows: readonly DotRow[], styles: readonly VariantStyle[], labels: DotsLabels, language: Language): Figure {
  const place = (row: number, series: number): number => rows.length - row - ((series + 1) / (styles.length + 1) - 0.5) * 0.7;
  const data = styles.map((style, s) => {
    const dots = rows.flatMap((row, k) => {
      const { mean = null, low = null, high = null } = row.spots[s] ?? {};
      return mean === null ? [] : [{ x: mean, low, high, y: place(k, s) }];
    });
    return intervalTrace(dots, style, labels.hover);
  });
  const title = labels.unit === '' ? {} : { title: { text: plotText(labels.unit), standoff: 8 } };
  return {
    data,
    layout: {
      ...baseLayout(language, { l: 60, r: 14, t: 8, b: labels.unit === '' ? 34 : 50 }),
      xaxis: axis({ ...(labels.range !== undefined && { range: [...labels.range] }), zeroline: labels.range === undefined, ...title }),
      yaxis: axis({
        tickmode: 'array',
        tickvals: rows.map((_, k) => rows.length - k),
        ticktext: rows.map((row) => plotLabel(row.label, 24)),
        range: [0.4, rows.length + 0.6],
        showgrid: false,
        zeroline: false,
      }),
      shapes: rows.slice(1).map((_, k) => ({
        type: 'line',
        xref: 'paper',
        yref: 'y',
        x0: 0,
        x1: 1,
        y0: rows.length - k - 0.5,
        y1: rows.length - k - 0.5,
        line: { color: 'rgba(125,135,150,0.25)', width: 1 },
      })),
      height: 60 + rows.length * (24 + 14 * styles.length),
    },
  };
}
