/**
 * Jobs that were found begun by a worker that fell silent. Whether it is dead takes some looks to know: after the server was
 * out of reach nobody has been heard of for a while, and who is heard of again is not to blame.
 */
import type { Book } from './book.js';
import type { Watchers } from './watchers.js';

/** Looks without a beat after which a worker is dead; longer than it takes to find a server again. */
const LOOKS = 4;

interface Silence {
  readonly job: string;
  readonly alone: boolean;
  readonly worker: string;
  /** When the worker was heard of last as the job was found. */
  readonly beat: number;
  looks: number;
}

export class Silences {
  private readonly watchers: Watchers;
  private open: Silence[] = [];

  constructor(watchers: Watchers) {
    this.watchers = watchers;
  }

  add(job: string, worker: string, alone: boolean): void {
    this.open.push({ job, alone, worker, beat: this.watchers.beatOf(worker), looks: 0 });
  }

  /** Jobs that are not decided yet. */
  jobs(): ReadonlySet<string> {
    return new Set(this.open.map(({ job }) => job));
  }

  /** Looks once more; what is decided now. Jobs that are answered meanwhile are forgotten. */
  judge(book: Book): { readonly job: string; readonly alone: boolean; readonly isAlive: boolean }[] {
    const out = this.open.filter(({ job }) => book.handout(job) !== undefined);
    const decided = out.flatMap((silence) => {
      const isAlive = this.watchers.beatOf(silence.worker) > silence.beat;
      return isAlive || ++silence.looks >= LOOKS ? [{ ...silence, isAlive }] : [];
    });
    const over = new Set(decided.map(({ job }) => job));
    this.open = out.filter(({ job }) => !over.has(job));
    return decided;
  }
}
