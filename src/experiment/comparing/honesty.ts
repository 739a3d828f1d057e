/**
 * What a reader must know to believe a comparison: how many runs failed, how many tests were made, what pairing was worth,
 * and negative controls. Before an instrument may spend its first euro its dose is zero, so a variant must be the baseline
 * to the last bit; every step metric of every replicate is compared up to that step.
 */

import type { AnyModel } from '../../core/model.js';
import { canonicalJson } from '../canonical.js';
import type { Honesty, MetricComparison } from '../comparison.js';
import { layoutOfRun } from '../plan.js';
import type { FigureTable } from '../results.js';
import { quantileSorted } from '../statistics.js';
import type { PolicySetting, Results, Run, Scenario, Variant } from '../study.js';
import { negativeControls } from './negative-control.js';

/** @param rows the comparison's rows, whose multiplicity and pairing are reported */
export function honestyOf(results: Results, model: AnyModel, table: FigureTable, rows: readonly MetricComparison[]): Honesty {
  const { point } = table;
  const before = compareBefore(results, point);
  const tested = rows.filter(({ p }) => p !== null);
  return {
    failed: table.failed,
    tests: tested.length,
    raw: tested.filter(({ p }) => (p as number) < 0.05).length,
    adjusted: tested.filter(({ pAdjusted }) => (pAdjusted as number) < 0.05).length,
    byChance: 0.05 * tested.length,
    pairing: pairingOf(rows),
    control: negativeControls({ results, model, point, before, rows }),
    before,
  };
}

function pairingOf(rows: readonly MetricComparison[]): Honesty['pairing'] {
  const known = Float64Array.from(rows.flatMap(({ varianceReduction }) => varianceReduction ?? [])).sort();
  if (known.length === 0) return null;
  return { rows: known.length, lowest: known[0] as number, median: quantileSorted(known, 0.5), highest: known.at(-1) as number };
}

/** First step in which an instrument of these settings may have a budget; Infinity without instruments. */
export function firstDose(policies: readonly PolicySetting[], burnIn: number): number {
  let first = Number.POSITIVE_INFINITY;
  for (const { values } of policies) {
    const { budget } = values;
    const from = typeof budget === 'object' && 'value' in budget ? (budget.from ?? burnIn) : burnIn;
    if (budget !== undefined && budget !== 0) first = Math.min(first, from);
  }
  return first;
}

/** Replicates whose past is compared; results lie on disk, and a past that differs does so in all of them. */
const CONTROLLED = 20;

/** Null where no variant shares the baseline's parameters, or instruments act from the first step. */
function compareBefore(results: Results, point: number): Honesty['before'] {
  const { plan } = results;
  const { scenario } = plan;
  const variants = plan.points?.[point]?.variants ?? scenario.variants;
  const baseline = variants.find(({ name }) => name === scenario.baseline) as Variant;
  const parameters = canonicalJson(baseline.parameters);
  const steps = new Map(
    variants.flatMap((variant): [string, number][] => {
      if (variant === baseline || canonicalJson(variant.parameters) !== parameters) return [];
      const until = commonSteps(scenario, baseline, variant);
      return until > 0 ? [[variant.name, until]] : [];
    }),
  );
  if (steps.size === 0) return null;
  const runs = plan.runs.filter((run) => run.point === point && run.replicate < CONTROLLED);
  const base = new Map(runs.filter(({ variant }) => variant === baseline.name).map((run) => [run.replicate, run]));
  const found = { variants: [...steps.keys()], steps: Math.min(...steps.values()), numbers: 0, differing: 0 };
  for (const run of runs) {
    const until = steps.get(run.variant);
    const twin = base.get(run.replicate);
    if (until === undefined || twin === undefined) continue;
    const { numbers, differing } = compareRuns(results.outcome(run.id), results.outcome(twin.id), until * widthOf(plan, run));
    found.numbers += numbers;
    found.differing += differing;
  }
  return found;
}

const widthOf = (plan: Results['plan'], run: Run): number => layoutOfRun(plan, run).stepMetrics.length;

function commonSteps({ burnIn, steps }: Scenario, a: Variant, b: Variant): number {
  return Math.min(firstDose(a.policies, burnIn), firstDose(b.policies, burnIn), steps);
}

type Outcome = ReturnType<Results['outcome']>;

/** Numbers at the front of two results that are not the same; undefined ones are equal. */
function compareRuns(a: Outcome, b: Outcome, length: number): { numbers: number; differing: number } {
  if (a?.status !== 'done' || b?.status !== 'done') return { numbers: 0, differing: 0 };
  const [left, right] = [a.values, b.values];
  let differing = 0;
  for (let k = 0; k < length; k++) if (!Object.is(left[k], right[k])) differing++;
  return { numbers: length, differing };
}
