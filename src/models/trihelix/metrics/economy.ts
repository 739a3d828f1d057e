/** Economy: quality, output, research, firms, concentration, the environment. */
import { impliedKnowledge } from '../knowledge-ledger.js';
import { groupConcentration, sizeGini, tailExponent } from '../measures/economy.js';
import { logTrend } from '../measures/least-squares.js';
import type { TrihelixWorld } from '../world.js';
import { metricGroup, ratio } from './define.js';

const { step, end } = metricGroup('economy');

function meanEnvironment(world: TrihelixWorld): number {
  const { environment } = world.regions.columns;
  let sum = 0;
  for (let r = 0; r < world.regionCount; r++) sum += environment[r];
  return sum / world.regionCount;
}

/** From the ledger, which an invariant holds equal to the sum over all expertise. */
function knowledge(world: TrihelixWorld): number {
  return ratio(impliedKnowledge(world.ledger), world.memberStart[world.regionCount]);
}

/** Firms of the start that are still there: those whose row has had no entrant. */
function survivors(world: TrihelixWorld): number {
  const { alive, bornAt } = world.organisations.columns;
  let count = 0;
  for (let i = 0; i < world.startFirms; i++) if (alive[i] === 1 && bornAt[i] === -1) count++;
  return ratio(count, world.startFirms);
}

const perFirm = (name: 'entries' | 'exits') => (world: TrihelixWorld) => ratio(world.counts[name], world.aliveFirms);

export const economyMetrics = [
  step(
    'mean_quality',
    ['Product quality', 'Качество продукции'],
    ['Mean product quality, 1 at the start.', 'Среднее качество продукции, 1 в начале.'],
    { unit: 'index', kind: 'index', better: 'higher', summary: 'last' },
    ({ qualityPath, step: now }) => qualityPath[now],
  ),
  step(
    'output',
    ['Revenue of firms', 'Выручка фирм'],
    ['Revenue of all firms.', 'Выручка всех фирм.'],
    { unit: 'EUR million/quarter', kind: 'flow', better: 'higher', summary: 'mean' },
    ({ counts }) => counts.output / 1e8,
  ),
  step(
    'exports',
    ['Export revenue', 'Экспортная выручка'],
    ['Revenue from abroad.', 'Выручка из-за рубежа.'],
    { unit: 'EUR million/quarter', kind: 'flow', better: 'higher', summary: 'mean' },
    ({ counts }) => counts.exported / 1e8,
  ),
  step(
    'research_intensity',
    ['Research intensity', 'Интенсивность исследований'],
    ['Research of firms as a share of their revenue.', 'Исследования фирм как доля выручки.'],
    { unit: 'share', kind: 'index', better: 'neither', summary: 'mean' },
    ({ counts }) => ratio(counts.research, counts.output),
  ),
  step(
    'firms',
    ['Active firms', 'Действующие фирмы'],
    ['Firms alive.', 'Действующие фирмы.'],
    { unit: 'firms', kind: 'stock', better: 'neither', summary: 'mean' },
    ({ aliveFirms }) => aliveFirms,
  ),
  step(
    'entry_rate',
    ['Entry rate', 'Темп появления фирм'],
    ['Entrants per firm and quarter.', 'Новых фирм на фирму за квартал.'],
    { unit: '1/quarter', kind: 'flow', better: 'neither', summary: 'mean' },
    perFirm('entries'),
  ),
  step(
    'exit_rate',
    ['Exit rate', 'Темп выбытия фирм'],
    ['Exits per firm and quarter.', 'Выбытий на фирму за квартал.'],
    { unit: '1/quarter', kind: 'flow', better: 'neither', summary: 'mean' },
    perFirm('exits'),
  ),
  step(
    'knowledge',
    ['Knowledge per organisation', 'Знания организации'],
    ['Mastery of an organisation, summed over domains.', 'Мастерство организации, сумма по областям.'],
    { unit: 'mastery', kind: 'stock', better: 'higher', summary: 'mean' },
    knowledge,
  ),
  step(
    'environment',
    ['Institutional environment', 'Институциональная среда'],
    ['Institutional environment Q, mean over regions.', 'Институциональная среда Q, среднее по регионам.'],
    { unit: 'index', kind: 'index', better: 'higher', summary: 'mean' },
    meanEnvironment,
  ),
  end(
    'survival',
    ['Survival of firms', 'Выживание фирм'],
    ['Share of the firms of the start that are still there.', 'Доля исходных фирм, которые сохранились.'],
    { unit: 'share', kind: 'index', better: 'neither' },
    survivors,
  ),
  end(
    'concentration',
    ['Market concentration', 'Концентрация рынка'],
    ['Herfindahl concentration inside industries, weighted by revenue.', 'Концентрация Херфиндаля внутри отраслей, с весом выручки.'],
    { unit: 'index', kind: 'index', better: 'neither' },
    (world) =>
      groupConcentration(
        world.organisations.columns.revenue,
        world.organisations.columns.alive,
        world.organisations.columns.industry,
        0,
        world.universityAt,
        new Float64Array(2 * world.industryCount),
      ),
  ),
  end(
    'size_gini',
    ['Inequality of sizes', 'Неравенство размеров'],
    ['Inequality of firm sizes.', 'Неравенство размеров фирм.'],
    { unit: 'index', kind: 'index', better: 'neither' },
    (world) =>
      sizeGini(
        world.organisations.columns.size,
        world.organisations.columns.alive,
        0,
        world.universityAt,
        new Float64Array(world.universityAt),
      ),
  ),
  end(
    'size_tail',
    ['Tail of firm sizes', 'Хвост размеров фирм'],
    [
      'Tail exponent of firm sizes, by the largest tenth; about 1 is Zipf.',
      'Показатель хвоста размеров фирм по крупнейшей десятой; около 1 закон Ципфа.',
    ],
    { unit: 'exponent', kind: 'index', better: 'neither', source: 'Hill 1975; Axtell 2001' },
    ({ organisations, universityAt }) =>
      tailExponent(organisations.columns.size, organisations.columns.alive, 0, universityAt, 0.1, new Float64Array(universityAt)),
  ),
  end(
    'quality_growth',
    ['Growth of quality', 'Рост качества'],
    ['Slope of the logarithm of mean quality over the measured time.', 'Наклон логарифма среднего качества за измеряемое время.'],
    { unit: '1/quarter', kind: 'index', better: 'higher' },
    ({ qualityPath, burnIn, steps }) => logTrend(qualityPath, burnIn, steps),
  ),
];
