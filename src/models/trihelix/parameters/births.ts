/** New industries: when radical innovations that belong to no industry become one of their own. */
import { grouped, integerParameter, realParameter } from '../../../core/parameter.js';

export const births = grouped('new industries', {
  new_industries: integerParameter(
    0,
    [0, 32],
    'industries',
    'Industries that can be born in a run; 0: none.',
    'Сколько отраслей может родиться за прогон; 0: ни одной.',
    'set by the scenario',
  ),
  birth_threshold: realParameter(
    12,
    [1, 1000],
    'innovations',
    'Remembered radical innovations with the same pair of domains from which an industry is born.',
    'Сколько памятных радикальных инноваций с одной парой областей рождают отрасль.',
  ),
  birth_memory: realParameter(
    0.95,
    [0, 1],
    'share',
    'Part of such innovations that is remembered from quarter to quarter.',
    'Доля таких инноваций, которую помнят от квартала к кварталу.',
  ),
  industry_switch: realParameter(
    0.05,
    [0, 1],
    '1/quarter',
    'Chance that a firm which works more in the core of a new industry than in its own moves there.',
    'Вероятность, что фирма, работающая больше в ядре новой отрасли, чем своей, перейдёт в неё.',
  ),
  birth_demand: realParameter(
    0.2,
    [0, 5],
    'share',
    'New demand that a firm brings to a new industry, of the demand that follows it.',
    'Новый спрос, который фирма приносит новой отрасли, доля спроса, идущего за ней.',
  ),
});
