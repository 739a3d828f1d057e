/**
 * Institution building: raises the environment of regions: norms of trust, openness, decentralisation. Writes the lever
 * environmentLift, whose rows are regions.
 */
import type { Policy } from '../../../core/model.js';
import { integerParameter, realParameter } from '../../../core/parameter.js';
import { fillPurse, payServices } from '../programmes.js';
import type { TrihelixWorld } from '../world.js';
import { numberOf } from './instruments.js';
import { budget } from './target.js';

const K = numberOf('institution_building');

export const institutionBuilding: Policy<TrihelixWorld> = {
  name: 'institution_building',
  title: { en: 'Institution building', ru: 'Строительство институтов' },
  text: {
    en: 'Building of institutions: trust, openness, decentralisation.',
    ru: 'Строительство институтов: доверие, открытость, децентрализация.',
  },
  parameters: {
    budget,
    point_cost: realParameter(
      2000000,
      [1, 1e12],
      'EUR',
      'Cost of raising the environment of one region by 0.01.',
      'Стоимость подъёма среды одного региона на 0,01.',
    ),
    target_region: integerParameter(
      -1,
      [-1, 255],
      'region',
      'Region that it reaches, 0 the first (Region 1); −1 all.',
      'Регион действия, 0 — первый (Регион 1); −1 — все.',
      'set by the scenario',
    ),
  },
  apply(world, values) {
    const purse = fillPurse(world, K, values.budget as number);
    const { environmentLift } = world.levers.columns;
    const only = values.target_region as number;
    const regions = only >= 0 ? 1 : world.regionCount;
    if (only >= world.regionCount) return;
    const lift = (purse / ((values.point_cost as number) * 100) / regions) * 0.01;
    for (let r = 0; r < world.regionCount; r++) if (only < 0 || r === only) environmentLift[r] = lift;
    payServices(world, K, purse);
  },
};
