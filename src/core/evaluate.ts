/**
 * Runs the evaluations of a model on one run: its own numbers first, then those of its twins on the same luck.
 *
 * The result has the layout of `layoutOf` with these evaluations, so that whatever stores, moves or compares runs needs
 * to know nothing of them.
 */
import type { AnyModel, Bench, Model, ParameterValues, World } from './model.js';
import { createRng } from './rng.js';
import { clean, createSimulation, layoutOf, type SimulationInput, simulate } from './simulate.js';

/** Runs all steps, then the named evaluations in the model's order. */
export function evaluate<W extends World, P extends ParameterValues>(
  model: Model<W, P>,
  input: SimulationInput<W, P>,
  evaluations: readonly string[],
): Float64Array {
  const { parameters, steps, burnIn } = input;
  const values = simulate(model, input);
  const bare = layoutOf(model as AnyModel, parameters, steps, burnIn);
  const layout = layoutOf(model as AnyModel, parameters, steps, burnIn, evaluations);
  let at = bare.figuresAt + bare.metrics.length;
  const result = new Float64Array(layout.length);
  result.set(values.subarray(0, at));
  result.set(values.subarray(at), at + layout.length - bare.length);
  const bench = createBench(model, input);
  for (const evaluation of model.evaluations) {
    if (!evaluations.includes(evaluation.name)) continue;
    const out = result.subarray(at, at + evaluation.measures.length);
    out.fill(Number.NaN);
    evaluation.evaluate(bench, out);
    for (let m = 0; m < out.length; m++) out[m] = clean(out[m] as number);
    at += out.length;
  }
  return result;
}

/** The bench of one run; what its evaluations share lives as long as it does. */
export function createBench<W extends World, P extends ParameterValues>(model: Model<W, P>, input: SimulationInput<W, P>): Bench<W, P> {
  const { parameters, policies, steps, burnIn, key, checked = false } = input;
  const rng = createRng(key);
  const made = new Map<string, unknown>();
  return {
    parameters,
    policies,
    steps,
    burnIn,
    stream: (name) => rng.stream(name),
    start: (change = {}) =>
      createSimulation(model, {
        parameters: { ...parameters, ...change.parameters },
        policies: change.policies ?? policies,
        key,
        steps,
        burnIn,
        checked,
      }),
    shared<T>(name: string, make: () => T): T {
      if (!made.has(name)) made.set(name, make());
      return made.get(name) as T;
    },
  };
}
