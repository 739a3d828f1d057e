/** Regions, countries, groupings: who is how far from whom. */
import type { Parameters } from './parameters/index.js';

/** Deals `parts` out over `wholes` in blocks of nearly equal size: part p belongs to the whole that is returned. */
export function blockOf(p: number, parts: number, wholes: number): number {
  return Math.min(wholes - 1, Math.floor((p * wholes) / parts));
}

/** Country and grouping of a region. */
export function placeOf(region: number, parameters: Parameters): { country: number; grouping: number } {
  const countries = Math.min(parameters.countries, parameters.regions);
  const country = blockOf(region, parameters.regions, countries);
  return { country, grouping: blockOf(country, countries, Math.min(parameters.integration_groups, countries)) };
}

/** Distance levels between all regions, row by row: 0 same region, 1 same country, 2 same grouping, 3 beyond. */
export function distanceLevels(parameters: Parameters): Int32Array {
  const { regions } = parameters;
  const places = Array.from({ length: regions }, (_, r) => placeOf(r, parameters));
  const levels = new Int32Array(regions * regions);
  places.forEach((a, r) => {
    places.forEach((b, s) => {
      levels[r * regions + s] = r === s ? 0 : a.country === b.country ? 1 : a.grouping === b.grouping ? 2 : 3;
    });
  });
  return levels;
}
