/**
 * What a model can say about how one of its runs came about: trees of nodes with amounts, asked for by topic.
 *
 * Generic on purpose: whoever prints a trace knows neither firms nor knowledge, only kinds, labels, amounts and units.
 */
import type { Text } from './model.js';

/** A number at a node: what it is, how much, in which unit. */
export interface TraceAmount {
  /** snake_case, the same for the same thing at every node. */
  readonly name: string;
  readonly text: Text;
  readonly value: number;
  readonly unit: string;
}

/** A thing or an event of the run, with what lies behind it (backward) or what it led to (forward). */
export interface TraceNode {
  /** snake_case, e.g. `project`. */
  readonly kind: string;
  /** Under what it can be asked for in the topic of its kind, if it can. */
  readonly id?: string;
  readonly label: Text;
  readonly amounts: readonly TraceAmount[];
  readonly children: readonly TraceNode[];
}

/** How far a tree goes. */
export interface TraceOptions {
  /** Passages from one holder to the next that are followed, at least 1. */
  readonly depth: number;
  /** Branches below this share are summed up, 0 … 1. */
  readonly least: number;
  /** Longest list in a tree. */
  readonly most: number;
}

/** A kind of question: about an innovation, a grant, an instrument. */
export interface TraceTopic {
  /** snake_case; the command line asks with `--name`. */
  readonly name: string;
  readonly title: Text;
  /** Everything that can be asked about. */
  readonly ids: readonly string[];
  /** The first entries without their trees, those with the most public money first. */
  list(most: number): readonly TraceNode[];
  /** The tree of one entry; undefined where there is none of that id. */
  tree(id: string, options: TraceOptions): TraceNode | undefined;
}

export interface Trace {
  /** The first one is what is listed when nothing is asked for. */
  readonly topics: readonly TraceTopic[];
}

/**
 * Runs a run again from its beginning to its end and calls `watch` with the world: once as `start` before the first
 * step, then after every phase with its name, `measure` after each step and `finish` at the end. Who watches must not write.
 */
export type Replay<W> = (watch: (moment: string, world: W) => void) => void;
