/** Market, money, entry and exit. */
import { grouped, integerParameter, realParameter } from '../../../core/parameter.js';

export const economy = grouped('economy', {
  revenue_per_employee: realParameter(25000, [1, 1e7], 'EUR/quarter', 'Revenue per employee at the start.', 'Выручка на работника в начале.', 'order of magnitude of European manufacturing; assumed'),
  demand_elasticity: realParameter(0.5, [0, 3], 'exponent', 'How far the demand of an industry follows its mean quality.', 'Насколько спрос отрасли следует за средним качеством.'),
  competition: realParameter(2, [0, 10], 'exponent', 'How strongly market shares follow quality.', 'Насколько доли рынка следуют за качеством.'),
  share_inertia: realParameter(0.9, [0, 1], 'share', 'Part of a market share that stays from quarter to quarter.', 'Часть рыночной доли, которая сохраняется от квартала к кварталу.'),
  margin: realParameter(0.12, [0, 1], 'share', 'Profit before research and fixed cost, of revenue.', 'Прибыль до исследований и постоянных расходов, доля выручки.'),
  fixed_cost: realParameter(6000, [0, 1e9], 'EUR/quarter', 'Fixed cost of a firm.', 'Постоянные расходы фирмы.'),
  research_share: realParameter(0.02, [0, 1], 'share', 'Own research of a firm outside projects, of revenue.', 'Исследования фирмы вне проектов, доля выручки.'),
  tax_rate: realParameter(0.2, [0, 1], 'share', 'Tax on profit, to the government of the region.', 'Налог на прибыль в бюджет региона.'),
  dividend: realParameter(0.25, [0, 1], '1/quarter', 'Share of the capital above the cushion that is paid out.', 'Доля капитала сверх запаса, которая выплачивается.'),
  cushion: realParameter(6, [0, 100], 'quarters', 'Capital that a firm keeps, in quarters of its margin.', 'Запас капитала фирмы в кварталах валовой прибыли.'),
  initial_capital: realParameter(4, [0, 100], 'quarters', 'Capital at the start, in quarters of the margin.', 'Капитал в начале в кварталах валовой прибыли.'),
  export_share: realParameter(0.15, [0, 1], 'share', 'Share of demand that comes from abroad.', 'Доля спроса из-за рубежа.'),
  university_funding: realParameter(900000, [0, 1e9], 'EUR/quarter', 'Public funding of a university.', 'Государственное финансирование университета.'),
  university_wages: realParameter(0.85, [0, 1], 'share', 'Share of its funding that a university spends on its staff.', 'Доля финансирования, которую университет тратит на персонал.'),
  government_spending: realParameter(0.9, [0, 1], '1/quarter', 'Share of its money that a government spends on public services each quarter.', 'Доля средств, которую власть тратит за квартал на общественные услуги.'),
  insolvency_steps: integerParameter(4, [1, 100], 'quarters', 'Quarters of negative capital after which a firm leaves.', 'Кварталы отрицательного капитала, после которых фирма уходит.'),
  entry_rate: realParameter(0.004, [0, 1], '1/quarter', 'Entrants per firm and quarter in a region of average novelty.', 'Новые фирмы на фирму за квартал при средней новизне региона.'),
  entry_freedom: realParameter(1, [0, 1], 'factor', 'Freedom of entry.', 'Свобода входа на рынок.'),
  entry_novelty: realParameter(1, [0, 10], 'factor', 'How far entry follows the recent novelty of the region.', 'Насколько вход следует за недавней новизной региона.'),
  spinoff_university: realParameter(0.3, [0, 1], 'share', 'Share of entrants that come from universities.', 'Доля новых фирм, вышедших из университетов.'),
  inheritance: realParameter(0.6, [0, 1], 'share', "Share of the parent's mastery that a spin-off starts with.", 'Доля мастерства родителя, с которой начинает новая фирма.'),
});
