/** Response over dose: a curve with its band per variant, and the means with their intervals as marks. */
import type { DoseCurve } from '../../experiment/comparing/dose-curves.js';
import type { Language } from '../format.js';
import { axis, baseLayout, type Figure, fade, plotText, type Trace, type VariantStyle } from './figure.js';
import { rounded } from './series.js';

type Response = Pick<DoseCurve, 'line' | 'points'>;

/** `curves[v]` belongs to `styles[v]`. */
export function doseFigure(
  curves: readonly Response[],
  styles: readonly VariantStyle[],
  labels: { readonly dose: string; readonly unit: string },
  language: Language,
): Figure {
  const each = (trace: (curve: Response, style: VariantStyle) => Trace): Trace[] =>
    curves.map((curve, v) => trace(curve, styles[v] as VariantStyle));
  return {
    data: [...each(bandTrace), ...each(curveTrace), ...each(marksTrace)],
    layout: {
      ...baseLayout(language, { l: 56, r: 14, t: 14, b: 46 }),
      xaxis: axis({ title: { text: plotText(labels.dose), standoff: 8 }, zeroline: false }),
      yaxis: axis({ title: { text: plotText(labels.unit), standoff: 8 } }),
      height: 340,
    },
  };
}

function bandTrace({ line }: Response, style: VariantStyle): Trace {
  const back = line.toReversed();
  return {
    type: 'scatter',
    mode: 'lines',
    x: [...line, ...back].map(({ dose }) => rounded(dose)),
    y: [...line.map(({ low }) => rounded(low)), ...back.map(({ high }) => rounded(high))],
    fill: 'toself',
    fillcolor: fade(style.colour, 0.18),
    line: { width: 0 },
    hoverinfo: 'skip',
  };
}

function curveTrace({ line }: Response, style: VariantStyle): Trace {
  return {
    type: 'scatter',
    mode: 'lines',
    name: plotText(style.title),
    x: line.map(({ dose }) => rounded(dose)),
    y: line.map(({ mean }) => rounded(mean)),
    line: { color: style.colour, width: 2, dash: style.dash },
    hoverinfo: 'skip',
  };
}

function marksTrace({ points }: Response, style: VariantStyle): Trace {
  return {
    type: 'scatter',
    mode: 'markers',
    name: plotText(style.title),
    x: points.map(({ dose }) => rounded(dose)),
    y: points.map(({ mean }) => rounded(mean)),
    error_y: {
      type: 'data',
      symmetric: false,
      array: points.map(({ mean, high }) => rounded(high - mean)),
      arrayminus: points.map(({ mean, low }) => rounded(mean - low)),
      color: style.colour,
      thickness: 1.5,
      width: 3,
    },
    marker: { color: style.colour, symbol: style.symbol, size: 8 },
    hovertemplate: '%{x}: %{y:.4g}',
  };
}
