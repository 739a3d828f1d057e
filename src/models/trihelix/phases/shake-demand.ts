/**
 * Shake demand: customers come and go, independently for every product line, so that a firm of many lines varies less.
 *
 *   shareᵢ ← shareᵢ·exp(demand_noise·zᵢ/√linesᵢ), z a standard normal number; shares of an industry then add up to one again
 *
 * Reads size; writes market shares. Sources: Klette & Kortum 2004 for firms as sets of lines, Sutton 2002 for what independent
 * parts of a firm do to the variance of its growth; the size of the noise is assumed.
 */
import { cos, exp, log } from '../../../core/maths.js';
import { normaliseShares } from '../shares.js';
import type { TrihelixWorld } from '../world.js';

const TURN = 2 * Math.PI;

export function shakeDemand(world: TrihelixWorld): void {
  const { alive, share, key, size } = world.organisations.columns;
  const { demand_noise: noise, line_size: line } = world.parameters;
  const draw = world.streams.demand;
  draw.moveTo(world.step);
  for (let i = 0; i < world.universityAt; i++) {
    if (alive[i] === 0) continue;
    // A standard normal number by Box and Muller 1958; 1 − u is never 0.
    const z = Math.sqrt(-2 * log(1 - draw.unit(key[i], 0))) * cos(TURN * draw.unit(key[i], 1));
    // As many lines as its size holds, and at least one.
    share[i] *= exp((noise * z) / Math.sqrt(Math.max(1, size[i] / line)));
  }
  normaliseShares(world);
}
