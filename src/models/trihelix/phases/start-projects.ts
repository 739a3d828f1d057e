/**
 * Start projects: who leads one, with whom, what it combines and what it will cost.
 *
 * An idle firm starts with probability project_rate (universities at a share of it) if its money covers what calls for
 * project money and tax credits leave of the cost. Starters take their turn in the order of a drawn priority, because purses are limited.
 *
 *   duration = D_max + (1 − overlap)·(D_sum − D_max) over the stages; an analogy has no research stage
 *
 * Reads ties, expertise, levers, purses; writes projects and pays grants. Source: ODD document 7.5; overlapping
 * stages after Takeuchi & Nonaka 1986; helix correction after Leydesdorff & Etzkowitz.
 */
import type { Phase } from '../../../core/model.js';
import { mostOffered, payOffers, reckonOffers } from '../calls.js';
import { chainWork, engageChain, formChain, leadsChain } from '../chain-projects.js';
import { chooseCombination } from '../combine.js';
import { facilityCredit, hasFacility, useFacilities } from '../facilities.js';
import { priority, rowOf } from '../priority.js';
import { costPerStep, durationOf, EVERY_FACILITY, leastCost } from '../project-plan.js';
import { FIRM } from '../schema.js';
import { formTeam, TEAM_WIDTH } from '../teams.js';
import type { TrihelixWorld } from '../world.js';

export const startProjects: Phase<TrihelixWorld> = {
  name: 'start-projects',
  run(world) {
    world.streams['start-project'].moveTo(world.step);
    moveStreams(world);
    const starters = drawStarters(world);
    for (let s = 0; s < starters; s++) startProject(world, rowOf(world.scratch.order[s]));
  },
};

/** Moves the streams that a single start draws from to the step. */
export function moveStreams({ streams, step }: TrihelixWorld): void {
  streams.team.moveTo(step);
  streams.consensus.moveTo(step);
  streams.combine.moveTo(step);
  streams.facility.moveTo(step);
}

/** Idle organisations that want to start, by drawn priority, into scratch.order; returns how many. */
function drawStarters(world: TrihelixWorld): number {
  const { alive, key, kind, capital, engagedBy } = world.organisations.columns;
  const { running } = world.projects.columns;
  const { project_rate: rate, university_project_rate: university } = world.parameters;
  const { order } = world.scratch;
  const draw = world.streams['start-project'];
  const least = leastCost(world.parameters, 0);
  const leastEquipped = leastCost(world.parameters, EVERY_FACILITY);
  let count = 0;
  for (let i = 0; i < world.governmentAt; i++) {
    // Who could not pay even the cheapest project with all money on offer is spared the search.
    if (alive[i] === 0 || running[i] === 1 || engagedBy[i] !== 0) continue;
    if (capital[i] < least && !(world.leversInUse && affords(world, i, hasFacility(world, i) ? leastEquipped : least))) continue;
    const k = key[i];
    if (draw.unit(k, 0) >= (kind[i] === FIRM ? rate : rate * university)) continue;
    order[count++] = priority(draw.unit(k, 1), i);
  }
  order.subarray(0, count).sort();
  return count;
}

/** Whether capital and the money on offer could pay for a project of that cost, in cents. */
function affords(world: TrihelixWorld, i: number, cost: number): boolean {
  return world.organisations.columns.capital[i] >= (cost - mostOffered(world, i, cost)) * (1 - world.levers.columns.taxCredit[i]);
}

/** Starts a project of i if team, combination and money allow it; the streams stand at the step. */
export function startProject(world: TrihelixWorld, i: number): void {
  const { key, capital, lastLow, lastHigh } = world.organisations.columns;
  const { projects, scratch, parameters } = world;
  const p = projects.columns;
  const k = key[i];
  const chain = leadsChain(world, i) && formChain(world, i);
  const teamSize = chain ? p.teamSize[i] : formTeam(world, i);
  if (!chooseCombination(world, i, k, teamSize)) return;
  const used = world.leversInUse ? useFacilities(world, i) : 0;
  const steps = chain ? chainWork(world, i) : durationOf(parameters, scratch.set[2] === 1, used);
  const cost = costPerStep(parameters, used);
  const grant = world.leversInUse ? reckonOffers(world, i, teamSize, cost * steps) : 0;
  // Who is refunded a share of its own money needs so much less of it.
  if (capital[i] < (cost * steps - grant) * (1 - world.levers.columns.taxCredit[i])) return;
  p.running[i] = 1;
  p.startedAt[i] = world.step;
  p.endsAt[i] = world.step + steps - 1;
  p.low[i] = scratch.set[0];
  p.high[i] = scratch.set[1];
  p.analogy[i] = scratch.set[2];
  p.donor[i] = scratch.set[3];
  p.helix[i] = scratch.set[4];
  p.teamSize[i] = teamSize;
  p.cost[i] = cost;
  p.granted[i] = grant;
  p.supported[i] = grant > 0 ? 1 : 0;
  p.exposure[i] = exposureOf(world, i, teamSize) | facilityCredit(world, i, used);
  p.outside[i] = bringsOutside(world, i);
  if (grant > 0) p.exposure[i] |= payOffers(world, i);
  if (chain) engageChain(world, i);
  lastLow[i] = p.low[i];
  lastHigh[i] = p.high[i];
  world.counts.projectsStarted++;
  if (teamSize > 1) world.counts.teamProjectsStarted++;
  if (grant > 0) world.counts.grantedProjects++;
}

/** Instruments behind the leader's entry and the ties of the team; those that pay add themselves when the money is taken. */
function exposureOf(world: TrihelixWorld, i: number, teamSize: number): number {
  const { team } = world.projects.columns;
  const { exposure } = world.ties.columns;
  let set = world.organisations.columns.startedBy[i];
  for (let m = 1; m < teamSize; m++) {
    const e = world.network.find(i, team[i * TEAM_WIDTH + m]);
    if (e >= 0) set |= exposure[e];
  }
  return set;
}

/** Whether the combination holds a domain that the leader did not master by itself when it began. */
function bringsOutside(world: TrihelixWorld, i: number): number {
  const { foundedLow, foundedHigh } = world.organisations.columns;
  const { low, high } = world.projects.columns;
  return (low[i] & ~foundedLow[i]) !== 0 || (high[i] & ~foundedHigh[i]) !== 0 ? 1 : 0;
}
