/**
 * Trade: firms open to the world, climb the chain, choose their suppliers, and learn from both.
 *
 *   open     with chance opening_rate + opening_support·support, less what closure shuts out:  w += opening_gain·(1 − w)
 *   climb    with chance upgrading_rate·min(1, q/W)·K·(home + (1 − home)·w), K the mean mastery of the industry's core
 *   suppliers of the stage below: partners, and some of the region and of all; the best of quality·nearness·(1 + trust)
 *   learn    supply_learning·o·ρ·g·(1 − g) between buyer and supplier; world_learning·w·ρ·g·(1 − g) from the frontier
 *
 * Reads levers, ties, quality; writes openness to the world, stage, supplier, expertise, money. Sources: Humphrey & Schmitz
 * 2002 (upgrading), Gereffi, Humphrey & Sturgeon 2005 (chains), Javorcik 2004 and Coe & Helpman 1995 (learning).
 */
import type { Phase } from '../../../core/model.js';
import { coreMastery } from '../industries.js';
import { learnFromFrontier, learnFromSupplier } from '../learn-in-chains.js';
import { someone, someoneIn } from '../meetings.js';
import { cents, HOUSEHOLDS, paySector } from '../money.js';
import { canSupply, openToWorld, outsourcingOf } from '../value-chain.js';
import type { TrihelixWorld } from '../world.js';

/** Draw numbers of the organisations looked at begin here. */
const LOOKS_NEAR = 8;
const LOOKS_FAR = 32;

export const trade: Phase<TrihelixWorld> = {
  name: 'trade',
  run(world) {
    moveFrontier(world);
    world.chain.trading = anyTrade(world);
    if (!world.chain.trading) return;
    world.streams.supply.moveTo(world.step);
    open(world);
    if (world.parameters.upgrading_rate > 0) climb(world);
    supply(world);
  },
};

/** Whether anybody can open, climb, buy, or has done so. */
function anyTrade(world: TrihelixWorld): boolean {
  const { outsourcing, world_openness, opening_rate, upgrading_rate } = world.parameters;
  if (outsourcing + world_openness + opening_rate + upgrading_rate > 0 || world.chain.opened) return true;
  const { chainOpening } = world.levers.columns;
  for (let i = 0; i < world.universityAt; i++) if (chainOpening[i] > 0) return true;
  return false;
}

function moveFrontier({ chain, parameters: p }: TrihelixWorld): void {
  const { frontier } = chain;
  for (let d = 0; d < frontier.length; d++) frontier[d] += p.frontier_growth * (1 - frontier[d]);
  chain.worldQuality *= 1 + p.world_quality_growth;
}

/** A step into the world of every firm that wants it and can pay for it. */
function open(world: TrihelixWorld): void {
  const { alive, key, capital, worldOpenness } = world.organisations.columns;
  const { opening_rate: rate, opening_support, opening_gain: gain, opening_cost, protection } = world.parameters;
  const { chainOpening } = world.levers.columns;
  const { supply: draw } = world.streams;
  const price = cents(opening_cost);
  for (let i = 0; i < world.universityAt; i++) {
    if (alive[i] === 0) continue;
    const support = chainOpening[i];
    const chance = (rate + opening_support * support) * (1 - protection);
    if (chance === 0 || draw.unit(key[i], 1) >= chance) continue;
    const cost = Math.floor(price * (1 - support));
    if (capital[i] < cost) continue;
    paySector(world.money, HOUSEHOLDS, i, -cost);
    worldOpenness[i] += gain * (1 - worldOpenness[i]);
    world.chain.opened = true;
  }
}

/** A stage up for every firm that is lucky, below the top and can pay for it. */
function climb(world: TrihelixWorld): void {
  const { alive, key, stage, capital } = world.organisations.columns;
  const { production_stages: top, upgrading_rate: most } = world.parameters;
  const { supply: draw } = world.streams;
  const cost = cents(world.parameters.upgrading_cost);
  for (let i = 0; i < world.universityAt; i++) {
    if (alive[i] === 0 || stage[i] >= top) continue;
    // No chance is above the rate: most draws need not ask what the firm masters.
    const luck = draw.unit(key[i], 2);
    if (luck >= most || luck >= climbingChance(world, i) || capital[i] < cost) continue;
    paySector(world.money, HOUSEHOLDS, i, -cost);
    stage[i] += 1;
    world.counts.upgradings++;
    dropSupplier(world, i);
  }
}

/** Chance that firm i climbs a stage in this step, before its purse is asked. */
export function climbingChance(world: TrihelixWorld, i: number): number {
  const { quality, industry } = world.organisations.columns;
  const { upgrading_rate: rate, upgrading_home: home } = world.parameters;
  const good = Math.min(1, quality[i] / world.chain.worldQuality);
  return rate * good * coreMastery(world, i, industry[i]) * (home + (1 - home) * openToWorld(world, i));
}

/** Whom firm i supplied, and who supplied it, look for somebody else: their stages do not meet any more. */
export function dropSupplier(world: TrihelixWorld, i: number): void {
  const { supplier } = world.organisations.columns;
  supplier[i] = 0;
  for (let b = 0; b < world.universityAt; b++) if (supplier[b] === i + 1) supplier[b] = 0;
}

/** Every firm learns abroad, keeps or finds its supplier, and both learn; one firm after the other. */
function supply(world: TrihelixWorld): void {
  const { alive, key, stage, supplier } = world.organisations.columns;
  const { supplier_search: search } = world.parameters;
  const { supply: draw } = world.streams;
  for (let i = 0; i < world.universityAt; i++) {
    if (alive[i] === 0) continue;
    const abroad = openToWorld(world, i);
    if (abroad > 0) learnFromFrontier(world, i, abroad);
    if (stage[i] === 1 || outsourcingOf(world, i) === 0) {
      supplier[i] = 0;
      continue;
    }
    if (supplier[i] === 0 || draw.unit(key[i], 0) < search) supplier[i] = findSupplier(world, i) + 1;
    if (supplier[i] === 0) continue;
    world.chain.opened = true;
    learnFromSupplier(world, i, supplier[i] - 1);
  }
}

/** The best supplier that firm i knows of, its present one included; −1 where there is none. */
function findSupplier(world: TrihelixWorld, i: number): number {
  const { network } = world;
  const partners = network.degree(i);
  const known = partners + 2 * world.parameters.supplier_looks;
  let best = world.organisations.columns.supplier[i] - 1;
  let most = best < 0 ? 0 : worthOf(world, i, best);
  for (let c = 0; c < known; c++) {
    const j = c < partners ? network.neighbour(i, c) : lookAround(world, i, c - partners);
    if (!canSupply(world, i, j)) continue;
    const worth = worthOf(world, i, j);
    if (best >= 0 && worth <= most) continue;
    best = j;
    most = worth;
  }
  return best;
}

/** Whom firm i looks at by the n-th of its looks: by turns somebody of its region and anybody. */
function lookAround(world: TrihelixWorld, i: number, n: number): number {
  const { key, region } = world.organisations.columns;
  const { supply: draw } = world.streams;
  const look = n >> 1;
  return n % 2 === 0
    ? someoneIn(world, region[i], draw.unit(key[i], LOOKS_NEAR + look))
    : someone(world, draw.unit(key[i], LOOKS_FAR + look));
}

/** What supplier j is worth to i: quality, nearness, trust, and knowing the trade. */
function worthOf(world: TrihelixWorld, i: number, j: number): number {
  const { quality, region, industry } = world.organisations.columns;
  const { proximity_country: country, proximity_group: group } = world.parameters;
  const level = world.distance[region[i] * world.regionCount + region[j]];
  const nearness = level === 0 ? 1 : level === 1 ? country : level === 2 ? group : 0;
  const e = world.network.find(i, j);
  const trust = e < 0 ? 0 : world.ties.columns.trust[e];
  return quality[j] * (1 + nearness) * (1 + trust) * (industry[i] === industry[j] ? 2 : 1);
}
