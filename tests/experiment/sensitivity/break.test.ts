/** PRIM and the breaking of conclusions: planted regions are found, chance is not, and counts agree with SciPy. */
import { describe, expect, it } from 'vitest';
import { latinHypercube } from '../../../src/experiment/design/latin-hypercube.js';
import type { Uncertain } from '../../../src/experiment/design/uncertainty.js';
import { layoutOfRun, planStudy } from '../../../src/experiment/plan.js';
import { createMemoryResults } from '../../../src/experiment/results.js';
import { binomialTail, shareOf } from '../../../src/experiment/sensitivity/binomial.js';
import { type BreakResult, breakConclusion } from '../../../src/experiment/sensitivity/break.js';
import { sayBreak } from '../../../src/experiment/sensitivity/break-words.js';
import { chooseBox, countBox, peelingPath, quasiP, simplifyBox } from '../../../src/experiment/sensitivity/prim.js';
import { pointsOfDesign } from '../../../src/experiment/sensitivity/sensitivity-design.js';
import { scenarioOf } from '../study.js';
import { models, toy } from '../toy-model.js';

describe('counts', () => {
  it.each([
    [12, 15, 0.4, 0.0019277692272640016],
    [3, 200, 0.001, 0.0011337680974626502],
    [150, 400, 0.3, 0.0007887170383214382],
    [1, 10, 0.05, 0.4012630607616211],
    [9990, 10000, 0.99, 7.562773329151055e-31],
  ])('P(X ≥ %d | %d, %d) is that of scipy.stats.binom.sf(k − 1, n, p)', (k, n, p, expected) => {
    expect(binomialTail(k, n, p) / (expected as number)).toBeCloseTo(1, 9);
  });

  it('have ends', () => {
    expect([binomialTail(0, 5, 0.5), binomialTail(6, 5, 0.5), binomialTail(2, 5, 0), binomialTail(2, 5, 1)]).toEqual([1, 0, 0, 1]);
  });

  it("shares are those of scipy.stats.binomtest(12, 15).proportion_ci(method='wilson')", () => {
    const { value, low, high } = shareOf(12, 15);
    expect(value).toBe(0.8);
    expect(low).toBeCloseTo(0.5481455128483065, 12);
    expect(high).toBeCloseTo(0.9295245065301844, 12);
    expect(shareOf(0, 0).value).toBeNull();
  });
});

function sample(count: number, dimensions: number, isCase: (row: Float64Array) => boolean, seed = 'test') {
  const rows = latinHypercube(count, dimensions, seed, 'correlation');
  const columns: { values: Float64Array }[] = Array.from({ length: dimensions }, (_, d) => ({
    values: Float64Array.from(rows, (row) => row[d] as number),
  }));
  return { columns, cases: Uint8Array.from(rows, (row) => (isCase(row) ? 1 : 0)) };
}
const find = ({ columns, cases }: ReturnType<typeof sample>) => chooseBox(peelingPath(columns, cases), columns, cases);

describe('PRIM', () => {
  it('finds a planted box in two of five dimensions', () => {
    const planted = sample(400, 5, (row) => (row[1] as number) < 0.4 && (row[3] as number) > 0.55);
    const box = find(planted);
    expect(box.map(({ dimension }) => dimension).sort()).toEqual([1, 3]);
    for (const restriction of box) {
      if (!('minimum' in restriction)) throw new Error('no numbers');
      const { dimension, minimum, maximum } = restriction;
      if (dimension === 1) expect([minimum, maximum]).toEqual([Number.NEGATIVE_INFINITY, expect.closeTo(0.4, 1)]);
      else expect([minimum, maximum]).toEqual([expect.closeTo(0.55, 1), Number.POSITIVE_INFINITY]);
    }
    const { coverage, density } = countBox(box, planted.columns, planted.cases);
    expect(coverage).toBeGreaterThan(0.9);
    expect(density).toBeGreaterThan(0.9);
  });

  it('finds a category', () => {
    const { columns, cases } = sample(300, 2, (row) => Math.floor(3 * (row[0] as number)) === 1 && (row[1] as number) < 0.9);
    const thirds = Float64Array.from((columns[0] as { values: Float64Array }).values, (x) => Math.floor(3 * x));
    const categories = { values: thirds, categories: 3 };
    const box = find({ columns: [categories, columns[1] as { values: Float64Array }], cases });
    expect(box.find(({ dimension }) => dimension === 0)).toEqual({ dimension: 0, allowed: [1] });
  });

  it('keeps whole numbers whole', () => {
    const { columns, cases } = sample(200, 1, (row) => Math.floor(10 * (row[0] as number)) >= 7);
    const whole = { values: (columns[0] as { values: Float64Array }).values.map((x) => Math.floor(10 * x)), whole: true };
    expect(find({ columns: [whole], cases })).toEqual([{ dimension: 0, minimum: 7, maximum: Number.POSITIVE_INFINITY }]);
  });

  it('calls a restriction chance by its quasi-p, and drops it', () => {
    const planted = sample(200, 2, (row) => (row[0] as number) < 0.5);
    const box = [
      { dimension: 0, minimum: Number.NEGATIVE_INFINITY, maximum: 0.5 },
      { dimension: 1, minimum: Number.NEGATIVE_INFINITY, maximum: 0.9 },
    ] as const;
    expect(quasiP(box, box[0], planted.columns, planted.cases)).toBeLessThan(1e-12);
    expect(quasiP(box, box[1], planted.columns, planted.cases)).toBe(1);
    expect(simplifyBox(box, planted.columns, planted.cases)).toEqual([box[0]]);
  });

  it('peels by a response that says more than the case', () => {
    // One point in seven is a case whatever its place; the response alone tells where they would be if luck were away.
    const { columns } = sample(140, 3, () => false);
    const cases = Uint8Array.from({ length: 140 }, (_, p) => (p % 7 === 0 ? 1 : 0));
    const response = (columns[2] as { values: Float64Array }).values;
    const path = peelingPath(columns, cases, response);
    const restricted = new Set(path.slice(0, 8).flatMap((box) => box.map(({ dimension }) => dimension)));
    expect([...restricted]).toEqual([2]);
  });

  it('never takes a point back on its path', () => {
    const { columns, cases } = sample(300, 4, (row) => (row[0] as number) * (row[1] as number) > 0.5);
    const counts = peelingPath(columns, cases).map((box) => countBox(box, columns, cases));
    expect(counts.length).toBeGreaterThan(5);
    for (let k = 1; k < counts.length; k++) expect(counts[k]?.inside).toBeLessThan(counts[k - 1]?.inside as number);
    expect(counts.at(-1)?.density).toBeGreaterThan(0.9);
  });
});

const FILE = 'title: x\nmodel: toy\nreplicates: 4\nparameters: { growth: 0.1 }\nvariants: { a: {}, b: {} }\n';
const UNCERTAIN: Uncertain[] = [
  { key: 'parameters.growth', distribution: { kind: 'uniform', minimum: 0.05, maximum: 0.85 }, whole: false },
  { key: 'parameters.firms', distribution: { kind: 'integer', minimum: 5, maximum: 50 }, whole: true },
  { key: 'parameters.market', distribution: { kind: 'choice', values: ['free', 'regulated'] }, whole: false },
];

/** A study whose difference b − a is given by a function of the point's values; undefined fails the run of b. */
async function broken(
  difference: (growth: number, firms: number, market: string, wobble: number) => number | undefined,
): Promise<BreakResult> {
  const { scenario } = await scenarioOf(FILE);
  const rows = [...latinHypercube(120, 3, 'train', 'correlation'), ...latinHypercube(60, 3, 'held', 'correlation')];
  const points = [{ values: {}, variants: scenario.variants }, ...pointsOfDesign(scenario, toy, { uncertain: UNCERTAIN, rows })];
  const plan = planStudy({ scenario, models, engine: '1', points });
  const results = createMemoryResults(plan);
  for (const run of plan.runs) {
    const { growth, firms, market } = run.parameters as { growth: number; firms: number; market: string };
    const wobble = (((run.point * 7919 + run.replicate * 104729) % 101) - 50) / 50;
    const value = run.variant === 'a' ? 5 : difference(growth, firms, market, wobble);
    const layout = layoutOfRun(plan, run);
    if (value === undefined) results.add({ id: run.id, status: 'failed', failure: { kind: 'error', message: 'x' }, milliseconds: 0 });
    else {
      const numbers = new Float64Array(layout.length).fill(run.variant === 'a' ? 5 : 5 + value);
      results.add({ id: run.id, status: 'done', values: numbers, milliseconds: 0 });
    }
  }
  return breakConclusion(results, UNCERTAIN, 120, { metric: 'continuity', variant: 'b', over: 'a' }, 'share');
}

describe('a conclusion', () => {
  it('that breaks in a region is told by a rule that holds on held-out points', async () => {
    const found = await broken((growth, _, market) => (growth > 0.5 && market === 'free' ? -1 : 1));
    expect(found.verdict).toBe('rule');
    expect(found.nominal).toEqual({ value: 1, low: 1, high: 1 });
    expect(found.rule?.limits.map(({ key }) => key).sort()).toEqual(['parameters.growth', 'parameters.market']);
    const growth = found.rule?.limits.find(({ key }) => key === 'parameters.growth');
    expect(growth?.minimum).toBeCloseTo(0.5, 1);
    expect(growth?.maximum).toBeNull();
    expect(found.rule?.limits.find(({ key }) => key === 'parameters.market')?.values).toEqual(['free']);
    expect(found.rule?.heldOut.points).toBe(60);
    expect(found.rule?.heldOut.density.value).toBeGreaterThan(0.8);
    expect(found.certainFlips.value).toBe(found.flips.value);
    const { en, ru } = sayBreak(found);
    expect(en).toMatch(/b is above a in continuity .* It turns over where .*growth is above 0\.\d+.* Of the held-out points there/);
    expect(ru).toMatch(/b выше a .* growth больше 0,\d+/);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });

  it('that never breaks, or breaks anywhere, has no rule', async () => {
    const never = await broken(() => 1);
    expect(never).toMatchObject({ verdict: 'rare', rule: null, flips: { value: 0 } });
    expect(never.flips.high).toBeGreaterThan(0);
    const luck = await broken((growth, firms, _, wobble) => (growth === 0.1 && firms === 10 ? 1 : wobble));
    expect(['scattered', 'unsure']).toContain(luck.verdict);
    expect(await broken(() => 0)).toMatchObject({ verdict: 'no ranking', rule: null });
    for (const result of [never, luck]) expect(sayBreak(result).en).toContain('b is above a in continuity');
    // The comparison beside it may be surer, with more pairs.
    const unsure = sayBreak({ ...never, replicates: 4, nominal: { value: 1, low: -1, high: 3 } });
    expect(unsure.en).toContain('with the values of the file, though that may be luck (pairs: 4);');
    expect(unsure.ru).toContain('(пар: 4; это может быть случайностью)');
    expect(sayBreak(never).en).not.toContain('luck');
  });

  it('does not count points whose runs failed, and names them', async () => {
    const found = await broken((growth, firms, market) => (firms === 20 ? undefined : growth > 0.5 && market === 'free' ? -1 : 1));
    expect(found.missing.length).toBeGreaterThan(0);
    expect(found.missing.every(({ reason, point }) => reason === 'failed' && found.points[point]?.flipped === null)).toBe(true);
    expect(found.verdict).toBe('rule');
    expect((found.rule?.training.points ?? 0) + (found.rule?.heldOut.points ?? 0) + found.missing.length).toBe(180);
  });
});
