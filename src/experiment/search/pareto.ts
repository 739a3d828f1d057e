/**
 * What dominates what when there are several aims, all to be made small: ranks of fronts and crowding, as in NSGA-II
 * (Deb, Pratap, Agarwal & Meyarivan 2002).
 */

/** Whether a is nowhere worse than b and somewhere better. What has no value dominates nothing. */
export function dominates(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  let better = false;
  for (let k = 0; k < a.length; k++) {
    const [left, right] = [a[k] as number, b[k] as number];
    if (Number.isNaN(left)) return false;
    if (left > right) return false;
    if (left < right || Number.isNaN(right)) better = true;
  }
  return better;
}

/** Rank of every row: 0 for what nothing dominates, 1 for what only rank 0 dominates, and so on. */
export function frontRanks(costs: readonly ArrayLike<number>[]): Int32Array {
  const ranks = new Int32Array(costs.length).fill(-1);
  let left = [...costs.keys()];
  for (let rank = 0; left.length > 0; rank++) {
    const front = left.filter((a) => !left.some((b) => b !== a && dominates(costs[b] as ArrayLike<number>, costs[a] as ArrayLike<number>)));
    for (const a of front) ranks[a] = rank;
    left = left.filter((a) => ranks[a] === -1);
  }
  return ranks;
}

/** How much room every row has on its front: sum over aims of the distance between its neighbours; ends have all the room. */
export function crowding(costs: readonly ArrayLike<number>[], ranks: Int32Array): Float64Array {
  const room = new Float64Array(costs.length);
  const aims = costs[0]?.length ?? 0;
  for (let rank = 0; ranks.includes(rank); rank++)
    for (let k = 0; k < aims; k++) {
      const at = (row: number): number => (costs[row] as ArrayLike<number>)[k] as number;
      const front = [...costs.keys()].filter((row) => ranks[row] === rank).sort((a, b) => at(a) - at(b) || a - b);
      const [first, last] = [front[0] as number, front.at(-1) as number];
      const width = at(last) - at(first);
      room[first] = Infinity;
      room[last] = Infinity;
      for (let f = 1; f < front.length - 1; f++) {
        const row = front[f] as number;
        const gap = at(front[f + 1] as number) - at(front[f - 1] as number);
        room[row] = (room[row] as number) + (width > 0 ? gap / width : 0);
      }
    }
  return room;
}
