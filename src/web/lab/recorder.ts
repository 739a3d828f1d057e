/** Computes the two worlds by the worker, as recordings that grow; a world that is chosen again as it was is not computed twice. */
import { type Signal, signal } from '@preact/signals';
import type { Engine, Job } from '../engine/engine.js';
import { type LabSource, runOf, type WorldChoice } from './choice.js';
import { emptyRecording, type Recording } from './recording.js';

export type Side = 'left' | 'right';

export class Recorder {
  readonly recordings: Readonly<Record<Side, Signal<Recording | null>>> = { left: signal(null), right: signal(null) };
  /** Whether anything is computed. */
  open: boolean;
  private readonly source: LabSource;
  private readonly engine: Engine;
  private readonly jobs: Record<Side, Job | null> = { left: null, right: null };
  /** The runs that the recordings are of, as text. */
  private readonly recorded: Record<Side, string> = { left: '', right: '' };

  constructor(source: LabSource, engine: Engine, open: boolean) {
    this.open = open;
    this.source = source;
    this.engine = engine;
  }

  /** Takes care that the recording is of this choice. */
  record(side: Side, choice: WorldChoice | null): void {
    if (!this.open) return;
    const key = choice === null ? '' : JSON.stringify(runOf(this.source, choice));
    if (key === this.recorded[side]) return;
    this.recorded[side] = key;
    this.jobs[side]?.cancel();
    const slot = this.recordings[side];
    // The old picture stays until the new run has frames, so that nothing flickers.
    const before = slot.peek();
    slot.value = choice === null || before === null ? null : { ...before, former: true };
    if (choice !== null) this.compute(side, choice);
  }

  /** Computes a world from its beginning. */
  compute(side: Side, choice: WorldChoice, then: (hash: string) => void = () => undefined): void {
    const run = runOf(this.source, choice);
    const slot = this.recordings[side];
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

  /** Stops computing a world and keeps what there is. */
  stop(side: Side): void {
    this.jobs[side]?.cancel();
    const slot = this.recordings[side];
    if (slot.value !== null) slot.value = { ...slot.value, stopped: true };
  }

  /** Ends what is being computed and forgets the recordings. */
  close(): void {
    this.open = false;
    for (const side of ['left', 'right'] as const) {
      this.jobs[side]?.cancel();
      this.recorded[side] = '';
      this.recordings[side].value = null;
    }
  }
}
