/**
 * Projects on behalf of clusters: a cluster organisation brings firms of its cluster into a project in which one of them takes
 * part. They do none of the work, but learn from a success what the team knows better, as far as they can take it in.
 *
 * Source: projects of cluster partnerships benefit some 45 firms each (EOCIC 2019); the rule is assumed. Off where
 * member_reach is 0.
 */
import { hasDomain } from './combination.js';
import { transfer } from './knowledge.js';
import { CHANNEL, FIRM } from './schema.js';
import { TEAM_WIDTH } from './teams.js';
import type { TrihelixWorld } from './world.js';

/**
 * Firms brought into the running team project of leader i, into scratch.rows; returns how many. Who is brought in is luck of
 * the pair in the step in which the project began, so that it is the same whenever it is asked.
 */
export function listBroughtIn(world: TrihelixWorld, i: number): number {
  const { team, teamSize } = world.projects.columns;
  const { scratch } = world;
  world.streams['project-member'].moveTo(world.projects.columns.startedAt[i]);
  const inTeam = ++scratch.stamp;
  for (let m = 0; m < teamSize[i]; m++) scratch.mark[team[i * TEAM_WIDTH + m]] = inTeam;
  let count = 0;
  for (let m = 0; m < teamSize[i]; m++) if (isFirstOfCluster(world, i, m)) count = listCluster(world, i, team[i * TEAM_WIDTH + m], count);
  return count;
}

/** Whether no earlier member of the team sits in the cluster of member m. */
function isFirstOfCluster(world: TrihelixWorld, i: number, m: number): boolean {
  const { team } = world.projects.columns;
  const { region, industry } = world.organisations.columns;
  const j = team[i * TEAM_WIDTH + m];
  for (let n = 0; n < m; n++) {
    const k = team[i * TEAM_WIDTH + n];
    if (region[k] === region[j] && industry[k] === industry[j]) return false;
  }
  return true;
}

/** Appends the firms of the cluster of organisation j that are brought in and not in the team, which is marked. */
function listCluster(world: TrihelixWorld, i: number, j: number, count: number): number {
  const { alive, kind, key, region, industry } = world.organisations.columns;
  const { members, memberStart, parameters, streams } = world;
  const { mark, stamp, rows } = world.scratch;
  for (let at = memberStart[region[j]]; at < memberStart[region[j] + 1]; at++) {
    const f = members[at];
    if (alive[f] === 0 || kind[f] !== FIRM || industry[f] !== industry[j] || mark[f] === stamp) continue;
    if (streams['project-member'].unit(key[i], key[f]) < parameters.member_reach) rows[count++] = f;
  }
  return count;
}

/** What those who were brought in learn from a success of the project of leader i. */
export function shareWithMembers(world: TrihelixWorld, i: number): void {
  const { low, high } = world.projects.columns;
  const { receptivity } = world.organisations.columns;
  const count = listBroughtIn(world, i);
  if (count === 0) return;
  for (let d = 0; d < world.domains; d++) {
    if (!hasDomain(low[i], high[i], d)) continue;
    const best = bestTeammate(world, i, d);
    for (let n = 0; n < count; n++) {
      const f = world.scratch.rows[n];
      transfer(world, CHANNEL.project, best, f, d, world.parameters.project_learning * receptivity[f], true);
    }
  }
}

/** Member of the team with the greatest mastery of domain d, the first of equals. */
function bestTeammate(world: TrihelixWorld, i: number, d: number): number {
  const { team, teamSize } = world.projects.columns;
  const { expertise } = world.organisations.columns;
  let best = i;
  for (let m = 1; m < teamSize[i]; m++) {
    const j = team[i * TEAM_WIDTH + m];
    if (expertise[j * world.domains + d] > expertise[best * world.domains + d]) best = j;
  }
  return best;
}
