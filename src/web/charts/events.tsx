/** Events over time, one row per place: filled where something is new, hollow where it repeats; larger for several in one step. */
import { formatNumber } from '../../report/format.js';
import { language } from '../words/words.js';
import { cut, roomFor } from './names.js';
import { linear, marks } from './scale.js';
import { useWidth } from './width.js';

export interface EventRow {
  readonly name: string;
  /** Step (from 1), how many, and whether any of them is new. */
  readonly events: readonly { readonly step: number; readonly count: number; readonly fresh: boolean }[];
  /** Stands at the end of the row. */
  readonly note: string;
}

export interface EventsProps {
  readonly rows: readonly EventRow[];
  readonly side: string;
  readonly steps: number;
  readonly burnIn: number;
  readonly step: number;
  readonly noteHead: string;
  readonly label: string;
  /** What a step is, under the chart. */
  readonly stepUnit: string;
}

const ROW = 20;
const TOP = 20;
const RIGHT = 52;

export function EventsChart({ rows, side, steps, burnIn, step, noteHead, label, stepUnit }: EventsProps) {
  const [box, width] = useWidth<HTMLDivElement>(420);
  const left = roomFor([stepUnit, ...rows.map(({ name }) => name)], width * 0.34);
  const x = linear(1, steps, left + 6, width - RIGHT - 8);
  const bottom = TOP + rows.length * ROW;
  return (
    <div class="chart events" ref={box}>
      <svg width={width} height={bottom + 24} role="img" aria-label={label}>
        <rect class="shade" x={x.at(1)} y={TOP} width={Math.max(0, x.at(burnIn + 0.5) - x.at(1))} height={bottom - TOP} />
        <text class="head" x={width} y={13} text-anchor="end">
          {noteHead}
        </text>
        {rows.map(({ name, events, note }, r) => (
          <g key={name}>
            <line class="row-line" x1={left} x2={width - RIGHT} y1={TOP + (r + 0.5) * ROW} y2={TOP + (r + 0.5) * ROW} />
            <text x={left - 4} y={TOP + (r + 0.5) * ROW + 4} text-anchor="end">
              {cut(name, left)}
            </text>
            {events.map((event) => (
              <circle
                key={event.step}
                class={`event ${side} ${event.fresh ? 'fresh' : ''} ${event.step > step ? 'later' : ''}`}
                cx={x.at(event.step)}
                cy={TOP + (r + 0.5) * ROW}
                r={Math.min(7, 2.4 + Math.sqrt(event.count))}
              />
            ))}
            <text x={width} y={TOP + (r + 0.5) * ROW + 4} text-anchor="end">
              {note}
            </text>
          </g>
        ))}
        <g class="axes">
          <text x={left - 4} y={bottom + 17} text-anchor="end">
            {stepUnit}
          </text>
          {marks(1, steps, 5).map((value) => (
            <text key={value} x={x.at(value)} y={bottom + 17} text-anchor="middle">
              {formatNumber(value, language.value)}
            </text>
          ))}
        </g>
        <line class="now" x1={x.at(step)} x2={x.at(step)} y1={TOP} y2={bottom} />
      </svg>
    </div>
  );
}
