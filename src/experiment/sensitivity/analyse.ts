/** From the results of a design to indices: one output at a time. */
import type { ParameterValue } from '../../core/model.js';
import type { Uncertain } from '../design/uncertainty.js';
import { mean, variance } from '../statistics.js';
import type { Results } from '../study.js';
import { morrisIndices } from './elementary-effects.js';
import type { SensitivityMethod } from './methods.js';
import { type OutputValues, readOutputs } from './outputs.js';
import { pawnIndices } from './pawn.js';
import { regressionIndices } from './regression.js';
import type { Indices, Output, SensitivityResult } from './result.js';
import type { SensitivityDesign } from './sensitivity-design.js';
import { sobolIndices } from './sobol-indices.js';

/** What each method does about points without an output. */
const RULES: Readonly<Record<SensitivityMethod, string>> = {
  morris: 'an elementary effect counts when both of its points have an output',
  sobol: 'a base point counts when all of its points (A, AB, BA and B) have an output',
  pawn: 'points without an output are left out',
  src: 'points without an output are left out',
};

/** Indices of one output of a study whose points are those of the design. */
export function analyse(results: Results, design: SensitivityDesign, output: Output, unit: string): SensitivityResult {
  const { plan } = results;
  const found = readOutputs(results, output);
  const values = (plan.points ?? []).map((point) => point.values);
  const kept = found.values.filter((value) => !Number.isNaN(value));
  const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return {
    study: plan.study,
    seed: plan.scenario.seed,
    output,
    unit,
    parameters: design.uncertain.map(({ key, distribution }) => ({ key, distribution })),
    replicates: plan.scenario.replicates,
    indices: indicesOf(design, values, found, plan.scenario.seed),
    mean: orNull(mean(kept)),
    standardDeviation: orNull(Math.sqrt(variance(kept))),
    luck: found.luck,
    missing: found.missing,
    rule: RULES[design.method],
    points: values.map((each, p) => ({ values: each, output: orNull(found.values[p] as number) })),
  };
}

type Values = Readonly<Record<string, ParameterValue>>;

function indicesOf(design: SensitivityDesign, values: readonly Values[], { values: outputs }: OutputValues, seed: string): Indices {
  const keys = design.uncertain.map(({ key }) => key);
  if (design.moves !== undefined) return morrisIndices(keys, design.moves, outputs, seed);
  if (design.saltelli !== undefined) return sobolIndices(keys, design.saltelli, outputs, seed);
  if (design.method === 'pawn') return pawnIndices(keys, design.rows, outputs, seed);
  return regressionIndices(
    keys,
    design.uncertain.map((each) => numbersOf(each, values)),
    outputs,
  );
}

/** A parameter's values as numbers: a flag is 0 or 1, a choice the place of its value in the list. */
export function numbersOf({ key, distribution }: Uncertain, values: readonly Values[]): Float64Array {
  return Float64Array.from(values, (each) => {
    const value = each[key];
    if (typeof value === 'number') return value;
    return distribution.kind === 'choice' ? distribution.values.indexOf(value as never) : Number.NaN;
  });
}
