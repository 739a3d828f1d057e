/**
 * Experiments that the page starts: one at a time, each in a process of its own, stored like any study. The server only notes
 * what that process says, so it answers while an experiment is computed and while its report is made.
 */
import type { Progress } from '../../experiment/studio-messages.js';
import { type Helper, startHelper } from './child.js';
import type { FromExperiment, ToExperiment } from './experiment-child.js';
import { CallError, type Refused } from './problems.js';

/** Milliseconds that an experiment has to close its study when the studio ends. */
const PATIENCE = 3000;

export class Experiments {
  private readonly results: string;
  private readonly all = new Map<string, Progress>();
  /** The processes of those that have not ended. */
  private readonly helpers = new Map<string, Helper<ToExperiment>>();
  /** Those that were told to stop. */
  private readonly stopped = new Set<string>();
  private next = 1;

  /** @param results folder that holds the studies */
  constructor(results: string) {
    this.results = results;
  }

  progress(id: string): Progress | undefined {
    return this.all.get(id);
  }

  /** Whether there is one that has not ended, or that is just being begun. */
  get busy(): boolean {
    return this.helpers.size > 0;
  }

  /** The one that is computed or concluded now; a page that was opened anew finds it here. */
  get running(): Progress | null {
    const [id] = this.helpers.keys();
    return (id !== undefined && this.all.get(id)) || null;
  }

  /** Ends an experiment; what it has computed stays on disk. */
  stop(id: string): void {
    this.stopped.add(id);
    // Tables and report are made in one piece, which hears nothing; files appear whole or not at all.
    if (this.all.get(id)?.state === 'finishing') this.helpers.get(id)?.kill();
    else this.helpers.get(id)?.send({ stop: true });
  }

  /** Ends all; resolves when no process is left. */
  async close(): Promise<void> {
    const timer = setTimeout(() => {
      for (const helper of this.helpers.values()) helper.kill();
    }, PATIENCE);
    const ends = [...this.helpers.values()].map(({ ended }) => ended);
    for (const id of this.helpers.keys()) this.stop(id);
    await Promise.all(ends);
    clearTimeout(timer);
  }

  /**
   * Starts computing the study of a file and says how it can be asked about.
   * @throws CallError when it cannot be begun
   */
  start(path: string): Promise<Progress> {
    const id = String(this.next++);
    return new Promise((resolve, reject) => {
      const helper = startHelper<ToExperiment, FromExperiment>('experiment-child', {
        onMessage: (message) => {
          if ('begun' in message) resolve(this.begin(id, path, message.begun));
          else if ('refused' in message) this.refuse(id, message.refused, reject);
          else this.note(id, message.change);
        },
        onEnd: (death) => {
          this.end(id, death);
          reject(new CallError({ problems: [`the experiment could not be begun: ${death}`], status: 500 }));
        },
      });
      this.helpers.set(id, helper);
      helper.send({ path, results: this.results });
    });
  }

  private begin(id: string, path: string, about: Pick<Progress, 'title' | 'model' | 'planned'>): Progress {
    const begun: Progress = { id, path, ...about, state: 'running', done: 0, rows: [], study: null, hash: null, message: '' };
    this.all.set(id, begun);
    return begun;
  }

  private refuse(id: string, refused: Refused, reject: (error: Error) => void): void {
    this.helpers.delete(id);
    reject(new CallError(refused));
  }

  private note(id: string, change: Partial<Progress>): void {
    const known = this.all.get(id);
    if (known === undefined) return;
    this.all.set(id, { ...known, ...change });
    if (change.state === 'finishing') {
      if (this.stopped.has(id)) this.stop(id);
    } else if (change.state !== undefined) this.helpers.delete(id);
  }

  /** A process that ends without a last word has failed, unless it was ended on purpose. */
  private end(id: string, death: string): void {
    const { state } = this.all.get(id) ?? {};
    if (this.stopped.has(id)) {
      if (state === 'running' || state === 'finishing') this.note(id, { state: 'stopped' });
    } else if (state === 'finishing')
      this.note(id, {
        state: 'failed',
        message: `the report was not made: ${death}; all runs are stored, and the same experiment goes on from there`,
      });
    else if (state === 'running')
      this.note(id, {
        state: 'failed',
        message: `it broke off: ${death}; what was computed is stored, and the same experiment goes on from there`,
      });
    this.helpers.delete(id);
  }
}
