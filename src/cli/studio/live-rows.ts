/** What an experiment says before it has ended. */
import { readFigures } from '../../experiment/results.js';
import { pairedTest } from '../../experiment/statistics.js';
import type { LiveRow } from '../../experiment/studio-messages.js';
import type { Results } from '../../experiment/study.js';

/** Paired differences of the indicators, over the replicates that are there. */
export function liveRows(results: Results): LiveRow[] {
  const { indicators, variants, baseline } = results.plan.scenario;
  const table = readFigures(results);
  return variants
    .filter(({ name }) => name !== baseline)
    .flatMap(({ name }) =>
      indicators.map((metric) => {
        const [ours, theirs] = [table.figures(name, metric), table.figures(baseline, metric)];
        const differences = Array.from(ours, (value, r) => value - (theirs[r] as number));
        const known = differences.filter((value) => Number.isFinite(value));
        const test = pairedTest(known);
        return {
          ...{ metric, variant: name, n: known.length },
          ...{ difference: test?.mean ?? null, low: test?.low ?? null, high: test?.high ?? null },
        };
      }),
    );
}
