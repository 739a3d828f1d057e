/**
 * Entry support: advises founders, so that more firms enter; removes barriers to entry; gives entrants start capital. Funds
 * participants. Writes the levers founders, entryFreedom, startCapital and entryFrom, whose rows are regions.
 */
import type { Policy } from '../../../core/model.js';
import { realParameter } from '../../../core/parameter.js';
import { fillPurse, payServices } from '../programmes.js';
import type { TrihelixWorld } from '../world.js';
import { numberOf } from './instruments.js';
import { partOf, weight } from './services.js';
import { budget, type PolicyValues, target } from './target.js';

const K = numberOf('entry_support');
const PARTS = ['founders', 'freedom', 'capital'] as const;

export const entrySupport: Policy<TrihelixWorld> = {
  name: 'entry_support',
  title: { en: 'Support of entrants', ru: 'Поддержка новых фирм' },
  text: {
    en: 'More entrants, fewer barriers, start capital.',
    ru: 'Больше новых фирм, меньше барьеров, стартовый капитал.',
  },
  parameters: {
    budget,
    founders: weight(1, 'advice to founders.', 'консультации основателям.'),
    freedom: weight(0, 'removal of barriers to entry.', 'устранение барьеров входа.'),
    capital: weight(1, 'start capital.', 'стартовый капитал.'),
    founder_cost: realParameter(
      40000,
      [1, 1e7],
      'EUR',
      'Cost of advice per additional entrant.',
      'Стоимость консультаций на одну дополнительную фирму.',
    ),
    most_founders: realParameter(
      0.5,
      [0, 2],
      'factor',
      'Most additional entrants of a region, relative to its normal entry.',
      'Наибольшее число дополнительных фирм региона относительно обычного входа.',
    ),
    freedom_cost: realParameter(
      50000,
      [1, 1e9],
      'EUR/quarter',
      'Cost of removing 0.01 of what is missing to full freedom of entry in one region.',
      'Стоимость устранения 0,01 недостающей свободы входа в одном регионе.',
    ),
    start_capital: realParameter(60000, [1, 1e8], 'EUR/entrant', 'Start capital of an entrant.', 'Стартовый капитал новой фирмы.'),
    target_region: target.target_region,
  },
  apply(world, values) {
    const purse = fillPurse(world, K, values.budget as number);
    const only = values.target_region as number;
    if (purse === 0 || only >= world.regionCount) return;
    adviseFounders(world, values, partOf(purse, values, PARTS, 'founders'), only);
    removeBarriers(world, values, partOf(purse, values, PARTS, 'freedom'), only);
    if ((values.capital as number) === 0) return;
    // Paid to those who enter, while the purse lasts.
    spread(world, world.levers.columns.startCapital, Math.floor((values.start_capital as number) * 100), only);
  },
};

/** Writes a value for the one region or for all; a region where something is written names who pays. */
function spread(world: TrihelixWorld, lever: Float64Array, value: number, only: number): void {
  for (let r = 0; r < world.regionCount; r++) {
    if (only >= 0 && r !== only) continue;
    lever[r] = value;
    world.levers.columns.entryFrom[r] = K;
  }
}

function adviseFounders(world: TrihelixWorld, values: PolicyValues, money: number, only: number): void {
  const regions = only >= 0 ? 1 : world.regionCount;
  const normal = (world.parameters.entry_rate * world.startFirms) / world.regionCount;
  const unit = (values.founder_cost as number) * 100;
  const each = Math.min(normal * (values.most_founders as number), money / unit / regions);
  spread(world, world.levers.columns.founders, each, only);
  payServices(world, K, Math.floor(each * unit * regions));
}

function removeBarriers(world: TrihelixWorld, values: PolicyValues, money: number, only: number): void {
  const missing = 1 - world.parameters.entry_freedom;
  const regions = only >= 0 ? 1 : world.regionCount;
  const full = (values.freedom_cost as number) * 10000 * missing * regions;
  if (full === 0) return;
  const share = Math.min(1, money / full);
  spread(world, world.levers.columns.entryFreedom, share, only);
  payServices(world, K, Math.floor(share * full));
}
