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

/**
 * Slope of the natural logarithm of a series on its step: the growth rate per step. Values not above 0 are left out. NaN
 * below two values.
 */
export function logTrend(series: Float64Array, from: number, to: number): number {
  let n = 0;
  let meanT = 0;
  let meanY = 0;
  let along = 0;
  let across = 0;
  for (let t = from; t < to; t++) {
    if (!(series[t] > 0) || !Number.isFinite(series[t])) continue;
    const y = log(series[t]);
    const dt = t - meanT;
    n++;
    meanT += dt / n;
    meanY += (y - meanY) / n;
    along += dt * (t - meanT);
    across += dt * (y - meanY);
  }
  return n > 1 ? across / along : Number.NaN;
}
