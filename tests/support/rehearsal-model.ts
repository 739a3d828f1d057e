/**
 * A small model that behaves like an innovation ecosystem in outline: numbers of the right kind and size for reports,
 * tables and stores, at a thousandth of the cost of the real one. It claims nothing about the world.
 */
import type { Matrix, Metric, Model, Phase, Policy, Snapshot, Text, World } from '../../src/core/model.js';
import { integerParameter, realParameter } from '../../src/core/parameter.js';
import type { Stream } from '../../src/core/rng.js';
import { createTable, real } from '../../src/core/table.js';

export const INDUSTRIES = ['Agrifood', 'Biomedicine', 'Chemistry', 'Energy', 'Machinery', 'Materials', 'Software', 'Textiles & <fibre>'];
export const REGIONS = ['North', 'Coast', 'Lakes', 'Capital', 'Plain', 'Hills', 'South', 'Border'];

const parameters = {
  firms: integerParameter(400, [1, 2000], 'count', 'Number of firms.', 'Число фирм.'),
  openness: realParameter(0.4, [0, 1], 'share', 'Share of results that firms let out.', 'Доля результатов, которую фирмы выпускают наружу.'),
};
type Parameters = { readonly firms: number; readonly openness: number };

interface RehearsalWorld extends World {
  readonly luck: Stream;
  readonly parameters: Parameters;
  readonly burnIn: number;
  readonly rungs: [number, number, number, number];
  /** How well this replicate's region answers to policy, 0.4 … 1.6. */
  readonly response: number;
  trust: number;
  quality: number;
  innovations: number;
  spent: number;
  seen: { steps: number; active: number; innovations: number };
}

/** Variants share their luck until their ties differ; from then on a part of it is their own. */
const noise = (world: RehearsalWorld, key: number): number => 0.6 * (world.luck.unit(key, 0) - 0.5) + 0.6 * (world.luck.unit(key, Math.trunc(world.rungs[0])) - 0.5);
const lever = (world: RehearsalWorld, name: 'participants' | 'process'): number => (world.levers.columns[name] as Float64Array)[0] as number;
const clip = (value: number): number => Math.min(1, Math.max(0, value));
const text = (en: string, ru: string): Text => ({ en, ru });

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

function policy(name: string, target: 'participants' | 'process', unitCost: number, words: Text): Policy<RehearsalWorld> {
  return {
    name,
    text: words,
    parameters: { budget: realParameter(0, [0, 100], 'EUR/quarter', 'Money per step.', 'Деньги за шаг.') },
    apply(world, { budget }) {
      (world.levers.columns[target] as Float64Array)[0] = (budget as number) / unitCost;
      world.spent += (budget as number) * 1e5;
    },
  };
}

type Group = 'continuity' | 'network' | 'helix' | 'spillover' | 'economy' | 'policy';
function metric(name: string, group: Group, unit: string, better: Metric<RehearsalWorld>['better'], words: Text, when: 'step' | 'end', measure: (world: RehearsalWorld) => number): Metric<RehearsalWorld> {
  return { name, group, unit, better, text: words, when, kind: 'index', measure };
}

const share = (world: RehearsalWorld, kind: 0 | 1 | 2): number => {
  const university = 0.18 + 0.3 * world.trust + 0.02 * noise(world, 8);
  const government = 0.06 + 0.12 * world.trust + 0.02 * noise(world, 9);
  return kind === 0 ? 1 - university - government : kind === 1 ? university : government;
};
const part = (world: RehearsalWorld, key: number, base: number, slope: number): number => clip(base + slope * world.trust + 0.15 * noise(world, key));
const continuity = (world: RehearsalWorld): number => {
  const parts = [world.seen.active / Math.max(1, world.seen.steps), part(world, 20, 0.45, 0.4), part(world, 21, 0.6, 0.3), part(world, 22, 0.3, 0.6), part(world, 23, 0.35, 0.4)];
  return parts.reduce((product, value) => Math.min(product, value), 1) * 0.4 + (parts.reduce((sum, value) => sum + value, 0) / parts.length) * 0.6;
};

const metrics: Metric<RehearsalWorld>[] = [
  metric('innovation_rate', 'economy', '1/quarter', 'higher', text('Innovations new to their industry per step.', 'Инновации, новые для своей отрасли, за шаг.'), 'step', (world) => world.innovations),
  metric('quality', 'economy', 'index', 'higher', text('Mean quality of products.', 'Среднее качество продуктов.'), 'step', (world) => world.quality),
  metric('exports', 'economy', 'EUR/quarter', 'higher', text('Exports of all firms.', 'Экспорт всех фирм.'), 'step', (world) => 4.2e7 * (1 + 0.2 * world.quality + 0.1 * noise(world, 10))),
  metric('concentration', 'economy', 'index', 'lower', text('Herfindahl index of sales.', 'Индекс Херфиндаля по продажам.'), 'step', (world) => 0.09 - 0.02 * world.trust + 0.01 * noise(world, 11)),
  metric('lead_time', 'economy', 'quarter', 'lower', text('Mean time from idea to market; undefined where nothing was finished.', 'Среднее время от идеи до рынка; не определено, если ничего не завершено.'), 'step', (world) => (world.innovations === 0 ? Number.NaN : 9 - 3 * world.trust + 2 * noise(world, 12))),
  metric('spillover_share', 'spillover', 'share', 'higher', text('Gains from other organisations outside common projects, as a share of all gains.', 'Доля знаний, полученных от других организаций вне общих проектов.'), 'step', (world) => clip(0.18 + 0.3 * world.trust * world.parameters.openness + 0.03 * noise(world, 13))),
  metric('cross_industry_share', 'spillover', 'share', 'neither', text('Gains that cross the border of an industry, as a share of all gains.', 'Доля знаний, пересекающих границу отрасли.'), 'step', (world) => clip(0.3 + 0.1 * world.trust + 0.05 * noise(world, 14))),
  ...(['networking', 'coordination', 'cooperation', 'collaboration'] as const).map((rung, r) =>
    metric(`ties_${rung}`, 'network', 'count', 'neither', text(`Ties on the rung "${rung}".`, `Связи на ступени «${rung}».`), 'step', (world) => world.rungs[r] as number),
  ),
  metric('share_university', 'helix', 'share', 'neither', text('Share of universities in innovations.', 'Доля университетов в инновациях.'), 'step', (world) => share(world, 1)),
  metric('share_industry', 'helix', 'share', 'neither', text('Share of firms in innovations.', 'Доля фирм в инновациях.'), 'step', (world) => share(world, 0)),
  metric('share_government', 'helix', 'share', 'neither', text('Share of government in innovations.', 'Доля государства в инновациях.'), 'step', (world) => share(world, 2)),
  metric('synergy_teams', 'helix', 'millibits', 'lower', text('Ternary mutual information of the kinds in teams.', 'Тройная взаимная информация видов в командах.'), 'end', (world) => -120 - 90 * world.trust + 20 * noise(world, 15)),
  metric('synergy_teams_null', 'helix', 'millibits', 'neither', text('The same under random teams.', 'То же при случайных командах.'), 'end', (world) => -118 + 12 * noise(world, 16)),
  metric('synergy_teams_z', 'helix', '-', 'lower', text('Distance from the null in standard deviations.', 'Отклонение от нулевого распределения в стандартных отклонениях.'), 'end', (world) => -7.5 * world.trust + noise(world, 17)),
  metric('continuity', 'continuity', 'index', 'higher', text('Geometric mean of the five parts: a steady, broad, non-repetitive stream of innovations.', 'Среднее геометрическое пяти частей: ровный, широкий, неповторяющийся поток инноваций.'), 'end', continuity),
  metric('coverage', 'continuity', 'share', 'higher', text('Share of steps with at least one innovation.', 'Доля шагов хотя бы с одной инновацией.'), 'end', (world) => world.seen.active / Math.max(1, world.seen.steps)),
  metric('steadiness', 'continuity', 'index', 'higher', text('One minus burstiness of the times between innovations.', 'Единица минус взрывность промежутков между инновациями.'), 'end', (world) => part(world, 20, 0.45, 0.4)),
  metric('no_long_drought', 'continuity', 'index', 'higher', text('Expected longest drought against the longest seen.', 'Ожидаемая наибольшая засуха к наблюдавшейся.'), 'end', (world) => part(world, 21, 0.6, 0.3)),
  metric('breadth', 'continuity', 'index', 'higher', text('Effective innovators against a quarter of the firms.', 'Эффективное число новаторов к четверти фирм.'), 'end', (world) => part(world, 22, 0.3, 0.6)),
  metric('renewal', 'continuity', 'index', 'higher', text('Heaps exponent of distinct combinations.', 'Показатель Хипса различных сочетаний.'), 'end', (world) => part(world, 23, 0.35, 0.4)),
  metric('policy_spending', 'policy', 'EUR', 'neither', text('Money that instruments paid out.', 'Деньги, выплаченные инструментами.'), 'end', (world) => world.spent),
];

const matrices: Matrix<RehearsalWorld>[] = [
  { name: 'spillover_by_industry', unit: 'index', text: text('Knowledge gained from industry to industry.', 'Знания, полученные отраслью от отрасли.'), rows: () => INDUSTRIES, columns: () => INDUSTRIES, fill: (world, out) => fillMatrix(world, out, INDUSTRIES.length, 30) },
  { name: 'spillover_by_region', unit: 'index', text: text('Knowledge gained from region to region.', 'Знания, полученные регионом от региона.'), rows: () => REGIONS, columns: () => REGIONS, fill: (world, out) => fillMatrix(world, out, REGIONS.length, 200) },
];

function fillMatrix(world: RehearsalWorld, out: Float64Array, side: number, key: number): void {
  for (let r = 0; r < side; r++) {
    for (let c = 0; c < side; c++) {
      const apart = Math.min(Math.abs(r - c), side - Math.abs(r - c));
      out[r * side + c] = Math.max(0, (12 / (1 + apart * (1.6 - world.trust)) + 2 * noise(world, key + r * side + c)) * (1 + 0.2 * ((r * 5) % 4)));
    }
  }
}

export const rehearsalModel: Model<RehearsalWorld, Parameters> = {
  name: 'rehearsal',
  version: '1',
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
    levers: createTable({ participants: real('-', 'Pull toward more participants.'), process: real('-', 'Pull toward better process.') }, 1),
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
    policy('rd_subsidy', 'participants', 12, text('Money for single projects.', 'Деньги на отдельные проекты.')),
    policy('cluster_management', 'process', 12, text('Brokers who tend ties.', 'Брокеры, которые ухаживают за связями.')),
  ],
  metrics,
  matrices,
  invariants: [{ name: 'trust in range', check: ({ trust }) => (trust >= 0 && trust <= 1 ? undefined : `trust is ${trust}`) }],
  snapshots: (world) => [organisations(world), ties(world)],
};

/** Firms, then two universities and one government per region. */
function organisations(world: RehearsalWorld): Snapshot {
  const { firms } = world.parameters;
  const count = firms + 3 * REGIONS.length;
  const ids = Array.from({ length: count }, (_, i) => i);
  const kind = ids.map((i) => (i < firms ? 0 : i < firms + 2 * REGIONS.length ? 1 : 2));
  const region = ids.map((i) => (i < firms ? Math.trunc(world.luck.unit(i, 50) * world.luck.unit(i, 54) * 24 + i) : i - firms) % REGIONS.length);
  return {
    name: 'organisations',
    columns: { id: ids, kind, region, industry: ids.map((i) => world.luck.below(INDUSTRIES.length, i, 51)), size: ids.map((i) => Math.round(5 / (0.02 + world.luck.unit(i, 52)))) },
  };
}

function ties(world: RehearsalWorld): Snapshot {
  const columns = organisations(world).columns as Record<'id' | 'region', number[]>;
  const total = Math.round(world.rungs.reduce((sum, rung) => sum + rung, 0));
  const a: number[] = [];
  const b: number[] = [];
  for (let e = 0; a.length < total && e < 40 * total; e++) {
    const [i, j] = [world.luck.below(columns.id.length, e, 60), world.luck.below(columns.id.length, e, 61)];
    if (i === j || (columns.region[i] !== columns.region[j] && world.luck.unit(e, 62) > 0.035)) continue;
    a.push(i);
    b.push(j);
  }
  const bounds = world.rungs.map((_, r) => world.rungs.slice(0, r + 1).reduce((sum, rung) => sum + rung, 0));
  const level = a.map((_, e) => Math.max(1, bounds.findIndex((bound) => e < bound) + 1));
  return { name: 'ties', columns: { a, b, level, trust: level.map((rung, e) => clip(0.25 * rung - 0.2 * world.luck.unit(e, 63))) } };
}
