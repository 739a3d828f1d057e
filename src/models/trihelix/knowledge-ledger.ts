/**
 * The ledger of knowledge gains: who gained from whom, by channel, industry and region, partner or not.
 *
 * `step` holds the gains of the current step, `total` those since the end of burn-in. Industries have two further
 * sectors, science (universities) and government, so that every organisation has a place in the tables.
 */
import { asReals } from '../../core/table.js';
import { CHANNEL, CHANNELS } from './schema.js';

export interface GainTables {
  /** channel × source sector × target sector. */
  readonly bySector: Float64Array;
  /** source region × target region, external gains (from another organisation, outside a common project). */
  readonly byRegion: Float64Array;
  /** external gains from organisations that are no partners. */
  nonPartner: number;
}

export interface KnowledgeLedger {
  readonly sectors: number;
  readonly regions: number;
  readonly step: GainTables;
  readonly total: GainTables;
  /** Knowledge forgotten in the step, brought by entrants, taken along by those who left: for the balance. */
  forgotten: number;
  entered: number;
  /** Knowledge learnt from abroad in the step: it enters the ecosystem, and is no spillover inside it. */
  fromAbroad: number;
  left: number;
  /** Sum of all expertise that the ledger implies; an invariant compares it with the world. */
  balance: number;
}

export function createLedger(sectors: number, regions: number): KnowledgeLedger {
  const step = emptyTables(sectors, regions);
  const total = emptyTables(sectors, regions);
  const ledger = { sectors, regions, step, total, forgotten: 0, entered: 0, fromAbroad: 0, left: 0, balance: 0 };
  return asReals(ledger, ['forgotten', 'entered', 'fromAbroad', 'left', 'balance']);
}

function emptyTables(sectors: number, regions: number): GainTables {
  const bySector = new Float64Array(CHANNELS * sectors * sectors);
  const byRegion = new Float64Array(regions * regions);
  return asReals({ bySector, byRegion, nonPartner: 0 }, ['nonPartner']);
}

/** Sum of the step's gains of one channel. */
export function channelGain(tables: GainTables, sectors: number, channel: number): number {
  const size = sectors * sectors;
  let sum = 0;
  for (let c = channel * size; c < (channel + 1) * size; c++) sum += tables.bySector[c];
  return sum;
}

/** All gains of the tables, own learning included. */
export function allGains(tables: GainTables): number {
  let sum = 0;
  for (let c = 0; c < tables.bySector.length; c++) sum += tables.bySector[c];
  return sum;
}

/** Gains from another organisation outside a common project: spillovers. */
export function spilloverGain(tables: GainTables, sectors: number): number {
  let sum = 0;
  for (let channel = 0; channel < CHANNELS; channel++) {
    if (channel !== CHANNEL.own && channel !== CHANNEL.project) sum += channelGain(tables, sectors, channel);
  }
  return sum;
}

/** External gains by distance level 0…3; `levels` has the level of each pair of regions. */
export function gainsByDistance(tables: GainTables, levels: Int32Array): Float64Array {
  const sums = new Float64Array(4);
  for (let cell = 0; cell < levels.length; cell++) sums[levels[cell]] += tables.byRegion[cell];
  return sums;
}

/** Adds the step's gains to the totals: the last thing that a measured step does. */
export function addToTotals({ step, total }: KnowledgeLedger): void {
  addTo(total.bySector, step.bySector);
  addTo(total.byRegion, step.byRegion);
  total.nonPartner += step.nonPartner;
}

/** Moves the balance by the step that is over and empties the step's tables for the next one. */
export function openLedger(ledger: KnowledgeLedger): void {
  const { step } = ledger;
  ledger.balance = impliedKnowledge(ledger);
  step.bySector.fill(0);
  step.byRegion.fill(0);
  step.nonPartner = 0;
  ledger.forgotten = 0;
  ledger.entered = 0;
  ledger.fromAbroad = 0;
  ledger.left = 0;
}

function addTo(sum: Float64Array, part: Float64Array): void {
  for (let c = 0; c < sum.length; c++) sum[c] += part[c];
}

/** Knowledge that the world must hold now: the balance before the step plus all that the step booked. */
export function impliedKnowledge(ledger: KnowledgeLedger): number {
  return ledger.balance + allGains(ledger.step) - ledger.forgotten + ledger.entered + ledger.fromAbroad - ledger.left;
}
