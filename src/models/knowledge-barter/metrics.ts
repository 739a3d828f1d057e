/** What is measured: the level of knowledge, how unequal it is, and whether anything is still traded. */
import { mean, standardDeviation, variance } from '../../core/kernels.js';
import type { Metric } from '../../core/model.js';
import type { BarterWorld } from './world.js';

const group = 'knowledge';
const source = 'Cowan & Jonard 2004';

export const metrics: readonly Metric<BarterWorld>[] = [
  {
    name: 'mean_knowledge',
    title: { en: 'Mean knowledge', ru: 'Средний уровень знаний' },
    unit: 'level',
    kind: 'stock',
    better: 'higher',
    group,
    source,
    text: { en: 'Mean level of knowledge over organisations and kinds.', ru: 'Средний уровень знаний по организациям и видам знаний.' },
    when: 'step',
    summary: 'last',
    measure: (world) => mean(world.organisations.columns.stock),
  },
  {
    name: 'knowledge_variance',
    title: { en: 'Variance of knowledge', ru: 'Дисперсия знаний' },
    unit: 'level²',
    kind: 'index',
    better: 'neither',
    group,
    source,
    text: { en: 'Variance of the organisations’ mean levels.', ru: 'Дисперсия средних уровней знаний организаций.' },
    when: 'step',
    summary: 'last',
    measure: (world) => variance(world.organisations.columns.stock),
  },
  {
    name: 'knowledge_variation',
    title: { en: 'Variation of knowledge', ru: 'Вариация знаний' },
    unit: '-',
    kind: 'index',
    better: 'lower',
    group,
    source,
    text: {
      en: 'Coefficient of variation of the organisations’ mean levels: standard deviation ÷ mean.',
      ru: 'Коэффициент вариации средних уровней знаний организаций: стандартное отклонение ÷ среднее.',
    },
    when: 'step',
    summary: 'last',
    measure: ({ organisations: { columns } }) => standardDeviation(columns.stock) / mean(columns.stock),
  },
  {
    name: 'trading_share',
    title: { en: 'Meetings with trade', ru: 'Встречи с обменом' },
    unit: 'share',
    kind: 'flow',
    better: 'neither',
    group,
    text: { en: 'Share of the step’s meetings that end in a trade.', ru: 'Доля встреч шага, которые заканчиваются обменом.' },
    when: 'step',
    summary: 'last',
    measure: (world) => world.trades / world.parameters.organisations,
  },
];
