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
    if (world.leversInUse) disseminate(world);
    movePeople(world);
  },
};

function openDomains(world: TrihelixWorld): void {
  const { alive, expertise, foundedLow, foundedHigh } = world.organisations.columns;
  const level = world.parameters.working_level;
  world.streams['basic-research'].moveTo(world.step);
  for (let i = world.universityAt; i < world.governmentAt; i++) {
    const d = openedDomain(world, i);
    if (alive[i] === 0 || d < 0) continue;
    const at = i * world.domains + d;
    const gain = level - expertise[at];
    if (gain <= 0) continue;
    expertise[at] += gain;
    bookGain(world, CHANNEL.own, i, i, gain, false);
    putDomain(foundedLow, foundedHigh, i, d);
  }
}

/** Domain that university i opens in the step that the stream stands at, −1 none. */
export function openedDomain(world: TrihelixWorld, i: number): number {
  const draw = world.streams['basic-research'];
  const k = world.organisations.columns.key[i];
  return draw.unit(k, 0) < world.parameters.basic_research ? draw.below(world.domains, k, 1) : -1;
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
  const { regionsUnited } = world.unions;
  for (let r = 0; r < regionCount; r++) {
    reach.fill(0, r * domains, (r + 1) * domains);
    for (let s = 0; s < regionCount; s++) {
      const level = world.distance[r * regionCount + s];
      const far = level === 0 ? 1 : level === 1 ? keep : level === 2 ? keep * keep : keep * keep * keep;
      const factor = regionsUnited[r * regionCount + s] === 1 ? far + world.parameters.union_pool * (1 - far) : far;
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
  const { alive } = world.organisations.columns;
  const { network, parameters } = world;
  world.streams.mobility.moveTo(world.step);
  for (let i = 0; i < world.universityAt; i++) {
    if (alive[i] === 0) continue;
    const j = hiredFrom(world, i);
    if (j >= 0) transfer(world, CHANNEL.mobility, j, i, hiredDomain(world, i), parameters.mobility_share, network.find(i, j) >= 0);
  }
}

/** The firm from which firm i hires in the step that the stream stands at, −1 none. */
export function hiredFrom(world: TrihelixWorld, i: number): number {
  const { key, region, kind } = world.organisations.columns;
  const { mobility, mobility_local: local } = world.parameters;
  const draw = world.streams.mobility;
  const k = key[i];
  if (draw.unit(k, 0) >= mobility) return -1;
  const u = draw.unit(k, 2);
  const j = draw.unit(k, 1) < local ? someoneIn(world, region[i], u) : someone(world, u);
  return j === i || kind[j] !== FIRM ? -1 : j;
}

/** The domain in which firm i learns from whom it hires. */
export function hiredDomain(world: TrihelixWorld, i: number): number {
  return world.streams.mobility.below(world.domains, world.organisations.columns.key[i], 3);
}
