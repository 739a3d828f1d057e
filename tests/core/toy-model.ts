/** A model of one number, small enough that every result of the engine can be worked out by hand. */
import type {
  BenchChange,
  Evaluation,
  Invariant,
  Matrix,
  Metric,
  Model,
  ParameterValues,
  Phase,
  Policy,
  Text,
  World,
} from '../../src/core/model.js';
import type { Stream } from '../../src/core/rng.js';
import { createTable, real, type Table } from '../../src/core/table.js';

const leverSchema = { boost: real('unit', 'Added to growth in this step.') };

export interface ToyWorld extends World {
  step: number;
  readonly levers: Table<typeof leverSchema>;
  readonly luck: Stream;
  readonly parameters: ToyParameters;
  value: number;
  drawn: number;
  opened: number;
  readonly leversAtPolicy: number[];
}

export interface ToyParameters extends ParameterValues {
  readonly growth: number;
  readonly sizes: readonly number[];
}

const text: Text = { en: 'toy', ru: 'игрушка' };
const described = { unit: '-', text, source: 'assumed' };

/** value grows by growth + boost; then a draw is taken. */
const phases: readonly Phase<ToyWorld>[] = [
  {
    name: 'grow',
    run(world) {
      world.value += world.parameters.growth + (world.levers.columns.boost[0] as number);
    },
  },
  {
    name: 'draw',
    run(world) {
      world.luck.moveTo(world.step);
      world.drawn = world.luck.unit(0, 0);
    },
  },
];

export const boost: Policy<ToyWorld> = {
  name: 'boost',
  title: text,
  text,
  parameters: {
    budget: { ...described, type: 'real', default: 0, minimum: 0, maximum: 10 },
    factor: { ...described, type: 'integer', default: 1, minimum: 1, maximum: 3 },
    mode: { ...described, type: 'choice', default: 'add', choices: ['add', 'take'] },
  },
  apply(world, values) {
    const lever = world.levers.columns.boost;
    world.leversAtPolicy.push(lever[0] as number);
    const amount = (values.budget as number) * (values.factor as number);
    lever[0] = (lever[0] as number) + (values.mode === 'take' ? -amount : amount);
  },
};

export function metric(name: string, measure: (world: ToyWorld) => number, more: Partial<Metric<ToyWorld>> = {}): Metric<ToyWorld> {
  return { name, unit: '-', kind: 'stock', better: 'higher', group: 'toy', title: text, text, when: 'step', measure, ...more };
}

/** rows = sizes, columns = two; cell = size × (column + 1). */
const products: Matrix<ToyWorld> = {
  name: 'products',
  title: text,
  unit: '-',
  text,
  rows: (parameters) => (parameters.sizes as readonly number[]).map(String),
  columns: () => ['once', 'twice'],
  fill(world, out) {
    world.parameters.sizes.forEach((size, r) => {
      out[2 * r] = size;
      out[2 * r + 1] = 2 * size;
    });
  },
};

const belowHundred: Invariant<ToyWorld> = {
  name: 'below a hundred',
  check: ({ value }) => (value < 100 ? undefined : `value is ${value}`),
};

const measure = { unit: '-', better: 'higher', text, title: text } as const;

/** What twice the growth adds to the value, and what no policy would take away; the base run is shared. */
const twin: Evaluation<ToyWorld, ToyParameters> = {
  name: 'twin',
  title: text,
  text,
  measures: [
    { ...measure, name: 'growth_effect' },
    { ...measure, name: 'policy_effect' },
  ],
  evaluate(bench, out) {
    const last = (change?: BenchChange<ToyWorld, ToyParameters>): number => {
      const run = bench.start(change);
      while (run.step < bench.steps) run.advance();
      return run.world.value;
    };
    const base = bench.shared('base', () => last());
    out[0] = last({ parameters: { growth: 2 * bench.parameters.growth } }) - base;
    out[1] = base - last({ policies: [] });
  },
};

/** Writes nothing, so its measure stays undefined; draws to show that draws leave the run alone. */
const nothing: Evaluation<ToyWorld, ToyParameters> = {
  name: 'nothing',
  title: text,
  text,
  measures: [
    { ...measure, name: 'unknown' },
    { ...measure, name: 'own_draw' },
  ],
  evaluate(bench, out) {
    out[1] = bench.stream('luck').unit(7, 7);
  },
};

export const toyModel: Model<ToyWorld, ToyParameters> = {
  name: 'toy',
  version: '1',
  title: text,
  text,
  stepUnit: 'step',
  defaultSteps: 5,
  defaultBurnIn: 0,
  parameters: {
    growth: { ...described, type: 'real', default: 1, minimum: -100, maximum: 100 },
    sizes: { ...described, type: 'list', default: [1, 2], minimum: -10, maximum: 10, maximumLength: 5 },
  },
  presets: [],
  streams: ['luck'],
  createWorld: ({ parameters, rng }) => ({
    step: 0,
    levers: createTable(leverSchema, 1),
    luck: rng.stream('luck'),
    parameters,
    value: 0,
    drawn: 0,
    opened: 0,
    leversAtPolicy: [],
  }),
  openStep(world) {
    world.opened++;
  },
  phases,
  policies: [boost],
  metrics: [metric('value', (world) => world.value), metric('drawn', (world) => world.drawn)],
  matrices: [products],
  evaluations: [twin, nothing],
  invariants: [belowHundred],
  snapshots: () => [],
};
