/** Layers over time, one on the other: how many of each, up to the shown step in full colour. */
import { Axes, PAD } from './axes.js';
import { linear } from './scale.js';
import { useWidth } from './width.js';

export interface StackProps {
  /** Lowest layer first: class for its colour, and one value per step. */
  readonly layers: readonly { readonly tone: string; readonly values: readonly number[] }[];
  readonly steps: number;
  readonly burnIn: number;
  readonly step: number;
  /** Top of the scale, so that two charts compare. */
  readonly top: number;
  readonly label: string;
  /** What is counted, above the chart. */
  readonly unit: string;
  /** What a step is, under the chart. */
  readonly stepUnit: string;
}

const HEIGHT = 184;

export function StackChart({ layers, steps, burnIn, step, top, label, unit, stepUnit }: StackProps) {
  const [box, width] = useWidth<HTMLDivElement>(420);
  const x = linear(1, steps, PAD.left, width - PAD.right);
  const y = linear(0, top || 1, HEIGHT - PAD.bottom, PAD.top);
  const floor: number[] = new Array(steps).fill(0);
  const shapes = layers.map(({ tone, values }) => {
    const below = values.map((_, t) => `${x.at(t + 1).toFixed(1)} ${y.at(floor[t] as number).toFixed(1)}`).reverse();
    for (const [t, value] of values.entries()) floor[t] = (floor[t] as number) + value;
    const above = values.map((_, t) => `${x.at(t + 1).toFixed(1)} ${y.at(floor[t] as number).toFixed(1)}`);
    return { tone, d: values.length === 0 ? '' : `M${[...above, ...below].join('L')}Z` };
  });
  return (
    <div class="chart stack" ref={box}>
      <svg width={width} height={HEIGHT} role="img" aria-label={label}>
        <Axes x={x} y={y} width={width} height={HEIGHT} of={unit} along={stepUnit} />
        {shapes.map(({ tone, d }) => (
          <path key={tone} class={`layer ${tone}`} d={d} />
        ))}
        {burnIn > 0 && <line class="zero" x1={x.at(burnIn + 0.5)} x2={x.at(burnIn + 0.5)} y1={PAD.top} y2={HEIGHT - PAD.bottom} />}
        <line class="now" x1={x.at(step)} x2={x.at(step)} y1={PAD.top} y2={HEIGHT - PAD.bottom} />
      </svg>
    </div>
  );
}
