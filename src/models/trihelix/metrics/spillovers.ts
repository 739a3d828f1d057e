/** Spillovers, from the ledger of booked gains. Definitions: measures/spillover.ts. */
import { allGains, channelGain, spilloverGain } from '../knowledge-ledger.js';
import {
  crossFlowRatio,
  crossFlowShare,
  crossGroupShare,
  distanceDecay,
  externalFlows,
  nonPartnerShare,
  spilloverShare,
} from '../measures/spillover.js';
import { CHANNEL } from '../schema.js';
import type { TrihelixWorld } from '../world.js';
import { metricGroup, oncePerStep, ratio } from './define.js';

const { step, end } = metricGroup('spillovers');

const channelShare = (channel: keyof typeof CHANNEL, en: string, ru: string) =>
  end({ name: `channel_${channel}`, unit: 'share', kind: 'index', better: 'neither', en, ru }, ({ ledger }) =>
    ratio(channelGain(ledger.total, ledger.sectors, CHANNEL[channel]), allGains(ledger.total)),
  );

const flows = oncePerStep((world) => {
  const { ledger } = world;
  const out = new Float64Array(ledger.sectors * ledger.sectors);
  externalFlows(ledger.total.bySector, ledger.sectors, CHANNEL.own, CHANNEL.project, out);
  return out;
});

/** Possible pairs of living organisations by distance level: room for a flow must not be taken for a flow. */
function pairsByLevel(world: TrihelixWorld): Float64Array {
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
  const intensity = world.ledger.total.byDistance.map((gain, level) => (pairs[level] > 0 ? gain / pairs[level] : 0));
  return distanceDecay([0, 1, 2, 3], [0, 0, 1, 1], intensity);
});

export const spilloverMetrics = [
  step(
    {
      name: 'spillover_share',
      unit: 'share',
      kind: 'index',
      better: 'higher',
      en: 'Share of knowledge gains that come from other organisations outside common projects.',
      ru: 'Доля прироста знаний от других организаций вне общих проектов.',
    },
    'mean',
    ({ ledger }) => spilloverShare(ledger.step.bySector, ledger.sectors, CHANNEL.own, CHANNEL.project),
  ),
  step(
    {
      name: 'spillovers',
      unit: 'mastery/quarter',
      kind: 'flow',
      better: 'higher',
      en: 'Knowledge gained from other organisations outside common projects.',
      ru: 'Знания, полученные от других организаций вне общих проектов.',
    },
    'mean',
    ({ ledger }) => spilloverGain(ledger.step, ledger.sectors),
  ),
  step(
    {
      name: 'transfer',
      unit: 'mastery/quarter',
      kind: 'flow',
      better: 'higher',
      en: 'Knowledge passed between teammates inside common projects.',
      ru: 'Знания, переданные внутри общих проектов.',
    },
    'mean',
    ({ ledger }) => channelGain(ledger.step, ledger.sectors, CHANNEL.project),
  ),
  step(
    {
      name: 'non_partner_share',
      unit: 'share',
      kind: 'index',
      better: 'neither',
      en: 'Share of spillovers from organisations that are no partners.',
      ru: 'Доля переливов от организаций, не являющихся партнёрами.',
    },
    'mean',
    ({ ledger }) => nonPartnerShare(ledger.step.nonPartner, ledger.step.bySector, ledger.sectors, CHANNEL.own, CHANNEL.project),
  ),
  end(
    {
      name: 'cross_industry_share',
      unit: 'share',
      kind: 'index',
      better: 'higher',
      en: 'Share of spillovers between firms that cross industries.',
      ru: 'Доля межотраслевых переливов между фирмами.',
    },
    (world) => crossFlowShare(flows(world), world.ledger.sectors, world.industryCount),
  ),
  end(
    {
      name: 'cross_industry_ratio',
      unit: '-',
      kind: 'index',
      better: 'higher',
      en: 'The same, relative to random mixing of origins and destinations.',
      ru: 'То же относительно случайного смешения источников и получателей.',
    },
    (world) => crossFlowRatio(flows(world), world.ledger.sectors, world.industryCount),
  ),
  end(
    {
      name: 'cross_region_share',
      unit: 'share',
      kind: 'index',
      better: 'neither',
      en: 'Share of spillovers that cross regions.',
      ru: 'Доля межрегиональных переливов.',
    },
    ({ ledger }) => crossFlowShare(ledger.total.byRegion, ledger.regions),
  ),
  end(
    {
      name: 'cross_border_share',
      unit: 'share',
      kind: 'index',
      better: 'neither',
      en: 'Share of spillovers that cross countries.',
      ru: 'Доля переливов между странами.',
    },
    (world) => crossGroupShare(world.ledger.total.byRegion, world.regions.columns.country, world.regionCount),
  ),
  end(
    {
      name: 'half_distance',
      unit: 'levels',
      kind: 'index',
      better: 'neither',
      en: 'Distance levels over which the intensity of spillovers halves.',
      ru: 'Число уровней расстояния, на котором переливы ослабевают вдвое.',
      source: 'Keller 2002',
    },
    (world) => decay(world).halfDistance,
  ),
  channelShare('own', 'Share of gains from own research.', 'Доля прироста от собственных исследований.'),
  channelShare('project', 'Share of gains inside common projects.', 'Доля прироста внутри общих проектов.'),
  channelShare('tie', 'Share of gains over ties.', 'Доля прироста по связям.'),
  channelShare('local', 'Share of gains from the region beside the ties.', 'Доля прироста от региона помимо связей.'),
  channelShare('public', 'Share of gains from publications.', 'Доля прироста от публикаций.'),
  channelShare('mobility', 'Share of gains from people who change firms.', 'Доля прироста от перехода людей.'),
  channelShare('analogy', 'Share of gains from solutions taken over.', 'Доля прироста от перенятых решений.'),
];
