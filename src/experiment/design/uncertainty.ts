/** Uncertain parameters of a scenario, and the values that a row of a design gives them. */
import type { ParameterValue } from '../../core/model.js';
import { type Distribution, quantileOf, shareOfLevel } from './distribution.js';

/** One uncertain parameter or setting. */
export interface Uncertain {
  /** Full key, e.g. `parameters.trust_growth` or `policy.rd_subsidy.budget`. */
  readonly key: string;
  readonly distribution: Distribution;
  /** The value must be a whole number; others are rounded to the next one. */
  readonly whole: boolean;
}

/** Most uncertain parameters of a study. */
export const MOST_UNCERTAIN = 64;

/** Values by key for one row of a design. With `levels` the row holds levels of a grid, 0 and 1 being the ends. */
export function valuesOfRow(uncertain: readonly Uncertain[], row: ArrayLike<number>, levels = false): Record<string, ParameterValue> {
  return Object.fromEntries(
    uncertain.map((each, d) => {
      const share = row[d] as number;
      return [each.key, valueAt(each, levels ? shareOfLevel(each.distribution, share) : share)];
    }),
  );
}

/** The value of one parameter at a share of its distribution. */
export function valueAt({ distribution, whole }: Uncertain, share: number): ParameterValue {
  const value = quantileOf(distribution, share);
  return whole && typeof value === 'number' ? Math.floor(value + 0.5) : value;
}
