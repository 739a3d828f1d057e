/**
 * Public programmes: one purse per instrument, filled by a levy, emptied by payments, every cent booked.
 *
 * Governments that listen move money between the instruments in use (`weight`); captured ones divert a share before
 * it reaches its purpose. What an instrument could not place stays in its purse for the next step, and goes
 * back to households when its time is over.
 */
import { asReals } from '../../core/table.js';
import { cents, HOUSEHOLDS, PROGRAMMES, payAcross, paySector } from './money.js';
import type { TrihelixWorld } from './world.js';

export interface Programmes {
  /** Names of the instruments by number; the number is also their bit in exposure sets. */
  readonly names: readonly string[];
  /** 1 where innovations can be credited to the instrument. */
  readonly creditable: Uint8Array;
  /** Cents that wait to be spent, by instrument. */
  readonly purse: Float64Array;
  /** Multiplier that governments put on the budget of each instrument; 1 where nobody interferes. */
  readonly weight: Float64Array;
  /** Cents that the scenario asks for in this step. */
  readonly asked: Float64Array;
  /** Cents given minus cents asked for so far: what the next step takes back. */
  surplus: number;
  /** Brings the weighted budgets of this step back to the sum that was asked for. */
  scale: number;
  /** Cents paid out in this step, by instrument. */
  readonly spent: Float64Array;
  /** Innovations credited and cents received since the last review, by instrument. */
  readonly credit: Float64Array;
  readonly received: Float64Array;
  /** What is remembered of both from before the last review. */
  readonly pastCredit: Float64Array;
  readonly pastReceived: Float64Array;
  /** Cents diverted in this step. */
  diverted: number;
  /** Told of every payment from a purse, for a trace: instrument, organisation (−1 for services), cents. */
  onPayment: ((k: number, to: number, amount: number) => void) | undefined;
}

export function createProgrammes(names: readonly string[], uncredited: readonly string[]): Programmes {
  const column = (): Float64Array => new Float64Array(names.length);
  const programmes: Programmes = {
    names,
    creditable: Uint8Array.from(names, (name) => Number(!uncredited.includes(name))),
    purse: column(),
    weight: column().fill(1),
    asked: column(),
    surplus: 0,
    scale: 1,
    spent: column(),
    credit: column(),
    received: column(),
    pastCredit: column(),
    pastReceived: column(),
    diverted: 0,
    onPayment: undefined,
  };
  return asReals(programmes, ['surplus', 'scale', 'diverted']);
}

/** Closes the books of the step that is over; purses, weights and credit stay. */
export function openProgrammes(programmes: Programmes): void {
  const { asked, weight } = programmes;
  let sum = 0;
  let weighted = 0;
  for (let k = 0; k < asked.length; k++) {
    sum += asked[k];
    weighted += asked[k] * weight[k];
  }
  // Nothing to bring back as long as nobody shifts money.
  programmes.scale =
    weighted === sum && programmes.surplus === 0 ? 1 : weighted > 0 ? Math.max(0, (sum - programmes.surplus) / weighted) : 1;
  asked.fill(0);
  programmes.spent.fill(0);
  programmes.diverted = 0;
}

/** Money of instruments whose time is over goes back to those who were levied. */
export function returnIdleMoney(world: TrihelixWorld): void {
  const { asked, purse } = world.programmes;
  for (let k = 0; k < purse.length; k++) {
    if (asked[k] > 0 || purse[k] === 0) continue;
    payAcross(world.money, PROGRAMMES, HOUSEHOLDS, purse[k]);
    purse[k] = 0;
  }
}

/** Fills the purse of instrument k with this step's budget in EUR and returns the cents that can be spent now. */
export function fillPurse(world: TrihelixWorld, k: number, euro: number): number {
  const { programmes, money } = world;
  const asked = cents(euro);
  const amount = Math.floor(asked * programmes.weight[k] * programmes.scale + 0.5);
  programmes.asked[k] += asked;
  programmes.surplus += amount - asked;
  programmes.received[k] += amount;
  payAcross(money, HOUSEHOLDS, PROGRAMMES, amount);
  const diverted = Math.floor(amount * world.parameters.government_capture + 0.5);
  payAcross(money, PROGRAMMES, HOUSEHOLDS, diverted);
  programmes.diverted += diverted;
  programmes.spent[k] += diverted;
  programmes.purse[k] += amount - diverted;
  return programmes.purse[k];
}

/** Pays from the purse of instrument k for services that households supply: events, brokers, upkeep. */
export function payServices(world: TrihelixWorld, k: number, amount: number): void {
  takeFromPurse(world, k, -1, amount);
  payAcross(world.money, PROGRAMMES, HOUSEHOLDS, amount);
}

/** Pays from the purse of instrument k to organisation i. */
export function payGrant(world: TrihelixWorld, k: number, i: number, amount: number): void {
  takeFromPurse(world, k, i, amount);
  paySector(world.money, PROGRAMMES, i, amount);
}

function takeFromPurse({ programmes }: TrihelixWorld, k: number, to: number, amount: number): void {
  programmes.purse[k] -= amount;
  programmes.spent[k] += amount;
  programmes.onPayment?.(k, to, amount);
}
