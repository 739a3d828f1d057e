/** Figures far from those of their variant are named, others are not. */
import { expect, test } from 'vitest';
import { farFigures } from '../../src/experiment/plausibility.js';
import { handMade, study, wobble } from './study.js';

const METRIC = 'continuity';
const text = (replicates: number): string => study(`indicators: [${METRIC}]\n`, replicates);

test('a figure beyond eight robust deviations is named with run, variant and median, a figure below is not', async () => {
  const results = await handMade(text(40), (variant, _, r) => {
    if (variant === 'b' && r === 7) return 100;
    if (variant === 'c' && r === 3) return 11;
    return 10 + wobble(r, variant === 'a' ? 1 : 2);
  });
  const found = farFigures(results);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ variant: 'b', replicate: 7, metric: METRIC, value: 100 });
  expect(found[0]?.median).toBeGreaterThan(10);
  expect(found[0]?.deviations).toBeGreaterThan(100);
  expect(results.plan.runs[found[0]?.run as number]).toMatchObject({ variant: 'b', replicate: 7 });
});

test('variants that differ, few replicates, equal and failed figures are no reason', async () => {
  expect(farFigures(await handMade(text(40), (variant, _, r) => (variant === 'a' ? 0 : 1000) + wobble(r, 3)))).toEqual([]);
  expect(farFigures(await handMade(text(9), (_, __, r) => (r === 0 ? 1e9 : wobble(r, 1))))).toEqual([]);
  expect(farFigures(await handMade(text(40), (_, __, r) => (r === 0 ? 1e9 : 5)))).toEqual([]);
  expect(farFigures(await handMade(text(40), (_, __, r) => (r === 0 ? undefined : wobble(r, 1))))).toEqual([]);
});
