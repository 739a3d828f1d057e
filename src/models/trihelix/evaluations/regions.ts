/** What regions have at a moment: knowledge per organisation and revenue of their firms. */

import { mean, standardDeviation } from '../../../core/kernels.js';
import { log } from '../../../core/maths.js';
import { slope } from '../measures/least-squares.js';
import type { TrihelixWorld } from '../world.js';

export interface RegionLevels {
  /** Mean mastery of an organisation, summed over domains. */
  readonly knowledge: Float64Array;
  /** Revenue of all firms in cents per step. */
  readonly output: Float64Array;
}

export function observeRegions(world: TrihelixWorld): RegionLevels {
  const { alive, region, expertise, revenue } = world.organisations.columns;
  const { domains, regionCount } = world;
  const knowledge = new Float64Array(regionCount);
  const output = new Float64Array(regionCount);
  const members = new Float64Array(regionCount);
  for (let i = 0; i < world.rows; i++) {
    if (alive[i] === 0) continue;
    const r = region[i];
    members[r] += 1;
    for (let p = i * domains; p < (i + 1) * domains; p++) knowledge[r] += expertise[p];
    if (i < world.universityAt) output[r] += revenue[i];
  }
  for (let r = 0; r < regionCount; r++) knowledge[r] = members[r] === 0 ? 0 : knowledge[r] / members[r];
  return { knowledge, output };
}

/** Kernel: coefficient of variation, σ/x̄; NaN below two values or where the mean is not above zero. */
export function variation(values: Float64Array): number {
  const centre = mean(values);
  return values.length > 1 && centre > 0 ? standardDeviation(values) / centre : Number.NaN;
}

/**
 * Kernel: slope of the growth of the logarithm per step on the logarithm at first; below 0 the poor catch up. Places
 * without a value at either moment are left out. Source: Barro & Sala-i-Martin 1992.
 */
export function catchUp(first: Float64Array, last: Float64Array, steps: number): number {
  const x: number[] = [];
  const y: number[] = [];
  for (let r = 0; r < first.length; r++) {
    if (!(first[r] > 0) || !(last[r] > 0)) continue;
    x.push(log(first[r]));
    y.push((log(last[r]) - log(first[r])) / steps);
  }
  // Two places always lie on a line.
  return x.length < 3 ? Number.NaN : slope(Float64Array.from(x), Float64Array.from(y), 0, x.length);
}
