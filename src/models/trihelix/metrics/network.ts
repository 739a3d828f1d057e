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
  /** Ties by rung, 0 below the first. */
  readonly rungs: readonly number[];
  readonly trust: number;
  readonly industry: number;
  readonly region: number;
  readonly country: number;
  readonly kind: number;
}

/** Industry, region, country and kind of each organisation, a byte each, so that one comparison of two words tells all. */
function packPlaces(world: TrihelixWorld): Int32Array {
  const { industry, region, kind } = world.organisations.columns;
  const { country } = world.regions.columns;
  const places = world.scratch.rows;
  for (let i = 0; i < world.rows; i++) places[i] = industry[i] | (region[i] << 8) | (country[region[i]] << 16) | (kind[i] << 24);
  return places;
}

const survey = oncePerStep((world): TieSurvey => {
  const { network, ladder } = world;
  const { alive, endA, endB, rows } = network;
  const { trust } = world.ties.columns;
  const places = packPlaces(world);
  const [first, second, third, fourth] = ladder;
  // How many reach each rung: sums of truth values instead of branches, which the processor could not guess; | 0 keeps them integers.
  let reachFirst = 0;
  let reachSecond = 0;
  let reachThird = 0;
  let reachFourth = 0;
  let sum = 0;
  let industries = 0;
  let regions = 0;
  let countries = 0;
  let kinds = 0;
  for (let e = 0; e < rows; e++) {
    if (alive[e] === 0) continue;
    const apart = places[endA[e]] ^ places[endB[e]];
    const t = trust[e];
    sum += t;
    reachFirst = (reachFirst + Number(t >= first)) | 0;
    reachSecond = (reachSecond + Number(t >= second)) | 0;
    reachThird = (reachThird + Number(t >= third)) | 0;
    reachFourth = (reachFourth + Number(t >= fourth)) | 0;
    industries = (industries + Number((apart & 0xff) !== 0)) | 0;
    regions = (regions + Number((apart & 0xff00) !== 0)) | 0;
    countries = (countries + Number((apart & 0xff0000) !== 0)) | 0;
    kinds = (kinds + Number((apart & 0xff000000) !== 0)) | 0;
  }
  const rungs = [network.count - reachFirst, reachFirst - reachSecond, reachSecond - reachThird, reachThird - reachFourth, reachFourth];
  return { rungs, trust: sum, industry: industries, region: regions, country: countries, kind: kinds };
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

const rung = (r: number, name: string, en: string, ru: string) =>
  step(
    `ties_${name}`,
    [`${en} ties`, `Связи: ${ru}`],
    [`Ties of the rung ${name}.`, `Связи ступени «${ru}».`],
    { unit: 'ties', kind: 'stock', better: r >= 3 ? 'higher' : 'neither', summary: 'mean', source: 'Camarinha-Matos & Afsarmanesh 2008' },
    (world) => survey(world).rungs[r] as number,
  );

export const networkMetrics = [
  step(
    'ties',
    ['All ties', 'Все связи'],
    ['Ties of every rung, weak ones included.', 'Связи всех ступеней, со слабыми.'],
    { unit: 'ties', kind: 'stock', better: 'neither', summary: 'mean' },
    ({ network }) => network.count,
  ),
  rung(1, 'networking', 'Networking', 'общение'),
  rung(2, 'coordination', 'Coordination', 'координация'),
  rung(3, 'cooperation', 'Cooperation', 'кооперация'),
  rung(4, 'collaboration', 'Collaboration', 'коллаборация'),
  step(
    'mean_trust',
    ['Mean trust', 'Среднее доверие'],
    ['Mean trust of a tie.', 'Среднее доверие связи.'],
    { unit: 'trust', kind: 'index', better: 'higher', summary: 'mean' },
    (world) => ratio(survey(world).trust, world.network.count),
  ),
  step(
    'mean_degree',
    ['Ties per organisation', 'Связей на организацию'],
    ['Ties per organisation.', 'Связей на организацию.'],
    { unit: 'ties', kind: 'index', better: 'neither', summary: 'mean' },
    (world) => ratio(2 * world.network.count, world.memberStart[world.regionCount]),
  ),
  step(
    'cross_industry_ties',
    ['Cross-industry ties', 'Межотраслевые связи'],
    ['Share of ties between industries.', 'Доля межотраслевых связей.'],
    { unit: 'share', kind: 'index', better: 'neither', summary: 'mean' },
    (world) => ratio(survey(world).industry, world.network.count),
  ),
  step(
    'cross_region_ties',
    ['Cross-region ties', 'Межрегиональные связи'],
    ['Share of ties between regions.', 'Доля межрегиональных связей.'],
    { unit: 'share', kind: 'index', better: 'neither', summary: 'mean' },
    (world) => ratio(survey(world).region, world.network.count),
  ),
  step(
    'cross_border_ties',
    ['Cross-border ties', 'Международные связи'],
    ['Share of ties between countries.', 'Доля связей между странами.'],
    { unit: 'share', kind: 'index', better: 'neither', summary: 'mean' },
    (world) => ratio(survey(world).country, world.network.count),
  ),
  step(
    'cross_kind_ties',
    ['Ties between kinds', 'Связи между видами'],
    ['Share of ties between firms, universities and governments.', 'Доля связей между фирмами, университетами и властью.'],
    { unit: 'share', kind: 'index', better: 'neither', summary: 'mean' },
    (world) => ratio(survey(world).kind, world.network.count),
  ),
  step(
    'meetings',
    ['Partner meetings', 'Встречи партнёров'],
    ['Meetings of possible partners per quarter.', 'Встречи возможных партнёров за квартал.'],
    { unit: '1/quarter', kind: 'flow', better: 'neither', summary: 'mean' },
    ({ counts }) => counts.meetings,
  ),
  step(
    'new_ties',
    ['New ties', 'Новые связи'],
    ['New ties per quarter.', 'Новые связи за квартал.'],
    { unit: '1/quarter', kind: 'flow', better: 'neither', summary: 'mean' },
    ({ counts }) => counts.newTies,
  ),
  step(
    'new_cross_border_ties',
    ['New cross-border ties', 'Новые международные связи'],
    ['New ties between countries per quarter.', 'Новые связи между странами за квартал.'],
    { unit: '1/quarter', kind: 'flow', better: 'neither', summary: 'mean' },
    ({ counts }) => counts.newCrossBorderTies,
  ),
  step(
    'new_cross_cluster_ties',
    ['New cross-cluster ties', 'Новые межкластерные связи'],
    ['New ties between clusters per quarter.', 'Новые связи между кластерами за квартал.'],
    { unit: '1/quarter', kind: 'flow', better: 'neither', summary: 'mean' },
    ({ counts }) => counts.newCrossClusterTies,
  ),
  end(
    'giant_component',
    ['Largest component', 'Крупнейшая компонента'],
    ['Share of organisations in the largest component.', 'Доля организаций в крупнейшей компоненте.'],
    { unit: 'share', kind: 'index', better: 'neither' },
    (world) => giantShare(components(world)),
  ),
  end(
    'clustering',
    ['Local clustering', 'Локальная кластеризация'],
    ['Mean local clustering.', 'Средняя локальная кластеризация.'],
    { unit: 'index', kind: 'index', better: 'neither', source: 'Watts & Strogatz 1998' },
    (world) => localClustering(world.network, triangles(world)),
  ),
  end(
    'path_length',
    ['Mean path length', 'Средняя длина пути'],
    [
      'Mean shortest path in the largest component, from 64 sampled organisations.',
      'Средний кратчайший путь в крупнейшей компоненте, по выборке 64 организаций.',
    ],
    { unit: 'ties', kind: 'index', better: 'neither', source: 'Watts & Strogatz 1998' },
    pathLength,
  ),
  end(
    'modularity',
    ['Modularity of communities', 'Модулярность сообществ'],
    ['Modularity of the communities that Louvain finds.', 'Модулярность сообществ, найденных методом Лувена.'],
    { unit: 'index', kind: 'index', better: 'neither', source: 'Blondel et al. 2008' },
    communities,
  ),
  end(
    'degree_gini',
    ['Inequality of ties', 'Неравенство связей'],
    ['Inequality of the number of ties.', 'Неравенство числа связей.'],
    { unit: 'index', kind: 'index', better: 'neither' },
    (world) => degreeGini(world.network, world.organisations.columns.alive, new Int32Array(maxDegree(world.network) + 2)),
  ),
  end(
    'max_degree',
    ['Largest hub', 'Крупнейший узел'],
    ['Ties of the largest hub.', 'Связей у крупнейшего узла.'],
    { unit: 'ties', kind: 'index', better: 'neither' },
    (world) => maxDegree(world.network),
  ),
  end(
    'isolated_share',
    ['Isolated organisations', 'Изолированные организации'],
    ['Share of organisations without a tie.', 'Доля организаций без связей.'],
    { unit: 'share', kind: 'index', better: 'lower' },
    (world) => isolatedShare(world.network, world.organisations.columns.alive),
  ),
  end(
    'assortativity',
    ['Assortativity of ties', 'Ассортативность связей'],
    ['Correlation of the number of ties of partners.', 'Корреляция числа связей партнёров.'],
    { unit: 'correlation', kind: 'index', better: 'neither', source: 'Newman 2002' },
    (world) => degreeAssortativity(world.network),
  ),
  end(
    'helix_triangles',
    ['Helix triangles', 'Треугольники спирали'],
    ['Closed triangles of a university, a firm and a government.', 'Замкнутые треугольники университет–фирма–власть.'],
    { unit: 'triangles', kind: 'count', better: 'higher' },
    (world) => triangles(world).helix,
  ),
];
