/**
 * The agenda of calls with a focus: which domains each region puts first, and when that was chosen.
 *
 *   top-down    domains drawn by lot for each region once and for all, or a given block of neighbouring domains
 *   discovery   score(r, d) = mastery(r, d) · (1 + found(r, d) + reference · Σₛ sim(r, s)·found(s, d) / Σₛ sim(r, s))
 *
 * found: recent innovations of the region's firms that were new to their industry and hold d; mastery: mean of the
 * region's firms in d; sim: cosine of two regions' firms by industry (reference regions of similar structure). Source:
 * Foray 2015 for entrepreneurial discovery; the score is assumed.
 */
import { hasDomain } from './combination.js';
import { CALLS } from './levers.js';
import { FIRM, INNOVATION } from './schema.js';
import type { TrihelixWorld } from './world.js';

export interface Agenda {
  /** Step in which each call chose last, −1 never. */
  readonly chosenAt: Int32Array;
  /** Priority domains by region and call, as two words. */
  readonly low: Int32Array;
  readonly high: Int32Array;
}

/** How a call with a focus chooses its domains. */
export interface AgendaRule {
  readonly discovery: boolean;
  /** Domains per region. */
  readonly domains: number;
  /** First domain of the block that all regions get top-down; −1 by lot. */
  readonly first: number;
  /** Steps between two choices of a discovery. */
  readonly period: number;
  /** Steps that a discovery looks back. */
  readonly memory: number;
  /** Weight of what similar regions found. */
  readonly reference: number;
}

export function createAgenda(regions: number): Agenda {
  return { chosenAt: new Int32Array(CALLS).fill(-1), low: new Int32Array(regions * CALLS), high: new Int32Array(regions * CALLS) };
}

/** Chooses the call's domains where it is time to, and writes them into the levers. */
export function setFocus(world: TrihelixWorld, call: number, rule: AgendaRule): void {
  const { agenda, regionCount } = world;
  const { priorityLow, priorityHigh } = world.levers.columns;
  const chosen = agenda.chosenAt[call];
  if (chosen < 0 || !rule.discovery || world.step - chosen >= rule.period) {
    const scores = rule.discovery ? discover(world, rule) : fixedScores(world, rule.first);
    for (let r = 0; r < regionCount; r++) choose(world, scores, r, call, rule.domains);
    agenda.chosenAt[call] = world.step;
  }
  for (let at = call; at < regionCount * CALLS; at += CALLS) {
    priorityLow[at] = agenda.low[at];
    priorityHigh[at] = agenda.high[at];
  }
}

/** The domains with the highest scores become the region's. */
function choose({ agenda, domains }: TrihelixWorld, scores: Float64Array, r: number, call: number, count: number): void {
  const at = r * CALLS + call;
  agenda.low[at] = agenda.high[at] = 0;
  for (let n = 0; n < Math.min(count, domains); n++) {
    let best = -1;
    for (let d = 0; d < domains; d++) {
      if (hasDomain(agenda.low[at], agenda.high[at], d)) continue;
      if (best < 0 || scores[r * domains + d] > scores[r * domains + best]) best = d;
    }
    if (best < 32) agenda.low[at] |= 1 << best;
    else agenda.high[at] |= 1 << (best & 31);
  }
}

/** By lot, the same at every moment of a run; or the nearer behind `first`, the higher. */
function fixedScores(world: TrihelixWorld, first: number): Float64Array {
  const { domains, regionCount } = world;
  const scores = new Float64Array(regionCount * domains);
  const draw = world.streams.agenda;
  draw.moveTo(0);
  for (let r = 0; r < regionCount; r++)
    for (let d = 0; d < domains; d++)
      scores[r * domains + d] = first < 0 ? draw.unit(r, d) : domains - ((d - (first % domains) + domains) % domains);
  return scores;
}

function discover(world: TrihelixWorld, rule: AgendaRule): Float64Array {
  const { domains, regionCount } = world;
  const found = recentFinds(world, rule.memory);
  const scores = meanMastery(world);
  const mix = firmsByIndustry(world);
  for (let r = 0; r < regionCount; r++) {
    const like = Float64Array.from({ length: regionCount }, (_, s) => (s === r ? 0 : similarity(mix, world.industryCount, r, s)));
    const all = like.reduce((total, value) => total + value, 0);
    for (let d = 0; d < domains; d++) {
      let elsewhere = 0;
      for (let s = 0; s < regionCount; s++) elsewhere += like[s] * found[s * domains + d];
      scores[r * domains + d] *= 1 + found[r * domains + d] + (all > 0 ? (rule.reference * elsewhere) / all : 0);
    }
  }
  return scores;
}

/** Innovations of the last `memory` steps that were new to their industry, by region and domain. */
function recentFinds(world: TrihelixWorld, memory: number): Float64Array {
  const { step, low, high, region, flags } = world.innovations.columns;
  const found = new Float64Array(world.regionCount * world.domains);
  for (let n = world.innovationCount - 1; n >= 0 && step[n] >= world.step - memory; n--) {
    if ((flags[n] & INNOVATION.newToIndustry) === 0) continue;
    for (let d = 0; d < world.domains; d++) if (hasDomain(low[n], high[n], d)) found[region[n] * world.domains + d] += 1;
  }
  return found;
}

function meanMastery(world: TrihelixWorld): Float64Array {
  const { kind, expertise } = world.organisations.columns;
  const { domains, members, memberStart } = world;
  const mean = new Float64Array(world.regionCount * domains);
  for (let r = 0; r < world.regionCount; r++) {
    let firms = 0;
    for (let m = memberStart[r]; m < memberStart[r + 1]; m++) {
      if (kind[members[m]] !== FIRM) continue;
      firms++;
      for (let d = 0; d < domains; d++) mean[r * domains + d] += expertise[members[m] * domains + d];
    }
    for (let d = 0; d < domains && firms > 0; d++) mean[r * domains + d] /= firms;
  }
  return mean;
}

function firmsByIndustry(world: TrihelixWorld): Float64Array {
  const { alive, region, industry } = world.organisations.columns;
  const mix = new Float64Array(world.regionCount * world.industryCount);
  for (let i = 0; i < world.universityAt; i++) if (alive[i] === 1) mix[region[i] * world.industryCount + industry[i]] += 1;
  return mix;
}

/** Cosine of the two regions' firms by industry; 0 where one of them has none. */
function similarity(mix: Float64Array, width: number, r: number, s: number): number {
  let dot = 0;
  let squaresR = 0;
  let squaresS = 0;
  for (let a = 0; a < width; a++) {
    dot += mix[r * width + a] * mix[s * width + a];
    squaresR += mix[r * width + a] * mix[r * width + a];
    squaresS += mix[s * width + a] * mix[s * width + a];
  }
  return squaresR === 0 || squaresS === 0 ? 0 : dot / Math.sqrt(squaresR * squaresS);
}
