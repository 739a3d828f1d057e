/** Where the runs of a study are computed: on threads of this machine, or by the workers of a queue. */
import { availableParallelism } from 'node:os';
import { UserError } from '../core/errors.js';
import { layoutOfRun } from '../experiment/plan.js';
import type { Executor } from '../experiment/study.js';
import { createPool } from '../node/pool.js';
import type { OpenStudy } from '../node/result-folder.js';
import type { ComputeOptions } from './compute.js';
import { packagePlace } from './package.js';
import { checkMemory, checkSpace } from './room.js';
import type { Terminal } from './terminal.js';

/** Flags that lead to a queue. */
export interface QueueFlags {
  /** Address of the server. */
  readonly queue?: string;
  /** Names what belongs together in one server. */
  readonly project?: string;
  /** Allow a server elsewhere without TLS or password. */
  readonly insecure?: boolean;
}

/**
 * Milliseconds after which a run has failed when nobody says otherwise: far more than any sensible world needs, and an end
 * to one that would hold its thread for ever.
 */
const RUN_LIMIT = 3_600_000;

/** The bound on a run, absent where the user wants none. */
export const bound = (timeLimit = RUN_LIMIT): { timeLimit?: number } => (Number.isFinite(timeLimit) ? { timeLimit } : {});

/** The compiled programs that compute, and the code that they may read. */
export const programs = () => ({
  worker: packagePlace('dist/vendor/simulate-node.js'),
  child: packagePlace('dist/src/node/pool-child.js'),
  reads: [packagePlace('dist/'), packagePlace('package.json')],
});

interface OpenExecutor {
  readonly executor: Executor;
  /** Where that is, in words. */
  readonly where: string;
  /** What the user should know at the end. */
  summary(): string[];
}

/** The study is closed when this fails. */
export async function openExecutor(study: OpenStudy, options: ComputeOptions, terminal: Terminal): Promise<OpenExecutor> {
  try {
    checkSpace(study, terminal);
    return options.queue === undefined ? onThreads(study, options) : await onQueue(study, options.queue, options, terminal);
  } catch (error) {
    await study.close();
    throw error;
  }
}

function onThreads({ plan, pending }: OpenStudy, { workers: asked, timeLimit, memoryLimit }: ComputeOptions): OpenExecutor {
  const workers = Math.min(asked ?? availableParallelism(), Math.max(1, pending.length));
  checkMemory(plan, workers, memoryLimit);
  const executor = createPool({
    ...programs(),
    workers,
    ...bound(timeLimit),
    ...(memoryLimit !== undefined && { residentMegabytes: memoryLimit }),
  });
  return { executor, where: `${workers} ${workers === 1 ? 'thread' : 'threads'}`, summary: () => [] };
}

async function onQueue(study: OpenStudy, queue: string, options: ComputeOptions, terminal: Terminal): Promise<OpenExecutor> {
  if (options.workers !== undefined || options.memoryLimit !== undefined)
    throw new UserError('threads and memory are those of the workers of the queue', 'give --workers and --memory-limit to trihelix worker');
  const { createQueueExecutor } = await import('../node/queue/executor.js');
  const { queuePlace } = await import('./queue-place.js');
  const { plan, results } = study;
  const place = queuePlace(queue, options, terminal);
  const executor = await createQueueExecutor({
    ...place,
    study: study.store,
    title: plan.study,
    ...bound(options.timeLimit),
    lengthOf: (run) => layoutOfRun(plan, run).length,
    stored: (id) => results.outcome(id),
    onNote: terminal.note,
  });
  const summary = (): string[] => {
    const { repeated, unknown, refused, lost, silent } = executor.counts;
    const told = Object.entries({
      'runs came again and were equal': repeated,
      'were of no run of this study': unknown,
      refused,
      'jobs were lost and given out again': lost,
      'jobs had a worker that fell silent': silent,
    });
    const text = told.flatMap(([words, count]) => (count > 0 ? [`${count} ${words}`] : [])).join(', ');
    return text === '' ? [] : [`queue: ${text}`];
  };
  return { executor, where: `the workers of ${place.address.shown}, project ${place.project}`, summary };
}
