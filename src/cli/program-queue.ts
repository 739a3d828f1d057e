/** Options of what has to do with a queue: those of every command that computes, and those of its workers. */
import { type Command, Option } from 'commander';
import { duration, project, wholeNumber, workers } from './values.js';

/** Where the queue is. The environment counts where the flag is not given; no scenario can name one. */
export function addQueue(command: Command): Command {
  return command
    .addOption(
      new Option('--queue <address>', 'compute by the workers of a queue, redis://HOST:PORT or rediss://HOST:PORT').env('TRIHELIX_QUEUE'),
    )
    .addOption(
      new Option('--project <name>', 'what belongs together in one queue (default: default)').env('TRIHELIX_PROJECT').argParser(project),
    )
    .option('--insecure', 'allow a queue on another machine without TLS or password; warns each time');
}

export function addWorker(command: Command): void {
  addQueue(command)
    .addOption(new Option('-j, --workers <n|auto>', 'threads (default: one per processor)').argParser(workers))
    .addOption(new Option('--time-limit <time>', 'longest time for a single run on this machine, e.g. 90s').argParser(duration))
    .addOption(
      new Option('--memory-limit <megabytes>', 'memory of all threads together (default: four fifths)').argParser(
        wholeNumber(16_777_216, 64),
      ),
    )
    .addOption(new Option('--lock <time>', 'how long its jobs wait for it when it falls silent (default: 15s)').argParser(duration))
    .addOption(new Option('--idle <time>', 'end after this time without work (default: never)').argParser(duration));
}
