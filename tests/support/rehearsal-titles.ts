/** Titles of the rehearsal model's metrics and matrices, in both languages. */
import type { Text } from '../../src/core/model.js';
import { text } from './rehearsal-world.js';

const TITLES: Readonly<Record<string, Text>> = {
  innovation_rate: text('Innovation rate', 'Темп инноваций'),
  quality: text('Product quality', 'Качество продуктов'),
  exports: text('Exports of firms', 'Экспорт фирм'),
  concentration: text('Market concentration', 'Концентрация рынка'),
  lead_time: text('Lead time', 'Время до рынка'),
  spillover_share: text('Spillover share', 'Доля переливов'),
  cross_industry_share: text('Cross-industry share', 'Межотраслевая доля'),
  ties_networking: text('Networking ties', 'Связи: знакомство'),
  ties_coordination: text('Coordination ties', 'Связи: координация'),
  ties_cooperation: text('Cooperation ties', 'Связи: кооперация'),
  ties_collaboration: text('Collaboration ties', 'Связи: коллаборация'),
  share_university: text('University participation', 'Участие университетов'),
  share_industry: text('Firm participation', 'Участие фирм'),
  share_government: text('Government participation', 'Участие государства'),
  synergy_teams: text('Synergy in teams', 'Синергия в командах'),
  synergy_teams_null: text('Synergy by chance', 'Синергия по случаю'),
  synergy_teams_z: text('Synergy against chance', 'Синергия против случая'),
  continuity: text('Continuity of innovation', 'Непрерывность инноваций'),
  coverage: text('Coverage of steps', 'Охват шагов'),
  steadiness: text('Steadiness of pace', 'Ровность темпа'),
  no_long_drought: text('No long drought', 'Без долгих пауз'),
  breadth: text('Breadth of innovators', 'Широта круга новаторов'),
  renewal: text('Renewal of combinations', 'Обновление сочетаний'),
  policy_spending: text('Policy spending', 'Расходы политики'),
  spillover_by_industry: text('Spillovers between industries', 'Переливы между отраслями'),
  spillover_by_region: text('Spillovers between regions', 'Переливы между регионами'),
};

/** @throws RangeError for a name without a title */
export function titleOf(name: string): Text {
  const title = TITLES[name];
  if (title === undefined) throw new RangeError(`${name} has no title`);
  return title;
}
