/** Ranking, all pairs, split of variance, dose–response and the negative control, on figures with a known answer. */
import { describe, expect, it } from 'vitest';
import { compareAllPairs, compareStudy } from '../../../src/experiment/compare.js';
import { fitCurves, pooled } from '../../../src/experiment/comparing/curves.js';
import { distributionalEffects, type Worlds } from '../../../src/experiment/comparing/distribution.js';
import { doseCurves, doseKeyOf, respond } from '../../../src/experiment/comparing/dose-curves.js';
import { firstDose } from '../../../src/experiment/comparing/honesty.js';
import { splitGrid, splitVariance } from '../../../src/experiment/comparing/variance-split.js';
import { createGenerator } from '../../../src/experiment/random.js';
import { readFigures } from '../../../src/experiment/results.js';
import { handMade, planOf, runPlan, study, wobble } from '../study.js';
import { GOLDEN, models } from '../toy-model.js';

const LEVEL: Readonly<Record<string, number>> = { a: 0, b: 0.05, c: 2 };
const byHand = (replicates = 20) =>
  handMade(
    study('indicators: [continuity, failure_rate]\n', replicates),
    (variant, _, r) => (LEVEL[variant] as number) + 3 * wobble(r, 1) + wobble(r, variant.charCodeAt(0)),
  );

describe('a table of figures', () => {
  it('has those that were asked for, and refuses others instead of calling them undefined', async () => {
    const results = await byHand();
    const [all, some] = [readFigures(results), readFigures(results, 0, ['continuity'])];
    for (const variant of ['a', 'b', 'c']) expect(some.figures(variant, 'continuity')).toEqual(all.figures(variant, 'continuity'));
    expect(some).toMatchObject({ planned: all.planned, done: all.done, failed: all.failed });
    expect(() => some.figures('a', 'failure_rate')).toThrow(RangeError);
    expect(all.figures('a', 'nothing').every(Number.isNaN)).toBe(true);
  });
});

describe('a ranking', () => {
  it('says how probable it is that a variant is best, and where it stands', async () => {
    const { ranking } = compareStudy(await byHand(), models);
    const [up, down] = ranking;
    expect(up).toMatchObject({ metric: 'continuity', better: 'higher', replicates: 20 });
    expect(up?.rows[0]).toMatchObject({ variant: 'c', best: 1, expectedRank: 1 });
    expect(down).toMatchObject({ metric: 'failure_rate', better: 'lower' });
    expect(down?.rows[2]).toMatchObject({ variant: 'c', best: 0, expectedRank: 3 });
    for (const { rows } of ranking) {
      expect(rows.reduce((sum, row) => sum + row.best, 0)).toBeCloseTo(1, 12);
      expect(rows.reduce((sum, row) => sum + row.expectedRank, 0)).toBeCloseTo(6, 12);
    }
    expect(down?.rows[0]?.best).toBeGreaterThan(0.5);
    expect(down?.rows[0]?.best).toBeLessThan(1);
  });

  it.each([20, 1500])('of %i replicates is that of resamples drawn one by one, metric by metric', async (asked) => {
    const results = await byHand(asked);
    const { ranking } = compareStudy(results, models);
    const table = readFigures(results);
    for (const { metric, better, replicates, rows } of ranking) {
      const draw = createGenerator('ranking', results.plan.scenario.seed, replicates).quick;
      const columns = rows.map(({ variant }) => table.figures(variant, metric).map((value) => (better === 'higher' ? value : -value)));
      const [best, rank] = [rows.map(() => 0), rows.map(() => 0)];
      for (let b = 0; b < 2000; b++) {
        const chosen = Array.from({ length: replicates }, () => Math.floor(draw() * replicates));
        const sums = columns.map((column) => chosen.reduce((sum, r) => sum + (column[r] as number), 0));
        for (const [v, sum] of sums.entries()) {
          const equal = sums.filter((other) => other === sum).length;
          const above = sums.filter((other) => other > sum).length;
          if (above === 0) best[v] = (best[v] as number) + 1 / equal;
          rank[v] = (rank[v] as number) + 1 + above + (equal - 1) / 2;
        }
      }
      expect(rows.map((row) => row.best)).toEqual(best.map((count) => count / 2000));
      expect(rows.map((row) => row.expectedRank)).toEqual(rank.map((sum) => sum / 2000));
    }
  });

  it('shares first place where variants are equal', async () => {
    const results = await handMade(study('indicators: [continuity]\n'), (_, __, r) => wobble(r, 1));
    const rows = compareStudy(results, models).ranking[0]?.rows ?? [];
    expect(rows.map(({ expectedRank }) => expectedRank)).toEqual([2, 2, 2]);
    for (const { best } of rows) expect(best).toBeCloseTo(1 / 3, 12);
  });
});

describe('all pairs', () => {
  it('are compared once each, with Holm over all of them', async () => {
    const results = await byHand();
    const rows = compareAllPairs(results, models);
    expect(rows.map(({ variant, baseline, metric }) => `${variant}-${baseline} ${metric}`)).toEqual([
      'b-a continuity',
      'b-a failure_rate',
      'c-a continuity',
      'c-a failure_rate',
      'c-b continuity',
      'c-b failure_rate',
    ]);
    const against = compareStudy(results, models).rows.find(({ variant, metric }) => variant === 'c' && metric === 'continuity');
    const same = rows.find(({ variant, baseline, metric }) => variant === 'c' && baseline === 'a' && metric === 'continuity');
    expect(same?.difference).toBe(against?.difference);
    expect(same?.p).toBe(against?.p);
    expect(same?.pAdjusted as number).toBeGreaterThanOrEqual(against?.pAdjusted as number);
  });
});

describe('the split of variance', () => {
  // numpy: np.round(np.random.default_rng(3).normal(size=(2, 3, 4)), 2); variants × points × replicates
  const cells = [
    [2.04, -2.56, 0.42, -0.57],
    [-0.45, -0.22, -2.02, -0.23],
    [-0.87, 3.32, 0.23, -0.35],
    [-0.28, -0.67, -1.06, -0.39],
    [0.48, -0.24, 0.96, -0.2],
    [0.02, 1.55, 0.55, -0.51],
  ].map((column) => Float64Array.from(column));

  it("has the shares of statsmodels' anova_lm(ols('y ~ C(v) * C(p) * C(r)')) and they add up to 1", () => {
    const split = splitGrid(cells, 2, 3);
    expect(split).toMatchObject({ replicates: 4 });
    const expected = {
      policy: 2.685477e-3,
      parameters: 1.053887e-1,
      luck: 3.931728e-2,
      policyByParameters: 6.76958e-2,
      policyByLuck: 1.508547e-2,
      parametersByLuck: 4.82811e-1,
      allThree: 2.870163e-1,
    };
    for (const [name, value] of Object.entries(expected)) expect(split?.[name as keyof typeof expected]).toBeCloseTo(value, 7);
    const { replicates: _, ...shares } = split as NonNullable<typeof split>;
    expect(Object.values(shares).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
  });

  it('finds nothing to split where all figures are equal, and leaves incomplete replicates out', async () => {
    expect(splitGrid([Float64Array.of(1, 1), Float64Array.of(1, 1)], 2, 1)).toBeUndefined();
    const results = await handMade(study('indicators: [continuity]\n'), (variant, _, r) =>
      r === 3 && variant === 'b' ? undefined : variant === 'c' ? 1 : 0,
    );
    expect(splitVariance(results, ['continuity'])).toEqual([
      expect.objectContaining({
        metric: 'continuity',
        variants: 3,
        points: 1,
        replicates: 19,
        policy: expect.closeTo(1, 12),
        luck: 0,
        parameters: 0,
      }),
    ]);
  });
});

describe('curves of response over dose', () => {
  const doses = [0, 3, 6, 12, 24, 48];
  const means = [0.1, 2.3, 3.4, 4.9, 5.6, 6.3];
  const curve = (name: string) => fitCurves(doses, means).find((each) => each.name === name);

  it('have the numbers of scipy.optimize.curve_fit and numpy.polyfit', () => {
    const emax = curve('emax');
    expect(emax?.parameters.e0).toBeCloseTo(0.0778564, 5);
    expect(emax?.parameters.emax).toBeCloseTo(7.08011406, 5);
    expect(emax?.parameters.ed50).toBeCloseTo(6.40637955, 4);
    expect(emax?.rest).toBeCloseTo(0.059705889091176106, 9);
    expect(curve('linear')?.parameters).toMatchObject({ slope: expect.closeTo(0.10605223, 8), intercept: expect.closeTo(2.12285714, 8) });
    expect(curve('quadratic')?.parameters).toMatchObject({
      curvature: expect.closeTo(-0.00482471, 8),
      slope: expect.closeTo(0.33970598, 8),
      intercept: expect.closeTo(0.9690625, 7),
    });
    expect(curve('quadratic')?.rest).toBeCloseTo(2.07585383, 7);
  });

  it('that are monotone have the steps of scipy.optimize.isotonic_regression([1, 3, 2, 4, 3.5, 3.0])', () => {
    expect(pooled([1, 3, 2, 4, 3.5, 3])).toEqual([1, 2.5, 2.5, 3.5, 3.5, 3.5]);
    expect(curve('isotonic')).toMatchObject({ size: 6, rest: 0 });
    expect(curve('isotonic')?.at(18)).toBeCloseTo(5.25, 12);
  });

  it.each([
    ['constant', () => 1],
    ['linear', (dose: number) => 1 + 0.2 * dose],
    ['quadratic', (dose: number) => (dose * (48 - dose)) / 100],
    ['emax', (dose: number) => (6 * dose) / (5 + dose)],
  ] as const)('are told apart: %s', (name, shape) => {
    const columns = doses.map((dose, d) =>
      Float64Array.from({ length: 40 }, (_, r) => shape(dose) + wobble(r, d + 50) - 0.5 + 5 * wobble(r, 99)),
    );
    const response = respond(doses, columns, 'x');
    expect(response.curve).toBe(name);
    expect(response.line).toHaveLength(41);
    const inside = response.line.filter(({ dose, low, high }) => {
      const offset = 2.5;
      return low - 0.6 <= shape(dose) + offset && shape(dose) + offset <= high + 0.6;
    });
    expect(inside.length).toBe(41);
    expect(response.choice.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(response.choice.find((each) => each.curve === name)?.aic).toBe(0);
  });

  it('are drawn for the variants that a sweep of one number reaches', async () => {
    const plan = await planOf(GOLDEN, ['replicates=8', `${DOSE}=${[0, 1, 2, 4].join(',')}`]);
    expect(doseKeyOf(plan)?.doses).toEqual([0, 1, 2, 4]);
    const responses = doseCurves(await runPlan(plan), ['continuity']);
    expect(responses.length).toBeGreaterThan(0);
    for (const { points, replicates, baseline } of responses) {
      expect(points.map(({ dose }) => dose)).toEqual([0, 1, 2, 4]);
      expect(replicates).toBe(8);
      expect(baseline).toBe('nothing');
    }
    expect(doseKeyOf(await planOf(GOLDEN, ['replicates=2', `${DOSE}=0,1`]))).toBeUndefined();
    expect(doseKeyOf(await planOf(GOLDEN, ['replicates=2']))).toBeUndefined();
  });
});

const DOSE = 'policy.rd_subsidy.budget';

describe('the negative control', () => {
  it('finds variants equal to the last bit before the first instrument acts', async () => {
    const { honesty } = compareStudy(await runPlan(await planOf(GOLDEN)), models);
    expect(honesty.before?.variants).toEqual(['participants']);
    expect(honesty.before?.numbers).toBeGreaterThan(0);
    expect(honesty.before?.differing).toBe(0);
    expect(honesty).toMatchObject({ failed: 0, tests: 6 });
    expect(honesty.pairing?.rows).toBeGreaterThan(0);
  });

  it('knows when the first budget may be spent', () => {
    expect(firstDose([], 10)).toBe(Number.POSITIVE_INFINITY);
    expect(firstDose([{ instrument: 'x', values: { budget: 0 } }], 10)).toBe(Number.POSITIVE_INFINITY);
    expect(firstDose([{ instrument: 'x', values: { budget: 5 } }], 10)).toBe(10);
    expect(firstDose([{ instrument: 'x', values: { budget: { value: 5, from: 3 } } }], 10)).toBe(3);
  });

  it('would see a past that is not shared', async () => {
    const results = await runPlan(await planOf(GOLDEN, ['replicates=4']));
    const run = results.plan.runs.find(({ variant, replicate }) => variant === 'participants' && replicate === 2);
    const outcome = results.outcome(run?.id ?? -1);
    if (outcome?.status !== 'done') throw new Error('no such run');
    outcome.values[0] = (outcome.values[0] as number) + 1;
    expect(compareStudy(results, models).honesty.before?.differing).toBe(1);
  });
});

describe('who gains', () => {
  const table = (size: readonly number[], capital: readonly number[], region = [0, 0, 1, 1, 0]) => ({
    name: 'organisations',
    columns: { kind: [0, 0, 0, 0, 1], size, region, capital },
  });
  const worlds: Worlds[] = [0, 1, 2].map((r) => ({
    base: table([1, 2, 3, 4, 9], [10, 20, 30, 40, 999]),
    more: table([1, 2, 3, 4, 9], [10, 20, 31 + r, 43 + r, 0]),
  }));

  it('is told by region, over firms alone, with paired intervals', () => {
    const effects = distributionalEffects(worlds, 'base', 'region', 'capital');
    expect(effects).toEqual([
      { variant: 'more', group: 0, pairs: 3, organisations: 2, baselineMean: 15, difference: 0, low: 0, high: 0 },
      {
        variant: 'more',
        group: 1,
        pairs: 3,
        organisations: 2,
        baselineMean: 35,
        difference: 3,
        low: expect.closeTo(3 - 4.302653 / Math.sqrt(3), 5),
        high: expect.closeTo(3 + 4.302653 / Math.sqrt(3), 5),
      },
    ]);
  });

  it("is told by thirds of the baseline's sizes and by kind", () => {
    const bySize = distributionalEffects(worlds, 'base', 'size', 'capital');
    expect(bySize.map(({ group, organisations, difference }) => [group, organisations, difference])).toEqual([
      [0, 2, 0],
      [1, 1, 2],
      [2, 1, 4],
    ]);
    const byKind = distributionalEffects(worlds, 'base', 'kind', 'capital');
    expect(byKind.map(({ group, difference }) => [group, difference])).toEqual([
      [0, 1.5],
      [1, -999],
    ]);
  });

  it('leaves out replicates in which a group is empty in one of the worlds', () => {
    const empty = { base: table([1, 2, 3, 4, 9], [1, 1, 1, 1, 1]), more: table([1, 2, 3, 4, 9], [1, 1, 1, 1, 1], [0, 0, 0, 0, 0]) };
    const effects = distributionalEffects([...worlds, empty], 'base', 'region', 'capital');
    expect(effects.map(({ group, pairs }) => [group, pairs])).toEqual([
      [0, 4],
      [1, 3],
    ]);
    expect(distributionalEffects([{ base: table([], []) }], 'base', 'region', 'capital')).toEqual([]);
  });
});
