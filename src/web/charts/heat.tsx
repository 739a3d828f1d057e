/** A matrix as shaded cells with its scale; with differences, two colours around zero. The table beside it has the numbers. */
import { formatColumn, formatNumber } from '../../report/format.js';
import { language } from '../words/words.js';
import { cut, roomFor } from './names.js';
import { useWidth } from './width.js';

export interface HeatProps {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly values: readonly (readonly number[])[];
  readonly unit: string;
  readonly label: string;
  /** What rows and columns are. */
  readonly heads: readonly [string, string];
  /** Whether values are differences: zero then is no shade at all. */
  readonly signed: boolean;
  /** Whether cells carry their numbers; the scale then begins at the smallest. */
  readonly numbers?: boolean;
}

const TOP = 26;
/** Room for names of columns that lean, and for numbers that stand. */
const LEANING = 84;
const STANDING = 40;

export function HeatChart(props: HeatProps) {
  const [box, width] = useWidth<HTMLDivElement>(560);
  const { rows, columns, values, label, heads, signed, numbers } = props;
  const side = roomFor([heads[0], ...rows], width * 0.36);
  const cell = Math.min(numbers === true ? 140 : 64, (width - side - 8) / Math.max(1, columns.length));
  const tall = numbers === true ? 40 : Math.max(18, Math.min(36, cell));
  const [least, most] = extremes(values, signed, numbers === true);
  const written = numbers === true ? formatColumn(values.flat(), language.value) : [];
  const below = TOP + rows.length * tall;
  const height = below + (numbers === true ? STANDING : LEANING);
  return (
    <div class={`chart heat ${signed ? 'signed' : ''}`} ref={box}>
      <svg width={width} height={height} role="img" aria-label={label}>
        <HeatScale {...props} x={side} least={least} most={most} />
        {rows.map((row, r) => (
          <g key={row}>
            <text x={side - 8} y={TOP + (r + 0.5) * tall + 4} text-anchor="end">
              {cut(row, side)}
            </text>
            {(values[r] ?? []).map((value, c) => (
              <Cell key={columns[c]} {...{ value, least, most, signed }} x={side + c * cell} y={TOP + r * tall} w={cell} h={tall}>
                {`${row} → ${columns[c]}: ${formatNumber(value, language.value)} ${props.unit}`}
                {written[r * columns.length + c] ?? ''}
              </Cell>
            ))}
          </g>
        ))}
        <ColumnNames {...{ columns, below, side, cell }} name={heads[1]} leaning={numbers !== true} />
        <text class="head" x={side - 8} y={16} text-anchor="end">
          {cut(heads[0], side)}
        </text>
      </svg>
    </div>
  );
}

interface NamesProps {
  readonly columns: readonly string[];
  /** What the columns are. */
  readonly name: string;
  readonly below: number;
  readonly side: number;
  readonly cell: number;
  readonly leaning: boolean;
}

function ColumnNames({ columns, name, below, side, cell, leaning }: NamesProps) {
  const turned = (x: number): string => `translate(${x} ${below + 12}) rotate(-40)`;
  return (
    <g>
      {columns.map((column, c) =>
        leaning ? (
          <text key={column} text-anchor="end" transform={turned(side + (c + 0.6) * cell)}>
            {cut(column, LEANING * 1.5)}
          </text>
        ) : (
          <text key={column} text-anchor="middle" x={side + (c + 0.5) * cell} y={below + 16}>
            {column}
          </text>
        ),
      )}
      <text class="head" x={side} y={leaning ? below + LEANING - 4 : below + 34}>
        {leaning ? '' : name}
      </text>
    </g>
  );
}

interface CellProps {
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly signed: boolean;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** Tip and number. */
  readonly children: [string, string];
}

function Cell({ value, least, most, signed, x, y, w, h, children: [tip, number] }: CellProps) {
  const shade = shadeOf(value, least, most, signed);
  return (
    <g>
      <rect
        class={`cell ${signed && value < 0 ? 'less' : 'more'}`}
        x={x + 0.5}
        y={y + 0.5}
        width={w - 1}
        height={h - 1}
        fill-opacity={shade}
      >
        <title>{tip}</title>
      </rect>
      {number !== '' && (
        <text class={shade > 0.6 ? 'on-dark' : ''} x={x + w / 2} y={y + h / 2 + 4} text-anchor="middle">
          {number}
        </text>
      )}
    </g>
  );
}

/** The scale above the cells: its two ends and a ramp between them. */
function HeatScale({ x, least, most, signed, unit }: HeatProps & { x: number; least: number; most: number }) {
  const [steps, wide] = [10, 9];
  const at = (k: number): number => least + ((most - least) * (k + 0.5)) / steps;
  return (
    <g>
      <text x={x} y={16}>
        {formatNumber(least, language.value)}
      </text>
      {Array.from({ length: steps }, (_, k) => (
        <rect
          key={k}
          class={`cell ${signed && at(k) < 0 ? 'less' : 'more'}`}
          x={x + 46 + k * wide}
          y={7}
          width={wide}
          height={10}
          fill-opacity={shadeOf(at(k), least, most, signed)}
        />
      ))}
      <text x={x + 46 + steps * wide + 8} y={16}>
        {formatNumber(most, language.value)} {unit}
      </text>
    </g>
  );
}

function shadeOf(value: number, least: number, most: number, signed: boolean): number {
  if (!Number.isFinite(value)) return 0;
  const part = signed ? Math.abs(value) / Math.max(most, -least) : (value - least) / (most - least);
  return Math.round((0.04 + 0.9 * Math.min(1, Math.max(0, part))) * 1000) / 1000;
}

/** Ends of the scale: from zero, around zero for differences, or as far apart as the values are; never without width. */
function extremes(values: readonly (readonly number[])[], signed: boolean, tight: boolean): [number, number] {
  const known = values.flat().filter((value) => Number.isFinite(value));
  if (tight && known.length > 1) {
    const [low, high] = [Math.min(...known), Math.max(...known)];
    return low < high ? [low, high] : [low - 0.5, low + 0.5];
  }
  const most = Math.max(0, ...known.map((value) => (signed ? Math.abs(value) : value))) || 1;
  return [signed ? -most : Math.min(0, ...known), most];
}
