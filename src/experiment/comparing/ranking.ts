/**
 * Which variant is best, and how sure that is: the variants are ranked again in resamples of the replicates (paired
 * bootstrap: a replicate is drawn with all its variants, so the shared luck stays shared).
 */
import { type AnyModel, figureOf } from '../../core/model.js';
import type { Ranking } from '../comparison.js';
import { createPositions } from '../random.js';
import type { FigureTable } from '../results.js';
import { mean } from '../statistics.js';
import type { Scenario } from '../study.js';

const RESAMPLES = 2000;

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

/** Metrics with as many replicates have the same resamples, so that drawing them, which is the slow part, is done once. */
function tallyAll(all: readonly Ranked[], seed: string): readonly Tally[] {
  const tallies = all.map(({ columns }) => ({ best: new Float64Array(columns.length), rank: new Float64Array(columns.length) }));
  for (const replicates of new Set(all.map(({ columns }) => replicatesOf(columns)))) {
    const group = [...all.keys()].filter((m) => replicatesOf((all[m] as Ranked).columns) === replicates);
    const width = (all[0] as Ranked).columns.length;
    const rows = sideBySide(group.map((m) => all[m] as Ranked));
    const positions = createPositions(replicates, 'ranking', seed, replicates);
    const chosen = new Uint32Array(replicates);
    const sums = new Float64Array(group.length * width);
    for (let b = 0; b < RESAMPLES; b++) {
      positions.fill(chosen);
      sumRows(rows, chosen, sums);
      for (const [g, m] of group.entries()) tally(sums.subarray(g * width, (g + 1) * width), tallies[m] as Tally);
    }
  }
  return tallies.map(({ best, rank }) => ({ best: best.map((count) => count / RESAMPLES), rank: rank.map((sum) => sum / RESAMPLES) }));
}

/** The figures replicate by replicate, those of all metrics and variants beside each other; larger is better. */
function sideBySide(group: readonly Ranked[]): Float64Array {
  const columns = group.flatMap(({ better, columns: own }) => own.map((column) => ({ column, sign: better === 'higher' ? 1 : -1 })));
  const rows = new Float64Array(columns.length * (columns[0]?.column.length ?? 0));
  for (const [c, { column, sign }] of columns.entries())
    for (let r = 0; r < column.length; r++) rows[r * columns.length + c] = sign * (column[r] as number);
  return rows;
}

/** Sums of the chosen rows, column by column. */
function sumRows(rows: Float64Array, chosen: Uint32Array, sums: Float64Array): void {
  const width = sums.length;
  sums.fill(0);
  for (let i = 0; i < chosen.length; i++) {
    const at = (chosen[i] as number) * width;
    for (let c = 0; c < width; c++) sums[c] = (sums[c] as number) + (rows[at + c] as number);
  }
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
