/**
 * Public programmes: one purse per instrument, filled by a levy, emptied by payments, every cent booked.
 *
 * Governments that listen move money between the instruments in use (`weight`); captured ones divert a share before
 * it reaches its purpose. What an instrument could not place stays in its purse for the next step.
 */
import { cents, HOUSEHOLDS, PROGRAMMES, payAcross, paySector } from './money.js';
import type { TrihelixWorld } from './world.js';

export interface Programmes {
  /** Names of the instruments by number; the number is also their bit in exposure sets. */
  readonly names: readonly string[];
  /** Cents that wait to be spent, by instrument. */
  readonly purse: Float64Array;
  /** Multiplier that governments put on the budget of each instrument; 1 where nobody interferes. */
  readonly weight: Float64Array;
  /** Cents received as budget, in this step and after burn-in, by instrument. */
  readonly budget: Float64Array;
  /** Cents paid out in this step, by instrument. */
  readonly spent: Float64Array;
  /** Innovations credited and cents received since the last review, by instrument. */
  readonly credit: Float64Array;
  readonly received: Float64Array;
  /** Cents diverted in this step. */
  diverted: number;
}

export function createProgrammes(names: readonly string[]): Programmes {
  const column = (): Float64Array => new Float64Array(names.length);
  const programmes = {
    names,
    purse: column(),
    weight: column(),
    budget: column(),
    spent: column(),
    credit: column(),
    received: column(),
    diverted: 0,
  };
  programmes.weight.fill(1);
  return programmes;
}

/** Fills the purse of instrument k with this step's budget in EUR and returns the cents that can be spent now. */
export function fillPurse(world: TrihelixWorld, k: number, euro: number): number {
  const { programmes, money } = world;
  const amount = Math.floor(cents(euro) * programmes.weight[k] + 0.5);
  programmes.budget[k] += amount;
  programmes.received[k] += amount;
  payAcross(money, HOUSEHOLDS, PROGRAMMES, amount);
  const diverted = Math.floor(amount * world.parameters.government_capture + 0.5);
  payAcross(money, PROGRAMMES, HOUSEHOLDS, diverted);
  programmes.diverted += diverted;
  book(programmes, k, diverted);
  programmes.purse[k] += amount - diverted;
  return programmes.purse[k];
}

/** Pays from the purse of instrument k for services that households supply: events, brokers, upkeep. */
export function payServices(world: TrihelixWorld, k: number, amount: number): void {
  takeFromPurse(world, k, amount);
  payAcross(world.money, PROGRAMMES, HOUSEHOLDS, amount);
}

/** Pays from the purse of instrument k to organisation i. */
export function payGrant(world: TrihelixWorld, k: number, i: number, amount: number): void {
  takeFromPurse(world, k, amount);
  paySector(world.money, PROGRAMMES, i, amount);
}

function takeFromPurse(world: TrihelixWorld, k: number, amount: number): void {
  const { programmes } = world;
  programmes.purse[k] -= amount;
  book(programmes, k, amount);
}

function book(programmes: Programmes, k: number, amount: number): void {
  programmes.spent[k] += amount;
}

/** Empties the books of the step that is over; purses, weights and credit stay. */
export function openProgrammes(programmes: Programmes): void {
  programmes.budget.fill(0);
  programmes.spent.fill(0);
  programmes.diverted = 0;
}
