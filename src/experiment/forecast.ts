/** How wide the intervals of a study will be, judged by a few of its runs. */
import { type AnyModel, figureOf } from '../core/model.js';
import { differencesOf } from './differences.js';
import { readFigures } from './results.js';
import { modelOf } from './run.js';
import { halfWidth95, mean, variance } from './statistics.js';
import type { Results } from './study.js';

/** What a 95 % interval of one indicator will look like once all replicates are done. */
export interface ExpectedWidth {
  readonly metric: string;
  readonly unit: string;
  /** The variant whose difference from the baseline varies most; the only variant where there is no other. */
  readonly variant: string;
  readonly of: 'difference' | 'mean';
  /** Figures or pairs the spread was judged by, and at how many points; with fewer than three there is no judgement. */
  readonly from: number;
  readonly points: number;
  /** Half the width of the interval of a point with all its replicates, in the metric's unit. */
  readonly halfWidth: number | null;
  /** The same as a share of the baseline's mean. */
  readonly relative: number | null;
}

/** Fewest degrees of freedom that say something of a spread. */
const LEAST = 2;

/**
 * The widest interval to be expected per indicator, of the differences from the baseline or of the means of a single
 * variant. The spread is that of the runs there are: the variance within points, pooled over all points that have two
 * runs or more, because a single point may be one at which nothing differs.
 */
export function forecastWidths(results: Results, models: readonly AnyModel[], replicates: number): ExpectedWidth[] {
  const { scenario, model: used } = results.plan;
  const model = modelOf(models, used.name);
  const tables = pointsOf(results).map((point) => readFigures(results, point));
  const others = scenario.variants.filter(({ name }) => name !== scenario.baseline).map(({ name }) => name);
  return scenario.indicators.map((metric) => {
    const candidates = (others.length > 0 ? others : [scenario.baseline]).map((variant) => {
      const pairs = tables.map((table) => differencesOf(table, scenario.baseline, variant, metric));
      const columns = pairs.map(({ differences, baseline }) => (others.length > 0 ? differences : baseline));
      const centres = pairs.flatMap(({ baseline }) => (baseline.length > 0 ? [mean(baseline)] : []));
      const spread = pooledDeviation(columns);
      return {
        variant,
        from: columns.reduce((sum, { length }) => sum + length, 0),
        points: columns.filter(({ length }) => length > 1).length,
        halfWidth: spread === null ? null : halfWidth95(replicates, spread),
        centre: centres.length > 0 ? Math.abs(mean(centres)) : 0,
      };
    });
    const { centre, ...widest } = candidates.reduce((a, b) => ((b.halfWidth ?? -1) > (a.halfWidth ?? -1) ? b : a));
    const halfWidth = widest.halfWidth === null || Number.isNaN(widest.halfWidth) ? null : widest.halfWidth;
    return {
      metric,
      unit: figureOf(model, metric)?.unit ?? '-',
      ...widest,
      of: others.length > 0 ? 'difference' : 'mean',
      halfWidth,
      relative: halfWidth === null || centre === 0 ? null : halfWidth / centre,
    };
  });
}

/** Points with a run that has ended, at most a hundred of them: more say no more about a spread. */
function pointsOf({ ids, plan }: Results): number[] {
  const all = [...new Set(ids.map((id) => plan.runs[id]?.point ?? 0))].sort((a, b) => a - b);
  const every = Math.ceil(all.length / MOST_POINTS);
  return all.filter((_, p) => p % every === 0);
}

const MOST_POINTS = 100;

/** Standard deviation within columns, pooled over them; null with too few degrees of freedom. */
function pooledDeviation(columns: readonly Float64Array[]): number | null {
  const used = columns.filter(({ length }) => length > 1);
  const free = used.reduce((sum, { length }) => sum + length - 1, 0);
  if (free < LEAST) return null;
  return Math.sqrt(used.reduce((sum, column) => sum + (column.length - 1) * variance(column), 0) / free);
}
