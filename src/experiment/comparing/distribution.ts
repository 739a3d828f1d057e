/**
 * Who gains: the effect of a variant on the organisations at the end of a run, by region, industry, kind or size.
 *
 * Worlds are made again from their luck, so nothing but the plan is needed. In every replicate the mean over the
 * organisations of a group is compared with the same group of the baseline; organisations enter and leave, so a group is a
 * place in the world and no list of names. Size means thirds of the baseline's own firms in the same replicate.
 */
import type { Snapshot } from '../../core/model.js';
import { pairedTest, quantileSorted } from '../statistics.js';
import type { Grouping } from './groupings.js';

export interface GroupEffect {
  readonly variant: string;
  /** Number of the region, industry or kind from 0, or the third of size: 0 smallest. */
  readonly group: number;
  /** Replicates in which the group has organisations in both worlds. */
  readonly pairs: number;
  /** Mean number of organisations of the group in the baseline. */
  readonly organisations: number;
  readonly baselineMean: number;
  readonly difference: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Worlds of one replicate by variant: the table `organisations` of each. */
export type Worlds = Readonly<Record<string, Snapshot>>;

/**
 * Effects by variant and group, groups ascending.
 * @param outcome numeric column of the organisations, e.g. `capital_eur`
 */
export function distributionalEffects(worlds: readonly Worlds[], baseline: string, by: Grouping, outcome: string): GroupEffect[] {
  const variants = [...new Set(worlds.flatMap((world) => Object.keys(world)))].filter((name) => name !== baseline);
  return variants.flatMap((variant) => {
    const pairs = new Map<number, { base: number[]; differences: number[]; counts: number[] }>();
    for (const world of worlds) {
      const [base, other] = [world[baseline], world[variant]];
      if (base === undefined || other === undefined) continue;
      const cuts = by === 'size' ? thirdsOf(base) : [];
      const [before, after] = [meansBy(base, by, outcome, cuts), meansBy(other, by, outcome, cuts)];
      for (const [group, { mean, count }] of before) {
        const twin = after.get(group);
        if (twin === undefined) continue;
        const held = pairs.get(group) ?? { base: [], differences: [], counts: [] };
        held.base.push(mean);
        held.counts.push(count);
        held.differences.push(twin.mean - mean);
        pairs.set(group, held);
      }
    }
    return [...pairs].sort(([a], [b]) => a - b).map(([group, held]) => effectOf(variant, group, held));
  });
}

function effectOf(
  variant: string,
  group: number,
  { base, differences, counts }: { base: number[]; differences: number[]; counts: number[] },
): GroupEffect {
  const test = pairedTest(differences);
  return {
    variant,
    group,
    pairs: differences.length,
    organisations: average(counts),
    baselineMean: average(base),
    difference: average(differences),
    low: test?.low ?? null,
    high: test?.high ?? null,
  };
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const numbersOf = (table: Snapshot, column: string): readonly number[] => Array.from(table.columns[column] ?? [], Number);

/** Sizes that part the firms of a world into thirds. */
function thirdsOf(table: Snapshot): number[] {
  const kinds = numbersOf(table, 'kind');
  const sizes = numbersOf(table, 'size').filter((_, row) => kinds[row] === 0);
  const sorted = sizes.sort((a, b) => a - b);
  return [quantileSorted(sorted, 1 / 3), quantileSorted(sorted, 2 / 3)];
}

/** Mean of a column by group; firms alone, except by kind. */
function meansBy(table: Snapshot, by: Grouping, outcome: string, cuts: readonly number[]): Map<number, { mean: number; count: number }> {
  const kinds = numbersOf(table, 'kind');
  const values = numbersOf(table, outcome);
  const places = numbersOf(table, by);
  const sums = new Map<number, { sum: number; count: number }>();
  for (const [row, value] of values.entries()) {
    if ((by !== 'kind' && kinds[row] !== 0) || !Number.isFinite(value)) continue;
    const place = places[row] as number;
    const group = by === 'size' ? cuts.filter((cut) => place > cut).length : place;
    const held = sums.get(group) ?? { sum: 0, count: 0 };
    sums.set(group, { sum: held.sum + value, count: held.count + 1 });
  }
  return new Map([...sums].map(([group, { sum, count }]) => [group, { mean: sum / count, count }]));
}
