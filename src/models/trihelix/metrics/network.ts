/** Ties: how many, on which rung of the ladder, across what, and how the whole hangs together. Kernels: measures/. */
import { countTriangles, createTriangles, localClustering } from '../measures/clustering.js';
import { modularity } from '../measures/modularity.js';
import { degreeAssortativity, degreeGini, isolatedShare, maxDegree } from '../measures/network.js';
import { createComponents, createFrontier, findComponents, giantShare, meanPathLength, sampleSources } from '../measures/paths.js';
import type { TrihelixWorld } from '../world.js';
import { metricGroup, oncePerStep, ratio } from './define.js';

const { step, end } = metricGroup('network');
/** Sources of the shortest paths: two words of bits. */
const PATH_SOURCES = 64;
const PATH_STEP = 4;
const COMMUNITY_STEP = 5;

/** One pass over all ties for everything that is counted of them in every step. */
interface TieSurvey {
  readonly rungs: Float64Array;
  trust: number;
  industry: number;
  region: number;
  country: number;
  kind: number;
}

const survey = oncePerStep((world): TieSurvey => {
  const found: TieSurvey = { rungs: new Float64Array(5), trust: 0, industry: 0, region: 0, country: 0, kind: 0 };
  const { network, ladder } = world;
  const { trust } = world.ties.columns;
  const { industry, region, kind } = world.organisations.columns;
  const { country } = world.regions.columns;
  for (let e = 0; e < network.rows; e++) {
    if (network.alive[e] === 0) continue;
    const i = network.endA[e];
    const j = network.endB[e];
    const t = trust[e];
    found.trust += t;
    found.rungs[Number(t >= ladder[0]) + Number(t >= ladder[1]) + Number(t >= ladder[2]) + Number(t >= ladder[3])] += 1;
    found.industry += Number(industry[i] !== industry[j]);
    found.region += Number(region[i] !== region[j]);
    found.country += Number(country[region[i]] !== country[region[j]]);
    found.kind += Number(kind[i] !== kind[j]);
  }
  return found;
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

const rung = (name: string, r: number, en: string, ru: string) =>
  step(
    { name, unit: 'ties', kind: 'stock', better: r >= 3 ? 'higher' : 'neither', en, ru, source: 'Camarinha-Matos & Afsarmanesh 2008' },
    'mean',
    (world) => survey(world).rungs[r] as number,
  );

export const networkMetrics = [
  step(
    { name: 'ties', unit: 'ties', kind: 'stock', better: 'neither', en: 'Collaboration ties.', ru: 'Связи сотрудничества.' },
    'mean',
    ({ network }) => network.count,
  ),
  rung('ties_networking', 1, 'Ties of the rung networking.', 'Связи ступени «общение».'),
  rung('ties_coordination', 2, 'Ties of the rung coordination.', 'Связи ступени «координация».'),
  rung('ties_cooperation', 3, 'Ties of the rung cooperation.', 'Связи ступени «кооперация».'),
  rung('ties_collaboration', 4, 'Ties of the rung collaboration.', 'Связи ступени «коллаборация».'),
  step(
    { name: 'mean_trust', unit: 'trust', kind: 'index', better: 'higher', en: 'Mean trust of a tie.', ru: 'Среднее доверие связи.' },
    'mean',
    (world) => ratio(survey(world).trust, world.network.count),
  ),
  step(
    { name: 'mean_degree', unit: 'ties', kind: 'index', better: 'neither', en: 'Ties per organisation.', ru: 'Связей на организацию.' },
    'mean',
    (world) => ratio(2 * world.network.count, world.memberStart[world.regionCount]),
  ),
  step(
    {
      name: 'cross_industry_ties',
      unit: 'share',
      kind: 'index',
      better: 'neither',
      en: 'Share of ties between industries.',
      ru: 'Доля межотраслевых связей.',
    },
    'mean',
    (world) => ratio(survey(world).industry, world.network.count),
  ),
  step(
    {
      name: 'cross_region_ties',
      unit: 'share',
      kind: 'index',
      better: 'neither',
      en: 'Share of ties between regions.',
      ru: 'Доля межрегиональных связей.',
    },
    'mean',
    (world) => ratio(survey(world).region, world.network.count),
  ),
  step(
    {
      name: 'cross_border_ties',
      unit: 'share',
      kind: 'index',
      better: 'neither',
      en: 'Share of ties between countries.',
      ru: 'Доля связей между странами.',
    },
    'mean',
    (world) => ratio(survey(world).country, world.network.count),
  ),
  step(
    {
      name: 'cross_kind_ties',
      unit: 'share',
      kind: 'index',
      better: 'neither',
      en: 'Share of ties between firms, universities and governments.',
      ru: 'Доля связей между фирмами, университетами и властью.',
    },
    'mean',
    (world) => ratio(survey(world).kind, world.network.count),
  ),
  step(
    {
      name: 'meetings',
      unit: '1/quarter',
      kind: 'flow',
      better: 'neither',
      en: 'Meetings of possible partners per quarter.',
      ru: 'Встречи возможных партнёров за квартал.',
    },
    'mean',
    ({ counts }) => counts.meetings,
  ),
  step(
    { name: 'new_ties', unit: '1/quarter', kind: 'flow', better: 'neither', en: 'New ties per quarter.', ru: 'Новые связи за квартал.' },
    'mean',
    ({ counts }) => counts.newTies,
  ),
  step(
    {
      name: 'new_cross_border_ties',
      unit: '1/quarter',
      kind: 'flow',
      better: 'neither',
      en: 'New ties between countries per quarter.',
      ru: 'Новые связи между странами за квартал.',
    },
    'mean',
    ({ counts }) => counts.newCrossBorderTies,
  ),
  step(
    {
      name: 'new_cross_cluster_ties',
      unit: '1/quarter',
      kind: 'flow',
      better: 'neither',
      en: 'New ties between clusters per quarter.',
      ru: 'Новые связи между кластерами за квартал.',
    },
    'mean',
    ({ counts }) => counts.newCrossClusterTies,
  ),
  end(
    {
      name: 'giant_component',
      unit: 'share',
      kind: 'index',
      better: 'neither',
      en: 'Share of organisations in the largest component.',
      ru: 'Доля организаций в крупнейшей компоненте.',
    },
    (world) => giantShare(components(world)),
  ),
  end(
    {
      name: 'clustering',
      unit: 'index',
      kind: 'index',
      better: 'neither',
      en: 'Mean local clustering.',
      ru: 'Средняя локальная кластеризация.',
      source: 'Watts & Strogatz 1998',
    },
    (world) => localClustering(world.network, triangles(world)),
  ),
  end(
    {
      name: 'path_length',
      unit: 'ties',
      kind: 'index',
      better: 'neither',
      en: 'Mean shortest path in the largest component, from 64 sampled organisations.',
      ru: 'Средний кратчайший путь в крупнейшей компоненте, по выборке 64 организаций.',
      source: 'Watts & Strogatz 1998',
    },
    pathLength,
  ),
  end(
    {
      name: 'modularity',
      unit: 'index',
      kind: 'index',
      better: 'neither',
      en: 'Modularity of the communities that Louvain finds.',
      ru: 'Модулярность сообществ, найденных методом Лувена.',
      source: 'Blondel et al. 2008',
    },
    communities,
  ),
  end(
    {
      name: 'degree_gini',
      unit: 'index',
      kind: 'index',
      better: 'neither',
      en: 'Inequality of the number of ties.',
      ru: 'Неравенство числа связей.',
    },
    (world) => degreeGini(world.network, world.organisations.columns.alive, new Int32Array(maxDegree(world.network) + 2)),
  ),
  end(
    {
      name: 'max_degree',
      unit: 'ties',
      kind: 'index',
      better: 'neither',
      en: 'Ties of the largest hub.',
      ru: 'Связей у крупнейшего узла.',
    },
    (world) => maxDegree(world.network),
  ),
  end(
    {
      name: 'isolated_share',
      unit: 'share',
      kind: 'index',
      better: 'lower',
      en: 'Share of organisations without a tie.',
      ru: 'Доля организаций без связей.',
    },
    (world) => isolatedShare(world.network, world.organisations.columns.alive),
  ),
  end(
    {
      name: 'assortativity',
      unit: 'correlation',
      kind: 'index',
      better: 'neither',
      en: 'Correlation of the number of ties of partners.',
      ru: 'Корреляция числа связей партнёров.',
      source: 'Newman 2002',
    },
    (world) => degreeAssortativity(world.network),
  ),
  end(
    {
      name: 'helix_triangles',
      unit: 'triangles',
      kind: 'count',
      better: 'higher',
      en: 'Closed triangles of a university, a firm and a government.',
      ru: 'Замкнутые треугольники университет–фирма–власть.',
    },
    (world) => triangles(world).helix,
  ),
];
