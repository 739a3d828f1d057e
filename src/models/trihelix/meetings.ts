/** The list of pairs that meet in a step, and picking somebody to meet. */
import { UserError } from '../../core/errors.js';
import type { TrihelixWorld } from './world.js';

/**
 * Adds a pair to the step's meetings; `exposure` is the set of instruments that brought it about.
 * @throws UserError when there are more than a step has room for
 */
export function addMeeting(world: TrihelixWorld, i: number, j: number, channel: number, bonus: number, exposure = 0): void {
  const { meetings } = world;
  if (i === j) return;
  if (meetings.count === meetings.a.length)
    throw new UserError(`more than ${meetings.count} meetings in a step`, 'lower the budgets of matchmaking or the seats');
  const m = meetings.count++;
  meetings.a[m] = i;
  meetings.b[m] = j;
  meetings.channel[m] = channel;
  meetings.bonus[m] = bonus;
  meetings.exposure[m] = exposure;
}

/** A living organisation of the region, chosen by u in [0, 1). */
export function someoneIn(world: TrihelixWorld, r: number, u: number): number {
  const start = world.memberStart[r];
  return world.members[start + Math.floor(u * (world.memberStart[r + 1] - start))];
}

/** Any living organisation, chosen by u in [0, 1). */
export function someone(world: TrihelixWorld, u: number): number {
  return world.members[Math.floor(u * world.memberStart[world.regionCount])];
}
