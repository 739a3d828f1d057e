/** `worker`: computes runs that studies on this or other machines put into a queue, until it is stopped. */
import { availableParallelism } from 'node:os';
import { UserError } from '../../core/errors.js';
import { checkRun } from '../../experiment/check-run.js';
import { models } from '../../models/index.js';
import { LIMITS } from '../../node/queue/messages.js';
import { type QueueWorker, startQueueWorker, type WorkerCounts } from '../../node/queue/worker.js';
import { programs, type QueueFlags } from '../executor.js';
import { EXIT } from '../exit-codes.js';
import { queuePlace } from '../queue-place.js';
import { selfTest } from '../self-test.js';
import { type Terminal, writeJson } from '../terminal.js';

export interface WorkerCommandOptions extends QueueFlags {
  readonly workers?: number;
  readonly timeLimit?: number;
  readonly memoryLimit?: number;
  /** Milliseconds that it keeps its jobs when it falls silent. */
  readonly lock?: number;
  /** Milliseconds without work after which it ends. */
  readonly idle?: number;
  readonly json?: boolean;
}

const LOCK = 15_000;
const SIGNALS: readonly (readonly [NodeJS.Signals, number])[] = [
  ['SIGINT', EXIT.interrupted],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
];

/** @returns the exit code */
export async function workerCommand(options: WorkerCommandOptions, terminal: Terminal): Promise<number> {
  selfTest();
  if (options.queue === undefined)
    throw new UserError('a worker needs the address of a queue', 'give --queue redis://127.0.0.1:6379, or set TRIHELIX_QUEUE');
  const { workers = availableParallelism(), timeLimit, memoryLimit, idle, lock = LOCK } = options;
  const place = queuePlace(options.queue, options, terminal);
  const { worker: program, ...others } = programs();
  const worker = await startQueueWorker({
    ...place,
    pool: { ...others, worker: program.href, workers, ...(memoryLimit !== undefined && { residentMegabytes: memoryLimit }) },
    ...(timeLimit !== undefined && { timeLimit }),
    lock,
    ...(idle !== undefined && { idle }),
    check: (run) => checkRun(run, models, LIMITS.valuesPerRun),
    onNote: terminal.note,
  });
  const about = `for ${place.address.shown}, project ${place.project}, engine ${place.engine}`;
  return conclude(worker, `working on ${workers} ${workers === 1 ? 'thread' : 'threads'} ${about}`, options, terminal);
}

/** Says that it works when it can be told to stop, not before. */
async function conclude(worker: QueueWorker, begun: string, options: WorkerCommandOptions, terminal: Terminal): Promise<number> {
  let code: number = EXIT.done;
  const handlers = SIGNALS.map(([name, number]): [NodeJS.Signals, () => void] => [
    name,
    () => {
      if (code !== EXIT.done) process.exit(code);
      code = number;
      terminal.note('stopping; what was begun is given back to the queue');
      worker.stop();
    },
  ]);
  for (const [name, handler] of handlers) process.on(name, handler);
  terminal.note(begun);
  let counts: WorkerCounts;
  try {
    counts = await worker.ended;
  } finally {
    for (const [name, handler] of handlers) process.off(name, handler);
  }
  if (options.json === true) writeJson(counts);
  terminal.out(`${counts.runs} runs of ${counts.jobs} jobs computed, ${counts.refused} jobs refused`);
  return code;
}
