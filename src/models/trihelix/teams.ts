/** Teams: partners whom the leader trusts enough, up to the limit of its innovation model. */
import { keepLuckiest } from './priority.js';
import { UNIVERSITY } from './schema.js';
import type { TrihelixWorld } from './world.js';

/** Members per team row. */
export const TEAM_WIDTH = 8;

/**
 * Forms the leader's team into its project row, leader first; returns its size. A partner over a tie of the rung
 * "cooperation" joins with probability trust, the luckiest first. Beyond the first partner the rung "collaboration" is
 * asked for, which shared strategy (consensus) can stand in for.
 */
export function formTeam(world: TrihelixWorld, i: number): number {
  const { team } = world.projects.columns;
  const { parameters, scratch } = world;
  const base = i * TEAM_WIDTH;
  const limit = parameters.team_scope === 'none' ? 1 : parameters.team_scope === 'bilateral' ? 2 : parameters.team_limit;
  team[base] = i;
  if (limit === 1) return 1;
  const joiners = findJoiners(world, i, limit - 1);
  for (let m = 0; m < joiners; m++) team[base + 1 + m] = scratch.joiners[m];
  return 1 + joiners;
}

/** Writes up to `most` partners into scratch.joiners: whoever is luckiest, then those fit for a larger team. */
function findJoiners(world: TrihelixWorld, i: number, most: number): number {
  const { network, ladder } = world;
  const { trust } = world.ties.columns;
  const { key } = world.organisations.columns;
  const { joiners, joinerLuck } = world.scratch;
  const { consensus } = world.parameters;
  let loner = -1;
  let lonerLuck = 1;
  let count = 0;
  for (let r = 0; r < network.degree(i); r++) {
    const t = trust[network.tieAt(i, r)];
    if (t < ladder[2]) continue;
    const j = network.neighbour(i, r);
    const luck = world.streams.team.unit(key[i], key[j]);
    if (luck >= t) continue;
    if (t >= ladder[3] || (consensus > 0 && world.streams.consensus.unit(key[i], key[j]) < consensus)) {
      count = keepLuckiest(joiners, joinerLuck, count, most, j, luck);
    } else if (luck < lonerLuck) {
      loner = j;
      lonerLuck = luck;
    }
  }
  // Somebody who is only good for two may take the first place, and then the others still may follow.
  if (loner < 0 || (count > 0 && joinerLuck[0] < lonerLuck)) return count;
  return keepLuckiest(joiners, joinerLuck, count, most, loner, lonerLuck);
}

/**
 * Luck of partner j over tie e where it is willing to join leader i: below its trust, from the rung cooperation on; 1 where
 * it is not. A team of several (`several`) asks for the rung collaboration, or for shared strategy in its stead.
 */
export function joinLuck(world: TrihelixWorld, i: number, j: number, e: number, several: boolean): number {
  const { ladder, streams, parameters } = world;
  const { key } = world.organisations.columns;
  const t = world.ties.columns.trust[e];
  if (t < ladder[2]) return 1;
  const luck = streams.team.unit(key[i], key[j]);
  if (luck >= t) return 1;
  return several && t < ladder[3] && streams.consensus.unit(key[i], key[j]) >= parameters.consensus ? 1 : luck;
}

/** Best mastery of domain d in the team of leader i. */
export function bestOfTeam(world: TrihelixWorld, i: number, d: number): number {
  const { team, teamSize } = world.projects.columns;
  const { expertise } = world.organisations.columns;
  let best = 0;
  for (let m = 0; m < teamSize[i]; m++) best = Math.max(best, expertise[team[i * TEAM_WIDTH + m] * world.domains + d]);
  return best;
}

/** Number of different values of a column among the members of a team. */
export function distinct(world: TrihelixWorld, column: Int32Array, teamOf: number, teamSize: number): number {
  const { team } = world.projects.columns;
  const base = teamOf * TEAM_WIDTH;
  let count = 0;
  for (let m = 0; m < teamSize; m++) {
    const value = column[team[base + m]];
    let seen = false;
    for (let n = 0; n < m && !seen; n++) seen = column[team[base + n]] === value;
    if (!seen) count++;
  }
  return count;
}

/** Number of countries in which the members of a team sit. */
export function countriesSpanned(world: TrihelixWorld, teamOf: number, teamSize: number): number {
  const { team } = world.projects.columns;
  const { region } = world.organisations.columns;
  const { country } = world.regions.columns;
  const { place } = world.scratch;
  for (let m = 0; m < teamSize; m++) {
    const j = team[teamOf * TEAM_WIDTH + m];
    place[j] = country[region[j]];
  }
  return distinct(world, place, teamOf, teamSize);
}

/** Number of clusters (an industry in a region) in which the members of a team sit. */
export function clustersSpanned(world: TrihelixWorld, teamOf: number, teamSize: number): number {
  const { team } = world.projects.columns;
  const { region, industry } = world.organisations.columns;
  const { place } = world.scratch;
  for (let m = 0; m < teamSize; m++) {
    const j = team[teamOf * TEAM_WIDTH + m];
    place[j] = region[j] * world.industryCount + industry[j];
  }
  return distinct(world, place, teamOf, teamSize);
}

/**
 * The third actor of a closed university–firm–government triangle around the leader, or −1: a partner of another kind
 * than the leader and the team's other kind, with all three tied from the rung "coordination" on.
 */
export function thirdActor(world: TrihelixWorld, i: number, teamSize: number): number {
  const { network, ladder } = world;
  const { kind } = world.organisations.columns;
  const { trust } = world.ties.columns;
  const own = kind[i];
  const degree = network.degree(i);
  for (let r = 0; r < degree; r++) {
    const j = network.neighbour(i, r);
    if (kind[j] === own || trust[network.tieAt(i, r)] < ladder[1]) continue;
    for (let s = r + 1; s < degree; s++) {
      const h = network.neighbour(i, s);
      if (kind[h] === own || kind[h] === kind[j] || trust[network.tieAt(i, s)] < ladder[1]) continue;
      const e = network.find(j, h);
      if (e >= 0 && trust[e] >= ladder[1]) return pickThird(world, i, teamSize, j, h);
    }
  }
  return -1;
}

/** Of the two others, the one whose kind the team lacks; the university where it lacks both. */
function pickThird(world: TrihelixWorld, i: number, teamSize: number, j: number, h: number): number {
  const { kind } = world.organisations.columns;
  const { team } = world.projects.columns;
  let hasJ = false;
  let hasH = false;
  for (let m = 1; m < teamSize; m++) {
    const member = kind[team[i * TEAM_WIDTH + m]];
    if (member === kind[j]) hasJ = true;
    if (member === kind[h]) hasH = true;
  }
  if (hasJ && !hasH) return h;
  if (hasH && !hasJ) return j;
  return kind[j] === UNIVERSITY ? j : h;
}
