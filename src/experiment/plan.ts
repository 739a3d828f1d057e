/**
 * The plan of a study: every run, in order, known before anything is computed.
 *
 * Order: replicate by replicate, within it point by point, within it variant by variant. So a study that was stopped
 * early already has complete pairs, and a study with more replicates begins with the runs of the smaller one.
 */
import { UserError } from '../core/errors.js';
import type { AnyModel } from '../core/model.js';
import { layoutOf, type ResultLayout } from '../core/simulate.js';
import { canonicalJson } from './canonical.js';
import { modelOf } from './run.js';
import { sha256Hex } from './sha256.js';
import type { Plan, Point, Run, Scenario, Variant } from './study.js';

const PLAN_LIMITS = { runs: 1_000_000, valuesPerRun: 50_000_000 } as const;

export interface PlanInput {
  readonly scenario: Scenario;
  readonly models: readonly AnyModel[];
  /** Version of the engine that will compute the runs. */
  readonly engine: string;
  /** Parameter sets; without them the scenario as it stands is the only one. */
  readonly points?: readonly Point[];
  /** Name of the study; default the scenario's. */
  readonly study?: string;
  /** Check every invariant in every run. */
  readonly checked?: boolean;
  /** Evaluations of the model that every run makes. */
  readonly evaluations?: readonly string[];
}

/** @throws UserError when the study has more runs or larger results than the limits allow, or an unknown evaluation */
export function planStudy(input: PlanInput): Plan {
  const { scenario, models, engine, points = [], study = scenario.name } = input;
  const model = modelOf(models, scenario.model);
  const how = howOf(model, input);
  const sets: readonly Point[] = points.length === 0 ? [{ values: {}, variants: scenario.variants }] : points;
  const count = scenario.replicates * sets.length * scenario.variants.length;
  if (count > PLAN_LIMITS.runs)
    throw new UserError(`the study has ${count} runs; at most ${PLAN_LIMITS.runs} are allowed`, 'use fewer replicates, points or variants');
  const runs: Run[] = [];
  for (let replicate = 0; replicate < scenario.replicates; replicate++)
    for (const [point, set] of sets.entries())
      for (const variant of set.variants)
        runs.push(runOf({ ...scenario, seed: set.seed ?? scenario.seed }, variant, runs.length, point, replicate, how));
  return {
    format: 'trihelix-plan-1',
    study,
    scenario,
    model: { name: model.name, version: model.version },
    engine,
    ...(points.length > 0 && { points }),
    runs,
    layouts: layoutsOf(model, scenario, sets, how.evaluations),
    hash: hashOf(scenario, model, engine, sets, scenario.replicates, how),
  };
}

/** What all runs of a plan have in common beside their settings; a thing that is off is left out. */
type How = Pick<Run, 'checked' | 'evaluations'>;

function howOf(model: AnyModel, { checked = false, evaluations = [] }: PlanInput): How {
  const known = model.evaluations.map(({ name }) => name);
  for (const name of evaluations)
    if (!known.includes(name)) throw new UserError(`the model ${model.name} has no evaluation "${name}"`, `known: ${known.join(', ')}`);
  const used = known.filter((name) => evaluations.includes(name));
  return { ...(checked && { checked }), ...(used.length > 0 && { evaluations: used }) };
}

function runOf(scenario: Scenario, variant: Variant, id: number, point: number, replicate: number, how: How): Run {
  const { model, seed, steps, burnIn } = scenario;
  return {
    id,
    model,
    variant: variant.name,
    point,
    replicate,
    seed,
    steps,
    burnIn,
    parameters: variant.parameters,
    policies: variant.policies,
    ...how,
  };
}

function layoutsOf(
  model: AnyModel,
  scenario: Scenario,
  sets: readonly Point[],
  evaluations: How['evaluations'],
): Record<string, ResultLayout> {
  const layouts: Record<string, ResultLayout> = {};
  for (const [point, { variants }] of sets.entries()) {
    for (const variant of variants) {
      const layout = layoutOf(model, variant.parameters, scenario.steps, scenario.burnIn, evaluations);
      if (layout.length > PLAN_LIMITS.valuesPerRun)
        throw new UserError(
          `a run of "${variant.name}" would return ${layout.length} numbers; at most ${PLAN_LIMITS.valuesPerRun} are allowed`,
          'use fewer steps',
        );
      const first = layouts[variant.name];
      if (first === undefined) layouts[variant.name] = layout;
      else if (!sameLayout(first, layout)) layouts[`${variant.name}@${point}`] = layout;
    }
  }
  return layouts;
}

function sameLayout(a: ResultLayout, b: ResultLayout): boolean {
  if (a.length !== b.length) return false;
  return a.matrices.every((matrix, m) => canonicalJson(matrix) === canonicalJson(b.matrices[m]));
}

/** The layout of a run's values. */
export function layoutOfRun(plan: Plan, run: Pick<Run, 'variant' | 'point'>): ResultLayout {
  return (plan.layouts[`${run.variant}@${run.point}`] ?? plan.layouts[run.variant]) as ResultLayout;
}

/**
 * SHA-256 over what determines the runs: model, engine, seed, steps, variants, points, replicates. Titles, claims and
 * indicators are left out: they change what is said about the runs, not the runs.
 */
function hashOf(
  scenario: Scenario,
  model: { readonly name: string; readonly version: string },
  engine: string,
  sets: readonly Point[],
  replicates: number,
  { checked = false, evaluations }: How,
): string {
  const { seed, steps, burnIn } = scenario;
  const meaning = (variant: Variant): unknown => ({ name: variant.name, parameters: variant.parameters, policies: variant.policies });
  const points = sets.map(({ variants, seed: own }) =>
    own === undefined ? variants.map(meaning) : { seed: own, variants: variants.map(meaning) },
  );
  return sha256Hex(
    canonicalJson({
      format: 'trihelix-plan-1',
      model: { name: model.name, version: model.version },
      engine,
      seed,
      steps,
      burnIn,
      replicates,
      points,
      checked,
      ...(evaluations !== undefined && { evaluations }),
    }),
  );
}

/** Whether every run of `older` is the same run, with the same id, in `plan`: a study continued with more replicates. */
export function continuesPlan(plan: Plan, older: Plan): boolean {
  if (older.scenario.replicates > plan.scenario.replicates) return false;
  const sets = plan.points ?? [{ values: {}, variants: plan.scenario.variants }];
  return hashOf(plan.scenario, plan.model, plan.engine, sets, older.scenario.replicates, plan.runs[0] ?? {}) === older.hash;
}

export interface PlanEstimate {
  readonly runs: number;
  /** Numbers that all runs return together, and their bytes. */
  readonly values: number;
  readonly bytes: number;
  /** Bytes of the largest single result. */
  readonly largestBytes: number;
}

/** How much a plan will return, from the layouts alone. */
export function estimatePlan(plan: Plan): PlanEstimate {
  let values = 0;
  let largest = 0;
  for (const run of plan.runs) {
    const { length } = layoutOfRun(plan, run);
    values += length;
    largest = Math.max(largest, length);
  }
  return { runs: plan.runs.length, values, bytes: 8 * values, largestBytes: 8 * largest };
}
