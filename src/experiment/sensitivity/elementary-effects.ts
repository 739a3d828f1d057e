/**
 * Elementary effects: what a step of one parameter does to an output, per unit of the step. Their mean is μ (which way),
 * the mean of their sizes μ* (how much), their standard deviation σ (how much it depends on the others).
 */
import { mean, variance } from '../statistics.js';
import { bootstrapped } from './estimates.js';
import type { MorrisIndices } from './result.js';

/** A step of a design: from one point to another, and its signed length in the unit that effects are counted in. */
export interface Step {
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

/** Effects of the steps whose two outputs are defined, in order. */
export function effectsOf(steps: readonly Step[], outputs: ArrayLike<number>): number[] {
  return steps
    .map(({ from, to, length }) => ((outputs[to] as number) - (outputs[from] as number)) / length)
    .filter((effect) => !Number.isNaN(effect));
}

/** Mean size and standard deviation of effects; 0 where there are too few. */
export function sizeAndSpread(effects: readonly number[]): { readonly size: number; readonly spread: number } {
  return {
    size: effects.length === 0 ? 0 : mean(effects.map(Math.abs)),
    spread: effects.length < 2 ? 0 : Math.sqrt(variance(effects)),
  };
}

/**
 * μ, μ* and σ of every parameter with bootstrap intervals over its effects.
 * @param moves steps of a design, each with the dimension it moves
 */
export function morrisIndices(
  keys: readonly string[],
  moves: readonly (Step & { readonly dimension: number })[],
  outputs: ArrayLike<number>,
  seed: string,
): MorrisIndices {
  const rows = keys.map((key, d) => {
    const effects = effectsOf(
      moves.filter(({ dimension }) => dimension === d),
      outputs,
    );
    const [mu, muStar, sigma] = bootstrapped(effects.length, seed, (positions) => summary(effects, positions));
    return { key, mu, muStar, sigma, effects: effects.length } as MorrisIndices['rows'][number];
  });
  return { method: 'morris', rows };
}

/** Mean, mean size and standard deviation in two passes. */
function summary(effects: readonly number[], positions: Uint32Array): [number, number, number] {
  const n = positions.length;
  let sum = 0;
  let sizes = 0;
  for (const p of positions) {
    sum += effects[p] as number;
    sizes += Math.abs(effects[p] as number);
  }
  let squares = 0;
  for (const p of positions) squares += ((effects[p] as number) - sum / n) * ((effects[p] as number) - sum / n);
  return [sum / n, sizes / n, n < 2 ? Number.NaN : Math.sqrt(squares / (n - 1))];
}
