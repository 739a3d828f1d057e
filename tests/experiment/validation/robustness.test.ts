/** Shifts of parameters, and what becomes of claims under them. */
import { describe, expect, it } from 'vitest';
import type { JudgedClaim } from '../../../src/experiment/comparison.js';
import { fateOf, narrowed, robustnessPoints } from '../../../src/experiment/validation/robustness.js';
import { scenarioOf } from '../study.js';
import { toy } from '../toy-model.js';

const TEXT = `title: hand
model: toy
replicates: 20
variants:
  a: { parameters: { growth: 0.2 } }
  b: { parameters: { growth: 0.8, market: regulated } }
  c: {}
claims: [b > a in continuity, c > a in continuity]
`;

describe('robustness', () => {
  it('keeps the variants that the claims name, and asks with few replicates', async () => {
    const { scenario } = await scenarioOf(TEXT);
    const narrow = narrowed({ ...scenario, baseline: 'c' }, scenario.claims.slice(0, 1), 5);
    expect(narrow.variants.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(narrow).toMatchObject({ baseline: 'a', replicates: 5 });
    expect(narrow.claims).toHaveLength(1);
  });

  it("moves every variant's own value, and says which shifts are not possible", async () => {
    const { scenario } = await scenarioOf(TEXT);
    const { points, shifts, impossible } = robustnessPoints(scenario, toy, ['growth', 'firms', 'weights']);
    const growths = points.map(({ variants }) => variants.map(({ parameters }) => parameters.growth));
    // up, b would grow by 1 in a regulated market, which the model forbids
    expect(shifts).toEqual([
      { parameter: 'growth', direction: -1 },
      { parameter: 'firms', direction: -1 },
      { parameter: 'firms', direction: 1 },
    ]);
    expect(impossible).toEqual([
      { parameter: 'growth', direction: 1 },
      { parameter: 'weights', direction: -1 },
      { parameter: 'weights', direction: 1 },
    ]);
    expect(growths[0]).toEqual([0.2, 0.8, 0.1]);
    for (const [v, value] of [0.15, 0.6, 0.075].entries()) expect(growths[1]?.[v]).toBeCloseTo(value, 12);
    expect(growths[2]).toEqual([0.2, 0.8, 0.1]);
    expect(points[2]?.variants.map(({ parameters }) => parameters.firms)).toEqual([7, 7, 7]);
    expect(points[3]?.values).toEqual({ 'parameters.firms': '+25%' });
  });

  it.each<['>' | '<' | '=', JudgedClaim['verdict'], number | null, string]>([
    ['>', 'supported', 1, 'holds'],
    ['>', 'undecided', 1, 'weakens'],
    ['>', 'undecided', -1, 'turns over'],
    ['<', 'undecided', -1, 'weakens'],
    ['<', 'undecided', 1, 'turns over'],
    ['=', 'undecided', 1, 'weakens'],
    ['=', 'contradicted', 1, 'turns over'],
    ['>', 'contradicted', -1, 'turns over'],
    ['>', 'undecided', null, 'no value'],
  ])('a claim %s that is %s with difference %s %s', (relation, verdict, difference, fate) => {
    const claim = { text: 'a > b in x', left: 'a', relation, right: 'b', metric: 'x' };
    expect(fateOf({ claim, verdict, difference, low: 0, high: 0, p: 0, pAdjusted: 0, equivalenceP: null, pairs: 4 })).toBe(fate);
  });
});
