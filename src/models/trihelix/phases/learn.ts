/**
 * Learn: own research, forgetting, and spillovers over ties, in the region, from publications.
 *
 *   own     own_learning·(1−e) where e ≥ working_level (universities half as much again)
 *   forget  forgetting·e·(1−e) where the domain is not in the last or running combination
 *   tie     tie_learning·t·openness·inbound·absorptive·g·(1−g), g the partner's lead, from the rung "coordination" on,
 *           in domains that one of the two has begun
 *   local   local_learning·Q·openness·inbound·absorptive·g·(1−g) toward the region's best, in domains already begun
 *   public  public_learning·inbound·absorptive·g·(1−g) toward what can be read here, in domains already begun
 *
 * Gains read the expertise of the step's beginning and write the end's (`expertiseNext`); each is booked. Sources: Cohen &
 * Levinthal 1990 (absorptive capacity), Jaffe et al. 1993 (localisation), Argote 1999 (forgetting).
 */
import type { Phase } from '../../../core/model.js';
import { bookPlace } from '../knowledge.js';
import { CHANNEL, GOVERNMENT } from '../schema.js';
import { sectorOf, type TrihelixWorld } from '../world.js';
import { learnBesideTies } from './learn-beside-ties.js';

export const learn: Phase<TrihelixWorld> = {
  name: 'learn',
  run(world) {
    learnBesideTies(world);
    learnOverTies(world);
    const { expertise, expertiseNext } = world.organisations.columns;
    expertise.set(expertiseNext);
  },
};

/** Spillovers over ties, both ways, tie by tie; a learner never passes its teacher. */
function learnOverTies(world: TrihelixWorld): void {
  const { network } = world;
  const { trust, distance } = world.ties.columns;
  const { kind, absorptive, inbound, openness, norm, expertise, expertiseNext, begunLow, begunHigh } = world.organisations.columns;
  const rate = world.parameters.tie_learning;
  const rung = world.ladder[1];
  const width = world.domains;
  const sums = world.scratch.sums;
  for (let e = 0; e < network.rows; e++) {
    if (network.alive[e] === 0) continue;
    const i = network.endA[e];
    const j = network.endB[e];
    const open = trust[e] >= rung ? rate * trust[e] : 0;
    const toI = kind[i] === GOVERNMENT ? 0 : open * openness[j] * absorptive[i] * inbound[i];
    const toJ = kind[j] === GOVERNMENT ? 0 : open * openness[i] * absorptive[j] * inbound[j];
    sums[0] = sums[1] = sums[2] = 0;
    exchange(expertise, expertiseNext, i * width, j * width, begunLow[i] | begunLow[j], toI, toJ, sums);
    if (width > 32) exchange(expertise, expertiseNext, i * width + 32, j * width + 32, begunHigh[i] | begunHigh[j], toI, toJ, sums);
    const lengths = norm[i] * norm[j];
    distance[e] = lengths === 0 ? 1 : Math.max(0, 1 - sums[0] / lengths);
    if (open > 0) bookExchange(world, i, j, sums[1], sums[2]);
  }
}

function bookExchange(world: TrihelixWorld, i: number, j: number, intoI: number, intoJ: number): void {
  const { ledger } = world;
  const { region } = world.organisations.columns;
  const { sectors } = ledger;
  const a = sectorOf(world, i);
  const b = sectorOf(world, j);
  const block = CHANNEL.tie * sectors * sectors;
  ledger.step.bySector[block + b * sectors + a] += intoI;
  ledger.step.bySector[block + a * sectors + b] += intoJ;
  bookPlace(ledger, ledger.step, world.distance, region[j], region[i], intoI, true);
  bookPlace(ledger, ledger.step, world.distance, region[i], region[j], intoJ, true);
}

/**
 * Kernel: i and j learn from each other in the domains of one word of bits.
 * @param from expertise at the beginning of the step
 * @param to expertise at its end; only grows here, and never beyond the teacher
 * @param rowI, rowJ where the domains of the word begin in the rows of i and j
 * @param word domains that one of the two has begun
 * @param toI, toJ rates 0…1 at which i and j take in
 * @param sums to which the dot product of the two, the gain of i and the gain of j are added
 */
export function exchange(
  from: Float64Array,
  to: Float64Array,
  rowI: number,
  rowJ: number,
  word: number,
  toI: number,
  toJ: number,
  sums: Float64Array,
): void {
  let dot = 0;
  let gainI = 0;
  let gainJ = 0;
  for (let bits = word; bits !== 0; bits &= bits - 1) {
    const d = 31 - Math.clz32(bits & -bits);
    const p = rowI + d;
    const q = rowJ + d;
    const ei = from[p];
    const ej = from[q];
    dot += ei * ej;
    // (x + |x|)/2 is max(0, x) without a branch: which of the two leads is as good as random to the processor.
    const aheadJ = ej - to[p];
    const aheadI = ei - to[q];
    const leadJ = (aheadJ + Math.abs(aheadJ)) * 0.5;
    const leadI = (aheadI + Math.abs(aheadI)) * 0.5;
    const intoI = toI * leadJ * (1 - leadJ);
    const intoJ = toJ * leadI * (1 - leadI);
    to[p] += intoI;
    to[q] += intoJ;
    gainI += intoI;
    gainJ += intoJ;
  }
  sums[0] += dot;
  sums[1] += gainI;
  sums[2] += gainJ;
}
