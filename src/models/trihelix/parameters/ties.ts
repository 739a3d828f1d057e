/** Meeting, deciding, trust: how collaboration ties come and go. */
import { grouped, listParameter, realParameter } from '../../../core/parameter.js';

const BOSCHMA = 'Boschma 2005 names the proximities; the weight is assumed';

export const ties = grouped('ties', {
  meeting_rate: realParameter(0.25, [0, 10], '1/quarter', 'Meetings of an organisation per quarter where the environment is perfect.', 'Встречи организации за квартал в идеальной среде.'),
  closure_share: realParameter(0.35, [0, 1], 'share', 'Share of meetings with a partner of a partner.', 'Доля встреч с партнёром партнёра.', 'assumed; triadic closure after Granovetter 1973'),
  local_share: realParameter(0.55, [0, 1], 'share', 'Share of meetings inside the region; the rest is chance.', 'Доля встреч внутри региона; остальное случай.'),
  accept_base: realParameter(-2, [-10, 10], 'utility', 'Reluctance to take on a tie.', 'Исходная осторожность при выборе партнёра.'),
  accept_value: realParameter(3, [0, 10], 'utility', 'Weight of the value of the other\'s knowledge, 4·d·(1−d).', 'Вес ценности чужого знания, 4·d·(1−d).', 'Nooteboom 2000: inverted U in cognitive distance; the weight is assumed'),
  accept_geography: realParameter(1, [0, 10], 'utility', 'Weight of geographical proximity.', 'Вес географической близости.', BOSCHMA),
  accept_institution: realParameter(1, [0, 10], 'utility', 'Weight of institutional proximity.', 'Вес институциональной близости.', BOSCHMA),
  accept_social: realParameter(1, [0, 10], 'utility', 'Weight of the share of common partners.', 'Вес доли общих партнёров.', BOSCHMA),
  proximity_country: realParameter(0.6, [0, 1], 'index', 'Geographical proximity inside a country (1 inside a region).', 'Географическая близость внутри страны (1 внутри региона).'),
  proximity_group: realParameter(0.3, [0, 1], 'index', 'Geographical proximity inside an integration grouping (0 beyond it).', 'Географическая близость внутри группировки (0 вне её).'),
  new_trust: realParameter(0.15, [0, 1], 'trust', 'Trust of a new tie where the environment is worthless.', 'Доверие новой связи в худшей среде.'),
  new_trust_environment: realParameter(0.2, [0, 1], 'trust', 'What a perfect environment adds to the trust of a new tie.', 'Прибавка к доверию новой связи в идеальной среде.'),
  trust_growth: realParameter(0.16, [0, 1], '1/quarter', 'Growth of trust in a perfect environment between partners of most value to each other.', 'Рост доверия в идеальной среде между самыми ценными партнёрами.'),
  trust_brokers: realParameter(0.05, [0, 1], '1/quarter', 'Growth of trust where every tie has a broker.', 'Рост доверия, когда у каждой связи есть посредник.'),
  trust_decay: realParameter(0.02, [0, 1], '1/quarter', 'Loss of trust that is not renewed.', 'Потеря доверия без обновления.'),
  trust_success: realParameter(0.15, [0, 1], 'trust', 'What a common success adds, of what is missing to full trust.', 'Прибавка после общего успеха, доля от недостающего.'),
  trust_failure: realParameter(0.03, [0, 1], 'trust', 'What a common failure takes.', 'Потеря после общей неудачи.'),
  tie_capacity_base: realParameter(4, [0, 1000], 'ties', 'Ties that the smallest organisation can keep up.', 'Связи, которые может поддерживать самая малая организация.'),
  tie_capacity_slope: realParameter(1, [0, 100], 'ties', 'Further ties per square root of size, so that hubs are possible.', 'Дополнительные связи на корень из размера, чтобы могли возникнуть узлы.'),
  ladder: listParameter([0.05, 0.25, 0.5, 0.75], [0, 1], 4, 'trust', 'Trust at which a tie is networking, coordination, cooperation, collaboration.', 'Доверие, при котором связь становится общением, координацией, кооперацией, коллаборацией.', 'Camarinha-Matos & Afsarmanesh 2008 for the ladder; the steps are assumed'),
  helix_university_firm: realParameter(1, [0, 1], 'factor', 'Freedom of direct ties between universities and firms.', 'Свобода прямых связей университетов и фирм.', 'helix_regimes.csv gives the order; the number is assumed'),
  helix_university_government: realParameter(1, [0, 1], 'factor', 'Freedom of ties between universities and governments.', 'Свобода связей университетов и власти.', 'helix_regimes.csv gives the order; the number is assumed'),
  helix_firm_government: realParameter(1, [0, 1], 'factor', 'Freedom of ties between firms and governments.', 'Свобода связей фирм и власти.', 'helix_regimes.csv gives the order; the number is assumed'),
});
