/**
 * The outcomes of a study as they lie in its journal: an index in memory, the numbers read when they are asked for.
 *
 * Recently used numbers are kept up to a fixed number of bytes, so small studies are read once and large ones never
 * fill the memory. Every record that is read is checked against its checksum again.
 */
import type { Plan, Results, RunOutcome } from '../experiment/study.js';
import { type JournalEntry, readEntry } from './journal-scan.js';
import { outcomeOf, type TriedOutcome } from './records.js';

const CACHE_BYTES = 64 * 2 ** 20;
const NONE = new Float64Array(0);

export class StoredResults implements Results {
  readonly plan: Plan;
  private readonly folder: string;
  private readonly store: Uint8Array;
  private readonly entries: Map<number, JournalEntry>;
  private readonly cacheBytes: number;
  /** Least recently used first. */
  private readonly cache = new Map<number, Float64Array>();
  private cached = 0;
  private sorted: number[] | undefined;

  /** @param entries records found by the scan; runs that the plan does not have are left out */
  constructor(folder: string, store: Uint8Array, plan: Plan, entries: ReadonlyMap<number, JournalEntry>, cacheBytes = CACHE_BYTES) {
    this.folder = folder;
    this.store = store;
    this.plan = plan;
    this.entries = new Map([...entries].filter(([id]) => id < plan.runs.length));
    this.cacheBytes = cacheBytes;
  }

  get ids(): readonly number[] {
    this.sorted ??= [...this.entries.keys()].sort((a, b) => a - b);
    return this.sorted;
  }

  /** The outcome of a run; its values are read at their first use. Reading throws StoreError when the record is damaged. */
  outcome(id: number): RunOutcome | undefined {
    const entry = this.entries.get(id);
    if (entry === undefined) return undefined;
    const outcome = outcomeOf(entry.header, NONE);
    if (outcome.status === 'failed') return outcome;
    const read = (): Float64Array => this.values(entry);
    let values: Float64Array | undefined;
    return {
      ...outcome,
      get values() {
        values ??= read();
        return values;
      },
    };
  }

  /** Number of runs that ended well and that failed. */
  count(): { done: number; failed: number } {
    let failed = 0;
    for (const { header } of this.entries.values()) if (header.status === 'failed') failed++;
    return { done: this.entries.size - failed, failed };
  }

  /** The same records under a plan that says other things about the same runs. */
  withPlan(plan: Plan): StoredResults {
    return new StoredResults(this.folder, this.store, plan, this.entries, this.cacheBytes);
  }

  /** Takes in a record that has just been stored. */
  add(entry: JournalEntry, outcome: TriedOutcome): void {
    if (!this.entries.has(entry.header.id)) this.sorted = undefined;
    this.entries.set(entry.header.id, entry);
    if (outcome.status === 'done') this.keep(outcome.id, outcome.values);
  }

  private values(entry: JournalEntry): Float64Array {
    const { id } = entry.header;
    const known = this.cache.get(id);
    if (known !== undefined) {
      this.cache.delete(id);
      this.cache.set(id, known);
      return known;
    }
    const values = readEntry(this.folder, this.store, entry);
    this.keep(id, values);
    return values;
  }

  private keep(id: number, values: Float64Array): void {
    this.cached += values.byteLength - (this.cache.get(id)?.byteLength ?? 0);
    this.cache.delete(id);
    this.cache.set(id, values);
    for (const [oldest, held] of this.cache) {
      if (this.cached <= this.cacheBytes || oldest === id) return;
      this.cache.delete(oldest);
      this.cached -= held.byteLength;
    }
  }
}
