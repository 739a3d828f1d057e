/** A whole analysis on a model: what is varied, failed runs, differences of variants, and what is refused. */
import { describe, expect, it } from 'vitest';
import { layoutOfRun, planStudy } from '../../../src/experiment/plan.js';
import { createMemoryResults } from '../../../src/experiment/results.js';
import { analyse } from '../../../src/experiment/sensitivity/analyse.js';
import { chooseUncertain } from '../../../src/experiment/sensitivity/choose-uncertain.js';
import type { SensitivityMethod } from '../../../src/experiment/sensitivity/methods.js';
import type { Output, SobolIndices } from '../../../src/experiment/sensitivity/result.js';
import { defaultSize, pointsOfDesign, sensitivityDesign } from '../../../src/experiment/sensitivity/sensitivity-design.js';
import type { Plan, Results } from '../../../src/experiment/study.js';
import { runPlan, scenarioOf } from '../study.js';
import { models, toy } from '../toy-model.js';

const FILE = `title: x
model: toy
replicates: 2
variants: { a: {}, b: { policy: { rd_subsidy: { budget: 1000000 } } } }
uncertainty:
  growth: uniform(0.05, 0.3)
  policy.rd_subsidy.budget: uniform(0, 4000000)
  market: choice(free, regulated)
`;

async function planned(method: SensitivityMethod, size: number) {
  const { scenario } = await scenarioOf(FILE);
  const uncertain = chooseUncertain(scenario, toy);
  const design = sensitivityDesign(method, uncertain, size, scenario.seed, false);
  const plan = planStudy({ scenario, models, engine: '1', points: pointsOfDesign(scenario, toy, design) });
  return { design, plan };
}

/** Results made by a formula of the point's values; undefined is a failed run. */
function byFormula(
  plan: Plan,
  figure: (values: Readonly<Record<string, unknown>>, variant: string, run: number) => number | undefined,
): Results {
  const results = createMemoryResults(plan);
  for (const run of plan.runs) {
    const layout = layoutOfRun(plan, run);
    const value = figure(plan.points?.[run.point]?.values ?? {}, run.variant, run.id);
    if (value === undefined) results.add({ id: run.id, status: 'failed', failure: { kind: 'error', message: 'x' }, milliseconds: 0 });
    else results.add({ id: run.id, status: 'done', values: new Float64Array(layout.length).fill(value), milliseconds: 0 });
  }
  return results;
}

const LEVEL: Output = { metric: 'continuity', variant: 'b' };
const DIFFERENCE: Output = { ...LEVEL, over: 'a' };

describe('an analysis', () => {
  it.each(['morris', 'sobol', 'pawn', 'src'] as const)(
    'after %s finds that only growth moves the variant without policy',
    async (method) => {
      const { design, plan } = await planned(method, method === 'morris' ? 6 : 32);
      const results = await runPlan(plan);
      const found = analyse(results, design, { metric: 'continuity', variant: 'a' }, 'share');
      const sizes = found.indices.rows.map((row) => {
        if ('muStar' in row) return row.muStar.value;
        if ('total' in row) return row.total.value;
        return 'src' in row ? Math.abs(row.src.value ?? 0) : row.maximum.value;
      }) as number[];
      expect(found.indices.rows.map(({ key }) => key)).toEqual(['parameters.growth', 'policy.rd_subsidy.budget', 'parameters.market']);
      expect(sizes[0]).toBeGreaterThan(2 * Math.max(sizes[1] as number, sizes[2] as number));
      expect(found).toMatchObject({ missing: [], replicates: 2, unit: 'share', output: { variant: 'a' } });
      expect(found.points).toHaveLength(plan.points?.length ?? 0);
      expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    },
  );

  it('of a difference explains what is left when the luck and the level are taken off', async () => {
    const { design, plan } = await planned('sobol', 64);
    const results = byFormula(plan, (values, variant, run) => {
      const level = 10 * (values['parameters.growth'] as number) + ((run * 7919) % 13) / 100;
      return variant === 'a' ? level : level + (values['policy.rd_subsidy.budget'] as number) / 1e6;
    });
    const rows = (analyse(results, design, DIFFERENCE, 'share').indices as SobolIndices).rows;
    expect(rows[1]?.total.value).toBeGreaterThan(0.85);
    expect((analyse(results, design, LEVEL, 'share').indices as SobolIndices).rows[0]?.total.value).toBeGreaterThan(0.15);
    expect(rows[0]?.total.value).toBeLessThan(0.1);
  });

  it('names points with failed runs or without value, and leaves them out instead of counting them as something', async () => {
    const { design, plan } = await planned('sobol', 16);
    const f = (values: Readonly<Record<string, unknown>>): number => values['parameters.growth'] as number;
    const whole = analyse(byFormula(plan, f), design, LEVEL, 'share');
    const holed = analyse(
      byFormula(plan, (values, _, run) => (run === 2 * 2 * 5 + 3 ? undefined : run === 1 ? Number.NaN : f(values))),
      design,
      LEVEL,
      'share',
    );
    expect(whole.indices).toMatchObject({ bases: 16 });
    const first = plan.runs[23];
    expect(holed.missing).toEqual(
      [
        { point: 0, reason: 'no value', runs: [1] },
        { point: first?.point, reason: 'failed', runs: [23] },
      ].sort((x, y) => (x.point as number) - (y.point as number)),
    );
    expect((holed.indices as SobolIndices).bases).toBe(first?.point !== undefined && first.point < 5 ? 15 : 14);
    expect(holed.points[0]?.output).toBeNull();
    for (const { first: own, total } of (holed.indices as SobolIndices).rows) {
      expect(Number.isFinite(own.value)).toBe(true);
      expect(Number.isFinite(total.value)).toBe(true);
    }
    expect(holed.rule).toContain('base point');
  });

  it('of an output without any value says so by nulls', async () => {
    const { design, plan } = await planned('morris', 4);
    const found = analyse(
      byFormula(plan, () => Number.NaN),
      design,
      LEVEL,
      'share',
    );
    expect(found).toMatchObject({ mean: null, standardDeviation: null, luck: null });
    expect(found.missing).toHaveLength(16);
    for (const row of found.indices.rows) expect(row).toMatchObject({ effects: 0, muStar: { value: null } });
  });
});

describe('what is varied', () => {
  const choose = async (text: string, asked?: string[]) => chooseUncertain((await scenarioOf(text)).scenario, toy, asked);
  const PLAIN =
    'title: x\nmodel: toy\nvariants: { a: {}, b: { policy: { rd_subsidy: { budget: 1000 } } }, c: { parameters: { growth: 0.2 } } }\n';

  it('are the uncertain ones, or those asked for, a quarter around what the file says', async () => {
    expect((await choose(FILE)).map(({ key }) => key)).toEqual(['parameters.growth', 'policy.rd_subsidy.budget', 'parameters.market']);
    expect(await choose(FILE, ['growth', 'firms'])).toEqual([
      { key: 'parameters.growth', distribution: { kind: 'uniform', minimum: 0.05, maximum: 0.3 }, whole: false },
      { key: 'parameters.firms', distribution: { kind: 'integer', minimum: 7, maximum: 13 }, whole: true },
    ]);
    expect(await choose(PLAIN, ['policy.rd_subsidy.budget', 'variants.c.parameters.growth'])).toEqual([
      { key: 'policy.rd_subsidy.budget', distribution: { kind: 'uniform', minimum: 750, maximum: 1250 }, whole: false },
      { key: 'variants.c.parameters.growth', distribution: { kind: 'uniform', minimum: 0.15000000000000002, maximum: 0.25 }, whole: false },
    ]);
  });

  it.each([
    [undefined, 'names no uncertain parameter'],
    [['grwoth'], 'unknown parameter "parameters.grwoth"'],
    [['growth'], 'differs between the variants (0.1, 0.2)'],
    [['open'], 'is no number'],
    [['policy.matchmaking.budget'], 'has no constant value in any variant'],
    [['policy.rd_subsidy.reach.from'], 'unknown parameter'],
  ])('%j is refused: %s', async (asked, problem) => {
    await expect(choose(PLAIN, asked)).rejects.toThrow(problem);
  });
});

describe('sizes', () => {
  it('by default stay within about four thousand runs', () => {
    expect(defaultSize('sobol', 6, 4, false) * 8 * 4).toBe(4096);
    expect(defaultSize('morris', 6, 8, false) * 7 * 8).toBeLessThanOrEqual(4096);
    expect([defaultSize('pawn', 6, 4, false), defaultSize('src', 6, 8, false)]).toEqual([512, 256]);
  });

  it.each([
    ['sobol', 5000, 'at most 10000 are allowed'],
    ['src', 5, 'src needs at least 6 samples for 3 parameters, not 5'],
    ['pawn', 10, 'pawn needs at least 16 samples'],
  ] as const)('of %s with %d samples are refused: %s', async (method, size, problem) => {
    const { scenario } = await scenarioOf(FILE);
    expect(() => sensitivityDesign(method, chooseUncertain(scenario, toy), size, 'x', false)).toThrow(problem);
  });

  it('names the point that the model does not allow', async () => {
    const { scenario } = await scenarioOf(FILE.replace('uniform(0.05, 0.3)', 'uniform(0.5, 1)'));
    const design = sensitivityDesign('src', chooseUncertain(scenario, toy), 32, 'x', false);
    expect(() => pointsOfDesign(scenario, toy, design)).toThrow(
      /point \d+ of the design is not possible \(parameters.growth=0.9\d+ .*regulated market/,
    );
  });
});
