/**
 * A line to a server that may be bad: late, held up, cut, or silent as behind a firewall that has forgotten it; each way by itself
 * or both. What goes through it keeps its order, as on every line of TCP: loss on the way is seen as lateness or as an end.
 */
import { connect, createServer } from 'node:net';

/** To the server, from it. */
const WAYS = ['there', 'back'];

export class Line {
  /** Milliseconds that every piece is on its way; a function is asked for each piece. */
  delay = 0;
  port = 0;
  #target;
  #pairs = new Set();
  #server = createServer((near) => this.#open(near));
  #isCut = false;
  #held = new Set();

  constructor(target) {
    this.#target = target;
  }

  static async to(target) {
    const line = new Line(target);
    await new Promise((resolve) => line.#server.listen(0, '127.0.0.1', resolve));
    line.port = line.#server.address().port;
    return line;
  }

  get url() {
    return `redis://127.0.0.1:${this.port}`;
  }

  swallow(ways = WAYS) {
    const whole = [...this.#pairs].filter(({ lost }) => lost.size === 0);
    for (const { lost } of whole) for (const way of ways) lost.add(way);
    return whole.length;
  }

  hold(ways = WAYS) {
    for (const way of ways) this.#held.add(way);
  }

  mend() {
    this.#isCut = false;
    this.delay = 0;
    this.#held.clear();
    for (const { queues } of this.#pairs) for (const queue of queues) queue.send();
  }

  sever() {
    for (const { near, far } of this.#pairs) {
      near.destroy();
      far.destroy();
    }
  }

  cut() {
    this.#isCut = true;
    this.sever();
  }

  close() {
    this.#server.close();
    this.sever();
  }

  #open(near) {
    if (this.#isCut) {
      near.destroy();
      return;
    }
    const pair = { near, far: connect(this.#target, '127.0.0.1'), lost: new Set(), queues: [] };
    this.#pairs.add(pair);
    this.#join(pair, pair.near, pair.far, 'there');
    this.#join(pair, pair.far, pair.near, 'back');
  }

  #join(pair, from, to, way) {
    const queue = new Pieces(to, () => this.#held.has(way));
    pair.queues.push(queue);
    from.on('error', () => {});
    from.on('data', (data) => {
      if (!pair.lost.has(way)) queue.add(data, typeof this.delay === 'function' ? this.delay() : this.delay);
    });
    from.on('close', () => {
      if (pair.lost.size > 0 && !this.#isCut) return;
      this.#pairs.delete(pair);
      to.destroy();
    });
  }
}

/** What is on its way to one end, in its order. */
class Pieces {
  #waiting = [];
  #to;
  #isHeld;
  #timer;

  constructor(to, isHeld) {
    this.#to = to;
    this.#isHeld = isHeld;
  }

  add(data, delay) {
    this.#waiting.push({ data, at: performance.now() + delay });
    this.send();
  }

  /** Sends what is due, and comes back for the rest. */
  send() {
    clearTimeout(this.#timer);
    while (this.#waiting.length > 0 && !this.#isHeld()) {
      const left = this.#waiting[0].at - performance.now();
      if (left > 0) {
        this.#timer = setTimeout(() => this.send(), left);
        return;
      }
      const { data } = this.#waiting.shift();
      if (!this.#to.destroyed) this.#to.write(data);
    }
  }
}
