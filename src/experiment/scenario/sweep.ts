/**
 * Sweeps and samples become points: every combination of the values that the overrides list, each with every row of the
 * design over the uncertain parameters.
 */
import type { AnyModel, ParameterValue } from '../../core/model.js';
import { type Design, designRows } from '../design/design.js';
import { MOST_POINTS } from '../design/methods.js';
import { type Uncertain, valuesOfRow } from '../design/uncertainty.js';
import { pointOf } from '../points.js';
import type { Place, ProblemList } from '../problem.js';
import type { Point, Scenario } from '../study.js';
import type { Sweep } from './apply-overrides.js';

type Values = Readonly<Record<string, ParameterValue>>;

/** What a design samples, and where that is said. */
export interface Sampling {
  readonly design: Design;
  readonly uncertain: readonly Uncertain[];
  readonly place: Place;
}

/** All combinations of the sweeps, the last one fastest, within each all rows of the sample. */
export function makePoints(
  scenario: Scenario,
  model: AnyModel,
  sweeps: readonly Sweep[],
  sampling: Sampling | undefined,
  problems: ProblemList,
): Point[] {
  const first = sweeps[0] ?? sampling;
  if (first === undefined) return [];
  const size = sampling === undefined ? 1 : (sampling.design.list?.length ?? sampling.design.points);
  const count = sweeps.reduce((product, sweep) => product * sweep.values.length, 1);
  if (count * size > MOST_POINTS) {
    const parts = sampling === undefined ? `the sweeps make ${count} points` : `sweeps and design make ${count * size} points`;
    problems.add(first.place, 'key' in first ? first.key : 'design', parts, `at most ${MOST_POINTS} are allowed`);
    return [];
  }
  const points: Point[] = [];
  try {
    const rows = sampling === undefined ? [{}] : sampledValues(scenario.seed, sampling);
    for (let c = 0; c < count; c++) {
      const listed = combination(sweeps, c);
      for (const row of rows) points.push(sampledPoint(scenario, model, { ...listed, ...row }, sampling, points.length));
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    problems.add(first.place, 'key' in first ? first.key : 'design', error.message, hintOf(error));
  }
  return points;
}

const hintOf = (error: Error): string => ('hint' in error && typeof error.hint === 'string' ? error.hint : '');

/** Values of the sampled parameters by key, row by row. */
function sampledValues(seed: string, { design, uncertain }: Sampling): readonly Values[] {
  if (design.method === 'list') return design.list ?? [];
  return designRows(design, uncertain.length, seed).map((row) => valuesOfRow(uncertain, row, design.method === 'grid'));
}

function combination(sweeps: readonly Sweep[], c: number): Values {
  let rest = c;
  const values = sweeps.map((sweep): [string, ParameterValue] => [sweep.key, sweep.values[0] as ParameterValue]);
  for (let s = sweeps.length - 1; s >= 0; s--) {
    const choices = (sweeps[s] as Sweep).values;
    (values[s] as [string, ParameterValue])[1] = choices[rest % choices.length] as ParameterValue;
    rest = Math.floor(rest / choices.length);
  }
  return Object.fromEntries(values);
}

/** A point whose values were drawn says which one it is when the model refuses it. */
function sampledPoint(scenario: Scenario, model: AnyModel, values: Values, sampling: Sampling | undefined, p: number): Point {
  try {
    return pointOf(scenario, model, values);
  } catch (error) {
    if (sampling !== undefined && error instanceof Error) error.message = `point ${p}: ${error.message}`;
    throw error;
  }
}
