/** Continuity and its parts: one line per part, one dot with its interval per variant, on the common scale 0 to 1. */
import type { Estimate, Language } from '../format.js';
import { axis, baseLayout, type Figure, plotLabel, type VariantStyle } from './figure.js';
import { intervalTrace } from './intervals.js';

/** Metrics that belong together, whole first, then its parts. */
export const CONTINUITY_PARTS = ['continuity', 'coverage', 'steadiness', 'no_long_drought', 'breadth', 'renewal'] as const;

export interface PartRow {
  readonly label: string;
  /** One estimate per variant, in the order of the styles. */
  readonly estimates: readonly Estimate[];
}

/** The first row stands on top. Undefined estimates are left out. */
export function partsFigure(rows: readonly PartRow[], styles: readonly VariantStyle[], language: Language): Figure {
  const place = (row: number, variant: number): number => rows.length - row - ((variant + 1) / (styles.length + 1) - 0.5) * 0.7;
  const data = styles.map((style, v) => {
    const dots = rows.flatMap((row, k) => {
      const { mean = null, low = null, high = null } = row.estimates[v] ?? {};
      return mean === null ? [] : [{ x: mean, low, high, y: place(k, v) }];
    });
    return intervalTrace(dots, style, '.3f');
  });
  return {
    data,
    layout: {
      ...baseLayout(language, { l: 60, r: 14, t: 8, b: 34 }),
      xaxis: axis({ range: [-0.02, 1.02], zeroline: false }),
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
