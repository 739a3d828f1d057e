/**
 * Cascades of knowledge: who holds a domain, from whom it came, and after whom others came to hold it.
 *
 * An organisation *holds* a domain that it has begun. Observation begins with the holders at the end of the burn-in. Who begins
 * a domain later acquires it from its teacher: the holder of greatest mastery among the partners who let knowledge pass
 * (rung "coordination" on) and the best of its region, if it is ahead; without one, and for what an entrant brings, the
 * acquisition begins a cascade of its own. The observation changes nothing in the model.
 */
import { hasDomain } from './combination.js';
import type { TrihelixWorld } from './world.js';

export interface Cascades {
  /** Holders so far; the columns below have one entry for each and double when full. */
  count: number;
  /** When it came to hold the domain; the end of the burn-in for all who did before. */
  step: Int32Array;
  row: Int32Array;
  domain: Int32Array;
  /** The holder it came from, −1 none. */
  parent: Int32Array;
  /** Current holder by organisation row × domain, −1 none. */
  readonly holder: Int32Array;
  /** Holders whose teacher is known; those after it wait for the end of the pass that found them. */
  placed: number;
}

const FIRST_ROOM = 1024;

export function createCascades(rows: number, domains: number): Cascades {
  const column = (): Int32Array => new Int32Array(FIRST_ROOM);
  const holder = new Int32Array(rows * domains).fill(-1);
  return { count: 0, step: column(), row: column(), domain: column(), parent: column(), holder, placed: 0 };
}

/** Notes that i has begun the domains of a word, whose first is `first`. */
export function noteAcquisitions(world: TrihelixWorld, i: number, first: number, fresh: number): void {
  if (world.step <= world.burnIn) return;
  for (let bits = fresh; bits !== 0; ) {
    const d = 31 - Math.clz32(bits);
    bits ^= 1 << d;
    // Whose mastery comes and goes holds the domain once.
    if (world.cascades.holder[i * world.domains + first + d] < 0) note(world, i, first + d);
  }
}

/** Row i has no owner any more: what it held is nobody's. */
export function forgetHoldings(world: TrihelixWorld, i: number): void {
  world.cascades.holder.fill(-1, i * world.domains, (i + 1) * world.domains);
}

function note(world: TrihelixWorld, i: number, d: number): void {
  const { cascades } = world;
  if (cascades.count === cascades.step.length) grow(cascades);
  const n = cascades.count++;
  cascades.step[n] = world.step;
  cascades.row[n] = i;
  cascades.domain[n] = d;
  cascades.parent[n] = -1;
  cascades.holder[i * world.domains + d] = n;
}

function grow(cascades: Cascades): void {
  for (const column of ['step', 'row', 'domain', 'parent'] as const) {
    const longer = new Int32Array(2 * cascades.count);
    longer.set(cascades[column]);
    cascades[column] = longer;
  }
}

/** Finds the teachers of the holders noted since the last call; mastery is that of the step's beginning. */
export function placeHolders(world: TrihelixWorld): void {
  const { cascades, domains } = world;
  if (world.step === world.burnIn) noteAll(world);
  const { bornAt } = world.organisations.columns;
  for (; cascades.placed < cascades.count; cascades.placed++) {
    const n = cascades.placed;
    const i = cascades.row[n];
    // What an organisation brings along, or had when the observation began, it was not taught.
    if (world.step === world.burnIn || bornAt[i] >= world.step - 1) continue;
    const d = cascades.domain[n];
    const j = teacherOf(world, i, d);
    // Two who began it in the same step did not learn it from each other.
    if (j >= 0 && cascades.holder[j * domains + d] < n && cascades.step[cascades.holder[j * domains + d]] < world.step)
      cascades.parent[n] = cascades.holder[j * domains + d];
  }
}

/** Everybody holds what it has begun when the burn-in is over. */
function noteAll(world: TrihelixWorld): void {
  const { alive, begunLow, begunHigh } = world.organisations.columns;
  for (let i = 0; i < world.rows; i++) {
    if (alive[i] === 0) continue;
    for (let d = 0; d < world.domains; d++) if (hasDomain(begunLow[i], begunHigh[i], d)) note(world, i, d);
  }
}

/** The row of the teacher of i in domain d, −1 where nobody near is ahead. */
function teacherOf(world: TrihelixWorld, i: number, d: number): number {
  const { network, domains } = world;
  const { expertiseBefore, region, alive } = world.organisations.columns;
  const { trust } = world.ties.columns;
  const { best, bestAt } = world.regions.columns;
  const here = region[i] * domains + d;
  let teacher = -1;
  let most = expertiseBefore[i * domains + d];
  if (best[here] > most && alive[bestAt[here]] === 1) {
    teacher = bestAt[here];
    most = best[here];
  }
  for (let r = 0; r < network.degree(i); r++) {
    const j = network.neighbour(i, r);
    if (trust[network.tieAt(i, r)] < world.ladder[1] || expertiseBefore[j * domains + d] <= most) continue;
    teacher = j;
    most = expertiseBefore[j * domains + d];
  }
  return teacher;
}

export interface CascadeFigures {
  /** Mean number of others who came to hold the domain down the line from the beginning of a cascade, within τ steps of it. */
  readonly size: number;
  /** Mean number of others who came to hold the domain directly from a holder, within τ steps of its own beginning. */
  readonly reproduction: number;
}

/**
 * Figures over holders that had τ steps (`window`) to pass the domain on until step `end`; NaN where there are none.
 * @param step when each began, @param parent the earlier holder it came from, −1 none
 */
export function cascadeFigures(step: Int32Array, parent: Int32Array, count: number, end: number, window: number): CascadeFigures {
  const root = new Int32Array(count);
  const others = new Int32Array(count);
  const direct = new Int32Array(count);
  for (let n = 0; n < count; n++) {
    const p = parent[n];
    root[n] = p < 0 ? n : root[p];
    if (p < 0) continue;
    if (step[n] - step[p] <= window) direct[p] += 1;
    if (step[n] - step[root[n]] <= window) others[root[n]] += 1;
  }
  const figures = { holders: 0, passed: 0, roots: 0, reached: 0 };
  for (let n = 0; n < count; n++) {
    if (step[n] > end - window) continue;
    figures.holders++;
    figures.passed += direct[n];
    if (parent[n] >= 0) continue;
    figures.roots++;
    figures.reached += others[n];
  }
  return {
    size: figures.roots > 0 ? figures.reached / figures.roots : Number.NaN,
    reproduction: figures.holders > 0 ? figures.passed / figures.holders : Number.NaN,
  };
}
