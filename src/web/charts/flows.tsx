/** Flows from one column of things to another, as ribbons whose width is the flow (a Sankey diagram of two columns). */
import { cut, roomFor } from './names.js';
import { useWidth } from './width.js';

export interface Flow {
  readonly from: number;
  readonly to: number;
  /** Below zero: less than in the other world. */
  readonly value: number;
}

export interface FlowsProps {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly flows: readonly Flow[];
  readonly label: string;
  /** Heads of the two columns. */
  readonly heads: readonly [string, string];
  /** Class of a ribbon, for its colour. */
  readonly tone?: (flow: Flow) => string;
  readonly say: (flow: Flow) => string;
}

const TOP = 24;
const GAP = 7;
const BAR = 9;
/** A name needs this much height, however thin its bar is. */
const NAME = 15;
const INK = 230;

interface Node {
  readonly y: number;
  readonly height: number;
}

export function FlowsChart(props: FlowsProps) {
  const [box, width] = useWidth<HTMLDivElement>(560);
  const { from, to, flows, label, heads, tone, say } = props;
  const total = flows.reduce((sum, { value }) => sum + Math.abs(value), 0) || 1;
  const scale = INK / total;
  const left = column(from.length, flows, 'from', scale);
  const right = column(to.length, flows, 'to', scale);
  const height = TOP + Math.max(bottomOf(left), bottomOf(right)) + 4;
  const text = roomFor([...from, ...to, ...heads], width * 0.3);
  const [x0, x1] = [text + BAR, width - text - BAR];
  return (
    <div class="chart flows" ref={box}>
      <svg width={width} height={height} role="img" aria-label={label}>
        <text class="head" x={text - 6} y={14} text-anchor="end">
          {heads[0]}
        </text>
        <text class="head" x={width - text + 6} y={14}>
          {heads[1]}
        </text>
        {ribbons(flows, left, right, scale).map(({ flow, a, b, thick }) => (
          <path key={`${flow.from} ${flow.to}`} class={`ribbon ${tone?.(flow) ?? ''}`} d={ribbon(x0, x1, a, b, thick)}>
            <title>{say(flow)}</title>
          </path>
        ))}
        {left.map((node, k) => (
          <NodeBar key={from[k]} node={node} x={text} name={cut(from[k] as string, text)} at={text - 6} anchor="end" />
        ))}
        {right.map((node, k) => (
          <NodeBar key={to[k]} node={node} x={width - text - BAR} name={cut(to[k] as string, text)} at={width - text + 6} anchor="start" />
        ))}
      </svg>
    </div>
  );
}

function NodeBar({ node, x, name, at, anchor }: { node: Node; x: number; name: string; at: number; anchor: 'start' | 'end' }) {
  return (
    <g>
      <rect class="node" x={x} y={TOP + node.y} width={BAR} height={Math.max(1, node.height)} />
      <text x={at} y={TOP + node.y + node.height / 2 + 4} text-anchor={anchor}>
        {name}
      </text>
    </g>
  );
}

/** Places of the nodes of a column, one below the other. */
function column(count: number, flows: readonly Flow[], end: 'from' | 'to', scale: number): Node[] {
  const sums = new Float64Array(count);
  for (const flow of flows) sums[flow[end]] = (sums[flow[end]] as number) + Math.abs(flow.value);
  let y = NAME / 2;
  return Array.from(sums, (sum) => {
    const height = sum * scale;
    const node = { y, height };
    y += Math.max(NAME - GAP, height) + GAP;
    return node;
  });
}

const bottomOf = (nodes: readonly Node[]): number => {
  const last = nodes.at(-1);
  return last === undefined ? 0 : last.y + Math.max(NAME, last.height);
};

function ribbons(flows: readonly Flow[], left: readonly Node[], right: readonly Node[], scale: number) {
  const [used, taken] = [new Float64Array(left.length), new Float64Array(right.length)];
  return flows.map((flow) => {
    const thick = Math.abs(flow.value) * scale;
    const a = (left[flow.from] as Node).y + (used[flow.from] as number) + thick / 2;
    const b = (right[flow.to] as Node).y + (taken[flow.to] as number) + thick / 2;
    used[flow.from] = (used[flow.from] as number) + thick;
    taken[flow.to] = (taken[flow.to] as number) + thick;
    return { flow, a: TOP + a, b: TOP + b, thick };
  });
}

function ribbon(x0: number, x1: number, a: number, b: number, thick: number): string {
  const [h, m] = [Math.max(0.4, thick / 2), (x0 + x1) / 2];
  const n = (value: number): string => value.toFixed(1);
  const out = `M${n(x0)} ${n(a - h)}C${n(m)} ${n(a - h)} ${n(m)} ${n(b - h)} ${n(x1)} ${n(b - h)}`;
  return `${out}L${n(x1)} ${n(b + h)}C${n(m)} ${n(b + h)} ${n(m)} ${n(a + h)} ${n(x0)} ${n(a + h)}Z`;
}
