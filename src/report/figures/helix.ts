/** Shares of universities, firms and government in innovations as paths in a triangle, one per variant. */
import { formatNumber, formatPercent, type Language } from '../format.js';
import type { Series } from '../moments.js';
import { baseLayout, type Figure, INK, plotText, type Trace, type VariantStyle } from './figure.js';
import { rounded } from './series.js';

/** Step metrics of the corners: a on top, b left, c right. */
export const HELIX_METRICS = { university: 'share_university', industry: 'share_industry', government: 'share_government' } as const;

export interface HelixSeries {
  readonly university: Series;
  readonly industry: Series;
  readonly government: Series;
}
export interface HelixLabels {
  readonly university: string;
  readonly industry: string;
  readonly government: string;
  readonly start: string;
  readonly end: string;
}

/** Steps per corner of the drawn path: single steps jitter, so a path runs through means of this many steps. */
const STRIDE = 5;

/** A part of the triangle: the smallest share at each side, and the length of its sides. */
export interface TriangleSection {
  readonly university: number;
  readonly industry: number;
  readonly government: number;
  readonly span: number;
}

/** The smallest part with round sides that holds all paths; the whole triangle where they need it. */
export function helixSection(paths: readonly HelixSeries[]): TriangleSection {
  const points = paths.flatMap(helixPath);
  const least = (k: number): number => Math.max(0, Math.floor(Math.min(1, ...points.map((point) => point[k] as number)) * 10 - 0.2) / 10);
  const [university, industry, government] = [least(0), least(1), least(2)];
  return { university, industry, government, span: Number((1 - university - industry - government).toFixed(1)) };
}

/** One path per variant from the first measured step (ring) to the last (filled symbol). */
export function helixFigure(
  paths: readonly HelixSeries[],
  styles: readonly VariantStyle[],
  labels: HelixLabels,
  language: Language,
): Figure {
  const section = helixSection(paths);
  const corner = (title: string, least: number) => cornerAxis(title, least, section.span, language);
  return {
    data: paths.flatMap((path, v) => pathTraces(path, styles[v] as VariantStyle, labels, language)),
    layout: {
      ...baseLayout(language, { l: 56, r: 56, t: 46, b: 46 }),
      ternary: {
        sum: 1,
        bgcolor: 'rgba(0,0,0,0)',
        aaxis: corner(labels.university, section.university),
        baxis: corner(labels.industry, section.industry),
        caxis: corner(labels.government, section.government),
      },
      height: 440,
    },
  };
}

/** Ticks inside the side only: at the corners those of two sides would lie on each other. */
function cornerAxis(title: string, least: number, span: number, language: Language) {
  const ticks = [1, 2, 3, 4].map((k) => rounded(least + (k * span) / 5) as number);
  return {
    title: { text: plotText(title), font: { size: 13 } },
    min: least,
    gridcolor: 'rgba(125,135,150,0.25)',
    linecolor: INK,
    ticks: '',
    tickmode: 'array',
    tickvals: ticks,
    ticktext: ticks.map((share) => `${formatNumber(100 * share, language)}\u00a0%`),
    tickfont: { size: 10 },
  };
}

function pathTraces(path: HelixSeries, style: VariantStyle, labels: HelixLabels, language: Language): Trace[] {
  const points = helixPath(path);
  const coordinates = (chosen: readonly (readonly number[])[]) => ({
    a: chosen.map((p) => p[0] as number),
    b: chosen.map((p) => p[1] as number),
    c: chosen.map((p) => p[2] as number),
  });
  const first = points.slice(0, 1);
  const last = points.slice(-1);
  const name = plotText(style.title);
  const said = (label: string, shares: readonly (readonly number[])[]): string[] =>
    shares.map((each) => `${plotText(label)}<br>${each.map((share) => formatPercent(share, language)).join(' · ')}`);
  return [
    {
      type: 'scatterternary',
      mode: 'lines',
      cliponaxis: false,
      name,
      ...coordinates(points),
      line: { color: style.colour, width: 2.5, dash: style.baseline ? 'dot' : 'solid' },
      hoverinfo: 'skip',
    },
    {
      type: 'scatterternary',
      mode: 'markers',
      cliponaxis: false,
      name,
      ...coordinates(first),
      text: said(labels.start, first),
      marker: { color: style.colour, symbol: 'circle-open', size: 9, line: { width: 2 } },
      hovertemplate: '%{text}',
    },
    {
      type: 'scatterternary',
      mode: 'markers',
      cliponaxis: false,
      name,
      ...coordinates(last),
      text: said(labels.end, last),
      marker: { color: style.colour, symbol: style.symbol, size: 12 },
      hovertemplate: '%{text}',
    },
  ];
}

/** Means over strides of the measured steps, normalised to 1; strides without all three shares are left out. */
export function helixPath(path: HelixSeries): number[][] {
  const { burnIn, steps } = path.university;
  const points: number[][] = [];
  for (let start = burnIn; start < steps.length; start += STRIDE) {
    const shares = [path.university, path.industry, path.government].map((series) =>
      meanOf(series, start, Math.min(start + STRIDE, steps.length)),
    );
    const total = shares.reduce<number>((sum, share) => sum + (share ?? Number.NaN), 0);
    if (total > 0) points.push(shares.map((share) => rounded((share as number) / total) as number));
  }
  return points;
}

function meanOf(series: Series, from: number, to: number): number | undefined {
  const known = series.steps.slice(from, to).flatMap((step) => (step.mean === null ? [] : [step.mean]));
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length;
}
