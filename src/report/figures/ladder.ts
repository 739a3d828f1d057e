/** Ties by level over time, stacked: how far the ladder from networking to collaboration is climbed. */
import type { Language } from '../format.js';
import type { Series } from '../moments.js';
import { axis, baseLayout, type Figure, plotText } from './figure.js';
import { burnInShade, drawnSteps, rounded, type SeriesLabels } from './series.js';

/** Lowest level first, as it is stacked. */
export const LADDER_METRICS = ['ties_networking', 'ties_coordination', 'ties_cooperation', 'ties_collaboration'] as const;
/** From pale to strong, as ties mature. */
export const LADDER_COLOURS = ['#b9c6d3', '#7fb2d9', '#3f86c4', '#1b4f8f'];

/**
 * One panel for one variant. `largest` is the top of the scale that all panels share.
 * @param levels series of the ladder's metrics, lowest level first
 */
export function ladderFigure(
  levels: readonly { readonly label: string; readonly series: Series }[],
  largest: number,
  labels: SeriesLabels,
  language: Language,
): Figure {
  const burnIn = Math.max(0, ...levels.map(({ series }) => series.burnIn));
  return {
    data: levels.map(({ label, series }, level) => ({
      type: 'scatter' as const,
      mode: 'lines',
      stackgroup: 'ladder',
      name: plotText(label),
      x: drawnSteps(series.steps.length),
      y: drawnSteps(series.steps.length).map((t) => rounded(series.steps[t]?.mean ?? null)),
      line: { width: 0.5, color: LADDER_COLOURS[level] },
      fillcolor: LADDER_COLOURS[level],
      hovertemplate: '%{y:.4g}',
    })),
    layout: {
      ...baseLayout(language, { l: 46, r: 8, t: 8, b: 44 }),
      xaxis: axis({ title: { text: plotText(labels.step), standoff: 8 }, zeroline: false }),
      yaxis: axis({ title: { text: plotText(labels.unit), standoff: 8 }, range: [0, largest], zeroline: false }),
      hovermode: 'x unified',
      ...burnInShade(burnIn, ''),
      height: 260,
    },
  };
}

/** Highest stack over all steps of a variant, in the metric's unit. */
export function ladderTop(levels: readonly Series[]): number {
  const steps = levels[0]?.steps.length ?? 0;
  let top = 0;
  for (let t = 0; t < steps; t++)
    top = Math.max(
      top,
      levels.reduce((sum, series) => sum + (series.steps[t]?.mean ?? 0), 0),
    );
  return top;
}
