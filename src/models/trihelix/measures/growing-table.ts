/** Tables of a function of whole numbers that many measures of many runs share: made once, lengthened when more is asked for. */

/**
 * A function that hands out f(0) … f(n) and perhaps more.
 * @param fill writes f(k) for all k from `from` on, given all before
 */
export function growingTable(fill: (table: Float64Array, from: number) => void): (n: number) => Float64Array {
  let table = new Float64Array(0);
  return (n) => {
    if (n < table.length) return table;
    const longer = new Float64Array(Math.max(n + 1, 2 * table.length));
    longer.set(table);
    fill(longer, table.length);
    table = longer;
    return table;
  };
}
