/**
 * Communities: how much more the ties stay inside groups than chance would have it, for groups that are given
 * (regions, industries) and for those that Louvain's method finds.
 */
import louvainModule from 'graphology-communities-louvain';
import type { Stream } from '../../../core/rng.js';
import type { Adjacency } from './network.js';

/** The package is CommonJS: what its types call the default export is the module itself. */
const louvain = louvainModule as unknown as typeof louvainModule.default;

/**
 * Modularity of a given partition, Q = Σ_c [e_c/M − (K_c/2M)²]: e_c ties inside, K_c sum of degrees. NaN without a tie.
 * Source: Newman & Girvan 2004, Phys. Rev. E 69, 026113.
 * @param community community per node, 0 … scratch.length − 1
 * @param scratch one number per community, overwritten
 */
export function partitionModularity(ties: Adjacency, community: Int32Array, scratch: Float64Array): number {
  const { nodes, start, degrees, blocks } = ties;
  scratch.fill(0);
  let ends = 0;
  let inside = 0;
  for (let i = 0; i < nodes; i++) {
    const own = community[i];
    const degree = degrees[i];
    ends += degree;
    scratch[own] += degree;
    for (let p = start[i], end = p + 2 * degree; p < end; p += 2) if (community[blocks[p]] === own) inside++;
  }
  let squares = 0;
  for (let c = 0; c < scratch.length; c++) squares += scratch[c] * scratch[c];
  return ends > 0 ? inside / ends - squares / (ends * ends) : Number.NaN;
}

/**
 * Finds communities by Louvain's method and returns their number; nodes without ties are not visited and stay −1.
 * Source: Blondel, Guillaume, Lambiotte & Lefebvre 2008, J. Stat. Mech. P10008, in the implementation of graphology.
 * @param stream starts each sweep at the addresses (0, 0), (1, 0) … of its step
 * @param community out, one number per node
 */
export function findCommunities(ties: Adjacency, stream: Stream, community: Int32Array): number {
  community.fill(-1);
  const view = new TieView(ties);
  if (view.size === 0) return 0;
  let draws = 0;
  const found = louvain(view as unknown as Parameters<typeof louvain>[0], { rng: () => stream.unit(draws++, 0), getEdgeWeight: null });
  let count = 0;
  for (const [node, name] of Object.entries(found)) {
    // The pair that the view may add comes last, in a community of its own.
    if (Number(node) >= ties.nodes) continue;
    community[Number(node)] = name;
    count = Math.max(count, name + 1);
  }
  return count;
}

/** Modularity of the partition that Louvain's method finds. NaN without a tie; allocates. Source: see `findCommunities`. */
export function modularity(ties: Adjacency, stream: Stream): number {
  const community = new Int32Array(ties.nodes);
  const count = findCommunities(ties, stream, community);
  // isolated nodes have no ends to count: any community will do for them
  for (let i = 0; i < ties.nodes; i++) if (community[i] < 0) community[i] = 0;
  return partitionModularity(ties, community, new Float64Array(Math.max(1, count)));
}

/**
 * Numbers of tie ends at which the library keeps its offsets in a type one too small for the last of them: it then reads
 * wrong neighbours, finds wrong communities or never ends (graphology-communities-louvain 2.0.2, 256 in eight bits).
 */
const NARROW: readonly number[] = [256, 65_536];

type EachTie = (key: number, attributes: object, i: number, j: number, ofI: object, ofJ: object, undirected: boolean) => void;

/**
 * What the library reads of a graph, read from our rows: building a graph object first costs more than the search
 * itself. A test compares the two. A class for the reason given in sampling.ts.
 */
class TieView {
  readonly type = 'undirected';
  readonly multi = false;
  readonly selfLoopCount = 0;
  readonly order: number;
  readonly size: number;
  private readonly ties: Adjacency;
  /** Whether two more nodes with a tie of their own widen the type; to the others they are one tie more in the total. */
  private readonly isWidened: boolean;

  constructor(ties: Adjacency) {
    this.ties = ties;
    let order = 0;
    let ends = 0;
    for (let i = 0; i < ties.nodes; i++) {
      if (ties.degrees[i] > 0) order++;
      ends += ties.degrees[i];
    }
    this.isWidened = NARROW.includes(ends);
    this.order = order + (this.isWidened ? 2 : 0);
    this.size = ends / 2 + (this.isWidened ? 1 : 0);
  }

  forEachNode(visit: (node: number) => void): void {
    const { nodes, degrees } = this.ties;
    for (let i = 0; i < nodes; i++) if (degrees[i] > 0) visit(i);
    if (this.isWidened) for (const node of [nodes, nodes + 1]) visit(node);
  }

  forEachEdge(visit: EachTie): void {
    const { nodes, start, degrees, blocks } = this.ties;
    for (let i = 0; i < nodes; i++) {
      for (let p = start[i], end = p + 2 * degrees[i]; p < end; p += 2) {
        if (blocks[p] > i) visit(blocks[p + 1], NONE, i, blocks[p], NONE, NONE, true);
      }
    }
    if (this.isWidened) visit(-1, NONE, nodes, nodes + 1, NONE, NONE, true);
  }

  undirectedDegreeWithoutSelfLoops(i: number): number {
    return i < this.ties.nodes ? this.ties.degrees[i] : 1;
  }

  /** The library asks for these two to know a graph when it sees one; it never calls them. */
  addUndirectedEdgeWithKey(): never {
    throw new TypeError('this view of the ties is read-only');
  }

  dropNode(): never {
    throw new TypeError('this view of the ties is read-only');
  }
}

const NONE = {};
