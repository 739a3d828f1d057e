/** Many worlds: the same two settings under one draw of luck after another, and the interval of their difference. */
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type MeanTest, pairedTest } from '../../experiment/statistics.js';
import type { Engine, Job } from '../engine/engine.js';
import { runOf } from './choice.js';
import type { Lab } from './lab.js';

/** One draw of luck: the figure of both worlds. */
export interface Pair {
  readonly replicate: number;
  readonly left: number;
  readonly right: number;
}

export class ManyWorlds {
  readonly pairs = signal<readonly Pair[]>([]);
  readonly running = signal(false);
  readonly failure = signal('');
  /** What the pairs stand for; when the setup moves on they are out of date. */
  readonly of = signal('');
  readonly wanted = signal(100);
  readonly test: ReadonlySignal<MeanTest | undefined>;
  private readonly lab: Lab;
  private readonly engine: Engine;
  private job: Job | null = null;

  constructor(lab: Lab, engine: Engine) {
    this.lab = lab;
    this.engine = engine;
    this.test = computed(() => pairedTest(differencesOf(this.pairs.value)));
  }

  /** Names the two settings and the metric, whatever their luck. */
  key(): string {
    const { left, right, metric } = this.lab.setup.value;
    return JSON.stringify([{ ...left, replicate: 0 }, right === null ? null : { ...right, replicate: 0 }, metric]);
  }

  start(): void {
    const { left, right, metric } = this.lab.setup.peek();
    this.stop();
    this.pairs.value = [];
    this.failure.value = '';
    this.of.value = this.key();
    this.running.value = true;
    const [one, other] = [runOf(this.lab.source, left), right === null ? null : runOf(this.lab.source, right)];
    this.job = this.engine.sample(
      { left: one, right: other, first: 0, count: this.wanted.peek(), metric },
      {
        figures: (replicate, a, b) => {
          this.pairs.value = [...this.pairs.value, { replicate, left: a, right: b }];
        },
        done: () => {
          this.running.value = false;
        },
        failed: (message) => {
          this.failure.value = message;
          this.running.value = false;
        },
      },
    );
  }

  /** Ends the job and keeps what there is. */
  stop(): void {
    this.job?.cancel();
    this.job = null;
    this.running.value = false;
  }
}

/** Right − left of the pairs in which both have a value; the left figures themselves where there is no right world. */
export function differencesOf(pairs: readonly Pair[]): number[] {
  const alone = pairs.every(({ right }) => Number.isNaN(right));
  return pairs.map(({ left, right }) => (alone ? left : right - left)).filter((value) => Number.isFinite(value));
}
