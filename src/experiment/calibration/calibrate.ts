/**
 * The course of a calibration: rounds of parameter sets, each a study with luck of its own per set, until the tolerance
 * has come down to the errors of the targets and enough particles count there.
 */
import { UserError } from '../../core/errors.js';
import type { AnyModel, ParameterValue } from '../../core/model.js';
import { type Uncertain, valuesOfRow } from '../design/uncertainty.js';
import { studyHash } from '../hashes.js';
import { planStudy } from '../plan.js';
import { pointOf } from '../points.js';
import { readFigures } from '../results.js';
import { sha256Hex } from '../sha256.js';
import type { Plan, Point, Results, Scenario } from '../study.js';
import { type Posterior, summarisePosterior } from './posterior.js';
import { createSampler, type Sampler } from './sampler.js';
import { distanceOf, evaluationsOfTargets, simulatedTargets, type Target, targetLabel, variantsOfTargets } from './targets.js';

export interface CalibrationInput {
  /** With as many replicates as every parameter set gets. */
  readonly scenario: Scenario;
  readonly model: AnyModel;
  readonly uncertain: readonly Uncertain[];
  readonly targets: readonly Target[];
  /** Parameter sets per round, and most rounds. */
  readonly particles: number;
  readonly rounds: number;
  readonly engine: string;
}

/** A parameter set that was tried. */
export interface TriedSet {
  readonly round: number;
  readonly weight: number;
  /** From the targets that are fitted, in standard errors; null where one of them has no value. */
  readonly distance: number | null;
  readonly values: Readonly<Record<string, ParameterValue>>;
  /** What it gave, in the order of the targets; null where there is no value. */
  readonly simulated: readonly (number | null)[];
}

export interface Calibration extends Posterior {
  readonly format: 'trihelix-calibration-1';
  readonly engine: string;
  readonly scenario: string;
  readonly seed: string;
  readonly model: string;
  readonly particles: number;
  readonly replicates: number;
  /** Tolerance and effective sample size after every round. */
  readonly rounds: readonly { readonly tolerance: number; readonly effective: number }[];
  readonly tolerance: number;
  readonly effective: number;
  /** Parameter sets that the model refused, and those without a distance. */
  readonly refused: number;
  readonly empty: number;
  /** Over the results of all rounds. */
  readonly hash: string;
  readonly sets: readonly TriedSet[];
}

/** What one round gave. */
interface Round {
  readonly simulated: readonly Float64Array[];
  readonly refused: number;
  readonly hash: string;
}

/**
 * Runs the rounds.
 * @param compute gives the results of a plan under a name; called once per round, in order
 * @throws UserError when the model refuses every parameter set, or a target has no value in any run
 */
export async function calibrate(
  input: CalibrationInput,
  compute: (name: string, plan: Plan) => Promise<Results>,
  onRound: (round: number, sampler: Sampler) => void = () => undefined,
): Promise<Calibration> {
  const { uncertain, targets, particles, scenario } = input;
  const sampler = createSampler({ dimensions: uncertain.length, size: particles, seed: scenario.seed });
  const rounds: Round[] = [];
  const course: { tolerance: number; effective: number }[] = [];
  while (rounds.length < input.rounds && !isEnough(sampler, particles, course)) {
    const round = await computeRound(input, sampler.ask(), rounds.length, compute);
    rounds.push(round);
    if (rounds.length === 1) refuseEmpty(targets, round);
    sampler.tell(round.simulated.map((simulated) => distanceOf(simulated, targets)));
    course.push({ tolerance: sampler.tolerance, effective: sampler.effective });
    onRound(rounds.length, sampler);
  }
  return assemble(input, sampler, rounds, course);
}

/** At a tolerance of 1 since the round before, and worth as many draws as a round has particles. */
function isEnough(sampler: Sampler, particles: number, course: readonly { readonly tolerance: number }[]): boolean {
  return sampler.tolerance === 1 && course.at(-2)?.tolerance === 1 && sampler.effective >= particles;
}

/** The plan of a round, and which of its parameter sets the model accepts. */
export function planRound(
  input: CalibrationInput,
  rows: readonly Float64Array[],
  round: number,
): { plan: Plan; accepted: readonly number[] } {
  const { scenario, model, uncertain, targets, engine } = input;
  const variants = variantsOfTargets(targets, scenario);
  const names = variants.map(({ name }) => name);
  const accepted: number[] = [];
  const points: Point[] = [];
  let refusal: unknown;
  for (const [p, row] of rows.entries()) {
    try {
      const point = pointOf(scenario, model, valuesOfRow(uncertain, row));
      const seed = `${scenario.seed}/${round + 1}/${p + 1}`;
      points.push({ ...point, variants: point.variants.filter(({ name }) => names.includes(name)), seed });
      accepted.push(p);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      refusal = error;
    }
  }
  if (points.length === 0) throw refusal;
  const narrow: Scenario = {
    ...scenario,
    variants,
    baseline: names.includes(scenario.baseline) ? scenario.baseline : (names[0] as string),
    claims: [],
    budgetNeutral: [],
  };
  const evaluations = evaluationsOfTargets(targets, model);
  return { plan: planStudy({ scenario: narrow, models: [model], engine, points, evaluations }), accepted };
}

async function computeRound(
  input: CalibrationInput,
  rows: readonly Float64Array[],
  round: number,
  compute: (name: string, plan: Plan) => Promise<Results>,
): Promise<Round> {
  const { plan, accepted } = planRound(input, rows, round);
  const results = await compute(`round-${String(round + 1).padStart(2, '0')}`, plan);
  const simulated: Float64Array[] = rows.map(() => new Float64Array(input.targets.length).fill(Number.NaN));
  for (const [point, p] of accepted.entries()) simulated[p] = simulatedTargets(readFigures(results, point), input.targets);
  return { simulated, refused: rows.length - accepted.length, hash: studyHash(results) };
}

function refuseEmpty(targets: readonly Target[], { simulated }: Round): void {
  for (const [t, target] of targets.entries())
    if (simulated.every((row) => Number.isNaN(row[t])))
      throw new UserError(
        `${targetLabel(target)} has no value in any of the first ${simulated.length} parameter sets`,
        'the runs failed, or the metric is not defined under this policy; `trihelix run` shows which',
      );
}

function assemble(input: CalibrationInput, sampler: Sampler, rounds: readonly Round[], course: Calibration['rounds']): Calibration {
  const { scenario, model, uncertain, targets, particles, engine } = input;
  const simulated = rounds.flatMap((round) => round.simulated);
  const { tolerance, effective, weights } = sampler;
  const shares = sampler.particles.map((particle) => particle.shares);
  const sets = sampler.particles.map(
    ({ round, distance }, p): TriedSet => ({
      round: round + 1,
      weight: weights[p] as number,
      distance: Number.isFinite(distance) ? distance : null,
      values: valuesOfRow(uncertain, shares[p] as Float64Array),
      simulated: [...(simulated[p] as Float64Array)].map((value) => (Number.isNaN(value) ? null : value)),
    }),
  );
  return {
    format: 'trihelix-calibration-1',
    engine,
    scenario: scenario.name,
    seed: scenario.seed,
    model: model.name,
    particles,
    replicates: scenario.replicates,
    rounds: course,
    tolerance,
    effective,
    refused: rounds.reduce((sum, { refused }) => sum + refused, 0),
    empty: sets.filter(({ distance }) => distance === null).length,
    hash: sha256Hex(rounds.map(({ hash }) => hash).join(' ')),
    sets,
    ...summarisePosterior({ uncertain, targets, shares, simulated, weights, tolerance }),
  };
}
