/**
 * `fork` of `node:child_process`: the process that holds the threads, simulated. It computes batches in simulated time and does
 * to them what threads, processes and the way between them may do: die before, in or after a run, freeze, deliver late,
 * twice, in another order, or after the process has ended.
 */
import { EventEmitter } from 'node:events';
import { messagesOf } from '../../../dist/src/node/pool-messages.js';
import { world } from './world.mjs';

/** What the study of the moment says of its runs; set by `study.mjs`. */
export const workload = {
  /** Outcome that a run must have in the end. */
  outcomeOf: () => undefined,
  /** How a run ends whoever computes it: fine, thread, process, memory or late. */
  natureOf: () => 'fine',
  /** Mean milliseconds of a run. */
  pace: 1,
  /** Chances per batch. */
  rates: { thread: 0, process: 0, freeze: 0, again: 0, start: 0 },
  /** Called with each run that is handed out. */
  onGiven: () => {},
  /** Processes begun in this try. */
  begun: 0,
  /** Runs that chance has hit once; a second time would rightly count as their own doing. */
  hit: new Set(),
};

const LIMIT = 'not finished in time';

export function fork() {
  return new Child(world.current);
}

class Child extends EventEmitter {
  constructor(owner) {
    super();
    this.owner = owner;
    this.alive = true;
    this.free = 0;
    /** When the last message arrives. */
    this.told = 0;
    this.queue = [];
    this.inFlight = new Set();
    world.log('threads begin');
  }

  send(message, done) {
    if (!this.alive) return;
    world.later(0.05, () => this.receive(message), this.owner);
    done?.();
  }

  kill() {
    this.end(null, 'SIGKILL');
  }

  receive(message) {
    if (!this.alive) return;
    if ('start' in message) {
      // Only the first of a try, since a later one would rightly count against the run that it has to itself.
      if (workload.begun++ === 0 && world.chance(workload.rates.start)) return this.end(1, null);
      this.free = message.start.workers;
      return this.tell({ ready: true });
    }
    this.queue.push(message);
    this.next();
  }

  next() {
    while (this.free > 0 && this.queue.length > 0) {
      this.free--;
      const task = this.queue.shift();
      this.inFlight.add(task);
      for (const { id } of task.runs) workload.onGiven(id);
      this.compute(task);
    }
  }

  /** Run by run, so that a death comes where it comes. */
  compute(task, position = 0, outcomes = []) {
    const { rates, pace } = workload;
    const run = task.runs[position];
    if (run === undefined) return this.finish(task, { outcomes });
    if (position === 0 && world.chance(rates.start)) return this.fail(task, -1, 'death', 'the thread did not begin');
    const frozen = world.chance(rates.freeze) ? world.between(100, 2000) : 1;
    const takes = pace * (0.2 + world.draw()) * frozen;
    world.later(
      takes,
      () => {
        if (!this.alive) return;
        const nature = workload.natureOf(run.id);
        if (nature === 'late') return this.fail(task, position, 'time', LIMIT);
        if (nature === 'thread' || this.strikes(rates.thread, run)) return this.fail(task, position, 'death', 'the thread ended');
        if (nature === 'memory') return this.end(world.chance(0.5) ? 86 : 134, null);
        if (nature === 'process') return this.end(3, null);
        if (world.chance(rates.process) && this.mayEnd(run)) return this.end(null, 'SIGKILL');
        const outcome = workload.outcomeOf(run.id);
        this.compute(task, position + 1, [...outcomes, { ...outcome, milliseconds: takes }]);
      },
      this.owner,
    );
  }

  strikes(rate, { id }) {
    if (!world.chance(rate) || workload.hit.has(id) || workload.natureOf(id) !== 'fine') return false;
    workload.hit.add(id);
    return true;
  }

  /** A run that is alone in the process is blamed for its death, so chance may hit it once only, and none that kills by itself. */
  mayEnd({ id }) {
    const [only] = this.inFlight;
    if (this.inFlight.size > 1 || only.runs.length > 1) return true;
    if (workload.hit.has(id) || workload.natureOf(id) !== 'fine') return false;
    workload.hit.add(id);
    return true;
  }

  finish(task, result) {
    if (!this.alive) return;
    this.inFlight.delete(task);
    this.free++;
    const messages = [...messagesOf(task.batch, result)];
    for (const message of messages) this.tell(message);
    if (world.chance(workload.rates.again)) for (const message of messages) this.tell(message, 200);
    this.next();
  }

  fail(task, position, cause, message) {
    world.log(`batch ${task.batch}`, 'fails at', position, cause);
    this.finish(task, { failure: { position, cause, message } });
  }

  /** Messages keep their order, and arrive even when their sender has ended meanwhile; only what comes twice may come any time. */
  tell(message, late = 0) {
    const at = Math.max(this.told, world.now + world.draw() * 2);
    if (late === 0) this.told = at;
    world.later(at - world.now + world.draw() * late, () => this.emit('message', structuredClone(message)), this.owner);
  }

  end(code, signal) {
    if (!this.alive) return;
    this.alive = false;
    world.log('threads end', signal ?? `code ${code}`);
    world.later(Math.max(0, this.told - world.now) + world.draw() * 5, () => this.emit('close', code, signal), this.owner);
  }
}
