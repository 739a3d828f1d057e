/**
 * Buy inputs: orders run down the chain from the final stage, so that who gets an order can order in turn.
 *
 *   own work saved   c = outsourcing·inputs_s·(1 − margin_s)·revenue;  paid for it  x = (1 − outsourcing_saving)·c
 *   of x the share w goes abroad, the rest to the supplier (where there is none, that part is still made in house)
 *
 * The supplier keeps its margin, pays the rest as wages, and tax on the margin. Whole cents, double entry. Reads suppliers,
 * levers, openness; writes revenue, inputs, capital. Source: Gereffi, Humphrey & Sturgeon 2005 for chains; rule assumed.
 */
import { ABROAD, HOUSEHOLDS, payBetween, paySector } from '../money.js';
import { openToWorld, outsourcingOf } from '../value-chain.js';
import type { TrihelixWorld } from '../world.js';

/** Lets every firm order from its supplier, stage by stage from the top. */
export function buyInputs(world: TrihelixWorld): void {
  const { alive, stage, inputs } = world.organisations.columns;
  inputs.fill(0);
  if (!world.chain.trading) return;
  for (let s = world.parameters.production_stages; s > 1; s--) {
    for (let i = 0; i < world.universityAt; i++) {
      if (alive[i] === 0 || stage[i] !== s) continue;
      const share = outsourcingOf(world, i);
      if (share > 0) order(world, i, share);
    }
  }
}

function order(world: TrihelixWorld, i: number, share: number): void {
  const { stage, revenue, supplier, inputs } = world.organisations.columns;
  const { money, chain, counts } = world;
  const work = share * chain.inputs[stage[i]] * (1 - chain.margin[stage[i]]) * revenue[i];
  const open = openToWorld(world, i);
  const bought = supplier[i] > 0 ? work : work * open;
  const saved = Math.floor(bought);
  const price = Math.floor(saved * (1 - world.parameters.outsourcing_saving));
  const imported = supplier[i] > 0 ? Math.floor(price * open) : price;
  const home = price - imported;
  paySector(money, HOUSEHOLDS, i, saved);
  paySector(money, ABROAD, i, -imported);
  if (home > 0) deliver(world, i, supplier[i] - 1, home);
  inputs[i] = price;
  counts.inputs += price;
  counts.inputsAbroad += imported;
}

/** Supplier j is paid by i, pays its people and its tax. */
function deliver(world: TrihelixWorld, i: number, j: number, price: number): void {
  const { stage, revenue, region } = world.organisations.columns;
  const { money, chain, parameters, regions } = world;
  const margin = Math.floor(price * chain.margin[stage[j]]);
  payBetween(money, i, j, price);
  paySector(money, HOUSEHOLDS, j, margin - price);
  payBetween(money, j, regions.columns.government[region[j]], Math.floor(margin * parameters.tax_rate));
  revenue[j] += price;
}
