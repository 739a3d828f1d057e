/**
 * Events of the phase `learn`, by the formulas in the header of phases/learn.ts: forgetting, own research, the best of the
 * region, publications, ties. Each reads the world after the phase; what it needs of before stands in `expertiseBefore`.
 */
import { hasDomain } from '../combination.js';
import { GOVERNMENT, UNIVERSITY } from '../schema.js';
import type { TrihelixWorld } from '../world.js';
import { TRACE_CHANNEL } from './channels.js';
import { NOBODY } from './event-log.js';
import type { KnowledgeBook } from './knowledge-book.js';

/** Forgetting and own research. */
export function collectOwn(world: TrihelixWorld, book: KnowledgeBook): void {
  const { alive, kind, expertiseBefore, lastLow, lastHigh } = world.organisations.columns;
  const { own_learning, university_learning, forgetting, working_level } = world.parameters;
  for (let i = 0; i < world.rows; i++) {
    if (alive[i] === 0 || kind[i] === GOVERNMENT) continue;
    const rate = kind[i] === UNIVERSITY ? Math.min(1, own_learning * university_learning) : own_learning;
    for (let d = 0; d < world.domains; d++) {
      const e = expertiseBefore[i * world.domains + d];
      if (!hasDomain(lastLow[i], lastHigh[i], d)) book.lose(i, d, forgetting * e * (1 - e));
      if (e >= working_level) book.gain(TRACE_CHANNEL.own, NOBODY, i, d, rate * (1 - e));
    }
  }
}

/** From the best of the region, in domains already begun; who was as good has no teacher. */
export function collectLocal(world: TrihelixWorld, book: KnowledgeBook): void {
  const { region, receptivity, openness, expertiseBefore } = world.organisations.columns;
  const { environment, best, bestAt } = world.regions.columns;
  eachBegun(world, (i, d) => {
    const at = region[i] * world.domains + d;
    const lead = best[at] - book.stock[i * world.domains + d];
    if (lead <= 0 || expertiseBefore[i * world.domains + d] >= best[at]) return;
    const rate = world.parameters.local_learning * environment[region[i]] * receptivity[i] * openness[bestAt[at]];
    book.gain(TRACE_CHANNEL.local, bestAt[at], i, d, rate * lead * (1 - lead));
  });
}

/** From what can be read in the region, in domains already begun. */
export function collectPublic(world: TrihelixWorld, book: KnowledgeBook): void {
  const { region, receptivity } = world.organisations.columns;
  const { reach, reachFrom } = world.regions.columns;
  eachBegun(world, (i, d) => {
    const at = region[i] * world.domains + d;
    const lead = reach[at] - book.stock[i * world.domains + d];
    if (lead <= 0) return;
    const rate = world.parameters.public_learning * receptivity[i];
    book.gain(TRACE_CHANNEL.public, book.poolOf(reachFrom[at]), i, d, rate * lead * (1 - lead));
  });
}

function eachBegun(world: TrihelixWorld, visit: (i: number, d: number) => void): void {
  const { alive, receptivity, begunLow, begunHigh } = world.organisations.columns;
  for (let i = 0; i < world.rows; i++) {
    if (alive[i] === 0 || receptivity[i] === 0) continue;
    for (let d = 0; d < world.domains; d++) if (hasDomain(begunLow[i], begunHigh[i], d)) visit(i, d);
  }
}

/** Over ties from the rung coordination on, both ways, in domains that one of the two has begun. */
export function collectTies(world: TrihelixWorld, book: KnowledgeBook): void {
  const { blocks, start, degrees } = world.network;
  const { trust, exposure } = world.ties.columns;
  const { openness, receptivity } = world.organisations.columns;
  for (let i = 0; i < world.rows; i++) {
    for (let p = start[i], end = p + 2 * degrees[i]; p < end; p += 2) {
      const j = blocks[p];
      const e = blocks[p + 1];
      if (j < i || trust[e] < world.ladder[1]) continue;
      const rate = world.parameters.tie_learning * trust[e];
      const means = book.means.ofSet(exposure[e]);
      passOverTie(world, book, j, i, rate * openness[j] * receptivity[i], means);
      passOverTie(world, book, i, j, rate * openness[i] * receptivity[j], means);
    }
  }
}

function passOverTie(world: TrihelixWorld, book: KnowledgeBook, from: number, to: number, rate: number, means: number): void {
  if (rate === 0) return;
  const { expertiseBefore, begunLow, begunHigh } = world.organisations.columns;
  const low = begunLow[from] | begunLow[to];
  const high = begunHigh[from] | begunHigh[to];
  for (let d = 0; d < world.domains; d++) {
    if (!hasDomain(low, high, d)) continue;
    const lead = expertiseBefore[from * world.domains + d] - book.stock[to * world.domains + d];
    if (lead > 0) book.gain(TRACE_CHANNEL.tie, from, to, d, rate * lead * (1 - lead), means);
  }
}
