/**
 * Disseminate: members of a platform learn what members elsewhere published, with less discount for distance.
 *
 *   readable for members in r:  max over s of Pₛ · (kₗ + (1 − kₗ) · dissemination_reach · cover(s)),  kₗ = public_distance^l
 *   gain = public_learning · receptivity · dissemination · g·(1 − g),  g the lead over own mastery and over what anybody
 *   can read in r, in domains already begun
 *
 * cover: mean of the lever over the organisations of region s. Reads pools and levers; writes expertise and books the
 * gains as public ones. Assumed.
 */
import { bookPublished } from '../knowledge.js';
import type { TrihelixWorld } from '../world.js';

export function disseminate(world: TrihelixWorld): void {
  if (!takeCover(world)) return;
  const { dissemination } = world.levers.columns;
  const { alive, region, receptivity, begunLow, begunHigh } = world.organisations.columns;
  readForMembers(world);
  for (let i = 0; i < world.rows; i++) {
    if (alive[i] === 0 || dissemination[i] === 0) continue;
    const rate = world.parameters.public_learning * receptivity[i] * dissemination[i];
    readInWord(world, i, region[i], 0, begunLow[i], rate);
    if (world.domains > 32) readInWord(world, i, region[i], 32, begunHigh[i], rate);
  }
}

/** Mean of the lever by region into scratch.cover; whether there is any. */
function takeCover(world: TrihelixWorld): boolean {
  const { dissemination } = world.levers.columns;
  const { members, memberStart } = world;
  const { cover } = world.scratch;
  let any = false;
  for (let r = 0; r < world.regionCount; r++) {
    let sum = 0;
    for (let m = memberStart[r]; m < memberStart[r + 1]; m++) sum += dissemination[members[m]];
    cover[r] = sum / Math.max(1, memberStart[r + 1] - memberStart[r]);
    if (sum > 0) any = true;
  }
  return any;
}

/** What members can read in every region and domain, and where it was published, into scratch. */
function readForMembers(world: TrihelixWorld): void {
  const { pool } = world.regions.columns;
  const { domains, regionCount } = world;
  const { cover, memberReach, memberReachFrom } = world.scratch;
  const { public_distance: keep, dissemination_reach: gain } = world.parameters;
  memberReach.fill(0);
  for (let r = 0; r < regionCount; r++) {
    for (let s = 0; s < regionCount; s++) {
      const level = world.distance[r * regionCount + s];
      const plain = level === 0 ? 1 : level === 1 ? keep : level === 2 ? keep * keep : keep * keep * keep;
      const factor = plain + (1 - plain) * gain * cover[s];
      for (let d = 0; d < domains; d++) {
        const here = pool[s * domains + d] * factor;
        if (here <= memberReach[r * domains + d]) continue;
        memberReach[r * domains + d] = here;
        memberReachFrom[r * domains + d] = s;
      }
    }
  }
}

/** Organisation i reads in the begun domains of one word, whose first domain is `first`. */
function readInWord(world: TrihelixWorld, i: number, r: number, first: number, word: number, rate: number): void {
  const { expertise } = world.organisations.columns;
  const { reach } = world.regions.columns;
  const { memberReach, memberReachFrom } = world.scratch;
  for (let bits = word; bits !== 0; ) {
    const bit = 31 - Math.clz32(bits);
    bits ^= 1 << bit;
    const d = first + bit;
    const at = r * world.domains + d;
    const own = i * world.domains + d;
    const lead = memberReach[at] - Math.max(expertise[own], reach[at]);
    if (lead <= 0) continue;
    const gain = rate * lead * (1 - lead);
    expertise[own] += gain;
    bookPublished(world, memberReachFrom[at], d, i, gain);
  }
}
