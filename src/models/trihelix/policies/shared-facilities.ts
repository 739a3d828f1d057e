/**
 * Shared facilities: buys places for organisations in centres that make stages of their projects shorter and cheaper: centres
 * of collective use (research, testing), engineering centres (development, testing), technology-transfer centres (idea,
 * production). Funds participants. Writes the levers facility and facilityBehind.
 */
import type { Policy } from '../../../core/model.js';
import { realParameter } from '../../../core/parameter.js';
import { FACILITIES, FACILITY } from '../levers.js';
import { fillPurse } from '../programmes.js';
import type { TrihelixWorld } from '../world.js';
import { numberOf } from './instruments.js';
import { buyService, partOf, priced, weight } from './services.js';
import { budget, reachOf, target } from './target.js';

const K = numberOf('shared_facilities');
const CENTRES = ['collective_use', 'engineering', 'transfer'] as const;

export const sharedFacilities: Policy<TrihelixWorld> = {
  name: 'shared_facilities',
  title: { en: 'Shared research facilities', ru: 'Центры общего доступа' },
  text: {
    en: 'Places in centres that make projects shorter and cheaper.',
    ru: 'Места в центрах, которые сокращают и удешевляют проекты.',
  },
  parameters: {
    budget,
    collective_use: weight(1, 'centres of collective use.', 'центры коллективного пользования.'),
    engineering: weight(1, 'engineering centres.', 'инжиниринговые центры.'),
    transfer: weight(1, 'technology-transfer centres.', 'центры трансфера технологий.'),
    collective_use_cost: realParameter(
      2000,
      [1, 1e6],
      'EUR/quarter',
      'Cost of a place: centre of collective use.',
      'Стоимость места: центр коллективного пользования.',
    ),
    engineering_cost: realParameter(
      2500,
      [1, 1e6],
      'EUR/quarter',
      'Cost of a place: engineering centre.',
      'Стоимость места: инжиниринговый центр.',
    ),
    transfer_cost: realParameter(
      1000,
      [1, 1e6],
      'EUR/quarter',
      'Cost of a place: technology-transfer centre.',
      'Стоимость места: центр трансфера технологий.',
    ),
    ...target,
  },
  apply(world, values) {
    const purse = fillPurse(world, K, values.budget as number);
    const { facility: lever, facilityBehind: behind } = world.levers.columns;
    // Governments lead no projects, so a place would stand empty.
    const { leaders } = reachOf(world, values);
    for (const centre of CENTRES) {
      const service = { lever, behind, width: FACILITIES, slot: FACILITY[centre] };
      buyService(world, K, partOf(purse, values, CENTRES, centre), service, priced(values[`${centre}_cost`] as number), leaders);
    }
  },
};
