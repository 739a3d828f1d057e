/** A difference with its 95 % interval as a bar on a scale that has zero in its middle. The text beside it says the same. */
const WIDTH = 150;
const PAD = 6;

export interface IntervalBarProps {
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** What the scale reaches to on both sides; by default this interval's farther end. */
  readonly reach?: number;
}

export function IntervalBar({ difference, low, high, reach }: IntervalBarProps) {
  if (difference === null || low === null || high === null) return null;
  const far = (reach ?? Math.max(Math.abs(low), Math.abs(high))) || 1;
  const x = (value: number): number => WIDTH / 2 + (value / far) * (WIDTH / 2 - PAD);
  return (
    <svg class="interval bar" width={WIDTH} height={18} aria-hidden="true">
      <line class="zero" x1={WIDTH / 2} x2={WIDTH / 2} y1={1} y2={17} />
      <line x1={x(low)} x2={x(high)} y1={9} y2={9} />
      <circle cx={x(difference)} cy={9} r={4} />
    </svg>
  );
}
