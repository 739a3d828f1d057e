/**
 * Market and money: demand, shares, revenue, wages, tax, dividends.
 *
 *   demandₐ = demand at the start · (mean quality)^demand_elasticity
 *   shareᵢ ∝ shareᵢ·(share_inertia + (1 − share_inertia)·qᵢ^κ / Σ share·q^κ)      (replicator equation)
 *   firms that are open to the world sell abroad on top; inputs are bought in buy-inputs.ts
 *   profit = margin·revenue − fixed cost − own research (its money in projects included); tax on profit
 *   dividends: a share of the capital above the cushion, less what running projects still cost
 *
 * All payments are whole cents between accounts. Reads and writes quality, shares, capital, size. Sources: Metcalfe 1998
 * for the replicator; margins and rates assumed.
 */
import { pow } from '../../../core/maths.js';
import type { Phase } from '../../../core/model.js';
import { ABROAD, HOUSEHOLDS, payBetween, paySector } from '../money.js';
import { payGrant } from '../programmes.js';
import { homeDemand, worldSales } from '../value-chain.js';
import type { TrihelixWorld } from '../world.js';
import { buyInputs } from './buy-inputs.js';
import { shakeDemand } from './shake-demand.js';

export const market: Phase<TrihelixWorld> = {
  name: 'market',
  run(world) {
    if (world.parameters.demand_noise > 0) shakeDemand(world);
    attract(world);
    sell(world);
    earn(world);
    buyInputs(world);
    fundUniversities(world);
    spendTaxes(world);
    followRevenue(world);
  },
};

/** Quality ages; each industry's mean quality is taken, and the sum of attraction that shares will follow. */
function attract(world: TrihelixWorld): void {
  const { alive, industry, quality, share } = world.organisations.columns;
  const { meanQuality } = world.industries.columns;
  const { competition, obsolescence } = world.parameters;
  const { attraction, industrySum } = world.scratch;
  const keep = 1 - obsolescence;
  industrySum.fill(0);
  meanQuality.fill(0);
  for (let i = 0; i < world.universityAt; i++) {
    if (alive[i] === 0) continue;
    const q = quality[i] > 1 ? 1 + (quality[i] - 1) * keep : quality[i];
    const a = industry[i];
    const pull = competition === 2 ? q * q : pow(q, competition);
    quality[i] = q;
    attraction[i] = pull;
    industrySum[a] += share[i] * pull;
    meanQuality[a] += share[i] * q;
  }
}

/** The share that follows attraction, against the mean of its industry. */
function nextShare(share: number, attraction: number, mean: number, inertia: number): number {
  // Held at 1, because a firm that is alone may round to a little more.
  return Math.min(1, share * (inertia + ((1 - inertia) * attraction) / mean));
}

/** Shares move toward quality inside each industry, then firms sell by their shares. */
function sell(world: TrihelixWorld): void {
  const { alive, industry, share, revenue, capital, worldOpenness } = world.organisations.columns;
  const { demand, meanQuality } = world.industries.columns;
  const { parameters: p, counts, money } = world;
  const { attraction, industrySum, industryDemand } = world.scratch;
  const { share_inertia: inertia } = p;
  const home = homeDemand(p);
  const exportShare = p.export_share / home;
  // Sectors are paid in one sum: whole cents add up to the same in any order.
  let output = 0;
  let exported = 0;
  let fromHouseholds = 0;
  for (let a = 0; a < world.industryCount; a++) {
    const quality = meanQuality[a];
    industryDemand[a] = quality > 0 ? demand[a] * home * pow(quality, p.demand_elasticity) : 0;
  }
  for (let i = 0; i < world.universityAt; i++) {
    if (alive[i] === 0) continue;
    const a = industry[i];
    if (industrySum[a] > 0) share[i] = nextShare(share[i], attraction[i], industrySum[a], inertia);
    const atHome = industryDemand[a] * share[i];
    // What closure adds to the demand at home is no demand abroad.
    const abroad = worldOpenness[i] > 0 ? Math.floor((atHome / home) * worldSales(world, i)) : 0;
    const sales = Math.floor(atHome + 0.5);
    const ordered = world.leversInUse ? fillOrder(world, i) : 0;
    const toAbroad = Math.floor(sales * exportShare) + abroad;
    revenue[i] = sales + abroad + ordered;
    capital[i] += sales + abroad;
    output += revenue[i];
    exported += toAbroad;
    fromHouseholds += sales + abroad - toAbroad;
  }
  counts.output += output;
  counts.exported += exported;
  // Households buy what is neither exported nor ordered by the public.
  money.sectors[ABROAD] -= exported;
  money.sectors[HOUSEHOLDS] -= fromHouseholds;
}

/** Pays the public order of firm i, if it has one; returns the cents. */
function fillOrder(world: TrihelixWorld, i: number): number {
  const { order, orderFrom } = world.levers.columns;
  if (order[i] === 0) return 0;
  const paid = Math.min(order[i], world.programmes.purse[orderFrom[i]]);
  payGrant(world, orderFrom[i], i, paid);
  return paid;
}

/** Firms pay wages, fixed cost and research, tax on their profit, and dividends; what projects cost is paid when they run. */
function earn(world: TrihelixWorld): void {
  const { alive, capital, region, research, stage, revenue, profit } = world.organisations.columns;
  const { running, cost, endsAt } = world.projects.columns;
  const { government } = world.regions.columns;
  const { money, counts, step } = world;
  const { margin: marginOf } = world.chain;
  const { research_share: share, tax_rate: tax, cushion, dividend, fixed_cost } = world.parameters;
  const fixed = Math.floor(fixed_cost * 100);
  let researched = 0;
  let toHouseholds = 0;
  for (let i = 0; i < world.universityAt; i++) {
    if (alive[i] === 0) continue;
    const margin = Math.floor(revenue[i] * marginOf[stage[i]]);
    const ownResearch = Math.floor(revenue[i] * share);
    // Wages, the fixed cost and the research go to households.
    const paid = revenue[i] - margin + fixed + ownResearch;
    const taxed = margin - fixed - ownResearch - research[i];
    profit[i] = taxed;
    researched += research[i] + ownResearch;
    research[i] = 0;
    capital[i] -= paid;
    toHouseholds += paid;
    if (taxed > 0) payBetween(money, i, government[region[i]], Math.floor(taxed * tax));
    const owed = running[i] === 1 ? cost[i] * (endsAt[i] - step) : 0;
    const excess = capital[i] - margin * cushion - owed;
    if (excess <= 0) continue;
    const handedOut = Math.floor(excess * dividend);
    capital[i] -= handedOut;
    toHouseholds += handedOut;
  }
  counts.research += researched;
  money.sectors[HOUSEHOLDS] += toHouseholds;
}

/** Universities are funded by the public and spend most of it on their staff; what grows beyond its reserve goes there too. */
function fundUniversities(world: TrihelixWorld): void {
  const { alive, capital } = world.organisations.columns;
  const { university_funding: funding, university_wages: wages, university_reserve: reserve } = world.parameters;
  const amount = Math.floor(funding * 100);
  for (let i = world.universityAt; i < world.governmentAt; i++) {
    if (alive[i] === 0) continue;
    paySector(world.money, HOUSEHOLDS, i, amount);
    paySector(world.money, HOUSEHOLDS, i, -Math.floor(amount * wages));
    const excess = capital[i] - reserve * amount;
    if (excess > 0) paySector(world.money, HOUSEHOLDS, i, -Math.floor(excess));
  }
}

function spendTaxes(world: TrihelixWorld): void {
  const { capital, superior } = world.organisations.columns;
  for (let i = world.governmentAt; i < world.rows; i++) {
    // Regional governments come first, so that what they pass on is there when the level above spends.
    if (superior[i] > 0) payBetween(world.money, i, superior[i] - 1, Math.floor(capital[i] * world.parameters.tax_sharing));
    paySector(world.money, HOUSEHOLDS, i, -Math.floor(capital[i] * world.parameters.government_spending));
  }
}

/** Size, capacity for ties and absorptive capacity follow revenue and research. */
function followRevenue(world: TrihelixWorld): void {
  const { alive, revenue, inputs, size, tieCapacity, absorptive } = world.organisations.columns;
  const { running } = world.projects.columns;
  const { degrees } = world.network;
  const { pending } = world.scratch;
  const { absorptive_growth: speed, absorptive_capacity: floor, size_speed: pace } = world.parameters;
  const perHead = 100 * world.parameters.revenue_per_employee;
  for (let i = 0; i < world.universityAt; i++) {
    if (alive[i] === 0) continue;
    size[i] += pace * ((revenue[i] - inputs[i]) / perHead - size[i]);
    // Who shrinks keeps its ties but takes on no new ones.
    tieCapacity[i] = Math.max(capacityOf(world, size[i]), degrees[i] + pending[i]);
    absorptive[i] += speed * ((running[i] === 1 ? 1 : floor) - absorptive[i]);
  }
}

/** Ties that an organisation of that size can keep up. */
export function capacityOf(world: Pick<TrihelixWorld, 'parameters'>, size: number): number {
  return Math.floor(world.parameters.tie_capacity_base + world.parameters.tie_capacity_slope * Math.sqrt(size));
}
