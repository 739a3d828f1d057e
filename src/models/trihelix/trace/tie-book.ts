/**
 * Ties of a run as records: who, when, through which kind of meeting, which instruments helped and what they spent on it.
 *
 * What an instrument pays for services in a step (events, brokers, places) is laid in equal parts to what it served in that
 * step: ties that it brought about or looked after, projects that it helped along. Where there are none, it stays unplaced.
 */
import { brokerCredit } from '../phases/decide.js';
import { START } from '../schema.js';
import type { TrihelixWorld } from '../world.js';

/** What services can be laid to. */
export interface Served {
  /** Cents of services laid to it, by instrument. */
  readonly cents: Float64Array;
}

export interface TieRecord extends Served {
  /** Row in the table of ties while it lasts. */
  readonly row: number;
  readonly a: number;
  readonly b: number;
  readonly step: number;
  /** How the two met, see MEETING. */
  readonly meeting: number;
  /** Instruments that brought about the meeting or look after the tie since it began. */
  readonly set: number;
  /** Projects for which it brought a leader and a partner together. */
  projects: number;
}

export class TieBook {
  readonly records: TieRecord[] = [];
  /** Cents of services that reached nothing, by instrument. */
  readonly unplaced: Float64Array;
  private readonly instruments: number;
  /** The record of each tie row in use. */
  private readonly current: (TieRecord | undefined)[] = [];
  /** What was served in this step, by instrument. */
  private readonly served: Served[][];

  constructor(instruments: number) {
    this.instruments = instruments;
    this.unplaced = new Float64Array(instruments);
    this.served = Array.from({ length: instruments }, () => []);
  }

  /** The record of the visible tie between i and j. */
  between(world: TrihelixWorld, i: number, j: number): TieRecord | undefined {
    const e = world.network.find(i, j);
    return e < 0 ? undefined : this.current[e];
  }

  /** Takes down the ties that were there at the start, or were agreed in this step and have become visible. */
  open(world: TrihelixWorld): void {
    const { alive, endA, endB, rows } = world.network;
    const { bornAt, channel, exposure } = world.ties.columns;
    for (let e = 0; e < rows; e++) {
      if (alive[e] === 0 || (bornAt[e] !== world.step && bornAt[e] !== START)) continue;
      const old = this.current[e];
      if (old !== undefined && old.step === bornAt[e] && old.a === endA[e] && old.b === endB[e]) continue;
      const record: TieRecord = {
        row: e,
        a: endA[e],
        b: endB[e],
        step: bornAt[e],
        meeting: channel[e],
        set: exposure[e],
        cents: new Float64Array(this.instruments),
        projects: 0,
      };
      this.records.push(record);
      this.current[e] = record;
      this.serve(record, exposure[e]);
    }
  }

  /** Takes down the ties that brokers look after in this step, beside those that they helped to begin. */
  lookAfter(world: TrihelixWorld): void {
    const { alive, endA, endB, rows } = world.network;
    for (let e = 0; e < rows; e++) {
      const record = this.current[e];
      if (alive[e] === 0 || record === undefined) continue;
      const set = brokerCredit(world, endA[e], endB[e]);
      this.serve(record, record.step === world.step ? set & ~record.set : set);
    }
  }

  /** Ends the step: lays what each instrument paid for services to what it served. */
  close(services: Float64Array): void {
    for (let k = 0; k < this.instruments; k++) {
      const all = this.served[k];
      if (all.length === 0) this.unplaced[k] += services[k];
      for (const { cents } of all) cents[k] += services[k] / all.length;
      all.length = 0;
    }
    services.fill(0);
  }

  /** Takes down that the instruments of the set served it in this step. */
  serve(what: Served, set: number): void {
    for (let k = 0; set >>> k !== 0; k++) if (((set >>> k) & 1) === 1) this.served[k].push(what);
  }
}
