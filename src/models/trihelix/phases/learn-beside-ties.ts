/**
 * Learning that needs no tie: own research, forgetting, spillovers from the best of the region and from publications.
 *
 * One pass over all expertise, so everything that the inner loop needs is a local number; formulas in learn.ts.
 */
import { CHANNEL, GOVERNMENT, UNIVERSITY } from '../schema.js';
import { sectorOf, type TrihelixWorld } from '../world.js';

/** Writes `expertiseNext` of all living organisations and books every gain. */
export function learnBesideTies(world: TrihelixWorld): void {
  findBest(world);
  const { alive } = world.organisations.columns;
  for (let i = 0; i < world.rows; i++) if (alive[i] === 1) learnAlone(world, i);
}

/** The best organisation of every region in every domain, and its sector. */
function findBest(world: TrihelixWorld): void {
  const { domains, members, memberStart } = world;
  const { expertise } = world.organisations.columns;
  const { best, bestAt, bestSector } = world.regions.columns;
  best.fill(0);
  for (let r = 0; r < world.regionCount; r++) {
    const base = r * domains;
    for (let m = memberStart[r]; m < memberStart[r + 1]; m++) {
      const i = members[m];
      for (let d = base, p = i * domains, end = base + domains; d < end; d++, p++) {
        if (expertise[p] <= best[d]) continue;
        best[d] = expertise[p];
        bestAt[d] = i;
      }
    }
    for (let d = base; d < base + domains; d++) bestSector[d] = best[d] > 0 ? sectorOf(world, bestAt[d]) : 0;
  }
}

/** Stamps the neighbours of i, so that the loop below knows partners at the cost of one read. */
function markPartners(world: TrihelixWorld, i: number): number {
  const { network, scratch } = world;
  const { blocks, start, degrees } = network;
  const { mark } = scratch;
  const stamp = ++scratch.stamp;
  for (let p = start[i], end = p + 2 * degrees[i]; p < end; p += 2) mark[blocks[p]] = stamp;
  return stamp;
}

function learnAlone(world: TrihelixWorld, i: number): void {
  const { kind, region, expertise, expertiseNext, absorptive, inbound, openness, lastLow, lastHigh } = world.organisations.columns;
  const { best, bestAt, bestSector, reach, reachFrom, environment } = world.regions.columns;
  const { own_learning, university_learning, forgetting, local_learning, public_learning, working_level, begun_level } = world.parameters;
  const { domains, ledger, distance, regionCount, industryCount } = world;
  const { bySector, byRegion, byDistance } = ledger.step;
  const { sectors } = ledger;
  const { mark } = world.scratch;
  const stamp = markPartners(world, i);
  const usedLow = lastLow[i];
  const usedHigh = lastHigh[i];
  const r = region[i];
  const target = sectorOf(world, i);
  const own = kind[i] === GOVERNMENT ? 0 : kind[i] === UNIVERSITY ? own_learning * university_learning : own_learning;
  const fade = kind[i] === GOVERNMENT ? 0 : forgetting;
  const receive = absorptive[i] * inbound[i];
  const local = local_learning * environment[r] * receive;
  const published = public_learning * receive;
  const localRow = CHANNEL.local * sectors * sectors + target;
  const publicCell = (CHANNEL.public * sectors + industryCount) * sectors + target;
  let ownGain = 0;
  let forgotten = 0;
  let localGain = 0;
  let fromStrangers = 0;
  let publicGain = 0;
  for (let d = 0, at = i * domains, place = r * domains; d < domains; d++, at++, place++) {
    const e = expertise[at];
    // Factors of 0 or 1 instead of branches: the processor cannot guess them. The running combination is the last one
    // too, so one set says what is in use.
    const gained = own * (1 - e) * Number(e >= working_level);
    const lost = fade * e * (1 - e) * (1 - (((d < 32 ? usedLow : usedHigh) >>> (d & 31)) & 1));
    let next = e + gained - lost;
    ownGain += gained;
    forgotten += lost;
    if (e >= begun_level) {
      const lead = best[place] - e;
      if (lead > 0) {
        const j = bestAt[place];
        const gain = local * openness[j] * lead * (1 - lead);
        next += gain;
        localGain += gain;
        bySector[localRow + bestSector[place] * sectors] += gain;
        if (mark[j] !== stamp) fromStrangers += gain;
      }
      const ahead = reach[place] - e;
      if (ahead > 0) {
        const gain = published * ahead * (1 - ahead);
        const cell = reachFrom[place] * regionCount + r;
        next += gain;
        publicGain += gain;
        byRegion[cell] += gain;
        byDistance[distance[cell]] += gain;
      }
    }
    expertiseNext[at] = next;
  }
  bySector[(CHANNEL.own * sectors + target) * sectors + target] += ownGain;
  bySector[publicCell] += publicGain;
  byRegion[r * regionCount + r] += localGain;
  byDistance[0] += localGain;
  ledger.step.nonPartner += fromStrangers + publicGain;
  ledger.forgotten += forgotten;
}
