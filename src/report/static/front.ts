/** Two objectives against each other: policies on the Pareto front joined by steps, landmarks, and what the search tried. */
import type { Language } from '../format.js';
import { panel } from './panel.js';
import type { Drawing } from './plate.js';
import { type Scale, spread } from './scale.js';
import { INK, line, MUTED, marker, pathOf, tag, words } from './svg.js';
import { textWidth } from './text-width.js';

export const FRONT = '#2f7fd1';
export const LANDMARK = '#c2571a';
export const TRIED = '#b9c0c9';

interface Spot {
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface FrontPoint {
  readonly x: Spot;
  readonly y: Spot;
  readonly onFront: boolean;
  readonly label: string;
}

export interface FrontAxis {
  readonly title: string;
  readonly unit: string;
  readonly better: 'higher' | 'lower';
}

const [WIDTH, HEIGHT, SIZE] = [760, 460, 10.5];

/** @param tried both objectives of every policy of the search, on its own luck */
export function frontDrawing(
  points: readonly FrontPoint[],
  tried: readonly (readonly [number, number])[],
  first: FrontAxis,
  second: FrontAxis,
  language: Language,
): Drawing {
  const ends = (axis: 'x' | 'y'): number[] =>
    points.flatMap((point) => [point[axis].mean, point[axis].low ?? point[axis].mean, point[axis].high ?? point[axis].mean]);
  return panel({
    title: second.title,
    unit: second.unit,
    xTitle: first.unit === '' ? first.title : `${first.title}, ${first.unit}`,
    width: WIDTH,
    height: HEIGHT,
    x: spread([...ends('x'), ...tried.map(([x]) => x)], 0.06),
    y: spread([...ends('y'), ...tried.map(([, y]) => y)], 0.06),
    language,
    underlay: (x, y) => tried.map(([a, b]) => tag('circle', { cx: x.at(a), cy: y.at(b), r: 2.2, fill: TRIED })).join(''),
    draw: (x, y) => stepsOf(points, x, y, second) + points.map((point) => crossOf(point, x, y)).join('') + labelsOf(points, x, y),
  });
}

/** What the front attains: along the first objective the best of the second so far, never better between two policies. */
function stepsOf(points: readonly FrontPoint[], x: Scale, y: Scale, { better }: FrontAxis): string {
  const front = points.filter(({ onFront }) => onFront).sort((a, b) => a.x.mean - b.x.mean || a.y.mean - b.y.mean);
  const path = front.flatMap((point, k): (readonly [number, number])[] => {
    const next = front[k + 1];
    const here = [x.at(point.x.mean), y.at(point.y.mean)] as const;
    if (next === undefined) return [here];
    const worse = better === 'higher' ? Math.min(point.y.mean, next.y.mean) : Math.max(point.y.mean, next.y.mean);
    const isHere = worse === point.y.mean;
    return [here, isHere ? [x.at(next.x.mean), here[1]] : [here[0], y.at(next.y.mean)]];
  });
  return path.length < 2
    ? ''
    : tag('path', { d: pathOf(path), fill: 'none', stroke: FRONT, 'stroke-width': 1.4, 'stroke-dasharray': '5 3' });
}

function crossOf({ x: a, y: b, onFront }: FrontPoint, x: Scale, y: Scale): string {
  const colour = onFront ? FRONT : LANDMARK;
  const [left, top] = [x.at(a.mean), y.at(b.mean)];
  return (
    (a.low === null || a.high === null ? '' : line(x.at(a.low), top, x.at(a.high), top, colour, 1.3)) +
    (b.low === null || b.high === null ? '' : line(left, y.at(b.low), left, y.at(b.high), colour, 1.3)) +
    marker(onFront ? 'circle' : 'square', left, top, colour, 5)
  );
}

/** Each label beside its point, where it covers no other; one that finds no room is left out, its policy is in the table. */
function labelsOf(points: readonly FrontPoint[], x: Scale, y: Scale): string {
  const taken: { left: number; right: number; top: number; bottom: number }[] = [];
  const right = x.at(x.high);
  return points
    .map(({ x: a, y: b, label, onFront }) => {
      const wide = textWidth(label, SIZE);
      const [px, py] = [x.at(a.mean), y.at(b.mean)];
      for (const [dx, dy] of [
        [8, -6],
        [8, 14],
        [-8 - wide, -6],
        [-8 - wide, 14],
        [8, -20],
        [8, 28],
      ] as const) {
        const box = { left: px + dx, right: px + dx + wide, top: py + dy - SIZE, bottom: py + dy + 3 };
        const isFree = taken.every(
          (other) => box.right < other.left || box.left > other.right || box.bottom < other.top || box.top > other.bottom,
        );
        if (!isFree || box.left < x.at(x.low) + 2 || box.right > right || box.top < y.at(y.high) || box.bottom > y.at(y.low)) continue;
        taken.push(box);
        return words(label, box.left, py + dy, { size: SIZE, fill: onFront ? INK : MUTED });
      }
      return '';
    })
    .join('');
}
