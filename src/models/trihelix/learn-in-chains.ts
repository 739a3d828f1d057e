/** Learning in value chains: between buyer and supplier, booked as a channel of its own, and from the frontier abroad. */
import { bookGain } from './knowledge.js';
import { CHANNEL } from './schema.js';
import type { TrihelixWorld } from './world.js';

/** Buyer i and supplier j learn from each other in the domains that the learner has begun. */
export function learnFromSupplier(world: TrihelixWorld, i: number, j: number): void {
  const partners = world.network.find(i, j) >= 0;
  teach(world, j, i, partners);
  teach(world, i, j, partners);
}

function teach(world: TrihelixWorld, from: number, to: number, partners: boolean): void {
  const { openness, receptivity, expertise, begunLow, begunHigh } = world.organisations.columns;
  const rate = world.parameters.supply_learning * openness[from] * receptivity[to];
  if (rate === 0) return;
  const width = world.domains;
  let gain = learnInWord(expertise, to * width, expertise, from * width, begunLow[to], rate);
  if (width > 32) gain += learnInWord(expertise, to * width + 32, expertise, from * width + 32, begunHigh[to], rate);
  if (gain > 0) bookGain(world, CHANNEL.supply_chain, from, to, gain, partners);
}

/** Firm i learns from the frontier abroad, as far as it is open to the world. The gain enters the ecosystem from outside. */
export function learnFromFrontier(world: TrihelixWorld, i: number, open: number): void {
  const { receptivity, expertise, begunLow, begunHigh } = world.organisations.columns;
  const rate = world.parameters.world_learning * open * receptivity[i];
  const at = i * world.domains;
  let gain = learnInWord(expertise, at, world.chain.frontier, 0, begunLow[i], rate);
  if (world.domains > 32) gain += learnInWord(expertise, at + 32, world.chain.frontier, 32, begunHigh[i], rate);
  world.ledger.fromAbroad += gain;
}

/**
 * Kernel: in the domains of one word, moves `to` by rate·g·(1 − g), g the lead of `from`; never beyond the teacher.
 * @param rate 0…1
 * @returns the sum of the gains
 */
export function learnInWord(to: Float64Array, rowTo: number, from: Float64Array, rowFrom: number, word: number, rate: number): number {
  let sum = 0;
  for (let bits = word; bits !== 0; ) {
    const d = 31 - Math.clz32(bits);
    bits ^= 1 << d;
    const lead = from[rowFrom + d] - to[rowTo + d];
    if (lead <= 0) continue;
    const gain = rate * lead * (1 - lead);
    to[rowTo + d] += gain;
    sum += gain;
  }
  return sum;
}
