/**
 * Joint fund: money of several countries for projects of teams that span them. Funds the process across borders. Opens the
 * call border.
 */
import type { Policy } from '../../../core/model.js';
import { integerParameter, realParameter } from '../../../core/parameter.js';
import { offerToAll, openCall } from '../calls.js';
import { CALL } from '../levers.js';
import { fillPurse } from '../programmes.js';
import type { TrihelixWorld } from '../world.js';
import { numberOf } from './instruments.js';
import { budget, reachOf, target } from './target.js';

const K = numberOf('joint_fund');

export const jointFund: Policy<TrihelixWorld> = {
  name: 'joint_fund',
  title: { en: 'Joint cross-border fund', ru: 'Совместный трансграничный фонд' },
  text: { en: 'Supranational money for teams of several countries.', ru: 'Наднациональные деньги командам из нескольких стран.' },
  parameters: {
    budget,
    share: realParameter(
      0.7,
      [0, 1],
      'share',
      'Share of the cost of a project that is paid.',
      'Оплачиваемая доля стоимости проекта.',
      'assumed; above national grants, as in European framework programmes',
    ),
    minimum_countries: integerParameter(
      2,
      [2, 8],
      'countries',
      'Countries that a team must span.',
      'Сколько стран должна охватывать команда.',
      'set by the scenario',
    ),
    ...target,
  },
  apply(world, values) {
    fillPurse(world, K, values.budget as number);
    openCall(world, CALL.border, K, { team: 2, countries: values.minimum_countries as number });
    offerToAll(world, CALL.border, reachOf(world, values).leaders, values.share as number);
  },
};
