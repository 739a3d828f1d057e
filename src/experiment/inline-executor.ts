/**
 * The executor that needs no threads: runs one after another and lets others have their turn in between.
 */
import type { AnyModel } from '../core/model.js';
import { executeRun } from './run.js';
import type { Executor } from './study.js';

export interface InlineExecutorOptions {
  readonly models: readonly AnyModel[];
  /** Resolves when the host has handled its events; pure code has no timers of its own. */
  readonly yieldTurn: () => Promise<void>;
  readonly now?: () => number;
}

/** Runs in order, in this thread. */
export function createInlineExecutor({ models, yieldTurn, now }: InlineExecutorOptions): Executor {
  let stopped = false;
  return {
    async execute(runs, onOutcome) {
      stopped = false;
      for (const run of runs) {
        if (stopped) return;
        await onOutcome(executeRun(run, models, now === undefined ? {} : { now }));
        await yieldTurn();
      }
    },
    async stop() {
      stopped = true;
    },
    async close() {
      stopped = true;
    },
  };
}
