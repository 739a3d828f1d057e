/** The server's side of the process that reads: asks it, and starts another when it has died. */
import { type Helper, startHelper } from './child.js';
import { CallError } from './problems.js';
import type { FromReader, Question, ToReader } from './reading-child.js';

interface Asked {
  resolve(said: string | undefined): void;
  reject(error: Error): void;
}

export class Reader {
  private readonly results: string;
  private readonly asked = new Map<number, Asked>();
  private helper: Helper<ToReader> | undefined;
  private next = 1;

  /** @param results folder that holds the studies */
  constructor(results: string) {
    this.results = results;
  }

  /** The answer as JSON; undefined where there is nothing of the kind. @throws CallError when it is refused or the process dies */
  ask(question: Question): Promise<string | undefined> {
    this.helper ??= startHelper<ToReader, FromReader>('reading-child', {
      onMessage: (message) => this.settle(message),
      onEnd: (death) => this.lose(death),
    });
    const { helper, results } = this;
    const call = this.next++;
    return new Promise((resolve, reject) => {
      this.asked.set(call, { resolve, reject });
      helper.send({ call, results, question });
    });
  }

  /** Ends the process, which has nothing to lose. */
  async close(): Promise<void> {
    this.helper?.kill();
    await this.helper?.ended;
  }

  private settle(message: FromReader): void {
    const asked = this.asked.get(message.call);
    this.asked.delete(message.call);
    if ('refused' in message) asked?.reject(new CallError(message.refused));
    else asked?.resolve(message.said);
  }

  private lose(death: string): void {
    this.helper = undefined;
    const refused = { problems: [`the studio could not read: ${death}; ask again`], status: 500 as const };
    for (const { reject } of this.asked.values()) reject(new CallError(refused));
    this.asked.clear();
  }
}
