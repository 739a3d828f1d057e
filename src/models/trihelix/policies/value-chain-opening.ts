/**
 * Value-chain opening: pays for certificates, fairs and the search for buyers and suppliers, so that firms open to the
 * world and divide their work between stages. Funds participants. Writes the lever chainOpening.
 */
import type { Policy } from '../../../core/model.js';
import { realParameter } from '../../../core/parameter.js';
import { fillPurse } from '../programmes.js';
import type { TrihelixWorld } from '../world.js';
import { numberOf } from './instruments.js';
import { buyService, priced } from './services.js';
import { budget, reachOf, target } from './target.js';

const K = numberOf('value_chain_opening');

export const valueChainOpening: Policy<TrihelixWorld> = {
  name: 'value_chain_opening',
  title: { en: 'Opening of value chains', ru: 'Открытие цепочек стоимости' },
  text: {
    en: 'Support for firms that open to the world and buy from suppliers of other stages.',
    ru: 'Поддержка фирм, которые открываются миру и покупают у поставщиков других стадий.',
  },
  parameters: {
    budget,
    firm_cost: realParameter(
      5000,
      [1, 1e7],
      'EUR/quarter',
      'Cost of full support for one firm.',
      'Стоимость полной поддержки одной фирмы.',
    ),
    ...target,
  },
  apply(world, values) {
    const purse = fillPurse(world, K, values.budget as number);
    const lever = world.levers.columns.chainOpening;
    buyService(world, K, purse, { lever }, priced(values.firm_cost as number), reachOf(world, values).all);
  },
};
