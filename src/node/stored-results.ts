/**
 * The outcomes of a study as they lie in its journal: an index in memory, the numbers read when they are asked for.
 *
 * The numbers of a small study are kept, so that they are read once. Those of a large one are not kept at all: every pass
 * over it would push out what the next one begins with. Every record that is read is checked against its checksum again.
 */
import type { Plan, Results, RunOutcome } from '../experiment/study.js';
import { growYoungSpace } from './heap.js';
import type { JournalEntry, RecordIndex } from './record-index.js';
import { RecordReader } from './record-reader.js';
import { outcomeOf, type TriedOutcome } from './records.js';

/** A study with more bytes of numbers than this is a large one. */
const CACHE_BYTES = 32 * 2 ** 20;
const NONE = new Float64Array(0);

export class StoredResults implements Results {
  readonly plan: Plan;
  private readonly folder: string;
  private readonly store: Uint8Array;
  private readonly entries: RecordIndex;
  private readonly cacheBytes: number;
  private readonly reader: RecordReader;
  private readonly cache = new Map<number, Float64Array>();
  /** Bytes of all numbers. */
  private bytes = 0;
  private sorted: number[] | undefined;

  /** @param entries records found by the scan, to which later ones are added; runs that the plan does not have are left out */
  constructor(folder: string, store: Uint8Array, plan: Plan, entries: RecordIndex, cacheBytes = CACHE_BYTES) {
    this.folder = folder;
    this.store = store;
    this.plan = plan;
    this.entries = entries;
    for (const id of this.ids) this.bytes += 8 * entries.valuesOf(id);
    this.cacheBytes = cacheBytes;
    this.reader = new RecordReader(folder, store);
  }

  get ids(): readonly number[] {
    this.sorted ??= [...this.entries.keys()].filter((id) => id < this.plan.runs.length);
    return this.sorted;
  }

  /** The outcome of a run; its values are read at their first use. Reading throws StoreError when the record is damaged. */
  outcome(id: number): RunOutcome | undefined {
    return this.outcomeBy(id, (entry) => this.values(entry));
  }

  /** The outcomes of these ids that are there; the numbers of a large study are read to one room, over those read before. */
  *stream(ids: readonly number[]): Generator<RunOutcome> {
    const reader = new RecordReader(this.folder, this.store, true);
    const read = (entry: JournalEntry): Float64Array => (this.isLarge ? reader.read(entry) : this.values(entry));
    for (const id of ids) {
      const outcome = this.outcomeBy(id, read);
      if (outcome !== undefined) yield outcome;
    }
  }

  private outcomeBy(id: number, read: (entry: JournalEntry) => Float64Array): RunOutcome | undefined {
    const entry = id < this.plan.runs.length ? this.entries.get(id) : undefined;
    if (entry === undefined) return undefined;
    const outcome = outcomeOf(entry.header, NONE);
    if (outcome.status === 'failed') return outcome;
    let values: Float64Array | undefined;
    return {
      ...outcome,
      get values() {
        values ??= read(entry);
        return values;
      },
    };
  }

  /** What became of a run, the quick way. */
  statusOf(id: number): 'done' | 'failed' | undefined {
    return id < this.plan.runs.length ? this.entries.statusOf(id) : undefined;
  }

  /** Number of runs that ended well and that failed. */
  count(): { done: number; failed: number } {
    const failed = this.ids.filter((id) => this.statusOf(id) === 'failed').length;
    return { done: this.ids.length - failed, failed };
  }

  /** The same records under a plan that says other things about the same runs. */
  withPlan(plan: Plan): StoredResults {
    return new StoredResults(this.folder, this.store, plan, this.entries, this.cacheBytes);
  }

  /** Takes in a record that has just been stored. */
  add(entry: JournalEntry, outcome: TriedOutcome): void {
    growYoungSpace();
    const { id, values } = entry.header;
    if (this.entries.statusOf(id) === undefined) this.sorted = undefined;
    this.bytes += 8 * (values - this.entries.valuesOf(id));
    this.entries.set(entry);
    if (outcome.status === 'done') this.keep(id, outcome.values);
  }

  private get isLarge(): boolean {
    return this.bytes > this.cacheBytes;
  }

  private values(entry: JournalEntry): Float64Array {
    const known = this.cache.get(entry.header.id);
    if (known !== undefined) return known;
    const values = this.reader.read(entry);
    this.keep(entry.header.id, values);
    return values;
  }

  private keep(id: number, values: Float64Array): void {
    if (!this.isLarge) this.cache.set(id, values);
    else if (this.cache.size > 0) this.cache.clear();
  }
}
