/**
 * Research and mobility: universities open domains, publications feed the public pool, people change firms.
 *
 *   basic research: with probability basic_research a university raises one domain to the working level
 *   pool  P += publication·university_openness·(e − P) by each university that is ahead;  readable at distance level l: P·public_distance^l
 *   mobility: with probability `mobility` a firm hires from another firm and gains mobility_share of its lead in one domain
 *
 * Sources: ODD document 7.4; mobility as a channel after Almeida & Kogut 1999.
 */
import type { Phase } from '../../../core/model.js';
import { putDomain } from '../combination.js';
import { bookGain, transfer } from '../knowledge.js';
import { someone, someoneIn } from '../meetings.js';
import { CHANNEL, FIRM } from '../schema.js';
import type { TrihelixWorld } from '../world.js';
import { disseminate } from './disseminate.js';

export const research: Phase<TrihelixWorld> = {
  name: 'research',
  run(world) {
    openDomains(world);
    publish(world);
    spreadPublications(world);
    disseminate(world);
    movePeople(world);
  },
};

function openDomains(world: TrihelixWorld): void {
  const { alive, key, expertise, foundedLow, foundedHigh } = world.organisations.columns;
  const { basic_research: rate, working_level: level } = world.parameters;
  const draw = world.streams['basic-research'];
  draw.moveTo(world.step);
  for (let i = world.universityAt; i < world.governmentAt; i++) {
    const k = key[i];
    if (alive[i] === 0 || draw.unit(k, 0) >= rate) continue;
    const d = draw.below(world.domains, k, 1);
    const at = i * world.domains + d;
    const gain = level - expertise[at];
    if (gain <= 0) continue;
    expertise[at] += gain;
    bookGain(world, CHANNEL.own, i, i, gain, false);
    putDomain(foundedLow, foundedHigh, i, d);
  }
}

function publish(world: TrihelixWorld): void {
  const { alive, region, expertise } = world.organisations.columns;
  const { pool, poolSector } = world.regions.columns;
  const { domains } = world;
  const rate = world.parameters.publication * world.parameters.university_openness;
  for (let i = world.universityAt; i < world.governmentAt; i++) {
    if (alive[i] === 0) continue;
    const base = region[i] * domains;
    for (let d = 0; d < domains; d++) {
      const lead = expertise[i * domains + d] - pool[base + d];
      if (lead <= 0) continue;
      pool[base + d] += rate * lead;
      poolSector[base + d] = world.industryCount;
    }
  }
}

/** What can be read in each region: the best of all pools after the discount for distance. */
function spreadPublications(world: TrihelixWorld): void {
  const { pool, reach, reachFrom } = world.regions.columns;
  const { domains, regionCount } = world;
  const keep = world.parameters.public_distance;
  for (let r = 0; r < regionCount; r++) {
    reach.fill(0, r * domains, (r + 1) * domains);
    for (let s = 0; s < regionCount; s++) {
      const level = world.distance[r * regionCount + s];
      const factor = level === 0 ? 1 : level === 1 ? keep : level === 2 ? keep * keep : keep * keep * keep;
      for (let d = 0; d < domains; d++) {
        const here = pool[s * domains + d] * factor;
        if (here <= reach[r * domains + d]) continue;
        reach[r * domains + d] = here;
        reachFrom[r * domains + d] = s;
      }
    }
  }
}

function movePeople(world: TrihelixWorld): void {
  const { alive, key, kind } = world.organisations.columns;
  const { mobility, mobility_share: share } = world.parameters;
  const draw = world.streams.mobility;
  draw.moveTo(world.step);
  for (let i = 0; i < world.universityAt; i++) {
    const k = key[i];
    if (alive[i] === 0 || draw.unit(k, 0) >= mobility) continue;
    const j = hiredFrom(world, i);
    if (j === i || kind[j] !== FIRM) continue;
    transfer(world, CHANNEL.mobility, j, i, draw.below(world.domains, k, 3), share, world.network.find(i, j) >= 0);
  }
}

/** Whom firm i would hire from in the step that the stream stands at. */
export function hiredFrom(world: TrihelixWorld, i: number): number {
  const { key, region } = world.organisations.columns;
  const draw = world.streams.mobility;
  const u = draw.unit(key[i], 2);
  return draw.unit(key[i], 1) < world.parameters.mobility_local ? someoneIn(world, region[i], u) : someone(world, u);
}
