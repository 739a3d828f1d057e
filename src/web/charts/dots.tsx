/** Dots that fall where their figure is and pile up, with the mean and its 95 % interval below: what many worlds say together. */
import { formatNumber } from '../../report/format.js';
import { language } from '../words/words.js';
import { linear, marks, rangeOf, type Scale } from './scale.js';
import { useWidth } from './width.js';

export interface DotsProps {
  readonly values: readonly number[];
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Whether zero means something, as for differences. */
  readonly zero: boolean;
  readonly label: string;
  /** What the figures are counted in, below the axis; empty where they are plain numbers. */
  readonly unit: string;
}

const HEIGHT = 206;
const GROUND = 142;
const PAD = 18;
const SIZE = 4;

export function DotsChart({ values, mean, low, high, zero, label, unit }: DotsProps) {
  const [box, width] = useWidth<HTMLDivElement>(560);
  const [least, most] = rangeOf(zero ? [...values, 0] : values);
  const room = (most - least || 1) * 0.06;
  const x = linear(least - room, most + room, PAD, width - PAD);
  return (
    <div class="chart dots" ref={box}>
      <svg width={width} height={HEIGHT} role="img" aria-label={label}>
        {zero && <line class="zero" x1={x.at(0)} x2={x.at(0)} y1={6} y2={GROUND + 26} />}
        <line class="ground" x1={PAD} x2={width - PAD} y1={GROUND} y2={GROUND} />
        {pile(values, x, width).map(({ cx, cy, n }) => (
          <circle key={n} class="fall" cx={cx} cy={cy} r={SIZE} />
        ))}
        {Number.isFinite(low) && (
          <g class="interval">
            <line x1={x.at(low)} x2={x.at(high)} y1={GROUND + 16} y2={GROUND + 16} />
            <circle cx={x.at(mean)} cy={GROUND + 16} r={6} />
          </g>
        )}
        <g class="axes">
          {marks(x.low, x.high, width < 420 ? 4 : 8).map((value) => (
            <text key={value} x={x.at(value)} y={HEIGHT - 22} text-anchor="middle">
              {formatNumber(value, language.value)}
            </text>
          ))}
          <text x={width / 2} y={HEIGHT - 4} text-anchor="middle">
            {unit}
          </text>
        </g>
      </svg>
    </div>
  );
}

/** Stacks dots in columns of their width; tall piles are pressed together so that none leaves the chart. */
function pile(values: readonly number[], x: Scale, width: number): { cx: number; cy: number; n: number }[] {
  const wide = 2 * SIZE + 1;
  const columns = values.map((value) => Math.round(x.at(value) / wide));
  const counts = new Map<number, number>();
  for (const column of columns) counts.set(column, (counts.get(column) ?? 0) + 1);
  const tallest = Math.max(1, ...counts.values());
  const rise = Math.min(wide, (GROUND - 14) / tallest);
  counts.clear();
  return columns.map((column, n) => {
    const level = counts.get(column) ?? 0;
    counts.set(column, level + 1);
    return { cx: Math.min(width - SIZE, column * wide), cy: GROUND - SIZE - 1 - level * rise, n };
  });
}
