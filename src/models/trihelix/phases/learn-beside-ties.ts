/**
 * Learning that needs no tie: own research, forgetting, spillovers from the best of the region and from publications.
 *
 * Formulas in learn.ts. The first pass goes through all expertise without a branch and notes which domains each
 * organisation has begun; what follows looks at these domains only.
 */
import { CHANNEL, GOVERNMENT, UNIVERSITY } from '../schema.js';
import type { TrihelixWorld } from '../world.js';

/** Keeps the expertise of the step's beginning in `expertiseBefore`, moves `expertise` on, books every gain. */
export function learnBesideTies(world: TrihelixWorld): void {
  researchAndForget(world);
  findBest(world);
  learnFromBestAndPublic(world);
  bookByDomain(world);
}

/** Everything fades; then own research and use make up for it in the few domains that are mastered or in use. */
function researchAndForget(world: TrihelixWorld): void {
  const { alive, kind, sector, expertise, expertiseBefore, norm, lastLow, lastHigh, begunLow, begunHigh } = world.organisations.columns;
  const { masteredLow, masteredHigh } = world.organisations.columns;
  const { receptivity, absorptive, trained, inbound } = world.organisations.columns;
  const { own_learning, university_learning, forgetting, working_level: working, begun_level: begun } = world.parameters;
  const { domains, ledger, rows } = world;
  const { sums } = world.scratch;
  const firstWord = Math.min(domains, 32);
  for (let i = 0; i < rows; i++) {
    if (alive[i] === 0) continue;
    const own = kind[i] === GOVERNMENT ? 0 : kind[i] === UNIVERSITY ? Math.min(1, own_learning * university_learning) : own_learning;
    const fade = kind[i] === GOVERNMENT ? 0 : forgetting;
    const row = i * domains;
    sums[0] = sums[1] = sums[2] = 0;
    // The running combination is the last one too, so one set says what is in use.
    begunLow[i] = fadeWord(expertise, expertiseBefore, row, firstWord, fade, begun, sums);
    masteredLow[i] = keepUp(expertiseBefore, expertise, row, begunLow[i], lastLow[i], own, fade, working, sums);
    if (domains > 32) {
      begunHigh[i] = fadeWord(expertise, expertiseBefore, row + 32, domains - 32, fade, begun, sums);
      masteredHigh[i] = keepUp(expertiseBefore, expertise, row + 32, begunHigh[i], lastHigh[i], own, fade, working, sums);
    }
    norm[i] = Math.sqrt(sums[0]);
    receptivity[i] = (absorptive[i] + trained[i] * (1 - absorptive[i])) * inbound[i];
    ledger.step.bySector[(CHANNEL.own * ledger.sectors + sector[i]) * ledger.sectors + sector[i]] += sums[2];
    ledger.forgotten += sums[1];
  }
}

/**
 * Kernel without branches: fades `count` numbers from `row` on.
 * @param expertise moves on; `before` keeps what it was
 * @param sums to which squares and losses are added
 * @returns the word of domains at or above the level `begun`
 */
function fadeWord(
  expertise: Float64Array,
  before: Float64Array,
  row: number,
  count: number,
  fade: number,
  begun: number,
  sums: Float64Array,
): number {
  let word = 0;
  let squares = 0;
  let forgotten = 0;
  for (let d = 0; d < count; d++) {
    const e = expertise[row + d];
    const lost = fade * e * (1 - e);
    before[row + d] = e;
    expertise[row + d] = e - lost;
    squares += e * e;
    forgotten += lost;
    word |= Number(e >= begun) << d;
  }
  sums[0] += squares;
  sums[1] += forgotten;
  return word;
}

/**
 * Kernel: in one word, domains in use do not fade, and those at the working level are researched.
 * @returns the word of domains at the working level
 */
function keepUp(
  from: Float64Array,
  to: Float64Array,
  row: number,
  begun: number,
  used: number,
  own: number,
  fade: number,
  working: number,
  sums: Float64Array,
): number {
  let mastered = 0;
  for (let bits = begun | used; bits !== 0; ) {
    const d = 31 - Math.clz32(bits);
    bits ^= 1 << d;
    const at = row + d;
    const e = from[at];
    const works = Number(e >= working);
    const kept = fade * e * (1 - e) * ((used >>> d) & 1);
    const gained = own * (1 - e) * works;
    to[at] += kept + gained;
    sums[1] -= kept;
    sums[2] += gained;
    mastered |= works << d;
  }
  return mastered;
}

/** The best organisation of every region in every domain. */
function findBest(world: TrihelixWorld): void {
  const { domains, members, memberStart } = world;
  const { expertiseBefore, begunLow, begunHigh } = world.organisations.columns;
  const { best, bestAt } = world.regions.columns;
  best.fill(0);
  for (let r = 0; r < world.regionCount; r++) {
    const base = r * domains;
    for (let m = memberStart[r]; m < memberStart[r + 1]; m++) {
      const i = members[m];
      raiseBest(expertiseBefore, i, i * domains, base, begunLow[i], best, bestAt);
      if (domains > 32) raiseBest(expertiseBefore, i, i * domains + 32, base + 32, begunHigh[i], best, bestAt);
    }
  }
}

/** Kernel: of the domains in the word of bits, those in which i is better than the best so far. */
function raiseBest(
  expertise: Float64Array,
  i: number,
  row: number,
  base: number,
  word: number,
  best: Float64Array,
  bestAt: Int32Array,
): void {
  for (let bits = word; bits !== 0; ) {
    const d = 31 - Math.clz32(bits);
    bits ^= 1 << d;
    if (expertise[row + d] <= best[base + d]) continue;
    best[base + d] = expertise[row + d];
    bestAt[base + d] = i;
  }
}

/** Stamps the neighbours of i, so that a loop knows partners at the cost of one read. */
function markPartners(world: TrihelixWorld, i: number): number {
  const { blocks, start, degrees } = world.network;
  const { mark } = world.scratch;
  const stamp = ++world.scratch.stamp;
  for (let p = start[i], end = p + 2 * degrees[i]; p < end; p += 2) mark[blocks[p]] = stamp;
  return stamp;
}

/** Local and public learning in the begun domains. */
function learnFromBestAndPublic(world: TrihelixWorld): void {
  const { alive, region, receptivity, begunLow, begunHigh } = world.organisations.columns;
  const { environment } = world.regions.columns;
  const { local_learning, public_learning } = world.parameters;
  world.scratch.localGain.fill(0);
  world.scratch.publicGain.fill(0);
  for (let i = 0; i < world.rows; i++) {
    if (alive[i] === 0 || receptivity[i] === 0) continue;
    const local = local_learning * environment[region[i]] * receptivity[i];
    const published = public_learning * receptivity[i];
    const stamp = markPartners(world, i);
    learnInWord(world, i, 0, begunLow[i], local, published, stamp);
    if (world.domains > 32) learnInWord(world, i, 32, begunHigh[i], local, published, stamp);
  }
}

/** Learns at the two rates in the domains of one word, whose first domain is `first`; partners carry the stamp. */
function learnInWord(world: TrihelixWorld, i: number, first: number, word: number, local: number, published: number, stamp: number): void {
  const { region, expertise, openness, sector } = world.organisations.columns;
  const { best, bestAt, reach } = world.regions.columns;
  const { mark, localGain, publicGain } = world.scratch;
  const { sectors } = world.ledger;
  const target = sector[i];
  const row = i * world.domains + first;
  const base = region[i] * world.domains + first;
  let fromStrangers = 0;
  for (let bits = word; bits !== 0; ) {
    const d = 31 - Math.clz32(bits);
    bits ^= 1 << d;
    // Against what is gained already: a learner never passes its teacher, however fast it learns.
    let e = expertise[row + d];
    const lead = best[base + d] - e;
    if (lead > 0) {
      const j = bestAt[base + d];
      const gain = local * openness[j] * lead * (1 - lead);
      e += gain;
      localGain[(base + d) * sectors + target] += gain;
      fromStrangers += gain * Number(mark[j] !== stamp);
    }
    const ahead = reach[base + d] - e;
    if (ahead > 0) {
      const gain = published * ahead * (1 - ahead);
      e += gain;
      publicGain[(base + d) * sectors + target] += gain;
    }
    expertise[row + d] = e;
  }
  world.ledger.step.nonPartner += fromStrangers;
}

/** Books local and public gains by their source: the best of the region, and the region and sector that published. */
function bookByDomain(world: TrihelixWorld): void {
  const { domains, distance, regionCount, ledger } = world;
  const { sectors } = ledger;
  const { localGain, publicGain } = world.scratch;
  const { sector } = world.organisations.columns;
  const { best, bestAt, reachFrom, poolSector } = world.regions.columns;
  const { bySector, byRegion, byDistance } = ledger.step;
  for (let r = 0; r < regionCount; r++) {
    for (let d = 0; d < domains; d++) {
      const at = r * domains + d;
      const from = reachFrom[at];
      const localRow = (CHANNEL.local * sectors + (best[at] > 0 ? sector[bestAt[at]] : 0)) * sectors;
      const publicRow = (CHANNEL.public * sectors + poolSector[from * domains + d]) * sectors;
      let near = 0;
      let read = 0;
      for (let s = 0; s < sectors; s++) {
        near += localGain[at * sectors + s];
        read += publicGain[at * sectors + s];
        bySector[localRow + s] += localGain[at * sectors + s];
        bySector[publicRow + s] += publicGain[at * sectors + s];
      }
      byRegion[r * regionCount + r] += near;
      byRegion[from * regionCount + r] += read;
      byDistance[0] += near;
      byDistance[distance[from * regionCount + r]] += read;
      ledger.step.nonPartner += read;
    }
  }
}
