/** Flows from origins on the left to destinations on the right: a ribbon as wide as the flow, in the colour of its origin. */
import { formatSignificant, type Language } from '../format.js';
import type { MeanMatrix } from '../moments.js';
import type { Drawing } from './plate.js';
import { MUTED, rect, short, tag, words } from './svg.js';
import { fitted, textWidth } from './text-width.js';

const FLOW_COLOURS = ['#2f7fd1', '#cf711f', '#27936c', '#a9529b', '#b0891a', '#5a66d6', '#c04c45', '#2f93a3', '#6b7280', '#8a6d3b'];
const WIDTH = 820;
const BAR = 14;
const GAP = 12;
const SIZE = 11;
const LEAST_HEIGHT = 13;

export interface SankeyRequest {
  readonly unit: string;
  readonly from: string;
  readonly to: string;
  readonly language: Language;
}

interface Node {
  readonly label: string;
  readonly total: number;
  readonly top: number;
  readonly height: number;
}

/** Negative and undefined entries carry nothing. */
export function sankeyDrawing(matrix: MeanMatrix, request: SankeyRequest): Drawing {
  const flows = matrix.values.map((row) => row.map((value) => Math.max(0, value ?? 0)));
  const origins = flows.map((row) => sumOf(row));
  const ends = matrix.columns.map((_, c) => sumOf(flows.map((row) => row[c] as number)));
  const most = Math.max(origins.length, ends.length);
  const height = Math.max(320, most * 40);
  const scale = (height - (most - 1) * GAP) / Math.max(sumOf(origins), 1e-300);
  const left = stack(matrix.rows, origins, scale, height);
  const right = stack(matrix.columns, ends, scale, height);
  const room = Math.min(
    230,
    Math.max(...[...left, ...right].map(({ label, total }) => textWidth(nodeText(label, total, request), SIZE))) + 10,
  );
  const [from, to] = [room, WIDTH - room];
  const ribbons = ribbonsOf(flows, left, right, scale, from + BAR, to - BAR);
  const heads = [
    words(request.from, from, 12, { size: SIZE, bold: true }),
    words(request.to, to, 12, { size: SIZE, bold: true, anchor: 'end' }),
  ];
  const bars = [
    ...left.map((node, k) => barOf(node, from, FLOW_COLOURS[k % FLOW_COLOURS.length] as string, 'end', from - 8, room - 10, request)),
    ...right.map((node) => barOf(node, to - BAR, MUTED, 'start', to + 8, room - 10, request)),
  ];
  const body = tag('g', { transform: 'translate(0 24)' }, ribbons, ...bars);
  return { width: WIDTH, height: height + 26, body: heads.join('') + body };
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Nodes from the top, spread over the height. */
function stack(labels: readonly string[], totals: readonly number[], scale: number, height: number): Node[] {
  const used = sumOf(totals) * scale;
  const gap = labels.length > 1 ? (height - used) / (labels.length - 1) : 0;
  let top = labels.length > 1 ? 0 : (height - used) / 2;
  return labels.map((label, k) => {
    const total = totals[k] as number;
    const node = { label, total, top, height: total * scale };
    top += node.height + gap;
    return node;
  });
}

const nodeText = (label: string, total: number, { language }: SankeyRequest): string =>
  `${label} · ${formatSignificant(total, language, 3)}`;

function barOf(node: Node, x: number, colour: string, anchor: 'start' | 'end', at: number, room: number, request: SankeyRequest): string {
  const text = fitted(nodeText(node.label, node.total, request), SIZE, room);
  const middle = Math.max(LEAST_HEIGHT / 2, node.top + node.height / 2);
  return rect(x, node.top, BAR, Math.max(1, node.height), colour) + words(text, at, middle + 4, { size: SIZE, anchor });
}

/** Broad ribbons first, so that thin ones stay visible. */
function ribbonsOf(
  flows: readonly (readonly number[])[],
  left: readonly Node[],
  right: readonly Node[],
  scale: number,
  x0: number,
  x1: number,
): string {
  const leaving = left.map(({ top }) => top);
  const arriving = right.map(({ top }) => top);
  const ribbons: { flow: number; markup: string }[] = [];
  for (const [r, row] of flows.entries()) {
    for (const [c, flow] of row.entries()) {
      const width = flow * scale;
      const [a, b] = [leaving[r] as number, arriving[c] as number];
      leaving[r] = a + width;
      arriving[c] = b + width;
      if (width < 0.15) continue;
      const colour = FLOW_COLOURS[r % FLOW_COLOURS.length] as string;
      ribbons.push({ flow, markup: tag('path', { d: ribbon(x0, a, x1, b, width), fill: colour, 'fill-opacity': 0.42 }) });
    }
  }
  return ribbons
    .sort((a, b) => b.flow - a.flow)
    .map(({ markup }) => markup)
    .join('');
}

function ribbon(x0: number, a: number, x1: number, b: number, width: number): string {
  const middle = (x0 + x1) / 2;
  const curve = (fromY: number, to: number, toY: number): string =>
    `C${short(middle)} ${short(fromY)} ${short(middle)} ${short(toY)} ${short(to)} ${short(toY)}`;
  return `M${short(x0)} ${short(a)}${curve(a, x1, b)}L${short(x1)} ${short(b + width)}${curve(b + width, x0, a + width)}Z`;
}
