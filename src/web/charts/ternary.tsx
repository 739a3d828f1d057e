/**
 * Shares of three kinds as a path through a triangle: a ring where it begins, a filled sign where it is now. Only the part of the
 * triangle that holds the paths is shown; its sides carry their shares.
 */
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
const TOP = 24;
const ROOT3 = Math.sqrt(3);

/** The smallest part of the triangle with round sides that holds the points: least share of each kind, length of a side. */
function sectionOf(points: readonly (readonly number[])[]): { least: [number, number, number]; span: number } {
  const low = (k: number): number => Math.max(0, Math.floor(Math.min(1, ...points.map((point) => point[k] ?? 1)) * 10 - 0.2) / 10);
  const least: [number, number, number] = [low(0), low(1), low(2)];
  return { least, span: Number((1 - least[0] - least[1] - least[2]).toFixed(1)) };
}

export function TernaryChart({ paths, corners, label }: TernaryProps) {
  const [box, width] = useWidth<HTMLDivElement>(420);
  const { least, span } = sectionOf(paths.flatMap(({ points }) => points));
  const side = Math.min(width - 2 * PAD, 400);
  const height = (side * ROOT3) / 2;
  const left = (width - side) / 2;
  const at = ([top = 0, , right = 0]: readonly number[]): [number, number] => {
    const [a, c] = [(top - least[0]) / span, (right - least[2]) / span];
    return [left + side * (c + a / 2), TOP + height * (1 - a)];
  };
  const line = (points: readonly (readonly number[])[]): string =>
    points
      .map((p) =>
        at(p)
          .map((n) => n.toFixed(1))
          .join(' '),
      )
      .join('L');
  return (
    <div class="chart ternary" ref={box}>
      <svg width={width} height={height + 56} role="img" aria-label={label}>
        <Grid {...{ least, span, at, line }} />
        <text class="corner" x={left + side / 2} y={14} text-anchor="middle">
          {corners[0]}
        </text>
        <text class="corner" x={left - 30} y={TOP + height + 28}>
          {corners[1]}
        </text>
        <text class="corner" x={left + side + 30} y={TOP + height + 28} text-anchor="end">
          {corners[2]}
        </text>
        {paths.map((path) => (
          <PathLine key={path.side} path={path} at={at} line={line} />
        ))}
      </svg>
    </div>
  );
}

interface GridProps extends Omit<LineProps, 'path'> {
  readonly least: readonly [number, number, number];
  readonly span: number;
}

/** Outline, four lines per kind, and its share at one end of each. */
function Grid({ least, span, at, line }: GridProps) {
  const [a, b, c] = least;
  const percent = (share: number): string => formatPercent(share, language.value).replace(/[.,]0(?=\D)/, '');
  const text = (point: readonly number[], dx: number, dy: number, anchor: 'start' | 'end', share: number) => (
    <text x={at(point)[0] + dx} y={at(point)[1] + dy} text-anchor={anchor}>
      {percent(share)}
    </text>
  );
  return (
    <g>
      <path
        class="triangle"
        d={`M${line([
          [a + span, b, c],
          [a, b + span, c],
          [a, b, c + span],
        ])}Z`}
      />
      {[1, 2, 3, 4].map((k) => {
        const [more, rest] = [(k * span) / 5, ((5 - k) * span) / 5];
        return (
          <g key={k} class="axes">
            <path
              d={`M${line([
                [a + more, b + rest, c],
                [a + more, b, c + rest],
              ])}M${line([
                [a, b + more, c + rest],
                [a + rest, b + more, c],
              ])}M${line([
                [a, b + rest, c + more],
                [a + rest, b, c + more],
              ])}`}
            />
            {text([a + more, b + rest, c], -6, 4, 'end', a + more)}
            {text([a, b + more, c + rest], 4, 15, 'end', b + more)}
            {text([a + rest, b, c + more], 6, 4, 'start', c + more)}
          </g>
        );
      })}
    </g>
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
