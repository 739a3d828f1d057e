/** Entries of the lists of ties that name no tie: what the ranges of single numbers cannot say. */
import { governmentCount } from '../governments.js';
import { FIRST_WIDTH, HAND_WIDTH } from './by-hand.js';
import type { Parameters } from './index.js';

/** Sentences about `hand_ties`, `hand_cuts` and `first_ties`, one per list at most; empty where all is well. */
export function problemsByHand(p: Parameters): string[] {
  const universityAt = p.firms + Math.ceil(p.firms * p.spare_rows);
  const rows = universityAt + p.universities + governmentCount(p);
  const byHand = Object.entries({ hand_ties: p.hand_ties, hand_cuts: p.hand_cuts }).flatMap(([name, list]) => {
    if (list.length % HAND_WIDTH !== 0) return [`${name} needs ${HAND_WIDTH} numbers per tie, got ${list.length}`];
    if (list.some((value) => !Number.isInteger(value))) return [`${name} holds whole numbers only: step, row, row`];
    const far = list.find((value, k) => k % HAND_WIDTH !== 0 && value >= rows);
    return far === undefined ? [] : [`${name} names the organisation ${far}; rows are 0 … ${rows - 1}`];
  });
  return [...byHand, ...problemsOfFirst(p, universityAt, rows)];
}

function problemsOfFirst(p: Parameters, universityAt: number, rows: number): string[] {
  const list = p.first_ties;
  if (list.length % FIRST_WIDTH !== 0) return [`first_ties needs ${FIRST_WIDTH} numbers per tie, got ${list.length}`];
  const seen = new Set<number>();
  for (let k = 0; k < list.length; k += FIRST_WIDTH) {
    const [i, j, trust] = list.slice(k, k + FIRST_WIDTH);
    const tie = `first_ties, tie ${k / FIRST_WIDTH + 1}:`;
    const stranger = [i, j].find((row) => !Number.isInteger(row) || row >= rows || (row >= p.firms && row < universityAt));
    if (stranger !== undefined)
      return [
        `${tie} nobody has the row ${stranger} at the start; firms have 0 … ${p.firms - 1}, the others ${universityAt} … ${rows - 1}`,
      ];
    if (i === j) return [`${tie} ${i} is tied to itself`];
    if (trust > 1) return [`${tie} trust is 0 … 1, got ${trust}`];
    const pair = Math.min(i, j) * rows + Math.max(i, j);
    if (seen.has(pair)) return [`${tie} ${i} and ${j} are tied twice`];
    seen.add(pair);
  }
  return [];
}
