/** Plans whose runs make evaluations: what is chosen, how results are laid out, what is another study. */
import { describe, expect, it } from 'vitest';
import { chooseMeasures } from '../../src/experiment/choose-measures.js';
import { runHash } from '../../src/experiment/hashes.js';
import { continuesPlan } from '../../src/experiment/plan.js';
import { readFigures, summariseStudy } from '../../src/experiment/results.js';
import { executeRun } from '../../src/experiment/run.js';
import { planOf, runPlan } from './study.js';
import { models, toy } from './toy-model.js';

const SCENARIO = `title: Toy
model: toy
steps: 6
replicates: 3
variants:
  slow: { parameters: { growth: 0.1 } }
  fast: { parameters: { growth: 0.4 } }
`;

describe('the choice of measures', () => {
  it('takes measures, evaluations or all, in the order of the model', () => {
    expect(chooseMeasures(toy, ['never_known', 'never_known'])).toEqual({
      name: 'never_known',
      evaluations: ['twin'],
      measures: ['never_known'],
    });
    expect(chooseMeasures(toy, ['twin']).measures).toEqual(['growth_effect', 'never_known']);
    expect(chooseMeasures(toy, ['all'])).toEqual({ name: 'all', evaluations: ['twin'], measures: ['growth_effect', 'never_known'] });
    expect(chooseMeasures(toy, ['never_known', 'growth_effect']).name).toBe('growth_effect,never_known');
  });

  it('refuses what it does not know', () => {
    expect(() => chooseMeasures(toy, ['growth_effekt'])).toThrow('no evaluation or measure "growth_effekt"');
    expect(() => chooseMeasures({ ...toy, evaluations: [] }, ['all'])).toThrow('has no evaluations');
  });
});

describe('a plan with evaluations', () => {
  it('returns their measures beside the metrics, which stay the same', async () => {
    const plain = await planOf(SCENARIO);
    const plan = await planOf(SCENARIO, [], { evaluations: ['twin'] });
    const [bare, evaluated] = [await runPlan(plain), await runPlan(plan)];
    for (const metric of plain.layouts.slow?.metrics ?? [])
      expect(readFigures(evaluated).figures('slow', metric)).toEqual(readFigures(bare).figures('slow', metric));
    const rows = summariseStudy(evaluated, models, ['growth_effect', 'never_known']);
    expect(rows.map(({ variant, metric, count, undefinedCount }) => [variant, metric, count, undefinedCount])).toEqual([
      ['slow', 'growth_effect', 3, 0],
      ['slow', 'never_known', 0, 3],
      ['fast', 'growth_effect', 3, 0],
      ['fast', 'never_known', 0, 3],
    ]);
    expect(rows[0]?.mean).toBeGreaterThan(0);
    expect(rows[1]?.mean).toBeNull();
  });

  it('is another study than the plain one, whose hash does not change', async () => {
    const plain = await planOf(SCENARIO);
    const plan = await planOf(SCENARIO, [], { evaluations: ['twin'] });
    expect(plan.hash).not.toBe(plain.hash);
    expect((await planOf(SCENARIO, [], { evaluations: [] })).hash).toBe(plain.hash);
    expect(continuesPlan(plan, plain)).toBe(false);
    const longer = await planOf(SCENARIO.replace('replicates: 3', 'replicates: 5'), [], { evaluations: ['twin'] });
    expect(continuesPlan(longer, plan)).toBe(true);
  });

  it('refuses evaluations that the model does not have', async () => {
    await expect(planOf(SCENARIO, [], { evaluations: ['no_such'] })).rejects.toThrow('no evaluation "no_such"');
  });

  it('gives equal bytes when a run is made again', async () => {
    const [run] = (await planOf(SCENARIO, [], { evaluations: ['twin'] })).runs;
    if (run === undefined) throw new Error('no run');
    expect(runHash(executeRun(structuredClone(run), models))).toBe(runHash(executeRun(run, models)));
  });
});
