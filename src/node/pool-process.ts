/**
 * The owner's side of the process that holds the threads: starts it, hands batches over, starts another when it dies, and
 * tells of a death as the failure of all batches that were in it.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { totalmem } from 'node:os';
import { constrainedMemory } from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Run } from '../experiment/study.js';
import { type FromChild, Gathered, type ToChild } from './pool-messages.js';
import type { BatchFailure, BatchResult, ThreadOptions } from './threads.js';
import { wallFlags } from './wall.js';
import { createWatch } from './watch.js';

const OUT_OF_MEMORY = 86;
/** Milliseconds within which the process must have begun, however busy the machine is; it takes a fifth of a second otherwise. */
const START_LIMIT = 60_000;
/** Times that a process may be killed by force before it begins. */
const MOST_KILLED_STARTS = 3;
/** The share of the machine's memory that the process may fill. */
const SHARE = 0.8;

export interface ProcessOptions extends ThreadOptions {
  /** The compiled program of the process. */
  readonly child: URL;
  /** Megabytes the process may take; four fifths of the machine's when absent. */
  readonly residentMegabytes?: number;
  /** Files and folders of the program's own code, all that the process may read; whatever the user may, when absent. */
  readonly reads?: readonly URL[];
  /** Milliseconds within which the process must have begun; a minute when absent. */
  readonly startLimit?: number;
}

interface Waiting {
  readonly message: ToChild;
  readonly gathered: Gathered;
  readonly resolve: (result: BatchResult) => void;
}

export class PoolProcess {
  private readonly options: ProcessOptions;
  private readonly onBroken: (error: Error) => void;
  private readonly waiting = new Map<number, Waiting>();
  private child: ChildProcess | undefined;
  private batches = 0;
  private killedStarts = 0;
  private begun = Promise.resolve();

  constructor(options: ProcessOptions, onBroken: (error: Error) => void) {
    this.options = options;
    this.onBroken = onBroken;
  }

  /** Starts the process ahead of its first batch; resolves when it has begun or, told by `onBroken`, could not. */
  begin(): Promise<void> {
    this.child ??= this.start();
    return this.begun;
  }

  /** Computes a batch; never rejects. A process that has died is replaced by the next batch. */
  compute(runs: readonly Run[], timeLimit?: number): Promise<BatchResult> {
    this.child ??= this.start();
    const batch = this.batches++;
    const message: ToChild = { batch, runs, ...(timeLimit !== undefined && { timeLimit }) };
    return new Promise((resolve) => {
      this.waiting.set(batch, { message, gathered: new Gathered(), resolve });
      this.send(message);
    });
  }

  /** Ends the process and with it all that is being computed. */
  stop(): void {
    const child = this.child;
    this.child = undefined;
    child?.kill('SIGKILL');
    this.failAll({ position: -2, cause: 'stopped', message: 'stopped' });
  }

  private start(): ChildProcess {
    const { child: program, residentMegabytes = allowedMegabytes(), reads = [], startLimit = START_LIMIT, ...threads } = this.options;
    // What V8 prints when a heap is full is of no use to anyone; the failure is told in words.
    const child = fork(fileURLToPath(program), {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: wallFlags(reads),
    });
    let ready = false;
    let late = false;
    let hasBegun = (): void => {};
    this.begun = new Promise((resolve) => {
      hasBegun = resolve;
    });
    // Where a user has no processes left, Node waits for ever for its own threads. A machine that slept makes nobody late.
    const watch = createWatch(startLimit);
    watch.add(Int32Array.of(1), () => {
      late = true;
      child.kill('SIGKILL');
    });
    child.on('message', (message: FromChild) => {
      if ('ready' in message) {
        ready = true;
        this.killedStarts = 0;
        watch.close();
        hasBegun();
      } else if ('broken' in message) this.onBroken(new Error(message.broken));
      else if ('numbers' in message) this.waiting.get(message.batch)?.gathered.add(message);
      else this.settle(message.batch, message.result, message.counts);
    });
    child.once('error', (error) => this.onBroken(error));
    // Not 'exit', which may overtake what the process said before it ended.
    child.once('close', (code: number | null, signal: NodeJS.Signals | null) => {
      watch.close();
      hasBegun();
      if (this.child !== child) return;
      this.child = undefined;
      if (ready) this.failAll(deathOf(code, signal, residentMegabytes));
      else if (!late && signal === 'SIGKILL' && ++this.killedStarts < MOST_KILLED_STARTS) this.startAgain();
      else this.failStart(late ? `did not begin within ${startLimit / 1000} s` : `ended at once (${signal ?? `code ${code}`})`);
    });
    const { worker, workers, timeLimit, heapMegabytes } = threads;
    const limits = { ...(timeLimit !== undefined && { timeLimit }), ...(heapMegabytes !== undefined && { heapMegabytes }) };
    child.send({ start: { worker, workers, ...limits, residentMegabytes } } satisfies ToChild, () => {});
    return child;
  }

  /** A process that was killed before it began, as a system without free memory does, has computed nothing. */
  private startAgain(): void {
    this.child = this.start();
    for (const { message } of this.waiting.values()) this.send(message);
  }

  private failStart(how: string): void {
    const message = `the process that holds the threads ${how}`;
    this.onBroken(new Error(message));
    this.failAll({ position: -1, cause: 'death', message });
  }

  /** A message to a process that is just dying is lost; its end tells. */
  private send(message: ToChild): void {
    this.child?.send(message, () => {});
  }

  private settle(batch: number, result: BatchResult, counts?: readonly number[]): void {
    const waiting = this.waiting.get(batch);
    waiting?.resolve(waiting.gathered.complete(result, counts));
    this.waiting.delete(batch);
  }

  private failAll(failure: BatchFailure): void {
    for (const batch of [...this.waiting.keys()]) this.settle(batch, { failure });
  }
}

/** Bytes of memory that the machine has, or that a container or a group of processes may take of it. */
export function allowedBytes(): number {
  const constrained = constrainedMemory();
  return constrained > 0 && constrained < totalmem() ? constrained : totalmem();
}

/** Megabytes that the process of the threads may take unless told otherwise: four fifths of what there is. */
export const allowedMegabytes = (): number => Math.floor((SHARE * allowedBytes()) / 2 ** 20);

/** How a process ended, in words. V8 aborts when a heap is full, which no thread survives. */
export function deathOf(code: number | null, signal: NodeJS.Signals | null, megabytes = allowedMegabytes()): BatchFailure {
  if (code === OUT_OF_MEMORY)
    return { position: -2, cause: 'memory', message: `the process grew beyond the memory it may take, ${megabytes} MB (--memory-limit)` };
  if (signal === 'SIGABRT' || signal === 'SIGTRAP' || signal === 'SIGILL' || code === 134)
    return { position: -2, cause: 'memory', message: `the process aborted (${signal ?? code}), as it does when its memory is full` };
  if (signal === 'SIGKILL')
    return { position: -2, cause: 'death', message: 'the process was killed (SIGKILL), as a system without free memory does' };
  return { position: -2, cause: 'death', message: `the process ended (${signal ?? `code ${code}`})` };
}
