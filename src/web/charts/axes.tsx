/** The axes of a chart: round marks with their numbers, what is counted upwards above it, what runs along it at its foot. */
import { formatNumber } from '../../report/format.js';
import { language } from '../words/words.js';
import { marks, type Scale } from './scale.js';

/** Pixels around the plot; the left ones hold the numbers of the upward axis. */
export const PAD = { left: 54, right: 12, top: 20, bottom: 26 } as const;

export interface AxesProps {
  readonly x: Scale;
  readonly y: Scale;
  readonly width: number;
  readonly height: number;
  /** About so many lines across. */
  readonly lines?: number;
  /** What is counted upwards; empty where it is a plain number. */
  readonly of: string;
  /** What is counted along the foot. */
  readonly along: string;
}

/** Narrower charts have room for fewer numbers at the foot. */
const NARROW = 420;

export function Axes({ x, y, width, height, lines = 4, of, along }: AxesProps) {
  const foot = height - 8;
  return (
    <g class="axes">
      <text x={0} y={11}>
        {of}
      </text>
      {marks(y.low, y.high, lines).map((value) => (
        <g key={`y${value}`}>
          <line x1={PAD.left} x2={width - PAD.right} y1={y.at(value)} y2={y.at(value)} />
          <text x={PAD.left - 6} y={y.at(value) + 4} text-anchor="end">
            {formatNumber(value, language.value)}
          </text>
        </g>
      ))}
      <text x={0} y={foot}>
        {along}
      </text>
      {/* The name of the axis stands where zero would. */}
      {marks(x.low, x.high, width < NARROW ? 5 : 8).map((value) => (
        <text key={`x${value}`} x={x.at(value)} y={foot} text-anchor="middle">
          {value === 0 ? '' : formatNumber(value, language.value)}
        </text>
      ))}
    </g>
  );
}
