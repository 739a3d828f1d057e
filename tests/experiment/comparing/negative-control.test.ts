/** The negative-control metric on the toy model: quiet where pairs share their luck, loud where they do not. */
import { describe, expect, it } from 'vitest';
import { compareStudy } from '../../../src/experiment/compare.js';
import { welchP } from '../../../src/experiment/comparing/negative-control.js';
import { createMemoryResults } from '../../../src/experiment/results.js';
import type { Plan, Results, RunOutcome } from '../../../src/experiment/study.js';
import { handMade, planOf, runPlan, study } from '../study.js';
import { GOLDEN, models } from '../toy-model.js';

const controlOf = (results: Results) => compareStudy(results, models).honesty.control;

/** The results as they would be if a variant's records were those of other replicates. */
function mixedUp(results: Results, variant: string): Results {
  const { runs, scenario } = results.plan;
  const next = (id: number): number => {
    const run = runs[id];
    if (run?.variant !== variant) return id;
    const replicate = (run.replicate + 1) % scenario.replicates;
    return runs.find((other) => other.variant === variant && other.replicate === replicate)?.id ?? id;
  };
  return { plan: results.plan, ids: results.ids, outcome: (id) => results.outcome(next(id)) };
}

/** The plan with another seed behind one variant, as a faulty planner would make it. */
function unpaired(plan: Plan, variant: string): Plan {
  return { ...plan, runs: plan.runs.map((run) => (run.variant === variant ? { ...run, seed: 'other luck' } : run)) };
}

describe('the negative-control metric', () => {
  it('differs between replicates and is equal in every pair that shares its luck, whatever sets the variants apart', async () => {
    const found = controlOf(await runPlan(await planOf(GOLDEN)));
    expect(found).toMatchObject([
      { kind: 'before', metric: 'continuity', steps: 2, variants: ['participants'], replicates: 20, distinct: 20, pairs: 20, differing: 0 },
      { kind: 'replay', metric: 'continuity', steps: 1, variants: ['process'], replicates: 5, distinct: 5, pairs: 5, differing: 0 },
    ]);
  });

  it.each(['participants', 'process', 'nothing'])('sees that the records of %s are those of other replicates', async (variant) => {
    const found = controlOf(mixedUp(await runPlan(await planOf(GOLDEN)), variant));
    const [before, replay] = found;
    if (variant !== 'process') expect(before?.differing).toBe(20);
    if (variant !== 'participants') expect(replay?.differing).toBe(5);
  });

  it.each(['participants', 'process'])('sees that %s was run on another luck than its pair', async (variant) => {
    const found = controlOf(await runPlan(unpaired(await planOf(GOLDEN), variant)));
    const [own, other] = variant === 'participants' ? found : [...found].reverse();
    expect(own?.differing).toBe(own?.pairs);
    expect(other?.differing).toBe(0);
  });

  it('owns up when it does not tell replicates apart, and is silent where nothing is done', async () => {
    const equal = await handMade(study('indicators: [continuity]\n'), () => 1);
    expect(controlOf(equal)).toMatchObject([{ kind: 'before', distinct: 1, replicates: 20, differing: 0 }]);
    expect(controlOf(createMemoryResults(equal.plan))).toEqual([]);
  });

  it('sees that the replicates which remain are a selection', async () => {
    const results = await runPlan(await planOf(GOLDEN, ['replicates=40', 'burn_in=6']));
    const whole = controlOf(results).find(({ kind }) => kind === 'before');
    // `lucky` has no value in about a fifth of the replicates, by a draw that has nothing to do with what came before.
    expect(whole?.selection?.leftOut).toBeGreaterThan(2);
    expect((whole?.selection?.kept ?? 0) + (whole?.selection?.leftOut ?? 0)).toBe(40);
    expect(whole?.selection?.p).toBeGreaterThan(0.001);
    const width = results.plan.layouts.nothing?.stepMetrics.length ?? 0;
    const start = (id: number): number => {
      const { values } = results.outcome(id) as Extract<RunOutcome, { status: 'done' }>;
      return [0, 1, 2, 3, 4, 5].reduce((sum, t) => sum + (values[t * width] as number), 0);
    };
    const base = results.plan.runs.filter(({ variant }) => variant === 'nothing');
    const middle = base.map(({ id }) => start(id)).sort((a, b) => a - b)[20] as number;
    const unlucky = new Set(base.filter(({ id }) => start(id) < middle).map(({ replicate }) => replicate));
    const outcome = (id: number): RunOutcome | undefined => {
      const run = results.plan.runs[id];
      const fails = run?.variant === 'participants' && unlucky.has(run.replicate);
      return fails ? { id, status: 'failed', failure: { kind: 'error', message: 'unlucky' }, milliseconds: 0 } : results.outcome(id);
    };
    const chosen = controlOf({ plan: results.plan, ids: results.ids, outcome }).find(({ kind }) => kind === 'before');
    expect(chosen?.selection?.leftOutMean).toBeLessThan(chosen?.selection?.keptMean as number);
    expect(chosen?.selection?.p).toBeLessThan(0.01);
  });

  it("has Welch's p", () => {
    // R: t.test(c(1.2, 3.4, 2.2, 5.1), c(0.3, 0.9, 1.4))$p.value; scipy.stats.ttest_ind(…, equal_var=False) agrees
    expect(welchP([1.2, 3.4, 2.2, 5.1], [0.3, 0.9, 1.4])).toBeCloseTo(0.08186325740418152, 12);
    expect(welchP([1, 2, 3], [5])).toBeNull();
    expect(welchP([1, 1], [1, 1])).toBeNull();
  });
});
