/**
 * Double-entry money: every payment has a payer and a payee, so the sum over all accounts never changes, to the cent.
 *
 * Accounts are the organisations' `capital` and three sectors that close the economy. Public programmes are levied
 * from households when they are paid out, so that a programme can never spend what it does not have.
 */
import { UserError } from '../../core/errors.js';

export const HOUSEHOLDS = 0;
export const ABROAD = 1;
export const PROGRAMMES = 2;
const SECTORS = 3;

export interface Money {
  /** Balance of households, abroad, programmes, in cents. */
  readonly sectors: Float64Array;
  /** Balance of all organisations; the same array as the organisations' `capital`. */
  readonly capital: Float64Array;
}

export function createMoney(capital: Float64Array): Money {
  return { sectors: new Float64Array(SECTORS), capital };
}

/** EUR to whole cents. */
export function cents(euro: number): number {
  return Math.floor(euro * 100 + 0.5);
}

/** Pays whole cents from a sector to an organisation; a negative amount flows back. */
export function paySector(money: Money, sector: number, to: number, amount: number): void {
  money.sectors[sector] -= amount;
  money.capital[to] += amount;
}

/** Pays whole cents from one organisation to another. */
export function payBetween(money: Money, from: number, to: number, amount: number): void {
  money.capital[from] -= amount;
  money.capital[to] += amount;
}

/** Pays whole cents from one sector to another. */
export function payAcross(money: Money, from: number, to: number, amount: number): void {
  money.sectors[from] -= amount;
  money.sectors[to] += amount;
}

/** A step's payments move an account by less than what lies between this and the last whole number that a double holds. */
const COUNTABLE = Number.MAX_SAFE_INTEGER / 4;

/**
 * Ends a run whose money has grown beyond what can be counted to the cent. The sectors come there first, because they are
 * the other side of all organisations together.
 * @throws UserError that says what to lower
 */
export function mustBeCountable({ sectors }: Money): void {
  for (let s = 0; s < SECTORS; s++) {
    if (Math.abs(sectors[s]) > COUNTABLE)
      throw new UserError(
        'money has grown beyond what can be counted to the cent',
        'lower revenue_per_employee, anchor_size, largest_size or the number of firms',
      );
  }
}

/** Sum over all accounts in cents: the same at every moment of a run. */
export function totalMoney(money: Money): number {
  let total = 0;
  for (let s = 0; s < SECTORS; s++) total += money.sectors[s];
  for (let i = 0; i < money.capital.length; i++) total += money.capital[i];
  return total;
}
