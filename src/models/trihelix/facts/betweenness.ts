/** Betweenness: how often a node lies on the shortest paths of others. */
import type { Adjacency } from '../measures/network.js';

/**
 * Betweenness of every node, each pair of others counted once: Σ over pairs of the share of their shortest paths that run
 * through it. O(N·M). Source: Freeman 1977, Sociometry 40; Brandes 2001, Journal of Mathematical Sociology 25.
 */
export function betweenness({ nodes, start, degrees, blocks }: Adjacency): Float64Array {
  const out = new Float64Array(nodes);
  const paths = new Float64Array(nodes);
  const depends = new Float64Array(nodes);
  const level = new Int32Array(nodes);
  const queue = new Int32Array(nodes);
  for (let s = 0; s < nodes; s++) {
    paths.fill(0);
    depends.fill(0);
    level.fill(-1);
    paths[s] = 1;
    level[s] = 0;
    queue[0] = s;
    let tail = 1;
    for (let head = 0; head < tail; head++) {
      const i = queue[head];
      for (let p = start[i], end = p + 2 * degrees[i]; p < end; p += 2) {
        const j = blocks[p];
        if (level[j] < 0) {
          level[j] = level[i] + 1;
          queue[tail++] = j;
        }
        if (level[j] === level[i] + 1) paths[j] += paths[i];
      }
    }
    // Backwards from the farthest: what the nodes behind depend on, a node hands to those before it.
    for (let place = tail - 1; place > 0; place--) {
      const j = queue[place];
      const share = (1 + depends[j]) / paths[j];
      for (let p = start[j], end = p + 2 * degrees[j]; p < end; p += 2) {
        const i = blocks[p];
        if (level[i] === level[j] - 1) depends[i] += paths[i] * share;
      }
      // Every pair is met from both of its ends.
      out[j] += depends[j] / 2;
    }
  }
  return out;
}

/** Mean of the values of the first set of nodes ÷ mean of the second. NaN where one is empty or the second mean is 0. */
export function meanRatio(values: ArrayLike<number>, first: readonly number[], second: readonly number[]): number {
  const mean = (nodes: readonly number[]): number => nodes.reduce((sum, i) => sum + values[i], 0) / nodes.length;
  const base = mean(second);
  return base > 0 ? mean(first) / base : Number.NaN;
}
