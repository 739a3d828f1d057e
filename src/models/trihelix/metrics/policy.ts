/** Policy: what was spent, what was left, and what came out per euro. */
import type { TrihelixWorld } from '../world.js';
import { metricGroup, ratio } from './define.js';
import { spilloversOf } from './spillovers.js';

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
    'policy_spending',
    ['Policy spending', 'Расходы политики'],
    [
      'Public money that instruments paid out over the measured time, diverted money included.',
      'Деньги, выплаченные инструментами за измеряемое время, включая ушедшие не по назначению.',
    ],
    { unit: 'EUR million', kind: 'flow', better: 'neither', summary: 'sum' },
    spending,
  ),
  step(
    'policy_unspent',
    ['Unspent policy money', 'Неизрасходованные деньги политики'],
    ['Public money that waits in the purses.', 'Деньги, ожидающие в кошельках инструментов.'],
    { unit: 'EUR million', kind: 'stock', better: 'neither', summary: 'last' },
    (world) => sum(world.programmes.purse) / MILLION,
  ),
  step(
    'diverted',
    ['Diverted money', 'Деньги не по назначению'],
    ['Public money that never reached its purpose.', 'Деньги, не дошедшие до цели.'],
    { unit: 'EUR million', kind: 'flow', better: 'lower', summary: 'sum' },
    (world) => world.programmes.diverted / MILLION,
  ),
  step(
    'granted_projects',
    ['Granted projects', 'Проекты с грантом'],
    ['Share of projects started with public money.', 'Доля проектов, начатых с государственными деньгами.'],
    { unit: 'share', kind: 'index', better: 'neither', summary: 'mean' },
    ({ counts }) => ratio(counts.grantedProjects, counts.projectsStarted),
  ),
  step(
    'innovations_per_million',
    ['Innovations per million', 'Инновации на миллион'],
    ['Innovations per million of policy spending of the quarter.', 'Инновации на миллион расходов квартала.'],
    { unit: '1/EUR million', kind: 'index', better: 'higher', summary: 'mean' },
    (world) => ratio(world.counts.innovations, spending(world)),
  ),
  step(
    'spillovers_per_million',
    ['Spillovers per million', 'Переливы на миллион'],
    ['Spillovers per million of policy spending of the quarter.', 'Переливы на миллион расходов квартала.'],
    { unit: 'mastery/EUR million', kind: 'index', better: 'higher', summary: 'mean' },
    (world) => ratio(spilloversOf(world), spending(world)),
  ),
];
