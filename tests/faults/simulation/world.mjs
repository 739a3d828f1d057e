/**
 * A machine that does not exist: its clock, the order of its events, its processes, its luck and its log, all from one seed.
 *
 * The shipped code of src/node runs in it as it is. `hooks.mjs` gives it this folder's disk, child processes and random bytes
 * in place of Node's; timers and process numbers are replaced here. Nothing waits for real time, so a night takes milliseconds,
 * and the same seed gives the same events to the last one.
 */
import { Disk } from './disk.mjs';

/** Thrown by every call of a process that is no more; nothing it does afterwards reaches the disk. */
export class Killed extends Error {}

/** The machine that the replaced modules belong to at the moment. */
export let world;

/** Events after which a study that is not done will never be. */
const MOST_EVENTS = 400_000;
const real = { setImmediate, setTimeout, clearTimeout, kill: process.kill, pid: process.pid };

export class World {
  constructor(seed, { print } = {}) {
    this.draw = createLuck(seed);
    this.print = print;
    this.now = 0;
    this.boot = 0;
    this.events = [];
    this.count = 0;
    this.fingerprint = 0x811c9dc5;
    /** Living processes of the machine, ours and others, by number. */
    this.processes = new Map();
    this.nextPid = 100;
    /** Chance of each fault per call of the disk; all 0 while nothing may go wrong. */
    this.rates = { kill: 0, cut: 0, error: 0 };
    this.disk = new Disk(this);
    this.current = this.startProcess();
  }

  /** Chance in [0, 1]. */
  chance(share) {
    return share > 0 && this.draw() < share;
  }

  /** A whole number from `least` to `most`. */
  between(least, most) {
    return least + Math.floor(this.draw() * (most - least + 1));
  }

  pick(list) {
    return list[this.between(0, list.length - 1)];
  }

  /** One line of the history. */
  log(...words) {
    const line = `${this.now.toFixed(2)} ${words.join(' ')}`;
    for (let at = 0; at < line.length; at++) this.fingerprint = Math.imul(this.fingerprint ^ line.charCodeAt(at), 0x01000193);
    this.print?.(line);
  }

  /** Lets something happen after so many milliseconds, unless the process that waits for it has ended. */
  later(delay, action, process = this.current) {
    const event = { time: this.now + Math.max(0, delay), serial: this.count++, action, process };
    push(this.events, event);
    return event;
  }

  /** Lets events happen until `over` says so. @throws Error when nothing is left to happen, or too much happens */
  async until(over) {
    for (let n = 0; !over(); n++) {
      const event = pop(this.events);
      if (event === undefined) throw new Error('everything waits for something that never happens');
      if (n > MOST_EVENTS) throw new Error(`not done after ${MOST_EVENTS} events`);
      if (!event.process.alive || event.cancelled) continue;
      this.now = Math.max(this.now, event.time);
      this.current = event.process;
      event.action();
      await new Promise((resolve) => real.setImmediate(resolve));
    }
  }

  /** A new process; at times with the number of one that has ended, as systems give it again. */
  startProcess(pid = this.nextPid++) {
    const process = { pid, began: `${this.count++}`, alive: true };
    this.processes.set(pid, process);
    return process;
  }

  /** The end of a process. What it has written is with the system and stays. */
  end(process, how) {
    if (!process.alive) return;
    this.log(`process ${process.pid}`, how);
    process.alive = false;
    this.processes.delete(process.pid);
    if (this.chance(0.2)) this.startProcess(process.pid);
  }

  /** The end of everything: processes, and what the disk had not been made to keep. */
  cutPower() {
    this.log('power cut');
    for (const process of this.processes.values()) process.alive = false;
    this.processes.clear();
    this.boot++;
    this.disk.cutPower();
  }

  /** Puts timers and process numbers of this machine in place of the real ones while `work` runs. */
  async inside(work) {
    world = this;
    globalThis.setTimeout = (action, delay = 0) => this.later(delay, action);
    globalThis.clearTimeout = (event) => {
      if (event !== undefined) event.cancelled = true;
    };
    process.kill = (pid, signal) => {
      if (signal !== 0) throw new Error('only questions are simulated');
      if (this.processes.has(pid)) return true;
      throw Object.assign(new Error(`kill ESRCH`), { code: 'ESRCH' });
    };
    Object.defineProperty(process, 'pid', { get: () => this.current.pid, configurable: true });
    try {
      return await work();
    } finally {
      globalThis.setTimeout = real.setTimeout;
      globalThis.clearTimeout = real.clearTimeout;
      process.kill = real.kill;
      Object.defineProperty(process, 'pid', { value: real.pid, configurable: true, writable: true });
      world = undefined;
    }
  }
}

/** Numbers in [0, 1) from a seed: Mulberry32 over a scrambled start. */
function createLuck(seed) {
  let state = Math.imul(seed + 1, 0x9e3779b9) ^ 0x5bf03635;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const before = (a, b) => a.time < b.time || (a.time === b.time && a.serial < b.serial);

/** A heap by time, then by order of planning. */
function push(heap, event) {
  let at = heap.push(event) - 1;
  for (let above = (at - 1) >> 1; at > 0 && before(event, heap[above]); above = (at - 1) >> 1) {
    heap[at] = heap[above];
    at = above;
  }
  heap[at] = event;
}

function pop(heap) {
  const first = heap[0];
  const last = heap.pop();
  if (heap.length === 0) return first;
  let at = 0;
  for (let below = 1; below < heap.length; below = 2 * at + 1) {
    if (below + 1 < heap.length && before(heap[below + 1], heap[below])) below++;
    if (!before(heap[below], last)) break;
    heap[at] = heap[below];
    at = below;
  }
  heap[at] = last;
  return first;
}
