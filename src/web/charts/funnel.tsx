/** How the interval narrows: its bounds after two worlds, three, four …, as a band around the mean. */
import { pairedTest } from '../../experiment/statistics.js';
import { linear, rangeOf } from './scale.js';
import { useWidth } from './width.js';

const HEIGHT = 90;
const PAD = 10;

/** `values` in the order in which they came; `wanted` is how many there will be. */
export function FunnelChart({ values, wanted, label }: { values: readonly number[]; wanted: number; label: string }) {
  const [box, width] = useWidth<HTMLDivElement>(560);
  const tests = values.flatMap((_, n) => (n < 4 ? [] : [{ n: n + 1, test: pairedTest(values.slice(0, n + 1)) }]));
  const known = tests.flatMap(({ n, test }) => (test === undefined ? [] : [{ n, low: test.low, high: test.high, mean: test.mean }]));
  const [least, most] = rangeOf([0, ...known.flatMap(({ low, high }) => [low, high])]);
  const x = linear(2, Math.max(wanted, 10), PAD, width - PAD);
  const y = linear(least, most, HEIGHT - PAD, PAD);
  const upper = known.map(({ n, high }) => `${x.at(n).toFixed(1)} ${y.at(high).toFixed(1)}`);
  const lower = known.map(({ n, low }) => `${x.at(n).toFixed(1)} ${y.at(low).toFixed(1)}`).reverse();
  const middle = known.map(({ n, mean }) => `${x.at(n).toFixed(1)} ${y.at(mean).toFixed(1)}`);
  return (
    <div class="chart funnel" ref={box}>
      <svg width={width} height={HEIGHT} role="img" aria-label={label}>
        <line class="zero" x1={PAD} x2={width - PAD} y1={y.at(0)} y2={y.at(0)} />
        {known.length > 1 && <path class="band" d={`M${[...upper, ...lower].join('L')}Z`} />}
        {known.length > 1 && <path class="middle" d={`M${middle.join('L')}`} />}
      </svg>
    </div>
  );
}
