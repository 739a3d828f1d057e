/**
 * Shared facilities: which of them a project uses. A place in a facility is a share of a full one; a project gets in with
 * that probability, and then counts as helped by who pays for the place.
 */
import { FACILITIES } from './levers.js';
import type { TrihelixWorld } from './world.js';

/** Whether organisation i has a place in any facility. */
export function hasFacility(world: TrihelixWorld, i: number): boolean {
  const { facility } = world.levers.columns;
  for (let f = 0; f < FACILITIES; f++) if (facility[i * FACILITIES + f] > 0) return true;
  return false;
}

/** Facilities that the project which i starts now can use, as a set, by lot. */
export function useFacilities(world: TrihelixWorld, i: number): number {
  const { facility } = world.levers.columns;
  const k = world.organisations.columns.key[i];
  let used = 0;
  for (let f = 0; f < FACILITIES; f++) {
    const place = facility[i * FACILITIES + f];
    if (place > 0 && world.streams.facility.unit(k, f) < place) used |= 1 << f;
  }
  return used;
}

/** Instruments that pay for the facilities used. */
export function facilityCredit(world: TrihelixWorld, i: number, used: number): number {
  const { facilityBehind } = world.levers.columns;
  let set = 0;
  for (let f = 0; f < FACILITIES; f++) if (((used >>> f) & 1) === 1) set |= facilityBehind[i * FACILITIES + f];
  return set;
}
