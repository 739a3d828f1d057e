/**
 * Sweeps become points: every combination of the values that the overrides list.
 */
import type { AnyModel } from '../../core/model.js';
import { pointOf } from '../points.js';
import type { ProblemList } from '../problem.js';
import type { Point, Scenario } from '../study.js';
import type { Sweep } from './apply-overrides.js';

/** Points of one study, before variants and replicates. */
const MOST_POINTS = 10_000;

/** All combinations of the sweeps, the last one fastest. */
export function makePoints(scenario: Scenario, model: AnyModel, sweeps: readonly Sweep[], problems: ProblemList): Point[] {
  const first = sweeps[0];
  if (first === undefined) return [];
  const count = sweeps.reduce((product, sweep) => product * sweep.values.length, 1);
  if (count > MOST_POINTS) {
    problems.add(first.place, first.key, `the sweeps make ${count} points`, `at most ${MOST_POINTS} are allowed`);
    return [];
  }
  const points: Point[] = [];
  for (let p = 0; p < count && problems.count === 0; p++) {
    let rest = p;
    const values = sweeps.map((sweep) => [sweep.key, sweep.values[0]] as [string, Sweep['values'][number]]);
    for (let s = sweeps.length - 1; s >= 0; s--) {
      const choices = (sweeps[s] as Sweep).values;
      (values[s] as [string, Sweep['values'][number]])[1] = choices[rest % choices.length] as Sweep['values'][number];
      rest = Math.floor(rest / choices.length);
    }
    try {
      points.push(pointOf(scenario, model, Object.fromEntries(values)));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      problems.add(first.place, first.key, error.message);
    }
  }
  return points;
}
