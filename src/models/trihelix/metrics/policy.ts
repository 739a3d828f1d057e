/** Policy: what was spent, what was left, and what came out per euro. */
import { spilloverGain } from '../knowledge-ledger.js';
import type { TrihelixWorld } from '../world.js';
import { metricGroup, ratio } from './define.js';

const { step } = metricGroup('policy');

function sum(column: Float64Array): number {
  let total = 0;
  for (let k = 0; k < column.length; k++) total += column[k];
  return total;
}

const MILLION = 1e8;
const spending = (world: TrihelixWorld): number => sum(world.programmes.spent) / MILLION;

export const policyMetrics = [
  step(
    {
      name: 'policy_spending',
      unit: 'EUR million',
      kind: 'flow',
      better: 'neither',
      en: 'Public money that instruments paid out over the measured time, diverted money included.',
      ru: 'Деньги, выплаченные инструментами за измеряемое время, включая ушедшие не по назначению.',
    },
    'sum',
    spending,
  ),
  step(
    {
      name: 'policy_unspent',
      unit: 'EUR million',
      kind: 'stock',
      better: 'neither',
      en: 'Public money that waits in the purses.',
      ru: 'Деньги, ожидающие в кошельках инструментов.',
    },
    'last',
    (world) => sum(world.programmes.purse) / MILLION,
  ),
  step(
    {
      name: 'diverted',
      unit: 'EUR million',
      kind: 'flow',
      better: 'lower',
      en: 'Public money that never reached its purpose.',
      ru: 'Деньги, не дошедшие до цели.',
    },
    'sum',
    (world) => world.programmes.diverted / MILLION,
  ),
  step(
    {
      name: 'granted_projects',
      unit: 'share',
      kind: 'index',
      better: 'neither',
      en: 'Share of projects started with public money.',
      ru: 'Доля проектов, начатых с государственными деньгами.',
    },
    'mean',
    ({ counts }) => ratio(counts.grantedProjects, counts.projectsStarted),
  ),
  step(
    {
      name: 'innovations_per_million',
      unit: '1/EUR million',
      kind: 'index',
      better: 'higher',
      en: 'Innovations per million of policy spending of the quarter.',
      ru: 'Инновации на миллион расходов квартала.',
    },
    'mean',
    (world) => ratio(world.counts.innovations, spending(world)),
  ),
  step(
    {
      name: 'spillovers_per_million',
      unit: 'mastery/EUR million',
      kind: 'index',
      better: 'higher',
      en: 'Spillovers per million of policy spending of the quarter.',
      ru: 'Переливы на миллион расходов квартала.',
    },
    'mean',
    (world) => ratio(spilloverGain(world.ledger.step, world.ledger.sectors), spending(world)),
  ),
];
