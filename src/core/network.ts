/**
 * Undirected ties that change: walking a neighbourhood reads memory in order, and making or ending a tie costs the
 * same at a node with three ties as at a hub with thousands.
 *
 * Tie rows are the truth: `endA`, `endB`, `alive`. Attributes of ties live in a table of the model under the same row
 * numbers.
 *
 * Phases of one step all see the ties of its beginning: `append` and `drop` only mark, `commit` makes both visible.
 * The order of a node's neighbours follows from the history of its ties; it is deterministic but has no meaning.
 */
import { SlotNetwork } from './slot-network.js';

/** What the world knows about ties. Nodes are 0 … nodes − 1, tie rows 0 … tieCapacity − 1. */
export interface Network {
  readonly nodes: number;
  readonly tieCapacity: number;
  /** The two ends of each tie row, in the order in which `append` was told them. */
  readonly endA: Int32Array;
  readonly endB: Int32Array;
  /** 1 while a tie row holds a visible tie; a tie dropped in this step stays visible until `commit`. */
  readonly alive: Uint8Array;
  /** Visible ties. */
  readonly count: number;
  /** Highest tie row ever used + 1: where a loop over tie rows may end. */
  readonly rows: number;
  /**
   * For hot loops, valid until the next `commit`: node i's half entries are
   * `for (let p = start[i], end = p + 2 * degrees[i]; p < end; p += 2) { neighbour = blocks[p]; tie = blocks[p + 1]; }`
   */
  readonly blocks: Int32Array;
  readonly start: Int32Array;
  readonly degrees: Int32Array;
  /** Number of visible ties of node i. */
  degree(i: number): number;
  /** The r-th neighbour of node i, r < degree(i). */
  neighbour(i: number, r: number): number;
  /** The tie row that leads to it. */
  tieAt(i: number, r: number): number;
  /** Row of the visible tie between i and j, or −1. Costs the smaller of the two degrees. */
  find(i: number, j: number): number;
  /**
   * Reserves a tie row for i and j; the tie appears with the next `commit`. Returns −1 and changes nothing when i = j
   * or when the two are tied already: visibly (also if that tie is dropped in this step) or by an earlier `append`.
   * @throws UserError when every tie row is in use; rows dropped in this step are free only after `commit`
   */
  append(i: number, j: number): number;
  /** Ends a tie with the next `commit`; a tie appended in this step never appears. Twice is as good as once. */
  drop(e: number): void;
  /** Drops every tie of node i, those appended in this step included: what an exit does. */
  dropAll(i: number): void;
  /** Makes drops and appends visible, in the order they were asked for, drops first. Freed rows are reused last in, first out. */
  commit(): void;
}

/**
 * A network without ties.
 * @param nodes number of nodes, fixed
 * @param tieCapacity largest number of ties at one time, dropped and appended ones of a step counted together
 * @throws RangeError when one of them is no non-negative integer
 */
export function createNetwork(nodes: number, tieCapacity: number): Network {
  for (const size of [nodes, tieCapacity]) {
    if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`a network needs whole sizes of at least 0, got ${size}`);
  }
  return new SlotNetwork(nodes, tieCapacity);
}
