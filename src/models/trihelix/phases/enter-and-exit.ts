/**
 * Enter and exit: firms that stay in debt leave; spin-offs of universities and firms enter.
 *
 *   entrants of region r: entry_rate · firms · entry_freedom · (1 − entry_novelty + entry_novelty · novelty / mean novelty)
 *
 * Entrants reuse the rows of firms that left, with a stable key of their own, and inherit part of a parent's expertise.
 * Reads and writes organisations, ties, projects, money. Source: Klepper 2007 for spin-offs; rates assumed.
 */

import { UserError } from '../../../core/errors.js';
import type { Phase } from '../../../core/model.js';
import { forgetHoldings } from '../cascades.js';
import { leaveChains } from '../chain-projects.js';
import { putDomain } from '../combination.js';
import { coreDomain } from '../industries.js';
import { someoneIn } from '../meetings.js';
import { HOUSEHOLDS, paySector } from '../money.js';
import { payGrant } from '../programmes.js';
import { FIRM, GOVERNMENT } from '../schema.js';
import { normaliseShares } from '../shares.js';
import { TEAM_WIDTH } from '../teams.js';
import { indexMembers, type TrihelixWorld } from '../world.js';
import { capacityOf } from './market.js';
import { dropSupplier } from './trade.js';

export const enterAndExit: Phase<TrihelixWorld> = {
  name: 'enter-and-exit',
  run(world) {
    const before = world.counts.entries + world.counts.exits;
    leave(world);
    rememberNovelty(world);
    enter(world);
    if (world.counts.entries + world.counts.exits === before) return;
    indexMembers(world);
    normaliseShares(world);
  },
};

function leave(world: TrihelixWorld): void {
  const { alive, capital, debtSteps } = world.organisations.columns;
  const before = world.counts.exits;
  for (let i = 0; i < world.universityAt; i++) {
    if (alive[i] === 0) continue;
    if (capital[i] >= 0 && debtSteps[i] === 0) continue;
    debtSteps[i] = capital[i] < 0 ? debtSteps[i] + 1 : 0;
    if (debtSteps[i] >= world.parameters.insolvency_steps) closeFirm(world, i);
  }
  if (world.counts.exits > before) leaveTeams(world);
}

function closeFirm(world: TrihelixWorld, i: number): void {
  const o = world.organisations.columns;
  const at = i * world.domains;
  for (let d = at; d < at + world.domains; d++) {
    world.ledger.left += o.expertise[d];
    o.expertise[d] = 0;
  }
  // What is left, or owed, falls to the households that own the firm.
  paySector(world.money, HOUSEHOLDS, i, -o.capital[i]);
  o.alive[i] = 0;
  o.share[i] = 0;
  o.size[i] = 0;
  o.revenue[i] = 0;
  o.debtSteps[i] = 0;
  o.group[i] = 0;
  o.groupUntil[i] = 0;
  o.research[i] = 0;
  o.trained[i] = 0;
  o.opened[i] = 0;
  o.startedBy[i] = 0;
  o.anchor[i] = 0;
  o.worldOpenness[i] = 0;
  o.inputs[i] = 0;
  o.lastLow[i] = 0;
  o.lastHigh[i] = 0;
  o.masteredLow[i] = 0;
  o.masteredHigh[i] = 0;
  world.continuity.byInnovator[i] = 0;
  forgetHoldings(world, i);
  world.projects.columns.running[i] = 0;
  world.network.dropAll(i);
  world.aliveFirms--;
  world.counts.exits++;
  if (world.parameters.chain_projects > 0) leaveChains(world, i);
  if (world.chain.trading) dropSupplier(world, i);
}

/** Teams go on without members that have left, the last one takes the place; a donor that has left teaches no more. */
function leaveTeams(world: TrihelixWorld): void {
  const { running, team, teamSize, donor } = world.projects.columns;
  const { alive } = world.organisations.columns;
  for (let i = 0; i < world.governmentAt; i++) {
    if (running[i] === 0) continue;
    if (donor[i] >= 0 && alive[donor[i]] === 0) donor[i] = -1;
    for (let m = 1; m < teamSize[i]; m++) {
      if (alive[team[i * TEAM_WIDTH + m]] === 1) continue;
      const last = teamSize[i] - 1;
      team[i * TEAM_WIDTH + m] = team[i * TEAM_WIDTH + last];
      teamSize[i] = last;
      m--;
    }
  }
}

function rememberNovelty(world: TrihelixWorld): void {
  const { novelty, news } = world.regions.columns;
  const memory = world.parameters.novelty_memory;
  for (let r = 0; r < world.regionCount; r++) {
    novelty[r] = memory * novelty[r] + (1 - memory) * news[r];
    news[r] = 0;
  }
}

function enter(world: TrihelixWorld): void {
  const { novelty } = world.regions.columns;
  const freedom = world.parameters.entry_freedom;
  const { founders, entryFreedom, entryFrom } = world.levers.columns;
  const draw = world.streams.enter;
  draw.moveTo(world.step);
  let mean = 0;
  for (let r = 0; r < world.regionCount; r++) mean += novelty[r] / world.regionCount;
  let free = 0;
  for (let r = 0; r < world.regionCount; r++) {
    const relative = mean > 0 ? novelty[r] / mean : 1;
    const u = draw.unit(r, 0);
    const unaided = wholeOf(expectedEntry(world, freedom, relative), u);
    const count = wholeOf(expectedEntry(world, freedom + entryFreedom[r] * (1 - freedom), relative) + founders[r], u);
    if (count > entrantRoom(world)) throw new UserError(`${count} entrants in one region and step`, 'lower entry_rate');
    for (let n = 0; n < count; n++) {
      while (free < world.universityAt && world.organisations.columns.alive[free] === 1) free++;
      if (free === world.universityAt) throw new UserError(`no room for more than ${free} firms`, 'raise spare_rows or lower entry_rate');
      startFirm(world, free, r, n);
      if (n >= unaided) world.organisations.columns.startedBy[free] = 1 << entryFrom[r];
      payStartCapital(world, free, r);
    }
  }
}

/** Expected entrants of a region without support, given its novelty relative to the mean. */
function expectedEntry(world: TrihelixWorld, freedom: number, relative: number): number {
  const { entry_rate: rate, entry_novelty: weight } = world.parameters;
  return (rate * freedom * world.startFirms * (1 - weight + weight * relative)) / world.regionCount;
}

/** A number of entrants from an expected number and a draw. */
function wholeOf(expected: number, u: number): number {
  const whole = Math.floor(expected);
  return u < expected - whole ? whole + 1 : whole;
}

/** Start capital on offer in the region, while the purse lasts. */
function payStartCapital(world: TrihelixWorld, i: number, r: number): void {
  const { startCapital, entryFrom } = world.levers.columns;
  const paid = Math.min(startCapital[r], world.programmes.purse[entryFrom[r]]);
  if (paid === 0) return;
  payGrant(world, entryFrom[r], i, paid);
  world.organisations.columns.startedBy[i] = 1 << entryFrom[r];
}

/** A new firm in region r, the n-th of this step, in the free row i. */
function startFirm(world: TrihelixWorld, i: number, r: number, n: number): void {
  const o = world.organisations.columns;
  const draw = world.streams.enter;
  const p = world.parameters;
  const key = entrantKey(world, r, n);
  const parent = parentOf(world, r, key);
  o.kind[i] = FIRM;
  o.region[i] = r;
  o.industry[i] = o.kind[parent] === FIRM ? o.industry[parent] : world.regions.columns.home[r];
  o.sector[i] = o.industry[i];
  o.stage[i] = 1 + draw.below(p.production_stages, key, 5);
  o.key[i] = key;
  o.bornAt[i] = world.step;
  o.alive[i] = 1;
  o.worldOpenness[i] = p.world_openness;
  o.openness[i] = p.outbound_openness;
  o.inbound[i] = p.inbound_openness;
  o.absorptive[i] = p.absorptive_capacity;
  o.size[i] = p.smallest_size;
  o.tieCapacity[i] = capacityOf(world, p.smallest_size);
  // An industry that has died out begins again where all began.
  o.quality[i] = world.industries.columns.meanQuality[o.industry[i]] || 1;
  o.share[i] = p.entrant_share / Math.max(1, world.aliveFirms / world.births.living);
  inherit(world, i, parent, key);
  // Founders bring their savings.
  paySector(world.money, HOUSEHOLDS, i, Math.floor(p.initial_capital * p.margin * p.smallest_size * p.revenue_per_employee * 100));
  world.aliveFirms++;
  world.counts.entries++;
}

/** Entrants of a region in one step for which there are keys. */
function entrantRoom(world: TrihelixWorld): number {
  return Math.max(64, 4 * Math.ceil(world.firmRows / world.regionCount));
}

/** Keys of entrants follow from step, region and number alone, so that they share their luck across variants. */
function entrantKey(world: TrihelixWorld, r: number, n: number): number {
  return world.rows + (world.step * world.regionCount + r) * entrantRoom(world) + n;
}

function parentOf(world: TrihelixWorld, r: number, key: number): number {
  const { kind, alive, bornAt } = world.organisations.columns;
  const draw = world.streams.enter;
  const wantsUniversity = draw.unit(key, 1) < world.parameters.spinoff_university;
  let any = -1;
  for (let tries = 0; tries < 32; tries++) {
    const j = someoneIn(world, r, draw.unit(key, 16 + tries));
    // The list of members is older than the entrants of this step, whose rows it may name.
    if (alive[j] === 0 || kind[j] === GOVERNMENT || bornAt[j] === world.step) continue;
    any = j;
    if ((kind[j] !== FIRM) === wantsUniversity) return j;
  }
  return any >= 0 ? any : world.regions.columns.government[r];
}

function inherit(world: TrihelixWorld, i: number, parent: number, key: number): void {
  const { expertise, industry, foundedLow, foundedHigh } = world.organisations.columns;
  const { domains, parameters: p } = world;
  for (let d = 0; d < domains; d++) {
    const e = expertise[parent * domains + d] * p.inheritance;
    expertise[i * domains + d] = e;
  }
  for (let c = 0; c < p.founder_domains; c++) {
    const at = i * domains + coreDomain(world, industry[i], world.streams.enter.unit(key, 64 + c));
    expertise[at] = Math.max(expertise[at], p.working_level);
  }
  foundedLow[i] = 0;
  foundedHigh[i] = 0;
  for (let d = 0, at = i * domains; d < domains; d++, at++) {
    const e = expertise[at];
    world.ledger.entered += e;
    if (e >= p.working_level) putDomain(foundedLow, foundedHigh, i, d);
  }
}
