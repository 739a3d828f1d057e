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
import { bookPlace, updateNorms } from '../knowledge.js';
import { CHANNEL, FIRM, GOVERNMENT, UNIVERSITY } from '../schema.js';
import { sectorOf, type TrihelixWorld } from '../world.js';

export const learn: Phase<TrihelixWorld> = {
  name: 'learn',
  run(world) {
    findBest(world);
    learnBesideTies(world);
    learnOverTies(world);
    const { expertise, expertiseNext, norm } = world.organisations.columns;
    expertise.set(expertiseNext);
    updateNorms(expertise, norm, world.domains, world.rows);
  },
};

/** The best organisation of every region in every domain. */
function findBest(world: TrihelixWorld): void {
  const { domains, members, memberStart } = world;
  const { expertise } = world.organisations.columns;
  const { best, bestAt } = world.regions.columns;
  best.fill(0);
  bestAt.fill(-1);
  for (let r = 0; r < world.regionCount; r++) {
    const base = r * domains;
    for (let m = memberStart[r]; m < memberStart[r + 1]; m++) {
      const i = members[m];
      for (let d = 0, p = i * domains; d < domains; d++, p++) {
        if (expertise[p] <= best[base + d]) continue;
        best[base + d] = expertise[p];
        bestAt[base + d] = i;
      }
    }
  }
}

/** Own research, forgetting, local and public spillovers: everything that needs no tie. */
function learnBesideTies(world: TrihelixWorld): void {
  const { alive } = world.organisations.columns;
  for (let i = 0; i < world.rows; i++) if (alive[i] === 1) learnAlone(world, i);
}

function learnAlone(world: TrihelixWorld, i: number): void {
  const { kind, region, expertise, expertiseNext, absorptive, inbound, openness, lastLow, lastHigh } = world.organisations.columns;
  const { best, bestAt, reach, reachFrom, environment } = world.regions.columns;
  const { running, low, high } = world.projects.columns;
  const { parameters: p, domains, ledger, network, scratch } = world;
  const stamp = ++scratch.stamp;
  for (let b = network.start[i], end = b + 2 * network.degree(i); b < end; b += 2) scratch.mark[network.blocks[b]] = stamp;
  const r = region[i];
  const sector = sectorOf(world, i);
  const own = kind[i] === GOVERNMENT ? 0 : kind[i] === UNIVERSITY ? p.own_learning * p.university_learning : p.own_learning;
  const forgetting = kind[i] === GOVERNMENT ? 0 : p.forgetting;
  const busy = running[i] === 1;
  const usedLow = lastLow[i] | (busy ? low[i] : 0);
  const usedHigh = lastHigh[i] | (busy ? high[i] : 0);
  const receive = absorptive[i] * inbound[i];
  const local = p.local_learning * environment[r] * receive;
  const published = p.public_learning * receive;
  const bySector = ledger.step.bySector;
  let ownGain = 0;
  let forgotten = 0;
  for (let d = 0, at = i * domains, place = r * domains; d < domains; d++, at++, place++) {
    const e = expertise[at];
    let next = e;
    if (e > 0) {
      if (e >= p.working_level) {
        const gain = own * (1 - e);
        next += gain;
        ownGain += gain;
      }
      if ((((d < 32 ? usedLow : usedHigh) >>> (d & 31)) & 1) === 0) {
        const loss = forgetting * e * (1 - e);
        next -= loss;
        forgotten += loss;
      }
      if (e >= p.begun_level) {
        const lead = best[place] - e;
        const j = bestAt[place];
        if (lead > 0) {
          const gain = local * openness[j] * lead * (1 - lead);
          next += gain;
          const cell = (CHANNEL.local * ledger.sectors + sectorOf(world, j)) * ledger.sectors + sector;
          bySector[cell] += gain;
          bookPlace(ledger, ledger.step, world.distance, r, r, gain, scratch.mark[j] === stamp);
        }
        const publicLead = reach[place] - e;
        if (publicLead > 0) {
          const gain = published * publicLead * (1 - publicLead);
          next += gain;
          const cell = (CHANNEL.public * ledger.sectors + world.industryCount) * ledger.sectors + sector;
          bySector[cell] += gain;
          bookPlace(ledger, ledger.step, world.distance, reachFrom[place], r, gain, false);
        }
      }
    }
    expertiseNext[at] = next;
  }
  const ownCell = (CHANNEL.own * ledger.sectors + sector) * ledger.sectors + sector;
  bySector[ownCell] += ownGain;
  ledger.forgotten += forgotten;
}

/** Spillovers over ties, both ways, tie by tie; a learner never passes its teacher. */
function learnOverTies(world: TrihelixWorld): void {
  const { network, ledger } = world;
  const { trust, distance } = world.ties.columns;
  const { kind, region, absorptive, inbound, openness, norm, expertise, expertiseNext } = world.organisations.columns;
  const rate = world.parameters.tie_learning;
  const rung = world.ladder[1];
  const gains = world.scratch.pair;
  for (let e = 0; e < network.rows; e++) {
    if (network.alive[e] === 0) continue;
    const i = network.endA[e];
    const j = network.endB[e];
    const t = trust[e];
    const open = t >= rung ? rate * t : 0;
    const toI = kind[i] === FIRM || kind[i] === UNIVERSITY ? open * openness[j] * absorptive[i] * inbound[i] : 0;
    const toJ = kind[j] === FIRM || kind[j] === UNIVERSITY ? open * openness[i] * absorptive[j] * inbound[j] : 0;
    const dot = exchange(expertise, expertiseNext, world.domains, i, j, toI, toJ, gains);
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
  for (let d = 0, p = i * width, q = j * width; d < width; d++, p++, q++) {
    const ei = from[p];
    const ej = from[q];
    dot += ei * ej;
    const leadJ = ej - to[p];
    if (leadJ > 0) {
      const gain = toI * leadJ * (1 - leadJ);
      to[p] += gain;
      gainI += gain;
    }
    const leadI = ei - to[q];
    if (leadI > 0) {
      const gain = toJ * leadI * (1 - leadI);
      to[q] += gain;
      gainJ += gain;
    }
  }
  gains[0] = gainI;
  gains[1] = gainJ;
  return dot;
}
