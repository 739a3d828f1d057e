/** Learning in value chains: between buyer and supplier, booked as a channel of its own, and from the frontier abroad. */
import { CHANNEL } from './schema.js';
import type { TrihelixWorld } from './world.js';

/** Buyer i and supplier j learn from each other, the buyer first, in the domains that the learner has begun. */
export function learnFromSupplier(world: TrihelixWorld, i: number, j: number): void {
  const { openness, receptivity, expertise, begunLow, begunHigh, sector, region } = world.organisations.columns;
  const { step, sectors, regions } = world.ledger;
  const { domains: width } = world;
  const { sums } = world.scratch;
  const rate = world.parameters.supply_learning;
  const rowI = Math.imul(i, width);
  const rowJ = Math.imul(j, width);
  const toI = rate * openness[j] * receptivity[i];
  const toJ = rate * openness[i] * receptivity[j];
  sums[0] = sums[1] = 0;
  learnInTurn(expertise, rowI, rowJ, begunLow[i], begunLow[j], toI, toJ, sums);
  if (width > 32) learnInTurn(expertise, rowI + 32, rowJ + 32, begunHigh[i], begunHigh[j], toI, toJ, sums);
  const gainI = sums[0];
  const gainJ = sums[1];
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
 * Kernel: in the domains of one word, i learns from j and then j from i, by rate·g·(1 − g) with g the lead of the teacher.
 * @param expertise moved on in both rows
 * @param rowI, rowJ where the domains of the word begin in the rows of i and j
 * @param wordI, wordJ domains in which i and j learn
 * @param toI, toJ rates 0…1 at which i and j take in
 * @param sums to which the gains of i and of j are added
 */
export function learnInTurn(
  expertise: Float64Array,
  rowI: number,
  rowJ: number,
  wordI: number,
  wordJ: number,
  toI: number,
  toJ: number,
  sums: Float64Array,
): void {
  let sumI = 0;
  let sumJ = 0;
  for (let bits = wordI | wordJ; bits !== 0; ) {
    const d = 31 - Math.clz32(bits);
    bits ^= 1 << d;
    const p = (rowI + d) | 0;
    const q = (rowJ + d) | 0;
    const ei = expertise[p];
    const ej = expertise[q];
    // max(0, ahead) without a branch, as in learnInWord; who does not learn in the domain gains by a rate of 0.
    const aheadJ = ej - ei;
    const leadJ = (aheadJ + Math.abs(aheadJ)) / 2;
    const gainI = toI * ((wordI >>> d) & 1) * leadJ * (1 - leadJ);
    const nowI = ei + gainI;
    const aheadI = nowI - ej;
    const leadI = (aheadI + Math.abs(aheadI)) / 2;
    const gainJ = toJ * ((wordJ >>> d) & 1) * leadI * (1 - leadI);
    expertise[p] = nowI;
    expertise[q] = ej + gainJ;
    sumI += gainI;
    sumJ += gainJ;
  }
  sums[0] += sumI;
  sums[1] += sumJ;
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
