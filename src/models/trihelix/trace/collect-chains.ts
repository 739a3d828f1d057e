/** Events of the phase `trade`, by the formulas in learn-in-chains.ts: from the frontier abroad, and between buyer and supplier. */
import { hasDomain } from '../combination.js';
import { openToWorld } from '../value-chain.js';
import type { TrihelixWorld } from '../world.js';
import { TRACE_CHANNEL } from './channels.js';
import { NOBODY } from './event-log.js';
import type { KnowledgeBook } from './knowledge-book.js';

/** What is learnt abroad has no source inside the ecosystem. */
export function collectChains(world: TrihelixWorld, book: KnowledgeBook): void {
  const { alive, receptivity, supplier } = world.organisations.columns;
  const { frontier } = world.chain;
  for (let i = 0; i < world.universityAt; i++) {
    if (alive[i] === 0) continue;
    const abroad = world.parameters.world_learning * openToWorld(world, i) * receptivity[i];
    learn(world, book, TRACE_CHANNEL.abroad, NOBODY, i, abroad, (d) => frontier[d]);
    if (supplier[i] === 0) continue;
    teach(world, book, supplier[i] - 1, i);
    teach(world, book, i, supplier[i] - 1);
  }
}

function teach(world: TrihelixWorld, book: KnowledgeBook, from: number, to: number): void {
  const { openness, receptivity } = world.organisations.columns;
  const rate = world.parameters.supply_learning * openness[from] * receptivity[to];
  learn(world, book, TRACE_CHANNEL.supply_chain, from, to, rate, (d) => book.stock[from * world.domains + d]);
}

function learn(
  world: TrihelixWorld,
  book: KnowledgeBook,
  channel: number,
  from: number,
  to: number,
  rate: number,
  level: (d: number) => number,
): void {
  if (rate === 0) return;
  const { begunLow, begunHigh } = world.organisations.columns;
  for (let d = 0; d < world.domains; d++) {
    if (!hasDomain(begunLow[to], begunHigh[to], d)) continue;
    const lead = level(d) - book.stock[to * world.domains + d];
    if (lead > 0) book.gain(channel, from, to, d, rate * lead * (1 - lead));
  }
}
