/**
 * A model of ten lines of behaviour for the tests of this folder: firms learn by luck, a subsidy adds to it, meetings
 * spread it. Everything a scenario file can name is here once: real, integer, flag, choice, list, presets, instruments.
 */
import type { AnyModel, Metric, Model, ParameterValues, Policy, World } from '../../src/core/model.js';
import { choiceParameter, flagParameter, integerParameter, listParameter, realParameter } from '../../src/core/parameter.js';
import type { Stream } from '../../src/core/rng.js';
import { createTable, real, type Table } from '../../src/core/table.js';

interface ToyWorld extends World {
  step: number;
  readonly levers: Table<{ help: ReturnType<typeof real>; meetings: ReturnType<typeof real> }>;
  readonly knowledge: Float64Array;
  readonly luck: Stream;
  readonly growth: number;
  readonly open: boolean;
  spent: number;
  spentNow: number;
}

const text = (en: string) => ({ en, ru: `${en} (по-русски)` });

/** `spillover_share` → `Spillover share`. */
const titled = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');

const parameters = {
  firms: integerParameter(10, [1, 1000], 'firms', 'Number of firms.', 'Число фирм.'),
  growth: realParameter(0.1, [0, 1], '1/step', 'Largest gain of a step.', 'Наибольший прирост за шаг.'),
  open: flagParameter(false, 'Whether firms learn from each other.', 'Учатся ли фирмы друг у друга.'),
  market: choiceParameter('free', ['free', 'regulated'], 'Kind of market.', 'Вид рынка.'),
  weights: listParameter([0.5, 0.5], [0, 1], 4, 'share', 'Weights.', 'Веса.'),
};

const budget = realParameter(0, [0, 1e7], 'EUR/step', 'Money per step.', 'Деньги за шаг.');

function instrument(name: string, lever: 'help' | 'meetings', extra: Policy<ToyWorld>['parameters'] = {}): Policy<ToyWorld> {
  return {
    name,
    title: text(titled(name)),
    text: text(name),
    parameters: { budget, ...extra },
    apply(world, values) {
      const column = world.levers.columns[lever] as Float64Array;
      column[0] = (column[0] as number) + (values.budget as number) / 1e6;
      world.spentNow += values.budget as number;
    },
  };
}

function average(world: ToyWorld): number {
  let sum = 0;
  for (const value of world.knowledge) sum += value;
  return sum / world.knowledge.length;
}

function metric(
  name: string,
  better: Metric<ToyWorld>['better'],
  measure: (world: ToyWorld) => number,
  rest: Partial<Metric<ToyWorld>> = {},
): Metric<ToyWorld> {
  return {
    name,
    unit: 'share',
    kind: 'index',
    better,
    group: 'toy',
    title: text(titled(name)),
    text: text(name),
    when: 'step',
    ...rest,
    measure,
  };
}

const model: Model<ToyWorld, ParameterValues> = {
  name: 'toy',
  version: '1',
  title: text('Toy'),
  text: text('Toy'),
  stepUnit: 'quarter',
  defaultSteps: 12,
  defaultBurnIn: 2,
  parameters,
  presets: [
    { name: 'innovation.open', title: text('Open'), text: text('Open'), source: 'assumed', parameters: { open: true, growth: 0.2 } },
    { name: 'innovation.closed', title: text('Closed'), text: text('Closed'), source: 'assumed', parameters: { open: false } },
    { name: 'helix.triple', title: text('Triple'), text: text('Triple'), source: 'assumed', parameters: { market: 'regulated' } },
  ],
  streams: ['luck'],
  problems: (values) =>
    values.market === 'regulated' && (values.growth as number) > 0.9 ? ['a regulated market grows by at most 0.9'] : [],
  createWorld({ parameters: values, rng }) {
    return {
      step: 0,
      levers: createTable({ help: real('1', 'help'), meetings: real('1', 'meetings') }, 1),
      knowledge: new Float64Array(values.firms as number),
      luck: rng.stream('luck'),
      growth: values.growth as number,
      open: values.open as boolean,
      spent: 0,
      spentNow: 0,
    };
  },
  phases: [
    {
      name: 'learn',
      run(world) {
        world.luck.moveTo(world.step);
        const help = (world.levers.columns.help as Float64Array)[0] as number;
        const meetings = (world.levers.columns.meetings as Float64Array)[0] as number;
        const best = world.open || meetings > 0 ? Math.max(...world.knowledge) : 0;
        for (let i = 0; i < world.knowledge.length; i++) {
          const own = world.knowledge[i] as number;
          const gain = world.growth * world.luck.unit(i, 0) + 0.01 * help;
          world.knowledge[i] = Math.min(1, own + gain * (1 - own) + (best > own ? 0.1 * (1 + meetings) * (best - own) : 0));
        }
        world.spent += world.spentNow;
      },
    },
  ],
  policies: [
    instrument('rd_subsidy', 'help', { reach: realParameter(0.5, [0, 1], 'share', 'Reach.', 'Охват.') }),
    instrument('matchmaking', 'meetings', {
      format: choiceParameter('blitz', ['blitz', 'round_table'], 'Format.', 'Формат.'),
      public: flagParameter(true, 'Public.', 'Открыто.'),
      places: integerParameter(8, [2, 40], 'places', 'Places.', 'Места.'),
    }),
  ],
  metrics: [
    metric('continuity', 'higher', average),
    metric('spillover_share', 'higher', (world) => (world.open ? average(world) / 2 : 0)),
    metric('failure_rate', 'lower', (world) => 1 - average(world)),
    metric(
      'policy_spending',
      'neither',
      (world) => {
        const now = world.spentNow;
        world.spentNow = 0;
        return now;
      },
      { unit: 'EUR', kind: 'flow', summary: 'sum' },
    ),
    metric('lucky', 'higher', (world) => (world.luck.unit(0, 1) < 0.2 ? Number.NaN : world.luck.unit(0, 2)), { when: 'end' }),
  ],
  matrices: [
    {
      name: 'flows',
      title: text('Flows'),
      unit: '-',
      text: text('Flows'),
      rows: (values) => Array.from({ length: Math.min(3, values.firms as number) }, (_, i) => `firm ${i}`),
      columns: () => ['knowledge'],
      fill: (world, out) => out.set(world.knowledge.subarray(0, out.length)),
    },
  ],
  evaluations: [
    {
      name: 'twin',
      title: text('Slower twin'),
      text: text('The run against its own luck with half the growth.'),
      measures: [
        { name: 'growth_effect', title: text('Growth effect'), unit: '-', better: 'higher', text: text('Mean knowledge above the twin.') },
        { name: 'never_known', title: text('Never known'), unit: '-', better: 'neither', text: text('Has no value.') },
      ],
      evaluate(bench, out) {
        const run = (growth: number): number => {
          const twin = bench.start({ parameters: { growth } });
          while (twin.step < bench.steps) twin.advance();
          return average(twin.world);
        };
        const growth = bench.parameters.growth as number;
        out[0] = run(growth) - run(growth / 2);
      },
    },
  ],
  invariants: [
    {
      name: 'bounds',
      check: (world) => (world.knowledge.every((value) => value >= 0 && value <= 1) ? undefined : 'knowledge leaves [0, 1]'),
    },
  ],
  snapshots: () => [],
};

export const toy = model as AnyModel;
export const models: readonly AnyModel[] = [toy];

/** A scenario file that uses every key. */
export const GOLDEN = `# yaml-language-server: $schema=scenario.schema.json
title: Participants or process
description: Who should get the money?
source: Porter 2003
model: toy
seed: golden-rule
steps: 12
burn_in: 2
replicates: 20
presets: [innovation.closed]
parameters:
  firms: 30
  weights: [0.2, 0.8]
policy:
  rd_subsidy: { budget: 100000 }
variants:
  nothing: { policy: { rd_subsidy: ~ } }
  participants:
    title: Pay participants
    policy: { rd_subsidy: { budget: 2000000 } }
  process:
    presets: [innovation.open]
    policy:
      rd_subsidy: ~
      matchmaking: { budget: 2000000, format: round_table }
baseline: nothing
indicators: [continuity, failure_rate, lucky]
budget_neutral: [participants, process]
smallest_effect: { continuity: 0.02 }
claims:
  - process > participants in continuity
  - { claim: participants > nothing in continuity, source: P3 }
`;
