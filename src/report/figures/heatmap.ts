/** A matrix as a heatmap, and the difference of two: rows are origins, columns destinations. */
import type { Language } from '../format.js';
import type { MeanMatrix } from '../moments.js';
import { axis, baseLayout, type Figure, plotLabel, plotText } from './figure.js';
import { rounded } from './series.js';

/** Dark is little, bright is much; readable for the colour-blind and in grey (cividis, Nuñez et al. 2018). */
const SEQUENTIAL = [
  [0, '#00224e'],
  [0.25, '#35456c'],
  [0.5, '#7c7b78'],
  [0.75, '#bcae6c'],
  [1, '#fee838'],
] as const;
/** Blue is less, red is more, pale is no difference. */
const DIVERGING = [
  [0, '#2166ac'],
  [0.25, '#83b4d4'],
  [0.5, '#eceae6'],
  [0.75, '#eb9b7c'],
  [1, '#b2182b'],
] as const;

export interface HeatmapLabels {
  readonly unit: string;
  /** Names of the axes; empty where a matrix does not lead from one thing to another. */
  readonly from: string;
  readonly to: string;
}

/** Share of the width that a column may take at most: a few of them need not fill the page. */
const WIDEST_COLUMN = 0.15;

/** Mean of a matrix. `largest` fixes the scale so that pictures of different variants compare. */
export function heatmapFigure(matrix: MeanMatrix, largest: number, labels: HeatmapLabels, language: Language): Figure {
  return figureOf(matrix, matrix.values, { colorscale: SEQUENTIAL, zmin: 0, zmax: largest }, labels, language);
}

/** Variant minus baseline, with zero in the middle of the scale. */
export function differenceFigure(
  matrix: MeanMatrix,
  baseline: MeanMatrix,
  largest: number,
  labels: HeatmapLabels,
  language: Language,
): Figure {
  return figureOf(matrix, matrixDifference(matrix, baseline), { colorscale: DIVERGING, zmin: -largest, zmax: largest }, labels, language);
}

/** Entry by entry; null where one side has no value. */
export function matrixDifference(matrix: MeanMatrix, baseline: MeanMatrix): (number | null)[][] {
  return matrix.values.map((row, r) =>
    row.map((value, c) => {
      const base = baseline.values[r]?.[c] ?? null;
      return value === null || base === null ? null : value - base;
    }),
  );
}

/** Largest absolute entry of several matrices, at least a tiny number so that a scale has two ends. */
export function largestOf(matrices: readonly (readonly (readonly (number | null)[])[])[]): number {
  let largest = 0;
  for (const matrix of matrices) for (const row of matrix) for (const value of row) largest = Math.max(largest, Math.abs(value ?? 0));
  return largest > 0 ? largest : 1;
}

interface Scale {
  readonly colorscale: readonly (readonly [number, string])[];
  readonly zmin: number;
  readonly zmax: number;
}

function figureOf(
  matrix: MeanMatrix,
  values: readonly (readonly (number | null)[])[],
  scale: Scale,
  labels: HeatmapLabels,
  language: Language,
): Figure {
  const ticks = (names: readonly string[]) => ({
    tickmode: 'array',
    tickvals: names.map((_, k) => k),
    ticktext: names.map((name) => plotLabel(name)),
  });
  const title = (text: string, standoff: number) => ({ text: plotText(text), standoff });
  return {
    data: [
      {
        type: 'heatmap',
        z: values.map((row) => row.map(rounded)),
        text: matrix.rows.map((row) => matrix.columns.map((column) => `${plotText(row)} → ${plotText(column)}`)),
        hovertemplate: '%{text}<br>%{z:.4g}<extra></extra>',
        ...scale,
        xgap: 1,
        ygap: 1,
        colorbar: {
          title: { text: plotText(labels.unit), side: 'top' },
          orientation: 'h',
          thickness: 10,
          outlinewidth: 0,
          len: 0.6,
          x: 0,
          xanchor: 'left',
          y: 1,
          ypad: 6,
          yanchor: 'bottom',
          nticks: 5,
        },
      },
    ],
    layout: {
      ...baseLayout(language, { l: 70, r: 10, t: 58, b: 90 }),
      xaxis: axis({
        ...ticks(matrix.columns),
        title: title(labels.to, 44),
        domain: [0, Math.min(1, WIDEST_COLUMN * matrix.columns.length)],
        showgrid: false,
        zeroline: false,
        tickangle: -40,
      }),
      yaxis: axis({ ...ticks(matrix.rows), title: title(labels.from, 6), showgrid: false, zeroline: false, autorange: 'reversed' }),
      height: Math.min(800, 220 + 34 * matrix.rows.length),
    },
  };
}
