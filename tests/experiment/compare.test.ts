/** Comparisons, claims, budgets and the null comparison on runs of the toy model and on figures made by hand. */
import { describe, expect, it } from 'vitest';
import { compareStudy, compareVariants } from '../../src/experiment/compare.js';
import type { Comparison, MetricComparison } from '../../src/experiment/comparison.js';
import { createMemoryResults, type MemoryResults, summariseStudy } from '../../src/experiment/results.js';
import { summarise } from '../../src/experiment/summary.js';
import { handMade, planOf, runPlan, study, wobble } from './study.js';
import { GOLDEN, models, toy } from './toy-model.js';

const row = (comparison: Comparison, variant: string, metric: string): MetricComparison =>
  comparison.rows.find((entry) => entry.variant === variant && entry.metric === metric) as MetricComparison;

describe('a comparison', () => {
  it('of the toy study has the verdicts that its rules imply', async () => {
    const comparison = compareStudy(await runPlan(await planOf(GOLDEN)), models);
    expect(comparison).toMatchObject({
      study: 'golden-rule',
      seed: 'golden-rule',
      baseline: 'nothing',
      variants: ['nothing', 'participants', 'process'],
      runs: { planned: 60, done: 60, failed: 0 },
      point: 0,
    });
    expect(comparison.rows.map(({ variant, metric, verdict }) => `${variant} ${metric} ${verdict}`)).toEqual([
      'participants continuity better',
      'participants failure_rate better',
      'participants lucky practically equal',
      'process continuity better',
      'process failure_rate better',
      'process lucky practically equal',
    ]);
    const effect = row(comparison, 'process', 'continuity');
    expect(effect.pairs).toBe(20);
    expect(effect.low as number).toBeLessThan(effect.difference as number);
    expect(effect.bootstrapLow as number).toBeGreaterThan(0);
    expect(effect.varianceReduction as number).toBeGreaterThan(0);
    expect(comparison.claims.map(({ verdict }) => verdict)).toEqual(['supported', 'supported']);
    expect(comparison.nullComparison).toMatchObject({ quiet: true, expectedBelow5Percent: 0.15000000000000002 });
  });

  it('is the same in every detail when the runs arrive in another order', async () => {
    const plan = await planOf(GOLDEN, ['replicates=6']);
    const results = await runPlan(plan);
    const shuffled = createMemoryResults(plan);
    for (const id of [...results.ids].sort((a, b) => wobble(a, 1) - wobble(b, 1)))
      shuffled.add(results.outcome(id) as NonNullable<ReturnType<MemoryResults['outcome']>>);
    expect(compareStudy(shuffled, models)).toEqual(compareStudy(results, models));
  });

  it('of a variant with itself is exactly zero', async () => {
    const plan = await planOf('title: x\nmodel: toy\nreplicates: 10\nvariants: { a: {}, twin: {} }\n');
    const comparison = compareStudy(await runPlan(plan), models);
    for (const entry of comparison.rows) {
      expect(entry).toMatchObject({
        difference: 0,
        low: 0,
        high: 0,
        bootstrapLow: 0,
        bootstrapHigh: 0,
        p: 1,
        pAdjusted: 1,
        verdict: 'practically equal',
      });
      if (entry.varianceReduction !== null) expect(entry.varianceReduction).toBe(1);
    }
  });

  it('has the numbers of a paired t test', async () => {
    const differences = [1.2, -0.4, 0.8, 2.1, 0.3, 1.7, -0.1, 0.9];
    const results = await handMade(
      study('indicators: [continuity]\nsmallest_effect: 0.2\n', 8),
      (variant, _, r) => 10 + wobble(r, 3) + (variant === 'b' ? (differences[r] as number) : 0),
    );
    const entry = row(compareStudy(results, models), 'b', 'continuity');
    expect(entry.difference).toBeCloseTo(0.8125, 12);
    expect(entry.low).toBeCloseTo(0.09410898926592848, 10);
    expect(entry.high).toBeCloseTo(1.5308910107340714, 10);
    expect(entry.p).toBeCloseTo(0.031796738269061396, 10);
    expect(entry.effectSize).toBeCloseTo(0.8125 / 0.8592978861505812, 10);
    expect(entry.relative).toBeCloseTo(0.8125 / (entry.baselineMean as number), 12);
    expect(entry.smallestEffect).toBeCloseTo(0.2 * (entry.baselineMean as number), 12);
    // Two rows with a p: 0.0318 for b and 1 for c, which equals a; Holm doubles the smaller.
    expect(entry.pAdjusted).toBeCloseTo(2 * 0.031796738269061396, 10);
    expect(entry.verdict).toBe('practically equal');
  });

  it.each<[string, string, string, number, string]>([
    ['up', 'continuity', '0.02', 1, 'better'],
    ['down', 'continuity', '0.02', -1, 'worse'],
    ['up where lower is better', 'failure_rate', '0.02', 1, 'worse'],
    ['down where lower is better', 'failure_rate', '0.02', -1, 'better'],
    ['up where neither is better', 'policy_spending', '0.02', 1, 'higher'],
    ['down where neither is better', 'policy_spending', '0.02', -1, 'lower'],
    ['certain but too small to matter', 'continuity', '0.5', 1, 'practically equal'],
    ['nothing but noise', 'continuity', '0', 0, 'undecided'],
  ])('calls a difference: %s', async (_, metric, smallest, shift, verdict) => {
    const results = await handMade(
      study(`indicators: [${metric}]\nsmallest_effect: ${smallest}\n`),
      (variant, __, r) => 10 + wobble(r, variant === 'b' ? 5 : 6) + (variant === 'b' ? shift : 0),
    );
    expect(row(compareStudy(results, models), 'b', metric).verdict).toBe(verdict);
  });

  it('drops undefined figures by pairs and counts them', async () => {
    const results = await handMade(study('indicators: [lucky]\n', 10), (variant, _, r) =>
      (variant === 'a' && r === 2) || (variant === 'b' && r === 5) ? Number.NaN : variant === 'c' ? Number.NaN : r,
    );
    const comparison = compareStudy(results, models);
    expect(row(comparison, 'b', 'lucky')).toMatchObject({ pairs: 8, dropped: 2, difference: 0 });
    expect(row(comparison, 'c', 'lucky')).toMatchObject({
      pairs: 0,
      dropped: 10,
      difference: null,
      low: null,
      p: null,
      pAdjusted: null,
      baselineMean: null,
      verdict: 'no value',
    });
  });

  it('works on a part of the runs and counts failures', async () => {
    const results = await handMade(study('indicators: [continuity]\n', 6), (variant, _, r) =>
      variant === 'b' && r < 3 ? undefined : r + wobble(r, 2),
    );
    const comparison = compareStudy(results, models);
    expect(comparison.runs).toEqual({ planned: 18, done: 15, failed: 3 });
    expect(row(comparison, 'b', 'continuity')).toMatchObject({ pairs: 3, dropped: 0 });
    expect(comparison.summary.en).toContain('15 of 18 runs done, 3 failed');
    const empty = compareStudy(createMemoryResults(results.plan), models);
    expect(empty.rows.every((entry) => entry.verdict === 'no value' && entry.pairs === 0)).toBe(true);
    expect(empty.nullComparison).toBeNull();
  });

  it('does not decide on one pair', async () => {
    const results = await handMade(study('indicators: [continuity]\nclaims: [b > a in continuity]\n', 1), (variant) =>
      variant === 'b' ? 2 : 1,
    );
    const comparison = compareStudy(results, models);
    expect(row(comparison, 'b', 'continuity')).toMatchObject({ pairs: 1, difference: 1, low: null, p: null, verdict: 'undecided' });
    expect(comparison.claims[0]).toMatchObject({ verdict: 'undecided', p: null });
  });

  it('compares any two variants', async () => {
    const results = await handMade(
      study('indicators: [continuity]\n'),
      (variant, _, r) => wobble(r, 1) + (variant === 'b' ? 5 : variant === 'c' ? 3 : 0) + 0.1 * wobble(r, variant.charCodeAt(0)),
    );
    expect(compareVariants(results, models, 'b', 'c')).toMatchObject([{ variant: 'b', baseline: 'c', verdict: 'better' }]);
    expect(compareVariants(results, models, 'c', 'b')).toMatchObject([{ verdict: 'worse' }]);
  });

  it('compares the point that is asked for', async () => {
    const results = await runPlan(await planOf(GOLDEN, ['policy.rd_subsidy.budget=0,1000000', 'replicates=8']));
    const [none, some] = [0, 1].map((point) => row(compareStudy(results, models, { point }), 'participants', 'continuity'));
    expect(none).toMatchObject({ difference: 0, verdict: 'practically equal' });
    expect(some?.difference as number).toBeGreaterThan(0);
  });

  it('says what it found in both languages', async () => {
    const comparison = compareStudy(await runPlan(await planOf(GOLDEN)), models);
    expect(comparison.summary.en).toMatch(
      /^Against nothing \(seed golden-rule, 60 of 60 runs done\): participants is better in 2, practically equal in 1 of 3 indicators; process is .*; clearest: “(Continuity|Failure rate)” \((continuity|failure_rate)\) of \w+, .*\d\.\d+ \(95 % interval .* to .*\)\.$/,
    );
    expect(comparison.summary.ru).toMatch(
      /^По сравнению с вариантом nothing \(зерно golden-rule, выполнено прогонов: 60 из 60\): participants \(показателей: 3\) — лучше: 2, практически равен: 1; process .*\.$/,
    );
    expect(comparison.summary.ru).toMatch(
      /«(Continuity|Failure rate) \(по-русски\)» \(\w+\) у варианта \w+, [+−]0,\d+ \(95 %-й интервал от [+−]0,\d+ до [+−]0,\d+\)/,
    );
    expect(comparison.summary.ru).not.toMatch(/\d\.\d/);
    const clearest = comparison.summary.en.slice(comparison.summary.en.indexOf('clearest'));
    expect(new Set([...clearest.matchAll(/\d\.(\d+)/g)].map(([, decimals]) => decimals?.length)).size).toBe(1);
    const titles = new Map([
      ['nothing', 'World A'],
      ['process', 'World B'],
      ['participants', 'participants'],
    ]);
    const titled = summarise(comparison, toy, titles);
    expect(titled.en).toMatch(/^Against “World A” .* participants is better .*; “World B” is /);
    expect(titled.ru).toMatch(/^По сравнению с вариантом «World A» .*; «World B» \(показателей/);
    const alone = compareStudy(await runPlan(await planOf('title: x\nmodel: toy\nreplicates: 2\n')), models);
    expect(alone.rows).toEqual([]);
    expect(alone.summary.en).toContain('nothing to compare');
  });

  it('says of many variants how they fare together, and which fare best and worst', async () => {
    const comparison = compareStudy(await runPlan(await planOf(GOLDEN)), models);
    const like = (from: string, variant: string) =>
      comparison.rows.filter((row) => row.variant === from).map((row) => ({ ...row, variant }));
    const rows = [
      ...like('participants', 'a').map((row) => ({ ...row, verdict: 'better' })),
      ...['b', 'c', 'd', 'e', 'f', 'g'].flatMap((name) => like('participants', name).map((row) => ({ ...row, verdict: 'undecided' }))),
      ...['x', 'y', 'z'].flatMap((name) => like('participants', name).map((row, n) => ({ ...row, verdict: n === 0 ? 'worse' : 'higher' }))),
    ] as typeof comparison.rows;
    const variants = ['nothing', ...new Set(rows.map(({ variant }) => variant))];
    const { en, ru } = summarise({ ...comparison, variants, rows }, toy, new Map([['a', 'World A']]));
    expect(en).toContain(
      'done): 10 other variants are better in 3, worse in 3, different in 6, undecided in 18 of 30 comparisons; most often better: “World A” (3 of 3); most often worse: 3 variants (1 of 3); clearest: ',
    );
    expect(ru).toContain(
      '60): вариантов: 10 (сравнений: 30) — лучше: 3, хуже: 3, отличается: 6, не решено: 18; чаще всего лучше: «World A» (3 из 3); чаще всего хуже: вариантов: 3 (1 из 3); яснее всего: ',
    );
    const few = summarise({ ...comparison, variants: ['nothing', 'a', 'x', 'y'], rows }, toy);
    expect(few.en).toContain('a is better in 3 of 3 indicators; x is worse in 1, different in 2 of 3 indicators; y is');
  });
});

describe('summaries', () => {
  it('give every number an interval or say why not', async () => {
    const results = await runPlan(await planOf(GOLDEN, ['replicates=10']));
    const rows = summariseStudy(results, models);
    expect(rows).toHaveLength(9);
    for (const { count, undefinedCount, mean, low, high, unit } of rows) {
      expect(count + undefinedCount).toBe(10);
      expect(low as number).toBeLessThanOrEqual(mean as number);
      expect(high as number).toBeGreaterThanOrEqual(mean as number);
      expect(unit).toBe('share');
    }
    expect(rows.find(({ metric }) => metric === 'lucky')?.undefinedCount).toBeGreaterThan(0);
    const one = await runPlan(await planOf(GOLDEN, ['replicates=1', 'indicators=continuity']));
    expect(summariseStudy(one, models)[0]).toMatchObject({ count: 1, mean: expect.any(Number), low: null, high: null });
  });
});
