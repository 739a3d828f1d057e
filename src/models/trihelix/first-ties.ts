/**
 * Network of the start: the ties that the experimenter gives, with the trust given. They ask nobody's consent; who has more of
 * them than its size lets it keep up keeps them, but takes on no new ones, as firms that shrink do. From the first step on
 * they live and end like all others. No draw is made, so the organisations are those of a world without the list.
 */
import { cognitiveDistance } from './knowledge.js';
import { FIRST_WIDTH } from './parameters/by-hand.js';
import { commitTies } from './phases/commit-ties.js';
import { MEETING, START } from './schema.js';
import type { TrihelixWorld } from './world.js';

/** Makes the ties of the list `first_ties`; organisations must be there. */
export function makeFirstTies(world: TrihelixWorld): void {
  const { network, organisations, parameters, domains } = world;
  const { first_ties: list } = parameters;
  if (list.length === 0) return;
  const { trust, distance, bornAt, channel } = world.ties.columns;
  const { expertise, tieCapacity } = organisations.columns;
  for (let k = 0; k + 2 < list.length; k += FIRST_WIDTH) {
    const e = network.append(list[k], list[k + 1]);
    if (e < 0) continue;
    trust[e] = list[k + 2];
    distance[e] = cognitiveDistance(expertise, domains, list[k], list[k + 1]);
    bornAt[e] = START;
    channel[e] = MEETING.hand;
  }
  commitTies.run(world);
  for (let i = 0; i < world.rows; i++) tieCapacity[i] = Math.max(tieCapacity[i], network.degree(i));
}
