/** Spillovers, from the ledger of booked gains. Definitions: measures/spillover.ts. */
import { cascadeFigures } from '../cascades.js';
import { allGains, channelGain, gainsByDistance } from '../knowledge-ledger.js';
import {
  channelSums,
  crossFlowRatio,
  crossFlowShare,
  crossGroupShare,
  distanceDecay,
  externalFlows,
  externalSum,
  nonPartnerShare,
  spilloverShare,
} from '../measures/spillover.js';
import { CHANNEL } from '../schema.js';
import type { Words } from '../words.js';
import type { TrihelixWorld } from '../world.js';
import { metricGroup, oncePerStep, ratio } from './define.js';

const { step, end } = metricGroup('spillovers');

const channelShare = (channel: keyof typeof CHANNEL, title: Words, text: Words) =>
  end(`channel_${channel}`, title, text, { unit: 'share', kind: 'index', better: 'neither' }, ({ ledger }) =>
    ratio(channelGain(ledger.total, ledger.sectors, CHANNEL[channel]), allGains(ledger.total)),
  );

/** Gains of the step by channel. */
const gained = oncePerStep(({ ledger }) => channelSums(ledger.step.bySector, ledger.sectors));

/** Knowledge gained in the step from other organisations outside common projects. */
export const spilloversOf = (world: TrihelixWorld): number => externalSum(gained(world), CHANNEL.own, CHANNEL.project);

const flows = oncePerStep((world) => {
  const { ledger } = world;
  const out = new Float64Array(ledger.sectors * ledger.sectors);
  externalFlows(ledger.total.bySector, ledger.sectors, CHANNEL.own, CHANNEL.project, out);
  return out;
});

/** Possible pairs of living organisations by distance level: room for a flow must not be taken for a flow. */
export function pairsByLevel(world: TrihelixWorld): Float64Array {
  const pairs = new Float64Array(4);
  const size = (r: number): number => world.memberStart[r + 1] - world.memberStart[r];
  for (let r = 0; r < world.regionCount; r++) {
    for (let s = 0; s < world.regionCount; s++)
      pairs[world.distance[r * world.regionCount + s]] += r === s ? size(r) * (size(r) - 1) : size(r) * size(s);
  }
  return pairs;
}

const decay = oncePerStep((world) => {
  const pairs = pairsByLevel(world);
  const gains = gainsByDistance(world.ledger.total, world.distance);
  const intensity = gains.map((gain, level) => (pairs[level] > 0 ? gain / pairs[level] : 0));
  return distanceDecay([0, 1, 2, 3], [0, 0, 1, 1], intensity);
});

const cascades = oncePerStep(({ cascades: { step, parent, count }, steps, parameters }) =>
  cascadeFigures(step, parent, count, steps - 1, parameters.cascade_steps),
);

export const spilloverMetrics = [
  step(
    'spillover_share',
    ['Spillover share', 'Доля переливов'],
    [
      'Share of knowledge gains that come from other organisations outside common projects.',
      'Доля прироста знаний от других организаций вне общих проектов.',
    ],
    { unit: 'share', kind: 'index', better: 'higher', summary: 'mean' },
    (world) => spilloverShare(gained(world), CHANNEL.own, CHANNEL.project),
  ),
  step(
    'spillovers',
    ['Knowledge spillovers', 'Переливы знаний'],
    ['Knowledge gained from other organisations outside common projects.', 'Знания, полученные от других организаций вне общих проектов.'],
    { unit: 'mastery/quarter', kind: 'flow', better: 'higher', summary: 'mean' },
    spilloversOf,
  ),
  step(
    'transfer',
    ['Transfer in projects', 'Передача в проектах'],
    ['Knowledge passed between teammates inside common projects.', 'Знания, переданные внутри общих проектов.'],
    { unit: 'mastery/quarter', kind: 'flow', better: 'higher', summary: 'mean' },
    (world) => gained(world)[CHANNEL.project],
  ),
  step(
    'non_partner_share',
    ['Spillovers beyond partners', 'Переливы помимо партнёров'],
    ['Share of spillovers from organisations that are no partners.', 'Доля переливов от организаций, не являющихся партнёрами.'],
    { unit: 'share', kind: 'index', better: 'neither', summary: 'mean' },
    (world) => nonPartnerShare(world.ledger.step.nonPartner, gained(world), CHANNEL.own, CHANNEL.project),
  ),
  end(
    'cross_industry_share',
    ['Cross-industry spillover share', 'Доля межотраслевых переливов'],
    ['Share of spillovers between firms that cross industries.', 'Доля межотраслевых переливов между фирмами.'],
    { unit: 'share', kind: 'index', better: 'higher' },
    (world) => crossFlowShare(flows(world), world.ledger.sectors, world.industryCount),
  ),
  end(
    'cross_industry_ratio',
    ['Cross-industry against chance', 'Межотраслевые относительно случая'],
    [
      'The same, relative to random mixing of origins and destinations.',
      'То же относительно случайного смешения источников и получателей.',
    ],
    { unit: '-', kind: 'index', better: 'higher' },
    (world) => crossFlowRatio(flows(world), world.ledger.sectors, world.industryCount),
  ),
  end(
    'cross_region_share',
    ['Cross-region spillover share', 'Доля межрегиональных переливов'],
    ['Share of spillovers that cross regions.', 'Доля межрегиональных переливов.'],
    { unit: 'share', kind: 'index', better: 'neither' },
    ({ ledger }) => crossFlowShare(ledger.total.byRegion, ledger.regions),
  ),
  end(
    'cross_border_share',
    ['Cross-border spillover share', 'Доля международных переливов'],
    ['Share of spillovers that cross countries.', 'Доля переливов между странами.'],
    { unit: 'share', kind: 'index', better: 'neither' },
    (world) => crossGroupShare(world.ledger.total.byRegion, world.regions.columns.country, world.regionCount),
  ),
  end(
    'half_distance',
    ['Half distance of spillovers', 'Расстояние полуослабления переливов'],
    ['Distance levels over which the intensity of spillovers halves.', 'Число уровней расстояния, на котором переливы ослабевают вдвое.'],
    { unit: 'levels', kind: 'index', better: 'neither', source: 'Keller 2002' },
    (world) => decay(world).halfDistance,
  ),
  end(
    'border_discount',
    ['Border discount', 'Пограничный дисконт'],
    [
      'Factor that remains of spillovers across the border of a country, beside distance.',
      'Во сколько раз граница страны ослабляет переливы помимо расстояния.',
    ],
    { unit: 'factor', kind: 'index', better: 'neither', source: 'Jaffe, Trajtenberg & Henderson 1993' },
    (world) => decay(world).borderDiscount,
  ),
  channelShare(
    'own',
    ['Gains: own research', 'Прирост: свои исследования'],
    ['Share of gains from own research.', 'Доля прироста от собственных исследований.'],
  ),
  channelShare(
    'project',
    ['Gains: common projects', 'Прирост: общие проекты'],
    ['Share of gains inside common projects.', 'Доля прироста внутри общих проектов.'],
  ),
  channelShare('tie', ['Gains: ties', 'Прирост: связи'], ['Share of gains over ties.', 'Доля прироста по связям.']),
  channelShare(
    'local',
    ['Gains: own region', 'Прирост: свой регион'],
    ['Share of gains from the region beside the ties.', 'Доля прироста от региона помимо связей.'],
  ),
  channelShare(
    'public',
    ['Gains: publications', 'Прирост: публикации'],
    ['Share of gains from publications.', 'Доля прироста от публикаций.'],
  ),
  channelShare(
    'mobility',
    ['Gains: mobility of people', 'Прирост: переход людей'],
    ['Share of gains from people who change firms.', 'Доля прироста от перехода людей.'],
  ),
  channelShare(
    'analogy',
    ['Gains: analogies', 'Прирост: аналогии'],
    ['Share of gains from solutions taken over.', 'Доля прироста от перенятых решений.'],
  ),
  end(
    'cascade_size',
    ['Size of a cascade', 'Размер каскада знаний'],
    [
      'Others who begin a domain down the line from where a cascade begins, within its time.',
      'Сколько других начинают осваивать область вслед за началом каскада в отведённое время.',
    ],
    { unit: 'organisations', kind: 'index', better: 'higher', source: 'after Goldenberg, Libai & Muller 2001' },
    (world) => cascades(world).size,
  ),
  end(
    'reproduction_number',
    ['Reproduction number of knowledge', 'Число воспроизводства знаний'],
    [
      'Others who begin a domain taught directly by one of its holders, within its time.',
      'Сколько других начинают осваивать область, обучаясь прямо у её носителя, в отведённое время.',
    ],
    { unit: 'organisations', kind: 'index', better: 'higher', source: 'after Bettencourt et al. 2006' },
    (world) => cascades(world).reproduction,
  ),
];
