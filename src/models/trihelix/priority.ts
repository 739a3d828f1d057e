/** Orders drawn by lot: where scarcity forces an order, it is a drawn priority, never the row number. */

/** Upper bound of rows; a priority and a row share one double. */
export const ROWS = 4194304;

/** A drawn priority and the row it belongs to in one number, so that one sort orders the rows. */
export function priority(u: number, row: number): number {
  return Math.floor(u * 2147483648) * ROWS + row;
}

export function rowOf(priorityOfRow: number): number {
  return priorityOfRow % ROWS;
}
