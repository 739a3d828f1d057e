/** Economy: quality, output, research, firms, concentration, the environment. */
import { impliedKnowledge } from '../knowledge-ledger.js';
import { groupConcentration, sizeGini } from '../measures/economy.js';
import type { TrihelixWorld } from '../world.js';
import { metricGroup, ratio } from './define.js';

const { step, end } = metricGroup('economy');

function meanQuality(world: TrihelixWorld): number {
  const { meanQuality: quality, demand } = world.industries.columns;
  let sum = 0;
  let weight = 0;
  for (let a = 0; a < world.industryCount; a++) {
    sum += quality[a] * demand[a];
    weight += demand[a];
  }
  return ratio(sum, weight);
}

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
    {
      name: 'mean_quality',
      unit: 'index',
      kind: 'index',
      better: 'higher',
      en: 'Mean product quality, 1 at the start.',
      ru: 'Среднее качество продукции, 1 в начале.',
    },
    'last',
    meanQuality,
  ),
  step(
    { name: 'output', unit: 'EUR million/quarter', kind: 'flow', better: 'higher', en: 'Revenue of all firms.', ru: 'Выручка всех фирм.' },
    'mean',
    ({ counts }) => counts.output / 1e8,
  ),
  step(
    {
      name: 'exports',
      unit: 'EUR million/quarter',
      kind: 'flow',
      better: 'higher',
      en: 'Revenue from abroad.',
      ru: 'Выручка из-за рубежа.',
    },
    'mean',
    ({ counts }) => counts.exported / 1e8,
  ),
  step(
    {
      name: 'research_intensity',
      unit: 'share',
      kind: 'index',
      better: 'neither',
      en: 'Research of firms as a share of their revenue.',
      ru: 'Исследования фирм как доля выручки.',
    },
    'mean',
    ({ counts }) => ratio(counts.research, counts.output),
  ),
  step(
    { name: 'firms', unit: 'firms', kind: 'stock', better: 'neither', en: 'Firms alive.', ru: 'Действующие фирмы.' },
    'mean',
    ({ aliveFirms }) => aliveFirms,
  ),
  step(
    {
      name: 'entry_rate',
      unit: '1/quarter',
      kind: 'flow',
      better: 'neither',
      en: 'Entrants per firm and quarter.',
      ru: 'Новых фирм на фирму за квартал.',
    },
    'mean',
    perFirm('entries'),
  ),
  step(
    {
      name: 'exit_rate',
      unit: '1/quarter',
      kind: 'flow',
      better: 'neither',
      en: 'Exits per firm and quarter.',
      ru: 'Выбытий на фирму за квартал.',
    },
    'mean',
    perFirm('exits'),
  ),
  step(
    {
      name: 'knowledge',
      unit: 'mastery',
      kind: 'stock',
      better: 'higher',
      en: 'Mastery of an organisation, summed over domains.',
      ru: 'Мастерство организации, сумма по областям.',
    },
    'mean',
    knowledge,
  ),
  step(
    {
      name: 'environment',
      unit: 'index',
      kind: 'index',
      better: 'higher',
      en: 'Institutional environment Q, mean over regions.',
      ru: 'Институциональная среда Q, среднее по регионам.',
    },
    'mean',
    meanEnvironment,
  ),
  end(
    {
      name: 'survival',
      unit: 'share',
      kind: 'index',
      better: 'neither',
      en: 'Share of the firms of the start that are still there.',
      ru: 'Доля исходных фирм, которые сохранились.',
    },
    survivors,
  ),
  end(
    {
      name: 'concentration',
      unit: 'index',
      kind: 'index',
      better: 'neither',
      en: 'Herfindahl concentration inside industries, weighted by revenue.',
      ru: 'Концентрация Херфиндаля внутри отраслей, с весом выручки.',
    },
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
    {
      name: 'size_gini',
      unit: 'index',
      kind: 'index',
      better: 'neither',
      en: 'Inequality of firm sizes.',
      ru: 'Неравенство размеров фирм.',
    },
    (world) =>
      sizeGini(
        world.organisations.columns.size,
        world.organisations.columns.alive,
        0,
        world.universityAt,
        new Float64Array(world.universityAt),
      ),
  ),
];
