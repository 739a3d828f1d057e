/** Who can reach whom, and in how many ties: components, and mean path length from sampled sources. */
import type { Stream } from '../../../core/rng.js';
import type { Adjacency } from './network.js';

/** What one pass finds, and the room it needs; made once, overwritten by every pass. */
export interface Components {
  /** Component of each living node, named by its node of lowest number; −1 where dead. */
  readonly label: Int32Array;
  /** Number of components, isolated nodes included. */
  count: number;
  /** Name and size of the largest component; of equals the one with the lowest number. */
  giant: number;
  giantSize: number;
  /** Living nodes. */
  alive: number;
  readonly queue: Int32Array;
}

/** Room for `findComponents`. */
export function createComponents(nodes: number): Components {
  return { label: new Int32Array(nodes), count: 0, giant: -1, giantSize: 0, alive: 0, queue: new Int32Array(nodes) };
}

/** Labels the components by breadth-first search, O(N + M). Source: Hopcroft & Tarjan 1973. */
export function findComponents(ties: Adjacency, alive: Uint8Array, out: Components): void {
  const { label } = out;
  label.fill(-1);
  out.count = 0;
  out.giant = -1;
  out.giantSize = 0;
  out.alive = 0;
  for (let i = 0; i < ties.nodes; i++) {
    if (alive[i] !== 1 || label[i] !== -1) continue;
    const size = flood(ties, i, out);
    out.count++;
    out.alive += size;
    if (size > out.giantSize) {
      out.giant = i;
      out.giantSize = size;
    }
  }
}

function flood({ start, degrees, blocks }: Adjacency, root: number, { label, queue }: Components): number {
  let tail = 1;
  queue[0] = root;
  label[root] = root;
  for (let head = 0; head < tail; head++) {
    const i = queue[head];
    for (let p = start[i], end = p + 2 * degrees[i]; p < end; p += 2) {
      const j = blocks[p];
      if (label[j] !== -1) continue;
      label[j] = root;
      queue[tail++] = j;
    }
  }
  return tail;
}

/** Share of living nodes in the largest component. NaN without a node. Source: Erdős & Rényi 1960. */
export function giantShare({ giantSize, alive }: Components): number {
  return alive > 0 ? giantSize / alive : Number.NaN;
}

/**
 * Draws sources from the largest component without repetition (all of it where it is small) and returns their number.
 * Addresses (0, 0), (1, 0) … of the stream's step.
 * @param sources out; its length is the number wished for
 */
export function sampleSources(components: Components, stream: Stream, sources: Int32Array): number {
  const { label, giant, giantSize, queue } = components;
  const wanted = Math.min(sources.length, giantSize);
  let members = 0;
  for (let i = 0; i < label.length && members < giantSize; i++) if (label[i] === giant) queue[members++] = i;
  for (let s = 0; s < wanted; s++) {
    const pick = s + (wanted === giantSize ? 0 : stream.below(members - s, s, 0));
    sources[s] = queue[pick];
    queue[pick] = queue[s];
  }
  return wanted;
}

/** Room for `meanPathLength`: three words per node, one bit per source. */
export interface Frontier {
  readonly seen: Int32Array;
  readonly here: Int32Array;
  readonly next: Int32Array;
}

/** Room for `meanPathLength`. */
export function createFrontier(nodes: number): Frontier {
  return { seen: new Int32Array(nodes), here: new Int32Array(nodes), next: new Int32Array(nodes) };
}

/**
 * Mean number of ties on the shortest path from the sources to every node they reach. Exact where every node of a
 * component is a source, else an estimate without bias. NaN where no source reaches anybody.
 * 32 sources walk at once, a bit each. Source: Watts & Strogatz 1998; Then et al. 2014, PVLDB 8 (several searches at once).
 * @param sources nodes without repetition
 * @param count how many of them
 */
export function meanPathLength(ties: Adjacency, sources: Int32Array, count: number, room: Frontier): number {
  let steps = 0;
  let pairs = 0;
  for (let first = 0; first < count; first += 32) {
    room.seen.fill(0);
    room.here.fill(0);
    room.next.fill(0);
    for (let s = first; s < Math.min(count, first + 32); s++) {
      room.here[sources[s]] |= 1 << (s - first);
      room.seen[sources[s]] = room.here[sources[s]];
    }
    for (let level = 1; ; level++) {
      const reached = advance(ties, room);
      if (reached === 0) break;
      steps += level * reached;
      pairs += reached;
    }
  }
  return pairs > 0 ? steps / pairs : Number.NaN;
}

/** One level of all searches; returns the (source, node) pairs newly reached. */
function advance({ nodes, start, degrees, blocks }: Adjacency, { seen, here, next }: Frontier): number {
  for (let i = 0; i < nodes; i++) {
    const word = here[i];
    if (word === 0) continue;
    for (let p = start[i], end = p + 2 * degrees[i]; p < end; p += 2) next[blocks[p]] |= word;
  }
  let reached = 0;
  for (let i = 0; i < nodes; i++) {
    const fresh = next[i] & ~seen[i];
    next[i] = 0;
    here[i] = fresh;
    if (fresh === 0) continue;
    seen[i] |= fresh;
    let bits = fresh - ((fresh >>> 1) & 0x55555555);
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    reached += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return reached;
}
