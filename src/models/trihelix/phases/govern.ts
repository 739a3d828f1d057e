/**
 * Govern: governments that listen move money toward the instruments with more innovations per euro.
 *
 *   every feedback_period steps: weightₖ moves by government_feedback/2 toward the instrument's share of yield (innovations per euro received), with a
 *   floor, and is scaled so that the sum of all budgets stays what it was
 *
 * Reads and writes the programmes. Source: helix regimes after Leydesdorff & Etzkowitz; the rule is assumed.
 */
import type { Phase } from '../../../core/model.js';
import type { TrihelixWorld } from '../world.js';

/** No instrument is starved below this multiple of its original budget, so that it can still prove itself. */
const FLOOR = 0.2;

export const govern: Phase<TrihelixWorld> = {
  name: 'govern',
  run(world) {
    const { government_feedback: feedback, feedback_period: period } = world.parameters;
    if (feedback === 0 || (world.step + 1) % Math.max(1, Math.floor(period)) !== 0) return;
    review(world, feedback / 2);
  },
};

function review(world: TrihelixWorld, speed: number): void {
  const { weight, budget, credit, received } = world.programmes;
  const { yields } = world.scratch;
  let inUse = 0;
  let mean = 0;
  for (let k = 0; k < weight.length; k++) {
    if (budget[k] <= 0) continue;
    yields[k] = received[k] > 0 ? credit[k] / received[k] : 0;
    mean += yields[k];
    inUse++;
  }
  if (inUse > 1 && mean > 0) {
    mean /= inUse;
    shift(world, speed, mean);
  }
  credit.fill(0);
  received.fill(0);
}

function shift(world: TrihelixWorld, speed: number, mean: number): void {
  const { weight, budget } = world.programmes;
  const { yields } = world.scratch;
  let given = 0;
  let wanted = 0;
  for (let k = 0; k < weight.length; k++) {
    const now = budget[k];
    if (now <= 0) continue;
    const original = now / weight[k];
    const target = Math.max(FLOOR, yields[k] / mean);
    weight[k] += speed * (target - weight[k]);
    given += original;
    wanted += original * weight[k];
  }
  for (let k = 0; k < weight.length; k++) if (budget[k] > 0) weight[k] = (weight[k] * given) / wanted;
}
