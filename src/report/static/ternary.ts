/** The triple helix as paths in a triangle: shares of universities (top), firms (left) and government (right). */
import type { VariantStyle } from '../figures/figure.js';
import { formatNumber, type Language } from '../format.js';
import type { Drawing } from './plate.js';
import { GRID, line, MUTED, marker, PAPER, pathOf, tag, words } from './svg.js';

/** Three shares that add up to 1: university, industry, government. */
export type Shares = readonly [number, number, number];

export interface TernaryPath {
  readonly style: VariantStyle;
  readonly points: readonly Shares[];
}

export interface TernaryRequest {
  readonly corners: readonly [string, string, string];
  readonly language: Language;
}

const WIDTH = 720;
const SIDE = 520;
const TOP = 34;
const HEIGHT = SIDE * 0.8660254037844386;

/** The part of the triangle that is shown: least share at each side, and the length of its sides. */
interface Window {
  readonly least: Shares;
  readonly span: number;
}

export function ternaryDrawing(paths: readonly TernaryPath[], request: TernaryRequest): Drawing {
  const window = windowOf(paths);
  const place = (shares: Shares): [number, number] => {
    const [a, , c] = shares.map((share, k) => (share - (window.least[k] as number)) / window.span) as [number, number, number];
    const left = (WIDTH - SIDE) / 2;
    return [left + SIDE * (c + a / 2), TOP + HEIGHT * (1 - a)];
  };
  const corner = (k: number): Shares => window.least.map((least, each) => least + (each === k ? window.span : 0)) as unknown as Shares;
  const corners = [0, 1, 2].map((k) => place(corner(k)));
  const [top, left, right] = corners as [[number, number], [number, number], [number, number]];
  const named = [
    words(request.corners[0], top[0], TOP - 16, { size: 12, bold: true, anchor: 'middle' }),
    words(request.corners[1], left[0], left[1] + 34, { size: 12, bold: true, anchor: 'middle' }),
    words(request.corners[2], right[0], right[1] + 34, { size: 12, bold: true, anchor: 'middle' }),
  ];
  const body = [
    ...gridLines(window, place, request.language),
    tag('path', {
      d: pathOf(
        corners.map(([x, y]) => [x, y] as const),
        true,
      ),
      fill: 'none',
      stroke: MUTED,
      'stroke-width': 1.2,
    }),
    ...named,
    ...paths.map((path) => drawPath(path, place)),
  ];
  return { width: WIDTH, height: TOP + HEIGHT + 42, body: body.join('') };
}

/** The smallest part with round sides that holds all paths. */
function windowOf(paths: readonly TernaryPath[]): Window {
  const points = paths.flatMap((path) => path.points);
  const least = (k: 0 | 1 | 2): number => Math.max(0, Math.floor(Math.min(1, ...points.map((point) => point[k])) * 20 - 0.2) / 20);
  const corner: Shares = [least(0), least(1), least(2)];
  return { least: corner, span: Number((1 - corner[0] - corner[1] - corner[2]).toFixed(2)) };
}

/** Lines of equal share with their percentages outside of the triangle. */
function gridLines({ least, span }: Window, place: (shares: Shares) => [number, number], language: Language): string[] {
  return [0, 1, 2].flatMap((k) =>
    [1, 2, 3, 4].map((fifth) => {
      const share = least[k as 0] + (fifth * span) / 5;
      const rest = span - (fifth * span) / 5;
      const end = (other: number): Shares =>
        least.map((each, axis) => (axis === k ? share : each + (axis === other ? rest : 0))) as unknown as Shares;
      const [first, second] = [(k + 1) % 3, (k + 2) % 3];
      const [x1, y1] = place(end(first));
      const [x2, y2] = place(end(second));
      return line(x1, y1, x2, y2, GRID) + tickText(`${formatNumber(100 * share, language)}\u00a0%`, k, [x1, y1]);
    }),
  );
}

/** Shares of the top corner stand at the left side, of the left corner below, of the right corner at the right side. */
function tickText(text: string, corner: number, [x, y]: readonly [number, number]): string {
  const size = 9.5;
  if (corner === 0) return words(text, x - 7, y + 3.5, { size, anchor: 'end', fill: MUTED });
  if (corner === 1) return words(text, x + 3, y + 14, { size, anchor: 'middle', fill: MUTED });
  return words(text, x + 7, y + 3.5, { size, fill: MUTED });
}

/** From a ring to a filled marker. */
function drawPath({ style, points }: TernaryPath, place: (shares: Shares) => [number, number]): string {
  const places = points.map(place);
  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined) return '';
  const dash = style.dash === 'dot' ? '2 4' : undefined;
  return [
    tag('path', {
      d: pathOf(places),
      fill: 'none',
      stroke: style.colour,
      'stroke-width': 2.2,
      'stroke-dasharray': dash,
      'stroke-linejoin': 'round',
    }),
    tag('circle', { cx: first[0], cy: first[1], r: 4.5, fill: PAPER, stroke: style.colour, 'stroke-width': 2 }),
    marker(style.symbol, last[0], last[1], style.colour, 6.5),
  ].join('');
}
