/** Matrices taken at the end of a run: spillovers from sector to sector, from region to region, by channel and distance. */
import type { Matrix, ParameterValues } from '../../core/model.js';
import { channelGain, gainsByDistance } from './knowledge-ledger.js';
import { externalFlows } from './measures/spillover.js';
import { CHANNEL } from './schema.js';
import type { TrihelixWorld } from './world.js';

const numbered = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, n) => `${prefix}_${n + 1}`);
const sectors = (p: ParameterValues): string[] => [
  ...numbered('industry', (p.industries as number) + (p.new_industries as number)),
  'science',
  'government',
];
const regions = (p: ParameterValues): string[] => numbered('region', p.regions as number);
const channels = Object.keys(CHANNEL) as (keyof typeof CHANNEL)[];

export const matrices: readonly Matrix<TrihelixWorld>[] = [
  {
    name: 'spillover_by_industry',
    title: { en: 'Spillovers between industries', ru: 'Переливы между отраслями' },
    unit: 'mastery',
    text: {
      en: 'Spillovers from industry (rows) to industry (columns) over the measured time.',
      ru: 'Переливы из отрасли (строки) в отрасль (столбцы) за измеряемое время.',
    },
    rows: sectors,
    columns: sectors,
    fill: ({ ledger }, out) => externalFlows(ledger.total.bySector, ledger.sectors, CHANNEL.own, CHANNEL.project, out),
  },
  {
    name: 'spillover_by_region',
    title: { en: 'Spillovers between regions', ru: 'Переливы между регионами' },
    unit: 'mastery',
    text: {
      en: 'Spillovers from region (rows) to region (columns) over the measured time.',
      ru: 'Переливы из региона (строки) в регион (столбцы) за измеряемое время.',
    },
    rows: regions,
    columns: regions,
    fill: ({ ledger }, out) => out.set(ledger.total.byRegion),
  },
  {
    name: 'gains_by_channel',
    title: { en: 'Gains by channel', ru: 'Прирост по каналам' },
    unit: 'mastery',
    text: { en: 'Knowledge gains by channel over the measured time.', ru: 'Прирост знаний по каналам за измеряемое время.' },
    rows: () => channels,
    columns: () => ['gain'],
    fill({ ledger }, out) {
      for (const [n, channel] of channels.entries()) out[n] = channelGain(ledger.total, ledger.sectors, CHANNEL[channel]);
    },
  },
  {
    name: 'spillover_by_distance',
    title: { en: 'Spillovers by distance', ru: 'Переливы по расстоянию' },
    unit: 'mastery',
    text: { en: 'Spillovers by distance level over the measured time.', ru: 'Переливы по уровням расстояния за измеряемое время.' },
    rows: () => ['same_region', 'same_country', 'same_grouping', 'beyond'],
    columns: () => ['gain'],
    fill: ({ ledger, distance }, out) => out.set(gainsByDistance(ledger.total, distance)),
  },
];
