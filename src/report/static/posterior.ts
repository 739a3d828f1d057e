/** Prior and posterior of every calibrated number: bars are the posterior, the dashed line is the prior, the mark its interval. */
import type { Histogram } from '../../experiment/calibration/histogram.js';
import type { Language } from '../format.js';
import { gridOf, panel, panelWidth } from './panel.js';
import type { Drawing } from './plate.js';
import { type Scale, spread } from './scale.js';
import { INK, line, marker, rect, short, tag } from './svg.js';

export const POSTERIOR = '#2f7fd1';
export const PRIOR = '#5b6472';

export interface PosteriorPanel {
  readonly name: string;
  readonly unit: string;
  readonly bins: Histogram;
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

const PAGE = 940;
const HEIGHT = 230;

/** @param share title of the vertical axis, above each panel */
export function posteriorDrawing(panels: readonly PosteriorPanel[], share: string, language: Language): Drawing {
  const columns = Math.min(3, panels.length);
  const width = columns === 1 ? 620 : panelWidth(PAGE, columns);
  return gridOf(
    panels.map((each) => panelOf(each, share, width, language)),
    columns,
  );
}

function panelOf({ name, unit, bins, median, low, high }: PosteriorPanel, share: string, width: number, language: Language): Drawing {
  const most = Math.max(...bins.prior, ...bins.posterior);
  return panel({
    title: name,
    unit: share,
    xTitle: unit,
    width,
    height: HEIGHT,
    x: spread([bins.low, bins.high], 0.02),
    // Room above the bars for the interval.
    y: [0, most * 1.2],
    language,
    draw: (x, y) => barsOf(bins, x, y) + intervalOf([low, median, high], x, y.at(most * 1.1)),
  });
}

function barsOf({ low, high, prior, posterior }: Histogram, x: Scale, y: Scale): string {
  const at = (bin: number): number => x.at(low + (bin / posterior.length) * (high - low));
  const bars = posterior.map((weight, bin) =>
    weight === 0 ? '' : rect(at(bin) + 0.5, y.at(weight), at(bin + 1) - at(bin) - 1, y.at(0) - y.at(weight), POSTERIOR),
  );
  const steps = prior.map((weight, bin) => `${bin === 0 ? 'M' : 'L'}${short(at(bin))} ${short(y.at(weight))}H${short(at(bin + 1))}`);
  return bars.join('') + tag('path', { d: steps.join(''), fill: 'none', stroke: PRIOR, 'stroke-width': 1.5, 'stroke-dasharray': '4 3' });
}

/** Median as a mark, the interval as a line with ends; both held inside the panel. */
function intervalOf([low, median, high]: readonly [number, number, number], x: Scale, y: number): string {
  const at = (value: number): number => x.at(Math.min(x.high, Math.max(x.low, value)));
  return (
    line(at(low), y, at(high), y, INK, 1.6) +
    line(at(low), y - 4, at(low), y + 4, INK, 1.6) +
    line(at(high), y - 4, at(high), y + 4, INK, 1.6) +
    marker('diamond', at(median), y, INK, 4.5)
  );
}
