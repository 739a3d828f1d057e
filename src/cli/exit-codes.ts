/** What the command's number means to a script. */
export const EXIT = {
  done: 0,
  /** A defect of ours. */
  internal: 1,
  /** A mistake in the command, the scenario or the settings; nothing ran. */
  usage: 2,
  /** Finished, and some runs failed. */
  someFailed: 3,
  /** The disk, a lock, a stored record, or a check did not hold. */
  store: 4,
  /** The time budget is used up; the same command goes on. */
  budget: 75,
  /** Stopped by Ctrl-C; the same command goes on. */
  interrupted: 130,
} as const;
