/**
 * Learn: own research, forgetting, and spillovers over ties, in the region, from publications.
 *
 *   own     own_learning·(1−e) where e ≥ working_level (universities half as much again)
 *   forget  forgetting·e·(1−e) where the domain is in neither the last nor the running combination
 *   tie     tie_learning·t·openness·inbound·absorptive·g·(1−g), g the partner's lead, from the rung "coordination" on
 *   local   local_learning·Q·openness·absorptive·g·(1−g) toward the region's best, in domains already begun
 *   public  public_learning·absorptive·g·(1−g) toward what can be read here, in domains already begun
 *
 * Gains read the expertise of the step's beginning and write the end's (`expertiseNext`); each is booked. Sources: Cohen &
 * Levinthal 1990 (absorptive capacity), Jaffe et al. 1993 (localisation), Argote 1999 (forgetting).
 */
import type { Phase } from '../../../core/model.js';
import { bookPlace, dotProduct, updateNorms } from '../knowledge.js';
import { CHANNEL, GOVERNMENT } from '../schema.js';
import { sectorOf, type TrihelixWorld } from '../world.js';
import { learnBesideTies } from './learn-beside-ties.js';

export const learn: Phase<TrihelixWorld> = {
  name: 'learn',
  run(world) {
    learnBesideTies(world);
    learnOverTies(world);
    const { alive, expertise, expertiseNext, norm } = world.organisations.columns;
    expertise.set(expertiseNext);
    updateNorms(expertise, norm, alive, world.domains, world.rows);
  },
};

/** Spillovers over ties, both ways, tie by tie; a learner never passes its teacher. */
function learnOverTies(world: TrihelixWorld): void {
  const { network, ledger } = world;
  const { trust, distance } = world.ties.columns;
  const { kind, region, absorptive, inbound, openness, norm, expertise, expertiseNext } = world.organisations.columns;
  const rate = world.parameters.tie_learning;
  const rung = world.ladder[1];
  const gains = world.scratch.pair;
  const width = world.domains;
  for (let e = 0; e < network.rows; e++) {
    if (network.alive[e] === 0) continue;
    const i = network.endA[e];
    const j = network.endB[e];
    const t = trust[e];
    const open = t >= rung ? rate * t : 0;
    const toI = kind[i] === GOVERNMENT ? 0 : open * openness[j] * absorptive[i] * inbound[i];
    const toJ = kind[j] === GOVERNMENT ? 0 : open * openness[i] * absorptive[j] * inbound[j];
    const dot = open === 0 ? dotProduct(expertise, width, i, j) : exchange(expertise, expertiseNext, width, i, j, toI, toJ, gains);
    const lengths = norm[i] * norm[j];
    distance[e] = lengths === 0 ? 1 : Math.max(0, 1 - dot / lengths);
    if (open === 0) continue;
    const a = sectorOf(world, i);
    const b = sectorOf(world, j);
    const intoI = (CHANNEL.tie * ledger.sectors + b) * ledger.sectors + a;
    const intoJ = (CHANNEL.tie * ledger.sectors + a) * ledger.sectors + b;
    const cells = ledger.step.bySector;
    cells[intoI] += gains[0];
    cells[intoJ] += gains[1];
    bookPlace(ledger, ledger.step, world.distance, region[j], region[i], gains[0], true);
    bookPlace(ledger, ledger.step, world.distance, region[i], region[j], gains[1], true);
  }
}

/**
 * Kernel: i and j learn from each other in every domain; returns the dot product of their expertises.
 * @param from expertise at the beginning of the step, rows of `width`
 * @param to expertise at its end; only grows here, and never beyond the teacher
 * @param toI, toJ rates 0…1 at which i and j take in
 * @param gains gets the sum gained by i and by j
 */
export function exchange(
  from: Float64Array,
  to: Float64Array,
  width: number,
  i: number,
  j: number,
  toI: number,
  toJ: number,
  gains: Float64Array,
): number {
  let dot = 0;
  let gainI = 0;
  let gainJ = 0;
  for (let p = i * width, q = j * width, end = p + width; p < end; p++, q++) {
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
  gains[0] = gainI;
  gains[1] = gainJ;
  return dot;
}
