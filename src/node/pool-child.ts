/**
 * A program: the process that holds the threads. It owns nothing, so that it may die of a run that fills the memory while
 * the process that owns the journal lives on; it ends by itself when that process is gone.
 */
import { type FromChild, messagesOf, type ToChild } from './pool-messages.js';
import { type BatchResult, Threads } from './threads.js';

/** The exit code by which this process says that it grew beyond its memory; `pool-process.ts` knows it too. */
const OUT_OF_MEMORY = 86;

const LOOK_AT_MEMORY = 200;

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
  for (const message of messagesOf(batch, result)) await told(message);
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
