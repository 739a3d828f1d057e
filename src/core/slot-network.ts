/**
 * How the network is held: one block of half entries (neighbour, tie row) per node, all in one Int32Array.
 *
 * Each tie knows the place of both of its half entries, so an end is removed without a search: the block's last entry
 * takes its place. A full block moves to one of twice the room; rooms are powers of two, so that left blocks are used
 * again. Blocks change in `commit` alone; ties that wait for it hang in linked lists, one per node.
 */
import { UserError } from './errors.js';
import type { Network } from './network.js';

/** What a tie row is going through; rows outside PENDING … ENDING are free. */
const FREE = 0;
const PENDING = 1;
const CANCELLED = 2;
const LIVE = 3;
const ENDING = 4;
/** Room of the smallest block, in half entries. */
const FIRST_ROOM = 4;

/** Typed arrays of nodes, tie rows and half entries; see `Network` for what each call promises. */
export class SlotNetwork implements Network {
  readonly nodes: number;
  readonly tieCapacity: number;
  readonly endA: Int32Array;
  readonly endB: Int32Array;
  readonly alive: Uint8Array;
  count = 0;
  rows = 0;
  blocks: Int32Array;
  readonly start: Int32Array;
  readonly degrees: Int32Array;
  /** Half entries that fit into each node's block. */
  private readonly room: Int32Array;
  private readonly state: Uint8Array;
  /**
   * Per tie two numbers, for end A at 2e and end B at 2e + 1. Of a visible tie: which half entry of the end's block it is.
   * Of a pending one: the next pending tie of that end + 1.
   */
  private readonly slots: Int32Array;
  /** Per node the list of its pending ties: the first row + 1 (0: none) at 2i, the length at 2i + 1. */
  private readonly pending: Int32Array;
  private readonly appended: Int32Array;
  private readonly dropped: Int32Array;
  private readonly freeRows: Int32Array;
  private appendedCount = 0;
  private droppedCount = 0;
  private freeCount = 0;
  /** End of the used part of `blocks`, and the left blocks by size class. */
  private top = 0;
  private readonly leftBlocks: number[][] = [];

  constructor(nodes: number, tieCapacity: number) {
    this.nodes = nodes;
    this.tieCapacity = tieCapacity;
    const ties = (): Int32Array => new Int32Array(tieCapacity);
    const perNode = (): Int32Array => new Int32Array(nodes);
    this.endA = ties();
    this.endB = ties();
    this.alive = new Uint8Array(tieCapacity);
    this.state = new Uint8Array(tieCapacity);
    this.slots = new Int32Array(2 * tieCapacity);
    this.appended = ties();
    this.dropped = ties();
    this.freeRows = ties();
    this.start = perNode();
    this.degrees = perNode();
    this.room = perNode();
    this.pending = new Int32Array(2 * nodes);
    this.blocks = new Int32Array(2 * FIRST_ROOM * nodes);
  }

  degree(i: number): number {
    return this.degrees[i];
  }

  neighbour(i: number, r: number): number {
    return this.blocks[this.start[i] + 2 * r];
  }

  tieAt(i: number, r: number): number {
    return this.blocks[this.start[i] + 2 * r + 1];
  }

  find(i: number, j: number): number {
    const swap = this.degrees[j] < this.degrees[i];
    const near = swap ? j : i;
    const far = swap ? i : j;
    const { blocks } = this;
    for (let p = this.start[near], end = p + 2 * this.degrees[near]; p < end; p += 2) {
      if (blocks[p] === far) return blocks[p + 1];
    }
    return -1;
  }

  append(i: number, j: number): number {
    this.mustBeNode(i);
    this.mustBeNode(j);
    if (i === j || this.find(i, j) >= 0 || this.isPending(i, j)) return -1;
    const e = this.takeRow();
    this.endA[e] = i;
    this.endB[e] = j;
    this.state[e] = PENDING;
    this.hang(e, 2 * e, i);
    this.hang(e, 2 * e + 1, j);
    this.appended[this.appendedCount++] = e;
    return e;
  }

  drop(e: number): void {
    const state = this.state[e];
    if (state === LIVE) {
      this.state[e] = ENDING;
      this.dropped[this.droppedCount++] = e;
    } else if (state === PENDING) this.state[e] = CANCELLED;
    else if (state !== ENDING && state !== CANCELLED) throw new RangeError(`tie row ${e} holds no tie that could be dropped`);
  }

  dropAll(i: number): void {
    this.mustBeNode(i);
    for (let p = this.start[i], end = p + 2 * this.degrees[i]; p < end; p += 2) this.drop(this.blocks[p + 1]);
    for (let e = this.pending[2 * i] - 1; e >= 0; e = this.nextPending(e, i)) this.drop(e);
  }

  commit(): void {
    for (let d = 0; d < this.droppedCount; d++) {
      const e = this.dropped[d];
      this.removeHalf(this.endA[e], this.slots[2 * e]);
      this.removeHalf(this.endB[e], this.slots[2 * e + 1]);
      this.alive[e] = 0;
      this.count--;
      this.freeRow(e);
    }
    for (let a = 0; a < this.appendedCount; a++) {
      const e = this.appended[a];
      const i = this.endA[e];
      const j = this.endB[e];
      this.pending[2 * i] = 0;
      this.pending[2 * j] = 0;
      this.pending[2 * i + 1] = 0;
      this.pending[2 * j + 1] = 0;
      if (this.state[e] === CANCELLED) {
        this.freeRow(e);
        continue;
      }
      this.slots[2 * e] = this.addHalf(i, j, e);
      this.slots[2 * e + 1] = this.addHalf(j, i, e);
      this.state[e] = LIVE;
      this.alive[e] = 1;
      this.count++;
    }
    this.droppedCount = 0;
    this.appendedCount = 0;
  }

  private mustBeNode(i: number): void {
    if (i >>> 0 !== i || i >= this.nodes) throw new RangeError(`there is no node ${i}; nodes are 0 … ${this.nodes - 1}`);
  }

  private isPending(i: number, j: number): boolean {
    const swap = this.pending[2 * j + 1] < this.pending[2 * i + 1];
    const near = swap ? j : i;
    const far = swap ? i : j;
    for (let e = this.pending[2 * near] - 1; e >= 0; e = this.nextPending(e, near)) {
      if (this.endA[e] === far || this.endB[e] === far) return true;
    }
    return false;
  }

  private nextPending(e: number, i: number): number {
    return this.slots[this.endA[e] === i ? 2 * e : 2 * e + 1] - 1;
  }

  /** Puts a pending tie at the head of a node's list. */
  private hang(e: number, place: number, i: number): void {
    this.slots[place] = this.pending[2 * i];
    this.pending[2 * i] = e + 1;
    this.pending[2 * i + 1]++;
  }

  private takeRow(): number {
    if (this.freeCount > 0) return this.freeRows[--this.freeCount];
    if (this.rows === this.tieCapacity) {
      throw new UserError(
        `the network is full: all ${this.tieCapacity} tie rows are in use`,
        'raise the tie capacity, or lower what makes ties form or keeps them alive',
      );
    }
    return this.rows++;
  }

  private freeRow(e: number): void {
    this.state[e] = FREE;
    this.freeRows[this.freeCount++] = e;
  }

  /** Puts a half entry at the end of node i's block and returns its slot. */
  private addHalf(i: number, neighbour: number, e: number): number {
    const slot = this.degrees[i];
    if (slot === this.room[i]) this.enlarge(i);
    const p = this.start[i] + 2 * slot;
    this.blocks[p] = neighbour;
    this.blocks[p + 1] = e;
    this.degrees[i] = slot + 1;
    return slot;
  }

  /** Fills the gap with the block's last half entry and tells the tie that moved. */
  private removeHalf(i: number, slot: number): void {
    const last = --this.degrees[i];
    if (slot === last) return;
    const from = this.start[i] + 2 * last;
    const to = this.start[i] + 2 * slot;
    const e = this.blocks[from + 1];
    this.blocks[to] = this.blocks[from];
    this.blocks[to + 1] = e;
    this.slots[this.endA[e] === i ? 2 * e : 2 * e + 1] = slot;
  }

  private enlarge(i: number): void {
    const room = this.room[i];
    const wanted = room === 0 ? FIRST_ROOM : 2 * room;
    const from = this.start[i];
    const to = this.takeBlock(wanted);
    this.blocks.copyWithin(to, from, from + 2 * room);
    if (room > 0) this.leftOf(room).push(from);
    this.start[i] = to;
    this.room[i] = wanted;
  }

  private takeBlock(room: number): number {
    const left = this.leftOf(room).pop();
    if (left !== undefined) return left;
    const at = this.top;
    this.top += 2 * room;
    if (this.top > this.blocks.length) {
      const larger = new Int32Array(Math.max(2 * this.blocks.length, this.top));
      larger.set(this.blocks);
      this.blocks = larger;
    }
    return at;
  }

  /** Left blocks of that room; rooms are powers of two, so the number of leading zeros names the class. */
  private leftOf(room: number): number[] {
    const sizeClass = 31 - Math.clz32(room);
    while (this.leftBlocks.length <= sizeClass) this.leftBlocks.push([]);
    return this.leftBlocks[sizeClass];
  }
}
