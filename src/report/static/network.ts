/** The network of every variant at the end of one replicate, side by side in one layout. */
import { LADDER_COLOURS } from '../figures/ladder.js';
import type { NetworkLayout } from '../network-layout.js';
import { KIND_COLOURS, type NetworkWords, networkSvg } from '../network-svg.js';
import type { NetworkRows } from '../sections/network-rows.js';
import { gridOf, panelWidth } from './panel.js';
import type { Drawing, LegendItem } from './plate.js';
import { MUTED, tag, words } from './svg.js';
import { fitted } from './text-width.js';

export interface NetworkPanel {
  readonly title: string;
  readonly subtitle: string;
  readonly rows: NetworkRows;
}

const PAGE = 940;

/** The page's own picture, which takes its looks from a style sheet, with the looks written into it. */
export function networkDrawing(panels: readonly NetworkPanel[], layout: NetworkLayout, texts: NetworkWords): Drawing {
  const columns = panels.length > 1 ? 2 : 1;
  const side = columns === 1 ? 680 : panelWidth(PAGE, columns);
  const extent = Math.ceil(layout.extent + 30);
  return gridOf(
    panels.map(({ title, subtitle, rows }) => {
      const picture = networkSvg(rows, layout, texts)
        .replace(/^<svg[^>]*>/, '')
        .replace(/<\/svg>$/, '')
        .replace('<g class="discs">', '<g fill="#f4f6f8" stroke="#d5dae1" stroke-width="1">')
        .replace('<g class="ties"', '<g fill="none"')
        .replace('<g class="nodes">', '<g stroke="#ffffff" stroke-width="0.8">')
        .replace('<g class="names">', `<g font-size="11" fill="${MUTED}">`)
        .replace(/ class="level-\d"/g, '');
      const scale = side / (2 * extent);
      return {
        width: side,
        height: side + 40,
        body:
          words(fitted(title, 12.5, side, true), 0, 13, { size: 12.5, bold: true }) +
          words(subtitle, 0, 30, { size: 10.5, fill: MUTED }) +
          tag('g', { transform: `translate(${side / 2} ${side / 2 + 40}) scale(${scale.toFixed(4)})` }, picture),
      };
    }),
    columns,
  );
}

/** Kinds of organisations and rungs of the ladder. */
export function networkLegend(kinds: readonly string[], rungs: readonly string[]): LegendItem[] {
  const symbols = ['circle', 'square', 'triangle-up'];
  return [
    ...kinds.map((text, k) => ({ text, colour: KIND_COLOURS[k as 0 | 1 | 2], symbol: symbols[k] as string })),
    ...rungs.map((text, k) => ({ text, colour: LADDER_COLOURS[k] as string, symbol: 'stroke' })),
  ];
}
