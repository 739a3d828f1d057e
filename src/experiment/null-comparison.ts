/**
 * The null comparison: the baseline against itself with other luck. The baseline's first half of replicates is set against
 * its second half (of n defined figures the r-th against the r + n/2-th). It costs no run and is part of every study: the settings are equal, so
 * about one metric in twenty may have a raw p below 5 % and hardly ever one an adjusted p below 5 %. What it cannot show
 * is the precision of the paired comparison, whose pairs share their luck.
 */
import type { NullComparison } from './comparison.js';
import type { FigureTable } from './results.js';
import { holm, pairedTest } from './statistics.js';
import type { Scenario } from './study.js';

/** Null when there are fewer than two pairs for every indicator. */
export function compareNull(scenario: Scenario, table: FigureTable): NullComparison | null {
  const rows = scenario.indicators.flatMap((metric) => {
    const test = pairedTest(halves(table.figures(scenario.baseline, metric)));
    return test === undefined ? [] : [{ metric, pairs: test.n, difference: test.mean, low: test.low, high: test.high, p: test.p }];
  });
  if (rows.length === 0) return null;
  const adjusted = holm(rows.map((row) => row.p));
  const judged = rows.map((row, i) => ({ ...row, pAdjusted: adjusted[i] as number }));
  return {
    rows: judged,
    below5Percent: judged.filter((row) => row.p < 0.05).length,
    expectedBelow5Percent: 0.05 * judged.length,
    quiet: judged.every((row) => row.pAdjusted >= 0.05),
  };
}

/** Second half − first half of the figures that are defined, so that a study under way has a null comparison too. */
function halves(figures: Float64Array): Float64Array {
  const defined = figures.filter((value) => !Number.isNaN(value));
  const half = Math.floor(defined.length / 2);
  return Float64Array.from({ length: half }, (_, r) => (defined[r + half] as number) - (defined[r] as number));
}
