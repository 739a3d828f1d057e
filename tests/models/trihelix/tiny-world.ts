/** Small worlds for the tests of the model: made by createWorld, then set by hand where a test needs known numbers. */

import { type ActivePolicy, defaultsOf, type Schedule } from '../../../src/core/model.js';
import { createRng } from '../../../src/core/rng.js';
import { createSimulation, type Simulation, simulate } from '../../../src/core/simulate.js';
import { putDomain } from '../../../src/models/trihelix/combination.js';
import { trihelix } from '../../../src/models/trihelix/index.js';
import { cognitiveDistance } from '../../../src/models/trihelix/knowledge.js';
import { type Parameters, parameters } from '../../../src/models/trihelix/parameters/index.js';
import { INSTRUMENTS, type Instrument } from '../../../src/models/trihelix/policies/instruments.js';
import { indexMembers, type TrihelixWorld } from '../../../src/models/trihelix/world.js';

export const defaults: Parameters = defaultsOf(parameters);

/** Six firms, room for three entrants, a university, two regions of two countries, two industries, four domains. */
const TINY: Parameters = {
  ...defaults,
  firms: 6,
  universities: 1,
  regions: 2,
  countries: 2,
  integration_groups: 1,
  industries: 2,
  domains: 4,
};
/** Rows of the tiny world: firms 0 … 5, empty rows 6 … 8, then these. */
export const UNIVERSITY_ROW = 9;
export const GOVERNMENT_ROW = 10;

/** An ecosystem that is small but whole: ties, innovations, entries and exits happen within a few steps. */
export const SMALL: Parameters = { ...defaults, firms: 40, universities: 4, regions: 4, countries: 2, industries: 4 };

interface WorldOptions {
  readonly steps?: number;
  readonly burnIn?: number;
}

function worldOf(values: Parameters, { steps = 12, burnIn = 0 }: WorldOptions = {}): TrihelixWorld {
  return trihelix.createWorld({ parameters: values, rng: createRng({ high: 1, low: 2 }), steps, burnIn });
}

/**
 * The tiny world with nothing left to chance: firm i sits in region i mod 2; firms 0 … 2 are of industry 0, the others
 * of industry 1; the university sits in region 0; nobody knows anything; every firm holds a million EUR.
 */
export function blankWorld(overrides: Partial<Parameters> = {}, options: WorldOptions = {}): TrihelixWorld {
  const world = worldOf({ ...TINY, ...overrides }, options);
  const o = world.organisations.columns;
  const firms = world.parameters.firms;
  for (let i = 0; i < firms; i++) {
    o.region[i] = i % world.regionCount;
    o.industry[i] = i < firms / 2 ? 0 : world.parameters.industries - 1;
    o.sector[i] = o.industry[i];
    o.capital[i] = 1e8;
  }
  o.expertise.fill(0);
  o.foundedLow.fill(0);
  o.foundedHigh.fill(0);
  world.ledger.balance = 0;
  rebase(world);
  indexMembers(world);
  return world;
}

/** Takes the money that there is now as the sum that must never change. */
export function rebase(world: TrihelixWorld): void {
  const { sectors, capital } = world.money;
  const total = [...sectors, ...capital].reduce((sum, value) => sum + value, 0);
  (world as { moneyAtStart: number }).moneyAtStart = total;
}

/** Sets rows of expertise and all that follows from them. */
export function know(world: TrihelixWorld, rows: Readonly<Record<number, readonly number[]>>): void {
  const { expertise, masteredLow, masteredHigh } = world.organisations.columns;
  for (const [i, row] of Object.entries(rows)) {
    expertise.set(row, Number(i) * world.domains);
    masteredLow[Number(i)] = masteredHigh[Number(i)] = 0;
    for (const [d, e] of row.entries()) if (e >= world.parameters.working_level) putDomain(masteredLow, masteredHigh, Number(i), d);
  }
  world.ledger.balance = expertise.reduce((sum, value) => sum + value, 0);
}

/** What organisation i knows. */
export function knownBy(world: TrihelixWorld, i: number): number[] {
  return Array.from(world.organisations.columns.expertise.subarray(i * world.domains, (i + 1) * world.domains));
}

/** Ties i and j and returns the tie's row; its distance is what the two know now. */
export function tie(world: TrihelixWorld, i: number, j: number, trust: number): number {
  const e = world.network.append(i, j);
  world.network.commit();
  world.ties.columns.trust[e] = trust;
  world.ties.columns.distance[e] = cognitiveDistance(world.organisations.columns.expertise, world.domains, i, j);
  return e;
}

type Values = Readonly<Record<string, number | string | boolean | Schedule>>;

/** An instrument in use; settings that are not named have their defaults. */
export function use(name: Instrument, values: Values): ActivePolicy<TrihelixWorld> {
  const policy = trihelix.policies.find((candidate) => candidate.name === name);
  if (policy === undefined) throw new Error(`no instrument ${name}`);
  return { policy, values: { ...defaultsOf(policy.parameters), ...values } as Record<string, number | string | boolean | Schedule> };
}

/** All instruments at once, with enough money in each to make a difference in the small ecosystem. */
export function everything(budget = 100_000): ActivePolicy<TrihelixWorld>[] {
  return INSTRUMENTS.map((name) =>
    use(name, name === 'matchmaking' ? { budget, blitz: 0, round_table: 1, scope: 'cross_cluster' } : { budget }),
  );
}

export interface RunOptions {
  readonly policies?: readonly ActivePolicy<TrihelixWorld>[];
  readonly steps?: number;
  readonly burnIn?: number;
  readonly replicate?: number;
  readonly checked?: boolean;
  readonly afterPhase?: (phase: string) => void;
}

const inputOf = (
  values: Parameters,
  { policies = [], steps = 12, burnIn = 2, replicate = 0, checked = false, afterPhase }: RunOptions,
) => ({
  parameters: values,
  policies,
  key: { high: 77, low: replicate },
  steps,
  burnIn,
  checked,
  ...(afterPhase !== undefined && { afterPhase }),
});

export function runOf(values: Parameters, options: RunOptions = {}): Float64Array {
  return simulate(trihelix, inputOf(values, options));
}

export function simulationOf(values: Parameters, options: RunOptions = {}): Simulation<TrihelixWorld> {
  return createSimulation(trihelix, inputOf(values, options));
}

const stepMetrics = trihelix.metrics.filter((metric) => metric.when === 'step').map((metric) => metric.name);

/** Value of a step metric at step t. */
export function at(result: Float64Array, metric: string, t: number): number {
  return result[t * stepMetrics.length + placeOf(stepMetrics, metric)];
}

/** The run's figure of a metric. */
export function figure(result: Float64Array, metric: string, steps = 12): number {
  const names = trihelix.metrics.map(({ name }) => name);
  return result[steps * stepMetrics.length + placeOf(names, metric)];
}

function placeOf(names: readonly string[], name: string): number {
  const place = names.indexOf(name);
  if (place < 0) throw new Error(`no metric ${name}`);
  return place;
}

/** All step metrics of the first `steps` steps, without those named. */
export function seriesOf(result: Float64Array, steps: number, without: readonly string[] = []): number[] {
  return Array.from(result.subarray(0, steps * stepMetrics.length)).filter(
    (_, n) => !without.includes(stepMetrics[n % stepMetrics.length]),
  );
}
