/**
 * What was done, step by step, so that it can be undone and done again. Every entry is the whole state that a user sees to be
 * his; what follows from it, such as the runs, is computed anew.
 */
import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals';

/** Most steps back. */
const LONGEST = 500;

export class History<T> {
  readonly past: ReadonlySignal<readonly T[]>;
  readonly future: ReadonlySignal<readonly T[]>;
  private readonly before: Signal<readonly T[]> = signal([]);
  private readonly after: Signal<readonly T[]> = signal([]);
  private readonly read: () => T;
  private readonly write: (state: T) => void;
  /** What the last entry was made by, and what all entries are made by now. */
  private last: unknown;
  private whole: unknown;

  constructor(read: () => T, write: (state: T) => void) {
    this.read = read;
    this.write = write;
    this.past = this.before;
    this.future = this.after;
  }

  /** Keeps the present state; to be called before it changes. Calls by the same gesture, e.g. one drag, make one entry. */
  note(gesture: unknown = {}): void {
    const by = this.whole ?? gesture;
    if (by === this.last) return;
    this.last = by;
    batch(() => {
      this.before.value = [...this.before.value.slice(1 - LONGEST), this.read()];
      this.after.value = [];
    });
  }

  /** Makes one entry of everything that the action does. */
  together(action: () => void): void {
    const outer = this.whole;
    this.whole ??= {};
    try {
      batch(action);
    } finally {
      this.whole = outer;
    }
  }

  /** Begins anew with the present state. */
  forget(): void {
    this.last = undefined;
    this.before.value = [];
    this.after.value = [];
  }

  undo(): void {
    this.travel(this.before, this.after);
  }

  redo(): void {
    this.travel(this.after, this.before);
  }

  private travel(from: Signal<readonly T[]>, to: Signal<readonly T[]>): void {
    const target = from.value.at(-1);
    if (target === undefined) return;
    this.last = undefined;
    batch(() => {
      from.value = from.value.slice(0, -1);
      to.value = [...to.value, this.read()];
      this.write(target);
    });
  }
}
