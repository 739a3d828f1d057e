/**
 * Spillovers from the ledger of knowledge gains: how much comes from others, across what, and how far.
 *
 * Matrices are row-major, source × target; a channel matrix holds one such block per channel. NaN means undefined.
 */
import { exp, log } from '../../../core/maths.js';

/** part ÷ whole, NaN where the whole is not above 0. */
export function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : Number.NaN;
}

/** Sum of one channel's block. @param gains channel × size × size */
export function channelSum(gains: Float64Array, size: number, channel: number): number {
  const block = size * size;
  let sum = 0;
  for (let c = channel * block; c < (channel + 1) * block; c++) sum += gains[c];
  return sum;
}

/** Sums of all channels' blocks. @param gains channel × size × size */
export function channelSums(gains: Float64Array, size: number): Float64Array {
  const sums = new Float64Array(gains.length / (size * size));
  for (let channel = 0; channel < sums.length; channel++) sums[channel] = channelSum(gains, size, channel);
  return sums;
}

/** Gains from other organisations outside common projects. @param sums by channel */
export function externalSum(sums: Float64Array, own: number, project: number): number {
  let sum = 0;
  for (let channel = 0; channel < sums.length; channel++) if (channel !== own && channel !== project) sum += sums[channel];
  return sum;
}

/**
 * Gains from other organisations outside common projects ÷ all gains. NaN without a gain.
 * Source: this project's definition, after the distinction of Griliches 1992 and Breschi & Lissoni 2001.
 * @param sums by channel
 * @param own number of the channel of own learning
 * @param project number of the channel of common projects
 */
export function spilloverShare(sums: Float64Array, own: number, project: number): number {
  const external = externalSum(sums, own, project);
  return share(external, external + sums[own] + (project === own ? 0 : sums[project]));
}

/** Gains from organisations that are no current partners ÷ all external gains. NaN without an external gain. Source: this project's definition. */
export function nonPartnerShare(nonPartner: number, sums: Float64Array, own: number, project: number): number {
  return share(nonPartner, externalSum(sums, own, project));
}

/**
 * Origin–destination matrix of external gains: the sum of all channels but own learning and common projects.
 * @param out size × size, overwritten
 */
export function externalFlows(gains: Float64Array, size: number, own: number, project: number, out: Float64Array): void {
  const block = size * size;
  out.fill(0);
  for (let channel = 0; channel * block < gains.length; channel++) {
    if (channel === own || channel === project) continue;
    for (let c = 0; c < block; c++) out[c] += gains[channel * block + c];
  }
}

/**
 * Share of flows between different classes: 1 − trace(M)/sum(M). Industries give cross_industry_share, regions
 * cross_region_share. NaN for an empty matrix. Source: origin–destination analysis, Scherer 1982; Jaffe 1986.
 * @param flows size × size
 * @param used leading classes that count, e.g. industries without science and government; default all
 */
export function crossFlowShare(flows: Float64Array, size: number, used: number = size): number {
  let sum = 0;
  let inside = 0;
  for (let o = 0; o < used; o++) {
    for (let d = 0; d < used; d++) sum += flows[o * size + d];
    inside += flows[o * size + o];
  }
  return share(sum - inside, sum);
}

/**
 * The cross share that the same origins and destinations would have if they mixed at random: 1 − Σ oₐ·dₐ, with oₐ and dₐ
 * the shares of class a among origins and destinations. NaN for an empty matrix.
 * Source: the control idea of Jaffe, Trajtenberg & Henderson 1993; Newman 2003 (mixing matrices).
 */
export function randomMixingShare(flows: Float64Array, size: number, used: number = size): number {
  let sum = 0;
  let product = 0;
  for (let a = 0; a < used; a++) {
    let out = 0;
    let into = 0;
    for (let b = 0; b < used; b++) {
      out += flows[a * size + b];
      into += flows[b * size + a];
    }
    sum += out;
    product += out * into;
  }
  return sum > 0 ? 1 - product / (sum * sum) : Number.NaN;
}

/** Cross share ÷ its value under random mixing: 1 random, below 1 closed. NaN where random mixing crosses nothing. Source: see `randomMixingShare`. */
export function crossFlowRatio(flows: Float64Array, size: number, used: number = size): number {
  return share(crossFlowShare(flows, size, used), randomMixingShare(flows, size, used));
}

/**
 * Share of flows between regions that differ in an attribute of the region: with countries, cross_border_share.
 * NaN for an empty matrix. Source: see `crossFlowShare`.
 * @param flows regions × regions
 * @param group attribute per region
 */
export function crossGroupShare(flows: Float64Array, group: Int32Array, regions: number): number {
  let sum = 0;
  let across = 0;
  for (let o = 0; o < regions; o++) {
    for (let d = 0; d < regions; d++) {
      sum += flows[o * regions + d];
      if (group[o] !== group[d]) across += flows[o * regions + d];
    }
  }
  return share(across, sum);
}

/** How transfer fades. NaN where undefined. */
export interface DistanceDecay {
  /** Distance over which the intensity halves, λ·ln 2, in the unit of the distances. NaN where it does not fall. */
  readonly halfDistance: number;
  /** Factor that a border costs beside the distance, 1 none. NaN where distance alone can say as much. */
  readonly borderDiscount: number;
}

/**
 * Least-squares fit of log intensity = a − distance/λ + border·log(discount) over the levels with an intensity above 0.
 * Without two different distances on one side of the border the two cannot be told apart: then one line for all levels.
 * Source: exponential decay as in Keller 2002, AER 92; border effect as in Jaffe, Trajtenberg & Henderson 1993.
 * @param distance distance of each level, e.g. 0, 1, 2, 3
 * @param border 1 where the level lies across a border, else 0
 * @param intensity gains per possible pair of organisations of that level, so that room for a flow is not taken for a flow
 */
export function distanceDecay(distance: ArrayLike<number>, border: ArrayLike<number>, intensity: ArrayLike<number>): DistanceDecay {
  const home = momentsOf(distance, border, intensity, 0);
  const abroad = momentsOf(distance, border, intensity, 1);
  const within = home.along + abroad.along;
  if (home.count > 0 && abroad.count > 0 && within > 0) {
    const slope = (home.across + abroad.across) / within;
    const jump = abroad.meanY - home.meanY - slope * (abroad.meanX - home.meanX);
    return { halfDistance: halving(slope), borderDiscount: exp(jump) };
  }
  const all = momentsOf(distance, border, intensity, -1);
  return { halfDistance: halving(all.across / all.along), borderDiscount: Number.NaN };
}

function halving(slope: number): number {
  return slope < 0 ? -Math.LN2 / slope : Number.NaN;
}

/** Means and centred products of distance and log intensity on one side of the border, or on both (−1). */
function momentsOf(distance: ArrayLike<number>, border: ArrayLike<number>, intensity: ArrayLike<number>, side: number) {
  let count = 0;
  let meanX = 0;
  let meanY = 0;
  let along = 0;
  let across = 0;
  for (let level = 0; level < intensity.length; level++) {
    if (!(intensity[level] > 0) || (side >= 0 && border[level] !== side)) continue;
    const y = log(intensity[level]);
    const dx = distance[level] - meanX;
    count++;
    meanX += dx / count;
    meanY += (y - meanY) / count;
    along += dx * (distance[level] - meanX);
    across += dx * (y - meanY);
  }
  return { count, meanX, meanY, along, across };
}

/** novelty_leverage: share of the innovations from … to − 1 with the flag `outside`. NaN without one. Source: this project's definition. */
export function noveltyLeverage(flags: Int32Array, outside: number, from: number, to: number): number {
  let count = 0;
  for (let n = from; n < to; n++) if ((flags[n] & outside) !== 0) count++;
  return share(count, to - from);
}
