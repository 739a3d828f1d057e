/**
 * How uncertain parameters are sampled: the design of a study as data, and its rows. All draws follow from the study's
 * seed and the design's own settings.
 */
import { UserError } from '../../core/errors.js';
import type { ParameterValue } from '../../core/model.js';
import { createGenerator } from '../random.js';
import { latinHypercube } from './latin-hypercube.js';
import type { DesignMethod, Improvement } from './methods.js';
import { sobolPoints } from './sobol.js';

export interface Design {
  readonly method: DesignMethod;
  /** Points of a sample; a grid takes the most levels per parameter that give no more. */
  readonly points: number;
  /** What exchange improves in a Latin hypercube. */
  readonly optimise: Improvement;
  /** Whether a Sobol' sequence is scrambled; unscrambled it starts at the least value of every parameter. */
  readonly scramble: boolean;
  /** The points of the method `list`, by key. */
  readonly list?: readonly Readonly<Record<string, ParameterValue>>[];
}

export const DEFAULT_DESIGN: Design = { method: 'lhs', points: 32, optimise: 'maximin', scramble: true };

/**
 * Rows of numbers from 0 to 1, one per point; of a grid they are levels, of which 0 and 1 are the ends.
 * @throws UserError when a grid would need more points than are asked for
 */
export function designRows({ method, points, optimise, scramble }: Design, dimensions: number, seed: string): Float64Array[] {
  switch (method) {
    case 'lhs':
      return latinHypercube(points, dimensions, seed, optimise);
    case 'sobol':
      return scramble ? sobolPoints(points, dimensions, seed) : sobolPoints(points, dimensions);
    case 'grid':
      return gridRows(points, dimensions);
    case 'random': {
      const draw = createGenerator('random-design', seed);
      return Array.from({ length: points }, () => Float64Array.from({ length: dimensions }, () => draw()));
    }
    case 'list':
      throw new RangeError('a list has its own values');
  }
}

/** Every combination of equally spaced levels, the last dimension fastest. */
function gridRows(points: number, dimensions: number): Float64Array[] {
  const total = (levels: number): number => Array.from({ length: dimensions }).reduce((product: number) => product * levels, 1);
  let levels = 1;
  while (total(levels + 1) <= points) levels++;
  if (levels < 2)
    throw new UserError(
      `a grid over ${dimensions} parameters has at least ${total(2)} points, not ${points}`,
      'ask for more points, or for lhs',
    );
  return Array.from({ length: total(levels) }, (_, p) => {
    const row = new Float64Array(dimensions);
    for (let d = dimensions - 1, rest = p; d >= 0; d--, rest = Math.floor(rest / levels)) row[d] = (rest % levels) / (levels - 1);
    return row;
  });
}
