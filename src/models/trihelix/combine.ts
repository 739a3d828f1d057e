/**
 * What a project combines: an analogy taken from another industry, or a recombination of domains the team masters.
 *
 * Sets of domains are two words. Result in scratch.set: 0 low word, 1 high word, 2 analogy, 3 donor row (−1 none),
 * 4 helix correction; 5 and 6 hold what the team masters.
 */
import { domainCount, nthDomain } from './combination.js';
import { strategyFactor } from './institutions.js';
import { keepLuckiest } from './priority.js';
import { TEAM_WIDTH, thirdActor } from './teams.js';
import type { TrihelixWorld } from './world.js';

/** Chooses the combination of leader i (key k); false where the team masters too little. */
export function chooseCombination(world: TrihelixWorld, i: number, k: number, teamSize: number): boolean {
  const { set } = world.scratch;
  // One by one, because filling so few costs a call.
  set[0] = set[1] = set[2] = set[4] = set[5] = set[6] = 0;
  set[3] = -1;
  uniteMastery(world, i, teamSize);
  const { analogy, government_control: control } = world.parameters;
  const propensity = world.industries.columns.propensity[world.organisations.columns.industry[i]];
  const draw = world.streams.combine;
  if (control > 0 && draw.unit(k, 0) < control && repeatLast(world, i)) return true;
  const chance = analogy > 0 ? analogy * propensity * strategyFactor(world, i) : 0;
  if (chance > 0 && draw.unit(k, 1) < chance && findAnalogy(world, i, k)) return true;
  return recombine(world, i, k, teamSize);
}

/** Writes the domains that somebody in the team masters into the places 5 and 6 of scratch.set. */
function uniteMastery(world: TrihelixWorld, i: number, teamSize: number): void {
  const { masteredLow, masteredHigh } = world.organisations.columns;
  const { team } = world.projects.columns;
  const { set } = world.scratch;
  for (let m = 0; m < teamSize; m++) {
    set[5] |= masteredLow[team[i * TEAM_WIDTH + m]];
    set[6] |= masteredHigh[team[i * TEAM_WIDTH + m]];
  }
}

/** Under control a project repeats what was approved before, if the team still masters it. */
function repeatLast(world: TrihelixWorld, i: number): boolean {
  const { lastLow, lastHigh } = world.organisations.columns;
  const { set } = world.scratch;
  const low = lastLow[i];
  const high = lastHigh[i];
  if (domainCount(low, high) < 2 || (low & ~set[5]) !== 0 || (high & ~set[6]) !== 0) return false;
  set[0] = low;
  set[1] = high;
  return true;
}

/** A recent combination of another industry of which the team knows at least half. */
function findAnalogy(world: TrihelixWorld, i: number, k: number): boolean {
  const { set } = world.scratch;
  const { low, high, industry, leader } = world.innovations.columns;
  const recent = Math.min(world.innovationCount, world.parameters.analogy_memory);
  if (recent === 0) return false;
  const own = world.organisations.columns.industry[i];
  for (let look = 0; look < world.parameters.analogy_looks; look++) {
    const n = world.innovationCount - 1 - world.streams.combine.below(recent, k, 192 + look);
    if (industry[n] === own) continue;
    const l = low[n];
    const h = high[n];
    if (2 * domainCount(l & set[5], h & set[6]) < domainCount(l, h)) continue;
    set[0] = l;
    set[1] = h;
    set[2] = 1;
    set[3] = donorRow(world, leader[n], world.innovations.columns.leaderRow[n]);
    return true;
  }
  return false;
}

/** The donor's row if it is still the same organisation, else −1. */
function donorRow(world: TrihelixWorld, key: number, row: number): number {
  const { key: keys, alive } = world.organisations.columns;
  return alive[row] === 1 && keys[row] === key ? row : -1;
}

/**
 * Takes least_domains to most_domains domains that the team masters. Part of the last combination is kept by inertia,
 * unless a closed triangle of the three kinds corrects the lock-in: then inertia is off and one domain comes from the
 * third actor.
 */
function recombine(world: TrihelixWorld, i: number, k: number, teamSize: number): boolean {
  const { set } = world.scratch;
  const draw = world.streams.combine;
  const third = thirdActor(world, i, teamSize);
  const fromThird = third < 0 ? -1 : domainOf(world, third, k);
  const { least_domains: least, most_domains: most } = world.parameters;
  const wanted = least + draw.below(most - least + 1, k, 8);
  let count = 0;
  if (fromThird >= 0) {
    add(set, fromThird);
    count = 1;
    set[4] = 1;
  } else if (draw.unit(k, 9) < world.parameters.inertia) {
    count = keepPart(world, i, k, wanted - 1);
  }
  return addMastered(world, k, count, wanted) >= least;
}

/** Adds domains that the team masters, by lot, until the combination has `wanted`; returns how many it has. */
function addMastered(world: TrihelixWorld, k: number, had: number, wanted: number): number {
  const { set } = world.scratch;
  let count = had;
  for (; count < wanted; count++) {
    const low = set[5] & ~set[0];
    const high = set[6] & ~set[1];
    const open = domainCount(low, high);
    if (open === 0) break;
    add(set, nthDomain(low, high, world.streams.combine.below(open, k, 32 + count)));
  }
  return count;
}

/** Keeps up to `most` domains of the last combination that the team still masters, by lot. */
function keepPart(world: TrihelixWorld, i: number, k: number, most: number): number {
  const { set, joiners, joinerLuck } = world.scratch;
  const { lastLow, lastHigh } = world.organisations.columns;
  const chance = world.parameters.keep_chance;
  let count = 0;
  for (let word = 0; word < 2; word++) {
    for (let bits = word === 0 ? lastLow[i] & set[5] : lastHigh[i] & set[6]; bits !== 0; ) {
      const bit = 31 - Math.clz32(bits);
      bits ^= 1 << bit;
      const d = 32 * word + bit;
      const luck = world.streams.combine.unit(k, 64 + d);
      if (luck < chance) count = keepLuckiest(joiners, joinerLuck, count, most, d, luck);
    }
  }
  for (let c = 0; c < count; c++) add(set, joiners[c]);
  return count;
}

/** A domain that the third actor masters, by lot; −1 where it masters none. */
function domainOf(world: TrihelixWorld, j: number, k: number): number {
  const { masteredLow, masteredHigh } = world.organisations.columns;
  const count = domainCount(masteredLow[j], masteredHigh[j]);
  return count === 0 ? -1 : nthDomain(masteredLow[j], masteredHigh[j], world.streams.combine.below(count, k, 10));
}

function add(set: Int32Array, d: number): void {
  const word = d < 32 ? 0 : 1;
  set[word] |= 1 << (d & 31);
}
