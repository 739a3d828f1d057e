/**
 * What a sweep says, as data: how every indicator answers to the values that were listed, and over which band it moves
 * with the parameters that were sampled.
 */
import type { ParameterValue } from '../core/model.js';
import type { Comparison, MetricComparison } from './comparison.js';
import type { MetricSummary } from './results.js';
import { mean, quantileSorted } from './statistics.js';
import type { Plan } from './study.js';

/** A mean or a difference of one indicator over all points of a dose: how it moves with what was sampled. */
export interface DoseBand {
  /** Listed values of the dose by key; empty where nothing was listed. */
  readonly dose: Readonly<Record<string, ParameterValue>>;
  readonly of: 'mean' | 'difference';
  readonly metric: string;
  readonly variant: string;
  readonly unit: string;
  /** Points with a value. */
  readonly points: number;
  readonly mean: number | null;
  /** Values that 5 %, half and 95 % of the points lie below. */
  readonly low: number | null;
  readonly median: number | null;
  readonly high: number | null;
  /** Of a difference: share of the points at which it is above 0. */
  readonly above: number | null;
}

export interface DoseResponse {
  readonly study: string;
  readonly seed: string;
  readonly baseline: string;
  /** Keys that vary, and those of them whose values were listed; the others were sampled. */
  readonly keys: readonly string[];
  readonly listed: readonly string[];
  readonly points: readonly { readonly point: number; readonly values: Readonly<Record<string, ParameterValue>> }[];
  /** Means over the replicates with 95 % intervals, per point, variant and indicator. */
  readonly means: readonly MetricSummary[];
  /** Paired differences from the baseline with 95 % intervals, per point, variant and indicator. */
  readonly differences: readonly (MetricComparison & { readonly point: number })[];
  /** Per dose, variant and indicator; empty where nothing was sampled. */
  readonly bands: readonly DoseBand[];
}

/** @param listed keys whose values the command line lists */
export function doseResponse(
  plan: Plan,
  means: readonly MetricSummary[],
  comparisons: readonly Comparison[],
  listed: readonly string[],
): DoseResponse {
  const sets = plan.points ?? [];
  const points = sets.map(({ values }, point) => ({ point, values }));
  const keys = [...new Set(sets.flatMap(({ values }) => Object.keys(values)))];
  const differences = comparisons.flatMap(({ rows, point }) => rows.map((row) => ({ ...row, point })));
  const head = { study: plan.study, seed: plan.scenario.seed, baseline: plan.scenario.baseline, keys, listed, points, means, differences };
  if (keys.every((key) => listed.includes(key))) return { ...head, bands: [] };
  const unitOf = new Map(means.map(({ metric, unit }) => [metric, unit]));
  const figures: Figure[] = [
    ...means.map((row) => ({ ...row, of: 'mean' as const, value: row.mean })),
    ...differences.map((row) => ({ ...row, of: 'difference' as const, value: row.difference, unit: unitOf.get(row.metric) ?? '-' })),
  ];
  const bands = dosesOf(points, listed).flatMap(({ dose, members }) => bandsOf(dose, members, figures));
  return { ...head, bands };
}

type Dose = { readonly dose: DoseBand['dose']; readonly members: ReadonlySet<number> };
type Figure = Pick<DoseBand, 'of' | 'metric' | 'variant' | 'unit'> & { readonly point: number; readonly value: number | null };

/** Points that share their listed values, in order of appearance. */
function dosesOf(points: DoseResponse['points'], listed: readonly string[]): Dose[] {
  const found = new Map<string, { dose: DoseBand['dose']; members: Set<number> }>();
  for (const { point, values } of points) {
    const dose = Object.fromEntries(listed.map((key) => [key, values[key] as ParameterValue]));
    const name = JSON.stringify(dose);
    const known = found.get(name) ?? { dose, members: new Set<number>() };
    known.members.add(point);
    found.set(name, known);
  }
  return [...found.values()];
}

function bandsOf(dose: DoseBand['dose'], members: ReadonlySet<number>, figures: readonly Figure[]): DoseBand[] {
  const groups = new Map<string, Figure[]>();
  for (const figure of figures) {
    if (!members.has(figure.point)) continue;
    const name = `${figure.of} ${figure.metric} ${figure.variant}`;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [figure]);
    else group.push(figure);
  }
  return [...groups.values()].map((group) => bandOf(dose, group));
}

function bandOf(dose: DoseBand['dose'], group: readonly Figure[]): DoseBand {
  const { of, metric, variant, unit } = group[0] as Figure;
  const values = Float64Array.from(group.flatMap(({ value }) => (value === null ? [] : [value]))).sort();
  const n = values.length;
  const at = (share: number): number | null => (n === 0 ? null : quantileSorted(values, share));
  return {
    dose,
    of,
    metric,
    variant,
    unit,
    points: n,
    mean: n === 0 ? null : mean(values),
    low: at(0.05),
    median: at(0.5),
    high: at(0.95),
    above: of === 'mean' || n === 0 ? null : values.filter((value) => value > 0).length / n,
  };
}
