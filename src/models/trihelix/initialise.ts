/**
 * Initialisation (ODD element 5): who there is, where, what each knows and owns. No ties at the start.
 *
 * Organisations are dealt out to regions and industries by addressed draws, so that the same seed gives the same
 * organisations whatever the policy.
 */

import { sum } from '../../core/kernels.js';
import { exp, log } from '../../core/maths.js';
import type { WorldInput } from '../../core/model.js';
import { createNetwork } from '../../core/network.js';
import type { Rng, Stream } from '../../core/rng.js';
import { createTable } from '../../core/table.js';
import { createAgenda } from './agenda.js';
import { makeAnchors } from './anchors.js';
import { createBirths } from './births.js';
import { createCascades } from './cascades.js';
import { createUsage, putDomain } from './combination.js';
import { createContinuityTracker } from './continuity-tracker.js';
import { makeFirstTies } from './first-ties.js';
import { distanceLevels, placeOf } from './geography.js';
import { governmentCount, makeUpperGovernments } from './governments.js';
import { breadthOf, coreStart, industryRoom, propensityOf } from './industries.js';
import { createLedger } from './knowledge-ledger.js';
import { CALLS, leverSchema } from './levers.js';
import { createMoney, HOUSEHOLDS, paySector, totalMoney } from './money.js';
import { FIRST_WIDTH } from './parameters/by-hand.js';
import type { Parameters } from './parameters/index.js';
import { capacityOf } from './phases/market.js';
import { UNCREDITED } from './policies/instruments.js';
import { createProgrammes } from './programmes.js';
import { durationOf, EVERY_FACILITY } from './project-plan.js';
import {
  FIRM,
  GOVERNMENT,
  industrySchema,
  innovationSchema,
  organisationSchema,
  projectSchema,
  regionSchema,
  tieSchema,
  UNIVERSITY,
} from './schema.js';
import { createScratch } from './scratch.js';
import { emptyCounts } from './step-counts.js';
import { createUnions } from './unions.js';
import { createValueChain } from './value-chain.js';
import { indexMembers, STREAMS, type StreamName, type TrihelixWorld } from './world.js';

/** Meetings for which a step has room, per organisation, beside those at tables and in groups. */
const MEETINGS_PER_ROW = 8;
/** Size for whose capacity of ties there is room, per organisation and on average: far above the mean of any preset. */
const ROOMY_SIZE = 144;
/** Draw numbers of a second list of domains begin here, beyond any that the first can reach. */
const SECOND_LIST = 65536;

/** Makes the world of a run, before its first step. */
export function createWorld(input: WorldInput<Parameters>, instruments: readonly string[]): TrihelixWorld {
  const world = emptyWorld(input, instruments);
  makeRegions(world);
  makeIndustries(world);
  makeOrganisations(world);
  makeAnchors(world);
  setDemand(world);
  indexMembers(world);
  makeFirstTies(world);
  world.ledger.balance = sum(world.organisations.columns.expertise);
  return Object.assign(world, {
    moneyAtStart: totalMoney(world.money),
    continuity: createContinuityTracker(firmsByCluster(world), world.rows, input.steps - input.burnIn),
  });
}

/** A world of the right size in which nobody lives yet. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one line per member of the world.
function emptyWorld(input: WorldInput<Parameters>, instruments: readonly string[]): TrihelixWorld {
  const { parameters: p, rng, steps, burnIn, leversInUse = true } = input;
  // Parameters are reals to the compiler. Told that these are whole (| 0), it addresses rows with whole numbers, instead of
  // computing every address in reals and turning it back, which costs a twelfth of a run.
  const firms = p.firms | 0;
  const regionCount = p.regions | 0;
  const industryCount = industryRoom(p) | 0;
  const domains = p.domains | 0;
  const firmRows = (firms + Math.ceil(firms * p.spare_rows)) | 0;
  const governmentAt = (firmRows + p.universities) | 0;
  const rows = (governmentAt + governmentCount(p)) | 0;
  const organisations = createTable(organisationSchema, rows, { T: domains });
  const streams = openStreams(rng);
  const meetings = rows * (MEETINGS_PER_ROW + p.table_seats + p.group_seats);
  const ties = Math.min((rows * (rows - 1)) / 2, rows * capacityOf({ parameters: p }, ROOMY_SIZE) + p.first_ties.length / FIRST_WIDTH);
  return {
    step: 0,
    steps,
    burnIn,
    // Not { ...p }: a spread makes records of another form once it is compiled, and all code that read the first is thrown away.
    parameters: Object.fromEntries(Object.entries(p)) as Parameters,
    ladder: [p.ladder[0] ?? 0, p.ladder[1] ?? 0, p.ladder[2] ?? 0, p.ladder[3] ?? 0],
    firmRows,
    universityAt: firmRows,
    governmentAt,
    rows,
    domains,
    regionCount,
    industryCount,
    organisations,
    ties: createTable(tieSchema, ties),
    network: createNetwork(rows, ties),
    projects: createTable(projectSchema, rows),
    innovations: createTable(
      innovationSchema,
      governmentAt * (Math.ceil(steps / (p.chain_projects > 0 ? 1 : durationOf(p, true, EVERY_FACILITY))) + 1),
    ),
    innovationCount: 0,
    regions: createTable(regionSchema, regionCount, { T: domains }),
    industries: createTable(industrySchema, industryCount),
    levers: createTable(leverSchema, Math.max(rows, CALLS)),
    leversInUse,
    usage: createUsage(),
    worldUsage: createUsage(),
    money: createMoney(organisations.columns.capital),
    moneyAtStart: 0,
    programmes: createProgrammes(instruments, UNCREDITED),
    agenda: createAgenda(regionCount),
    chain: createValueChain(p, streams.abroad),
    unions: createUnions(p, regionCount * industryCount, rows, streams.union),
    births: createBirths(p),
    ledger: createLedger(industryCount + 2, regionCount),
    cascades: createCascades(rows, domains),
    continuity: createContinuityTracker(new Float64Array(0), 0, 0),
    meetings: createMeetings(meetings),
    counts: emptyCounts(),
    streams,
    scratch: createScratch(rows, meetings, p, instruments.length),
    memberStart: new Int32Array(regionCount + 1),
    members: new Int32Array(rows),
    distance: distanceLevels(p),
    startFirms: firms,
    aliveFirms: firms,
    qualityPath: new Float64Array(steps),
  };
}

function createMeetings(room: number): TrihelixWorld['meetings'] {
  return {
    a: new Int32Array(room),
    b: new Int32Array(room),
    channel: new Int32Array(room),
    bonus: new Float64Array(room),
    exposure: new Int32Array(room),
    count: 0,
  };
}

function openStreams(rng: Rng): Readonly<Record<StreamName, Stream>> {
  return Object.fromEntries(STREAMS.map((name) => [name, rng.stream(name)])) as Record<StreamName, Stream>;
}

function makeRegions(world: TrihelixWorld): void {
  const { parameters: p, regions } = world;
  const c = regions.columns;
  for (let r = 0; r < p.regions; r++) {
    const { country, grouping } = placeOf(r, p);
    const q = p.region_environment.length > 0 ? p.region_environment[r % p.region_environment.length] : p.environment;
    c.country[r] = country;
    c.grouping[r] = grouping;
    c.home[r] = r % p.industries;
    c.trustNorm[r] = c.opennessNorm[r] = c.decentralisation[r] = c.environment[r] = q;
    c.government[r] = world.governmentAt + r;
  }
}

function makeIndustries(world: TrihelixWorld): void {
  const { parameters: p, industries } = world;
  const c = industries.columns;
  for (let a = 0; a < p.industries; a++) {
    c.propensity[a] = propensityOf(p, a);
    c.meanQuality[a] = 1;
    c.bornAt[a] = -1;
    c.parentA[a] = c.parentB[a] = a;
    for (let d = 0; d < breadthOf(p, a); d++) putDomain(c.coreLow, c.coreHigh, a, (coreStart(p, a) + d) % p.domains);
  }
}

function makeOrganisations(world: TrihelixWorld): void {
  const { parameters: p } = world;
  const { key } = world.organisations.columns;
  for (let i = 0; i < world.rows; i++) key[i] = i;
  for (let i = 0; i < p.firms; i++) makeFirm(world, i);
  for (let u = 0; u < p.universities; u++) makeUniversity(world, world.universityAt + u, u % p.regions);
  for (let r = 0; r < p.regions; r++) makeGovernment(world, world.governmentAt + r, r);
  makeUpperGovernments(world, (i, r) => makeGovernment(world, i, r));
}

function settle(world: TrihelixWorld, i: number, kind: number, region: number, industry: number, size: number): void {
  const o = world.organisations.columns;
  o.kind[i] = kind;
  o.region[i] = region;
  o.industry[i] = industry;
  o.sector[i] = kind === FIRM ? industry : kind === UNIVERSITY ? world.industryCount : world.industryCount + 1;
  o.alive[i] = 1;
  o.bornAt[i] = -1;
  o.size[i] = size;
  o.tieCapacity[i] = capacityOf(world, size);
}

function makeFirm(world: TrihelixWorld, i: number): void {
  const { parameters: p, streams } = world;
  const o = world.organisations.columns;
  const draw = streams.initialise;
  const region = draw.below(p.regions, i, 0);
  const home = world.regions.columns.home[region];
  const industry = draw.unit(i, 1) < p.specialisation ? home : draw.below(p.industries, i, 2);
  settle(world, i, FIRM, region, industry, paretoSize(p, draw.unit(i, 3)));
  o.stage[i] = 1 + draw.below(p.production_stages, i, 4);
  o.worldOpenness[i] = p.world_openness;
  o.openness[i] = p.outbound_openness;
  o.inbound[i] = p.inbound_openness;
  o.absorptive[i] = p.absorptive_capacity;
  o.quality[i] = 1 + p.quality_spread * (2 * draw.unit(i, 5) - 1);
  learnAround(world, i, coreStart(p, industry) - p.core_margin, breadthOf(p, industry) + 2 * p.core_margin, p.firm_domains);
}

/** Size at quantile u of a Pareto distribution between the smallest and the largest firm. */
function paretoSize(p: Parameters, u: number): number {
  return Math.min(p.largest_size, p.smallest_size * exp(-log(1 - u) / p.size_tail));
}

function makeUniversity(world: TrihelixWorld, i: number, region: number): void {
  const { parameters: p } = world;
  const o = world.organisations.columns;
  const field = world.regions.columns.home[region];
  settle(world, i, UNIVERSITY, region, field, p.university_size);
  o.openness[i] = p.university_openness;
  o.inbound[i] = 1;
  o.absorptive[i] = p.absorptive_university;
  learnAround(
    world,
    i,
    coreStart(p, field) - p.core_margin,
    Math.max(p.university_domains, breadthOf(p, field) + 2 * p.core_margin),
    p.university_domains,
  );
  learnAround(world, i, 0, p.domains, p.university_random_domains, SECOND_LIST);
  paySector(world.money, HOUSEHOLDS, i, Math.floor(p.university_funding * 100));
}

function makeGovernment(world: TrihelixWorld, i: number, region: number): void {
  const { parameters: p } = world;
  const o = world.organisations.columns;
  settle(world, i, GOVERNMENT, region, world.regions.columns.home[region], p.government_size);
  o.openness[i] = p.university_openness;
  o.level[i] = 1;
  learnAround(world, i, 0, p.domains, p.government_domains);
}

/** Gives the organisation mastery of `count` different domains out of `breadth` from `first` on (wrapping round). */
function learnAround(world: TrihelixWorld, i: number, first: number, breadth: number, count: number, address = 8): void {
  const { parameters: p, streams } = world;
  const { expertise, foundedLow, foundedHigh } = world.organisations.columns;
  const draw = streams.initialise;
  const width = Math.min(breadth, p.domains);
  let found = 0;
  for (let tries = 0; found < Math.min(count, width) && tries < 40 * count; tries++) {
    const d = (first + p.domains * 2 + draw.below(width, i, address + 2 * tries)) % p.domains;
    const at = i * p.domains + d;
    if (expertise[at] > 0) continue;
    putDomain(foundedLow, foundedHigh, i, d);
    expertise[at] = p.least_mastery + (p.most_mastery - p.least_mastery) * draw.unit(i, address + 2 * tries + 1);
    found++;
  }
}

/** Demand and market shares that let every firm keep its size, and the capital to begin with. */
function setDemand(world: TrihelixWorld): void {
  const { parameters: p, organisations, industries, money } = world;
  const { industry, size, share } = organisations.columns;
  const { demand } = industries.columns;
  for (let i = 0; i < p.firms; i++) demand[industry[i]] += size[i] * p.revenue_per_employee * 100;
  for (let i = 0; i < p.firms; i++) {
    const revenue = size[i] * p.revenue_per_employee * 100;
    share[i] = revenue / demand[industry[i]];
    paySector(money, HOUSEHOLDS, i, Math.floor(p.initial_capital * p.margin * revenue));
  }
}

function firmsByCluster(world: TrihelixWorld): Float64Array {
  const { region, industry } = world.organisations.columns;
  const firms = new Float64Array(world.regionCount * world.industryCount);
  for (let i = 0; i < world.parameters.firms; i++) {
    const cluster = region[i] * world.industryCount + industry[i];
    firms[cluster] += 1;
  }
  return firms;
}
