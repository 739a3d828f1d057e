/** Whether those who innovated go on innovating. */

/**
 * P(innovates | innovated in the period before) − P(innovates | did not), over all pairs of successive periods. 0 where
 * the past says nothing. NaN where one of the two states never occurs.
 * Source: transition matrices of Cefis & Orsenigo 2001, Research Policy 30; Cefis 2003, IJIO 21.
 * @param counts innovations per firm and period, firm by firm
 */
export function statePersistence(counts: ArrayLike<number>, periods: number): number {
  const seen = [0, 0];
  const followed = [0, 0];
  for (let at = 0; at + 1 < counts.length; at++) {
    if ((at + 1) % periods === 0) continue;
    const state = counts[at] > 0 ? 1 : 0;
    seen[state] += 1;
    if (counts[at + 1] > 0) followed[state] += 1;
  }
  if (seen[0] === 0 || seen[1] === 0) return Number.NaN;
  return followed[1] / seen[1] - followed[0] / seen[0];
}
