/** Own research, spillovers by channel, forgetting. Every gain they cause is booked. */
import { grouped, realParameter } from '../../../core/parameter.js';

export const learning = grouped('learning', {
  own_learning: realParameter(0.01, [0, 1], '1/quarter', 'Own research closes this share of what is missing to mastery.', 'Собственные исследования закрывают эту долю недостающего до мастерства.'),
  working_level: realParameter(0.3, [0, 1], 'mastery', 'Mastery from which a domain can be researched and combined.', 'Уровень, с которого область можно исследовать и комбинировать.'),
  university_learning: realParameter(1.5, [0, 10], 'factor', 'Own research of universities relative to firms.', 'Исследования университетов относительно фирм.'),
  basic_research: realParameter(0.1, [0, 1], '1/quarter', 'Chance that a university opens a domain that is new to it.', 'Вероятность того, что университет откроет новую для себя область.'),
  forgetting: realParameter(0.03, [0, 1], '1/quarter', 'Rate at which an unused domain fades.', 'Скорость забывания неиспользуемой области.', 'assumed; organisational forgetting after Argote 1999'),
  tie_learning: realParameter(0.03, [0, 1], '1/quarter', 'Spillover over a tie of full trust between open partners.', 'Перелив по связи полного доверия между открытыми партнёрами.'),
  local_learning: realParameter(0.01, [0, 1], '1/quarter', "Spillover from the best of one's region, beside the ties.", 'Перелив от лучшего в регионе, помимо связей.', 'assumed; local spillovers after Jaffe, Trajtenberg & Henderson 1993'),
  public_learning: realParameter(0.01, [0, 1], '1/quarter', 'Learning from published knowledge.', 'Обучение по опубликованным знаниям.'),
  publication: realParameter(0.05, [0, 1], '1/quarter', 'Share of what universities know better that enters the public pool.', 'Доля превосходящего знания университетов, попадающая в общий фонд.'),
  public_distance: realParameter(0.7, [0, 1], 'factor', 'What is left of public knowledge per distance level.', 'Что остаётся от общего знания на каждый уровень расстояния.'),
  begun_level: realParameter(0.05, [0, 1], 'mastery', 'Mastery from which a domain counts as begun.', 'Уровень, с которого область считается начатой.'),
  mobility: realParameter(0.01, [0, 1], '1/quarter', 'Chance that a firm hires a person from another firm.', 'Вероятность того, что фирма наймёт человека из другой фирмы.'),
  mobility_share: realParameter(0.2, [0, 1], 'share', "Share of the lead in one domain that such a person carries.", 'Доля превосходства в одной области, которую приносит такой человек.'),
  absorptive_capacity: realParameter(0.6, [0, 1], 'share', 'Absorptive capacity of firms at the start.', 'Способность фирм усваивать знания в начале.', 'Cohen & Levinthal 1990 for the concept; the number is assumed'),
  absorptive_university: realParameter(0.9, [0, 1], 'share', 'Absorptive capacity of universities.', 'Способность университетов усваивать знания.'),
  absorptive_growth: realParameter(0.02, [0, 1], '1/quarter', 'Speed at which absorptive capacity follows own research.', 'Скорость, с которой способность усваивать следует за исследованиями.'),
  inbound_openness: realParameter(0.6, [0, 1], 'share', "How far firms take in others' knowledge.", 'Насколько фирмы принимают чужое знание.', 'innovation model; assumed'),
  outbound_openness: realParameter(0.4, [0, 1], 'share', 'How far firms let their knowledge out.', 'Насколько фирмы выпускают своё знание.', 'innovation model; assumed'),
  university_openness: realParameter(0.9, [0, 1], 'share', 'How far universities let their knowledge out.', 'Насколько университеты выпускают своё знание.'),
});
