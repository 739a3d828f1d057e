/**
 * A second set of books: the stock of every holder in every domain as it follows from traced events alone, and the share of
 * it that is laid to each instrument.
 *
 * Rule: proportional accounting. A stock is one well-mixed pool; a gain adds a part whose mix is that of its source, and what is
 * forgotten is lost from all parts in proportion, which leaves the mix as it is. Of a gain that instruments helped to pass, their
 * weights are laid to them; the rest keeps the history of its source: the last helper counts.
 */
import { InvariantError } from '../../../core/errors.js';
import { CHANNELS } from '../schema.js';
import type { TrihelixWorld } from '../world.js';
import { EventLog, NOBODY } from './event-log.js';
import { MeansTable } from './means.js';

/** How far traced and booked numbers may differ: rounding, since sums are taken in another order. */
const TOLERANCE = 1e-9;

export class KnowledgeBook {
  readonly world: TrihelixWorld;
  readonly domains: number;
  /** Organisation rows, then one holder per region for what is published there. */
  readonly holders: number;
  readonly stock: Float64Array;
  /** Per cell and instrument the share of the stock that is laid to it. */
  readonly laid: Float64Array;
  /** Gains of the step, channel × source sector × target sector: must become what the ledger has booked. */
  readonly traced: Float64Array;
  readonly log = new EventLog();
  readonly means: MeansTable;
  private readonly instruments: number;

  constructor(world: TrihelixWorld) {
    this.world = world;
    this.domains = world.domains;
    this.holders = world.rows + world.regionCount;
    this.instruments = world.programmes.names.length;
    this.stock = new Float64Array(this.holders * world.domains);
    this.laid = new Float64Array(this.stock.length * this.instruments);
    this.traced = new Float64Array(world.ledger.step.bySector.length);
    this.means = new MeansTable(this.instruments);
  }

  /** The holder that stands for what is published in region r. */
  poolOf(r: number): number {
    return this.world.rows + r;
  }

  /**
   * Adds a gain of holder `to` in domain d and logs it; nothing happens for amounts that are not above 0.
   * @param from holder that it came from, or NOBODY
   * @param means number in the table of means
   */
  gain(channel: number, from: number, to: number, d: number, amount: number, means = 0): void {
    if (!(amount > 0)) return;
    const cell = to * this.domains + d;
    const after = this.stock[cell] + amount;
    const share = amount / after;
    this.stock[cell] = after;
    this.mix(cell, from === NOBODY ? NOBODY : from * this.domains + d, share, means);
    this.log.add(cell, from, channel, means, share, amount);
    if (channel >= CHANNELS || to >= this.world.rows) return;
    const { sectors } = this.world.ledger;
    const target = this.world.organisations.columns.sector[to];
    this.traced[(channel * sectors + this.sectorOf(from, d, target)) * sectors + target] += amount;
  }

  /** Takes away from a stock; its mix stays as it is. */
  lose(holder: number, d: number, amount: number): void {
    this.stock[holder * this.domains + d] -= amount;
  }

  /**
   * Compares the stocks with the world and takes over its numbers, so that rounding does not add up.
   * @throws InvariantError where they differ: an event was not traced
   */
  mustAgree(phase: string): void {
    const { expertise } = this.world.organisations.columns;
    const { pool } = this.world.regions.columns;
    const from = this.world.rows * this.domains;
    this.agree(expertise, 0, phase);
    this.agree(pool, from, phase);
    this.stock.set(expertise);
    this.stock.set(pool, from);
  }

  /** Compares the gains of the step with the ledger's. @throws InvariantError where they differ */
  mustMatchLedger(): void {
    const { bySector } = this.world.ledger.step;
    for (let c = 0; c < bySector.length; c++) {
      if (Math.abs(bySector[c] - this.traced[c]) <= TOLERANCE * Math.max(1, bySector[c])) continue;
      const channel = Math.floor(c / (this.world.ledger.sectors * this.world.ledger.sectors));
      const detail = `channel ${channel}: booked ${bySector[c]}, traced ${this.traced[c]}`;
      throw new InvariantError('every booked gain is traced', this.world.step, 'close-step', detail);
    }
    this.traced.fill(0);
  }

  private agree(actual: Float64Array, at: number, phase: string): void {
    for (let c = 0; c < actual.length; c++) {
      if (Math.abs(actual[c] - this.stock[at + c]) <= TOLERANCE) continue;
      const detail = `holder ${Math.floor((at + c) / this.domains)}, domain ${c % this.domains}: ${actual[c]}, traced ${this.stock[at + c]}`;
      throw new InvariantError('every change of knowledge is traced', this.world.step, phase, detail);
    }
  }

  private mix(cell: number, from: number, share: number, means: number): void {
    const { laid, instruments } = this;
    const { weights, rest } = this.means.rows[means];
    const keep = 1 - share;
    const passed = from === NOBODY ? 0 : share * rest;
    for (let k = 0, to = cell * instruments, source = from * instruments; k < instruments; k++, to++, source++)
      laid[to] = keep * laid[to] + share * weights[k] + (passed === 0 ? 0 : passed * laid[source]);
  }

  private sectorOf(from: number, d: number, own: number): number {
    const { rows, organisations, regions } = this.world;
    if (from === NOBODY) return own;
    return from < rows ? organisations.columns.sector[from] : regions.columns.poolSector[(from - rows) * this.domains + d];
  }
}
