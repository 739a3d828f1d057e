/**
 * Figures as data: plain plotly objects made by pure functions, so that tests read them without a browser.
 *
 * Only trace types that draw as SVG under a strict content policy are allowed: others fail without an error there.
 */
import { type Words, wordsIn } from '../../experiment/text.js';
import type { Language } from '../format.js';

export const TRACE_TYPES = ['scatter', 'heatmap', 'scatterternary'] as const;

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

export interface Trace {
  readonly type: (typeof TRACE_TYPES)[number];
  readonly [key: string]: Json | undefined;
}

export interface Figure {
  readonly data: readonly Trace[];
  readonly layout: { readonly [key: string]: Json | undefined };
}

/** How a variant looks in every figure: colour and marker symbol, so that colour is never the only sign; the baseline is dotted. */
export interface VariantStyle {
  readonly name: string;
  /** Title as the scenario file gives it in the language of the page; escape it with `plotText` before plotly sees it. */
  readonly title: string;
  readonly colour: string;
  readonly symbol: string;
  readonly dash: 'solid' | 'dot';
  readonly baseline: boolean;
}

/** Legible on white and on near-black; neighbours differ for the colour-blind too. */
const COLOURS = ['#2f7fd1', '#cf711f', '#27936c', '#a9529b', '#b0891a', '#5a66d6', '#c04c45', '#2f93a3'];
const BASELINE_COLOUR = '#7b838d';
const SYMBOLS = ['diamond', 'square', 'triangle-up', 'triangle-down', 'cross', 'x', 'star', 'hexagon'];
/** Readable on both backgrounds; the page's style sheet puts its own ink over it. */
export const INK = '#6b7280';
const GRID = 'rgba(125,135,150,0.25)';
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Open Sans", "DejaVu Sans", sans-serif';

/** Looks of the variants: the baseline is grey with dots, the others take colours in order, and after the last other symbols. */
export function variantStyles(
  variants: readonly { readonly name: string; readonly title: Words }[],
  baseline: string,
  language: Language = 'en',
): VariantStyle[] {
  let next = 0;
  return variants.map(({ name, title: words }) => {
    const title = wordsIn(words, language);
    if (name === baseline) return { name, title, colour: BASELINE_COLOUR, symbol: 'circle', dash: 'dot', baseline: true };
    const k = next++;
    const round = Math.trunc(k / COLOURS.length);
    return { name, title, colour: pick(COLOURS, k), symbol: pick(SYMBOLS, k + round), dash: 'solid', baseline: false };
  });
}

/** A colour with an opacity, for bands. */
export function fade(colour: string, opacity: number): string {
  const channel = (at: number): number => Number.parseInt(colour.slice(at, at + 2), 16);
  return `rgba(${channel(1)},${channel(3)},${channel(5)},${opacity})`;
}

/** Somebody's text for plotly, which reads a little HTML in names, labels and titles. */
export function plotText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The same, cut for a tick label. */
export function plotLabel(text: string, longest = 18): string {
  return plotText(text.length > longest ? `${text.slice(0, longest - 1)}…` : text);
}

/** What all figures share: transparent paper, one font, quiet grid, no dragging (so that a finger scrolls the page). */
export function baseLayout(language: Language, margin: { l: number; r: number; t: number; b: number }): Figure['layout'] {
  return {
    font: { family: FONT, size: 12, color: INK },
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    separators: language === 'ru' ? ',\u00a0' : '.,',
    margin,
    showlegend: false,
    dragmode: false,
    modebar: { bgcolor: 'rgba(0,0,0,0)', color: INK, activecolor: INK },
    hoverlabel: { font: { family: FONT, size: 12 } },
  };
}

/** Large numbers at ticks are written out: k, M and B say nothing in Russian, and raised digits need styles that the page forbids. */
const WRITTEN_OUT = { exponentformat: 'none', separatethousands: true } as const;

/** An axis in the common style. */
export function axis(more: { readonly [key: string]: Json | undefined } = {}): { readonly [key: string]: Json | undefined } {
  return { gridcolor: GRID, zerolinecolor: GRID, linecolor: GRID, automargin: true, fixedrange: true, ...WRITTEN_OUT, ...more };
}

function pick<T>(list: readonly T[], k: number): T {
  return list[k % list.length] as T;
}
