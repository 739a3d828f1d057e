/**
 * Processes that work for the studio, so that its server goes on answering while studies are read, computed and told of. They
 * speak by messages, own nothing of the server, and end when it ends. Both sides of it: starting one, and being one.
 */
import { type ChildProcess, fork, type Serializable } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { keepHeapSmall } from '../../node/heap.js';
import { deathOf } from '../../node/pool-process.js';
import { packagePlace } from '../package.js';

/** A process that works for the server. */
export interface Helper<ToHelper> {
  /** A message to a process that is just dying is lost; its end tells. */
  send(message: ToHelper): void;
  /** Ends it at once. */
  kill(): void;
  /** Resolves when it has ended. */
  readonly ended: Promise<void>;
}

interface Listener<FromHelper> {
  onMessage(message: FromHelper): void;
  /** Called once, in any case; `death` says in words how it ended. */
  onEnd(death: string): void;
}

/** Starts one of the programs of this folder. */
export function startHelper<ToHelper, FromHelper>(program: string, { onMessage, onEnd }: Listener<FromHelper>): Helper<ToHelper> {
  const path = fileURLToPath(packagePlace(`dist/src/cli/studio/${program}.js`));
  const child: ChildProcess = fork(path, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
  child.on('message', (message) => onMessage(message as FromHelper));
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    // Not 'exit', which may overtake what the process said before it ended.
    child.once('close', (code: number | null, signal: NodeJS.Signals | null) => resolve(deathOf(code, signal).message));
  }).then(onEnd);
  return {
    ended,
    send(message) {
      // One that could not be started has no channel.
      if (child.connected) child.send(message as Serializable, () => {});
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

/** In the process itself: hears the server. Signals of the terminal reach it too; what they mean is for the server to say. */
export function obey<ToHelper>(onMessage: (message: ToHelper) => void, onServerGone: () => void): void {
  keepHeapSmall();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1'] as const) process.on(signal, () => {});
  process.on('message', (message) => onMessage(message as ToHelper));
  process.on('disconnect', onServerGone);
}

/** In the process itself: resolves when the server has been told, or is gone. */
export function tell<FromHelper>(message: FromHelper): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined || !process.connected) resolve();
    else process.send(message as Serializable, undefined, undefined, () => resolve());
  });
}
