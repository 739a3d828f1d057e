/**
 * Unions of clusters: which clusters share an organisation, who their members are, and who can meet there.
 *
 *   project          pairs of neighbouring industries of one region
 *   super_regional   one industry in all regions of a country
 *   metacluster      all industries in all regions of a grouping
 *
 * A cluster has joined at step t where its one draw of the run lies below min(union_share, union_growth·(t − union_from + 1)).
 */
import type { Stream } from '../../core/rng.js';
import type { Parameters } from './parameters/index.js';
import type { TrihelixWorld } from './world.js';

export interface Unions {
  /** The one draw of each cluster, in [0, 1). */
  readonly luck: Float64Array;
  /** Union of each cluster from 1 on, 0 where it belongs to none; a cluster is region · industries + industry. */
  readonly unionOf: Int32Array;
  /** Members of union u are at start[u] … start[u + 1] − 1 of `members`. */
  readonly start: Int32Array;
  readonly members: Int32Array;
  /** Regions × regions: 1 where the home clusters of two different regions are united. */
  readonly regionsUnited: Uint8Array;
  joined: number;
}

export function createUnions(p: Parameters, clusters: number, rows: number, draws: Stream): Unions {
  return {
    luck: Float64Array.from({ length: clusters }, (_, c) => draws.unit(c, 0)),
    unionOf: new Int32Array(clusters),
    start: new Int32Array(clusters + 2),
    members: new Int32Array(rows),
    regionsUnited: new Uint8Array(p.regions * p.regions),
    joined: 0,
  };
}

/** Share of the clusters that have joined at a step. */
export function joinedShare(p: Parameters, step: number): number {
  return Math.max(0, Math.min(p.union_share, p.union_growth * (step - p.union_from + 1)));
}

/** Number of the union that a cluster would belong to, from 1 on. */
function unionNumber(world: TrihelixWorld, region: number, industry: number): number {
  const { parameters: p, regions, industryCount } = world;
  if (p.cluster_union === 'project') return 1 + region * industryCount + (industry >> 1);
  if (p.cluster_union === 'super_regional') return 1 + regions.columns.country[region] * industryCount + industry;
  return 1 + regions.columns.grouping[region];
}

/** Lists unions and members of this step again. */
export function formUnions(world: TrihelixWorld): void {
  const { unions, regionCount, industryCount } = world;
  const { home } = world.regions.columns;
  const share = joinedShare(world.parameters, world.step);
  unions.joined = 0;
  for (let r = 0; r < regionCount; r++) {
    for (let a = 0; a < industryCount; a++) {
      const c = r * industryCount + a;
      const joins = unions.luck[c] < share;
      unions.unionOf[c] = joins ? unionNumber(world, r, a) : 0;
      unions.joined += Number(joins);
    }
  }
  for (let r = 0; r < regionCount; r++) {
    const own = unions.unionOf[r * industryCount + home[r]];
    for (let s = 0; s < regionCount; s++)
      unions.regionsUnited[r * regionCount + s] = Number(r !== s && own > 0 && own === unions.unionOf[s * industryCount + home[s]]);
  }
  listMembers(world);
}

function listMembers(world: TrihelixWorld): void {
  const { alive } = world.organisations.columns;
  const { start, members } = world.unions;
  start.fill(0);
  for (let i = 0; i < world.rows; i++) if (alive[i] === 1) start[unionOfMember(world, i)] += 1;
  // Places of those in no union are not needed: union 1 begins at 0.
  start[0] = 0;
  for (let u = 1; u < start.length; u++) start[u] += start[u - 1];
  for (let i = world.rows - 1; i >= 0; i--) {
    const u = unionOfMember(world, i);
    if (alive[i] === 0 || u === 0) continue;
    start[u] -= 1;
    members[start[u]] = i;
  }
}

/** Union of organisation i by its cluster (a university's by its field, a government's by its home industry), 0 none. */
export function unionOfMember(world: TrihelixWorld, i: number): number {
  const { region, industry } = world.organisations.columns;
  return world.unions.unionOf[region[i] * world.industryCount + industry[i]];
}

/** Whether two organisations share a union. */
export function united(world: TrihelixWorld, i: number, j: number): boolean {
  const u = unionOfMember(world, i);
  return u > 0 && u === unionOfMember(world, j);
}

/** A member of union u, chosen by luck in [0, 1). */
export function someoneInUnion(world: TrihelixWorld, u: number, luck: number): number {
  const { start, members } = world.unions;
  return members[start[u] + Math.floor(luck * (start[u + 1] - start[u]))];
}
