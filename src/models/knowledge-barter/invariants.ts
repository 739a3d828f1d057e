/** Laws that hold after every phase. */
import { mean } from '../../core/kernels.js';
import type { Invariant } from '../../core/model.js';
import type { BarterWorld } from './world.js';

/** Rounding may take this share from a mean that did not change. */
const ROUNDING = 1e-12;

export const invariants: readonly Invariant<BarterWorld>[] = [
  {
    name: 'levels within their start',
    check({ organisations, parameters }) {
      const highest = Math.max(parameters.common_level, parameters.expert_level);
      const at = organisations.columns.level.findIndex((value) => !(value >= 0 && value <= highest));
      return at < 0 ? undefined : `level ${organisations.columns.level[at]} lies outside 0 … ${highest}`;
    },
  },
  {
    name: 'knowledge is never lost',
    check({ organisations, meanBefore }) {
      const now = mean(organisations.columns.level);
      return now >= meanBefore * (1 - ROUNDING) ? undefined : `the mean fell from ${meanBefore} to ${now}`;
    },
  },
  {
    name: 'ties of the ring',
    check({ network, parameters }) {
      const expected = (parameters.organisations * parameters.neighbours) / 2;
      return network.count === expected ? undefined : `there are ${network.count} ties, should be ${expected}`;
    },
  },
];
