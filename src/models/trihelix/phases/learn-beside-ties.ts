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

/**
 * For each region and domain: how far its best organisation and what can be read there are ahead, what the best lets out, and
 * where in the ledger the gains belong; for each organisation: in which domains a partner is the best of its region.
 */
function placeSources(world: TrihelixWorld): void {
  const { domains, regionCount } = world;
  const { sectors } = world.ledger;
  const { sector, openness } = world.organisations.columns;
  const { best, bestAt, reach, reachFrom, poolSector } = world.regions.columns;
  const { sources, sourceCells, bestLow, bestHigh, partnersLow, partnersHigh } = world.scratch;
  bestLow.fill(0);
  bestHigh.fill(0);
  for (let r = 0; r < regionCount; r++) {
    for (let d = 0; d < domains; d++) {
      const at = r * domains + d;
      const from = reachFrom[at];
      const someone = best[at] > 0;
      if (someone) putDomain(bestLow, bestHigh, bestAt[at], d);
      sources[3 * at] = best[at];
      sources[3 * at + 1] = someone ? openness[bestAt[at]] : 0;
      sources[3 * at + 2] = reach[at];
      sourceCells[3 * at] = (CHANNEL.local * sectors + (someone ? sector[bestAt[at]] : 0)) * sectors;
      sourceCells[3 * at + 1] = (CHANNEL.public * sectors + poolSector[from * domains + d]) * sectors;
      sourceCells[3 * at + 2] = from * regionCount + r;
    }
  }
  tellPartners(world, bestLow, partnersLow);
  if (domains > 32) tellPartners(world, bestHigh, partnersHigh);
}

/** Tells the partners of every organisation in its own region in which domains it is the best there. */
function tellPartners(world: TrihelixWorld, best: Int32Array, partners: Int32Array): void {
  const { blocks, start, degrees } = world.network;
  const { region } = world.organisations.columns;
  partners.fill(0);
  for (let i = 0; i < world.rows; i++) {
    const word = best[i];
    if (word === 0) continue;
    const here = region[i];
    for (let p = start[i], end = p + 2 * degrees[i]; p < end; p += 2) {
      const j = blocks[p];
      // All bits or none instead of a branch, which would be wrong half of the time.
      partners[j] |= word & -Number(region[j] === here);
    }
  }
}

/** Local and public learning in the begun domains. */
function learnFromBestAndPublic(world: TrihelixWorld): void {
  const { begunLow, begunHigh } = world.organisations.columns;
  const { partnersLow, partnersHigh } = world.scratch;
  for (let r = 0; r < world.regionCount; r++) {
    learnInRegion(world, r, 0, begunLow, partnersLow);
    if (world.domains > 32) learnInRegion(world, r, 32, begunHigh, partnersHigh);
  }
}

/**
 * Learning in region r in the domains of one word, whose first is `first`. One loop over organisations and domains,
 * because looking up thirty columns for each organisation costs as much as the learning.
 * @param begun by organisation, the domains of the word that it has begun
 * @param partnersIn by organisation, those in which a partner is the best of its region
 */
function learnInRegion(world: TrihelixWorld, r: number, first: number, begun: Int32Array, partnersIn: Int32Array): void {
  const { members, memberStart, domains, regionCount } = world;
  const { receptivity, expertise, expertiseBefore, sector } = world.organisations.columns;
  const { environment } = world.regions.columns;
  const { sources, sourceCells } = world.scratch;
  const { bySector, byRegion } = world.ledger.step;
  const localRate = world.parameters.local_learning * environment[r];
  const publicRate = world.parameters.public_learning;
  const base = (r * domains + first) | 0;
  let near = 0;
  let read = 0;
  let fromPartners = 0;
  for (let m = memberStart[r], end = memberStart[r + 1]; m < end; m++) {
    const i = members[m];
    const row = (i * domains + first) | 0;
    const target = sector[i];
    const local = localRate * receptivity[i];
    const published = publicRate * receptivity[i];
    const partners = partnersIn[i];
    for (let bits = receptivity[i] > 0 ? begun[i] : 0; bits !== 0; ) {
      const d = 31 - Math.clz32(bits);
      bits ^= 1 << d;
      const own = (row + d) | 0;
      const source = Math.imul(base + d, 3);
      const e = expertise[own];
      const best = sources[source];
      // As in exchange: x + |x| is twice the lead, or 0, without a branch; rate·g·(1−g) = rate·2g·(½ − ¼·2g). Who was the best,
      // or as good, has no teacher here.
      const x = best - e;
      const lead = (x + Math.abs(x)) * Number(expertiseBefore[own] < best);
      const taught = local * sources[source + 1] * lead * (0.5 - 0.25 * lead);
      // Against what is gained already: a learner never passes its teacher, however fast it learns.
      const y = sources[source + 2] - (e + taught);
      const ahead = y + Math.abs(y);
      const learnt = published * ahead * (0.5 - 0.25 * ahead);
      expertise[own] = e + taught + learnt;
      bySector[sourceCells[source] + target] += taught;
      bySector[sourceCells[source + 1] + target] += learnt;
      byRegion[sourceCells[source + 2]] += learnt;
      near += taught;
      read += learnt;
      fromPartners += taught * ((partners >>> d) & 1);
    }
  }
  byRegion[r * regionCount + r] += near;
  world.ledger.step.nonPartner += near - fromPartners + read;
}
