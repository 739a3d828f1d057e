/**
 * Learning that needs no tie: own research, forgetting, spillovers from the best of the region and from publications.
 *
 * Formulas in learn.ts. The first pass goes through all expertise without a branch and notes which domains each
 * organisation has begun; what follows looks at these domains only.
 */
import { noteAcquisitions, placeHolders } from '../cascades.js';
import { putDomain } from '../combination.js';
import { CHANNEL, GOVERNMENT, UNIVERSITY } from '../schema.js';
import type { TrihelixWorld } from '../world.js';

/** Keeps the expertise of the step's beginning in `expertiseBefore`, moves `expertise` on, books every gain. */
export function learnBesideTies(world: TrihelixWorld): void {
  researchAndForget(world);
  placeHolders(world);
  placeSources(world);
  learnFromBestAndPublic(world);
}

/**
 * Everything fades; then own research and use make up for it in the few domains that are mastered or in use. On the way
 * the best organisation of every region in every domain is found.
 */
function researchAndForget(world: TrihelixWorld): void {
  const { kind, expertise, expertiseBefore, inverseNorm, lastLow, lastHigh, begunLow, begunHigh } = world.organisations.columns;
  const { sector, masteredLow, masteredHigh, receptivity, absorptive, trained, inbound } = world.organisations.columns;
  const { own_learning, university_learning, forgetting, begun_level: begun } = world.parameters;
  const { domains, members, memberStart } = world;
  const { sums } = world.scratch;
  const firstWord = Math.min(domains, 32);
  const { sectors } = world.ledger;
  const ownGains = world.ledger.step.bySector;
  let forgotten = 0;
  world.regions.columns.best.fill(0);
  for (let r = 0; r < world.regionCount; r++) {
    for (let m = memberStart[r]; m < memberStart[r + 1]; m++) {
      const i = members[m];
      const governs = kind[i] === GOVERNMENT;
      const own = governs ? 0 : kind[i] === UNIVERSITY ? Math.min(1, own_learning * university_learning) : own_learning;
      const fade = governs ? 0 : forgetting;
      const row = i * domains;
      sums[0] = sums[1] = sums[2] = sums[3] = 0;
      // The running combination is the last one too, so one set says what is in use.
      begunLow[i] = notice(world, i, 0, begunLow[i], fadeWord(expertise, expertiseBefore, row, firstWord, fade, begun, sums));
      masteredLow[i] = keepUp(world, i, 0, r * domains, begunLow[i], lastLow[i], own, fade);
      if (domains > 32) {
        const high = fadeWord(expertise, expertiseBefore, row + 32, domains - 32, fade, begun, sums);
        begunHigh[i] = notice(world, i, 32, begunHigh[i], high);
        masteredHigh[i] = keepUp(world, i, 32, r * domains + 32, begunHigh[i], lastHigh[i], own, fade);
      }
      inverseNorm[i] = sums[0] > 0 ? 1 / Math.sqrt(sums[0]) : 0;
      receptivity[i] = (absorptive[i] + trained[i] * (1 - absorptive[i])) * inbound[i];
      // The kernels' sums: squares of mastery, mastery, what was kept in use, what was gained.
      ownGains[(CHANNEL.own * sectors + sector[i]) * sectors + sector[i]] += sums[3];
      forgotten += fade * (sums[1] - sums[0]) - sums[2];
    }
  }
  world.ledger.forgotten += forgotten;
}

/** Hands on what is begun now, after noting what was not begun before. */
function notice(world: TrihelixWorld, i: number, first: number, before: number, now: number): number {
  if ((now & ~before) !== 0) noteAcquisitions(world, i, first, now & ~before);
  return now;
}

/**
 * Kernel without branches: fades `count` numbers from `row` on, e − fade·e·(1−e).
 * @param expertise moves on; `before` keeps what it was
 * @param sums squares are added to the first, the numbers to the second
 * @returns the word of domains at or above the level `begun`
 */
export function fadeWord(
  expertise: Float64Array,
  before: Float64Array,
  row: number,
  count: number,
  fade: number,
  begun: number,
  sums: Float64Array,
): number {
  const keep = 1 - fade;
  let word = 0;
  let squares = 0;
  let sum = 0;
  // Two at a time, because each sum would otherwise wait for the one before.
  let squaresOdd = 0;
  let sumOdd = 0;
  let d = 0;
  for (; d + 1 < count; d += 2) {
    const e = expertise[row + d];
    const f = expertise[row + d + 1];
    before[row + d] = e;
    before[row + d + 1] = f;
    expertise[row + d] = e * (keep + fade * e);
    expertise[row + d + 1] = f * (keep + fade * f);
    squares += e * e;
    squaresOdd += f * f;
    sum += e;
    sumOdd += f;
    word |= (Number(e >= begun) | (Number(f >= begun) << 1)) << d;
  }
  if (d < count) {
    const e = expertise[row + d];
    before[row + d] = e;
    expertise[row + d] = e * (keep + fade * e);
    squares += e * e;
    sum += e;
    word |= Number(e >= begun) << d;
  }
  sums[0] += squares + squaresOdd;
  sums[1] += sum + sumOdd;
  return word;
}

/**
 * In the domains of one word, whose first is `first`: those in use do not fade, those at the working level are
 * researched, and the best of the region is noted.
 * @param base where the word begins in the region's row
 * @returns the word of domains at the working level
 */
function keepUp(
  world: TrihelixWorld,
  i: number,
  first: number,
  base: number,
  begun: number,
  used: number,
  own: number,
  fade: number,
): number {
  const { expertise, expertiseBefore } = world.organisations.columns;
  const { best, bestAt } = world.regions.columns;
  const { sums } = world.scratch;
  const working = world.parameters.working_level;
  const row = i * world.domains + first;
  let mastered = 0;
  let allKept = 0;
  let allGained = 0;
  for (let bits = begun | used; bits !== 0; ) {
    const d = 31 - Math.clz32(bits);
    bits ^= 1 << d;
    const e = expertiseBefore[row + d];
    const works = Number(e >= working);
    const kept = fade * e * (1 - e) * ((used >>> d) & 1);
    const gained = own * (1 - e) * works;
    expertise[row + d] += kept + gained;
    allKept += kept;
    allGained += gained;
    mastered |= works << d;
    if (e <= best[base + d]) continue;
    best[base + d] = e;
    bestAt[base + d] = i;
  }
  sums[2] += allKept;
  sums[3] += allGained;
  return mastered;
}

/** For each region and domain: whom one learns from, what it lets out, and where in the ledger the gains belong. */
function placeSources(world: TrihelixWorld): void {
  const { domains, regionCount } = world;
  const { sectors } = world.ledger;
  const { sector, openness } = world.organisations.columns;
  const { best, bestAt, reachFrom, poolSector } = world.regions.columns;
  const { bestOpenness, localRow, publicRow, publicCell, bestLow, bestHigh } = world.scratch;
  bestLow.fill(0);
  bestHigh.fill(0);
  for (let r = 0; r < regionCount; r++) {
    for (let d = 0; d < domains; d++) {
      const at = r * domains + d;
      const from = reachFrom[at];
      const someone = best[at] > 0;
      if (someone) putDomain(bestLow, bestHigh, bestAt[at], d);
      bestOpenness[at] = someone ? openness[bestAt[at]] : 0;
      localRow[at] = (CHANNEL.local * sectors + (someone ? sector[bestAt[at]] : 0)) * sectors;
      publicRow[at] = (CHANNEL.public * sectors + poolSector[from * domains + d]) * sectors;
      publicCell[at] = from * regionCount + r;
    }
  }
}

/** Local and public learning in the begun domains. */
function learnFromBestAndPublic(world: TrihelixWorld): void {
  const { begunLow, begunHigh } = world.organisations.columns;
  const { bestLow, bestHigh } = world.scratch;
  for (let r = 0; r < world.regionCount; r++) {
    learnInRegion(world, r, 0, begunLow, bestLow);
    if (world.domains > 32) learnInRegion(world, r, 32, begunHigh, bestHigh);
  }
}

/**
 * Learning in region r in the domains of one word, whose first is `first`. One loop over organisations and domains,
 * because looking up thirty columns for each organisation costs as much as the learning.
 * @param begun by organisation, the domains of the word that it has begun
 * @param bestIn by organisation, those in which it is the best of its region
 */
function learnInRegion(world: TrihelixWorld, r: number, first: number, begun: Int32Array, bestIn: Int32Array): void {
  const { members, memberStart, domains, regionCount } = world;
  const { receptivity, expertise, expertiseBefore, sector } = world.organisations.columns;
  const { environment, best, reach } = world.regions.columns;
  const { bestOpenness, localRow, publicRow, publicCell } = world.scratch;
  const { bySector, byRegion } = world.ledger.step;
  const localRate = world.parameters.local_learning * environment[r];
  const publicRate = world.parameters.public_learning;
  const base = r * domains + first;
  let near = 0;
  let read = 0;
  let fromPartners = 0;
  for (let m = memberStart[r], end = memberStart[r + 1]; m < end; m++) {
    const i = members[m];
    const row = i * domains + first;
    const target = sector[i];
    const local = localRate * receptivity[i];
    const published = publicRate * receptivity[i];
    const partnersBest = domainsOfPartners(world, i, r, bestIn);
    for (let bits = receptivity[i] > 0 ? begun[i] : 0; bits !== 0; ) {
      const d = 31 - Math.clz32(bits);
      bits ^= 1 << d;
      const at = base + d;
      const e = expertise[row + d];
      // As in exchange: x + |x| is twice the lead, or 0, without a branch; rate·g·(1−g) = rate·2g·(½ − ¼·2g). Who was the best,
      // or as good, has no teacher here.
      const x = best[at] - e;
      const lead = (x + Math.abs(x)) * Number(expertiseBefore[row + d] < best[at]);
      const taught = local * bestOpenness[at] * lead * (0.5 - 0.25 * lead);
      // Against what is gained already: a learner never passes its teacher, however fast it learns.
      const y = reach[at] - (e + taught);
      const ahead = y + Math.abs(y);
      const learnt = published * ahead * (0.5 - 0.25 * ahead);
      expertise[row + d] = e + taught + learnt;
      bySector[localRow[at] + target] += taught;
      bySector[publicRow[at] + target] += learnt;
      byRegion[publicCell[at]] += learnt;
      near += taught;
      read += learnt;
      fromPartners += taught * ((partnersBest >>> d) & 1);
    }
  }
  byRegion[r * regionCount + r] += near;
  world.ledger.step.nonPartner += near - fromPartners + read;
}

/** Domains in which partners of i in its own region r are the best there. */
function domainsOfPartners(world: TrihelixWorld, i: number, r: number, bestIn: Int32Array): number {
  const { blocks, start, degrees } = world.network;
  const { region } = world.organisations.columns;
  let word = 0;
  for (let p = start[i], end = p + 2 * degrees[i]; p < end; p += 2) {
    const j = blocks[p];
    // All bits or none instead of a branch, which would be wrong half of the time.
    word |= bestIn[j] & -Number(region[j] === r);
  }
  return word;
}
