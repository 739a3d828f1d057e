/**
 * How many runs go to a thread at once. Handing over a task costs some 0.1 ms, so short runs travel together; long
 * ones travel alone, and the last ones are spread thin so that no thread is left with all the rest.
 */

/** Aim for the time of a task, in milliseconds: far above the cost of handing over, far below what a user notices. */
const TARGET = 35;
const MOST = 512;
/** A task may hold this much more than the one before, so that a few short runs do not mislead. */
const GROWTH = 4;
/** A task takes at most this share of what is left. */
const SHARE = 8;

export interface BatchSizer {
  /** Runs of the next task when `left` runs are left; 0 when none are. */
  next(left: number): number;
  /** Tells how long the runs of a task took. */
  measured(outcomes: readonly { readonly milliseconds: number }[]): void;
}

/** Starts with single runs and follows the mean duration of the latest tasks, so that one takes `target` milliseconds. */
export function createBatchSizer(target = TARGET): BatchSizer {
  let mean = Number.POSITIVE_INFINITY;
  let size = 1;
  return {
    next: (left) => Math.min(left, Math.max(1, Math.min(size, Math.floor(left / SHARE)))),
    measured(outcomes) {
      if (outcomes.length === 0) return;
      const latest = outcomes.reduce((sum, outcome) => sum + outcome.milliseconds, 0) / outcomes.length;
      mean = Number.isFinite(mean) ? (mean + latest) / 2 : latest;
      const wanted = mean > 0 ? Math.floor(target / mean) : MOST;
      size = Math.max(1, Math.min(wanted, size * GROWTH, MOST));
    },
  };
}
