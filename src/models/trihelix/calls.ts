/**
 * Calls for project money: what a project is offered, by which instrument, on which conditions.
 *
 *   offer of a call = min(cost − what earlier calls pay, share · cost, limit, what its purse still holds)
 *
 * Calls stand side by side and are taken in the order of CALL; together they pay the cost at most. A call pays only
 * teams that are large and mixed enough and, if it has a focus, only combinations that touch a priority domain of the
 * leader's region. Reads levers, teams, purses; pays grants.
 */
import { CALLS } from './levers.js';
import { payGrant } from './programmes.js';
import type { Rows } from './scratch.js';
import { clustersSpanned, countriesSpanned, distinct } from './teams.js';
import type { TrihelixWorld } from './world.js';

/** Conditions of a call; what is left out is no condition. */
export interface CallTerms {
  readonly team?: number;
  readonly kinds?: number;
  readonly industries?: number;
  readonly regions?: number;
  readonly countries?: number;
  readonly clusters?: number;
  readonly focus?: boolean;
}

/** Opens a call of instrument k for this step; it offers nothing to anybody yet. */
export function openCall(world: TrihelixWorld, call: number, k: number, terms: CallTerms): void {
  const c = world.levers.columns;
  c.callFrom[call] = k;
  c.callTeam[call] = terms.team ?? 1;
  c.callKinds[call] = terms.kinds ?? 1;
  c.callIndustries[call] = terms.industries ?? 1;
  c.callRegions[call] = terms.regions ?? 1;
  c.callCountries[call] = terms.countries ?? 1;
  c.callClusters[call] = terms.clusters ?? 1;
  c.callFocus[call] = terms.focus ? 1 : 0;
}

/** Offers organisation i a share of the cost of a project it leads, at most `limit` cents. */
export function offerTo(world: TrihelixWorld, call: number, i: number, share: number, limit = Number.MAX_SAFE_INTEGER): void {
  const { offer, offerLimit } = world.levers.columns;
  offer[i * CALLS + call] = share;
  offerLimit[i * CALLS + call] = limit;
}

/** Makes the same offer to all those organisations. */
export function offerToAll(world: TrihelixWorld, call: number, { rows, count }: Rows, share: number, limit?: number): void {
  for (let n = 0; n < count; n++) offerTo(world, call, rows[n], share, limit);
}

/** Upper bound in cents of what all calls could pay leader i for a project of that cost. */
export function mostOffered(world: TrihelixWorld, i: number, cost: number): number {
  const { offer, offerLimit } = world.levers.columns;
  let most = 0;
  for (let at = i * CALLS; at < (i + 1) * CALLS; at++) most += Math.min(offerLimit[at], offer[at] * cost + 1);
  return most;
}

/**
 * What each call would pay for the project of leader i, in cents, into scratch.offers; returns the sum. The team stands
 * in the project row, the combination in scratch.set.
 */
export function reckonOffers(world: TrihelixWorld, i: number, teamSize: number, cost: number): number {
  const { offer, offerLimit, callFrom } = world.levers.columns;
  const { offers } = world.scratch;
  let sum = 0;
  for (let c = 0; c < CALLS; c++) {
    offers[c] = 0;
    const at = i * CALLS + c;
    if (offer[at] === 0 || !meetsTerms(world, c, i, teamSize)) continue;
    const k = callFrom[c];
    let held = world.programmes.purse[k];
    for (let b = 0; b < c; b++) if (callFrom[b] === k) held -= offers[b];
    offers[c] = Math.min(Math.floor(Math.min(cost - sum, cost * offer[at], offerLimit[at]) + 0.5), held);
    sum += offers[c];
  }
  return sum;
}

/** Pays leader i what reckonOffers found; returns the instruments that paid, as a set. */
export function payOffers(world: TrihelixWorld, i: number): number {
  const { callFrom } = world.levers.columns;
  const { offers } = world.scratch;
  let payers = 0;
  for (let c = 0; c < CALLS; c++) {
    if (offers[c] === 0) continue;
    payGrant(world, callFrom[c], i, offers[c]);
    payers |= 1 << callFrom[c];
  }
  return payers;
}

function meetsTerms(world: TrihelixWorld, c: number, i: number, teamSize: number): boolean {
  const { callTeam, callKinds, callIndustries, callRegions, callCountries, callClusters, callFocus } = world.levers.columns;
  const { kind, industry, region } = world.organisations.columns;
  if (teamSize < callTeam[c]) return false;
  if (callFocus[c] === 1 && !inFocus(world, c, region[i])) return false;
  return (
    distinct(world, kind, i, teamSize) >= callKinds[c] &&
    distinct(world, industry, i, teamSize) >= callIndustries[c] &&
    distinct(world, region, i, teamSize) >= callRegions[c] &&
    countriesSpanned(world, i, teamSize) >= callCountries[c] &&
    clustersSpanned(world, i, teamSize) >= callClusters[c]
  );
}

/** Whether the combination in scratch.set touches a priority domain that the call has in the region. */
function inFocus(world: TrihelixWorld, c: number, r: number): boolean {
  const { priorityLow, priorityHigh } = world.levers.columns;
  const { set } = world.scratch;
  const at = r * CALLS + c;
  return (set[0] & priorityLow[at]) !== 0 || (set[1] & priorityHigh[at]) !== 0;
}
