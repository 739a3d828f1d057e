/**
 * The time limit of a run, counted from the moment its worker begins it.
 *
 * Workers write the position of the run they are at into shared memory; a single timer looks at all of them. Time is
 * counted in the watch's own ticks, each worth at most two, so a laptop that slept or a stopped process does not make
 * runs late.
 */

export interface Watch {
  /** The limit in milliseconds. */
  readonly limit: number;
  /**
   * Watches one task. `onLate` is called at most once, with the position of the run that took too long.
   * Returns how to stop watching.
   */
  add(progress: Int32Array, onLate: (position: number) => void): () => void;
  close(): void;
}

interface Watched {
  readonly progress: Int32Array;
  readonly onLate: (position: number) => void;
  seen: number;
  elapsed: number;
}

/** A watch with a limit in milliseconds. */
export function createWatch(limit: number): Watch {
  const tick = Math.max(5, Math.min(250, limit / 20));
  const tasks = new Set<Watched>();
  let before = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    const passed = Math.min(now - before, 2 * tick);
    before = now;
    for (const task of tasks) look(task, passed);
  }, tick);
  timer.unref();

  function look(task: Watched, passed: number): void {
    const begun = Atomics.load(task.progress, 0);
    if (begun !== task.seen) {
      task.seen = begun;
      task.elapsed = 0;
      return;
    }
    if (begun > 0) task.elapsed += passed;
    if (task.elapsed < limit) return;
    tasks.delete(task);
    task.onLate(begun - 1);
  }

  return {
    limit,
    add(progress, onLate) {
      const task: Watched = { progress, onLate, seen: 0, elapsed: 0 };
      tasks.add(task);
      return () => tasks.delete(task);
    },
    close: () => clearInterval(timer),
  };
}
