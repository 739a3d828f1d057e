/**
 * What a project combines: an analogy taken from another industry, or a recombination of domains the team masters.
 *
 * Result in scratch.set: 0 low word, 1 high word, 2 analogy, 3 donor row (−1 none), 4 helix correction.
 */
import { domainCount, hasDomain } from './combination.js';
import { keepLuckiest } from './priority.js';
import { TEAM_WIDTH, thirdActor } from './teams.js';
import type { TrihelixWorld } from './world.js';

/** Chooses the combination of leader i (key k); false where the team masters too little. */
export function chooseCombination(world: TrihelixWorld, i: number, k: number, teamSize: number): boolean {
  const { set } = world.scratch;
  uniteExpertise(world, i, teamSize);
  set.fill(0);
  set[3] = -1;
  const { analogy, government_control: control } = world.parameters;
  const propensity = world.industries.columns.propensity[world.organisations.columns.industry[i]];
  const draw = world.streams.combine;
  if (draw.unit(k, 0) < control && repeatLast(world, i)) return true;
  if (draw.unit(k, 1) < analogy * propensity && findAnalogy(world, i, k)) return true;
  return recombine(world, i, k, teamSize);
}

/** scratch.union[d] = best mastery of domain d in the team. */
function uniteExpertise(world: TrihelixWorld, i: number, teamSize: number): void {
  const { expertise } = world.organisations.columns;
  const { team } = world.projects.columns;
  const { union } = world.scratch;
  union.fill(0);
  for (let m = 0; m < teamSize; m++) raiseUnion(world, expertise, team[i * TEAM_WIDTH + m], union);
}

function raiseUnion(world: TrihelixWorld, expertise: Float64Array, j: number, union: Float64Array): void {
  for (let d = 0, p = j * world.domains; d < world.domains; d++, p++) {
    if (expertise[p] > union[d]) union[d] = expertise[p];
  }
}

/** Under control a project repeats what was approved before, if the team still masters it. */
function repeatLast(world: TrihelixWorld, i: number): boolean {
  const { lastLow, lastHigh } = world.organisations.columns;
  const { set, union } = world.scratch;
  const low = lastLow[i];
  const high = lastHigh[i];
  if (domainCount(low, high) < 2) return false;
  for (let d = 0; d < world.domains; d++) if (hasDomain(low, high, d) && union[d] < world.parameters.working_level) return false;
  set[0] = low;
  set[1] = high;
  return true;
}

/** A recent combination of another industry of which the team knows at least half. */
function findAnalogy(world: TrihelixWorld, i: number, k: number): boolean {
  const { set, union } = world.scratch;
  const { low, high, industry, leader } = world.innovations.columns;
  const recent = Math.min(world.innovationCount, world.parameters.analogy_memory);
  if (recent === 0) return false;
  const own = world.organisations.columns.industry[i];
  for (let look = 0; look < world.parameters.analogy_looks; look++) {
    const n = world.innovationCount - 1 - world.streams.combine.below(recent, k, 192 + look);
    if (industry[n] === own) continue;
    const l = low[n];
    const h = high[n];
    let known = 0;
    for (let d = 0; d < world.domains; d++) if (hasDomain(l, h, d) && union[d] >= world.parameters.working_level) known++;
    if (2 * known < domainCount(l, h)) continue;
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
  const { set, union, candidates } = world.scratch;
  const level = world.parameters.working_level;
  let open = 0;
  for (let d = 0; d < world.domains; d++) if (union[d] >= level && !hasDomain(set[0], set[1], d)) candidates[open++] = d;
  let count = had;
  for (; count < wanted && open > 0; count++) {
    const pick = world.streams.combine.below(open, k, 32 + count);
    add(set, candidates[pick]);
    candidates[pick] = candidates[--open];
  }
  return count;
}

/** Keeps up to `most` domains of the last combination that the team still masters, by lot. */
function keepPart(world: TrihelixWorld, i: number, k: number, most: number): number {
  const { set, union, joiners, joinerLuck } = world.scratch;
  const { lastLow, lastHigh } = world.organisations.columns;
  const { keep_chance: chance, working_level: level } = world.parameters;
  let count = 0;
  for (let word = 0; word < 2; word++) {
    for (let bits = word === 0 ? lastLow[i] : lastHigh[i]; bits !== 0; ) {
      const bit = 31 - Math.clz32(bits);
      bits ^= 1 << bit;
      const d = 32 * word + bit;
      const luck = world.streams.combine.unit(k, 64 + d);
      if (union[d] >= level && luck < chance) count = keepLuckiest(joiners, joinerLuck, count, most, d, luck);
    }
  }
  for (let c = 0; c < count; c++) add(set, joiners[c]);
  return count;
}

/** A domain that the third actor masters, by lot; −1 where it masters none. */
function domainOf(world: TrihelixWorld, j: number, k: number): number {
  const { expertise } = world.organisations.columns;
  const first = world.streams.combine.below(world.domains, k, 10);
  for (let s = 0; s < world.domains; s++) {
    const d = (first + s) % world.domains;
    if (expertise[j * world.domains + d] >= world.parameters.working_level) return d;
  }
  return -1;
}

function add(set: Int32Array, d: number): void {
  const word = d < 32 ? 0 : 1;
  set[word] |= 1 << (d & 31);
}
