/**
 * Buying services: what several instruments do alike. A service is a lever from 0 to 1 per organisation and a set of the
 * instruments that pay for it.
 *
 * Services add up to a full one: an instrument buys what is still missing, evenly among those it reaches, and pays for that
 * only. So two instruments may write one lever, and each purse pays for its own part.
 */
import { realParameter } from '../../../core/parameter.js';
import { payServices } from '../programmes.js';
import type { Rows } from '../scratch.js';
import type { TrihelixWorld } from '../world.js';
import type { PolicyValues } from './target.js';

/** Where a service is written: entry `slot` of rows that are `width` wide. */
export interface Service {
  readonly lever: Float64Array;
  /** Who pays, as a set; left out where nothing can be credited. */
  readonly behind?: Int32Array;
  readonly width?: number;
  readonly slot?: number;
}

/**
 * Buys the service for those rows, as far as `money` cents and the purse of instrument k reach.
 * @param cost cents of so many full services
 */
export function buyService(
  world: TrihelixWorld,
  k: number,
  money: number,
  service: Service,
  cost: (services: number) => number,
  { rows, count }: Rows,
): void {
  if (money <= 0) return;
  const { lever, behind, width = 1, slot = 0 } = service;
  let missing = 0;
  for (let n = 0; n < count; n++) missing += 1 - lever[rows[n] * width + slot];
  const needed = missing > 0 ? cost(missing) : 0;
  const paid = Math.floor(Math.min(money, needed, world.programmes.purse[k]));
  if (paid <= 0) return;
  for (let n = 0; n < count; n++) {
    const at = rows[n] * width + slot;
    lever[at] += (paid / needed) * (1 - lever[at]);
    if (behind !== undefined) behind[at] |= 1 << k;
  }
  payServices(world, k, paid);
}

/** Cents of so many services at a price in EUR. */
export function priced(euro: number): (services: number) => number {
  const unit = Math.floor(euro * 100);
  return (services) => unit * services;
}

/** A weight: what part of the budget goes there. */
export function weight(value: number, en: string, ru: string): ReturnType<typeof realParameter> {
  return realParameter(value, [0, 1], 'weight', `Weight in the budget: ${en}`, `Вес в бюджете: ${ru}`, 'set by the scenario');
}

/** The part of the money that falls to one of the weights; 0 where all weights are 0. */
export function partOf(money: number, values: PolicyValues, names: readonly string[], name: string): number {
  let sum = 0;
  for (const other of names) sum += values[other] as number;
  return sum > 0 ? (money * (values[name] as number)) / sum : 0;
}
