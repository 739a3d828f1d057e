/**
 * Procurement: the public buys from firms that recently brought out what is new to their industry: real sales, with the
 * work that they take. Demand-side: funds neither participants nor process, but the market. Writes the levers order and
 * orderFrom.
 */
import type { Policy } from '../../../core/model.js';
import { integerParameter, realParameter } from '../../../core/parameter.js';
import { fillPurse } from '../programmes.js';
import { INNOVATION } from '../schema.js';
import type { TrihelixWorld } from '../world.js';
import { numberOf } from './instruments.js';
import { budget, firmTarget, type PolicyValues, reaches } from './target.js';

const K = numberOf('procurement');

export const procurement: Policy<TrihelixWorld> = {
  name: 'procurement',
  title: { en: 'Procurement of innovation', ru: 'Закупки инноваций' },
  text: {
    en: 'Public demand for products that are new to their industry.',
    ru: 'Государственный спрос на продукты, новые для отрасли.',
  },
  parameters: {
    budget,
    order: realParameter(
      200000,
      [1, 1e9],
      'EUR/quarter',
      'Most that is bought from one firm in a quarter.',
      'Наибольшая закупка у одной фирмы за квартал.',
    ),
    recent: integerParameter(4, [1, 400], 'quarters', 'How long a product counts as new.', 'Сколько кварталов продукт считается новым.'),
    ...firmTarget,
  },
  apply(world, values) {
    const purse = fillPurse(world, K, values.budget as number);
    const sellers = listSellers(world, values);
    if (sellers === 0) return;
    const each = Math.floor(Math.min((values.order as number) * 100, purse / sellers));
    const { order, orderFrom } = world.levers.columns;
    for (let s = 0; s < sellers; s++) {
      order[world.scratch.rows[s]] = each;
      orderFrom[world.scratch.rows[s]] = K;
    }
  },
};

/** Writes the reached firms that led something recent and new to their industry into scratch.rows; returns how many. */
function listSellers(world: TrihelixWorld, values: PolicyValues): number {
  const { step, flags, leader, leaderRow } = world.innovations.columns;
  const { key } = world.organisations.columns;
  const { mark, rows } = world.scratch;
  const stamp = ++world.scratch.stamp;
  const since = world.step - (values.recent as number);
  let count = 0;
  for (let n = world.innovationCount - 1; n >= 0 && step[n] >= since; n--) {
    const i = leaderRow[n];
    if ((flags[n] & INNOVATION.newToIndustry) === 0 || mark[i] === stamp || key[i] !== leader[n] || !reaches(world, values, i)) continue;
    mark[i] = stamp;
    rows[count++] = i;
  }
  return count;
}
