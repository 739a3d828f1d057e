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

interface Open {
  readonly request: Request;
  readonly hear: (answer: Answer) => void;
}

/** One worker, which takes jobs in order. */
export class Engine {
  private readonly start: () => Worker;
  private worker: Worker;
  /** Jobs that are not finished, in order. */
  private readonly open = new Map<number, Open>();
  private next = 1;

  /** `start` makes a worker, at once and whenever one has to be ended. */
  constructor(start: () => Worker) {
    this.start = start;
    this.worker = this.hire();
  }

  private hire(): Worker {
    const worker = this.start();
    worker.onmessage = ({ data }: MessageEvent<Answer>) => this.open.get(data.job)?.hear(data);
    worker.onerror = (event) => {
      const jobs = [...this.open];
      this.open.clear();
      for (const [job, { hear }] of jobs) hear({ kind: 'failed', job, message: event.message || 'the worker did not start' });
    };
    return worker;
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
    this.open.set(job, {
      request: request(job),
      hear: (answer) => {
        if (answer.kind !== 'frames' && answer.kind !== 'figures') this.open.delete(job);
        hear(answer);
      },
    });
    this.worker.postMessage(request(job));
    return { cancel: () => this.cancel(job) };
  }

  /** Ends a job. What is computed in one piece would keep the worker, so that one takes its place and the jobs that wait. */
  private cancel(job: number): void {
    const [first] = this.open.keys();
    const ended = this.open.get(job);
    if (ended === undefined) return;
    this.open.delete(job);
    if (first !== job || ended.request.kind === 'record') {
      this.worker.postMessage({ kind: 'cancel', job } satisfies Request);
      return;
    }
    this.worker.terminate();
    this.worker = this.hire();
    for (const { request } of this.open.values()) this.worker.postMessage(request);
  }
}
