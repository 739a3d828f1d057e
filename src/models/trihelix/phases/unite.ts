/**
 * Unite: clusters join unions by the schedule, their firms pay the fee, and members meet each other.
 *
 *   a member meets another member of its union with probability union_meetings; a firm pays union_fee if it can
 *
 * Reads clusters; writes unions, meetings, money. What unions do to acceptance and to publications stands in decide.ts and
 * research.ts. Sources: organisational proximity after Boschma 2005; levels after cross-cluster studies; numbers assumed.
 */
import type { Phase } from '../../../core/model.js';
import { addMeeting } from '../meetings.js';
import { cents, HOUSEHOLDS, paySector } from '../money.js';
import { MEETING } from '../schema.js';
import { formUnions, someoneInUnion, unionOfMember } from '../unions.js';
import type { TrihelixWorld } from '../world.js';

export const unite: Phase<TrihelixWorld> = {
  name: 'unite',
  run(world) {
    if (world.parameters.cluster_union === 'none') return;
    formUnions(world);
    payFees(world);
  },
};

function payFees(world: TrihelixWorld): void {
  const { alive, capital } = world.organisations.columns;
  const fee = cents(world.parameters.union_fee);
  for (let i = 0; i < world.universityAt; i++)
    if (alive[i] === 1 && capital[i] >= fee && unionOfMember(world, i) > 0) paySector(world.money, HOUSEHOLDS, i, -fee);
}

/** Meetings inside unions; called while the meetings of a step are listed. */
export function meetInUnions(world: TrihelixWorld): void {
  if (world.parameters.cluster_union === 'none' || world.unions.joined === 0) return;
  const { alive, key } = world.organisations.columns;
  const draw = world.streams['union-meeting'];
  draw.moveTo(world.step);
  for (let i = 0; i < world.rows; i++) {
    const u = alive[i] === 1 ? unionOfMember(world, i) : 0;
    if (u === 0 || draw.unit(key[i], 0) >= world.parameters.union_meetings) continue;
    addMeeting(world, i, someoneInUnion(world, u, draw.unit(key[i], 1)), MEETING.union, 0);
  }
}
