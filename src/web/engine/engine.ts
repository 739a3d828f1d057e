/** The page's side: asks a worker for runs and hears back; a job is cancelled by its handle. */
import type { TraceNode } from '../../core/trace.js';
import type { Run } from '../../experiment/study.js';
import type { Answer, Chronicle, Frame, Request, TraceList } from './messages.js';

/** A job under way. */
export interface Job {
  cancel(): void;
}

export interface RecordListener {
  frames(frames: readonly Frame[]): void;
  done(values: Float64Array, hash: string, watched: Readonly<Record<string, Float64Array>>, chronicle: Chronicle): void;
  failed(message: string): void;
}

export interface SampleListener {
  figures(replicate: number, left: number, right: number): void;
  done(): void;
  failed(message: string): void;
}

export interface TraceListener {
  lists(lists: readonly TraceList[]): void;
  tree(tree: TraceNode | null): void;
  failed(message: string): void;
}

export interface SampleOrder {
  readonly left: Run;
  readonly right: Run | null;
  readonly first: number;
  readonly count: number;
  readonly metric: string;
}

/** One worker, which takes jobs in order. */
export class Engine {
  private readonly worker: Worker;
  private readonly listeners = new Map<number, (answer: Answer) => void>();
  private next = 1;

  constructor(worker: Worker) {
    this.worker = worker;
    worker.onmessage = ({ data }: MessageEvent<Answer>) => this.listeners.get(data.job)?.(data);
    worker.onerror = (event) => {
      for (const [job, listener] of this.listeners) listener({ kind: 'failed', job, message: event.message || 'the worker did not start' });
      this.listeners.clear();
    };
  }

  /** Computes a run and hands over its frames as they come. */
  record(run: Run, listener: RecordListener, watch: readonly string[] = []): Job {
    return this.send(
      (job) => ({ kind: 'record', job, run, watch }),
      (answer) => {
        if (answer.kind === 'frames') listener.frames(answer.frames);
        else if (answer.kind === 'recorded') listener.done(answer.values, answer.hash, answer.watched, answer.chronicle);
        else if (answer.kind === 'failed') listener.failed(answer.message);
      },
    );
  }

  /** Computes many worlds and hands over one figure of each. */
  sample(order: SampleOrder, listener: SampleListener): Job {
    return this.send(
      (job) => ({ kind: 'sample', job, ...order }),
      (answer) => {
        if (answer.kind === 'figures') listener.figures(answer.replicate, answer.left, answer.right);
        else if (answer.kind === 'sampled') listener.done();
        else if (answer.kind === 'failed') listener.failed(answer.message);
      },
    );
  }

  /** Watches a run once more: what can be asked about, or the tree that answers a question. */
  trace(run: Run, question: { readonly topic: string; readonly id: string } | null, listener: TraceListener): Job {
    return this.send(
      (job) => ({ kind: 'trace', job, run, question }),
      (answer) => {
        if (answer.kind === 'failed') listener.failed(answer.message);
        else if (answer.kind !== 'traced') return;
        else if (question === null) listener.lists(answer.lists);
        else listener.tree(answer.tree);
      },
    );
  }

  /** Computes an evaluation of a run and hands over its measures. */
  evaluate(
    run: Run,
    evaluation: string,
    done: (figures: Readonly<Record<string, number>>) => void,
    failed: (message: string) => void,
  ): Job {
    return this.send(
      (job) => ({ kind: 'evaluate', job, run, evaluation }),
      (answer) => {
        if (answer.kind === 'evaluated') done(answer.figures);
        else if (answer.kind === 'failed') failed(answer.message);
      },
    );
  }

  private send(request: (job: number) => Request, hear: (answer: Answer) => void): Job {
    const job = this.next++;
    this.listeners.set(job, (answer) => {
      if (answer.kind !== 'frames' && answer.kind !== 'figures') this.listeners.delete(job);
      hear(answer);
    });
    this.worker.postMessage(request(job));
    return {
      cancel: () => {
        if (this.listeners.delete(job)) this.worker.postMessage({ kind: 'cancel', job } satisfies Request);
      },
    };
  }
}
