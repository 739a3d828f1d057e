/** Lines over time: one per world, the shown step as a rule, the steps that are not measured in the shade. */
import { Axes, PAD } from './axes.js';
import { linear, rangeOf, type Scale } from './scale.js';
import { useWidth } from './width.js';

export interface SeriesLine {
  readonly name: string;
  /** `left` or `right`: decides colour and dash. */
  readonly side: string;
  readonly values: readonly number[];
}

export interface SeriesProps {
  readonly lines: readonly SeriesLine[];
  /** Steps of a run, those not measured, and the number of steps shown as done. */
  readonly steps: number;
  readonly burnIn: number;
  readonly step: number;
  readonly label: string;
  /** What the values are counted in, above the chart; empty where they are plain numbers. */
  readonly unit: string;
  /** What a step is, under the chart. */
  readonly stepUnit: string;
  readonly onStep: (step: number) => void;
}

const HEIGHT = 200;

/** The chart; a click moves the shown step. */
export function SeriesChart(props: SeriesProps) {
  const [box, width] = useWidth<HTMLDivElement>(560);
  const { lines, steps, burnIn, step, label, unit, stepUnit, onStep } = props;
  const x = linear(1, steps, PAD.left, width - PAD.right);
  const [low, high] = rangeOf(lines.flatMap(({ values }) => values));
  const y = linear(Math.min(low, low >= 0 ? 0 : low), high + (high - low || 1) * 0.05, HEIGHT - PAD.bottom, PAD.top);
  const click = (event: MouseEvent): void => {
    const left = (event.currentTarget as Element).getBoundingClientRect().left;
    onStep(Math.round(x.low + ((event.clientX - left - PAD.left) / (width - PAD.right - PAD.left)) * (x.high - x.low)));
  };
  return (
    <div class="chart" ref={box}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the slider of the time bar does the same by keyboard. */}
      <svg width={width} height={HEIGHT} role="img" aria-label={label} onClick={click}>
        <rect
          class="shade"
          x={PAD.left}
          y={PAD.top}
          width={Math.max(0, x.at(burnIn + 0.5) - PAD.left)}
          height={HEIGHT - PAD.top - PAD.bottom}
        />
        <Axes x={x} y={y} width={width} height={HEIGHT} of={unit} along={stepUnit} />
        {lines.map((line) => (
          <path key={line.side} class={`line ${line.side}`} d={pathOf(line.values, x, y)} />
        ))}
        <line class="now" x1={x.at(step)} x2={x.at(step)} y1={PAD.top} y2={HEIGHT - PAD.bottom} />
        {lines.map(({ side, values }) => dot(side, values[step - 1], x.at(step), y))}
      </svg>
    </div>
  );
}

function dot(side: string, value: number | undefined, x: number, y: Scale) {
  return value === undefined || !Number.isFinite(value) ? null : <circle key={side} class={`dot ${side}`} cx={x} cy={y.at(value)} r={4} />;
}

function pathOf(values: readonly number[], x: Scale, y: Scale): string {
  let path = '';
  let pen = 'M';
  for (const [t, value] of values.entries()) {
    if (Number.isFinite(value)) path += `${pen}${x.at(t + 1).toFixed(1)} ${y.at(value).toFixed(1)}`;
    pen = Number.isFinite(value) ? 'L' : 'M';
  }
  return path;
}
