/** Events of the phase `research`: domains that universities open, what they publish, what people take along. */
import { hasDomain } from '../combination.js';
import { hiredDomain, hiredFrom, openedDomain } from '../phases/research.js';
import type { TrihelixWorld } from '../world.js';
import { TRACE_CHANNEL } from './channels.js';
import { NOBODY } from './event-log.js';
import type { KnowledgeBook } from './knowledge-book.js';

/** A university that opens a domain reaches the working level in it. */
export function collectOpenedDomains(world: TrihelixWorld, book: KnowledgeBook): void {
  for (let i = world.universityAt; i < world.governmentAt; i++) {
    const d = openedDomain(world, i);
    if (d < 0 || world.organisations.columns.alive[i] === 0) continue;
    book.gain(TRACE_CHANNEL.own, NOBODY, i, d, world.parameters.working_level - book.stock[i * world.domains + d]);
  }
}

/** Each university raises its region's pool where it is ahead of it. */
export function collectPublications(world: TrihelixWorld, book: KnowledgeBook): void {
  const { alive, region } = world.organisations.columns;
  const rate = world.parameters.publication * world.parameters.university_openness;
  for (let i = world.universityAt; i < world.governmentAt; i++) {
    if (alive[i] === 0) continue;
    const pool = book.poolOf(region[i]);
    for (let d = 0; d < world.domains; d++) {
      const lead = book.stock[i * world.domains + d] - book.stock[pool * world.domains + d];
      book.gain(TRACE_CHANNEL.published, i, pool, d, rate * lead);
    }
  }
}

/** Members of a platform read what is published elsewhere, beyond what anybody can read in their region. */
export function collectDissemination(world: TrihelixWorld, book: KnowledgeBook): void {
  const { dissemination, disseminationBehind } = world.levers.columns;
  const { alive, region, receptivity, begunLow, begunHigh } = world.organisations.columns;
  const { memberReach, memberReachFrom } = world.scratch;
  for (let i = 0; i < world.rows; i++) {
    if (alive[i] === 0 || dissemination[i] === 0) continue;
    const rate = world.parameters.public_learning * receptivity[i] * dissemination[i];
    const means = book.means.ofSet(disseminationBehind[i]);
    for (let d = 0; d < world.domains; d++) {
      if (!hasDomain(begunLow[i], begunHigh[i], d)) continue;
      const at = region[i] * world.domains + d;
      const lead = memberReach[at] - Math.max(book.stock[i * world.domains + d], world.regions.columns.reach[at]);
      if (lead > 0) book.gain(TRACE_CHANNEL.public, book.poolOf(memberReachFrom[at]), i, d, rate * lead * (1 - lead), means);
    }
  }
}

/** A firm that hires gains a share of the other firm's lead in one domain. */
export function collectMobility(world: TrihelixWorld, book: KnowledgeBook): void {
  for (let i = 0; i < world.universityAt; i++) {
    const j = world.organisations.columns.alive[i] === 1 ? hiredFrom(world, i) : -1;
    if (j < 0) continue;
    const d = hiredDomain(world, i);
    const lead = book.stock[j * world.domains + d] - book.stock[i * world.domains + d];
    book.gain(TRACE_CHANNEL.mobility, j, i, d, world.parameters.mobility_share * lead);
  }
}
