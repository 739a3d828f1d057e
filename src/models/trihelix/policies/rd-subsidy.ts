/**
 * R&D subsidy: pays a share of the cost of single firms' projects, first come first served by lot, until the purse is
 * empty. Funds participants. Opens the call research.
 */
import type { Policy } from '../../../core/model.js';
import { realParameter } from '../../../core/parameter.js';
import { offerToAll, openCall } from '../calls.js';
import { CALL } from '../levers.js';
import { fillPurse } from '../programmes.js';
import type { TrihelixWorld } from '../world.js';
import { numberOf } from './instruments.js';
import { budget, reachOf, target } from './target.js';

const K = numberOf('rd_subsidy');

export const rdSubsidy: Policy<TrihelixWorld> = {
  name: 'rd_subsidy',
  title: { en: 'Research subsidy', ru: 'Субсидия на исследования' },
  text: {
    en: 'Subsidy for research projects of single organisations.',
    ru: 'Субсидия на исследовательские проекты отдельных организаций.',
  },
  parameters: {
    budget,
    grant: realParameter(
      80000,
      [1, 1e9],
      'EUR/project',
      'Largest grant for a project; never more than its cost.',
      'Наибольший грант на проект, не выше его стоимости.',
      'assumed: about half the cost of a project of default length',
    ),
    ...target,
  },
  apply(world, values) {
    fillPurse(world, K, values.budget as number);
    openCall(world, CALL.research, K, {});
    const most = Math.floor((values.grant as number) * 100);
    offerToAll(world, CALL.research, reachOf(world, values).leaders, 1, most);
  },
};
