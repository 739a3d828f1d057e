/** Clusters and industries: which clusters live, how many share an organisation, which industries are born. */
import { INNOVATION } from '../schema.js';
import type { TrihelixWorld } from '../world.js';
import { metricGroup, ratio } from './define.js';

const { step, end } = metricGroup('continuity');

/** Share of the clusters with enough firms at the start that have firms and news for their industry. */
export function viableClusters(world: TrihelixWorld): number {
  const { streamOf } = world.continuity;
  const hasFirms = new Uint8Array(streamOf.length);
  const hasNews = new Uint8Array(streamOf.length);
  const { alive, region, industry } = world.organisations.columns;
  for (let i = 0; i < world.universityAt; i++) if (alive[i] === 1) hasFirms[region[i] * world.industryCount + industry[i]] = 1;
  const log = world.innovations.columns;
  for (let n = world.innovationCount - 1; n >= 0 && log.step[n] > world.step - world.parameters.viability_window; n--)
    if ((log.flags[n] & INNOVATION.newToIndustry) !== 0) hasNews[log.region[n] * world.industryCount + log.industry[n]] = 1;
  let clusters = 0;
  let viable = 0;
  for (let c = 0; c < streamOf.length; c++) {
    if ((streamOf[c] as number) < 0) continue;
    clusters++;
    viable += (hasFirms[c] as number) & (hasNews[c] as number);
  }
  return ratio(viable, clusters);
}

export const unionMetrics = [
  end(
    'viable_clusters',
    ['Viable clusters', 'Жизнеспособные кластеры'],
    [
      'Share of clusters that at the end have firms and recent innovations new to their industry.',
      'Доля кластеров, где в конце есть фирмы и недавние новые для отрасли инновации.',
    ],
    { unit: 'share', kind: 'index', better: 'higher' },
    viableClusters,
  ),
  step(
    'united_clusters',
    ['United clusters', 'Объединённые кластеры'],
    ['Share of clusters that have joined a union of clusters.', 'Доля кластеров, вошедших в объединение кластеров.'],
    { unit: 'share', kind: 'index', better: 'neither', summary: 'mean' },
    ({ unions }) => unions.joined / unions.unionOf.length,
  ),
  step(
    'industries_born',
    ['Industries born', 'Родившиеся отрасли'],
    ['Industries born so far from radical innovations.', 'Отрасли, родившиеся к этому времени из радикальных инноваций.'],
    { unit: 'industries', kind: 'count', better: 'neither', summary: 'last' },
    ({ births, parameters }) => births.living - parameters.industries,
  ),
  step(
    'new_industry_firms',
    ['Firms in new industries', 'Фирмы новых отраслей'],
    ['Share of firms that work in industries born in the run.', 'Доля фирм в отраслях, родившихся за прогон.'],
    { unit: 'share', kind: 'index', better: 'neither', summary: 'last' },
    (world) => {
      if (world.births.living === world.parameters.industries) return 0;
      const { alive, industry } = world.organisations.columns;
      let count = 0;
      for (let i = 0; i < world.universityAt; i++) count += Number(alive[i] === 1 && industry[i] >= world.parameters.industries);
      return ratio(count, world.aliveFirms);
    },
  ),
];
