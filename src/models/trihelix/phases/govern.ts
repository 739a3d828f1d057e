/**
 * Govern: governments that listen move money toward the instruments with more innovations per euro.
 *
 *   every feedback_period steps, for each instrument in use:
 *     its yield counts what is remembered of earlier reviews too (feedback_memory)
 *     target = its yield (innovations credited per euro received) ÷ the mean yield, not below a floor before the scaling
 *     weight moves by government_feedback/2 toward the target, and not above what the instrument could place
 *   then weights are scaled so that the sum of all budgets stays what was asked for, and money that could not be placed goes to
 *   the instruments that placed theirs
 *
 * Reads and writes the programmes. Source: helix regimes after Leydesdorff & Etzkowitz; the rule is assumed.
 */
import type { Phase } from '../../../core/model.js';
import { returnIdleMoney } from '../programmes.js';
import type { TrihelixWorld } from '../world.js';

/** Share of its money that an instrument must have spent to count as able to place it. */
const ALL_PLACED = 0.98;

export const govern: Phase<TrihelixWorld> = {
  name: 'govern',
  run(world) {
    returnIdleMoney(world);
    const { government_feedback: feedback, feedback_period: period } = world.parameters;
    if (feedback === 0 || (world.step + 1) % period !== 0) return;
    review(world, feedback / 2);
  },
};

function review(world: TrihelixWorld, speed: number): void {
  const { weight, asked, credit, received, pastCredit, pastReceived, creditable } = world.programmes;
  const { yields } = world.scratch;
  let inUse = 0;
  let mean = 0;
  for (let k = 0; k < weight.length; k++) {
    if (asked[k] <= 0 || creditable[k] === 0) continue;
    const money = received[k] + pastReceived[k];
    yields[k] = money > 0 ? (credit[k] + pastCredit[k]) / money : 0;
    mean += yields[k];
    inUse++;
  }
  if (inUse > 1 && mean > 0) {
    shiftWeights(world, speed, mean / inUse);
    shiftPurses(world);
  }
  const memory = world.parameters.feedback_memory;
  for (let k = 0; k < credit.length; k++) {
    pastCredit[k] = memory * (pastCredit[k] + credit[k]);
    pastReceived[k] = memory * (pastReceived[k] + received[k]);
  }
  credit.fill(0);
  received.fill(0);
}

function shiftWeights(world: TrihelixWorld, speed: number, mean: number): void {
  const { weight, asked, purse, received, creditable } = world.programmes;
  const floor = world.parameters.feedback_floor;
  const { yields } = world.scratch;
  let given = 0;
  let wanted = 0;
  for (let k = 0; k < weight.length; k++) {
    if (asked[k] <= 0 || creditable[k] === 0) continue;
    const moved = weight[k] + speed * (Math.max(floor, yields[k] / mean) - weight[k]);
    const placed = Math.max(0, 1 - purse[k] / Math.max(1, received[k]));
    weight[k] = placed < ALL_PLACED ? Math.max(floor, Math.min(moved, weight[k] * placed)) : moved;
    given += asked[k];
    wanted += asked[k] * weight[k];
  }
  for (let k = 0; k < weight.length; k++) if (asked[k] > 0 && creditable[k] === 1) weight[k] = (weight[k] * given) / wanted;
}

/** Money that lies idle goes to the instruments that placed theirs, in proportion to their budgets. */
function shiftPurses(world: TrihelixWorld): void {
  const { asked, purse, received } = world.programmes;
  let idle = 0;
  let takers = 0;
  let last = -1;
  for (let k = 0; k < purse.length; k++) {
    if (asked[k] <= 0) continue;
    if (purse[k] <= (1 - ALL_PLACED) * received[k]) {
      takers += asked[k];
      last = k;
    } else idle += purse[k];
  }
  if (takers === 0 || idle === 0) return;
  let left = idle;
  for (let k = 0; k < purse.length; k++) {
    if (asked[k] <= 0) continue;
    if (purse[k] > (1 - ALL_PLACED) * received[k]) purse[k] = 0;
    else {
      const share = k === last ? left : Math.floor((idle * asked[k]) / takers);
      purse[k] += share;
      left -= share;
    }
  }
}
