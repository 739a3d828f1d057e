/**
 * A program: the process that holds the threads. It owns nothing, so that it may die of a run that fills the memory while
 * the process that owns the journal lives on; it ends by itself when that process is gone.
 */
import type { Run } from '../experiment/study.js';
import { type BatchResult, type ThreadOptions, Threads } from './threads.js';

/** From the owner: the first message starts the threads, each further one is a batch. */
export type ToChild =
  | { readonly start: ThreadOptions & { readonly residentMegabytes: number } }
  | { readonly batch: number; readonly runs: readonly Run[]; readonly timeLimit?: number };
export type FromChild =
  | { readonly ready: true }
  | { readonly batch: number; readonly result: BatchResult }
  | { readonly broken: string }
  | Piece;

/** A part of many numbers, ahead of the result that they belong to: as one message they would fill the memory several times over. */
export interface Piece {
  readonly batch: number;
  /** Which outcome of the batch. */
  readonly position: number;
  /** Where the numbers belong, and how many there are in all. */
  readonly at: number;
  readonly of: number;
  readonly numbers: Float64Array;
}

/** The exit code by which this process says that it grew beyond its memory; `pool-process.ts` knows it too. */
const OUT_OF_MEMORY = 86;

const LOOK_AT_MEMORY = 200;

/** Numbers that are sent at once. */
const MOST_NUMBERS = 2 ** 17;
const NONE = new Float64Array(0);

let threads: Threads | undefined;

const tell = (message: FromChild): void => {
  if (process.connected) process.send?.(message);
};

/** The same, resolved when the message is on its way. */
const told = (message: FromChild): Promise<void> =>
  new Promise((resolve) => {
    if (process.connected) process.send?.(message, undefined, undefined, () => resolve());
  });

async function tellResult(batch: number, result: BatchResult): Promise<void> {
  if ('failure' in result) return tell({ batch, result });
  const outcomes = [...result.outcomes];
  for (const [position, outcome] of outcomes.entries()) {
    if (outcome.status !== 'done' || outcome.values.length <= MOST_NUMBERS) continue;
    const { values } = outcome;
    for (let at = 0; at < values.length; at += MOST_NUMBERS)
      await told({ batch, position, at, of: values.length, numbers: values.subarray(at, at + MOST_NUMBERS) });
    outcomes[position] = { ...outcome, values: NONE };
  }
  tell({ batch, result: { outcomes } });
}

process.on('message', (message: ToChild) => {
  if ('start' in message) {
    const { residentMegabytes, ...options } = message.start;
    threads = new Threads(options, (error) => tell({ broken: error.message }));
    tell({ ready: true });
    // Typed arrays count towards no limit of a thread, so the process itself is looked at.
    setInterval(() => {
      if (process.memoryUsage.rss() > residentMegabytes * 2 ** 20) process.exit(OUT_OF_MEMORY);
    }, LOOK_AT_MEMORY);
    return;
  }
  void threads?.compute(message.runs, message.timeLimit).then((result) => tellResult(message.batch, result));
});

// A key press reaches all processes of a terminal; what it means is for the owner to say.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1'] as const) process.on(signal, () => {});
process.on('disconnect', () => process.exit());
