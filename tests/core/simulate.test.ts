/** The loop: order, levers, policies, metrics, summaries, matrices, checks; with a model whose numbers are known. */
import { describe, expect, it } from 'vitest';
import { InvariantError } from '../../src/core/errors.js';
import { type ActivePolicy, defaultsOf, type Metric, type Model } from '../../src/core/model.js';
import { createSimulation, layoutOf, type SimulationInput, simulate } from '../../src/core/simulate.js';
import { boost, metric, type ToyParameters, type ToyWorld, toyModel } from './toy-model.js';

type Input = SimulationInput<ToyWorld, ToyParameters>;

const base: Input = { parameters: { growth: 1, sizes: [1, 2] }, policies: [], key: { high: 1, low: 2 }, steps: 4, burnIn: 0 };
const withMetrics = (...metrics: Metric<ToyWorld>[]): Model<ToyWorld, ToyParameters> => ({ ...toyModel, metrics });
const active = (values: ActivePolicy<ToyWorld>['values']): ActivePolicy<ToyWorld> => ({ policy: boost, values });
const bytesOf = (values: Float64Array): string => Buffer.from(values.buffer).toString('hex');

/** Series of the first step metric. */
function seriesOf(result: Float64Array, model: Model<ToyWorld, ToyParameters>, steps: number): number[] {
  const width = model.metrics.filter(({ when }) => when === 'step').length;
  return Array.from({ length: steps }, (_, t) => result[t * width] as number);
}

describe('a simulation', () => {
  it('runs the phases in order, once per step, and tells who asks', () => {
    const seen: string[] = [];
    const simulation = createSimulation(toyModel, {
      ...base,
      steps: 2,
      policies: [active({ budget: 1, factor: 1, mode: 'add' })],
      afterPhase: (phase) => seen.push(phase),
    });
    simulation.advance();
    expect(seen).toEqual(['policies', 'grow', 'draw', 'measure']);
    expect([simulation.step, simulation.world.step, simulation.world.opened]).toEqual([1, 0, 1]);
    simulation.advance();
    simulation.finish();
    expect(seen.slice(4)).toEqual(['policies', 'grow', 'draw', 'measure', 'finish']);
  });

  it('has as many steps as it was told, no more and no fewer', () => {
    const simulation = createSimulation(toyModel, { ...base, steps: 1 });
    expect(() => simulation.finish()).toThrow(RangeError);
    simulation.advance();
    expect(() => simulation.advance()).toThrow(RangeError);
    expect(simulation.finish()).toBe(simulation.finish());
  });

  it('gives what its layout says: series, figures, matrices', () => {
    const model = withMetrics(
      metric('value', (world) => world.value, { summary: 'sum' }),
      metric('final', (world) => 10 * world.value, { when: 'end' }),
      metric('double', (world) => 2 * world.value, { summary: 'last' }),
    );
    const parameters = { growth: 1, sizes: [3, 5, 7] };
    const layout = layoutOf(model, parameters, 3, 1);
    expect(layout).toEqual({
      steps: 3,
      burnIn: 1,
      stepMetrics: ['value', 'double'],
      metrics: ['value', 'final', 'double'],
      figuresAt: 6,
      matrices: [{ name: 'products', at: 9, rows: ['3', '5', '7'], columns: ['once', 'twice'] }],
      length: 15,
    });
    const result = simulate(model, { ...base, parameters, steps: 3, burnIn: 1 });
    expect([...result]).toEqual([1, 2, 2, 4, 3, 6, 5, 30, 6, 3, 6, 5, 10, 7, 14]);
  });

  it('takes end metrics and matrices once, after the last step', () => {
    let taken = 0;
    const model = withMetrics(metric('end', () => ++taken, { when: 'end' }));
    const simulation = createSimulation(model, base);
    for (let t = 0; t < base.steps; t++) simulation.advance();
    expect(taken).toBe(0);
    simulation.finish();
    simulation.finish();
    expect(taken).toBe(1);
  });
});

describe('levers and policies', () => {
  it('start every step with levers at zero', () => {
    const simulation = createSimulation(toyModel, { ...base, policies: [active({ budget: 2, factor: 1, mode: 'add' })] });
    for (let t = 0; t < 3; t++) simulation.advance();
    expect(simulation.world.leversAtPolicy).toEqual([0, 0, 0]);
    expect(simulation.world.value).toBe(9);
  });

  it('act in their order within a step and can add up', () => {
    const simulation = createSimulation(toyModel, {
      ...base,
      policies: [active({ budget: 2, factor: 1, mode: 'add' }), active({ budget: 3, factor: 2, mode: 'take' })],
    });
    simulation.advance();
    expect(simulation.world.leversAtPolicy).toEqual([0, 2]);
    expect(simulation.world.value).toBe(1 + 2 - 6);
  });

  it('change no bit when the budget is zero, constant or scheduled', () => {
    const absent = bytesOf(simulate(toyModel, base));
    expect(bytesOf(simulate(toyModel, { ...base, policies: [active({ budget: 0, factor: 3, mode: 'add' })] }))).toBe(absent);
    expect(bytesOf(simulate(toyModel, { ...base, policies: [active({ budget: () => 0, factor: 3, mode: 'add' })] }))).toBe(absent);
    expect(bytesOf(simulate(toyModel, { ...base, policies: [active({ budget: 0.5, factor: 3, mode: 'add' })] }))).not.toBe(absent);
  });

  it('follow a schedule of steps: the same as absence until it begins', () => {
    const schedule = (step: number): number => (step >= 2 ? 5 : 0);
    expect(
      seriesOf(simulate(toyModel, { ...base, policies: [active({ budget: schedule, factor: 1, mode: 'add' })] }), toyModel, 4),
    ).toEqual([1, 2, 8, 14]);
  });

  it('read the metrics of the step before; what has no value yet gives the minimum', () => {
    const read: number[] = [];
    const budget = (_step: number, of: (name: string) => number): number => {
      read.push(of('value'));
      return of('value');
    };
    const result = simulate(toyModel, { ...base, policies: [active({ budget, factor: 1, mode: 'add' })] });
    expect(seriesOf(result, toyModel, 4)).toEqual([1, 3, 7, 15]);
    expect(read).toEqual([Number.NaN, 1, 3, 7]);
    const unknown = (_step: number, of: (name: string) => number): number => of('no such metric');
    expect(bytesOf(simulate(toyModel, { ...base, policies: [active({ budget: unknown, factor: 1, mode: 'add' })] }))).toBe(
      bytesOf(simulate(toyModel, base)),
    );
  });

  it('hold scheduled values inside the range and make whole what must be whole', () => {
    const run = (budget: number, factor: number): number => {
      const simulation = createSimulation(toyModel, {
        ...base,
        policies: [active({ budget: () => budget, factor: () => factor, mode: 'add' })],
      });
      simulation.advance();
      return simulation.world.value - 1;
    };
    expect([run(1000, 1), run(-5, 1), run(2, 2.9), run(2, 99), run(2, -99)]).toEqual([10, 0, 4, 6, 2]);
  });
});

describe('figures', () => {
  it('summarise the steps after burn-in by mean, sum or last value', () => {
    const value = (world: ToyWorld): number => world.value;
    const model = withMetrics(
      metric('default', value),
      metric('mean', value, { summary: 'mean' }),
      metric('sum', value, { summary: 'sum' }),
      metric('last', value, { summary: 'last' }),
    );
    const figures = (burnIn: number): number[] => [...simulate(model, { ...base, burnIn }).slice(16, 20)];
    expect(figures(0)).toEqual([2.5, 2.5, 10, 4]);
    expect(figures(2)).toEqual([3.5, 3.5, 7, 4]);
    expect(figures(4)).toEqual([Number.NaN, Number.NaN, Number.NaN, 4]);
  });

  it('leave out steps without a value', () => {
    const gaps = (world: ToyWorld): number => (world.value % 2 === 0 ? Number.NaN : world.value);
    const model = withMetrics(metric('mean', gaps), metric('sum', gaps, { summary: 'sum' }), metric('last', gaps, { summary: 'last' }));
    expect([...simulate(model, base).slice(12, 15)]).toEqual([2, 4, Number.NaN]);
  });

  it('hold one kind of undefined and no negative zero', () => {
    const odd = new Float64Array(new BigUint64Array([0xfff8dead00000001n]).buffer)[0] as number;
    const values = [-0, odd, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const model: Model<ToyWorld, ToyParameters> = {
      ...withMetrics(
        metric('series', (world) => values[world.step] as number, { summary: 'last' }),
        metric('end', () => -0, { when: 'end' }),
      ),
      matrices: [
        {
          name: 'm',
          title: toyModel.title,
          unit: '-',
          text: toyModel.text,
          rows: () => ['r'],
          columns: () => ['a', 'b'],
          fill: (_, out) => out.set([-0, Number.POSITIVE_INFINITY]),
        },
      ],
    };
    const result = simulate(model, base);
    const words = new BigUint64Array(result.buffer);
    const undefinedBits = new BigUint64Array(new Float64Array([Number.NaN]).buffer)[0];
    expect([...words]).toEqual([0n, undefinedBits, undefinedBits, undefinedBits, undefinedBits, 0n, 0n, undefinedBits]);
  });

  it('have the same bytes for the same key and others for another', () => {
    expect(bytesOf(simulate(toyModel, base))).toBe(bytesOf(simulate(toyModel, base)));
    expect(bytesOf(simulate(toyModel, { ...base, key: { high: 1, low: 3 } }))).not.toBe(bytesOf(simulate(toyModel, base)));
  });

  it('of a longer run begin with those of a shorter one', () => {
    const width = toyModel.metrics.length;
    expect([...simulate(toyModel, { ...base, steps: 9 }).slice(0, 4 * width)]).toEqual([...simulate(toyModel, base).slice(0, 4 * width)]);
  });
});

describe('checked mode', () => {
  it('says which law broke, in which step, after which phase', () => {
    const error = caught({ ...base, parameters: { growth: 40, sizes: [] }, checked: true });
    expect(error).toBeInstanceOf(InvariantError);
    expect(error).toMatchObject({ invariant: 'below a hundred', step: 2, phase: 'grow' });
    expect((error as Error).message).toBe('invariant "below a hundred" broken in step 2 after phase "grow": value is 120');
  });

  it('checks the world as it was made and after the policies', () => {
    const born: Model<ToyWorld, ToyParameters> = { ...toyModel, createWorld: (input) => ({ ...toyModel.createWorld(input), value: 500 }) };
    expect(() => createSimulation(born, { ...base, checked: true })).toThrow(/step 0 after phase "initialise"/);
    const breaking = {
      ...boost,
      apply(world: ToyWorld) {
        world.value = 200;
      },
    };
    expect(() => simulate(toyModel, { ...base, checked: true, policies: [{ policy: breaking, values: { budget: 1 } }] })).toThrow(
      /step 0 after phase "policies"/,
    );
  });

  it('changes no number, and without it broken laws pass unseen', () => {
    expect(bytesOf(simulate(toyModel, { ...base, checked: true }))).toBe(bytesOf(simulate(toyModel, base)));
    expect(seriesOf(simulate(toyModel, { ...base, parameters: { growth: 40, sizes: [] } }), toyModel, 4)).toEqual([40, 80, 120, 160]);
  });
});

describe('a schema', () => {
  it('gives its defaults by name', () => {
    expect(defaultsOf(toyModel.parameters)).toEqual({ growth: 1, sizes: [1, 2] });
  });
});

function caught(input: Input): unknown {
  try {
    simulate(toyModel, input);
  } catch (error) {
    return error;
  }
  return undefined;
}
