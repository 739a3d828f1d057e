/**
 * Where the records of a journal lie and what they say before their numbers, by run: a few numbers per run in columns, because
 * a study may have a million of them and an object for each would fill the memory of the process that owns it.
 */
import type { RunFailure } from '../experiment/study.js';
import type { RecordHeader } from './records.js';

/** A run's record and where its frame lies. */
export interface JournalEntry {
  readonly header: RecordHeader;
  readonly file: string;
  readonly offset: number;
  readonly payloadLength: number;
}

/** Ids from here on have no place in the columns; no plan has so many runs. */
const MOST = 2 ** 20;
const FIRST = 1024;
const DONE = 1;
const FAILED = 2;

/** Numbers of a run in the columns: place and length of its payload, milliseconds, attempt, count of its values, file. */
const WIDTH = 6;

export class RecordIndex {
  private readonly files: string[] = [];
  private readonly failures = new Map<number, RunFailure>();
  /** Entries of runs that no plan has. */
  private readonly strangers = new Map<number, JournalEntry>();
  private status = new Uint8Array(FIRST);
  private numbers = new Float64Array(FIRST * WIDTH);
  private count = 0;

  get size(): number {
    return this.count + this.strangers.size;
  }

  /** What became of a run, without making its entry. */
  statusOf(id: number): 'done' | 'failed' | undefined {
    if (id >= MOST) return this.strangers.get(id)?.header.status;
    const status = this.status[id];
    return status === DONE ? 'done' : status === FAILED ? 'failed' : undefined;
  }

  /** Count of the numbers in the record of a run; 0 where there is none. */
  valuesOf(id: number): number {
    return id >= MOST ? (this.strangers.get(id)?.header.values ?? 0) : (this.numbers[id * WIDTH + 4] ?? 0);
  }

  get(id: number): JournalEntry | undefined {
    if (id >= MOST) return this.strangers.get(id);
    const status = this.statusOf(id);
    if (status === undefined) return undefined;
    const row = this.numbers.subarray(id * WIDTH, (id + 1) * WIDTH);
    const [offset, payloadLength, milliseconds, attempt, values, file] = row as unknown as [number, number, number, number, number, number];
    const failure = this.failures.get(id);
    const header: RecordHeader = { id, status, milliseconds, attempt, ...(failure !== undefined && { failure }), values };
    return { header, file: this.files[file] as string, offset, payloadLength };
  }

  /** Takes an entry, in place of an earlier one of the same run. */
  set(entry: JournalEntry): void {
    const { header, file, offset, payloadLength } = entry;
    const { id, status, milliseconds, attempt, failure, values } = header;
    if (id >= MOST) {
      this.strangers.set(id, entry);
      return;
    }
    if (id >= this.status.length) this.grow(id);
    if (this.status[id] === 0) this.count++;
    this.status[id] = status === 'done' ? DONE : FAILED;
    this.numbers.set([offset, payloadLength, milliseconds, attempt, values, this.numberOf(file)], id * WIDTH);
    if (failure === undefined) this.failures.delete(id);
    else this.failures.set(id, failure);
  }

  /** Ids in ascending order. */
  *keys(): Generator<number> {
    for (let id = 0; id < this.status.length; id++) if (this.status[id] !== 0) yield id;
    yield* [...this.strangers.keys()].sort((a, b) => a - b);
  }

  private numberOf(file: string): number {
    const known = this.files.lastIndexOf(file);
    return known >= 0 ? known : this.files.push(file) - 1;
  }

  private grow(id: number): void {
    const length = Math.max(2 * this.status.length, 2 ** Math.ceil(Math.log2(id + 1)));
    const [status, numbers] = [new Uint8Array(length), new Float64Array(length * WIDTH)];
    status.set(this.status);
    numbers.set(this.numbers);
    this.status = status;
    this.numbers = numbers;
  }
}
