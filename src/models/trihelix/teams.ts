/** Teams: partners whom the leader trusts enough, up to the limit of its innovation model. */
import { UNIVERSITY } from './schema.js';
import type { TrihelixWorld } from './world.js';

/** Members per team row. */
export const TEAM_WIDTH = 8;

/**
 * Forms the leader's team into its project row, leader first; returns its size. A partner over a tie of the rung
 * "cooperation" joins with probability trust; beyond the first one the rung "collaboration" is asked for, which shared
 * strategy (consensus) can stand in for.
 */
export function formTeam(world: TrihelixWorld, i: number, k: number): number {
  const { team } = world.projects.columns;
  const { network, ladder, parameters } = world;
  const { trust } = world.ties.columns;
  const draw = world.streams.team;
  const base = i * TEAM_WIDTH;
  const limit = parameters.team_scope === 'none' ? 1 : parameters.team_scope === 'bilateral' ? 2 : parameters.team_limit;
  const degree = network.degree(i);
  team[base] = i;
  let size = 1;
  if (limit === 1 || degree === 0) return size;
  const first = draw.below(degree, k, 0);
  for (let s = 0; s < degree && size < limit; s++) {
    const r = (first + s) % degree;
    const j = network.neighbour(i, r);
    const t = trust[network.tieAt(i, r)];
    const rung = size === 1 || draw.unit(k, 2 * s + 2) < parameters.consensus ? ladder[2] : ladder[3];
    if (t < rung || draw.unit(k, 2 * s + 1) >= t) continue;
    team[base + size++] = j;
  }
  return size;
}

/** Whether the team of `world.projects` row `teamOf` holds at least so many kinds, industries and regions. */
export function teamSpans(
  world: TrihelixWorld,
  teamOf: number,
  teamSize: number,
  kinds: number,
  industries: number,
  regions: number,
): boolean {
  const { kind, industry, region } = world.organisations.columns;
  return (
    distinct(world, kind, teamOf, teamSize) >= kinds &&
    distinct(world, industry, teamOf, teamSize) >= industries &&
    distinct(world, region, teamOf, teamSize) >= regions
  );
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
