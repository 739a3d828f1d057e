/**
 * Which variant is best, and how sure that is: the variants are ranked again in resamples of the replicates (paired
 * bootstrap: a replicate is drawn with all its variants, so the shared luck stays shared).
 */
import { type AnyModel, figureOf } from '../../core/model.js';
import type { Ranking } from '../comparison.js';
import { createGenerator } from '../random.js';
import type { FigureTable } from '../results.js';
import { mean } from '../statistics.js';
import type { Scenario } from '../study.js';

const RESAMPLES = 2000;

/** One ranking per indicator that has a better side; empty for a single variant. Metrics with fewer than two complete replicates are left out. */
export function rankVariants(scenario: Scenario, model: AnyModel, table: FigureTable): Ranking[] {
  if (scenario.variants.length < 2) return [];
  return scenario.indicators.flatMap((metric) => {
    const better = figureOf(model, metric)?.better ?? 'neither';
    return better === 'neither' ? [] : (rankMetric(scenario, table, metric, better) ?? []);
  });
}

function rankMetric(scenario: Scenario, table: FigureTable, metric: string, better: 'higher' | 'lower'): Ranking | undefined {
  const variants = scenario.variants.map(({ name }) => name);
  const figures = completeFigures(variants.map((variant) => table.figures(variant, metric)));
  const replicates = figures[0]?.length ?? 0;
  if (replicates < 2) return undefined;
  const sign = better === 'higher' ? 1 : -1;
  const tally = tallyRanks(
    figures.map((column) => column.map((value) => sign * value)),
    createGenerator('ranking', scenario.seed, replicates).quick,
  );
  const rows = variants.map((variant, v) => ({
    variant,
    mean: mean(figures[v] as Float64Array),
    best: tally.best[v] as number,
    expectedRank: tally.rank[v] as number,
  }));
  return { metric, better, replicates, rows: rows.sort((a, b) => a.expectedRank - b.expectedRank) };
}

/** The replicates in which every column is defined. */
export function completeFigures(columns: readonly Float64Array[]): Float64Array[] {
  const kept: number[] = [];
  for (let r = 0; r < (columns[0]?.length ?? 0); r++) if (columns.every((column) => !Number.isNaN(column[r]))) kept.push(r);
  return columns.map((column) => Float64Array.from(kept, (r) => column[r] as number));
}

/** Share of resamples in which a column has the largest mean, and its mean rank (1 is best); equal means share both. */
function tallyRanks(columns: readonly Float64Array[], draw: () => number): { best: Float64Array; rank: Float64Array } {
  const n = (columns[0] as Float64Array).length;
  const best = new Float64Array(columns.length);
  const rank = new Float64Array(columns.length);
  const sums = new Float64Array(columns.length);
  for (let b = 0; b < RESAMPLES; b++) {
    sums.fill(0);
    for (let i = 0; i < n; i++) {
      const r = Math.floor(draw() * n);
      for (let v = 0; v < columns.length; v++) sums[v] = (sums[v] as number) + ((columns[v] as Float64Array)[r] as number);
    }
    const top = Math.max(...sums);
    const leaders = sums.filter((sum) => sum === top).length;
    for (let v = 0; v < sums.length; v++) {
      if (sums[v] === top) best[v] = (best[v] as number) + 1 / leaders;
      rank[v] = (rank[v] as number) + rankOf(sums, v);
    }
  }
  return { best: best.map((count) => count / RESAMPLES), rank: rank.map((sum) => sum / RESAMPLES) };
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
