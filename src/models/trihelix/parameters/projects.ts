/** Projects: who starts one, with whom, what it combines, how long it takes and whether it succeeds. */
import { choiceParameter, grouped, integerParameter, listParameter, realParameter } from '../../../core/parameter.js';

export const projects = grouped('projects', {
  project_rate: realParameter(0.5, [0, 1], '1/quarter', 'Chance that an idle firm with enough money starts a project.', 'Вероятность того, что свободная фирма с деньгами начнёт проект.'),
  university_project_rate: realParameter(0.5, [0, 1], 'factor', 'Project rate of universities relative to firms.', 'Частота проектов университетов относительно фирм.'),
  team_scope: choiceParameter('bilateral', ['none', 'bilateral', 'multilateral'], 'Teams: the leader alone, one partner, or several.', 'Команды: один, с одним партнёром или с несколькими.', 'innovation model'),
  team_limit: integerParameter(8, [1, 8], 'organisations', 'Largest multilateral team.', 'Наибольшая многосторонняя команда.'),
  consensus: realParameter(0, [0, 1], 'share', 'Shared strategy: cooperation ties serve as collaboration, and teammates become partners.', 'Общая стратегия: кооперация служит коллаборацией, а участники становятся партнёрами.', 'innovation model; assumed'),
  overlap: realParameter(0.3, [0, 1], 'share', 'How far the stages of a project run side by side.', 'Насколько этапы проекта идут параллельно.', 'innovation model; assumed'),
  stage_durations: listParameter([1, 3, 3, 2, 1], [0, 40], 5, 'quarters', 'Durations of idea, research, development, testing, production.', 'Длительность идеи, исследования, разработки, испытания, производства.'),
  user_involvement: realParameter(0.3, [0, 1], 'share', 'Involvement of users; it lowers the market risk.', 'Участие пользователей; оно снижает рыночный риск.', 'von Hippel 1986 for the effect; the number is assumed'),
  market_risk: realParameter(0.3, [0, 1], 'probability', 'Chance that a working product finds no market when no user was asked.', 'Вероятность, что работающий продукт не найдёт рынка без участия пользователей.'),
  technical_risk: realParameter(0.4, [0, 1], 'probability', 'Technical risk of a recombination.', 'Технический риск новой комбинации.'),
  analogy_risk: realParameter(0.1, [0, 1], 'probability', 'Technical risk of a solution proven in another industry.', 'Технический риск решения, проверенного в другой отрасли.'),
  analogy: realParameter(0.1, [0, 1], 'share', 'Share of projects that first look for a solution abroad, in another industry.', 'Доля проектов, которые сначала ищут решение в другой отрасли.', 'innovation model; assumed'),
  analogy_propensity: listParameter([1], [0, 2], 64, 'factor', 'Propensity of each industry to look abroad; a short list is repeated.', 'Склонность отраслей искать решения вовне; короткий список повторяется.'),
  analogy_memory: integerParameter(200, [1, 10000], 'innovations', 'How many recent innovations are known well enough to be copied.', 'Сколько последних инноваций известно настолько, что их можно перенять.'),
  inertia: realParameter(0.6, [0, 1], 'probability', 'Path dependence: chance to build on the last combination.', 'Зависимость от пути: вероятность строить на прежней комбинации.'),
  exhaustion: realParameter(0.6, [0, 10], '1/use', 'How quickly a combination is used up in an industry.', 'Как быстро комбинация исчерпывается в отрасли.'),
  project_cost: realParameter(15000, [0, 1e9], 'EUR/quarter', 'Cost of a project per quarter.', 'Стоимость проекта за квартал.', 'assumed: about one researcher'),
  partner_share: realParameter(0.3, [0, 1], 'share', 'Share of the cost that pays for the work of the partners.', 'Доля стоимости, идущая на работу партнёров.'),
  project_learning: realParameter(0.2, [0, 1], 'share', 'Share of the lead that passes between teammates in a project that succeeds.', 'Доля превосходства, переходящая между участниками успешного проекта.'),
  practice: realParameter(0.05, [0, 1], 'share', 'What the leader gains in the combined domains by a success, of what is missing.', 'Прибавка лидера в использованных областях после успеха, доля недостающего.'),
  quality_gain: realParameter(0.08, [0, 1], 'index', 'Gain of quality by a success of full competence.', 'Рост качества при успехе с полной компетенцией.'),
  radical_gain: realParameter(2, [1, 10], 'factor', 'Gain by a radical innovation relative to another.', 'Рост от радикальной инновации относительно обычной.'),
  obsolescence: realParameter(0.005, [0, 1], '1/quarter', 'Rate at which quality above the start is overtaken.', 'Скорость устаревания достигнутого качества.'),
  publication_of_results: realParameter(0.1, [0, 1], 'share', 'What an open innovation adds to the public pool, of what is missing.', 'Что открытая инновация добавляет в общий фонд, доля недостающего.'),
});
