/** Orders drawn by lot: where scarcity forces an order, it is a drawn priority, never the row number. */

/** Upper bound of rows; a priority and a row share one double. */
export const ROWS = 4194304;

/** A drawn priority and the row it belongs to in one number, so that one sort orders the rows. */
export function priority(u: number, row: number): number {
  return Math.floor(u * 2147483648) * ROWS + row;
}

export function rowOf(priorityOfRow: number): number {
  // Not the remainder of doubles, which is a call into a library; a power of two makes this exact.
  return priorityOfRow - Math.floor(priorityOfRow / ROWS) * ROWS;
}

/** Puts a row with its draw among the `most` lowest draws so far, in ascending order; returns how many there are. */
export function keepLuckiest(rows: Int32Array, luck: Float64Array, count: number, most: number, row: number, u: number): number {
  if (count === most && u >= luck[count - 1]) return count;
  let at = count < most ? count : most - 1;
  for (; at > 0 && luck[at - 1] > u; at--) {
    rows[at] = rows[at - 1];
    luck[at] = luck[at - 1];
  }
  rows[at] = row;
  luck[at] = u;
  return count < most ? count + 1 : most;
}
