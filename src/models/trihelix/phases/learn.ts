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
 * Gains read the expertise of the step's beginning (`expertiseBefore`) and move `expertise`; each is booked. Sources: Cohen &
 * Levinthal 1990 (absorptive capacity), Jaffe et al. 1993 (localisation), Argote 1999 (forgetting).
 */
import type { Phase } from '../../../core/model.js';
import { CHANNEL } from '../schema.js';
import type { TrihelixWorld } from '../world.js';
import { learnBesideTies } from './learn-beside-ties.js';

export const learn: Phase<TrihelixWorld> = {
  name: 'learn',
  run(world) {
    learnBesideTies(world);
    learnOverTies(world);
  },
};

/**
 * Spillovers over ties, both ways; a learner never passes its teacher. Goes from organisation to organisation, each tie
 * at its end with the lower row, so that one of the two rows of expertise stays in the cache.
 */
function learnOverTies(world: TrihelixWorld): void {
  const { blocks, start, degrees } = world.network;
  const { trust, distance } = world.ties.columns;
  const { openness, receptivity, inverseNorm, expertise, expertiseBefore, begunLow, begunHigh } = world.organisations.columns;
  const { region, sector } = world.organisations.columns;
  const { bySector, byRegion } = world.ledger.step;
  const { sectors, regions } = world.ledger;
  const tieBlock = CHANNEL.tie * sectors * sectors;
  const rate = world.parameters.tie_learning;
  const rung = world.ladder[1];
  const width = world.domains;
  const { sums } = world.scratch;
  for (let i = 0; i < world.rows; i++) {
    const row = i * width;
    const begun = begunLow[i];
    const own = sector[i];
    const here = region[i];
    const opennessI = openness[i];
    const receptivityI = receptivity[i];
    const inverseI = inverseNorm[i];
    for (let p = start[i], end = p + 2 * degrees[i]; p < end; p += 2) {
      const j = blocks[p];
      if (j < i) continue;
      const e = blocks[p + 1];
      const open = trust[e] >= rung ? rate * trust[e] : 0;
      const toI = open * openness[j] * receptivityI;
      const toJ = open * opennessI * receptivity[j];
      sums[0] = sums[1] = sums[2] = 0;
      exchange(expertiseBefore, expertise, row, j * width, begun | begunLow[j], toI, toJ, sums);
      if (width > 32) exchange(expertiseBefore, expertise, row + 32, j * width + 32, begunHigh[i] | begunHigh[j], toI, toJ, sums);
      distance[e] = Math.max(0, 1 - sums[0] * inverseI * inverseNorm[j]);
      if (open === 0) continue;
      const there = region[j];
      const other = sector[j];
      bySector[tieBlock + other * sectors + own] += sums[1];
      bySector[tieBlock + own * sectors + other] += sums[2];
      byRegion[there * regions + here] += sums[1];
      byRegion[here * regions + there] += sums[2];
    }
  }
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
  // With x the lead, max(0, x) = (x + |x|)/2 needs no branch: which of the two leads is as good as random to the
  // processor. The halves are taken into the rates: rate·g·(1−g) = g₂·(rate/2 − rate/4·g₂) with g₂ = x + |x|.
  const halfI = toI / 2;
  const quarterI = toI / 4;
  const halfJ = toJ / 2;
  const quarterJ = toJ / 4;
  let dot = 0;
  let gainI = 0;
  let gainJ = 0;
  for (let bits = word; bits !== 0; ) {
    const d = 31 - Math.clz32(bits);
    bits ^= 1 << d;
    const p = (rowI + d) | 0;
    const q = (rowJ + d) | 0;
    const ei = from[p];
    const ej = from[q];
    const nowI = to[p];
    const nowJ = to[q];
    dot += ei * ej;
    const leadJ = ej - nowI + Math.abs(ej - nowI);
    const leadI = ei - nowJ + Math.abs(ei - nowJ);
    const intoI = leadJ * (halfI - quarterI * leadJ);
    const intoJ = leadI * (halfJ - quarterJ * leadI);
    to[p] = nowI + intoI;
    to[q] = nowJ + intoJ;
    gainI += intoI;
    gainJ += intoJ;
  }
  sums[0] += dot;
  sums[1] += gainI;
  sums[2] += gainJ;
}
