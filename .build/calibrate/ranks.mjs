/** Spearman's rank correlation with its exact permutation test: so few pairs that all orders can be gone through. */

/** Ranks from 1; equal values share their mean rank. */
export function ranks(values) {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}

/** Correlation of the ranks; NaN where one side does not vary. */
export function spearman(a, b) {
  const [x, y] = [ranks(a), ranks(b)];
  const middle = (a.length + 1) / 2;
  const sum = (f) => x.reduce((total, _, n) => total + f(x[n] - middle, y[n] - middle), 0);
  return sum((u, v) => u * v) / Math.sqrt(sum((u) => u * u) * sum((_, v) => v * v));
}

/** Share of all orders of b that correlate with a at least as strongly as b itself does (one-sided, exact; n at most 9). */
export function permutationP(a, b) {
  const seen = spearman(a, b);
  let orders = 0;
  let reached = 0;
  const place = [...b];
  const visit = (from) => {
    if (from === place.length) {
      orders++;
      if (spearman(a, place) >= seen - 1e-12) reached++;
      return;
    }
    for (let n = from; n < place.length; n++) {
      [place[from], place[n]] = [place[n], place[from]];
      visit(from + 1);
      [place[from], place[n]] = [place[n], place[from]];
    }
  };
  visit(0);
  return reached / orders;
}
