/**
 * The rule of barter between two organisations (Cowan & Jonard 2004).
 *
 * A = kinds of knowledge where i leads, B = kinds where j leads, m = min(|A|, |B|). They swap m kinds each way; of the
 * longer list a random m. In each swapped kind the one behind closes the share α of its gap:
 * v ← v + α (v_other − v). Where m = 0 there is no double coincidence of wants and nothing happens.
 */

/** The kinds where each of the two leads; room for one meeting, used again by the next. */
const ahead = new Int32Array(16);
const behind = new Int32Array(16);

/**
 * Lets i and j trade.
 * @param level levels of all organisations, row-major, `width` ≤ 16 per row
 * @param capacity α, the share of the gap that a transfer closes
 * @param similarity levels that differ by no more than this share of the lower one count as equal
 * @param u a draw in [0, 1) that chooses among the kinds of the longer list
 * @returns the kinds that changed hands each way
 */
export function barter(level: Float64Array, width: number, i: number, j: number, capacity: number, similarity: number, u: number): number {
  const a = i * width;
  const b = j * width;
  let leads = 0;
  let lags = 0;
  for (let k = 0; k < width; k++) {
    const own = level[a + k];
    const other = level[b + k];
    if (own > other * (1 + similarity)) ahead[leads++] = k;
    else if (other > own * (1 + similarity)) behind[lags++] = k;
  }
  const swaps = leads < lags ? leads : lags;
  if (leads > swaps) choose(ahead, leads, swaps, u);
  if (lags > swaps) choose(behind, lags, swaps, u);
  for (let t = 0; t < swaps; t++) {
    const given = ahead[t];
    const taken = behind[t];
    level[b + given] += capacity * (level[a + given] - level[b + given]);
    level[a + taken] += capacity * (level[b + taken] - level[a + taken]);
  }
  return swaps;
}

/** Moves a random `wanted` of the first `count` entries to the front; the digits of one draw do for all choices. */
function choose(list: Int32Array, count: number, wanted: number, u: number): void {
  let left = u;
  for (let n = 0; n < wanted; n++) {
    const scaled = left * (count - n);
    const offset = Math.floor(scaled);
    left = scaled - offset;
    const pick = list[n + offset];
    list[n + offset] = list[n];
    list[n] = pick;
  }
}
