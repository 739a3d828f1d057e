/** The server's side of the process that reads: asks it, and starts another when it has died. */
import { type Helper, startHelper } from './child.js';
import { CallError } from './problems.js';
import type { FromReader, Question, ToReader } from './reading-child.js';

interface Asked {
  readonly question: Question;
  /** Processes that have died of it, or with it. */
  readonly deaths: number;
  resolve(said: string | undefined): void;
  reject(error: Error): void;
}

/** Questions are asked again of the next process so often. */
const AGAIN = 1;

export class Reader {
  private readonly results: string;
  private readonly asked = new Map<number, Asked>();
  private helper: Helper<ToReader> | undefined;
  private next = 1;
  private closed = false;

  /** @param results folder that holds the studies */
  constructor(results: string) {
    this.results = results;
  }

  /** The answer as JSON; undefined where there is nothing of the kind. @throws CallError when it is refused or the process dies */
  ask(question: Question): Promise<string | undefined> {
    return new Promise((resolve, reject) => this.send({ question, deaths: 0, resolve, reject }));
  }

  /** Ends the process, which has nothing to lose. */
  async close(): Promise<void> {
    this.closed = true;
    this.helper?.kill();
    await this.helper?.ended;
  }

  private send(asked: Asked): void {
    this.helper ??= startHelper<ToReader, FromReader>('reading-child', {
      onMessage: (message) => this.settle(message),
      onEnd: (death) => this.lose(death),
    });
    const call = this.next++;
    this.asked.set(call, asked);
    this.helper.send({ call, results: this.results, question: asked.question });
  }

  private settle(message: FromReader): void {
    const asked = this.asked.get(message.call);
    this.asked.delete(message.call);
    if ('refused' in message) asked?.reject(new CallError(message.refused));
    else asked?.resolve(message.said);
  }

  private lose(death: string): void {
    this.helper = undefined;
    const lost = [...this.asked.values()];
    this.asked.clear();
    for (const asked of lost)
      if (this.closed || asked.deaths >= AGAIN)
        asked.reject(new CallError({ problems: [`the studio could not read this: ${death}`], status: 500 }));
      else this.send({ ...asked, deaths: asked.deaths + 1 });
  }
}
