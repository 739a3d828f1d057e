/** What an owner knows about the workers: how many threads there are, who is of no use, and when each was heard of last. */
import type { Present, Registry } from './registry.js';
import { GONE, SILENCE } from './registry.js';

/** Looks without any worker after which that is said. */
const PATIENCE = 8;
/** Looks after which the lines of workers that died are swept up. */
const SWEEP = 10;

interface Ours {
  readonly engine: string;
  readonly answers: string;
  readonly onNote: (text: string) => void;
}

export class Watchers {
  /** Threads of all workers that are there. */
  threads = 0;
  private readonly registry: Registry;
  private readonly ours: Ours;
  private beats = new Map<string, number>();
  private readonly told = new Set<string>();
  private alone = 0;
  private looks = 0;

  constructor(registry: Registry, ours: Ours) {
    this.registry = registry;
    this.ours = ours;
  }

  async look(): Promise<void> {
    if (this.looks++ % SWEEP === 0) await this.registry.forget(GONE);
    const all = await this.registry.list();
    const fresh = all.filter(({ age }) => age < SILENCE);
    const mine = fresh.filter((worker) => this.isOurs(worker));
    this.threads = mine.reduce((sum, { what }) => sum + Math.min(1024, Math.max(0, Number.parseInt(what, 10) || 0)), 0);
    this.beats = new Map(all.map(({ id, beat }) => [id, beat]));
    this.alone = mine.length > 0 ? 0 : this.alone + 1;
    if (this.alone === PATIENCE) this.ours.onNote('no worker is there; start one with: trihelix worker --queue ADDRESS');
  }

  /** The server's time when a worker was heard of last; −1 when it never was. */
  beatOf(id: string): number {
    return this.beats.get(id) ?? -1;
  }

  /** A worker of another engine or with another secret refuses itself; this says why it does not help. */
  private isOurs({ engine, answers, sealed }: Present): boolean {
    const isSame = engine === this.ours.engine && answers === this.ours.answers;
    if (isSame && sealed) return true;
    const text = isSame
      ? 'a worker has another secret and gets no runs'
      : `a worker of the engine ${engine} gets no runs; this study is computed by ${this.ours.engine}`;
    if (!this.told.has(text) && this.told.size < 10) this.ours.onNote(text);
    this.told.add(text);
    return false;
  }
}
