/**
 * The birth of industries: what is remembered of radical innovations, who is born from whom, and how firms move over.
 *
 * A pair of domains belongs to an industry whose core holds both. Each radical innovation counts for every pair in it that
 * belongs to none; where the remembered count of a pair reaches birth_threshold an industry is born, with the combination
 * of that innovation as its core and the two industries in whose blocks the pair lies as its parents. Sources: after
 * Klepper 2007 and Frenken, Van Oort & Verburg 2007 (related variety) for the idea; the rule is assumed.
 */
import { domainCount, hasDomain } from './combination.js';
import { homeIndustry } from './industries.js';
import type { Parameters } from './parameters/index.js';
import type { TrihelixWorld } from './world.js';

export interface Births {
  /** Industries that exist: those of the start and those born so far. */
  living: number;
  /** Remembered radical innovations by pair of domains, lower domain first, domains × domains. */
  readonly pairs: Float64Array;
}

export function createBirths(p: Parameters): Births {
  return { living: p.industries | 0, pairs: new Float64Array(p.domains * p.domains) };
}

/** Whether some industry's core holds both domains. */
export function pairIsOwned(world: TrihelixWorld, d: number, e: number): boolean {
  const { coreLow, coreHigh } = world.industries.columns;
  for (let a = 0; a < world.births.living; a++)
    if (hasDomain(coreLow[a], coreHigh[a], d) && hasDomain(coreLow[a], coreHigh[a], e)) return true;
  return false;
}

/** Counts a radical innovation of the log; the industry that is born by it, or −1. */
export function countRadical(world: TrihelixWorld, n: number): number {
  const { low, high } = world.innovations.columns;
  const { births, domains, parameters: p } = world;
  for (let d = 0; d < domains; d++) {
    if (!hasDomain(low[n], high[n], d)) continue;
    for (let e = d + 1; e < domains; e++) {
      if (!hasDomain(low[n], high[n], e) || pairIsOwned(world, d, e)) continue;
      births.pairs[d * domains + e] += 1;
      if (births.pairs[d * domains + e] >= p.birth_threshold && births.living < world.industryCount) return found(world, n, d, e);
    }
  }
  return -1;
}

/** A new industry with the combination of innovation n as its core. */
function found(world: TrihelixWorld, n: number, d: number, e: number): number {
  const { births, parameters: p } = world;
  const { low, high } = world.innovations.columns;
  const c = world.industries.columns;
  const a = births.living++;
  c.coreLow[a] = low[n];
  c.coreHigh[a] = high[n];
  c.bornAt[a] = world.step;
  c.parentA[a] = homeIndustry(p, d);
  c.parentB[a] = homeIndustry(p, e);
  c.propensity[a] = (c.propensity[c.parentA[a]] + c.propensity[c.parentB[a]]) / 2;
  return a;
}

/** Whether firm i works in industry a rather than in its own: its last combination holds two core domains, and more than of its own core. */
export function worksIn(world: TrihelixWorld, i: number, a: number): boolean {
  const shared = coreDomainsUsed(world, i, a);
  return shared > 1 && shared > coreDomainsUsed(world, i, world.organisations.columns.industry[i]);
}

function coreDomainsUsed(world: TrihelixWorld, i: number, a: number): number {
  const { lastLow, lastHigh } = world.organisations.columns;
  const { coreLow, coreHigh } = world.industries.columns;
  return domainCount(lastLow[i] & coreLow[a], lastHigh[i] & coreHigh[a]);
}

/**
 * Firm i moves to industry a. The demand that it served follows it, and some new demand comes; shares of both industries
 * add up to one again. A firm that is alone in its industry stays.
 */
export function moveTo(world: TrihelixWorld, i: number, a: number): void {
  const { alive, industry, sector, share, quality } = world.organisations.columns;
  const { demand, meanQuality } = world.industries.columns;
  const old = industry[i];
  let rest = 0;
  for (let j = 0; j < world.universityAt; j++) if (alive[j] === 1 && j !== i && industry[j] === old) rest += share[j];
  if (old === a || rest <= 0) return;
  const served = share[i] * demand[old];
  const brought = served * (1 + world.parameters.birth_demand);
  demand[old] -= served;
  const before = demand[a];
  demand[a] = before + brought;
  const weight = demand[a] > 0 ? brought / demand[a] : 1;
  for (let j = 0; j < world.universityAt; j++) {
    if (alive[j] === 0 || j === i) continue;
    if (industry[j] === old) share[j] = Math.min(1, share[j] / rest);
    else if (industry[j] === a) share[j] *= 1 - weight;
  }
  industry[i] = a;
  sector[i] = a;
  share[i] = weight;
  if (before === 0) meanQuality[a] = quality[i];
}
