/** Evaluations on a model whose numbers are known: twins, layout, sharing, undefined measures. */
import { describe, expect, it } from 'vitest';
import { createBench, evaluate } from '../../src/core/evaluate.js';
import { figureOf, measuresOf } from '../../src/core/model.js';
import { layoutOf, type SimulationInput, simulate } from '../../src/core/simulate.js';
import { boost, type ToyParameters, type ToyWorld, toyModel } from './toy-model.js';

const input: SimulationInput<ToyWorld, ToyParameters> = {
  parameters: { growth: 1, sizes: [3, 5, 7] },
  policies: [{ policy: boost, values: { budget: 4, factor: 1, mode: 'add' } }],
  key: { high: 1, low: 2 },
  steps: 3,
  burnIn: 1,
};
const layout = (names: readonly string[]) => layoutOf(toyModel, input.parameters, 3, 1, names);
const figure = (result: Float64Array, names: readonly string[], name: string): number => {
  const { metrics, figuresAt } = layout(names);
  return result[figuresAt + metrics.indexOf(name)] as number;
};

describe('an evaluated run', () => {
  it('holds the run itself, then the measures of twins on its luck', () => {
    const bare = simulate(toyModel, input);
    const result = evaluate(toyModel, input, ['twin']);
    const { figuresAt, metrics, length } = layout(['twin']);
    expect(result).toHaveLength(length);
    expect(metrics).toEqual(['value', 'drawn', 'growth_effect', 'policy_effect']);
    expect(result.subarray(0, figuresAt + 2)).toEqual(bare.subarray(0, figuresAt + 2));
    expect(result.subarray(figuresAt + 4)).toEqual(bare.subarray(figuresAt + 2));
    // Three steps with growth of 1 and a boost of 4: 1 more each, and 4 less each without the policy.
    expect(figure(result, ['twin'], 'growth_effect')).toBe(3);
    expect(figure(result, ['twin'], 'policy_effect')).toBe(12);
  });

  it('has NaN where an evaluation writes nothing, and the same draws for the same luck', () => {
    const names = ['nothing', 'twin'];
    const result = evaluate(toyModel, input, names);
    expect(figure(result, names, 'unknown')).toBeNaN();
    expect(figure(result, names, 'own_draw')).toBe(createBench(toyModel, input).stream('luck').unit(7, 7));
    expect(result).toEqual(evaluate(toyModel, input, ['twin', 'nothing']));
  });

  it('makes what is shared once', () => {
    const bench = createBench(toyModel, input);
    let made = 0;
    const make = () => ++made;
    expect([bench.shared('a', make), bench.shared('a', make), bench.shared('b', make)]).toEqual([1, 1, 2]);
  });

  it('keeps the setting that a change leaves out', () => {
    const run = createBench(toyModel, input).start({ policies: [] });
    expect(run.world.parameters).toEqual(input.parameters);
    expect(run.step).toBe(0);
  });
});

describe('descriptions', () => {
  it('are found by name among metrics and measures', () => {
    expect(measuresOf(toyModel, ['nothing', 'twin']).map(({ name }) => name)).toEqual([
      'growth_effect',
      'policy_effect',
      'unknown',
      'own_draw',
    ]);
    expect([figureOf(toyModel, 'value')?.name, figureOf(toyModel, 'unknown')?.name, figureOf(toyModel, 'no_such')]).toEqual([
      'value',
      'unknown',
      undefined,
    ]);
  });
});
