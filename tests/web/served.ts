/** The worker's side of the page under Node: requests in, answers out, on one line. */
import type { Answer, Port, Request } from '../../src/web/engine/messages.js';
import { serveWorlds } from '../../src/web/engine/serve.js';

export interface Served {
  send(request: Request): void;
  readonly answers: Answer[];
  /** Resolves with the first answer of that kind for the job. */
  until<K extends Answer['kind']>(job: number, kind: K): Promise<Extract<Answer, { kind: K }>>;
}

export function served(): Served {
  const answers: Answer[] = [];
  const waiting: (() => void)[] = [];
  const port: Port = {
    onmessage: null,
    postMessage(answer) {
      answers.push(answer);
      for (const wake of waiting.splice(0)) wake();
    },
  };
  serveWorlds(port);
  return {
    answers,
    send: (data) => port.onmessage?.({ data }),
    async until(job, kind) {
      for (;;) {
        const found = answers.find((answer) => answer.job === job && answer.kind === kind);
        if (found !== undefined) return found as never;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
  };
}
