/**
 * Small paired comparisons of the shipped scenarios behind patterns P1, P3, P4, P5: the machinery must give verdicts and
 * finite intervals. Which way they point is reported, not asserted; that is the work of the scenarios at full size.
 */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compareStudy } from '../../src/experiment/compare.js';
import type { Comparison } from '../../src/experiment/comparison.js';
import { createInlineExecutor } from '../../src/experiment/inline-executor.js';
import { planStudy } from '../../src/experiment/plan.js';
import { createMemoryResults } from '../../src/experiment/results.js';
import { readScenario } from '../../src/experiment/scenario.js';
import type { Scenario } from '../../src/experiment/study.js';
import { models } from '../../src/models/index.js';
import { placeOf } from '../../src/node/scenario-files.js';

const PAIRS = 10;
const FIRMS = 200;

/** A shipped scenario at a size that tests can afford: fewer firms, steps and replicates, no variants beyond its claims. */
async function smallScenario(name: string): Promise<Scenario> {
  const { path, root, readText } = placeOf(fileURLToPath(new URL(`../../scenarios/${name}.yaml`, import.meta.url)));
  const overrides = [`firms=${FIRMS}`, `replicates=${PAIRS}`, 'steps=40', 'burn_in=10'];
  const reading = await readScenario({ path, root, text: readText(path), models, readText, overrides });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const { scenario } = reading;
  const claimed = new Set([
    scenario.baseline,
    ...scenario.claims.flatMap(({ left, leftOver, right, rightOver }) => [left, leftOver, right, rightOver]),
  ]);
  const metrics = [...new Set(scenario.claims.map(({ metric }) => metric))];
  return { ...scenario, variants: scenario.variants.filter((variant) => claimed.has(variant.name)), indicators: metrics };
}

async function compare(name: string): Promise<Comparison> {
  const plan = planStudy({ scenario: await smallScenario(name), models, engine: 'test' });
  const results = createMemoryResults(plan);
  const yieldTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  await createInlineExecutor({ models, yieldTurn }).execute(plan.runs, (outcome) => results.add(outcome));
  return compareStudy(results, models);
}

const VERDICTS = ['better', 'worse', 'higher', 'lower', 'practically equal', 'undecided'];
const finite = (value: number | null): boolean => value !== null && Number.isFinite(value);

describe('the comparison behind', () => {
  it.each([
    ['P1', 'innovation-models'],
    ['P3', 'golden-rule'],
    ['P4', 'bicycle'],
    ['P5', 'helix-regimes'],
  ])('pattern %s (%s) has a verdict and finite intervals', async (pattern, name) => {
    const comparison = await compare(name);
    const { runs, rows, claims } = comparison;
    expect([runs.done, runs.failed]).toEqual([runs.planned, 0]);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(VERDICTS, `${row.variant} ${row.metric}`).toContain(row.verdict);
      expect(row.pairs).toBe(PAIRS);
      expect(finite(row.difference) && finite(row.low) && finite(row.high), `${row.variant} ${row.metric}`).toBe(true);
      expect(row.low as number).toBeLessThanOrEqual(row.high as number);
      expect(row.pAdjusted as number).toBeGreaterThanOrEqual(row.p as number);
    }
    expect(claims.length).toBeGreaterThan(0);
    for (const judged of claims) {
      expect(['supported', 'contradicted', 'undecided']).toContain(judged.verdict);
      expect(finite(judged.low) && finite(judged.high), judged.claim.text).toBe(true);
    }
    console.log(reportOf(pattern, comparison));
  });
});

/** What a reader of the test's output sees: one line per claim. */
function reportOf(pattern: string, { claims }: Comparison): string {
  const number = (value: number | null): string => (value === null ? '–' : value.toPrecision(3));
  const lines = claims.map(
    ({ claim, verdict, difference, low, high }) =>
      `  ${verdict.padEnd(12)} ${claim.text}: ${number(difference)} (${number(low)} … ${number(high)})`,
  );
  return [`${pattern}, ${PAIRS} pairs of ${FIRMS} firms over 30 measured quarters:`, ...lines].join('\n');
}
