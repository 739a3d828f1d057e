/**
 * Computes what is missing of a study: threads, journal, progress, signals. One Ctrl-C stops handing out runs and keeps
 * what is done, a second one leaves at once; the time budget ends like the first.
 */
import { runHash } from '../experiment/hashes.js';
import type { Executor, RunOutcome } from '../experiment/study.js';
import type { OpenStudy, Shard } from '../node/result-folder.js';
import { openExecutor, type QueueFlags } from './executor.js';
import { EXIT } from './exit-codes.js';
import { createProgress, formatDuration, type ProgressStyle } from './progress.js';
import { withRoom } from './room.js';
import { selfTest } from './self-test.js';
import type { Terminal } from './terminal.js';

export interface ComputeOptions extends QueueFlags {
  readonly workers?: number;
  /** Milliseconds a single run may take; an hour when absent, Infinity for as long as it takes. */
  readonly timeLimit?: number;
  /** Megabytes that all threads together may take. */
  readonly memoryLimit?: number;
  /** Milliseconds after which no more runs are begun. */
  readonly timeBudget?: number;
  readonly progress?: ProgressStyle;
  /** The share of this machine, where several compute a study. */
  readonly shard?: Shard;
  /** Wait for another process that is at work on the study instead of being refused. */
  readonly wait?: boolean;
}

/** What opening a study does where another process is at work on it. */
export function onWait({ wait }: ComputeOptions, terminal: Terminal): { onWait?: (owner: string) => void } {
  return wait === true ? { onWait: (owner) => terminal.note(`waiting for ${owner}`) } : {};
}

/** Why the computing ended before all runs were done; undefined when it did not. */
export interface Stop {
  readonly reason: string;
  readonly code: number;
}

const SIGNALS: Readonly<Record<string, number>> = { SIGINT: EXIT.interrupted, SIGTERM: 143, SIGHUP: 129 };

/** Computes all pending runs. The study is closed in any case. */
export async function computeStudy(study: OpenStudy, options: ComputeOptions, terminal: Terminal): Promise<Stop | undefined> {
  selfTest();
  const planned = study.plan.runs.length;
  const { pending } = study;
  const { executor: pool, where, summary } = await openExecutor(study, options, terminal);
  const began = performance.now();
  terminal.note(`computing ${pending.length} of ${planned} runs on ${where}`);
  const progress = await createProgress(options.progress ?? 'auto', terminal, planned, planned - pending.length);
  const { signal, release } = listen(
    (reason) => {
      progress.stop();
      terminal.note(`stopping (${reason}); a second Ctrl-C leaves at once`);
      void pool.stop();
    },
    options.timeBudget,
    () => `${study.results.ids.length} of ${planned} runs are stored`,
  );
  let failed = true;
  try {
    await pool.execute(pending, async (outcome) => {
      await study.keep(outcome);
      progress.tick(outcome.status === 'failed');
    });
    if (signal() === undefined) await shadow(study, pool);
    failed = false;
  } catch (error) {
    throw withRoom(error, study, pending);
  } finally {
    progress.stop();
    await pool.close();
    await study.close().catch((error: unknown) => {
      // What failed first is what one must know; that the study cannot be closed either only follows from it.
      if (!failed) throw error;
    });
    release();
  }
  for (const text of summary()) terminal.note(text);
  const stop = study.results.ids.length < planned ? signal() : undefined;
  if (stop === undefined) terminal.note(`done in ${formatDuration(performance.now() - began)}`);
  return stop;
}

/** One run in so many is computed twice. */
const SHADOW_SHARE = 100;
/** Below so many runs the second computing would be felt. */
const SHADOW_LEAST = 20;

/**
 * Computes one run in a hundred of this batch again and compares: memory that flips a bit, or a model that draws on
 * anything but its input, would otherwise go unnoticed.
 * @throws Error when a run comes out otherwise
 */
export async function shadow({ pending, results }: OpenStudy, pool: Executor): Promise<void> {
  const done = pending.filter((run) => results.outcome(run.id)?.status === 'done');
  if (done.length < SHADOW_LEAST) return;
  const chosen = done.filter((_, n) => n % SHADOW_SHARE === Math.floor(SHADOW_SHARE / 2) || n === done.length - 1);
  await pool.execute(chosen, (outcome) => {
    // A run that is stopped or killed the second time says nothing about its numbers.
    if (outcome.status === 'failed' || runHash(outcome) === runHash(results.outcome(outcome.id) as RunOutcome)) return;
    throw new Error(`run ${outcome.id} gave other numbers when it was computed again: this machine or the model cannot be trusted`);
  });
}

/** Listens for signals and the time budget; the first of them counts. */
function listen(
  onStop: (reason: string) => void,
  budget: number | undefined,
  state: () => string,
): { signal(): Stop | undefined; release(): void } {
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
  // Whoever asks how far it is gets an answer.
  for (const name of ['SIGUSR1', 'SIGQUIT']) handlers.push([name, () => process.stderr.write(`${state()}\n`)]);
  for (const [name, handler] of handlers) process.on(name, handler);
  const timer =
    budget === undefined ? undefined : setTimeout(() => stop === undefined && first('the time budget is used up', EXIT.budget), budget);
  return {
    signal: () => stop,
    release() {
      clearTimeout(timer);
      // What was told to stop still has something to say: another signal must not end it without its code.
      if (stop === undefined) for (const [name, handler] of handlers) process.off(name, handler);
    },
  };
}
