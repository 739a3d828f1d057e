/**
 * Cooperation platform: pays places on a platform that makes competence searchable beyond region and industry, so that
 * members find the partner who complements them best. Funds the process. Writes the levers platform, searchRate and
 * platformFrom.
 */
import type { Policy } from '../../../core/model.js';
import { realParameter } from '../../../core/parameter.js';
import { fillPurse, payServices } from '../programmes.js';
import type { TrihelixWorld } from '../world.js';
import { numberOf } from './instruments.js';
import { budget, countWhere, reaches, target } from './target.js';

const K = numberOf('cooperation_platform');

export const cooperationPlatform: Policy<TrihelixWorld> = {
  name: 'cooperation_platform',
  title: { en: 'Cooperation platform', ru: 'Платформа кооперации' },
  text: { en: 'Platform on which members search for competence.', ru: 'Платформа поиска компетенций.' },
  parameters: {
    budget,
    place_cost: realParameter(500, [1, 1e6], 'EUR/quarter', 'Cost of a place on the platform.', 'Стоимость места на платформе.'),
    search_rate: realParameter(0.1, [0, 1], '1/quarter', 'Searches of a full member.', 'Поисков полного участника за квартал.'),
    ...target,
    target_kind: { ...target.target_kind, default: 'all' },
  },
  apply(world, values) {
    const purse = fillPurse(world, K, values.budget as number);
    const reached = countWhere(world, (i) => reaches(world, values, i));
    if (reached === 0 || purse === 0) return;
    const needed = Math.floor((values.place_cost as number) * 100) * reached;
    const paid = Math.min(purse, needed);
    const { platform, platformFrom, searchRate } = world.levers.columns;
    for (let i = 0; i < world.rows; i++) {
      if (!reaches(world, values, i)) continue;
      platform[i] = paid / needed;
      searchRate[i] = values.search_rate as number;
      platformFrom[i] = K;
    }
    payServices(world, K, paid);
  },
};
