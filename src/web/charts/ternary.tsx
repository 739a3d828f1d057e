/** Shares of three kinds as a path through a triangle: a ring where it begins, a filled sign where it ends. */
import { formatPercent } from '../../report/format.js';
import { language } from '../words/words.js';
import { useWidth } from './width.js';

export interface TernaryPath {
  /** `left` or `right`: decides colour and dash. */
  readonly side: string;
  /** Shares of the three corners, adding up to 1, oldest first. */
  readonly points: readonly (readonly number[])[];
  /** Index of the point that is shown as now. */
  readonly now: number;
}

export interface TernaryProps {
  readonly paths: readonly TernaryPath[];
  /** Names of the corners: top, left, right. */
  readonly corners: readonly [string, string, string];
  readonly label: string;
}

const PAD = 58;
const ROOT3 = Math.sqrt(3);

export function TernaryChart({ paths, corners, label }: TernaryProps) {
  const [box, width] = useWidth<HTMLDivElement>(420);
  const side = Math.min(width - 2 * PAD, 400);
  const height = (side * ROOT3) / 2;
  const left = (width - side) / 2;
  const at = ([top = 0, , right = 0]: readonly number[]): [number, number] => [
    left + side * (right + top / 2),
    26 + height * (1 - top),
  ];
  const line = (points: readonly (readonly number[])[]): string => points.map((p) => at(p).map((n) => n.toFixed(1)).join(' ')).join('L');
  const triangle = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  return (
    <div class="chart ternary" ref={box}>
      <svg width={width} height={height + 54} role="img" aria-label={label}>
        <path class="triangle" d={`M${line(triangle)}Z`} />
        {[0.2, 0.4, 0.6, 0.8].map((share) => (
          <g key={share} class="axes">
            <path d={`M${line([[share, 1 - share, 0], [share, 0, 1 - share]])}M${line([[0, share, 1 - share], [1 - share, share, 0]])}M${line([[0, 1 - share, share], [1 - share, 0, share]])}`} />
            <text x={at([share, 1 - share, 0])[0] - 6} y={at([share, 1 - share, 0])[1] + 4} text-anchor="end">
              {formatPercent(share, language.value)}
            </text>
          </g>
        ))}
        <text class="corner" x={left + side / 2} y={16} text-anchor="middle">
          {corners[0]}
        </text>
        <text class="corner" x={left - 8} y={26 + height + 20}>
          {corners[1]}
        </text>
        <text class="corner" x={left + side + 8} y={26 + height + 20} text-anchor="end">
          {corners[2]}
        </text>
        {paths.map((path) => (
          <PathLine key={path.side} path={path} at={at} line={line} />
        ))}
      </svg>
    </div>
  );
}

interface LineProps {
  readonly path: TernaryPath;
  readonly at: (point: readonly number[]) => [number, number];
  readonly line: (points: readonly (readonly number[])[]) => string;
}

function PathLine({ path: { side, points, now }, at, line }: LineProps) {
  const [first, shown] = [points[0], points[now]];
  if (first === undefined) return null;
  return (
    <g>
      <path class={`line ${side} faint`} d={`M${line(points)}`} />
      <path class={`line ${side}`} d={`M${line(points.slice(0, now + 1))}`} />
      <circle class={`ring ${side}`} cx={at(first)[0]} cy={at(first)[1]} r={5} />
      {shown !== undefined && <circle class={`dot ${side}`} cx={at(shown)[0]} cy={at(shown)[1]} r={6} />}
    </g>
  );
}
