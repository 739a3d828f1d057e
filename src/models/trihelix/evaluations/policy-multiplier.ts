/**
 * What the last unit of public money brings: all budgets a little higher against all a little lower, on the same luck.
 *
 *   policy_multiplier = (V₊ − V₋) ÷ (S₊ − S₋), V the discounted profits of firms, S the discounted public spending
 *
 * Split into firms that an instrument reached in the run as it is, and others; the two add up. A small change gives a small
 * difference between two lucks, so single replicates scatter widely: read the mean with its interval. Source: Spencer &
 * Brander 1983 for the margin; the finite difference is central.
 */
import { measure, type TrihelixEvaluation } from './define.js';
import { asItIs, observe, withBudgets } from './observe.js';
import { discountedSeries, profitsOf } from './value.js';

export const policyMultiplier: TrihelixEvaluation = {
  name: 'policy_multiplier',
  title: { en: 'Multiplier of policy', ru: 'Мультипликатор политики' },
  text: {
    en: 'Profit of firms per marginal unit of public money, from runs with all budgets raised and cut by marginal_change.',
    ru: 'Прибыль фирм на предельную единицу государственных денег: все бюджеты повышены и снижены на marginal_change.',
  },
  measures: [
    measure(
      'policy_multiplier',
      ['Policy multiplier', 'Множитель политики'],
      ['Discounted profit of all firms per marginal public unit.', 'Дисконтированная прибыль всех фирм на предельную единицу денег.'],
      { unit: 'EUR/EUR', better: 'higher' },
    ),
    measure(
      'multiplier_reached',
      ['Multiplier, firms reached', 'Множитель, охваченные фирмы'],
      ['The part of firms that an instrument reached.', 'Часть фирм, которых достиг инструмент.'],
      { unit: 'EUR/EUR', better: 'higher' },
    ),
    measure(
      'multiplier_others',
      ['Multiplier, other firms', 'Множитель, прочие фирмы'],
      ['The part of firms that no instrument reached.', 'Часть фирм, которых инструменты не достигли.'],
      { unit: 'EUR/EUR', better: 'higher' },
    ),
  ],
  evaluate(bench, out) {
    if (bench.policies.length === 0) return;
    const { marginal_change: part, discount_rate: rate } = bench.parameters;
    const { reached } = asItIs(bench);
    const more = observe(bench, { policies: withBudgets(bench.policies, (budget) => budget * (1 + part)) });
    const less = observe(bench, { policies: withBudgets(bench.policies, (budget) => budget * (1 - part)) });
    const spent = discountedSeries(more.spent, bench.burnIn, rate) - discountedSeries(less.spent, bench.burnIn, rate);
    if (spent <= 0) return;
    const gain = (counts: (key: number) => boolean): number => profitsOf(more, rate, counts) - profitsOf(less, rate, counts);
    out[1] = gain((key) => reached.has(key)) / spent;
    out[2] = gain((key) => !reached.has(key)) / spent;
    out[0] = out[1] + out[2];
  },
};
