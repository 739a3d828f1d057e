/** Room that kernels and phases need, allocated once, so that no step allocates. */

import { industryRoom } from './industries.js';
import { CALLS } from './levers.js';
import type { Parameters } from './parameters/index.js';

/** Some of the organisations, in the order of their rows; `count` of `rows` are in use. */
export interface Rows {
  readonly rows: Int32Array;
  count: number;
}

/** Whom an instrument reaches; the leaders are the first of all, in the same array. */
export interface Reach {
  readonly all: Rows;
  readonly leaders: Rows;
}

export interface Scratch {
  /** Per organisation: a stamp that marks the neighbours of the one being looked at. */
  readonly mark: Int32Array;
  stamp: number;
  readonly order: Float64Array;
  readonly rows: Int32Array;
  readonly set: Int32Array;
  /** Partners who would join a team and their luck, the luckiest first. */
  readonly joiners: Int32Array;
  readonly joinerLuck: Float64Array;
  /** Quality to the power of competition, by firm; sums by industry. */
  readonly attraction: Float64Array;
  readonly industrySum: Float64Array;
  readonly industryDemand: Float64Array;
  /** Of dissemination: cover by region, what members can read by region and domain, and where that was published. */
  readonly cover: Float64Array;
  readonly memberReach: Float64Array;
  readonly memberReachFrom: Int32Array;
  /** Country or cluster of each member of the team being looked at, by organisation. */
  readonly place: Int32Array;
  /** What each call would pay for the project being started, in cents. */
  readonly offers: Float64Array;
  /** Refunds that are claimed from each instrument in this step, in cents. */
  readonly claims: Float64Array;
  /** Innovations per cent of each instrument, at a review. */
  readonly yields: Float64Array;
  /** Of the environment: sums by region. */
  readonly regionTrust: Float64Array;
  readonly regionTies: Float64Array;
  /** Ties made in this step that are not visible yet, by organisation. */
  readonly pending: Int32Array;
  /** By organisation: domains in which it is the best of its region, 0…31 and 32…63. */
  readonly bestLow: Int32Array;
  readonly bestHigh: Int32Array;
  /** By organisation: domains in which a partner is the best of its region. */
  readonly partnersLow: Int32Array;
  readonly partnersHigh: Int32Array;
  /** By region × domain, side by side: mastery of the best, its openness, what can be read there. */
  readonly sources: Float64Array;
  /** Likewise: where gains from the best begin in the ledger by sector, those from publications, and the cell of these by region. */
  readonly sourceCells: Int32Array;
  readonly reach: Reach;
  /** Sums that a kernel hands back. */
  readonly sums: Float64Array;
}

/** @param meetings room for the meetings of a step */
export function createScratch(rows: number, meetings: number, p: Parameters, instruments: number): Scratch {
  const reached = new Int32Array(rows);
  return {
    stamp: 0,
    mark: new Int32Array(rows),
    bestLow: new Int32Array(rows),
    bestHigh: new Int32Array(rows),
    order: new Float64Array(Math.max(rows, meetings)),
    rows: new Int32Array(rows),
    set: new Int32Array(8),
    joiners: new Int32Array(8),
    joinerLuck: new Float64Array(8),
    attraction: new Float64Array(rows),
    industrySum: new Float64Array(industryRoom(p)),
    industryDemand: new Float64Array(industryRoom(p)),
    cover: new Float64Array(p.regions),
    memberReach: new Float64Array(p.regions * p.domains),
    memberReachFrom: new Int32Array(p.regions * p.domains),
    place: new Int32Array(rows),
    offers: new Float64Array(CALLS),
    claims: new Float64Array(instruments),
    yields: new Float64Array(instruments),
    regionTrust: new Float64Array(p.regions),
    regionTies: new Float64Array(p.regions),
    pending: new Int32Array(rows),
    partnersLow: new Int32Array(rows),
    partnersHigh: new Int32Array(rows),
    sources: new Float64Array(3 * p.regions * p.domains),
    sourceCells: new Int32Array(3 * p.regions * p.domains),
    reach: { all: { rows: reached, count: 0 }, leaders: { rows: reached, count: 0 } },
    sums: new Float64Array(4),
  };
}
