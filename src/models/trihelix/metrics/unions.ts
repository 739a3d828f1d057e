/** Viability of clusters, and how many of them share an organisation. */
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
];
