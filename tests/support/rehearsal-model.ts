/**
 * A small model that behaves like an innovation ecosystem in outline: numbers of the right kind and size for reports,
 * tables and stores, at a thousandth of the cost of the real one. It claims nothing about the world.
 */
import type { Model, Phase, Policy, Text } from '../../src/core/model.js';
import { integerParameter, realParameter } from '../../src/core/parameter.js';
import { createTable, real } from '../../src/core/table.js';
import { matrices, metrics } from './rehearsal-metrics.js';
import { organisations, ties } from './rehearsal-rows.js';
import { clip, lever, noise, type Parameters, type RehearsalWorld, text } from './rehearsal-world.js';

const parameters = {
  firms: integerParameter(400, [1, 2000], 'count', 'Number of firms.', 'Число фирм.'),
  openness: realParameter(
    0.4,
    [0, 1],
    'share',
    'Share of results that firms let out.',
    'Доля результатов, которую фирмы выпускают наружу.',
  ),
};

const phases: Phase<RehearsalWorld>[] = [
  {
    name: 'ties',
    run(world) {
      world.luck.moveTo(world.step);
      const [participants, process] = [world.response * lever(world, 'participants'), world.response * lever(world, 'process')];
      const { rungs } = world;
      world.trust = clip(world.trust + 0.06 * (0.3 + 0.2 * process - world.trust) + 0.06 * noise(world, 1));
      rungs[3] += (0.02 + 0.03 * process) * rungs[2] - 0.07 * rungs[3] + 6 * noise(world, 2);
      rungs[2] += (0.06 + 0.03 * process) * rungs[1] - 0.13 * rungs[2] + 5 * noise(world, 3);
      rungs[1] += 0.14 * rungs[0] - 0.16 * rungs[1] + 8 * noise(world, 4);
      rungs[0] += 60 + 25 * participants + 8 * process - 0.2 * rungs[0] + 14 * noise(world, 5);
      for (let r = 0; r < 4; r++) rungs[r] = Math.max(0, rungs[r] as number);
    },
  },
  {
    name: 'innovate',
    run(world) {
      const { rungs } = world;
      world.innovations = Math.max(0, Math.round(0.8 + 0.012 * rungs[2] + 0.015 * rungs[3] + 9 * noise(world, 6)));
      world.quality += 0.003 * world.innovations + 0.02 * noise(world, 7);
      if (world.step < world.burnIn) return;
      world.seen.steps++;
      if (world.innovations > 0) world.seen.active++;
      world.seen.innovations += world.innovations;
    },
  },
];

function policy(name: string, target: 'participants' | 'process', unitCost: number, title: Text, words: Text): Policy<RehearsalWorld> {
  return {
    name,
    title,
    text: words,
    parameters: { budget: realParameter(0, [0, 100], 'EUR/quarter', 'Money per step.', 'Деньги за шаг.') },
    apply(world, { budget }) {
      (world.levers.columns[target] as Float64Array)[0] = (budget as number) / unitCost;
      world.spent += (budget as number) * 1e5;
    },
  };
}

export const rehearsalModel: Model<RehearsalWorld, Parameters> = {
  name: 'rehearsal',
  version: '1',
  title: text('Rehearsed ecosystem', 'Репетиция экосистемы'),
  text: text('Rehearsal of an innovation ecosystem.', 'Репетиция инновационной экосистемы.'),
  stepUnit: 'quarter',
  defaultSteps: 100,
  defaultBurnIn: 20,
  parameters,
  presets: [],
  streams: ['luck', 'response'],
  createWorld: ({ parameters: values, rng, burnIn }) => ({
    step: 0,
    response: 0.4 + 1.2 * rng.stream('response').unit(0, 0),
    levers: createTable(
      { participants: real('-', 'Pull toward more participants.'), process: real('-', 'Pull toward better process.') },
      1,
    ),
    luck: rng.stream('luck'),
    parameters: values,
    burnIn,
    rungs: [150, 70, 25, 6],
    trust: 0.25,
    quality: 1,
    innovations: 0,
    spent: 0,
    seen: { steps: 0, active: 0, innovations: 0 },
  }),
  phases,
  policies: [
    policy(
      'rd_subsidy',
      'participants',
      12,
      text('Research subsidy', 'Субсидия на исследования'),
      text('Money for single projects.', 'Деньги на отдельные проекты.'),
    ),
    policy(
      'cluster_management',
      'process',
      12,
      text('Cluster management', 'Управление кластером'),
      text('Brokers who tend ties.', 'Брокеры, которые ухаживают за связями.'),
    ),
  ],
  metrics,
  matrices,
  evaluations: [],
  invariants: [{ name: 'trust in range', check: ({ trust }) => (trust >= 0 && trust <= 1 ? undefined : `trust is ${trust}`) }],
  snapshots: (world) => [organisations(world), ties(world)],
};
