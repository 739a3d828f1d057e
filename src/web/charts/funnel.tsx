/** How the interval narrows: its bounds after five worlds, six, seven …, as a band around the mean. */
import { pairedTest } from '../../experiment/statistics.js';
import { Axes, PAD } from './axes.js';
import { linear, rangeOf } from './scale.js';
import { useWidth } from './width.js';

const HEIGHT = 132;

export interface FunnelProps {
  /** In the order in which they came. */
  readonly values: readonly number[];
  /** How many there will be. */
  readonly wanted: number;
  readonly label: string;
  /** What the values are counted in; what is counted along the axis. */
  readonly unit: string;
  readonly along: string;
}

export function FunnelChart({ values, wanted, label, unit, along }: FunnelProps) {
  const [box, width] = useWidth<HTMLDivElement>(560);
  const tests = values.flatMap((_, n) => (n < 4 ? [] : [{ n: n + 1, test: pairedTest(values.slice(0, n + 1)) }]));
  const known = tests.flatMap(({ n, test }) => (test === undefined ? [] : [{ n, low: test.low, high: test.high, mean: test.mean }]));
  const [least, most] = rangeOf([0, ...known.flatMap(({ low, high }) => [low, high])]);
  const x = linear(0, Math.max(wanted, 10), PAD.left, width - PAD.right);
  const y = linear(least, most, HEIGHT - PAD.bottom, PAD.top);
  const upper = known.map(({ n, high }) => `${x.at(n).toFixed(1)} ${y.at(high).toFixed(1)}`);
  const lower = known.map(({ n, low }) => `${x.at(n).toFixed(1)} ${y.at(low).toFixed(1)}`).reverse();
  const middle = known.map(({ n, mean }) => `${x.at(n).toFixed(1)} ${y.at(mean).toFixed(1)}`);
  return (
    <div class="chart funnel" ref={box}>
      <svg width={width} height={HEIGHT} role="img" aria-label={label}>
        <Axes x={x} y={y} width={width} height={HEIGHT} lines={3} of={unit} along={along} />
        <line class="zero" x1={PAD.left} x2={width - PAD.right} y1={y.at(0)} y2={y.at(0)} />
        {known.length > 1 && <path class="band" d={`M${[...upper, ...lower].join('L')}Z`} />}
        {known.length > 1 && <path class="middle" d={`M${middle.join('L')}`} />}
      </svg>
    </div>
  );
}
