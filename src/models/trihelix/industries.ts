/** Industries' core domains: a block of neighbouring domains, wider where the industry is broader. */
import { domainCount, nthDomain } from './combination.js';
import type { Parameters } from './parameters/index.js';
import type { TrihelixWorld } from './world.js';

/** Number of core domains of industry a. */
export function breadthOf(parameters: Parameters, a: number): number {
  const list = parameters.industry_breadth;
  const breadth = list.length === 0 ? 4 : list[a % list.length];
  return Math.max(2, Math.min(parameters.domains, Math.floor(breadth + 0.5)));
}

/** First core domain of industry a; the rest follow, wrapping round. */
export function coreStart(parameters: Parameters, a: number): number {
  return Math.floor((a * parameters.domains) / parameters.industries);
}

/** Propensity of industry a to look for solutions abroad. */
export function propensityOf(parameters: Parameters, a: number): number {
  const list = parameters.analogy_propensity;
  return list.length === 0 ? 1 : list[a % list.length];
}

/** Industries for which there is room: those of the start and those that can be born. */
export function industryRoom(p: Parameters): number {
  return p.industries + p.new_industries;
}

/** A core domain of industry a, chosen by u in [0, 1). */
export function coreDomain(world: TrihelixWorld, a: number, u: number): number {
  const { parameters } = world;
  const { coreLow, coreHigh } = world.industries.columns;
  if (a >= parameters.industries) return nthDomain(coreLow[a], coreHigh[a], Math.floor(u * domainCount(coreLow[a], coreHigh[a])));
  return (coreStart(parameters, a) + Math.floor(u * breadthOf(parameters, a))) % parameters.domains;
}

/** Mean mastery of organisation i over the core of industry a. */
export function coreMastery(world: TrihelixWorld, i: number, a: number): number {
  const { coreLow, coreHigh } = world.industries.columns;
  const { expertise } = world.organisations.columns;
  const breadth = domainCount(coreLow[a], coreHigh[a]);
  let sum = 0;
  for (let c = 0; c < breadth; c++) sum += expertise[i * world.domains + nthDomain(coreLow[a], coreHigh[a], c)];
  return sum / breadth;
}

/** The industry whose block of the domains d lies in. */
export function homeIndustry(parameters: Parameters, d: number): number {
  return Math.ceil(((d + 1) * parameters.industries) / parameters.domains) - 1;
}
