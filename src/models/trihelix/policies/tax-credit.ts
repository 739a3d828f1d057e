/**
 * Tax credit: refunds a share of what firms themselves spend on their projects, quarter by quarter. Lowers the cost of own
 * research; public money in a project is not refunded. Funds participants. Writes the levers taxCredit and taxCreditFrom.
 */
import type { Policy } from '../../../core/model.js';
import { realParameter } from '../../../core/parameter.js';
import { fillPurse } from '../programmes.js';
import type { TrihelixWorld } from '../world.js';
import { numberOf } from './instruments.js';
import { budget, firmTarget, reachOf } from './target.js';

const K = numberOf('tax_credit');

export const taxCredit: Policy<TrihelixWorld> = {
  name: 'tax_credit',
  title: { en: 'Research tax credit', ru: 'Налоговый вычет на исследования' },
  text: {
    en: "Refund of a share of firms' own spending on projects.",
    ru: 'Возврат доли собственных расходов фирм на проекты.',
  },
  parameters: {
    budget,
    share: realParameter(
      0.25,
      [0, 1],
      'share',
      'Share of own project money that is refunded; where the purse is short, all get the same part of it.',
      'Возвращаемая доля собственных средств проекта; если денег мало, все получают одинаковую часть.',
      'order of magnitude of volume-based credits, OECD R&D tax incentives database; assumed',
    ),
    ...firmTarget,
  },
  apply(world, values) {
    // Nobody counts on an empty purse.
    if (fillPurse(world, K, values.budget as number) === 0) return;
    const { taxCredit: credit, taxCreditFrom } = world.levers.columns;
    const { rows, count } = reachOf(world, values).all;
    for (let n = 0; n < count; n++) {
      credit[rows[n]] = values.share as number;
      taxCreditFrom[rows[n]] = K;
    }
  },
};
