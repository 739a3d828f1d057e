/** Ties: how many, on which rung of the ladder, across what, and how the whole hangs together. Kernels: measures/. */
import { createTriangles, countTriangles, localClustering } from '../measures/clustering.js';
import { modularity } from '../measures/modularity.js';
import { crossShare, crossShareThrough, degreeAssortativity, degreeGini, isolatedShare, ladderCounts, maxDegree, meanDegree } from '../measures/network.js';
import { createComponents, createFrontier, findComponents, giantShare, meanPathLength, sampleSources } from '../measures/paths.js';
import type { TrihelixWorld } from '../world.js';
import { metricGroup, oncePerStep, ratio } from './define.js';

const { step, end } = metricGroup('network');
/** Sources of the shortest paths: two words of bits. */
const PATH_SOURCES = 64;
const PATH_STEP = 4;
const COMMUNITY_STEP = 5;

const rungs = new Float64Array(5);
const ladder = oncePerStep((world) => {
  const counts = Float64Array.from(rungs);
  ladderCounts(world.ties.columns.trust, world.network.alive, world.network.rows, world.ladder, counts);
  return counts;
});
const components = oncePerStep((world) => {
  const found = createComponents(world.rows);
  findComponents(world.network, world.organisations.columns.alive, found);
  return found;
});
const triangles = oncePerStep((world) => {
  const found = createTriangles(world.rows, world.network.tieCapacity);
  countTriangles(world.network, world.organisations.columns.kind, found);
  return found;
});

function pathLength(world: TrihelixWorld): number {
  const sources = new Int32Array(PATH_SOURCES);
  world.streams.measure.moveTo(PATH_STEP);
  const count = sampleSources(components(world), world.streams.measure, sources);
  return meanPathLength(world.network, sources, count, createFrontier(world.rows));
}

function communities(world: TrihelixWorld): number {
  world.streams.measure.moveTo(COMMUNITY_STEP);
  return modularity(world.network, world.streams.measure);
}

function meanTrust(world: TrihelixWorld): number {
  const { network } = world;
  const { trust } = world.ties.columns;
  let sum = 0;
  for (let e = 0; e < network.rows; e++) if (network.alive[e] === 1) sum += trust[e];
  return ratio(sum, network.count);
}

const rung = (name: string, r: number, en: string, ru: string) =>
  step({ name, unit: 'ties', kind: 'stock', better: r >= 3 ? 'higher' : 'neither', en, ru, source: 'Camarinha-Matos & Afsarmanesh 2008' }, 'mean', (world) => ladder(world)[r]);

export const networkMetrics = [
  step({ name: 'ties', unit: 'ties', kind: 'stock', better: 'neither', en: 'Collaboration ties.', ru: 'Связи сотрудничества.' }, 'mean', ({ network }) => network.count),
  rung('ties_networking', 1, 'Ties of the rung networking.', 'Связи ступени «общение».'),
  rung('ties_coordination', 2, 'Ties of the rung coordination.', 'Связи ступени «координация».'),
  rung('ties_cooperation', 3, 'Ties of the rung cooperation.', 'Связи ступени «кооперация».'),
  rung('ties_collaboration', 4, 'Ties of the rung collaboration.', 'Связи ступени «коллаборация».'),
  step({ name: 'mean_trust', unit: 'trust', kind: 'index', better: 'higher', en: 'Mean trust of a tie.', ru: 'Среднее доверие связи.' }, 'mean', meanTrust),
  step({ name: 'mean_degree', unit: 'ties', kind: 'index', better: 'neither', en: 'Ties per organisation.', ru: 'Связей на организацию.' }, 'mean', (world) => meanDegree(world.network, world.organisations.columns.alive)),
  step({ name: 'cross_industry_ties', unit: 'share', kind: 'index', better: 'neither', en: 'Share of ties between industries.', ru: 'Доля межотраслевых связей.' }, 'mean', (world) => crossShare(world.network, world.organisations.columns.industry)),
  step({ name: 'cross_region_ties', unit: 'share', kind: 'index', better: 'neither', en: 'Share of ties between regions.', ru: 'Доля межрегиональных связей.' }, 'mean', (world) => crossShare(world.network, world.organisations.columns.region)),
  step({ name: 'cross_border_ties', unit: 'share', kind: 'index', better: 'neither', en: 'Share of ties between countries.', ru: 'Доля связей между странами.' }, 'mean', (world) => crossShareThrough(world.network, world.organisations.columns.region, world.regions.columns.country)),
  step({ name: 'cross_kind_ties', unit: 'share', kind: 'index', better: 'neither', en: 'Share of ties between firms, universities and governments.', ru: 'Доля связей между фирмами, университетами и властью.' }, 'mean', (world) => crossShare(world.network, world.organisations.columns.kind)),
  step({ name: 'meetings', unit: '1/quarter', kind: 'flow', better: 'neither', en: 'Meetings of possible partners per quarter.', ru: 'Встречи возможных партнёров за квартал.' }, 'mean', ({ counts }) => counts.meetings),
  step({ name: 'new_ties', unit: '1/quarter', kind: 'flow', better: 'neither', en: 'New ties per quarter.', ru: 'Новые связи за квартал.' }, 'mean', ({ counts }) => counts.newTies),
  step({ name: 'new_cross_border_ties', unit: '1/quarter', kind: 'flow', better: 'neither', en: 'New ties between countries per quarter.', ru: 'Новые связи между странами за квартал.' }, 'mean', ({ counts }) => counts.newCrossBorderTies),
  step({ name: 'new_cross_cluster_ties', unit: '1/quarter', kind: 'flow', better: 'neither', en: 'New ties between clusters per quarter.', ru: 'Новые связи между кластерами за квартал.' }, 'mean', ({ counts }) => counts.newCrossClusterTies),
  end({ name: 'giant_component', unit: 'share', kind: 'index', better: 'neither', en: 'Share of organisations in the largest component.', ru: 'Доля организаций в крупнейшей компоненте.' }, (world) => giantShare(components(world))),
  end({ name: 'clustering', unit: 'index', kind: 'index', better: 'neither', en: 'Mean local clustering.', ru: 'Средняя локальная кластеризация.', source: 'Watts & Strogatz 1998' }, (world) => localClustering(world.network, triangles(world))),
  end({ name: 'path_length', unit: 'ties', kind: 'index', better: 'neither', en: 'Mean shortest path in the largest component, from 64 sampled organisations.', ru: 'Средний кратчайший путь в крупнейшей компоненте, по выборке 64 организаций.', source: 'Watts & Strogatz 1998' }, pathLength),
  end({ name: 'modularity', unit: 'index', kind: 'index', better: 'neither', en: 'Modularity of the communities that Louvain finds.', ru: 'Модулярность сообществ, найденных методом Лувена.', source: 'Blondel et al. 2008' }, communities),
  end({ name: 'degree_gini', unit: 'index', kind: 'index', better: 'neither', en: 'Inequality of the number of ties.', ru: 'Неравенство числа связей.' }, (world) => degreeGini(world.network, world.organisations.columns.alive, new Int32Array(maxDegree(world.network) + 2))),
  end({ name: 'max_degree', unit: 'ties', kind: 'index', better: 'neither', en: 'Ties of the largest hub.', ru: 'Связей у крупнейшего узла.' }, (world) => maxDegree(world.network)),
  end({ name: 'isolated_share', unit: 'share', kind: 'index', better: 'lower', en: 'Share of organisations without a tie.', ru: 'Доля организаций без связей.' }, (world) => isolatedShare(world.network, world.organisations.columns.alive)),
  end({ name: 'assortativity', unit: 'correlation', kind: 'index', better: 'neither', en: 'Correlation of the number of ties of partners.', ru: 'Корреляция числа связей партнёров.', source: 'Newman 2002' }, (world) => degreeAssortativity(world.network)),
  end({ name: 'helix_triangles', unit: 'triangles', kind: 'count', better: 'higher', en: 'Closed triangles of a university, a firm and a government.', ru: 'Замкнутые треугольники университет–фирма–власть.' }, (world) => triangles(world).helix),
];
