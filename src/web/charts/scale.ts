/** Scales of the charts: a linear map and round numbers for its marks. */

export interface Scale {
  readonly low: number;
  readonly high: number;
  /** Position of a value. */
  at(value: number): number;
}

/** Maps low … high to from … to; a range without width is opened a little. */
export function linear(low: number, high: number, from: number, to: number): Scale {
  const [a, b] = high > low ? [low, high] : [low - 0.5, low + 0.5];
  return { low: a, high: b, at: (value) => from + ((value - a) / (b - a)) * (to - from) };
}

/** Round numbers inside a range: about `count` of them, at 1, 2 or 5 times a power of ten. */
export function marks(low: number, high: number, count: number): number[] {
  if (!(high > low)) return [low];
  const rough = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough;
  const found: number[] = [];
  for (let k = Math.ceil(low / step); k * step <= high + step * 1e-9; k++) found.push(k * step);
  return found;
}

/** The smallest and the largest finite number; 0 and 1 where there is none. */
export function rangeOf(values: Iterable<number>): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : [0, 1];
}
