/** Metrics and matrices of the rehearsal model: numbers of the right kind and size, without a claim. */
import type { Matrix, Metric, Text } from '../../src/core/model.js';
import { titleOf } from './rehearsal-titles.js';
import { clip, INDUSTRIES, noise, REGIONS, type RehearsalWorld, text } from './rehearsal-world.js';

type Group = 'continuity' | 'network' | 'helix' | 'spillover' | 'economy' | 'policy';
function metric(
  name: string,
  group: Group,
  unit: string,
  better: Metric<RehearsalWorld>['better'],
  words: Text,
  when: 'step' | 'end',
  measure: (world: RehearsalWorld) => number,
): Metric<RehearsalWorld> {
  return { name, title: titleOf(name), group, unit, better, text: words, when, kind: 'index', measure };
}

const share = (world: RehearsalWorld, kind: 0 | 1 | 2): number => {
  const university = 0.18 + 0.3 * world.trust + 0.02 * noise(world, 8);
  const government = 0.06 + 0.12 * world.trust + 0.02 * noise(world, 9);
  return kind === 0 ? 1 - university - government : kind === 1 ? university : government;
};
const part = (world: RehearsalWorld, key: number, base: number, slope: number): number =>
  clip(base + slope * world.trust + 0.15 * noise(world, key));
const continuity = (world: RehearsalWorld): number => {
  const parts = [
    world.seen.active / Math.max(1, world.seen.steps),
    part(world, 20, 0.45, 0.4),
    part(world, 21, 0.6, 0.3),
    part(world, 22, 0.3, 0.6),
    part(world, 23, 0.35, 0.4),
  ];
  return (
    parts.reduce((product, value) => Math.min(product, value), 1) * 0.4 +
    (parts.reduce((sum, value) => sum + value, 0) / parts.length) * 0.6
  );
};

export const metrics: Metric<RehearsalWorld>[] = [
  metric(
    'innovation_rate',
    'economy',
    '1/quarter',
    'higher',
    text('Innovations new to their industry per step.', 'Инновации, новые для своей отрасли, за шаг.'),
    'step',
    (world) => world.innovations,
  ),
  metric(
    'quality',
    'economy',
    'index',
    'higher',
    text('Mean quality of products.', 'Среднее качество продуктов.'),
    'step',
    (world) => world.quality,
  ),
  metric(
    'exports',
    'economy',
    'EUR/quarter',
    'higher',
    text('Exports of all firms.', 'Экспорт всех фирм.'),
    'step',
    (world) => 4.2e7 * (1 + 0.2 * world.quality + 0.1 * noise(world, 10)),
  ),
  metric(
    'concentration',
    'economy',
    'index',
    'lower',
    text('Herfindahl index of sales.', 'Индекс Херфиндаля по продажам.'),
    'step',
    (world) => 0.09 - 0.02 * world.trust + 0.01 * noise(world, 11),
  ),
  metric(
    'lead_time',
    'economy',
    'quarter',
    'lower',
    text(
      'Mean time from idea to market; undefined where nothing was finished.',
      'Среднее время от идеи до рынка; не определено, если ничего не завершено.',
    ),
    'step',
    (world) => (world.innovations === 0 ? Number.NaN : 9 - 3 * world.trust + 2 * noise(world, 12)),
  ),
  metric(
    'spillover_share',
    'spillover',
    'share',
    'higher',
    text(
      'Gains from other organisations outside common projects, as a share of all gains.',
      'Доля знаний, полученных от других организаций вне общих проектов.',
    ),
    'step',
    (world) => clip(0.18 + 0.3 * world.trust * world.parameters.openness + 0.03 * noise(world, 13)),
  ),
  metric(
    'cross_industry_share',
    'spillover',
    'share',
    'neither',
    text('Gains that cross the border of an industry, as a share of all gains.', 'Доля знаний, пересекающих границу отрасли.'),
    'step',
    (world) => clip(0.3 + 0.1 * world.trust + 0.05 * noise(world, 14)),
  ),
  ...(['networking', 'coordination', 'cooperation', 'collaboration'] as const).map((rung, r) =>
    metric(
      `ties_${rung}`,
      'network',
      'count',
      'neither',
      text(`Ties on the rung "${rung}".`, `Связи на ступени «${rung}».`),
      'step',
      (world) => world.rungs[r] as number,
    ),
  ),
  metric(
    'share_university',
    'helix',
    'share',
    'neither',
    text('Share of universities in innovations.', 'Доля университетов в инновациях.'),
    'step',
    (world) => share(world, 1),
  ),
  metric(
    'share_industry',
    'helix',
    'share',
    'neither',
    text('Share of firms in innovations.', 'Доля фирм в инновациях.'),
    'step',
    (world) => share(world, 0),
  ),
  metric(
    'share_government',
    'helix',
    'share',
    'neither',
    text('Share of government in innovations.', 'Доля государства в инновациях.'),
    'step',
    (world) => share(world, 2),
  ),
  metric(
    'synergy_teams',
    'helix',
    'millibits',
    'lower',
    text('Ternary mutual information of the kinds in teams.', 'Тройная взаимная информация видов в командах.'),
    'end',
    (world) => -120 - 90 * world.trust + 20 * noise(world, 15),
  ),
  metric(
    'synergy_teams_null',
    'helix',
    'millibits',
    'neither',
    text('The same under random teams.', 'То же при случайных командах.'),
    'end',
    (world) => -118 + 12 * noise(world, 16),
  ),
  metric(
    'synergy_teams_z',
    'helix',
    '-',
    'lower',
    text('Distance from the null in standard deviations.', 'Отклонение от нулевого распределения в стандартных отклонениях.'),
    'end',
    (world) => -7.5 * world.trust + noise(world, 17),
  ),
  metric(
    'continuity',
    'continuity',
    'index',
    'higher',
    text(
      'Geometric mean of the five parts: a steady, broad, non-repetitive stream of innovations.',
      'Среднее геометрическое пяти частей: ровный, широкий, неповторяющийся поток инноваций.',
    ),
    'end',
    continuity,
  ),
  metric(
    'coverage',
    'continuity',
    'share',
    'higher',
    text('Share of steps with at least one innovation.', 'Доля шагов хотя бы с одной инновацией.'),
    'end',
    (world) => world.seen.active / Math.max(1, world.seen.steps),
  ),
  metric(
    'steadiness',
    'continuity',
    'index',
    'higher',
    text('One minus burstiness of the times between innovations.', 'Единица минус взрывность промежутков между инновациями.'),
    'end',
    (world) => part(world, 20, 0.45, 0.4),
  ),
  metric(
    'no_long_drought',
    'continuity',
    'index',
    'higher',
    text('Expected longest drought against the longest seen.', 'Ожидаемая наибольшая засуха к наблюдавшейся.'),
    'end',
    (world) => part(world, 21, 0.6, 0.3),
  ),
  metric(
    'breadth',
    'continuity',
    'index',
    'higher',
    text('Effective innovators against a quarter of the firms.', 'Эффективное число новаторов к четверти фирм.'),
    'end',
    (world) => part(world, 22, 0.3, 0.6),
  ),
  metric(
    'renewal',
    'continuity',
    'index',
    'higher',
    text('Heaps exponent of distinct combinations.', 'Показатель Хипса различных сочетаний.'),
    'end',
    (world) => part(world, 23, 0.35, 0.4),
  ),
  metric(
    'policy_spending',
    'policy',
    'EUR',
    'neither',
    text('Money that instruments paid out.', 'Деньги, выплаченные инструментами.'),
    'end',
    (world) => world.spent,
  ),
];

export const matrices: Matrix<RehearsalWorld>[] = [
  {
    name: 'spillover_by_industry',
    title: titleOf('spillover_by_industry'),
    unit: 'index',
    text: text('Knowledge gained from industry to industry.', 'Знания, полученные отраслью от отрасли.'),
    rows: () => INDUSTRIES,
    columns: () => INDUSTRIES,
    fill: (world, out) => fillMatrix(world, out, INDUSTRIES.length, 30),
  },
  {
    name: 'spillover_by_region',
    title: titleOf('spillover_by_region'),
    unit: 'index',
    text: text('Knowledge gained from region to region.', 'Знания, полученные регионом от региона.'),
    rows: () => REGIONS,
    columns: () => REGIONS,
    fill: (world, out) => fillMatrix(world, out, REGIONS.length, 200),
  },
];

function fillMatrix(world: RehearsalWorld, out: Float64Array, side: number, key: number): void {
  for (let r = 0; r < side; r++) {
    for (let c = 0; c < side; c++) {
      const apart = Math.min(Math.abs(r - c), side - Math.abs(r - c));
      out[r * side + c] = Math.max(
        0,
        (12 / (1 + apart * (1.6 - world.trust)) + 2 * noise(world, key + r * side + c)) * (1 + 0.2 * ((r * 5) % 4)),
      );
    }
  }
}
