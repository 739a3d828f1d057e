/**
 * The laboratory's state and everything that can be done with it. What a user chose can be undone; what follows from it, the
 * recordings, is computed anew by the worker. One world or two, one time for both.
 */
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Show } from '../../experiment/lesson/lesson.js';
import type { Engine } from '../engine/engine.js';
import { type LabSource, plainChoice, type WorldChoice } from './choice.js';
import { History } from './history.js';
import { Recorder, type Side } from './recorder.js';
import { firstDivergence } from './recording.js';

/** The worlds, and what of them is measured. */
export interface Setup {
  readonly left: WorldChoice;
  readonly right: WorldChoice | null;
  readonly metric: string;
}
/** All that can be undone: worlds, the shown step, and what is looked at: tab, picture, its choices, by name. */
export interface Moment {
  readonly setup: Setup;
  readonly step: number;
  readonly looks: Readonly<Record<string, string>>;
}
export type { Side };

/** What undoes and redoes, whoever keeps the states. */
export type Past = Pick<History<unknown>, 'past' | 'future' | 'note' | 'together' | 'forget' | 'undo' | 'redo'>;

/** A choice of what is looked at. */
export interface Look {
  value: string;
}

export interface LabOptions {
  /** Answers questions about a run; without one the engine that computes the worlds does. */
  readonly asker?: Engine;
  /** Keeps the states of more than this laboratory. */
  readonly history?: Past;
  /** The worlds to begin with. Where they are given, nothing is computed before `reopen`. */
  readonly setup?: Setup;
}

export class Lab {
  readonly source: LabSource;
  readonly setup: Signal<Setup>;
  readonly history: Past;
  readonly looks = signal<Moment['looks']>({});
  /** Steps that are shown as done, 1 … steps. */
  readonly step = signal(1);
  readonly playing = signal(false);
  readonly recordings: Recorder['recordings'];
  /** Hash of the last replay with the same luck, and whether it was equal. */
  readonly replay = signal<{ readonly hash: string; readonly equal: boolean } | null>(null);
  readonly divergence: ReadonlySignal<ReturnType<typeof firstDivergence>>;
  readonly engine: Engine;
  /** Answers questions about a run while worlds are computed; the same engine where there is no other. */
  readonly asker: Engine;
  private readonly recorder: Recorder;

  constructor(source: LabSource, engine: Engine, { asker = engine, history, setup }: LabOptions = {}) {
    this.source = source;
    this.engine = engine;
    this.asker = asker;
    this.history =
      history ??
      new History(
        () => this.moment(),
        (moment) => this.restore(moment),
      );
    this.recorder = new Recorder(source, engine, setup === undefined);
    this.recordings = this.recorder.recordings;
    this.setup = signal(setup ?? { left: plainChoice(source.variants[0]?.name ?? ''), right: null, metric: source.metrics[0] ?? '' });
    this.divergence = computed(() => {
      const { left, right } = this.recordings;
      return left.value === null || right.value === null ? undefined : firstDivergence(left.value, right.value);
    });
    effect(() => this.recorder.record('left', this.setup.value.left));
    effect(() => this.recorder.record('right', this.setup.value.right));
  }

  /** Choices of both sides. */
  choice(side: Side): WorldChoice | null {
    return this.setup.value[side];
  }

  /** All that can be undone, as it is now. */
  moment(): Moment {
    return { setup: this.setup.peek(), step: this.step.peek(), looks: this.looks.peek() };
  }

  /** Goes to a moment, at rest. */
  restore({ setup, step, looks }: Moment): void {
    this.playing.value = false;
    this.replay.value = null;
    this.setup.value = setup;
    this.looks.value = looks;
    this.goTo(step);
  }

  /** What is looked at, by name; setting it can be undone. */
  look(name: string, first: string): Look {
    const lab = this;
    return {
      get value() {
        return lab.looks.value[name] ?? first;
      },
      set value(wanted) {
        if (wanted === (lab.looks.peek()[name] ?? first)) return;
        lab.history.note();
        lab.looks.value = { ...lab.looks.peek(), [name]: wanted };
      },
    };
  }

  /** Steps per second while playing. */
  get speed(): Look {
    return this.look('speed', '4');
  }

  /** Changes the setup so that it can be undone. */
  change(change: Partial<Setup>): void {
    const next = { ...this.setup.value, ...change };
    if (JSON.stringify(next) === JSON.stringify(this.setup.value)) return;
    this.history.together(() => {
      this.history.note();
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

  /** Computes the left world again from its beginning and compares the hashes. */
  playAgain(): void {
    const before = this.recordings.left.value?.hash;
    this.play(1);
    this.recorder.compute('left', this.setup.value.left, (hash) => {
      if (before !== undefined) this.replay.value = { hash, equal: hash === before };
    });
  }

  /** Both worlds on the next draw of luck. */
  newLuck(): void {
    const { left, right } = this.setup.value;
    const replicate = Math.max(left.replicate, right?.replicate ?? 0) + 1;
    const together = right !== null && right.replicate === left.replicate;
    this.history.together(() => {
      this.change({
        left: { ...left, replicate },
        right: right === null ? null : { ...right, replicate: together ? replicate : replicate + 1 },
      });
      this.play(1);
    });
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

  /** Plays from a step on, from the first where the shown one is the last. However long it plays, it is one thing to undo. */
  play(from = this.step.peek() < this.source.steps ? this.step.peek() : 1): void {
    this.history.note();
    this.goTo(from);
    this.playing.value = true;
  }

  pause(): void {
    this.playing.value = false;
  }

  /** Ends playing and shows a step; moves by one gesture, e.g. a drag, are one thing to undo. */
  move(step: number, gesture?: unknown): void {
    const before = this.step.peek();
    if (this.inside(step) !== before) this.history.note(gesture);
    this.playing.value = false;
    this.goTo(step);
  }

  /** Moves the shown time, held inside the run; what the clock does is no thing to undo. */
  goTo(step: number): void {
    this.step.value = this.inside(step);
  }

  private inside(step: number): number {
    return Math.min(this.source.steps, Math.max(1, Math.trunc(step)));
  }

  /** Stops computing a world and keeps what there is. */
  stop(side: Side): void {
    this.recorder.stop(side);
  }

  /** Computes a world that was stopped from its beginning. */
  computeAgain(side: Side): void {
    const choice = this.setup.value[side];
    if (choice !== null) this.recorder.compute(side, choice);
  }

  /** Ends what is being computed and forgets the runs. */
  close(): void {
    this.playing.value = false;
    this.recorder.close();
  }

  /** Computes the worlds after `close`. */
  reopen(): void {
    const { left, right } = this.setup.peek();
    this.recorder.open = true;
    this.recorder.record('left', left);
    this.recorder.record('right', right);
  }
}
