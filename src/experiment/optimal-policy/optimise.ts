/**
 * The course of a search for the best policy: landmarks, generations on common luck, then fresh luck twice. The best of
 * many noisy estimates is too good to be true (the winner's curse), so the finalists are compared on luck that the search
 * never saw, and the one that is chosen is measured on other luck again.
 */

import { UserError } from '../../core/errors.js';
import type { ParameterValue } from '../../core/model.js';
import { studyHash } from '../hashes.js';
import { planStudy } from '../plan.js';
import { readFigures } from '../results.js';
import { createCmaEs, populationOf } from '../search/cma-es.js';
import { createNsga2 } from '../search/nsga2.js';
import { crowding, dominates, frontRanks } from '../search/pareto.js';
import { sha256Hex } from '../sha256.js';
import type { Plan, Point, Results } from '../study.js';
import { type Aim, costOf, type Estimate, estimate, type Figures, figuresOf, worth } from './outcome.js';
import { landmarks, type Policy, type PolicySpace, policyAt, variantOfPolicy } from './policy-space.js';

export interface OptimiseInput {
  readonly space: PolicySpace;
  /** One aim, or two to be traded against each other. */
  readonly aims: readonly Aim[];
  /** Judge by the worst world, or where there is but one by the worst luck. */
  readonly atWorst: boolean;
  /** Parameters of the worlds in which every policy is tried; one empty record is the scenario as it stands. */
  readonly worlds: readonly Readonly<Record<string, ParameterValue>>[];
  readonly generations: number;
  /** Policies per generation. */
  readonly candidates: number;
  readonly replicates: number;
  /** Draws of luck of the last measurement. */
  readonly finalReplicates: number;
  readonly engine: string;
}

/** A policy that was tried, and what it was worth for each aim on the luck of the search. */
export interface Tried extends Policy {
  readonly round: number;
  readonly name?: string;
  readonly worth: readonly (number | null)[];
}

/** A policy measured on fresh luck. */
export interface Measured extends Tried {
  readonly role: string;
  readonly fresh: readonly Estimate[];
  /** Against the equal split, on the same luck. */
  readonly difference: readonly Estimate[];
  /** Whether no other measured policy is better in one aim and not worse in the others. */
  readonly onFront: boolean;
}

export interface Optimum {
  readonly format: 'trihelix-optimum-1';
  readonly engine: string;
  readonly scenario: string;
  readonly seed: string;
  readonly model: string;
  readonly budget: number;
  readonly instruments: readonly string[];
  readonly aims: readonly Aim[];
  readonly atWorst: boolean;
  readonly worlds: number;
  readonly replicates: number;
  readonly finalReplicates: number;
  /** The policy that fresh luck chose; of two aims, the best for the first of them. */
  readonly best: Measured;
  readonly measured: readonly Measured[];
  readonly tried: readonly Tried[];
  readonly hash: string;
}

type Compute = (name: string, plan: Plan) => Promise<Results>;
/** Figures by policy, then by aim. */
type Found = readonly (readonly Figures[])[];
/** Finalists of one aim, and of two. */
const FINALISTS = 5;
const FRONT = 10;

export async function optimise(input: OptimiseInput, compute: Compute): Promise<Optimum> {
  const hashes: string[] = [];
  const bench = async (name: string, policies: readonly Policy[], seed: string, replicates: number): Promise<Found> => {
    const results = await compute(name, planOf(input, policies, seed, replicates));
    hashes.push(studyHash(results));
    return readFound(input, policies.length, results);
  };
  const tried = await search(input, bench);
  const chosen = await choose(input, tried, bench);
  const measured = await measure(input, tried, chosen, bench);
  const { space, aims, atWorst, worlds, replicates, finalReplicates, engine } = input;
  return {
    format: 'trihelix-optimum-1',
    engine,
    scenario: space.scenario.name,
    seed: space.scenario.seed,
    model: space.model.name,
    budget: space.budget,
    instruments: space.instruments,
    aims,
    atWorst,
    worlds: worlds.length,
    replicates,
    finalReplicates,
    best: measured[0] as Measured,
    measured,
    tried,
    hash: sha256Hex(hashes.join(' ')),
  };
}

/** All policies of a round in all worlds, on one luck. */
export function planOf(
  { space, worlds, engine, aims }: OptimiseInput,
  policies: readonly Policy[],
  seed: string,
  replicates: number,
): Plan {
  const points = policies.flatMap((policy) =>
    worlds.map((world): Point => {
      const budgets = Object.entries(policy.budgets).map(([name, value]) => [`policy.${name}.budget`, value] as const);
      return {
        values: { ...Object.fromEntries(budgets), ...policy.settings, ...world },
        variants: [variantOfPolicy(space, policy, world)],
      };
    }),
  );
  const { scenario, model, base } = space;
  const named = new Set(aims.map(({ metric }) => metric));
  const evaluations = model.evaluations.filter(({ measures }) => measures.some(({ name }) => named.has(name))).map(({ name }) => name);
  const narrow = { ...scenario, seed, replicates, variants: [base], baseline: base.name, claims: [], budgetNeutral: [] };
  return planStudy({ scenario: narrow, models: [model], engine, points, evaluations });
}

function readFound({ worlds, aims, space }: OptimiseInput, count: number, results: Results): Found {
  return Array.from({ length: count }, (_, p) => {
    const tables = worlds.map((_world, w) => readFigures(results, p * worlds.length + w));
    return aims.map(({ metric }) => figuresOf(tables, space.base.name, metric));
  });
}

type Bench = (name: string, policies: readonly Policy[], seed: string, replicates: number) => Promise<Found>;

/** Landmarks first, the search begins at the best of them; all on the same luck. */
async function search(input: OptimiseInput, bench: Bench): Promise<Tried[]> {
  const { space, aims, atWorst, replicates, generations } = input;
  const { seed } = space.scenario;
  const tried: Tried[] = [];
  const tryAll = async (round: number, places: readonly Float64Array[], names?: readonly string[]): Promise<number[][]> => {
    const policies = places.map((place) => policyAt(space, place));
    const found = await bench(`round-${String(round).padStart(2, '0')}`, policies, seed, replicates);
    for (const [p, policy] of policies.entries()) {
      const values = aims.map((aim, a) => worth(found[p]?.[a] as Figures, aim, atWorst));
      const name = names?.[p];
      tried.push({
        ...policy,
        round,
        ...(name !== undefined && { name }),
        worth: values.map((value) => (Number.isNaN(value) ? null : value)),
      });
    }
    return found.map((row) => aims.map((aim, a) => costOf(row[a] as Figures, aim, atWorst)));
  };
  const marks = landmarks(space);
  const costs = await tryAll(
    1,
    marks.map(({ place }) => place),
    marks.map(({ name }) => name),
  );
  refuseEmpty(input, costs);
  const searcher = searcherOf(
    input,
    marks.map(({ place }) => place),
    costs,
  );
  for (let g = 0; g < generations; g++) searcher.tell(await tryAll(g + 2, searcher.ask()));
  return tried;
}

function refuseEmpty({ aims }: OptimiseInput, costs: readonly (readonly number[])[]): void {
  for (const [a, { metric }] of aims.entries())
    if (costs.every((row) => Number.isNaN(row[a])))
      throw new UserError(
        `${metric} has no value under any of the ${costs.length} policies that were tried first`,
        'choose another objective',
      );
}

interface Searcher {
  ask(): readonly Float64Array[];
  tell(costs: readonly (readonly number[])[]): void;
}

function searcherOf(
  { aims, space, candidates }: OptimiseInput,
  marks: readonly Float64Array[],
  costs: readonly (readonly number[])[],
): Searcher {
  const { dimensions, scenario } = space;
  if (aims.length > 1) return createNsga2({ dimensions, seed: scenario.seed, population: candidates, start: marks.slice(0, candidates) });
  const best = [...marks.keys()].sort((a, b) => compareCosts(costs[a]?.[0], costs[b]?.[0]) || a - b)[0] as number;
  const population = Math.max(populationOf(dimensions), candidates);
  const strategy = createCmaEs({ dimensions, seed: scenario.seed, population, start: marks[best] as Float64Array });
  return { ask: () => strategy.ask(), tell: (rows) => strategy.tell(rows.map((row) => row[0] as number)) };
}

/** What has no value comes last. */
function compareCosts(a: number | undefined, b: number | undefined): number {
  const [left, right] = [a === undefined || Number.isNaN(a) ? Infinity : a, b === undefined || Number.isNaN(b) ? Infinity : b];
  return left === right ? 0 : left - right;
}

const costsOf = (aims: readonly Aim[], values: readonly (number | null)[]): number[] =>
  values.map((value, a) => (value === null ? Number.NaN : aims[a]?.better === 'higher' ? -value : value));

/** Of one aim the best by the search, of two the front with most room; each policy once, of two equal in both aims the cheaper. */
function finalists({ aims }: OptimiseInput, tried: readonly Tried[]): Tried[] {
  const seen = new Set<string>();
  const ordered = aims.length === 1 ? tried : [...tried].sort((a, b) => moneyOf(a) - moneyOf(b));
  const distinct = ordered.filter((policy) => {
    const key = JSON.stringify(aims.length === 1 ? [policy.budgets, policy.settings] : policy.worth);
    return !seen.has(key) && seen.add(key);
  });
  const costs = distinct.map((policy) => costsOf(aims, policy.worth));
  const order = [...distinct.keys()];
  if (aims.length === 1) {
    order.sort((a, b) => compareCosts(costs[a]?.[0], costs[b]?.[0]) || a - b);
    return order.slice(0, FINALISTS).map((p) => distinct[p] as Tried);
  }
  const ranks = frontRanks(costs);
  const room = crowding(costs, ranks);
  const front = order.filter((p) => ranks[p] === 0).sort((a, b) => compareCosts(room[b], room[a]) || a - b);
  return front.slice(0, FRONT).map((p) => distinct[p] as Tried);
}

const moneyOf = ({ budgets }: Policy): number => Object.values(budgets).reduce((sum, value) => sum + value, 0);

/** The finalists in the order of what they are worth on luck that the search has not seen; a front is measured whole. */
async function choose(input: OptimiseInput, tried: readonly Tried[], bench: Bench): Promise<readonly Tried[]> {
  const { aims, atWorst, space, finalReplicates } = input;
  const found = finalists(input, tried);
  if (aims.length > 1 || found.length < 2) return found;
  const figures = await bench('choice', found, `${space.scenario.seed}/choice`, Math.max(2, Math.ceil(finalReplicates / 2)));
  const costs = figures.map((row) => costOf(row[0] as Figures, aims[0] as Aim, atWorst));
  const [first] = [...found.keys()].sort((a, b) => compareCosts(costs[a], costs[b]) || a - b);
  return [found[first as number] as Tried];
}

/** The chosen ones and the landmarks on luck of their own, the chosen first. */
async function measure(input: OptimiseInput, tried: readonly Tried[], chosen: readonly Tried[], bench: Bench): Promise<Measured[]> {
  const { aims, atWorst, space, finalReplicates } = input;
  const marks = tried.filter(({ name }) => name !== undefined);
  const alone = marks.filter(({ name }) => name?.endsWith('-alone'));
  const bestAlone = alone.sort((a, b) => compareCosts(costsOf(aims, a.worth)[0], costsOf(aims, b.worth)[0]))[0];
  const references = [...marks.slice(0, 2), ...(bestAlone === undefined ? [] : [bestAlone])];
  const others = aims.length === 1 ? chosen : chosen.filter((policy) => !references.includes(policy));
  const all = [...others.map((policy, c) => ({ policy, role: aims.length === 1 ? 'best' : `front-${c + 1}` }))];
  for (const policy of references) all.push({ policy, role: policy.name as string });
  const found = await bench(
    'verdict',
    all.map(({ policy }) => policy),
    `${space.scenario.seed}/verdict`,
    finalReplicates,
  );
  const equal = found[all.findIndex(({ role }) => role === 'equal-split')] as readonly Figures[];
  const costs = found.map((row) => aims.map((aim, a) => costOf(row[a] as Figures, aim, atWorst)));
  const measured = all.map(
    ({ policy, role }, p): Measured => ({
      ...policy,
      role,
      fresh: aims.map((aim, a) => estimate(found[p]?.[a] as Figures, aim, atWorst)),
      difference: aims.map((aim, a) => estimate(found[p]?.[a] as Figures, aim, atWorst, equal[a])),
      onFront: !costs.some((other) => dominates(other, costs[p] as number[])),
    }),
  );
  if (aims.length === 1) return measured;
  const order = [...measured.keys()].sort((a, b) => compareCosts(costs[a]?.[0], costs[b]?.[0]) || a - b);
  return order.map((p) => measured[p] as Measured);
}
