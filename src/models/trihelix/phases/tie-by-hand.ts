/**
 * Tie by hand: makes and cuts the ties that the experimenter asked for in this step.
 *
 * A new one begins with the trust of any beginning and asks nobody's consent or capacity; a pair that is tied already, or of
 * which one does not live, is passed over. Who is full has room for the new tie, and for no other. Writes ties (visible at commit). No draw is made, so the luck of all else stays.
 */
import type { Phase } from '../../../core/model.js';
import { cognitiveDistance } from '../knowledge.js';
import { HAND_WIDTH } from '../parameters/by-hand.js';
import { MEETING } from '../schema.js';
import type { TrihelixWorld } from '../world.js';
import { openTie } from './decide.js';

export const tieByHand: Phase<TrihelixWorld> = {
  name: 'tie-by-hand',
  run(world) {
    const { hand_ties: made, hand_cuts: cut } = world.parameters;
    if (made.length === 0 && cut.length === 0) return;
    world.streams.broker.moveTo(0);
    for (let k = 0; k + 2 < cut.length; k += HAND_WIDTH) if (isDue(world, cut, k)) cutTie(world, cut[k + 1], cut[k + 2]);
    for (let k = 0; k + 2 < made.length; k += HAND_WIDTH) if (isDue(world, made, k)) makeTie(world, made[k + 1], made[k + 2]);
  },
};

/** Whether the entry is of this step and names two organisations that live. */
function isDue(world: TrihelixWorld, list: readonly number[], k: number): boolean {
  const { alive } = world.organisations.columns;
  return list[k] === world.step && alive[list[k + 1]] === 1 && alive[list[k + 2]] === 1;
}

function makeTie(world: TrihelixWorld, i: number, j: number): void {
  if (i === j) return;
  const { expertise, tieCapacity } = world.organisations.columns;
  openTie(world, i, j, MEETING.hand, cognitiveDistance(expertise, world.domains, i, j), 0);
  for (const end of [i, j]) tieCapacity[end] = Math.max(tieCapacity[end], world.network.degree(end) + world.scratch.pending[end]);
}

function cutTie(world: TrihelixWorld, i: number, j: number): void {
  const e = world.network.find(i, j);
  if (e >= 0) world.network.drop(e);
}
