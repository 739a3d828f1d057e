/**
 * Cooperation platform: three search instruments, each switched on by its weight. Search: members find the partner who
 * complements them best. Catalogue: their competence is seen by all who are listed. Dissemination: what they publish
 * reaches members elsewhere. Funds the process. Writes the levers platform, searchRate, catalogue, dissemination and who
 * pays for them.
 */
import type { Policy } from '../../../core/model.js';
import { realParameter } from '../../../core/parameter.js';
import { fillPurse } from '../programmes.js';
import type { TrihelixWorld } from '../world.js';
import { numberOf } from './instruments.js';
import { buyService, partOf, priced, weight } from './services.js';
import { budget, reachOf, target } from './target.js';

const K = numberOf('cooperation_platform');
const PARTS = ['search', 'catalogue', 'dissemination'] as const;

export const cooperationPlatform: Policy<TrihelixWorld> = {
  name: 'cooperation_platform',
  title: { en: 'Cooperation platform', ru: 'Платформа кооперации' },
  text: {
    en: 'Platform on which members search for competence, are seen and read each other.',
    ru: 'Платформа, где участники ищут компетенции, видны другим и читают друг друга.',
  },
  parameters: {
    budget,
    search: weight(1, 'search for missing competence.', 'поиск недостающих компетенций.'),
    catalogue: weight(0, 'catalogue of competence.', 'каталог компетенций.'),
    dissemination: weight(0, 'dissemination of published results.', 'распространение опубликованных результатов.'),
    place_cost: realParameter(
      500,
      [1, 1e6],
      'EUR/quarter',
      'Cost of a place on the platform: search.',
      'Стоимость места на платформе: поиск.',
    ),
    catalogue_cost: realParameter(200, [1, 1e6], 'EUR/quarter', 'Cost of an entry in the catalogue.', 'Стоимость записи в каталоге.'),
    dissemination_cost: realParameter(
      300,
      [1, 1e6],
      'EUR/quarter',
      'Cost of spreading the results of a member and of its access to those of others.',
      'Стоимость распространения результатов участника и его доступа к чужим.',
    ),
    search_rate: realParameter(0.1, [0, 1], '1/quarter', 'Searches of a full member.', 'Поисков полного участника за квартал.'),
    ...target,
    target_kind: { ...target.target_kind, default: 'all' },
  },
  apply(world, values) {
    const purse = fillPurse(world, K, values.budget as number);
    const { platform, platformBehind, searchRate, catalogue, catalogueBehind, dissemination, disseminationBehind } = world.levers.columns;
    const { all } = reachOf(world, values);
    const part = (name: string): number => partOf(purse, values, PARTS, name);
    const cost = (name: string): ((places: number) => number) => priced(values[name] as number);
    buyService(world, K, part('search'), { lever: platform, behind: platformBehind }, cost('place_cost'), all);
    for (let i = 0; i < world.rows; i++) if (platform[i] > 0) searchRate[i] = values.search_rate as number;
    buyService(world, K, part('catalogue'), { lever: catalogue, behind: catalogueBehind }, cost('catalogue_cost'), all);
    buyService(world, K, part('dissemination'), { lever: dissemination, behind: disseminationBehind }, cost('dissemination_cost'), all);
  },
};
