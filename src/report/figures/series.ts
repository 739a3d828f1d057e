/** A metric over time: mean line and 95 % band per variant, burn-in shaded. */
import type { Language } from '../format.js';
import type { Series } from '../moments.js';
import { axis, baseLayout, type Figure, fade, INK, plotText, type Trace, type VariantStyle } from './figure.js';

/** A line of more points than this is no finer on a page, only heavier. */
const MOST_DRAWN = 1000;

/** Of so many steps each how manieth is drawn, so that the file stays small however long a run is. */
export const strideOf = (steps: number): number => Math.ceil(steps / MOST_DRAWN);

/** The steps that are drawn: all of them, or evenly chosen ones and the last. */
export function drawnSteps(steps: number): number[] {
  const stride = strideOf(steps);
  const drawn = Array.from({ length: Math.ceil(steps / stride) }, (_, n) => n * stride);
  if (steps > 0 && drawn.at(-1) !== steps - 1) drawn.push(steps - 1);
  return drawn;
}

export interface SeriesLabels {
  readonly unit: string;
  readonly step: string;
  readonly burnIn: string;
}

/** Bands below, lines above. `series[v]` belongs to `styles[v]`; steps are numbered from 0. */
export function seriesFigure(series: readonly Series[], styles: readonly VariantStyle[], labels: SeriesLabels, language: Language): Figure {
  const bands = series.map((one, v) => bandTrace(one, styles[v] as VariantStyle));
  const lines = series.map((one, v) => lineTrace(one, styles[v] as VariantStyle));
  const burnIn = Math.max(0, ...series.map((one) => one.burnIn));
  return {
    data: [...bands, ...lines],
    layout: {
      ...baseLayout(language, { l: 56, r: 14, t: 14, b: 46 }),
      xaxis: axis({ title: { text: plotText(labels.step), standoff: 8 }, zeroline: false, range: [0, (series[0]?.steps.length ?? 1) - 1] }),
      yaxis: axis({ title: { text: plotText(labels.unit), standoff: 8 }, zeroline: false }),
      hovermode: 'x unified',
      ...burnInShade(burnIn, labels.burnIn),
      height: 360,
    },
  };
}

/** A shaded stretch before the first measured step, with its word at the top; nothing when there is no burn-in. */
export function burnInShade(burnIn: number, word: string): Figure['layout'] {
  if (burnIn === 0) return {};
  const edge = burnIn - 0.5;
  const rect = {
    type: 'rect',
    xref: 'x',
    yref: 'paper',
    x0: 0,
    x1: edge,
    y0: 0,
    y1: 1,
    layer: 'below',
    line: { width: 0 },
    fillcolor: 'rgba(125,135,150,0.14)',
  };
  const note = {
    xref: 'x',
    yref: 'paper',
    x: 0,
    y: 1,
    xanchor: 'left',
    yanchor: 'top',
    text: plotText(word),
    showarrow: false,
    font: { size: 11, color: INK },
  };
  return { shapes: [rect], annotations: word === '' ? [] : [note] };
}

function lineTrace({ steps }: Series, style: VariantStyle): Trace {
  const drawn = drawnSteps(steps.length);
  return {
    type: 'scatter',
    mode: 'lines+markers',
    name: plotText(style.title),
    x: drawn,
    y: drawn.map((t) => rounded(steps[t]?.mean ?? null)),
    line: { color: style.colour, width: 2, dash: style.dash },
    marker: { color: style.colour, symbol: style.symbol, size: 7, maxdisplayed: 11 },
    cliponaxis: false,
    hovertemplate: '%{y:.4g}',
  };
}

/** One closed outline per stretch of defined steps, parted by nulls, because a band over a gap would invent values. */
function bandTrace(series: Series, style: VariantStyle): Trace {
  const x: (number | null)[] = [];
  const y: (number | null)[] = [];
  let stretch: number[] = [];
  const close = (): void => {
    if (stretch.length > 1) {
      if (x.length > 0) {
        x.push(null);
        y.push(null);
      }
      for (const t of stretch) {
        x.push(t);
        y.push(rounded(series.steps[t]?.low ?? null));
      }
      for (const t of stretch.toReversed()) {
        x.push(t);
        y.push(rounded(series.steps[t]?.high ?? null));
      }
    }
    stretch = [];
  };
  for (const t of drawnSteps(series.steps.length)) {
    const step = series.steps[t];
    if (step?.low === null || step?.high === null) close();
    else stretch.push(t);
  }
  close();
  return {
    type: 'scatter',
    mode: 'lines',
    x,
    y,
    fill: 'toself',
    fillcolor: fade(style.colour, 0.2),
    line: { width: 0 },
    hoverinfo: 'skip',
  };
}

/** Six significant digits are more than a picture shows and keep the file small. */
export function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(6));
}
