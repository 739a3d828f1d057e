/** What a success adds: an entry in the log, quality, published results, and credit for the instruments behind it. */

import { domainCount, hasDomain } from './combination.js';
import { trackInnovation } from './continuity-tracker.js';
import { homeIndustry } from './industries.js';
import { opennessOfResults } from './phases/build-capability.js';
import { FIRM, INNOVATION } from './schema.js';
import { bestOfTeam, distinct, TEAM_WIDTH } from './teams.js';
import type { TrihelixWorld } from './world.js';

/** Logs the success of leader i. `uses` and `worldUses` count the combination before, in the industry and anywhere. */
export function logInnovation(world: TrihelixWorld, i: number, uses: number, worldUses: number, competence: number): void {
  const { low, high, teamSize, startedAt, exposure, chain } = world.projects.columns;
  const o = world.organisations.columns;
  const log = world.innovations.columns;
  const n = world.innovationCount++;
  const kinds = kindsOf(world, i);
  const flags = flagsOf(world, i, uses, worldUses);
  log.step[n] = world.step;
  log.low[n] = low[i];
  log.high[n] = high[i];
  log.leader[n] = o.key[i];
  log.leaderRow[n] = i;
  log.industry[n] = o.industry[i];
  log.region[n] = o.region[i];
  log.teamSize[n] = teamSize[i];
  log.kinds[n] = kinds;
  log.leadTime[n] = world.step - startedAt[i] + 1;
  log.production[n] = chain[i] === 1 ? log.leadTime[n] : 0;
  log.uses[n] = uses;
  log.flags[n] = flags;
  log.exposure[n] = exposure[i];
  log.competence[n] = competence;
  count(world, n, kinds, flags);
  raiseQuality(world, i, competence, (flags & INNOVATION.radical) !== 0);
  publishResult(world, i);
  creditInstruments(world, exposure[i]);
  const region = o.region[i];
  if ((flags & INNOVATION.newToIndustry) !== 0) world.regions.columns.news[region] += 1;
  if (world.step >= world.burnIn) {
    const cluster = region * world.industryCount + o.industry[i];
    trackInnovation(world.continuity, cluster, i, low[i], high[i], (flags & INNOVATION.newToIndustry) !== 0);
  }
}

function kindsOf(world: TrihelixWorld, i: number): number {
  const { team, teamSize } = world.projects.columns;
  const { kind } = world.organisations.columns;
  let kinds = 0;
  for (let m = 0; m < teamSize[i]; m++) kinds |= 1 << kind[team[i * TEAM_WIDTH + m]];
  return kinds;
}

function flagsOf(world: TrihelixWorld, i: number, uses: number, worldUses: number): number {
  const { low, high, teamSize, analogy, outside, chain, through } = world.projects.columns;
  const { region, industry } = world.organisations.columns;
  const size = teamSize[i];
  const cores = coresTouched(world, low[i], high[i]);
  const crossRegion = distinct(world, region, i, size) > 1;
  let flags = 0;
  if (worldUses === 0) flags |= INNOVATION.newToWorld;
  if (uses === 0) flags |= INNOVATION.newToIndustry;
  const { radical_domains: domains, radical_industries: industries } = world.parameters;
  if (uses === 0 && domainCount(low[i], high[i]) >= domains && cores >= industries) flags |= INNOVATION.radical;
  if (analogy[i] === 1 || firmIndustries(world, i) > 1) flags |= INNOVATION.crossIndustry;
  if (crossRegion || distinct(world, industry, i, size) > 1) flags |= INNOVATION.crossCluster;
  if (crossRegion && crossesBorder(world, i)) flags |= INNOVATION.crossBorder;
  if (analogy[i] === 1) flags |= INNOVATION.analogy;
  if (outside[i] === 1) flags |= INNOVATION.outside;
  if (chain[i] === 1 && through[i] === 1) flags |= INNOVATION.through;
  return flags;
}

/** Industries in whose blocks the domains of the combination lie. */
export function coresTouched(world: TrihelixWorld, low: number, high: number): number {
  let last = -1;
  let count = 0;
  for (let d = 0; d < world.domains; d++) {
    if (!hasDomain(low, high, d)) continue;
    const home = homeIndustry(world.parameters, d);
    if (home !== last) count++;
    last = home;
  }
  return count;
}

function firmIndustries(world: TrihelixWorld, i: number): number {
  const { team, teamSize } = world.projects.columns;
  const { kind, industry } = world.organisations.columns;
  let first = -1;
  let count = 0;
  for (let m = 0; m < teamSize[i]; m++) {
    const j = team[i * TEAM_WIDTH + m];
    if (kind[j] !== FIRM || industry[j] === first) continue;
    first = industry[j];
    count++;
  }
  return count;
}

function crossesBorder(world: TrihelixWorld, i: number): boolean {
  const { team, teamSize } = world.projects.columns;
  const { region } = world.organisations.columns;
  const { country } = world.regions.columns;
  const home = country[region[i]];
  for (let m = 1; m < teamSize[i]; m++) if (country[region[team[i * TEAM_WIDTH + m]]] !== home) return true;
  return false;
}

function count(world: TrihelixWorld, n: number, kinds: number, flags: number): void {
  const { counts } = world;
  const log = world.innovations.columns;
  counts.innovations++;
  counts.domains += domainCount(log.low[n], log.high[n]);
  counts.leadTime += log.leadTime[n];
  if ((flags & INNOVATION.newToIndustry) !== 0) counts.newToIndustry++;
  if ((flags & INNOVATION.newToWorld) !== 0) counts.newToWorld++;
  if ((flags & INNOVATION.radical) !== 0) counts.radical++;
  if ((flags & INNOVATION.crossIndustry) !== 0) counts.crossIndustry++;
  if ((flags & INNOVATION.crossBorder) !== 0) counts.crossBorder++;
  const present = (kinds & 1) + ((kinds >> 1) & 1) + ((kinds >> 2) & 1);
  counts.shareIndustry += (kinds & 1) / present;
  counts.shareUniversity += ((kinds >> 1) & 1) / present;
  counts.shareGovernment += ((kinds >> 2) & 1) / present;
}

/** The leader's product gets better, and its partners' a little: they use what was made. */
function raiseQuality(world: TrihelixWorld, i: number, competence: number, radical: boolean): void {
  const { quality, kind } = world.organisations.columns;
  const { team, teamSize } = world.projects.columns;
  const { quality_gain: gain, radical_gain: radicalGain, partner_quality: partners } = world.parameters;
  const step = gain * competence * (radical ? radicalGain : 1);
  const size = teamSize[i];
  for (let m = 0; m < size; m++) {
    const j = team[i * TEAM_WIDTH + m];
    if (kind[j] === FIRM) quality[j] = quality[j] * (1 + (m === 0 ? step : (step * partners) / (size - 1)));
  }
}

/** By its leader's openness an innovation makes public what its team knows better than the region's pool. */
function publishResult(world: TrihelixWorld, i: number): void {
  const { low, high } = world.projects.columns;
  const { region } = world.organisations.columns;
  const { pool, poolSector } = world.regions.columns;
  const rate = world.parameters.publication_of_results * opennessOfResults(world, i);
  for (let d = 0; d < world.domains; d++) {
    if (!hasDomain(low[i], high[i], d)) continue;
    const at = region[i] * world.domains + d;
    const lead = bestOfTeam(world, i, d) - pool[at];
    if (lead <= 0) continue;
    pool[at] += rate * lead;
    poolSector[at] = world.organisations.columns.sector[i];
  }
}

function creditInstruments(world: TrihelixWorld, exposure: number): void {
  const { credit } = world.programmes;
  for (let k = 0; k < credit.length; k++) if (((exposure >>> k) & 1) === 1) credit[k] += 1;
}
