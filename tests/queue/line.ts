/** A line to a server that may be bad: late, held up, or silent as behind a firewall that has forgotten it. */
import { connect, createServer, type Socket } from 'node:net';

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
  /** What goes through it is lost, and neither end hears of it. */
  isLost: boolean;
}

export class Line {
  /** The address at which it is entered. */
  url = '';
  /** Milliseconds that every piece is on its way. */
  delay = 0;
  private readonly pairs = new Set<Pair>();
  private readonly server = createServer((near) => this.open(near));
  private readonly port: number;
  private held: (() => void)[] | undefined;

  private constructor(port: number) {
    this.port = port;
  }

  /** To that port of this machine. */
  static async to(port: number): Promise<Line> {
    const line = new Line(port);
    await new Promise<void>((resolve) => line.server.listen(0, '127.0.0.1', resolve));
    line.url = `redis://127.0.0.1:${(line.server.address() as { port: number }).port}`;
    return line;
  }

  /** All who are on it get nothing through any more and hear nothing; who comes anew is let through. @returns how many */
  swallow(): number {
    const lost = [...this.pairs].filter(({ isLost }) => !isLost);
    for (const pair of lost) pair.isLost = true;
    return lost.length;
  }

  /** Nothing goes through until it is let go, then all of it does. */
  hold(): void {
    this.held ??= [];
  }
  letGo(): void {
    const held = this.held ?? [];
    this.held = undefined;
    for (const send of held) send();
  }

  close(): void {
    this.server.close();
    for (const { near, far } of this.pairs) {
      near.destroy();
      far.destroy();
    }
  }

  private open(near: Socket): void {
    const pair: Pair = { near, far: connect(this.port, '127.0.0.1'), isLost: false };
    this.pairs.add(pair);
    const { far } = pair;
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('error', () => {});
      from.on('data', (data) => this.carry(pair, to, data));
      from.on('close', () => {
        if (!pair.isLost) to.destroy();
      });
    }
  }

  private carry(pair: Pair, to: Socket, data: Buffer): void {
    const send = (): void => {
      if (!pair.isLost && !to.destroyed) to.write(data);
    };
    if (this.held !== undefined) this.held.push(send);
    else if (this.delay > 0) setTimeout(send, this.delay);
    else send();
  }
}
