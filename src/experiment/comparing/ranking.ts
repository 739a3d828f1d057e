/**
 * Which variant is best, and how sure that is: the variants are ranked again in resamples of the replicates (paired
 * bootstrap: a replicate is drawn with all its variants, so the shared luck stays shared).
 */
import { type AnyModel, figureOf } from '../../core/model.js';
import type { Ranking } from '../comparison.js';
import { createPositions, type Positions } from '../random.js';
import type { FigureTable } from '../results.js';
import { mean } from '../statistics.js';
import type { Scenario } from '../study.js';

const RESAMPLES = 2000;
/** Resamples that are summed together: so many sums stay in registers. Divides their number. */
const AT_ONCE = 8;
/** Replicates whose draws stay in the cache while all columns are summed. */
const BLOCK = 1024;

/** One metric with its figures, a column per variant, in the replicates in which all of them are defined. */
interface Ranked {
  readonly metric: string;
  readonly better: 'higher' | 'lower';
  readonly columns: readonly Float64Array[];
}

/** One ranking per indicator that has a better side; empty for a single variant. Metrics with fewer than two complete replicates are left out. */
export function rankVariants(scenario: Scenario, model: AnyModel, table: FigureTable): Ranking[] {
  const variants = scenario.variants.map(({ name }) => name);
  if (variants.length < 2) return [];
  const all = scenario.indicators.flatMap((metric): Ranked[] => {
    const better = figureOf(model, metric)?.better ?? 'neither';
    const columns = completeFigures(variants.map((variant) => table.figures(variant, metric)));
    return better === 'neither' || replicatesOf(columns) < 2 ? [] : [{ metric, better, columns }];
  });
  const tallies = tallyAll(all, scenario.seed);
  return all.map(({ metric, better, columns }, m) => {
    const rows = variants.map((variant, v) => ({
      variant,
      mean: mean(columns[v] as Float64Array),
      best: (tallies[m] as Tally).best[v] as number,
      expectedRank: (tallies[m] as Tally).rank[v] as number,
    }));
    return { metric, better, replicates: replicatesOf(columns), rows: rows.sort((a, b) => a.expectedRank - b.expectedRank) };
  });
}

const replicatesOf = (columns: readonly Float64Array[]): number => columns[0]?.length ?? 0;

/** The replicates in which every column is defined. */
export function completeFigures(columns: readonly Float64Array[]): readonly Float64Array[] {
  const kept: number[] = [];
  const rows = columns[0]?.length ?? 0;
  for (let r = 0; r < rows; r++) if (columns.every((column) => !Number.isNaN(column[r]))) kept.push(r);
  if (kept.length === rows) return columns;
  return columns.map((column) => Float64Array.from(kept, (r) => column[r] as number));
}

interface Tally {
  /** Share of resamples in which a variant has the best mean; equal means share it. */
  readonly best: Float64Array;
  /** Its mean rank, 1 is best. */
  readonly rank: Float64Array;
}

/** Metrics with as many replicates have the same resamples, so that these are drawn once. */
function tallyAll(all: readonly Ranked[], seed: string): readonly Tally[] {
  const tallies = all.map(({ columns }) => ({ best: new Float64Array(columns.length), rank: new Float64Array(columns.length) }));
  for (const replicates of new Set(all.map(({ columns }) => replicatesOf(columns)))) {
    const group = [...all.keys()].filter((m) => replicatesOf((all[m] as Ranked).columns) === replicates);
    const columns = group.flatMap((m) => (all[m] as Ranked).columns);
    const positions = createPositions(replicates, 'ranking', seed, replicates);
    const chosen = new Uint32Array(replicates);
    const times = new Float64Array(replicates * AT_ONCE);
    const sums = new Float64Array(columns.length * AT_ONCE);
    for (let b = 0; b < RESAMPLES; b += AT_ONCE) {
      countDraws(positions, chosen, times);
      sumColumns(columns, times, sums);
      let at = 0;
      for (const m of group) {
        const { better, columns: own } = all[m] as Ranked;
        for (let k = 0; k < AT_ONCE; k++) tally(sumsOf(sums, at + k, own.length, better), tallies[m] as Tally);
        at += own.length * AT_ONCE;
      }
    }
  }
  return tallies.map(({ best, rank }) => ({ best: best.map((count) => count / RESAMPLES), rank: rank.map((sum) => sum / RESAMPLES) }));
}

/** How many times each replicate is drawn in each of the next resamples; those of a replicate stand side by side in `times`. */
function countDraws(positions: Positions, chosen: Uint32Array, times: Float64Array): void {
  times.fill(0);
  for (let k = 0; k < AT_ONCE; k++) {
    positions.fill(chosen);
    for (let i = 0; i < chosen.length; i++) {
      const at = (chosen[i] as number) * AT_ONCE + k;
      times[at] = (times[at] as number) + 1;
    }
  }
}

/** The sum of every column in each of the resamples; those of a column stand side by side in `sums`. */
function sumColumns(columns: readonly Float64Array[], times: Float64Array, sums: Float64Array): void {
  sums.fill(0);
  const replicates = times.length / AT_ONCE;
  for (let from = 0; from < replicates; from += BLOCK)
    for (let c = 0; c < columns.length; c++)
      addBlock(columns[c] as Float64Array, times, from, Math.min(from + BLOCK, replicates), sums, c * AT_ONCE);
}

/** Kernel: adds the replicates from `from` to before `to` of a column, as often as each is drawn, to the sums at `at`. */
function addBlock(column: Float64Array, times: Float64Array, from: number, to: number, sums: Float64Array, at: number): void {
  let [a, b, c, d] = [0, 0, 0, 0];
  let [e, f, g, h] = [0, 0, 0, 0];
  for (let r = from, t = from * AT_ONCE; r < to; r++, t += AT_ONCE) {
    const value = column[r] as number;
    a += value * (times[t] as number);
    b += value * (times[t + 1] as number);
    c += value * (times[t + 2] as number);
    d += value * (times[t + 3] as number);
    e += value * (times[t + 4] as number);
    f += value * (times[t + 5] as number);
    g += value * (times[t + 6] as number);
    h += value * (times[t + 7] as number);
  }
  for (const [k, sum] of [a, b, c, d, e, f, g, h].entries()) sums[at + k] = (sums[at + k] as number) + sum;
}

/** The sums of the variants of a metric in one resample, which begin at `at`; larger is better. */
function sumsOf(sums: Float64Array, at: number, variants: number, better: 'higher' | 'lower'): Float64Array {
  const sign = better === 'higher' ? 1 : -1;
  const own = new Float64Array(variants);
  for (let v = 0; v < variants; v++) own[v] = sign * (sums[at + v * AT_ONCE] as number);
  return own;
}

/** Counts one resample. */
function tally(sums: Float64Array, { best, rank }: Tally): void {
  const top = Math.max(...sums);
  const leaders = sums.filter((sum) => sum === top).length;
  for (let v = 0; v < sums.length; v++) {
    if (sums[v] === top) best[v] = (best[v] as number) + 1 / leaders;
    rank[v] = (rank[v] as number) + rankOf(sums, v);
  }
}

function rankOf(sums: Float64Array, v: number): number {
  let above = 0;
  let equal = 0;
  for (let w = 0; w < sums.length; w++) {
    if ((sums[w] as number) > (sums[v] as number)) above++;
    else if (w !== v && sums[w] === sums[v]) equal++;
  }
  return 1 + above + equal / 2;
}
