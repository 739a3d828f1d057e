/**
 * Runs a world to its end and takes down what evaluations compare between twins: flows by step, profits by firm, who was
 * reached by an instrument, which projects began. Organisations are known by their key, which twins share; rows they do not.
 *
 * Writes nothing into the world. Money is in cents, as in the world.
 */
import type { ActivePolicy, Bench, BenchChange } from '../../../core/model.js';
import type { Parameters } from '../parameters/index.js';
import { FIRM } from '../schema.js';
import type { TrihelixWorld } from '../world.js';
import { observeRegions, type RegionLevels } from './regions.js';

export type TrihelixBench = Bench<TrihelixWorld, Parameters>;

/** A project that began in the measured time. */
export interface Start {
  readonly leader: number;
  readonly step: number;
  readonly supported: boolean;
}

/** What is known of a firm when the measured time begins. */
export interface FirmBefore {
  readonly key: number;
  readonly size: number;
  readonly quality: number;
  readonly knowledge: number;
  readonly ties: number;
}

export interface Observation {
  /** The world after its last step. */
  readonly world: TrihelixWorld;
  /** By step: innovations, those new to their industry, research paid by firms, programme money asked for, spent, diverted. */
  readonly innovations: Float64Array;
  readonly newToIndustry: Float64Array;
  readonly research: Float64Array;
  readonly asked: Float64Array;
  readonly spent: Float64Array;
  readonly diverted: Float64Array;
  /** Profit of firms, step × row, and the key of the firm in that row, −1 none. */
  readonly profit: Float64Array;
  readonly keys: Int32Array;
  /** Industry by key of every firm that was there at the end of a step. */
  readonly industryOf: ReadonlyMap<number, number>;
  readonly starts: readonly Start[];
  /** Keys of leaders of supported projects, and of all who led a project or had a tie that an instrument stands behind. */
  readonly supported: ReadonlySet<number>;
  readonly reached: ReadonlySet<number>;
  /** Firms alive when the measured time begins. */
  readonly before: readonly FirmBefore[];
  readonly regionsBefore: RegionLevels;
  readonly regionsAfter: RegionLevels;
}

/** The run as it is, watched; made once per bench. */
export function asItIs(bench: TrihelixBench): Observation {
  return bench.shared('observation', () => observe(bench));
}

/** Its twin without any instrument; the run itself where it has none. */
export function untreated(bench: TrihelixBench): Observation {
  return bench.policies.length === 0 ? asItIs(bench) : bench.shared('untreated', () => observe(bench, { policies: [] }));
}

/**
 * Runs and watches.
 * @param begin called once, before the first measured step
 * @param eachStep called after every step
 */
export function observe(
  bench: TrihelixBench,
  change: BenchChange<TrihelixWorld, Parameters> = {},
  begin?: (world: TrihelixWorld) => void,
  eachStep?: (world: TrihelixWorld) => void,
): Observation {
  const run = bench.start(change);
  const { world } = run;
  const seen = emptyObservation(world, bench.steps);
  for (let t = 0; t < bench.steps; t++) {
    if (t === bench.burnIn) {
      seen.before = firmsOf(world);
      seen.regionsBefore = observeRegions(world);
      begin?.(world);
    }
    run.advance();
    takeStep(seen, world, t);
    eachStep?.(world);
  }
  seen.regionsAfter = observeRegions(world);
  return seen;
}

function emptyObservation(world: TrihelixWorld, steps: number) {
  const series = (): Float64Array => new Float64Array(steps);
  const levels = observeRegions(world);
  return {
    world,
    innovations: series(),
    newToIndustry: series(),
    research: series(),
    asked: series(),
    spent: series(),
    diverted: series(),
    profit: new Float64Array(steps * world.universityAt),
    keys: new Int32Array(steps * world.universityAt).fill(-1),
    industryOf: new Map<number, number>(),
    starts: [] as Start[],
    supported: new Set<number>(),
    reached: new Set<number>(),
    before: [] as readonly FirmBefore[],
    regionsBefore: levels,
    regionsAfter: levels,
  };
}

type Seen = ReturnType<typeof emptyObservation>;

function takeStep(seen: Seen, world: TrihelixWorld, t: number): void {
  const { counts, programmes } = world;
  seen.innovations[t] = counts.innovations;
  seen.newToIndustry[t] = counts.newToIndustry;
  seen.research[t] = counts.research;
  seen.diverted[t] = programmes.diverted;
  for (let k = 0; k < programmes.asked.length; k++) {
    seen.asked[t] += programmes.asked[k];
    seen.spent[t] += programmes.spent[k];
  }
  takeFirms(seen, world, t);
  if (t < world.burnIn) return;
  takeStarts(seen, world, t);
  if (seen.spent[t] > 0) takeReach(seen, world);
}

function takeFirms(seen: Seen, world: TrihelixWorld, t: number): void {
  const { alive, key, industry, profit } = world.organisations.columns;
  const row = t * world.universityAt;
  for (let i = 0; i < world.universityAt; i++) {
    if (alive[i] === 0) continue;
    seen.profit[row + i] = profit[i];
    seen.keys[row + i] = key[i];
    seen.industryOf.set(key[i], industry[i]);
  }
}

function takeStarts(seen: Seen, world: TrihelixWorld, t: number): void {
  const { alive, key } = world.organisations.columns;
  const { startedAt, supported, teamSize } = world.projects.columns;
  for (let i = 0; i < world.governmentAt; i++) {
    if (alive[i] === 0 || startedAt[i] !== t || teamSize[i] === 0) continue;
    seen.starts.push({ leader: key[i], step: t, supported: supported[i] === 1 });
    if (supported[i] === 1) seen.supported.add(key[i]);
  }
}

function takeReach(seen: Seen, world: TrihelixWorld): void {
  const { network } = world;
  const { exposure } = world.ties.columns;
  const { key, alive } = world.organisations.columns;
  const projects = world.projects.columns;
  for (let i = 0; i < world.governmentAt; i++) {
    const active = alive[i] === 1 && projects.teamSize[i] > 0 && projects.endsAt[i] >= world.step;
    if (active && projects.exposure[i] !== 0) seen.reached.add(key[i]);
  }
  for (let e = 0; e < network.rows; e++) {
    if (network.alive[e] === 0 || exposure[e] === 0) continue;
    seen.reached.add(key[network.endA[e]]);
    seen.reached.add(key[network.endB[e]]);
  }
}

function firmsOf(world: TrihelixWorld): FirmBefore[] {
  const o = world.organisations.columns;
  const found: FirmBefore[] = [];
  for (let i = 0; i < world.universityAt; i++) {
    if (o.alive[i] === 0 || o.kind[i] !== FIRM) continue;
    let knowledge = 0;
    for (let p = i * world.domains; p < (i + 1) * world.domains; p++) knowledge += o.expertise[p];
    found.push({ key: o.key[i], size: o.size[i], quality: o.quality[i], knowledge, ties: world.network.degree(i) });
  }
  return found;
}

/** Innovations led by every key in steps from … to − 1. */
export function innovationsByLeader({ innovations, innovationCount }: TrihelixWorld, from: number, to: number): Map<number, number> {
  const { step, leader } = innovations.columns;
  const counts = new Map<number, number>();
  for (let n = 0; n < innovationCount; n++) {
    if (step[n] >= from && step[n] < to) counts.set(leader[n], (counts.get(leader[n]) ?? 0) + 1);
  }
  return counts;
}

/** The same instruments with budgets that `change` makes of the budget of each step. */
export function withBudgets(
  policies: readonly ActivePolicy<TrihelixWorld>[],
  change: (budget: number, step: number) => number,
): ActivePolicy<TrihelixWorld>[] {
  return policies.map(({ policy, values }) => {
    const { budget } = values;
    if (typeof budget !== 'function' && typeof budget !== 'number') return { policy, values };
    const old = typeof budget === 'function' ? budget : () => budget;
    return { policy, values: { ...values, budget: (step, read) => change(old(step, read), step) } };
  });
}
