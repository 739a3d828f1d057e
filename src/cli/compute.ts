/**
 * Computes what is missing of a study: threads, journal, progress, signals. One Ctrl-C stops handing out runs and keeps
 * what is done, a second one leaves at once; the time budget ends like the first.
 */
import { availableParallelism } from 'node:os';
import { createPool } from '../node/pool.js';
import type { OpenStudy } from '../node/result-folder.js';
import { EXIT } from './exit-codes.js';
import { packagePlace } from './package.js';
import { createProgress, formatDuration, type ProgressStyle } from './progress.js';
import type { Terminal } from './terminal.js';

export interface ComputeOptions {
  readonly workers?: number;
  /** Milliseconds a single run may take. */
  readonly timeLimit?: number;
  /** Milliseconds after which no more runs are begun. */
  readonly timeBudget?: number;
  readonly progress?: ProgressStyle;
}

/** Why the computing ended before all runs were done; undefined when it did not. */
export interface Stop {
  readonly reason: string;
  readonly code: number;
}

const SIGNALS: Readonly<Record<string, number>> = { SIGINT: EXIT.interrupted, SIGTERM: 143, SIGHUP: 129 };

/** Computes all pending runs. The study is closed in any case. */
export async function computeStudy(study: OpenStudy, options: ComputeOptions, terminal: Terminal): Promise<Stop | undefined> {
  const planned = study.plan.runs.length;
  const { pending } = study;
  const workers = Math.min(options.workers ?? availableParallelism(), Math.max(1, pending.length));
  const pool = createPool({
    worker: packagePlace('dist/workers/simulate.node.js'),
    workers,
    ...(options.timeLimit !== undefined && { timeLimit: options.timeLimit }),
  });
  const began = performance.now();
  terminal.note(`computing ${pending.length} of ${planned} runs on ${workers} ${workers === 1 ? 'thread' : 'threads'}`);
  const progress = await createProgress(options.progress ?? 'auto', terminal, planned, planned - pending.length);
  const { signal, release } = listen((reason) => {
    progress.stop();
    terminal.note(`stopping (${reason}); a second Ctrl-C leaves at once`);
    void pool.stop();
  }, options.timeBudget);
  try {
    await pool.execute(pending, async (outcome) => {
      await study.keep(outcome);
      progress.tick(outcome.status === 'failed');
    });
  } finally {
    progress.stop();
    await pool.close();
    await study.close();
    release();
  }
  const stop = study.results.ids.length < planned ? signal() : undefined;
  if (stop === undefined) terminal.note(`done in ${formatDuration(performance.now() - began)}`);
  return stop;
}

/** Listens for signals and the time budget; the first of them counts. */
function listen(onStop: (reason: string) => void, budget: number | undefined): { signal(): Stop | undefined; release(): void } {
  let stop: Stop | undefined;
  const first = (reason: string, code: number): void => {
    if (stop !== undefined) process.exit(stop.code);
    stop = { reason, code };
    onStop(reason);
  };
  const handlers = Object.entries(SIGNALS).map(([name, code]): [string, () => void] => [
    name,
    () => first(name === 'SIGINT' ? 'interrupted' : name, code),
  ]);
  for (const [name, handler] of handlers) process.on(name, handler);
  const timer =
    budget === undefined ? undefined : setTimeout(() => stop === undefined && first('the time budget is used up', EXIT.budget), budget);
  return {
    signal: () => stop,
    release() {
      clearTimeout(timer);
      for (const [name, handler] of handlers) process.off(name, handler);
    },
  };
}
