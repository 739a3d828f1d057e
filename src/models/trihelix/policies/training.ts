/**
 * Training: buys seats in courses that raise the absorptive capacity of organisations; what was learnt there fades. Funds
 * participants. Writes the levers training and trainingBehind.
 */
import type { Policy } from '../../../core/model.js';
import { realParameter } from '../../../core/parameter.js';
import { fillPurse } from '../programmes.js';
import type { TrihelixWorld } from '../world.js';
import { numberOf } from './instruments.js';
import { buyService, priced } from './services.js';
import { budget, reachOf, target } from './target.js';

const K = numberOf('training');

export const training: Policy<TrihelixWorld> = {
  name: 'training',
  title: { en: 'Training of staff', ru: 'Обучение персонала' },
  text: { en: 'Courses that raise absorptive capacity.', ru: 'Курсы, повышающие способность усваивать знания.' },
  parameters: {
    budget,
    seat_cost: realParameter(2000, [1, 1e6], 'EUR/quarter', 'Cost of an organisation in courses.', 'Стоимость обучения одной организации.'),
    ...target,
  },
  apply(world, values) {
    const purse = fillPurse(world, K, values.budget as number);
    const { training: lever, trainingBehind: behind } = world.levers.columns;
    buyService(world, K, purse, { lever, behind }, priced(values.seat_cost as number), reachOf(world, values).all);
  },
};
