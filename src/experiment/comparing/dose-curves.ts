/**
 * Response over dose: where a study varies one number, the effect of each variant as a curve of it, with a band.
 *
 * The response is the difference from the baseline at the same dose and luck, or the figure itself where there is one
 * variant. Curves are fitted to means over replicates after each replicate's own level is taken out; the curve is the one
 * with the smallest AIC corrected for small samples (Hurvich & Tsai 1989). The band comes from resampled replicates in which
 * the curve is chosen anew (Efron 2014), so that it knows that the choice could have been another.
 */
import { log } from '../../core/maths.js';
import { canonicalJson } from '../canonical.js';
import { createGenerator } from '../random.js';
import { type FigureTable, readFigures } from '../results.js';
import { pairedTest, quantileSorted } from '../statistics.js';
import type { Plan, Results } from '../study.js';
import { CURVES, type Curve, type CurveName, fitCurves } from './curves.js';
import { completeFigures } from './ranking.js';

const RESAMPLES = 500;
const STEPS = 40;
/** More doses than this are a sample of the parameter, not a plan of doses. */
const MOST_DOSES = 30;

interface At {
  readonly dose: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface DoseCurve {
  readonly metric: string;
  readonly variant: string;
  /** Null where the response is the figure itself. */
  readonly baseline: string | null;
  /** Full key of what varies. */
  readonly key: string;
  readonly replicates: number;
  /** Mean response at each dose with its 95 % t interval. */
  readonly points: readonly At[];
  readonly curve: CurveName;
  readonly parameters: Readonly<Record<string, number>>;
  /** Corrected AIC of each curve, relative to the best, and the share of resamples that choose it. */
  readonly choice: readonly { readonly curve: CurveName; readonly aic: number; readonly share: number }[];
  /** The chosen curve with its 95 % band. */
  readonly line: readonly At[];
}

/** The one number that a study varies; undefined where it varies none, several, or a word. */
export function doseKeyOf(plan: Plan): { readonly key: string; readonly doses: readonly number[] } | undefined {
  const { points = [] } = plan;
  const keys = [...new Set(points.flatMap(({ values }) => Object.keys(values)))];
  const varied = keys.filter((key) => new Set(points.map(({ values }) => canonicalJson(values[key] ?? null))).size > 1);
  const [key] = varied;
  if (varied.length !== 1 || key === undefined) return undefined;
  const doses = points.map(({ values }) => values[key]);
  if (!doses.every((dose): dose is number => typeof dose === 'number') || new Set(doses).size !== doses.length) return undefined;
  return doses.length < 3 || doses.length > MOST_DOSES ? undefined : { key, doses };
}

/** One curve per metric and variant that the dose reaches; empty where the study is no sweep of one number with three doses. */
export function doseCurves(results: Results, metrics: readonly string[]): DoseCurve[] {
  const { plan } = results;
  const dosed = doseKeyOf(plan);
  if (dosed === undefined) return [];
  const order = dosed.doses.map((_, p) => p).sort((a, b) => (dosed.doses[a] as number) - (dosed.doses[b] as number));
  const tables = order.map((point) => readFigures(results, point));
  const doses = order.map((point) => dosed.doses[point] as number);
  const { variants, baseline } = plan.scenario;
  const alone = variants.length === 1;
  const shown = variants.filter(({ name }) => (alone || name !== baseline) && isReached(plan, name, baseline));
  return metrics.flatMap((metric) =>
    shown.flatMap(({ name }) => {
      const columns = responses(tables, metric, name, alone ? null : baseline);
      if ((columns[0]?.length ?? 0) < 2) return [];
      const head = { metric, variant: name, baseline: alone ? null : baseline, key: dosed.key };
      return [{ ...head, ...respond(doses, columns, `${plan.scenario.seed} ${metric} ${name}`) }];
    }),
  );
}

/** Whether the dose changes anything for a variant or for what it is compared with. */
function isReached({ points = [] }: Plan, variant: string, baseline: string): boolean {
  const settings = points.map(({ variants }) => canonicalJson(variants.filter(({ name }) => name === variant || name === baseline)));
  return new Set(settings).size > 1;
}

/** One column of responses per dose, over the replicates that have all of them. */
function responses(tables: readonly FigureTable[], metric: string, variant: string, baseline: string | null): readonly Float64Array[] {
  const columns = tables.map((table) => {
    const figures = table.figures(variant, metric);
    if (baseline === null) return figures;
    const base = table.figures(baseline, metric);
    return figures.map((figure, r) => figure - (base[r] as number));
  });
  return completeFigures(columns);
}

/**
 * Chooses a curve and draws its band.
 * @param doses ascending, each once
 * @param columns responses by dose, one number per replicate
 */
export function respond(
  doses: readonly number[],
  columns: readonly Float64Array[],
  seed: string,
): Omit<DoseCurve, 'metric' | 'variant' | 'baseline' | 'key'> {
  const replicates = columns[0]?.length ?? 0;
  const all = Array.from({ length: replicates }, (_, r) => r);
  const { best, aics } = choose(doses, columns, all);
  const [least, most] = [doses[0] as number, doses.at(-1) as number];
  const grid = Array.from({ length: STEPS + 1 }, (_, k) => least + ((most - least) * k) / STEPS);
  const drawn = grid.map(() => new Float64Array(RESAMPLES));
  const counts = new Map<CurveName, number>();
  const { quick } = createGenerator('dose-response', seed, replicates);
  for (let b = 0; b < RESAMPLES; b++) {
    const { best: again } = choose(
      doses,
      columns,
      all.map(() => Math.floor(quick() * replicates)),
    );
    counts.set(again.name, (counts.get(again.name) ?? 0) + 1);
    for (const [g, dose] of grid.entries()) (drawn[g] as Float64Array)[b] = again.at(dose);
  }
  const line = grid.map((dose, g) => {
    const sorted = (drawn[g] as Float64Array).sort();
    return { dose, mean: best.at(dose), low: quantileSorted(sorted, 0.025), high: quantileSorted(sorted, 0.975) };
  });
  const smallest = Math.min(...aics.values());
  return {
    replicates,
    points: doses.map((dose, d) => pointAt(dose, columns[d] as Float64Array)),
    curve: best.name,
    parameters: best.parameters,
    choice: CURVES.flatMap((curve) => {
      const aic = aics.get(curve);
      return aic === undefined ? [] : [{ curve, aic: aic - smallest, share: (counts.get(curve) ?? 0) / RESAMPLES }];
    }),
    line,
  };
}

function pointAt(dose: number, values: Float64Array): At {
  const test = pairedTest(values);
  return { dose, mean: test?.mean ?? Number.NaN, low: test?.low ?? Number.NaN, high: test?.high ?? Number.NaN };
}

/** The curve with the smallest corrected AIC over the named replicates; of equal ones the simplest. */
function choose(
  doses: readonly number[],
  columns: readonly Float64Array[],
  replicates: readonly number[],
): { best: Curve; aics: Map<CurveName, number> } {
  const n = replicates.length;
  const means = columns.map((column) => replicates.reduce((sum, r) => sum + (column[r] as number), 0) / n);
  const within = scatter(columns, replicates, means);
  // Each replicate's own level has been taken out, which costs a number each.
  const seen = n * doses.length - (n - 1);
  const floor = 1e-24 * Math.max(...means.map((value) => value * value), 1e-280);
  const curves = fitCurves(doses, means);
  const aics = new Map(curves.map(({ name, rest, size }) => [name, correctedAic(Math.max(within + n * rest, floor), seen, size + 1)]));
  const best = curves.reduce((kept, curve) => ((aics.get(curve.name) as number) < (aics.get(kept.name) as number) ? curve : kept));
  return { best, aics };
}

function correctedAic(squares: number, n: number, k: number): number {
  return n - k - 1 > 0 ? n * log(squares / n) + 2 * k + (2 * k * (k + 1)) / (n - k - 1) : Number.POSITIVE_INFINITY;
}

/** Sum of squares of the responses around the means of their doses, each replicate's own level taken out. */
function scatter(columns: readonly Float64Array[], replicates: readonly number[], means: readonly number[]): number {
  let sum = 0;
  for (const r of replicates) {
    let level = 0;
    for (const [d, column] of columns.entries()) level += (column[r] as number) - (means[d] as number);
    level /= columns.length;
    for (const [d, column] of columns.entries()) {
      const away = (column[r] as number) - (means[d] as number) - level;
      sum += away * away;
    }
  }
  return sum;
}
