/**
 * Run projects: pay for the work, and settle those whose last step this is.
 *
 *   p(success) = (1 − technical risk)·(1 − market_risk·(1 − user_involvement))·K / (1 + exhaustion·n)
 *   K the geometric mean of the team's mastery over the combination, n how often it was used in this industry
 *
 * Success raises quality, mastery and trust and adds an innovation to the log and, by openness, to the public pool.
 * Sources: Weitzman 1998 and Fleming 2001 (recombination and its exhaustion), von Hippel 1986 (users).
 */
import { exp, log } from '../../../core/maths.js';
import type { Phase } from '../../../core/model.js';
import { advanceChain } from '../chain-projects.js';
import { domainCount, hasDomain, nthDomain, recordUse, usesOf } from '../combination.js';
import { logInnovation } from '../innovations.js';
import { strategyFactor } from '../institutions.js';
import { bookGain, cognitiveDistance, transfer } from '../knowledge.js';
import { HOUSEHOLDS, payBetween, paySector } from '../money.js';
import { priority, rowOf } from '../priority.js';
import { payGrant } from '../programmes.js';
import { shareWithMembers } from '../project-members.js';
import { CHANNEL, FIRM, MEETING } from '../schema.js';
import { bestOfTeam, TEAM_WIDTH } from '../teams.js';
import type { TrihelixWorld } from '../world.js';
import { opennessOfResults } from './build-capability.js';
import { hasRoom, helixFactor, openTie } from './decide.js';

/** Draw number of the turn in which a project is settled, beyond those of teams. */
const TURN_DRAW = 128;
/** Keeps the logarithm finite where a member's mastery has faded away during the project. */
const LEAST_MASTERY = 1e-6;

export const runProjects: Phase<TrihelixWorld> = {
  name: 'run-projects',
  run(world) {
    const { running, endsAt, chain } = world.projects.columns;
    const { key } = world.organisations.columns;
    const { order } = world.scratch;
    world.streams.outcome.moveTo(world.step);
    let ending = 0;
    for (let i = 0; i < world.governmentAt; i++) {
      if (running[i] === 0) continue;
      if (chain[i] === 1) advanceChain(world, i);
      payForWork(world, i);
      if (endsAt[i] === world.step) order[ending++] = priority(world.streams.outcome.unit(key[i], TURN_DRAW), i);
    }
    if (world.leversInUse) refundResearch(world);
    // Who is first with a combination is decided by lot, not by row.
    order.subarray(0, ending).sort();
    for (let s = 0; s < ending; s++) {
      settle(world, rowOf(order[s]));
      chain[rowOf(order[s])] = 0;
    }
  },
};

/** The leader pays the step's cost: a share to its partners' accounts, the rest as wages. */
function payForWork(world: TrihelixWorld, i: number): void {
  const { cost, team, teamSize, granted, endsAt } = world.projects.columns;
  const { alive, research, kind } = world.organisations.columns;
  const amount = cost[i];
  const partners = teamSize[i] - 1;
  const each = partners > 0 ? Math.floor((amount * world.parameters.partner_share) / partners) : 0;
  let paid = 0;
  for (let m = 1; m <= partners; m++) {
    const j = team[i * TEAM_WIDTH + m];
    if (alive[j] === 0) continue;
    payBetween(world.money, i, j, each);
    // The partner's work is done by people: it passes on what it is paid, except for its overhead.
    paySector(world.money, HOUSEHOLDS, j, -Math.floor(each * world.parameters.partner_wages));
    paid += each;
  }
  paySector(world.money, HOUSEHOLDS, i, paid - amount);
  const publicPart = granted[i] > 0 ? Math.min(amount, Math.ceil(granted[i] / (endsAt[i] - world.step + 1))) : 0;
  granted[i] -= publicPart;
  if (kind[i] === FIRM) research[i] += amount - publicPart;
}

/**
 * Refunds a share of what firms themselves paid for their projects in this step. Where a purse cannot meet all claims,
 * all are met in the same proportion.
 */
function refundResearch(world: TrihelixWorld): void {
  const { taxCredit, taxCreditFrom } = world.levers.columns;
  const { research } = world.organisations.columns;
  const { claims } = world.scratch;
  const { purse } = world.programmes;
  claims.fill(0);
  for (let i = 0; i < world.universityAt; i++)
    if (taxCredit[i] > 0 && research[i] > 0) claims[taxCreditFrom[i]] += Math.floor(taxCredit[i] * research[i]);
  for (let k = 0; k < claims.length; k++) claims[k] = claims[k] > purse[k] ? purse[k] / claims[k] : 1;
  for (let i = 0; i < world.universityAt; i++) {
    if (taxCredit[i] === 0 || research[i] <= 0) continue;
    const refund = Math.floor(Math.floor(taxCredit[i] * research[i]) * claims[taxCreditFrom[i]]);
    if (refund === 0) continue;
    payGrant(world, taxCreditFrom[i], i, refund);
    research[i] -= refund;
    world.projects.columns.exposure[i] |= 1 << taxCreditFrom[i];
  }
}

function settle(world: TrihelixWorld, i: number): void {
  const { low, high, analogy, teamSize } = world.projects.columns;
  const { industry, key } = world.organisations.columns;
  const p = world.parameters;
  const uses = usesOf(world.usage, low[i], high[i], industry[i]);
  const competence = competenceOf(world, i);
  const risk = analogy[i] === 1 ? p.analogy_risk : p.technical_risk;
  const users = p.user_involvement * strategyFactor(world, i);
  const chance = ((1 - risk) * (1 - p.market_risk * (1 - users)) * competence) / (1 + p.exhaustion * uses);
  const success = world.streams.outcome.unit(key[i], 0) < chance;
  world.projects.columns.running[i] = 0;
  changeTrust(world, i, success);
  if (!success) {
    world.counts.failures++;
    return;
  }
  world.counts.successes++;
  const worldUses = recordUse(world.worldUsage, low[i], high[i], 0);
  recordUse(world.usage, low[i], high[i], industry[i]);
  logInnovation(world, i, uses, worldUses, competence);
  shareInTeam(world, i);
  if (p.member_reach > 0 && teamSize[i] > 1) shareWithMembers(world, i);
  practise(world, i);
  if (teamSize[i] > 2 && p.consensus > 0) befriendTeam(world, i);
}

/**
 * Geometric mean of the team's best mastery over the combination. What is taken over from another industry, or lent by a
 * third actor, works at least at the working level.
 */
export function competenceOf(world: TrihelixWorld, i: number): number {
  const { low, high, analogy, helix } = world.projects.columns;
  const floor = analogy[i] === 1 || helix[i] === 1 ? world.parameters.working_level : LEAST_MASTERY;
  const count = domainCount(low[i], high[i]);
  let product = 1;
  for (let n = 0; n < count; n++) product *= Math.max(bestOfTeam(world, i, nthDomain(low[i], high[i], n)), floor);
  return count === 0 ? 0 : exp(log(product) / count);
}

function changeTrust(world: TrihelixWorld, i: number, success: boolean): void {
  const { team, teamSize } = world.projects.columns;
  const { trust } = world.ties.columns;
  const { trust_success: gain, trust_failure: loss } = world.parameters;
  const size = teamSize[i];
  for (let m = 0; m < size; m++) {
    for (let n = m + 1; n < size; n++) {
      const e = world.network.find(team[i * TEAM_WIDTH + m], team[i * TEAM_WIDTH + n]);
      if (e < 0) continue;
      const t = trust[e];
      trust[e] = success ? t + gain * (1 - t) : Math.max(0, t - loss);
    }
  }
}

/** Inside the project each member learns from the best member in the combined domains. */
function shareInTeam(world: TrihelixWorld, i: number): void {
  const { low, high, team, teamSize } = world.projects.columns;
  const { expertise, alive } = world.organisations.columns;
  const size = teamSize[i];
  if (size === 1) return;
  const base = i * TEAM_WIDTH;
  for (let d = 0; d < world.domains; d++) {
    if (!hasDomain(low[i], high[i], d)) continue;
    let best = i;
    for (let m = 1; m < size; m++) {
      const j = team[base + m];
      if (expertise[j * world.domains + d] > expertise[best * world.domains + d]) best = j;
    }
    for (let m = 0; m < size; m++) {
      const j = team[base + m];
      if (j !== best && alive[j] === 1) transfer(world, CHANNEL.project, best, j, d, world.parameters.project_learning, true);
    }
  }
}

/** The leader gains practice in what it combined; from an analogy it learns what the donor knows better. */
function practise(world: TrihelixWorld, i: number): void {
  const { low, high, donor } = world.projects.columns;
  const { expertise } = world.organisations.columns;
  for (let d = 0; d < world.domains; d++) {
    if (!hasDomain(low[i], high[i], d)) continue;
    const j = donor[i];
    if (j >= 0)
      transfer(
        world,
        CHANNEL.analogy,
        j,
        i,
        d,
        world.parameters.project_learning * opennessOfResults(world, j),
        world.network.find(i, j) >= 0,
      );
    const at = i * world.domains + d;
    const gain = world.parameters.practice * (1 - expertise[at]);
    expertise[at] += gain;
    bookGain(world, CHANNEL.own, i, i, gain, false);
  }
}

/** Shared strategy: teammates who are not partners yet become partners, as far as capacity and helix regime allow. */
function befriendTeam(world: TrihelixWorld, i: number): void {
  const { team, teamSize } = world.projects.columns;
  const { alive, key, expertise } = world.organisations.columns;
  const size = teamSize[i];
  for (let m = 1; m < size; m++) {
    for (let n = m + 1; n < size; n++) {
      const a = team[i * TEAM_WIDTH + m];
      const b = team[i * TEAM_WIDTH + n];
      if (alive[a] === 0 || alive[b] === 0 || !hasRoom(world, a) || !hasRoom(world, b)) continue;
      if (world.streams.outcome.unit(key[i], 1 + m * TEAM_WIDTH + n) >= world.parameters.consensus * helixFactor(world, a, b)) continue;
      openTie(world, a, b, MEETING.team, cognitiveDistance(expertise, world.domains, a, b), 0);
    }
  }
}
