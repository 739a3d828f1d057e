/** What page and worker say to each other: plain data that can be cloned. */
import type { Text } from '../../core/model.js';
import type { TraceNode } from '../../core/trace.js';
import type { Run } from '../../experiment/study.js';

/** The network of a world after a step, row by row. */
export interface Frame {
  /** Rows of the organisations that live, and what they are. */
  readonly id: Int32Array;
  readonly kind: Uint8Array;
  readonly region: Int32Array;
  readonly industry: Int32Array;
  readonly size: Float32Array;
  /** Mastery of an organisation, summed over domains. */
  readonly knowledge: Float32Array;
  /** Ends, rung of the ladder and first step of every tie. */
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly level: Uint8Array;
  readonly born: Int32Array;
}

/** All innovations of a run, row by row: step (from 0), leader's region and industry, kinds in the team and flags as sets of bits. */
export interface Chronicle {
  readonly step: Int32Array;
  readonly region: Int32Array;
  readonly industry: Int32Array;
  readonly kinds: Int32Array;
  readonly flags: Int32Array;
}

/** What can be asked about in a run, the first entries of each topic without their trees. */
export interface TraceList {
  readonly name: string;
  readonly title: Text;
  readonly count: number;
  readonly entries: readonly TraceNode[];
}

export type Request =
  /** Computes a run and sends a frame per step; metrics of the end that are watched are taken every step, too. */
  | { readonly kind: 'record'; readonly job: number; readonly run: Run; readonly watch: readonly string[] }
  /** Computes `count` replicates of one or two runs and sends the figure of a metric. */
  | {
      readonly kind: 'sample';
      readonly job: number;
      readonly left: Run;
      readonly right: Run | null;
      readonly first: number;
      readonly count: number;
      readonly metric: string;
    }
  /** Watches a run once more; with a question the tree of one entry. */
  | {
      readonly kind: 'trace';
      readonly job: number;
      readonly run: Run;
      readonly question: { readonly topic: string; readonly id: string } | null;
    }
  /** Computes a run with one of the model's evaluations. */
  | { readonly kind: 'evaluate'; readonly job: number; readonly run: Run; readonly evaluation: string }
  | { readonly kind: 'cancel'; readonly job: number };

export type Answer =
  | { readonly kind: 'frames'; readonly job: number; readonly frames: readonly Frame[] }
  | {
      readonly kind: 'recorded';
      readonly job: number;
      readonly values: Float64Array;
      readonly hash: string;
      readonly watched: Readonly<Record<string, Float64Array>>;
      readonly chronicle: Chronicle;
    }
  | { readonly kind: 'figures'; readonly job: number; readonly replicate: number; readonly left: number; readonly right: number }
  | { readonly kind: 'sampled'; readonly job: number }
  | { readonly kind: 'traced'; readonly job: number; readonly lists: readonly TraceList[]; readonly tree: TraceNode | null }
  | { readonly kind: 'evaluated'; readonly job: number; readonly figures: Readonly<Record<string, number>> }
  | { readonly kind: 'failed'; readonly job: number; readonly message: string };

/** The worker's end of the line; `onmessage` is set by who serves. */
export interface Port {
  /** Copies the answer: where arrays have been moved out of a thread, V8 looks at every access to any array whether it is still there. */
  postMessage(answer: Answer): void;
  onmessage: ((event: { readonly data: Request }) => void) | null;
}
