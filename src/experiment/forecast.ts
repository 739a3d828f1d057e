/** How wide the intervals of a study will be, judged by a few of its runs. */
import { type AnyModel, figureOf } from '../core/model.js';
import { differencesOf } from './differences.js';
import { layoutOfRun } from './plan.js';
import { readFigures } from './results.js';
import { modelOf } from './run.js';
import { halfWidth95, mean, variance } from './statistics.js';
import type { Results, Run } from './study.js';

/** What a 95 % interval of one indicator will look like once all replicates are done. */
export interface ExpectedWidth {
  readonly metric: string;
  readonly unit: string;
  /** The variant whose difference from the baseline varies most; the only variant where there is no other. */
  readonly variant: string;
  readonly of: 'difference' | 'mean';
  /** Figures or pairs the spread was judged by; below three there is no judgement. */
  readonly from: number;
  /** Half the width of the interval with all replicates, in the metric's unit. */
  readonly halfWidth: number | null;
  /** The same as a share of the baseline's mean. */
  readonly relative: number | null;
}

/** Fewest figures that say something of a spread. */
const LEAST = 3;

/**
 * The widest interval to be expected per indicator, of the differences from the baseline or of the means of a single
 * variant. The spread is that of the runs there are, at the first point.
 */
export function forecastWidths(results: Results, models: readonly AnyModel[], replicates: number): ExpectedWidth[] {
  const { scenario, model: used } = results.plan;
  const model = modelOf(models, used.name);
  const table = readFigures(results, 0);
  const others = scenario.variants.filter(({ name }) => name !== scenario.baseline).map(({ name }) => name);
  return scenario.indicators.map((metric) => {
    const candidates = (others.length > 0 ? others : [scenario.baseline]).map((variant) => {
      const { differences, baseline } = differencesOf(table, scenario.baseline, variant, metric);
      const values = others.length > 0 ? differences : baseline;
      const halfWidth = values.length < LEAST ? null : halfWidth95(replicates, Math.sqrt(variance(values)));
      return { variant, from: values.length, halfWidth, centre: baseline.length > 0 ? Math.abs(mean(baseline)) : 0 };
    });
    const widest = candidates.reduce((a, b) => ((b.halfWidth ?? -1) > (a.halfWidth ?? -1) ? b : a));
    const halfWidth = widest.halfWidth === null || Number.isNaN(widest.halfWidth) ? null : widest.halfWidth;
    return {
      metric,
      unit: figureOf(model, metric)?.unit ?? '-',
      variant: widest.variant,
      of: others.length > 0 ? 'difference' : 'mean',
      from: widest.from,
      halfWidth,
      relative: halfWidth === null || widest.centre === 0 ? null : halfWidth / widest.centre,
    };
  });
}

/** Indicators without a value in any of the runs there are; none where fewer than two are done. */
export function valuelessMetrics(results: Results): string[] {
  const { plan } = results;
  const done = results.ids.flatMap((id) => {
    const outcome = results.outcome(id);
    return outcome?.status === 'done' ? [{ run: plan.runs[id] as Run, values: outcome.values }] : [];
  });
  if (done.length < 2) return [];
  return plan.scenario.indicators.filter((metric) =>
    done.every(({ run, values }) => {
      const { metrics, figuresAt } = layoutOfRun(plan, run);
      return Number.isNaN(values[figuresAt + metrics.indexOf(metric)]);
    }),
  );
}
