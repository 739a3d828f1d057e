/** Events of the phase `research`: domains that universities open, what they publish, what people take along. */
import { hiredFrom } from '../phases/research.js';
import type { TrihelixWorld } from '../world.js';
import { TRACE_CHANNEL } from './channels.js';
import { NOBODY } from './event-log.js';
import type { KnowledgeBook } from './knowledge-book.js';

/** A university that opens a domain reaches the working level in it. */
export function collectOpenedDomains(world: TrihelixWorld, book: KnowledgeBook): void {
  const { expertise } = world.organisations.columns;
  for (let i = world.universityAt; i < world.governmentAt; i++)
    eachRaised(book, expertise, i, (d, at) => book.gain(TRACE_CHANNEL.own, NOBODY, i, d, world.parameters.working_level - book.stock[at]));
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

/** A firm that hires gains a share of the other firm's lead in one domain. */
export function collectMobility(world: TrihelixWorld, book: KnowledgeBook): void {
  const { expertise } = world.organisations.columns;
  for (let i = 0; i < world.universityAt; i++)
    eachRaised(book, expertise, i, (d, at) => {
      const j = hiredFrom(world, i);
      book.gain(TRACE_CHANNEL.mobility, j, i, d, world.parameters.mobility_share * (book.stock[j * world.domains + d] - book.stock[at]));
    });
}

/** Visits the domains in which i knows more than its books say. */
function eachRaised(book: KnowledgeBook, expertise: Float64Array, i: number, visit: (d: number, at: number) => void): void {
  for (let d = 0, at = i * book.domains; d < book.domains; d++, at++) if (expertise[at] > book.stock[at]) visit(d, at);
}
