/**
 * Cooperation platform: pays places on a platform that makes competence searchable beyond region and industry, so that
 * members find the partner who complements them best. Funds the process. Writes the levers platform, searchRate and
 * platformBehind.
 */
import type { Policy } from '../../../core/model.js';
import { realParameter } from '../../../core/parameter.js';
import { fillPurse } from '../programmes.js';
import type { TrihelixWorld } from '../world.js';
import { numberOf } from './instruments.js';
import { buyService, priced } from './services.js';
import { budget, reaches, target } from './target.js';

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
    const { platform, platformBehind: behind, searchRate } = world.levers.columns;
    const wants = (i: number): boolean => reaches(world, values, i);
    buyService(world, K, purse, { lever: platform, behind }, priced(values.place_cost as number), wants);
    for (let i = 0; i < world.rows; i++) if (platform[i] > 0) searchRate[i] = values.search_rate as number;
  },
};
