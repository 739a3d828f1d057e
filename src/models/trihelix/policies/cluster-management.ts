/**
 * Cluster management: pays brokers who look after the ties of a cluster's members, speed up trust and warn of unsuited
 * partners. Funds the process. Writes the levers brokers and brokersFrom.
 */
import type { Policy } from '../../../core/model.js';
import { realParameter } from '../../../core/parameter.js';
import { fillPurse, payServices } from '../programmes.js';
import type { TrihelixWorld } from '../world.js';
import { numberOf } from './instruments.js';
import { budget, countWhere, reaches, target } from './target.js';

const K = numberOf('cluster_management');

export const clusterManagement: Policy<TrihelixWorld> = {
  name: 'cluster_management',
  title: { en: 'Cluster management', ru: 'Управление кластером' },
  text: { en: 'Brokers who look after the ties of cluster members.', ru: 'Посредники, которые ведут связи участников кластера.' },
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
    ...target,
    target_kind: { ...target.target_kind, default: 'all' },
  },
  apply(world, values) {
    const purse = fillPurse(world, K, values.budget as number);
    const reached = countWhere(world, (i) => reaches(world, values, i));
    if (reached === 0 || purse === 0) return;
    const unit = (values.broker_cost as number) * 100;
    const needed = (reached / (values.broker_reach as number)) * unit;
    const paid = Math.min(purse, Math.floor(needed));
    const { brokers, brokersFrom } = world.levers.columns;
    for (let i = 0; i < world.rows; i++) {
      if (!reaches(world, values, i)) continue;
      brokers[i] = paid / needed;
      brokersFrom[i] = K;
    }
    payServices(world, K, Math.floor(paid));
  },
};
