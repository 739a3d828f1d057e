/** The step: as many meetings as there are organisations, one after another; then everyone's stock is taken. */
import { mean } from '../../core/kernels.js';
import type { Phase } from '../../core/model.js';
import { barter } from './barter.js';
import type { BarterWorld } from './world.js';

/** Each meeting: a random organisation and a random one of its neighbours. Reads ties, reads and writes level. */
const meetAndBarter: Phase<BarterWorld> = {
  name: 'meet-and-barter',
  run(world) {
    const { organisations, network, meet, draws } = world;
    const { organisations: count, categories, absorptive_capacity, similarity } = world.parameters;
    const { level } = organisations.columns;
    meet.moveTo(world.step);
    meet.fillUnit(draws.who, draws.key, count, 0);
    meet.fillUnit(draws.which, draws.key, count, 1);
    meet.fillUnit(draws.kinds, draws.key, count, 2);
    world.trades = 0;
    for (let m = 0; m < count; m++) {
      const i = Math.floor(draws.who[m] * count);
      const degree = network.degree(i);
      if (degree === 0) continue;
      const j = network.neighbour(i, Math.floor(draws.which[m] * degree));
      if (barter(level, categories, i, j, absorptive_capacity, similarity, draws.kinds[m]) > 0) world.trades++;
    }
  },
};

/** stock_i = mean of i's levels. Reads level, writes stock. */
const takeStock: Phase<BarterWorld> = {
  name: 'take-stock',
  run(world) {
    const { level, stock } = world.organisations.columns;
    const { categories } = world.parameters;
    world.meanBefore = world.step === 0 ? 0 : mean(stock);
    for (let i = 0; i < stock.length; i++) stock[i] = mean(level, i * categories, categories);
  },
};

export const phases: readonly Phase<BarterWorld>[] = [meetAndBarter, takeStock];
