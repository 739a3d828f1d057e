/** Learning in value chains: between buyer and supplier, booked as a channel of its own, and from the frontier abroad. */
import { CHANNEL } from './schema.js';
import type { TrihelixWorld } from './world.js';

/** Buyer i and supplier j learn from each other, the buyer first, in the domains that the learner has begun. */
export function learnFromSupplier(world: TrihelixWorld, i: number, j: number): void {
  const { openness, receptivity, expertise, begunLow, begunHigh, sector, region } = world.organisations.columns;
  const { step, sectors, regions } = world.ledger;
  const { domains: width } = world;
  const rate = world.parameters.supply_learning;
  const rowI = i * width;
  const rowJ = j * width;
  const toI = rate * openness[j] * receptivity[i];
  const toJ = rate * openness[i] * receptivity[j];
  let gainI = learnInWord(expertise, rowI, expertise, rowJ, begunLow[i], toI);
  if (width > 32) gainI += learnInWord(expertise, rowI + 32, expertise, rowJ + 32, begunHigh[i], toI);
  let gainJ = learnInWord(expertise, rowJ, expertise, rowI, begunLow[j], toJ);
  if (width > 32) gainJ += learnInWord(expertise, rowJ + 32, expertise, rowI + 32, begunHigh[j], toJ);
  // Booked here and not by bookGain, because a number that is handed to a function may become an object on the heap.
  const block = CHANNEL.supply_chain * sectors * sectors;
  step.bySector[block + sector[j] * sectors + sector[i]] += gainI;
  step.bySector[block + sector[i] * sectors + sector[j]] += gainJ;
  step.byRegion[region[j] * regions + region[i]] += gainI;
  step.byRegion[region[i] * regions + region[j]] += gainJ;
  if (world.network.find(i, j) >= 0) return;
  step.nonPartner += gainI;
  step.nonPartner += gainJ;
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
    const now = to[rowTo + d];
    const ahead = from[rowFrom + d] - now;
    // max(0, ahead) without a branch: which of the two leads is as good as random to the processor.
    const lead = (ahead + Math.abs(ahead)) / 2;
    const gain = rate * lead * (1 - lead);
    to[rowTo + d] = now + gain;
    sum += gain;
  }
  return sum;
}
