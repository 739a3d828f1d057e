/**
 * The laboratory's state and everything that can be done with it. What a user chose can be undone; what follows from it, the
 * recordings, is computed anew by the worker. One world or two, one time for both.
 */
import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Show } from '../../experiment/lesson/lesson.js';
import type { Engine, Job } from '../engine/engine.js';
import { type LabSource, plainChoice, runOf, type WorldChoice } from './choice.js';
import { emptyRecording, firstDivergence, type Recording } from './recording.js';

/** What can be undone. */
export interface Setup {
  readonly left: WorldChoice;
  readonly right: WorldChoice | null;
  readonly metric: string;
}
export type Side = 'left' | 'right';

/** Most steps back. */
const LONGEST_PAST = 100;

export class Lab {
  readonly source: LabSource;
  readonly setup: Signal<Setup>;
  readonly past = signal<readonly Setup[]>([]);
  readonly future = signal<readonly Setup[]>([]);
  /** Steps that are shown as done, 1 … steps. */
  readonly step = signal(1);
  readonly playing = signal(false);
  /** Steps per second. */
  readonly speed = signal(4);
  readonly recordings: Readonly<Record<Side, Signal<Recording | null>>> = { left: signal(null), right: signal(null) };
  /** Hash of the last replay with the same luck, and whether it was equal. */
  readonly replay = signal<{ readonly hash: string; readonly equal: boolean } | null>(null);
  readonly divergence: ReadonlySignal<ReturnType<typeof firstDivergence>>;
  readonly engine: Engine;
  /** Answers questions about a run while worlds are computed; the same engine where there is no other. */
  readonly asker: Engine;
  private readonly jobs: Record<Side, Job | null> = { left: null, right: null };
  private readonly recorded: Record<Side, string> = { left: '', right: '' };

  constructor(source: LabSource, engine: Engine, asker = engine) {
    this.source = source;
    this.engine = engine;
    this.asker = asker;
    this.setup = signal({ left: plainChoice(source.variants[0]?.name ?? ''), right: null, metric: source.metrics[0] ?? '' });
    this.divergence = computed(() => {
      const { left, right } = this.recordings;
      return left.value === null || right.value === null ? undefined : firstDivergence(left.value, right.value);
    });
    effect(() => this.record('left', this.setup.value.left));
    effect(() => this.record('right', this.setup.value.right));
  }

  /** Choices of both sides. */
  choice(side: Side): WorldChoice | null {
    return this.setup.value[side];
  }

  /** Changes the setup so that it can be undone. */
  change(change: Partial<Setup>): void {
    const next = { ...this.setup.value, ...change };
    if (JSON.stringify(next) === JSON.stringify(this.setup.value)) return;
    batch(() => {
      this.past.value = [...this.past.value.slice(-LONGEST_PAST), this.setup.value];
      this.future.value = [];
      this.replay.value = null;
      this.setup.value = next;
    });
  }

  changeWorld(side: Side, change: Partial<WorldChoice>): void {
    const choice = this.setup.value[side];
    if (choice !== null) this.change({ [side]: { ...choice, ...change } });
  }

  /** Another variant to start from, without changes. */
  start(side: Side, world: string): void {
    const choice = this.setup.value[side];
    if (choice !== null) this.change({ [side]: { ...plainChoice(world, choice.replicate), hands: choice.hands } });
  }

  /** The values of the variant. */
  reset(side: Side): void {
    const choice = this.setup.value[side];
    if (choice !== null) this.change({ [side]: plainChoice(choice.world, choice.replicate) });
  }

  undo(): void {
    this.travel(this.past, this.future);
  }

  redo(): void {
    this.travel(this.future, this.past);
  }

  private travel(from: Signal<readonly Setup[]>, to: Signal<readonly Setup[]>): void {
    const target = from.value.at(-1);
    if (target === undefined) return;
    batch(() => {
      from.value = from.value.slice(0, -1);
      to.value = [...to.value, this.setup.value];
      this.replay.value = null;
      this.setup.value = target;
    });
  }

  /** Computes the left world again from its beginning and compares the hashes. */
  playAgain(): void {
    const before = this.recordings.left.value?.hash;
    this.step.value = 1;
    this.playing.value = true;
    this.compute('left', this.setup.value.left, (hash) => {
      if (before !== undefined) this.replay.value = { hash, equal: hash === before };
    });
  }

  /** Both worlds on the next draw of luck. */
  newLuck(): void {
    const { left, right } = this.setup.value;
    const replicate = Math.max(left.replicate, right?.replicate ?? 0) + 1;
    const together = right !== null && right.replicate === left.replicate;
    this.change({
      left: { ...left, replicate },
      right: right === null ? null : { ...right, replicate: together ? replicate : replicate + 1 },
    });
    this.step.value = 1;
    this.playing.value = true;
  }

  /** A second world beside the first: the same settings and luck to begin with, or the same settings and other luck. */
  beside(luck: 'same' | 'new'): void {
    const { left } = this.setup.value;
    this.change({ right: { ...left, replicate: luck === 'same' ? left.replicate : left.replicate + 1 } });
  }

  /** A second world that shares everything up to the shown step with the first; what is added to it begins there. */
  branch(): void {
    this.playing.value = false;
    this.change({ right: { ...this.setup.value.left, from: this.step.value - 1 } });
  }

  alone(): void {
    this.change({ right: null });
  }

  /** What a step of a lesson shows. */
  show({ left, right, luck, metric }: Show): void {
    const { replicate } = this.setup.value.left;
    this.change({
      left: plainChoice(left, replicate),
      right: right === undefined ? null : plainChoice(right, luck === 'same' ? replicate : replicate + 1),
      metric,
    });
  }

  /** Moves the shown time, held inside the run. */
  goTo(step: number): void {
    this.step.value = Math.min(this.source.steps, Math.max(1, Math.trunc(step)));
  }

  /** Stops computing a world and keeps what there is. */
  stop(side: Side): void {
    this.jobs[side]?.cancel();
    const slot = this.recordings[side];
    if (slot.value !== null) slot.value = { ...slot.value, stopped: true };
  }

  /** Computes a world that was stopped from its beginning. */
  computeAgain(side: Side): void {
    const choice = this.setup.value[side];
    if (choice !== null) this.compute(side, choice);
  }

  /** Ends what is being computed. */
  close(): void {
    for (const job of Object.values(this.jobs)) job?.cancel();
  }

  private record(side: Side, choice: WorldChoice | null): void {
    const key = choice === null ? '' : JSON.stringify(runOf(this.source, choice));
    if (key === this.recorded[side]) return;
    this.recorded[side] = key;
    this.jobs[side]?.cancel();
    if (choice === null) this.recordings[side].value = null;
    else this.compute(side, choice);
  }

  private compute(side: Side, choice: WorldChoice, then: (hash: string) => void = () => undefined): void {
    const run = runOf(this.source, choice);
    const slot = this.recordings[side];
    // The old picture stays until the new run has frames, so that nothing flickers.
    let fresh: Recording = emptyRecording(this.source.model, run);
    const update = (change: Partial<Recording>): void => {
      fresh = { ...fresh, ...change };
      slot.value = fresh;
    };
    this.jobs[side]?.cancel();
    this.jobs[side] = this.engine.record(
      run,
      {
        frames: (frames) => update({ frames: [...fresh.frames, ...frames] }),
        done: (values, hash, watched, chronicle) => {
          update({ values, hash, watched, chronicle });
          then(hash);
        },
        failed: (failure) => update({ failure }),
      },
      this.source.watch,
    );
  }
}
