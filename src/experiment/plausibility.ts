/**
 * Runs whose figures lie far from those of their own kind. Such a run may be a rare world or a silent error of a machine; it is
 * named so that somebody looks, and never left out.
 */
import { layoutOfRun } from './plan.js';
import { quantileSorted } from './statistics.js';
import type { Results } from './study.js';

/** Robust standard deviations beyond which a figure is named: of normal ones not one in 10^15 lies there. */
const FAR = 8;
/** Replicates below which a spread says too little. */
const LEAST = 10;
/** The median absolute deviation of normal figures is their standard deviation divided by this. Rousseeuw & Croux (1993). */
const NORMAL = 1.4826;

/** A figure of a run far from the median of its variant and parameter set. */
export interface FarFigure {
  readonly run: number;
  readonly variant: string;
  readonly replicate: number;
  readonly metric: string;
  readonly value: number;
  readonly median: number;
  /** Its distance from the median in robust standard deviations. */
  readonly deviations: number;
}

interface Column {
  readonly ids: number[];
  readonly values: number[];
}

/** Far figures of the indicators, by run. Nothing is said of variants with few replicates or where most figures are equal. */
export function farFigures(results: Results): FarFigure[] {
  const { plan } = results;
  const found: FarFigure[] = [];
  for (const [key, { ids, values }] of columnsOf(results)) {
    const metric = key.slice(key.lastIndexOf(' ') + 1);
    const median = medianOf(values);
    const spread = NORMAL * medianOf(values.map((value) => Math.abs(value - median)));
    if (values.length < LEAST || !(spread > 0)) continue;
    for (const [n, value] of values.entries()) {
      const deviations = Math.abs(value - median) / spread;
      const run = plan.runs[ids[n] as number];
      if (deviations > FAR && run !== undefined)
        found.push({ run: run.id, variant: run.variant, replicate: run.replicate, metric, value, median, deviations });
    }
  }
  return found.sort((a, b) => a.run - b.run || (a.metric < b.metric ? -1 : 1));
}

/** Defined figures by parameter set, variant and indicator. */
function columnsOf(results: Results): Map<string, Column> {
  const { plan } = results;
  const columns = new Map<string, Column>();
  for (const id of results.ids) {
    const run = plan.runs[id];
    const outcome = results.outcome(id);
    if (run === undefined || outcome?.status !== 'done') continue;
    const { metrics, figuresAt } = layoutOfRun(plan, run);
    for (const metric of plan.scenario.indicators) {
      const value = outcome.values[figuresAt + metrics.indexOf(metric)];
      if (value === undefined || !Number.isFinite(value)) continue;
      const key = `${run.point} ${run.variant} ${metric}`;
      const column = columns.get(key) ?? { ids: [], values: [] };
      columns.set(key, column);
      column.ids.push(id);
      column.values.push(value);
    }
  }
  return columns;
}

function medianOf(values: readonly number[]): number {
  return quantileSorted(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}
