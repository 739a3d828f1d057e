/** Playing: moves the shown step with the clock as long as there is something left to show. */
import { effect } from '@preact/signals';
import type { Lab } from './lab.js';

/** Part of the current step that has passed while playing, 0 … 1; pictures fade new ties in by it. */
export const progress = { part: 1 };

/** Starts the clock of a laboratory. */
export function startClock(lab: Lab): void {
  let last = 0;
  let carried = 0;
  const tick = (now: number): void => {
    if (!lab.playing.peek()) return;
    carried += ((now - last) / 1000) * Number(lab.speed.value);
    last = now;
    const known = lab.recordings.left.peek()?.frames.length ?? 0;
    const whole = Math.trunc(carried);
    if (whole > 0) {
      carried -= whole;
      lab.goTo(Math.min(lab.step.peek() + whole, Math.max(1, known)));
    }
    progress.part = Math.min(1, carried);
    if (lab.step.peek() >= lab.source.steps) lab.playing.value = false;
    else requestAnimationFrame(tick);
  };
  effect(() => {
    if (!lab.playing.value) {
      progress.part = 1;
      return;
    }
    last = performance.now();
    carried = 0;
    requestAnimationFrame(tick);
  });
}
