/**
 * The negative-control metric: a figure that no instrument can have touched, put through the pairing of the comparison
 * (a negative-control outcome, Lipsitch, Tchetgen & Cohen 2010). It must differ between replicates, or it could reveal
 * nothing, and be equal within every pair: where it is not, the pairs do not share their luck. Two kinds:
 * - *before*: the mean of a step metric over the steps before the first instrument may spend its first euro. Both runs of a
 *   pair have it in what is stored. It also shows whether the replicates that were left out began as the others did.
 * - *replay*: where variants differ from the first step on, in parameters or in instruments, nothing in them must be equal
 *   but the luck. Their first step is computed again with the luck of the baseline's run, and must be what is stored.
 */
import { tCdf } from '#distributions';
import type { AnyModel } from '../../core/model.js';
import { clean, createSimulation } from '../../core/simulate.js';
import type { MetricComparison, NegativeControl } from '../comparison.js';
import { layoutOfRun } from '../plan.js';
import { simulationInput } from '../run.js';
import { mean, variance } from '../statistics.js';
import type { Results, Run } from '../study.js';

/** Replicates that are read of the first point, and of every other. */
const READ = 1000;
const READ_ELSEWHERE = 20;
/** Replicates whose first step is computed again: records that were mixed up are so in most of them. */
const REPLAYED = 5;

/** What there is to compare. */
export interface ControlInput {
  readonly results: Results;
  readonly model: AnyModel;
  readonly point: number;
  /** Variants that must be the baseline up to a step, with the steps that all of them share with it. */
  readonly before: { readonly variants: readonly string[]; readonly steps: number } | null;
  /** The comparison's rows, which say whether pairs were left out. */
  readonly rows: readonly MetricComparison[];
}

/** One control per kind that applies; empty where no run is done. */
export function negativeControls(input: ControlInput): NegativeControl[] {
  const { results, point, before } = input;
  const { scenario } = results.plan;
  const others = scenario.variants.map(({ name }) => name).filter((name) => name !== scenario.baseline);
  const rest = others.filter((name) => before?.variants.includes(name) !== true);
  const found: (NegativeControl | undefined)[] = [];
  if (before !== null) found.push(beforeControl(input, before, point === 0 ? READ : READ_ELSEWHERE));
  if (rest.length > 0) found.push(replayControl(input, rest));
  return found.filter((each) => each !== undefined);
}

/** Runs of the point by variant and replicate. */
type Runs = ReadonlyMap<string, readonly Run[]>;

function runsOf({ results, point }: ControlInput, variants: readonly string[], replicates: number): Runs {
  const runs = new Map<string, Run[]>(variants.map((name) => [name, []]));
  for (const run of results.plan.runs)
    if (run.point === point && run.replicate < replicates) {
      const own = runs.get(run.variant);
      if (own !== undefined) own[run.replicate] = run;
    }
  return runs;
}

/** Mean of every step metric over the first steps, NaN where it has no value; undefined where the run is not done. */
function firstFigures({ results }: ControlInput, run: Run | undefined, steps: number): Float64Array | undefined {
  const outcome = run === undefined ? undefined : results.outcome(run.id);
  if (run === undefined || outcome?.status !== 'done') return undefined;
  const width = layoutOfRun(results.plan, run).stepMetrics.length;
  return Float64Array.from({ length: width }, (_, m) => {
    const values = Float64Array.from({ length: steps }, (_step, t) => outcome.values[t * width + m] as number);
    return mean(values.filter((value) => !Number.isNaN(value)));
  });
}

type Column = readonly (Float64Array | undefined)[];

function beforeControl(input: ControlInput, { variants, steps }: { variants: readonly string[]; steps: number }, replicates: number) {
  const { baseline } = input.results.plan.scenario;
  const runs = runsOf(input, [baseline, ...variants], replicates);
  const columns = new Map(
    [...runs].map(([name, own]): [string, Column] => [name, Array.from(own, (run) => firstFigures(input, run, steps))]),
  );
  const base = columns.get(baseline) as Column;
  const chosen = chooseMetric(
    input,
    runs.get(baseline)?.find((run) => run !== undefined),
    base,
  );
  if (chosen === undefined) return undefined;
  const { at } = chosen;
  let [pairs, differing] = [0, 0];
  for (const name of variants)
    for (const [r, figures] of (columns.get(name) as Column).entries()) {
      const own = base[r];
      if (figures === undefined || own === undefined) continue;
      pairs++;
      if (!Object.is(figures[at], own[at])) differing++;
    }
  const { metric, distinct, known } = chosen;
  const selection = selectionOf(input, columns, at);
  return { kind: 'before' as const, metric, steps, variants, replicates: known, distinct, pairs, differing, selection };
}

/** The first indicator, else the first step metric, that tells the baseline's replicates apart; else the one that does so best. */
function chooseMetric({ results }: ControlInput, run: Run | undefined, base: Column) {
  if (run === undefined) return undefined;
  const { stepMetrics } = layoutOfRun(results.plan, run);
  const { indicators } = results.plan.scenario;
  const order = [...indicators.filter((name) => stepMetrics.includes(name)), ...stepMetrics.filter((name) => !indicators.includes(name))];
  let best: { metric: string; at: number; distinct: number; known: number } | undefined;
  for (const metric of order) {
    const at = stepMetrics.indexOf(metric);
    const values = base.flatMap((figures) => (figures === undefined || Number.isNaN(figures[at]) ? [] : [figures[at] as number]));
    const distinct = new Set(values).size;
    if (distinct > (best?.distinct ?? 0)) best = { metric, at, distinct, known: values.length };
    if (distinct > 1 && distinct === base.filter((figures) => figures !== undefined).length) break;
  }
  return best;
}

/** Replicates that some row had to leave out against those that all rows have, by what they were before any policy. */
function selectionOf(input: ControlInput, columns: ReadonlyMap<string, Column>, at: number): NegativeControl['selection'] {
  const { results, point } = input;
  const { indicators } = results.plan.scenario;
  if (input.rows.every(({ pairs }) => pairs === results.plan.scenario.replicates)) return null;
  const [kept, leftOut]: [number[], number[]] = [[], []];
  const names = [...columns.keys()];
  const length = Math.max(...[...columns.values()].map((column) => column.length));
  const runs = runsOf({ ...input, point }, names, length);
  for (let r = 0; r < length; r++) {
    const figure = names.map((name) => columns.get(name)?.[r]?.[at] ?? Number.NaN).find((value) => !Number.isNaN(value));
    if (figure === undefined) continue;
    const isWhole = names.every((name) => hasAll(results, runs.get(name)?.[r], indicators));
    (isWhole ? kept : leftOut).push(figure);
  }
  if (leftOut.length === 0) return null;
  return {
    kept: kept.length,
    leftOut: leftOut.length,
    keptMean: orNull(mean(kept)),
    leftOutMean: orNull(mean(leftOut)),
    p: welchP(kept, leftOut),
  };
}

function hasAll(results: Results, run: Run | undefined, indicators: readonly string[]): boolean {
  const outcome = run === undefined ? undefined : results.outcome(run.id);
  if (run === undefined || outcome?.status !== 'done') return false;
  const { metrics, figuresAt } = layoutOfRun(results.plan, run);
  return indicators.every((name) => !Number.isNaN(outcome.values[figuresAt + metrics.indexOf(name)]));
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** Two-sided p of equal means with unequal variances (Welch 1947); null where a group has fewer than two or nothing varies. */
export function welchP(a: readonly number[], b: readonly number[]): number | null {
  const [left, right] = [variance(a) / a.length, variance(b) / b.length];
  const both = left + right;
  if (!(both > 0)) return null;
  const df = (both * both) / ((left * left) / (a.length - 1) + (right * right) / (b.length - 1));
  return Math.min(1, 2 * tCdf(-Math.abs(mean(a) - mean(b)) / Math.sqrt(both), df));
}

function replayControl(input: ControlInput, variants: readonly string[]): NegativeControl | undefined {
  const { baseline } = input.results.plan.scenario;
  const runs = runsOf(input, [baseline, ...variants], REPLAYED);
  const base = Array.from(runs.get(baseline) as readonly Run[], (run) => firstFigures(input, run, 1));
  const chosen = chooseMetric(
    input,
    runs.get(baseline)?.find((run) => run !== undefined),
    base,
  );
  if (chosen === undefined) return undefined;
  let [pairs, differing] = [0, 0];
  for (const name of variants)
    for (const [r, run] of (runs.get(name) as readonly Run[]).entries()) {
      const luck = runs.get(baseline)?.[r];
      const same =
        luck === undefined || run === undefined ? undefined : [luck, run].map((each) => isReplay(input, each, luck, chosen.metric));
      if (same === undefined || same.includes(undefined)) continue;
      pairs++;
      if (same.includes(false)) differing++;
    }
  const { metric, distinct, known } = chosen;
  return { kind: 'replay', metric, steps: 1, variants, replicates: known, distinct, pairs, differing, selection: null };
}

/** Whether the stored first step is that of these settings with the other run's luck; undefined where there is none to compare. */
function isReplay(input: ControlInput, run: Run, luck: Run, metric: string): boolean | undefined {
  const { results, model } = input;
  const outcome = results.outcome(run.id);
  const measured = model.metrics.find(({ name }) => name === metric);
  if (outcome?.status !== 'done' || measured === undefined) return undefined;
  const stored = outcome.values[layoutOfRun(results.plan, run).stepMetrics.indexOf(metric)];
  try {
    const simulation = createSimulation(model, simulationInput({ ...run, seed: luck.seed, replicate: luck.replicate }, [model]));
    simulation.advance();
    return Object.is(clean(measured.measure(simulation.world)), stored);
  } catch {
    return false;
  }
}
