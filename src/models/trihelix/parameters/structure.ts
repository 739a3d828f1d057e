/** How many organisations there are, where they sit and what they know at the start (ODD element 5, initialisation). */
import { grouped, integerParameter, listParameter, realParameter } from '../../../core/parameter.js';

export const structure = grouped('structure', {
  firms: integerParameter(400, [1, 1e6], 'firms', 'Firms at the start.', 'Фирм в начале.'),
  universities: integerParameter(16, [0, 1e5], 'universities', 'Universities and research institutes.', 'Университеты и исследовательские институты.'),
  regions: integerParameter(8, [1, 256], 'regions', 'Regions, each with a government of its own.', 'Регионы, в каждом своя администрация.'),
  countries: integerParameter(4, [1, 256], 'countries', 'Countries; regions are dealt out to them in equal blocks.', 'Страны; регионы делятся между ними равными частями.'),
  integration_groups: integerParameter(2, [1, 64], 'groups', 'Integration groupings of countries.', 'Интеграционные группировки стран.'),
  industries: integerParameter(8, [1, 64], 'industries', 'Industries.', 'Отрасли.'),
  domains: integerParameter(24, [4, 64], 'domains', 'Technology domains in which an organisation can be expert.', 'Технологические области, в которых организация может быть сильна.'),
  industry_breadth: listParameter([4], [2, 16], 64, 'domains', 'Core domains per industry; a short list is repeated.', 'Базовые области отраслей; короткий список повторяется.', 'emerging_industries.csv gives the order, the scale is assumed'),
  specialisation: realParameter(0.7, [0, 1], 'share', "Share of a region's firms that belong to its home industry.", 'Доля фирм региона, занятых в его основной отрасли.'),
  firm_domains: integerParameter(4, [1, 16], 'domains', 'Domains that a firm masters at the start.', 'Области, которыми фирма владеет в начале.'),
  university_domains: integerParameter(6, [1, 32], 'domains', 'Domains around its field that a university masters at the start.', 'Области своего профиля, которыми университет владеет в начале.'),
  university_random_domains: integerParameter(3, [0, 32], 'domains', 'Further domains of a university, drawn at random.', 'Дополнительные случайные области университета.'),
  size_tail: realParameter(1.3, [0.8, 5], 'exponent', 'Pareto exponent of firm sizes at the start.', 'Показатель Парето распределения размеров фирм в начале.', 'Axtell 2001 reports about 1.06 for all firms; higher here because the smallest firms are left out'),
  smallest_size: realParameter(5, [1, 1000], 'employees', 'Smallest firm at the start.', 'Наименьшая фирма в начале.'),
  largest_size: realParameter(500, [1, 1e6], 'employees', 'Largest firm at the start.', 'Наибольшая фирма в начале.'),
  spare_rows: realParameter(0.5, [0, 4], 'share', 'Room for entrants, as a share of the firms at the start.', 'Место для новых фирм, доля от начального числа.'),
});
