/**
 * Collaboration grant: pays a share of the cost of team projects that span enough kinds, industries and regions. Funds
 * the process. Opens the call team.
 */
import type { Policy } from '../../../core/model.js';
import { integerParameter, realParameter } from '../../../core/parameter.js';
import { offerToAll, openCall } from '../calls.js';
import { CALL } from '../levers.js';
import { fillPurse } from '../programmes.js';
import type { TrihelixWorld } from '../world.js';
import { numberOf } from './instruments.js';
import { budget, reachOf, target } from './target.js';

const K = numberOf('collaboration_grant');

export const collaborationGrant: Policy<TrihelixWorld> = {
  name: 'collaboration_grant',
  title: { en: 'Collaboration grant', ru: 'Грант на сотрудничество' },
  text: { en: 'Grant for projects of teams.', ru: 'Грант на проекты команд.' },
  parameters: {
    budget,
    share: realParameter(
      0.5,
      [0, 1],
      'share',
      'Share of the cost of a project that is paid.',
      'Оплачиваемая доля стоимости проекта.',
      'assumed; usual for European collaborative research',
    ),
    minimum_kinds: integerParameter(
      1,
      [1, 3],
      'kinds',
      'Kinds of organisation that a team must hold.',
      'Сколько видов организаций должно быть в команде.',
      'set by the scenario',
    ),
    minimum_industries: integerParameter(
      1,
      [1, 8],
      'industries',
      'Industries that a team must hold.',
      'Сколько отраслей должно быть в команде.',
      'set by the scenario',
    ),
    minimum_regions: integerParameter(
      1,
      [1, 8],
      'regions',
      'Regions that a team must hold.',
      'Сколько регионов должно быть в команде.',
      'set by the scenario',
    ),
    ...target,
  },
  apply(world, values) {
    fillPurse(world, K, values.budget as number);
    openCall(world, CALL.team, K, {
      team: 2,
      kinds: values.minimum_kinds as number,
      industries: values.minimum_industries as number,
      regions: values.minimum_regions as number,
    });
    offerToAll(world, CALL.team, reachOf(world, values).leaders, values.share as number);
  },
};
