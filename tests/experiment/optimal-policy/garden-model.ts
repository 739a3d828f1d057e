/** A model with a known best policy: yield = √water + 2 √seed of money spent on each, plus luck; the best split is 1 to 4. */
import type { AnyModel, Metric, ParameterValues, Policy, World, WorldInput } from '../../../src/core/model.js';
import { realParameter } from '../../../src/core/parameter.js';
import type { Stream } from '../../../src/core/rng.js';
import { createTable, real, type Table } from '../../../src/core/table.js';

interface Garden extends World {
  step: number;
  readonly levers: Table<{ water: ReturnType<typeof real>; seed: ReturnType<typeof real> }>;
  readonly luck: Stream;
  readonly noise: number;
  readonly drought: number;
  yield: number;
  spent: number;
}

const text = (en: string) => ({ en, ru: en });
const number = (fallback: number, most: number) => realParameter(fallback, [0, most], '-', 'A number.', 'Число.');

const instrument = (name: 'water' | 'seed'): Policy<Garden> => ({
  name,
  title: text(name),
  text: text(name),
  parameters: { budget: number(0, 1000), waste: number(0, 1) },
  apply(world, values) {
    const column = world.levers.columns[name] as Float64Array;
    column[0] = (column[0] as number) + (values.budget as number) * (1 - (values.waste as number));
    world.spent = (name === 'water' ? 0 : world.spent) + (values.budget as number);
  },
});

function metric(name: string, better: Metric<Garden>['better'], measure: (world: Garden) => number): Metric<Garden> {
  return { name, title: text(name), unit: '-', kind: 'index', better, group: 'garden', text: text(name), when: 'step', measure };
}

export const garden = {
  name: 'garden',
  version: '1',
  title: text('Garden'),
  text: text('Garden'),
  stepUnit: 'year',
  defaultSteps: 2,
  defaultBurnIn: 0,
  parameters: { noise: number(0.5, 100), drought: number(0, 1) },
  presets: [],
  streams: ['luck'],
  createWorld: ({ parameters, rng }: WorldInput<ParameterValues>) => ({
    step: 0,
    levers: createTable({ water: real('1', 'water'), seed: real('1', 'seed') }, 1),
    luck: rng.stream('luck'),
    noise: parameters.noise as number,
    drought: parameters.drought as number,
    yield: 0,
    spent: 0,
  }),
  openStep(world: Garden) {
    world.spent = 0;
  },
  phases: [
    {
      name: 'grow',
      run(world: Garden) {
        world.luck.moveTo(world.step);
        const [water, seed] = [
          (world.levers.columns.water as Float64Array)[0] as number,
          (world.levers.columns.seed as Float64Array)[0] as number,
        ];
        // Luck depends on the amounts, so that common luck does not cancel it: the case in which a search fools itself.
        const place = Math.floor(water) * 1009 + Math.floor(seed);
        world.yield = Math.sqrt(water) + 2 * (1 - world.drought) * Math.sqrt(seed) + world.noise * (world.luck.unit(place, 0) - 0.5);
      },
    },
  ],
  policies: [instrument('water'), instrument('seed')],
  metrics: [
    metric('yield', 'higher', (world) => world.yield),
    metric('policy_spending', 'neither', (world) => world.spent),
    metric('nothing_known', 'higher', () => Number.NaN),
  ],
  matrices: [],
  evaluations: [],
  invariants: [],
  snapshots: () => [],
} as unknown as AnyModel;

export const GARDEN = `title: Garden\nmodel: garden\nseed: garden\nsteps: 2\nburn_in: 0\nreplicates: 3
variants: { fallow: {}, tended: { policy: { water: { budget: 10 }, seed: { budget: 10 } } } }\n`;
