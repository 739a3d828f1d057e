/** Zero dose on the toy model: variants without money are the baseline, and what is not due to money is seen. */
import { describe, expect, it } from 'vitest';
import { zeroDose } from '../../../src/experiment/comparing/zero-dose.js';
import type { RunOutcome } from '../../../src/experiment/study.js';
import { planOf, runPlan } from '../study.js';
import { GOLDEN, models } from '../toy-model.js';

describe('zero dose', () => {
  it('finds variants without money equal to the baseline over a whole run, and would see what is not due to money', async () => {
    const results = await runPlan(await planOf(GOLDEN));
    const found = zeroDose(results, models);
    expect(found?.variants).toContain('participants');
    expect(found?.numbers).toBeGreaterThan(0);
    expect(found?.differing).toBe(0);
    const [toyModel] = models as readonly [(typeof models)[number], ...typeof models];
    const leaky = {
      ...toyModel,
      metrics: toyModel.metrics.map((metric) => {
        let calls = 0;
        return { ...metric, measure: (world: never) => metric.measure(world) + calls++ };
      }),
    };
    expect(zeroDose(results, [leaky, ...models.slice(1)])?.differing).toBeGreaterThan(0);
  });

  it('has no zero dose where variants have other parameters, or runs take too long', async () => {
    const apart = 'title: x\nmodel: toy\nreplicates: 2\nvariants: { a: {}, b: { parameters: { growth: 0.2 } } }\n';
    expect(zeroDose(await runPlan(await planOf(apart)), models)).toBeNull();
    const slow = await runPlan(await planOf(GOLDEN, ['replicates=2']));
    const outcome = (id: number) => ({ ...(slow.outcome(id) as RunOutcome), milliseconds: 15_000 });
    expect(zeroDose({ plan: slow.plan, ids: slow.ids, outcome }, models)).toBeNull();
  });
});
