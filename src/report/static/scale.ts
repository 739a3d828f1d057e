/** Scales and ticks: from numbers to places, with round numbers at the ticks. */
import { formatFixed, type Language } from '../format.js';

export interface Scale {
  readonly low: number;
  readonly high: number;
  at(value: number): number;
}

/** Linear, from the numbers low … high to the places from … to. A scale without width gets one. */
export function linear(low: number, high: number, from: number, to: number): Scale {
  const width = high > low ? high - low : Math.abs(low) > 0 ? Math.abs(low) : 1;
  const start = high > low ? low : low - width / 2;
  return { low: start, high: start + width, at: (value) => from + ((value - start) / width) * (to - from) };
}

const STEPS = [1, 2, 2.5, 5, 10];

/** Round numbers between two ends, about so many. */
export function ticksOf(low: number, high: number, count: number): number[] {
  const rough = (high - low) / Math.max(1, count);
  if (!(rough > 0) || !Number.isFinite(rough)) return [low];
  let power = 1;
  while (power > rough) power /= 10;
  while (power * 10 <= rough) power *= 10;
  const step = (STEPS.find((each) => each * power >= rough) ?? 10) * power;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first) + 1 }, (_, k) => Number(((first + k) * step).toPrecision(12)));
}

/** The ticks as text: equal decimals, thousands and millions by a suffix where all are large. */
export function tickTexts(ticks: readonly number[], language: Language): string[] {
  const largest = Math.max(...ticks.map(Math.abs), 0);
  const million = largest >= 1e6;
  const divisor = million ? 1e6 : 1;
  const suffix = million ? (language === 'ru' ? ' млн' : ' M') : '';
  const decimals = Math.max(0, ...ticks.map((tick) => decimalsOf(tick / divisor)));
  return ticks.map((tick) => (tick === 0 ? '0' : formatFixed(tick / divisor, decimals, language) + suffix));
}

function decimalsOf(value: number): number {
  const text = String(Number(value.toPrecision(10)));
  if (text.includes('e-')) return 6;
  return text.includes('.') ? Math.min(6, text.length - text.indexOf('.') - 1) : 0;
}

/** Ends of numbers with room on both sides; `include` is always inside. */
export function spread(values: readonly (number | null)[], room: number, include: readonly number[] = []): [number, number] {
  const known = [...values.filter((value): value is number => value !== null && Number.isFinite(value)), ...include];
  if (known.length === 0) return [0, 1];
  const low = Math.min(...known);
  const high = Math.max(...known);
  const pad = high > low ? (high - low) * room : Math.abs(high) > 0 ? Math.abs(high) * 0.1 : 1;
  return [low - pad, high + pad];
}
