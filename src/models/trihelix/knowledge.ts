/** Kernels on rows of expertise: distance, value of a partner, gains that are booked as they are made. */
import { CHANNEL } from './schema.js';
import type { TrihelixWorld } from './world.js';

/**
 * Cognitive distance 1 − cos(aᵢ, aⱼ) of two rows (Jaffe 1986); 1 where one of them knows nothing.
 * @param width numbers per row; i and j are row numbers
 */
export function cognitiveDistance(expertise: Float64Array, width: number, i: number, j: number): number {
  let dot = 0;
  let squaresI = 0;
  let squaresJ = 0;
  for (let p = i * width, q = j * width, end = p + width; p < end; p++, q++) {
    const ei = expertise[p];
    const ej = expertise[q];
    dot += ei * ej;
    squaresI += ei * ei;
    squaresJ += ej * ej;
  }
  const lengths = Math.sqrt(squaresI * squaresJ);
  return lengths === 0 ? 1 : Math.max(0, 1 - dot / lengths);
}

/** Value of a partner at that distance: 4·d·(1−d), the inverted U of Nooteboom 2000. */
export function partnerValue(distance: number): number {
  return 4 * distance * (1 - distance);
}

/**
 * Books a gain of organisation i from organisation j in the step's tables. External gains (channels other than own and
 * project) are booked by region too.
 */
export function bookGain(world: TrihelixWorld, channel: number, j: number, i: number, amount: number, partners: boolean): void {
  const { ledger } = world;
  const sectors = ledger.sectors;
  const cell = (channel * sectors + world.organisations.columns.sector[j]) * sectors + world.organisations.columns.sector[i];
  ledger.step.bySector[cell] += amount;
  if (channel === CHANNEL.own || channel === CHANNEL.project) return;
  const { region } = world.organisations.columns;
  ledger.step.byRegion[region[j] * ledger.regions + region[i]] += amount;
  if (!partners) ledger.step.nonPartner += amount;
}

/** Books what organisation i gained in domain d from results published in region s. */
export function bookPublished(world: TrihelixWorld, s: number, d: number, i: number, amount: number): void {
  const { ledger, regions } = world;
  const { sector, region } = world.organisations.columns;
  const from = regions.columns.poolSector[s * world.domains + d];
  ledger.step.bySector[(CHANNEL.public * ledger.sectors + from) * ledger.sectors + sector[i]] += amount;
  ledger.step.byRegion[s * ledger.regions + region[i]] += amount;
  ledger.step.nonPartner += amount;
}

/** Raises one number of expertise by a share of what the other is ahead, books it and returns the gain. */
export function transfer(world: TrihelixWorld, channel: number, j: number, i: number, d: number, share: number, partners: boolean): number {
  const { expertise } = world.organisations.columns;
  const at = i * world.domains + d;
  const lead = expertise[j * world.domains + d] - expertise[at];
  if (lead <= 0) return 0;
  const gain = share * lead;
  expertise[at] += gain;
  bookGain(world, channel, j, i, gain, partners);
  return gain;
}
