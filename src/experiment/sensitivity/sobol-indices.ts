/**
 * Sobol' indices of a Saltelli design: first order after Saltelli et al. (2010), total after Jansen (1999), second order
 * after Saltelli (2002). Outputs are centred first, which takes the mean's noise out of the products.
 */
import type { SaltelliDesign } from '../design/saltelli.js';
import { saltelliBlock } from '../design/saltelli.js';
import { mean } from '../statistics.js';
import { bootstrapped } from './estimates.js';
import type { SobolIndices } from './result.js';

/** @param outputs one number per row of the design; a base point with an undefined one is left out whole */
export function sobolIndices(keys: readonly string[], design: SaltelliDesign, outputs: Float64Array, seed: string): SobolIndices {
  const { bases, dimensions: d, second } = design;
  const block = saltelliBlock(d, second);
  const blocks = Array.from({ length: bases }, (_, n) => outputs.slice(n * block, (n + 1) * block)).filter(
    (values) => !values.some(Number.isNaN),
  );
  const centre = mean(Float64Array.from(blocks.flatMap((values) => [values[0] as number, values[block - 1] as number])));
  const centred = blocks.map((values) => values.map((value) => value - centre));
  const pairs = second ? keys.flatMap((_, a) => keys.slice(a + 1).map((__, b): [number, number] => [a, a + 1 + b])) : [];
  const found = bootstrapped(centred.length, seed, (positions) => indicesOf(centred, positions, d, pairs));
  return {
    method: 'sobol',
    bases: centred.length,
    rows: keys.map((key, i) => ({ key, first: found[i], total: found[d + i] }) as SobolIndices['rows'][number]),
    second: pairs.map(([a, b], p) => ({ keys: [keys[a], keys[b]], index: found[2 * d + p] }) as SobolIndices['second'][number]),
  };
}

/** First orders, totals, second orders, from the base points at the given positions. */
function indicesOf(
  blocks: readonly Float64Array[],
  positions: Uint32Array,
  d: number,
  pairs: readonly (readonly [number, number])[],
): number[] {
  const sums = new Float64Array(2 * d + pairs.length);
  const last = (blocks[0]?.length ?? 1) - 1;
  let total = 0;
  let squares = 0;
  for (const p of positions) {
    const values = blocks[p] as Float64Array;
    const a = values[0] as number;
    const b = values[last] as number;
    total += a + b;
    squares += a * a + b * b;
    for (let i = 0; i < d; i++) {
      const ab = values[1 + i] as number;
      sums[i] = (sums[i] as number) + b * (ab - a);
      sums[d + i] = (sums[d + i] as number) + ((a - ab) * (a - ab)) / 2;
    }
    for (const [k, [i, j]] of pairs.entries())
      sums[2 * d + k] = (sums[2 * d + k] as number) + (values[1 + d + i] as number) * (values[1 + j] as number) - a * b;
  }
  const n = positions.length;
  const variance = squares / (2 * n) - (total / (2 * n)) * (total / (2 * n));
  const shares = Array.from(sums, (sum) => (variance > 0 ? sum / n / variance : Number.NaN));
  for (const [k, [i, j]] of pairs.entries())
    shares[2 * d + k] = (shares[2 * d + k] as number) - (shares[i] as number) - (shares[j] as number);
  return shares;
}
