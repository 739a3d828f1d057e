/** Dose and response: bands over what was sampled, by what was listed; and the width of intervals before they are paid for. */
import { describe, expect, it } from 'vitest';
import { compareStudy } from '../../src/experiment/compare.js';
import { doseResponse } from '../../src/experiment/dose-response.js';
import { forecastWidths } from '../../src/experiment/forecast.js';
import { layoutOfRun, planStudy } from '../../src/experiment/plan.js';
import { createMemoryResults, summariseStudy } from '../../src/experiment/results.js';
import { handMade, planOf, runPlan, scenarioOf, study } from './study.js';
import { models } from './toy-model.js';

const FILE = `title: x
model: toy
replicates: 3
variants: { a: {}, b: { policy: { rd_subsidy: { budget: 1000000 } } } }
indicators: [continuity]
`;

async function sweep(overrides: readonly string[]) {
  const { scenario, points, listed } = await scenarioOf(FILE, overrides);
  const results = await runPlan(planStudy({ scenario, points, models, engine: '1' }));
  const comparisons = points.map((_, point) => compareStudy(results, models, { point }));
  return doseResponse(results.plan, summariseStudy(results, models), comparisons, listed);
}

describe('dose and response', () => {
  it('of lists has a row per point and no bands', async () => {
    const { points, means, differences, bands, keys, listed } = await sweep(['policy.rd_subsidy.budget=0,1000000,2000000']);
    expect(keys).toEqual(['policy.rd_subsidy.budget']);
    expect(listed).toEqual(keys);
    expect(points.map(({ values }) => Object.values(values))).toEqual([[0], [1000000], [2000000]]);
    expect(means).toHaveLength(6);
    expect(bands).toEqual([]);
    const found = differences.map(({ difference }) => difference as number);
    expect(found[0]).toBe(0);
    expect(found[1]).toBeGreaterThan(0);
    expect(found[2]).toBeGreaterThan(found[1] as number);
  });

  it('of a sample has a band per dose, from the points of that dose', async () => {
    const response = await sweep(['policy.rd_subsidy.budget=0,2000000', 'growth=lhs(0.05,0.2)', 'design.points=5']);
    expect(response.points).toHaveLength(10);
    const band = response.bands.filter(({ of }) => of === 'difference');
    expect(band.map(({ dose, points, above }) => [dose['policy.rd_subsidy.budget'], points, above])).toEqual([
      [0, 5, 0],
      [2000000, 5, 1],
    ]);
    const high = response.differences.filter(({ point }) => point >= 5).map(({ difference }) => difference as number);
    const { mean, median, low } = band[1] as (typeof band)[number];
    expect(mean).toBeCloseTo(high.reduce((sum, x) => sum + x, 0) / 5, 12);
    const order = [...high].sort((x, y) => x - y) as [number, number, number, number, number];
    expect(median).toBe(order[2]);
    // Type 7 quantile: position 0.05 · 4 = 0.2 between the first two.
    expect(low).toBeCloseTo(order[0] + 0.2 * (order[1] - order[0]), 12);
  });
});

describe('the width of intervals', () => {
  it('is that of the most varying variant with all replicates', async () => {
    // b − a has standard deviation 1, c − a has 2; t(0.975, 19) = 2.093024054408263 (R: qt(0.975, 19)).
    const wave = [-1, 0, 1];
    const results = await handMade(study('indicators: [continuity, lucky]\n'), (variant, metric, r) => {
      if (r > 2 || metric === 'lucky') return Number.NaN;
      return 10 + ({ a: 0, b: 1, c: 2 }[variant] ?? 0) * (wave[r] as number);
    });
    const [continuity, lucky] = forecastWidths(results, models, 20);
    expect(continuity).toMatchObject({ metric: 'continuity', variant: 'c', of: 'difference', from: 3 });
    expect(continuity?.halfWidth).toBeCloseTo((2.093024054408263 * 2) / Math.sqrt(20), 12);
    expect(continuity?.relative).toBeCloseTo((2.093024054408263 * 2) / Math.sqrt(20) / 10, 12);
    expect(lucky).toMatchObject({ from: 0, halfWidth: null, relative: null });
  });

  it('of a single variant is that of its mean', async () => {
    const results = await handMade(study('indicators: [continuity]\n').replace(', b: {}, c: {}', ''), (_, __, r) =>
      r < 4 ? r : Number.NaN,
    );
    // sd of 0, 1, 2, 3 is √(5/3)
    expect(forecastWidths(results, models, 20)[0]?.halfWidth).toBeCloseTo(2.093024054408263 * Math.sqrt(5 / 3 / 20), 12);
    expect(forecastWidths(results, models, 20)[0]?.of).toBe('mean');
  });

  it('over a design is that of a typical point, even where nothing differs at the first and points have two draws', async () => {
    const plan = await planOf(study('indicators: [continuity]\n', 2).replace(', c: {}', ''), ['growth=0.1,0.2,0.3']);
    const results = createMemoryResults(plan);
    for (const run of plan.runs) {
      const { length, figuresAt, metrics } = layoutOfRun(plan, run);
      const values = new Float64Array(length).fill(Number.NaN);
      // Differences: 0, 0 at the first point, −1, 1 at the second, −2, 2 at the third.
      values[figuresAt + metrics.indexOf('continuity')] = 5 + (run.variant === 'b' ? run.point * (2 * run.replicate - 1) : 0);
      results.add({ id: run.id, status: 'done', values, milliseconds: 0 });
    }
    const [found] = forecastWidths(results, models, 20);
    expect(found).toMatchObject({ variant: 'b', of: 'difference', from: 6, points: 3 });
    // Pooled variance (0 + 2 + 8) / 3; t(0.975, 19) as above.
    expect(found?.halfWidth).toBeCloseTo(2.093024054408263 * Math.sqrt(10 / 3 / 20), 12);
    expect(found?.relative).toBeCloseTo((2.093024054408263 * Math.sqrt(10 / 3 / 20)) / 5, 12);
  });
});
