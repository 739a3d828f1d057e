/** Means and intervals of one pass equal those computed directly from the runs. */
import { describe, expect, it } from 'vitest';
import { summariseStudy } from '../../src/experiment/results.js';
import type { RunOutcome } from '../../src/experiment/study.js';
import { figureEstimate, matrixOf, momentsOf, seriesOf, type VariantMoments } from '../../src/report/moments.js';
import { rehearsalModel } from '../support/rehearsal-model.js';
import { rehearsalScenario, rehearseStudy } from '../support/rehearsal-study.js';

const study = rehearseStudy({ ...rehearsalScenario, replicates: 6 }, { 4: { kind: 'time', message: 'too long' } });
const moments = momentsOf(study.results);
const process = moments.get('process') as VariantMoments;
const done = study.plan.runs
  .filter((run) => run.variant === 'process')
  .flatMap((run) => {
    const outcome = study.results.outcome(run.id) as RunOutcome;
    return outcome.status === 'done' ? [outcome.values] : [];
  });

describe('moments', () => {
  it('counts the runs that are done, by variant', () => {
    expect([...moments].map(([name, { runs }]) => [name, runs])).toEqual([
      ['nothing', 6],
      ['participants', 5],
      ['process', 6],
    ]);
  });

  it('agrees with the summaries of the experiment layer on every indicator', () => {
    const summaries = summariseStudy(study.results, [rehearsalModel]);
    expect(summaries.length).toBe(27);
    for (const summary of summaries) {
      const estimate = figureEstimate(moments.get(summary.variant) as VariantMoments, summary.metric);
      expect(estimate.n).toBe(summary.count);
      expect(estimate.mean).toBeCloseTo(summary.mean as number, 9);
    }
  });

  it('has a mean and a t interval per step', () => {
    const { layout } = process;
    const m = layout.stepMetrics.indexOf('quality');
    const values = done.map((run) => run[57 * layout.stepMetrics.length + m] as number);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
    const step = seriesOf(process, 'quality')?.steps[57];
    expect(step?.mean).toBeCloseTo(mean, 12);
    // 2.5706 is the 97.5 % quantile of Student's t with 5 degrees of freedom.
    expect((step?.high as number) - mean).toBeCloseTo((2.5705818 * deviation) / Math.sqrt(6), 6);
    expect(step?.n).toBe(6);
  });

  it('leaves undefined values out instead of counting them', () => {
    const steps = seriesOf(process, 'lead_time')?.steps ?? [];
    expect(steps.some((step) => step.n < 6)).toBe(true);
    expect(steps.every((step) => step.mean === null || Number.isFinite(step.mean))).toBe(true);
  });

  it('averages matrices entry by entry', () => {
    const matrix = matrixOf(process, 'spillover_by_industry');
    const place = process.layout.matrices.find(({ name }) => name === 'spillover_by_industry') as { at: number };
    expect(matrix?.rows).toHaveLength(8);
    expect(matrix?.values[2]?.[5]).toBeCloseTo(done.reduce((sum, run) => sum + (run[place.at + 21] as number), 0) / 6, 12);
    expect(matrixOf(process, 'unknown')).toBeUndefined();
    expect(seriesOf(process, 'continuity')).toBeUndefined();
  });
});
