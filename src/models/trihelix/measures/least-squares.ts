/** Slopes by ordinary least squares: how fast something grows, and the exponents of power laws on logarithms. */
import { log } from '../../../core/maths.js';

/**
 * Slope of y on x over the positions from … to − 1, b = Σ(x−x̄)(y−ȳ)/Σ(x−x̄)². NaN where x does not vary or a value is
 * not finite. Source: Legendre 1805.
 */
export function slope(x: Float64Array, y: Float64Array, from: number, to: number): number {
  const n = to - from;
  if (n < 2) return Number.NaN;
  let sumX = 0;
  let sumY = 0;
  let varies = false;
  for (let t = from; t < to; t++) {
    sumX += x[t];
    sumY += y[t];
    if (x[t] !== x[from]) varies = true;
  }
  if (!varies) return Number.NaN;
  let along = 0;
  let across = 0;
  for (let t = from; t < to; t++) {
    const dx = x[t] - sumX / n;
    along += dx * dx;
    across += dx * (y[t] - sumY / n);
  }
  const b = across / along;
  return Number.isFinite(b) ? b : Number.NaN;
}

/** Slope of a series on its step over from … to − 1, in units per step; values that are no finite number are left out. NaN below two values. */
export function trend(series: Float64Array, from: number, to: number): number {
  return trendOf(series, from, to, false);
}

/** Slope of the natural logarithm of a series on its step: the growth rate per step; values not above 0 are left out. NaN below two values. */
export function logTrend(series: Float64Array, from: number, to: number): number {
  return trendOf(series, from, to, true);
}

function trendOf(series: Float64Array, from: number, to: number, logarithmic: boolean): number {
  let n = 0;
  let meanT = 0;
  let meanY = 0;
  let along = 0;
  let across = 0;
  for (let t = from; t < to; t++) {
    const value = series[t];
    if (!Number.isFinite(value) || (logarithmic && value <= 0)) continue;
    const y = logarithmic ? log(value) : value;
    n++;
    // Welford's update: one pass, and no cancellation for long series
    const dt = t - meanT;
    meanT += dt / n;
    meanY += (y - meanY) / n;
    along += dt * (t - meanT);
    across += dt * (y - meanY);
  }
  return n < 2 ? Number.NaN : across / along;
}
