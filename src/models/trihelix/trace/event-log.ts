/**
 * The log of knowledge events of a run, as growing columns: who gained how much in which domain, from whom, by which channel.
 *
 * A *holder* is an organisation row, or beyond the rows the published knowledge of a region. A *cell* is a holder and a domain:
 * holder · domains + domain. Knowledge never passes from one domain to another.
 */

/** Stands for nobody else: what the holder made itself or began with. */
export const NOBODY = -1;

const FIRST_ROOM = 65536;

export class EventLog {
  count = 0;
  /** Number of the first event of each step. */
  readonly stepStart: number[] = [];
  /** Cell that gains. */
  cell = new Int32Array(FIRST_ROOM);
  /** Holder that it came from, or NOBODY. */
  source = new Int32Array(FIRST_ROOM);
  /** Channel, see TRACE_CHANNEL. */
  channel = new Uint8Array(FIRST_ROOM);
  /** Number in the table of means: which instruments helped. */
  means = new Int32Array(FIRST_ROOM);
  /** Share of the cell's stock after the event that the event brought, 0 … 1. */
  share = new Float64Array(FIRST_ROOM);
  /** Mastery gained; rounded, for sums that are shown. */
  amount = new Float32Array(FIRST_ROOM);

  add(cell: number, source: number, channel: number, means: number, share: number, amount: number): void {
    if (this.count === this.cell.length) this.enlarge();
    const n = this.count++;
    this.cell[n] = cell;
    this.source[n] = source;
    this.channel[n] = channel;
    this.means[n] = means;
    this.share[n] = share;
    this.amount[n] = amount;
  }

  /** Step in which an event happened; what came before the first step counts as step 0. */
  stepOf(event: number): number {
    let low = 0;
    let high = this.stepStart.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.stepStart[middle] <= event) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private enlarge(): void {
    const room = 2 * this.count;
    const larger = <A extends Int32Array | Uint8Array | Float64Array | Float32Array>(made: A, old: A): A => {
      made.set(old);
      return made;
    };
    this.cell = larger(new Int32Array(room), this.cell);
    this.source = larger(new Int32Array(room), this.source);
    this.channel = larger(new Uint8Array(room), this.channel);
    this.means = larger(new Int32Array(room), this.means);
    this.share = larger(new Float64Array(room), this.share);
    this.amount = larger(new Float32Array(room), this.amount);
  }
}

/** Where to find the events of a cell: those of cell c, oldest first, are `events[start[c]] … events[start[c + 1] − 1]`. */
export interface EventIndex {
  readonly start: Int32Array;
  readonly events: Int32Array;
}

/** @param cells number of cells */
export function indexEvents(log: EventLog, cells: number): EventIndex {
  const start = new Int32Array(cells + 1);
  for (let n = 0; n < log.count; n++) start[log.cell[n] + 1] += 1;
  for (let c = 0; c < cells; c++) start[c + 1] += start[c];
  const next = start.slice(0, cells);
  const events = new Int32Array(log.count);
  for (let n = 0; n < log.count; n++) {
    const cell = log.cell[n];
    events[next[cell]] = n;
    next[cell] += 1;
  }
  return { start, events };
}
