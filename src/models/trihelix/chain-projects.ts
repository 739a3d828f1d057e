/**
 * Projects that run over the whole value chain: each production stage is the work of one organisation, stages overlap.
 *
 *   stage s may begin when the stage before it is done to 1 − overlap; a member works on one stage at a time, and not while
 *   it leads a project of its own; at a stage that is not its own it works stage_skill times as fast
 *
 * With everybody free and in place the whole takes D_max + (1 − overlap)·(D_sum − D_max) over production_durations; what it
 * really takes follows from who is found, when, and when they are free. Who may join follows from team_scope: nobody, one
 * partner at a time as stages come due, or a member for every stage from the start. Sources: Takeuchi & Nonaka 1986
 * (overlap), the "through" technology of the BioMed cluster (biomed_penza.csv); the rule is assumed.
 */
import type { Parameters } from './parameters/index.js';
import { costPerStep } from './project-plan.js';
import { FIRM } from './schema.js';
import { joinLuck, TEAM_WIDTH } from './teams.js';
import type { TrihelixWorld } from './world.js';

/** Draw number of the choice between an ordinary project and one over the whole chain. */
const CHAIN_DRAW = 2;
/** Work below this counts as done: sums of speeds are not exact. */
const DONE = 1e-9;

/** Whether the next project of organisation i runs over the whole chain. */
export function leadsChain(world: TrihelixWorld, i: number): boolean {
  const { anchor, key } = world.organisations.columns;
  const share = world.parameters.chain_projects;
  return share > 0 && anchor[i] === 1 && world.streams['start-project'].unit(key[i], CHAIN_DRAW) < share;
}

/** Quarters of work of production stage s, from 0 on; a short list is repeated. */
function durationOfStage(p: Parameters, s: number): number {
  return p.production_durations[s % p.production_durations.length] as number;
}

/** Quarters of work that leader i must be able to pay for: all stages, slower ones where it is to do them by itself. */
export function chainWork(world: TrihelixWorld, i: number): number {
  const { parameters: p } = world;
  const own = world.organisations.columns.stage[i] - 1;
  let sum = 0;
  for (let s = 0; s < p.production_stages; s++) sum += durationOfStage(p, s) / (p.team_scope === 'none' && s !== own ? p.stage_skill : 1);
  return Math.ceil(sum);
}

/** Gives the stages of leader i's project their work, and members as far as its scope admits; whether it can begin. */
export function formChain(world: TrihelixWorld, i: number): boolean {
  const { parameters: p } = world;
  const { stageMember, stageLeft, stageWait, team, teamSize, through } = world.projects.columns;
  const base = i * TEAM_WIDTH;
  team[base] = i;
  teamSize[i] = 1;
  let members = 1;
  for (let s = 0; s < p.production_stages; s++) {
    stageLeft[base + s] = durationOfStage(p, s);
    stageWait[base + s] = 0;
    stageMember[base + s] = s === world.organisations.columns.stage[i] - 1 ? i + 1 : 0;
    if (stageMember[base + s] !== 0 || p.team_scope !== 'multilateral') continue;
    if (recruit(world, i, s)) members++;
  }
  through[i] = members > 1 && members === p.production_stages ? 1 : 0;
  return p.team_scope !== 'multilateral' || members >= p.chain_quorum * p.production_stages;
}

/** Takes in a willing partner of stage s, the luckiest of the free ones first; the engagement holds only once the project runs. */
function recruit(world: TrihelixWorld, i: number, s: number): boolean {
  const { parameters: p, network } = world;
  const { stageMember, team, teamSize } = world.projects.columns;
  const { kind, stage, engagedBy } = world.organisations.columns;
  if (p.team_scope === 'none' || teamSize[i] >= TEAM_WIDTH) return false;
  if (p.team_scope === 'bilateral' && hasEngaged(world, i)) return false;
  if (p.team_scope === 'multilateral' && teamSize[i] >= p.team_limit) return false;
  let best = -1;
  let luck = 1;
  for (let r = 0; r < network.degree(i); r++) {
    const j = network.neighbour(i, r);
    if (kind[j] !== FIRM || stage[j] !== s + 1 || engagedBy[j] !== 0 || isInTeam(world, i, j)) continue;
    const willing = joinLuck(world, i, j, network.tieAt(i, r), p.team_scope === 'multilateral');
    if (willing === 1) continue;
    // Who leads a project of its own comes after all who are free.
    const u = (willing + world.projects.columns.running[j]) / 2;
    if (u >= luck) continue;
    luck = u;
    best = j;
  }
  if (best < 0) return false;
  stageMember[i * TEAM_WIDTH + s] = best + 1;
  team[i * TEAM_WIDTH + teamSize[i]] = best;
  teamSize[i] += 1;
  return true;
}

function isInTeam(world: TrihelixWorld, i: number, j: number): boolean {
  const { team, teamSize } = world.projects.columns;
  for (let m = 1; m < teamSize[i]; m++) if (team[i * TEAM_WIDTH + m] === j) return true;
  return false;
}

function hasEngaged(world: TrihelixWorld, i: number): boolean {
  const { stageMember, stageLeft } = world.projects.columns;
  for (let s = 0; s < world.parameters.production_stages; s++) {
    const at = i * TEAM_WIDTH + s;
    if (stageLeft[at] > 0 && stageMember[at] > 0 && stageMember[at] !== i + 1) return true;
  }
  return false;
}

/** Engages the members that were taken in when the project was formed. */
export function engageChain(world: TrihelixWorld, i: number): void {
  const { stageMember } = world.projects.columns;
  const { engagedBy } = world.organisations.columns;
  world.projects.columns.chain[i] = 1;
  for (let s = 0; s < world.parameters.production_stages; s++) {
    const j = stageMember[i * TEAM_WIDTH + s] - 1;
    if (j >= 0 && j !== i) engagedBy[j] = i + 1;
  }
}

/** One quarter of work on every stage that is due and whose member is free; sets cost and expected end. */
export function advanceChain(world: TrihelixWorld, i: number): void {
  const { cost, endsAt, stageLeft } = world.projects.columns;
  const { parameters } = world;
  const stages = parameters.production_stages;
  const base = i * TEAM_WIDTH;
  if (parameters.team_scope === 'multilateral') seekMembers(world, i);
  let active = 0;
  let leaderWorks = false;
  // From the last stage down, so that a stage sees the one before as it was when the quarter began.
  for (let s = stages - 1; s >= 0; s--) {
    if (stageLeft[base + s] <= 0 || !isDue(world, i, s)) continue;
    const member = memberFor(world, i, s);
    if (member < 0 || (member === i && leaderWorks)) continue;
    if (member === i) leaderWorks = true;
    else if (world.projects.columns.running[member] === 1) continue;
    workOn(world, i, s, member);
    active++;
  }
  let left = 0;
  for (let s = 0; s < stages; s++) left += stageLeft[base + s];
  cost[i] = costPerStep(parameters) * active;
  endsAt[i] = left === 0 ? world.step : world.step + Math.max(1, Math.ceil(left / Math.max(1, active)));
}

/** Where a member is wanted for every stage, open stages are filled as soon as somebody is willing, due or not. */
function seekMembers(world: TrihelixWorld, i: number): void {
  const { stageMember } = world.projects.columns;
  for (let s = 0; s < world.parameters.production_stages; s++) {
    const at = i * TEAM_WIDTH + s;
    if (stageMember[at] === 0 && recruit(world, i, s)) world.organisations.columns.engagedBy[stageMember[at] - 1] = i + 1;
  }
}

function isDue(world: TrihelixWorld, i: number, s: number): boolean {
  if (s === 0) return true;
  const { parameters: p } = world;
  const before = world.projects.columns.stageLeft[i * TEAM_WIDTH + s - 1];
  return before <= p.overlap * durationOfStage(p, s - 1) + DONE && before < durationOfStage(p, s - 1);
}

/** Who works on stage s: its member, somebody found now, after some patience the leader; −1 while it waits. */
function memberFor(world: TrihelixWorld, i: number, s: number): number {
  const { stageMember, stageWait } = world.projects.columns;
  const at = i * TEAM_WIDTH + s;
  if (stageMember[at] > 0) return stageMember[at] - 1;
  if (recruit(world, i, s)) {
    const j = stageMember[at] - 1;
    world.organisations.columns.engagedBy[j] = i + 1;
    return j;
  }
  if (world.parameters.team_scope !== 'none' && stageWait[at]++ < world.parameters.stage_patience) return -1;
  stageMember[at] = i + 1;
  return i;
}

function workOn(world: TrihelixWorld, i: number, s: number, member: number): void {
  const { stageLeft } = world.projects.columns;
  const { stage, engagedBy } = world.organisations.columns;
  const at = i * TEAM_WIDTH + s;
  const left = stageLeft[at] - (stage[member] === s + 1 ? 1 : world.parameters.stage_skill);
  stageLeft[at] = left > DONE ? left : 0;
  if (left <= DONE && member !== i) engagedBy[member] = 0;
}

/** Firm `gone` leaves: its own chain lets its members go, chains of others look for somebody else. */
export function leaveChains(world: TrihelixWorld, gone: number): void {
  const { engagedBy } = world.organisations.columns;
  const { chain, stageMember } = world.projects.columns;
  chain[gone] = 0;
  engagedBy[gone] = 0;
  for (let j = 0; j < world.universityAt; j++) if (engagedBy[j] === gone + 1) engagedBy[j] = 0;
  for (let i = 0; i < world.universityAt; i++) {
    if (chain[i] === 0) continue;
    for (let s = 0; s < world.parameters.production_stages; s++)
      if (stageMember[i * TEAM_WIDTH + s] === gone + 1) stageMember[i * TEAM_WIDTH + s] = 0;
  }
}
