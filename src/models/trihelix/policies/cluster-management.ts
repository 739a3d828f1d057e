/**
 * Cluster management: pays brokers who look after the ties of a cluster's members, speed up trust and warn of unsuited
 * partners; by weight it takes on further tasks (cluster-tasks.ts). Funds the process. Writes the levers brokers and
 * brokersBehind, and those of its tasks.
 */
import type { Policy } from '../../../core/model.js';
import { realParameter } from '../../../core/parameter.js';
import { fillPurse } from '../programmes.js';
import type { TrihelixWorld } from '../world.js';
import { doTasks, TASKS, taskParameters } from './cluster-tasks.js';
import { numberOf } from './instruments.js';
import { buyService, partOf } from './services.js';
import { budget, reachOf, target } from './target.js';

const K = numberOf('cluster_management');

export const clusterManagement: Policy<TrihelixWorld> = {
  name: 'cluster_management',
  title: { en: 'Cluster management', ru: 'Управление кластером' },
  text: {
    en: 'Brokers who look after the ties of cluster members, and further tasks for them.',
    ru: 'Посредники, которые ведут связи участников кластера, и другие задачи для них.',
  },
  parameters: {
    budget,
    broker_cost: realParameter(20000, [1, 1e7], 'EUR/quarter', 'Cost of a broker.', 'Стоимость посредника.'),
    broker_reach: realParameter(
      25,
      [1, 1000],
      'organisations',
      'Organisations that one broker can look after.',
      'Сколько организаций может вести один посредник.',
    ),
    ...taskParameters,
    ...target,
    target_kind: { ...target.target_kind, default: 'all' },
  },
  apply(world, values) {
    const purse = fillPurse(world, K, values.budget as number);
    const { brokers: lever, brokersBehind: behind } = world.levers.columns;
    const reach = reachOf(world, values);
    const part = (task: string): number => partOf(purse, values, TASKS, task);
    const unit = (values.broker_cost as number) * 100;
    const cost = (members: number): number => (members / (values.broker_reach as number)) * unit;
    buyService(world, K, part('brokers'), { lever, behind }, cost, reach.all);
    doTasks(world, K, values, part, reach);
  },
};
