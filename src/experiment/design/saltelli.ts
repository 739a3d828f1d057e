/**
 * The radial design of Saltelli (2002; Saltelli et al. 2010) for Sobol' indices: two independent samples A and B from one
 * scrambled Sobol' sequence, and per dimension A with that column of B; for second order also B with that column of A.
 */
import { UserError } from '../../core/errors.js';
import { MOST_SOBOL_DIMENSIONS, sobolPoints } from './sobol.js';

export interface SaltelliDesign {
  readonly rows: readonly Float64Array[];
  /** Base points N. Rows come base by base: A, AB of each dimension, BA of each dimension where asked for, B. */
  readonly bases: number;
  readonly dimensions: number;
  readonly second: boolean;
}

/** Rows per base point. */
export function saltelliBlock(dimensions: number, second: boolean): number {
  return (second ? 2 : 1) * dimensions + 2;
}

/**
 * The design: N (d + 2) points, or N (2 d + 2) with second order.
 * @throws UserError for more dimensions than half of what the sequence has
 */
export function saltelliDesign(bases: number, dimensions: number, seed: string, second = false): SaltelliDesign {
  if (2 * dimensions > MOST_SOBOL_DIMENSIONS)
    throw new UserError(
      `Sobol' indices are possible for at most ${MOST_SOBOL_DIMENSIONS / 2} parameters, not ${dimensions}`,
      'screen them with --method morris first',
    );
  const rows: Float64Array[] = [];
  for (const both of sobolPoints(bases, 2 * dimensions, seed)) {
    const a = both.slice(0, dimensions);
    const b = both.slice(dimensions);
    const mixed = (base: Float64Array, other: Float64Array): Float64Array[] =>
      Array.from(base, (_, d) => base.map((value, e) => (e === d ? (other[d] as number) : value)));
    rows.push(a, ...mixed(a, b), ...(second ? mixed(b, a) : []), b);
  }
  return { rows, bases, dimensions, second };
}
